"""Three scores, their softmax as a point in a triangle, and what the point costs."""

import itertools
import math

import numpy as np

from bce_tutorial import _validation as require
from bce_tutorial.categorical import categorical_cross_entropy
from bce_tutorial.explorables import _frame as frame
from bce_tutorial.explorables import _plot as plot
from bce_tutorial.explorables._text import DIGITS, at, fixed
from bce_tutorial.logits import softmax
from bce_tutorial.losses import binary_cross_entropy

CORNERS = ((240, 28), (100, 270), (380, 270))  # of classes 0, 1 and 2
BESIDE = ((-6, 4, "end"), (0, 18, "middle"), (6, 4, "start"))  # of the side after each corner
LEVELS = (0, 0.25, 0.5, 1, 2, 4, math.inf)  # in nats
CHANCES = [round(math.exp(-level), DIGITS) for level in LEVELS]
SHADES = (0.04, 0.1, 0.17, 0.25, 0.34, 0.45)
END = 4  # of the sliders
LEAST = 4e-4  # probability of a point that is dragged to an edge


@frame.movable
def simplex(*, logits=(2, 1, 0), y=0):
    r"""Show the softmax of three scores, the categorical loss and the three binary losses.

    .. math:: p_k = \frac{e^{z_k}}{\sum_j e^{z_j}}, \quad -\ln p_y, \quad
              -\ln p_y - \sum_{k \ne y} \ln(1 - p_k)

    The probabilities are a point in a triangle that is coloured by the categorical loss. A button
    chooses the class that happened.

    Parameters
    ----------
    logits : array_like of shape (3,), in [-4, 4]
        Scores at the start, rounded to the sliders' step of 0.1.
    y : {0, 1, 2}
        The class that happened, at the start.

    Returns
    -------
    Explorable
        Displays as HTML in a notebook, prints as a line of text elsewhere.

    Raises
    ------
    ValueError
        If there are not three scores, one is outside [-4, 4], or `y` is no class.

    Examples
    --------
    >>> simplex(logits=(2, 1, 0))
    Move three scores: p = 0.6652, 0.2447, 0.0900, and class 0 costs 0.4076 nats
    """
    z = require.as_numbers("logits", logits)
    if z.shape != (3,):
        raise ValueError(f"expected logits of shape (3,), got {z.shape}")
    for k, score in enumerate(z.tolist()):
        require.number(f"logits[{k}]", score, f"in [-{END}, {END}]", lambda v: -END <= v <= END)
    y = require.integer("y", y, "in [0, 3)", lambda k: 0 <= k < 3)
    z = np.round(z.astype(float), 1) + 0.0  # no -0.0
    p = softmax(z)
    loss = categorical_cross_entropy([y], [p])
    binary = binary_cross_entropy(np.arange(3) == y, p, reduction="sum")
    body = "\n".join(
        (
            _triangle(p, y),
            '<div class="bce-rows bce-moves">',
            *(_row(k, z[k], p[k], k == y) for k in range(3)),
            "</div>",
            frame.results(
                frame.tile("loss", fixed(loss, 4), "categorical loss in nats"),
                frame.tile("sum", fixed(binary, 4), "sum of three binary losses"),
                frame.tile("mean", fixed(binary / 3, 4), "mean of three binary losses"),
                columns=3,
            ),
            frame.controls(
                buttons=[frame.flip("y", f"class {frame.slot('y', y)} happened", y, states=3)]
            ),
        )
    )
    said = ", ".join(fixed(value, 4) for value in p)
    return frame.Explorable(
        "simplex",
        title="Move three scores",
        hint="Raise all three scores by the same amount: the dot stays. Then let a class win that "
        "did not happen, and compare how far the three losses rise.",
        summary=f"p = {said}, and class {y} costs {fixed(loss, 4)} nats",
        body=body,
        data={"corners": CORNERS, "beside": BESIDE, "chances": CHANCES, "least": LEAST},
        moves=frame.one_of_many("logits", z) | {"y": lambda label: {"y": label}},
    )


def toward(y, other, p):
    """Return the point on the side from corner `y` to another where class `y` has probability p."""
    return tuple(p * a + (1 - p) * b for a, b in zip(CORNERS[y], CORNERS[other], strict=True))


def _triangle(p, y):
    """Draw the triangle in bands of equal loss, and the point."""
    after, before = (y + 1) % 3, (y + 2) % 3
    bands, labels = [], []
    for index, (near, far) in enumerate(itertools.pairwise(CHANCES)):
        edge = [toward(y, after, near), toward(y, after, far)]
        edge += [toward(y, before, far), toward(y, before, near)]
        bands.append(
            f'<path class="bce-band" data-mark="band-{index}" fill-opacity="{SHADES[index]}" '
            f'd="{plot.path(edge)}Z"/>'
        )
    dx, dy, anchor = BESIDE[y]
    for index in range(1, len(LEVELS) - 2):
        x, height = toward(y, after, CHANCES[index])
        labels.append(
            f'<text data-mark="level-{index}" x="{at(x + dx)}" y="{at(height + dy)}" '
            f'text-anchor="{anchor}">{LEVELS[index]:g}</text>'
        )
    x, height = (sum(v * c[axis] for v, c in zip(p, CORNERS, strict=True)) for axis in (0, 1))
    return plot.drawing(
        300,
        "A triangle of all probabilities of three classes. Each corner is certainty of one class, "
        "and the middle is one third for each. Bands of equal loss run parallel to the side "
        "opposite the class that happened, from pale at its corner, where the loss is 0, to dark "
        "at that side, where it grows without bound. A dot marks the probabilities.",
        *bands,
        *labels,
        plot.label(240, 18, "p₀ = 1"),
        plot.label(76, 288, "p₁ = 1"),
        plot.label(404, 288, "p₂ = 1"),
        f'<path class="bce-ground" data-mark="ground" d="{plot.path(CORNERS)}Z"/>',
        plot.handle("dot", x, height, free=True),
    )


def _row(k, z, p, happened):
    """Return one class: its name, slider, score, bar and probability."""
    score = fixed(z, 1).replace("-", "−")
    sign = "✓" if happened else ""
    return "\n".join(
        (
            f'<div class="bce-row" role="group" aria-label="class {k}">',
            f'<span class="bce-name">class {k} <span data-slot="fate-{k}">{sign}</span></span>',
            frame.slider(
                k, f"score of class {k}", f"{z:g}",
                low=-END, high=END, step=0.1, text=f"score {score}",
            ),
            f'<span class="bce-p">z = {frame.slot(f"z-{k}", score)}</span>',
            frame.bar(
                f'<rect class="bce-class-{int(happened)}" data-mark="bar-{k}" '
                f'width="{at(100 * p)}" height="10"/>'
            ),
            f'<span class="bce-value">{frame.slot(f"p-{k}", fixed(p, 4))}</span>',
            "</div>",
        )
    )  # fmt: skip
