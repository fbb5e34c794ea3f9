"""Sliders for a weight of class 1, which adds ln w to every logit, and for the offset back."""

import math

import numpy as np

from bce_tutorial import _validation as require
from bce_tutorial.explorables import _frame as frame
from bce_tutorial.explorables import _plot as plot
from bce_tutorial.explorables._text import DIGITS, at, fixed
from bce_tutorial.logits import logit, sigmoid, softplus

UNIT = 0.05  # of both sliders, in nats
LAST = 100  # steps of the offset,
HEAVIEST = 92  # and of the logarithm of the weight
GROUPS = 8  # of equally many positives
ONE, ZERO = 28, 186  # heights of the upper drawing
HIGH, LOW = 282, 370  # of the curve of the loss
DISC = "m-4 0a4 4 0 1 0 8 0a4 4 0 1 0 -8 0"  # a dot, from its centre
SHARES = ((0.001, "0.1 %"), (0.01, "1 %"), (0.1, "10 %"), (0.5, "50 %"), (0.9, "90 %"))
across = plot.Scale(-7, 6, plot.LEFT, plot.RIGHT)  # of log-odds that were said,
up = plot.Scale(-7, 3, ZERO, ONE)  # and of those that were observed
place = plot.Scale(0, LAST, plot.LEFT, plot.RIGHT)  # of a step
WITHIN = plot.LEFT + 16, plot.RIGHT - 42  # where the name of ln w is within the picture
STEPS = range(0, LAST + 1, 4)  # where the curve of the loss is computed
WORDS = {
    "high": "Too high: subtract more.",
    "low": "Too low: more than ln w has been subtracted.",
    "back": "Offset and ln w agree: the probabilities are those without a weight.",
}
SEEN = (
    "Above, the observed share of class 1 against the mean prediction in eight groups, both as "
    "log-odds, with a dashed diagonal where they agree. The weight moves all dots to the right, "
    "the offset moves them back. Below, the log loss against the offset, with a dashed line at "
    "ln w and a dot at the offset of the slider."
)


@frame.movable
def weight(y_true, logits, *, weight=1.0, offset=0.0):
    r"""Show what a weight of class 1 does to probabilities, and which offset takes it back.

    .. math:: p_i = \sigma (z_i + \ln w - d)

    The first slider moves the weight w from 1 to 99.5, the second the offset d from 0 to 5. The
    logits stand in the output as counts, rounded to one decimal, and all numbers are those of the
    rounded ones. A training with the weight comes near to this shift, and seldom meets it.

    Parameters
    ----------
    y_true : array_like of shape (n,), of 0 and 1
        What happened, each of the two at least once.
    logits : array_like of shape (n,), finite
        Log-odds of class 1 that a model without weights predicts.
    weight : float in [1, 100], default 1
        Where the first slider starts, moved to its nearest step.
    offset : float in [0, 5], default 0
        Where the second slider starts, moved to its nearest step.

    Returns
    -------
    Explorable
        Displays as HTML in a notebook, prints as a line of text elsewhere.

    Raises
    ------
    ValueError
        If the shapes differ, an array is empty or not numeric, a label is not 0 or 1, one of the
        two is missing, a logit is not finite, or `weight` or `offset` is outside its range.

    Examples
    --------
    >>> weight([1, 0, 0, 0, 1, 0, 0, 0], [1, -2, -1, -3, 0, -2, 1, -4], weight=8)
    Move the weight: at w = 8.2 and an offset of 0.00 the log loss is 0.8325 nats
    """
    require.number("weight", weight, "in [1, 100]", lambda w: 1 <= w <= 100)
    require.number("offset", offset, "in [0, 5]", lambda d: 0 <= d <= 5)
    y, z = require.as_numbers("y_true", y_true), require.as_numbers("logits", logits)
    require.same_shape(y_true=y, logits=z)
    require.hard_labels("y_true", y)
    require.finite("logits", z)
    if np.min(y) == np.max(y):
        raise ValueError(f"expected y_true to hold both 0 and 1, got only {np.min(y):g}")
    cells = _cells(np.ravel(y).astype(int), np.ravel(z))
    steps = round(math.log(weight) / UNIT), round(offset / UNIT)
    shown = read(cells, *steps)
    top = round(_loss(cells, UNIT * HEAVIEST), DIGITS)
    height = plot.Scale(0.0, top, LOW, HIGH)
    return frame.Explorable(
        "weight",
        title="Move the weight",
        hint="The weight w shifts every logit by ln w. Bring the dots back to the dashed diagonal "
        "with the offset, and see at which offset the loss is lowest.",
        summary=f"at {shown['heavy']} and an offset of {shown['off']} the log loss is "
        f"{shown['loss']} nats",
        body=frame.body(
            plot.drawing(
                LOW + 44, SEEN,
                *_reliability(cells, shown),
                *_losses(cells, height, shown),
                plot.ground(HIGH, LOW),
                plot.handle("dot", place(steps[1]), height(shown["value"])),
            ),
            frame.controls(
                frame.labelled(
                    f"weight {frame.slot('heavy', shown['heavy'])}",
                    frame.slider(
                        "weight", "weight of class 1", steps[0],
                        low=0, high=HEAVIEST, step=1, text=shown["heavy"],
                    ),
                ),
                frame.labelled(
                    f"offset {frame.slot('off', shown['off'])}",
                    frame.slider(
                        "offset", "offset, subtracted from every logit", steps[1],
                        low=0, high=LAST, step=1, text=f"{shown['off']} nats",
                    ),
                ),
            ),
            _results(cells, shown),
        ),
        data={
            "within": WITHIN,
            **{name: part.tolist() for name, part in cells.items()},
            "unit": UNIT, "x": across, "up": up, "place": place, "height": height, "disc": DISC,
            "steps": list(STEPS), "words": WORDS,
        },
        moves={
            "weight": lambda step: {"weight": math.exp(UNIT * step)},
            "offset": lambda step: {"offset": UNIT * step},
        },
    )  # fmt: skip


def _cells(y, z):
    """Count the rows and the positives of each rounded logit, and put the logits into groups.

    A group is closed as soon as it has its share of the positives, so each has at least one.
    """
    values, where = np.unique(z.round(1) + 0.0, return_inverse=True)
    rows, hits = np.bincount(where), np.bincount(where, y)
    share = hits.sum() / min(GROUPS, hits.sum())
    group, held, last = np.zeros(values.size, int), 0, int(np.flatnonzero(hits)[-1])
    for cell in range(values.size):
        if held >= share and cell <= last:
            group[cell:] += 1
            held = 0
        held += hits[cell]
    return {"z": values, "n": rows, "k": hits.astype(int), "group": group}


def _reliability(cells, shown):
    """Draw the upper panel: what was observed against what was said, both as log-odds."""
    ticks = [(float(logit(share)), text) for share, text in SHARES]
    ends = up.low, up.high
    return (
        plot.y_grid(
            [(up(z), text[:-2]) for z, text in ticks[:0:-1]], "observed share of class 1 (%)"
        ),
        f'<path class="bce-line" d="{plot.path([(across(z), up(z)) for z in ends])}"/>',
        '<g class="bce-curves"><path class="bce-third" data-mark="curve" '
        f'd="{shown["curve"]}"/></g>',
        f'<path class="bce-third" data-mark="dots" d="{shown["dots"]}"/>',
        plot.x_axis(ZERO + 4, ticks, "mean prediction", across),
    )


def _losses(cells, height, shown):
    """Draw the lower panel: the loss at every offset, and ln w."""
    return (
        plot.label(2, HIGH - 30, f"log loss, from 0 to {fixed(height.high, 2)}", "start"),
        f'<path class="bce-line" data-mark="known" d="M{shown["known"]} {HIGH - 6}V{LOW}"/>',
        f'<text data-mark="name" x="{shown["name"]}" y="{HIGH - 10}" '
        f'text-anchor="middle">{frame.written("sign", shown["sign"])}</text>',
        f'<path class="bce-log" data-mark="losses" d="{_curve(cells, height, shown["heavier"])}"/>',
        plot.x_axis(LOW, [(k / UNIT, f"{k}") for k in range(6)], "offset", place),
    )


def _curve(cells, height, heavier):
    return plot.path([(place(k), height(_loss(cells, UNIT * (heavier - k)))) for k in STEPS])


def _results(cells, shown):
    """Return what the sliders change, and what they do not."""
    rows, hits = cells["n"], cells["k"]
    others = rows - hits
    below = np.cumsum(others) - others / 2
    area = np.sum(hits * below) / (hits.sum() * others.sum())
    return frame.results(
        frame.tile("loss", shown["loss"], "log loss in nats"),
        frame.tile("mean", shown["mean"], "mean prediction"),
        frame.tile("base", fixed(hits.sum() / rows.sum(), 3), "base rate"),
        frame.tile("area", fixed(area, 3), "AUC, always the same"),
        frame.whole("verdict", shown["verdict"]),
        columns=2,
    )


def read(cells, heavier, less):
    """Return the geometry and every text that the reader sees, for the steps of both sliders."""
    shift, p = UNIT * (heavier - less), sigmoid(cells["z"] + UNIT * (heavier - less))
    rows, said, seen = (np.bincount(cells["group"], part) for part in _sums(cells, p))
    points = [
        (across(_within(across, float(logit(s / n)))), up(_within(up, float(logit(k / n)))))
        for n, s, k in zip(rows, said, seen, strict=True)
    ]
    heavy = math.exp(UNIT * heavier)
    value = _loss(cells, shift)
    return {
        "curve": plot.path(points),
        "dots": "".join(f"M{at(x)} {at(h)}{DISC}" for x, h in points),
        "heavier": heavier,
        "known": at(place(heavier)),
        "name": at(min(max(place(heavier), WITHIN[0]), WITHIN[1])),
        "sign": f"ln w = {fixed(UNIT * heavier, 2)}",
        "heavy": f"w = {fixed(heavy, 1)}",
        "off": fixed(UNIT * less, 2),
        "value": value,
        "loss": fixed(value, 4),
        "mean": fixed(float(said.sum() / rows.sum()), 3),
        "verdict": WORDS["back" if heavier == less else "high" if heavier > less else "low"],
    }


def _sums(cells, p):
    """Return what is summed in a group: rows, predictions and positives."""
    return cells["n"], cells["n"] * p, cells["k"]


def _within(scale, value):
    """Return a value, or the end of the scale that it lies beyond."""
    return min(max(value, scale.low), scale.high)


def _loss(cells, shift):
    z = cells["z"] + shift
    return float(np.sum(cells["n"] * softplus(z) - cells["k"] * z) / np.sum(cells["n"]))
