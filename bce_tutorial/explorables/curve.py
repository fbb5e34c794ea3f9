"""The curve of a logistic regression over one feature, to fit by hand to ten labels."""

import math

import numpy as np

from bce_tutorial import _validation as require
from bce_tutorial.explorables import _frame as frame
from bce_tutorial.explorables import _plot as plot
from bce_tutorial.explorables._text import at, fixed, signed
from bce_tutorial.logits import sigmoid
from bce_tutorial.losses import binary_cross_entropy_with_logits
from bce_tutorial.training import fit_logistic_regression

X = np.array([-2.4, -1.7, -1.2, -0.8, -0.3, 0.2, 0.9, 1.1, 1.6, 2.3])
Y = np.array([0, 0, 1, 0, 0, 1, 0, 1, 1, 1])
TOP, MIDDLE, UPPER, BOTTOM = plot.TOP, 150, 194, 270  # of the two pictures, one above the other
EDGE, HIGHEST = 3.2, 4  # of the feature, and of a penalty that is drawn whole
ENDS = 3  # of where p = 0.1
COLUMNS = "4rem minmax(0,1fr) 6rem"  # of the rows of sliders
TENTH = math.log(9)  # the log-odds of 0.9
POINTS = np.linspace(-EDGE, EDGE, 65)
across = plot.Scale(-EDGE, EDGE, plot.LEFT, plot.RIGHT)
share = plot.Scale(0, 1, MIDDLE, TOP)
height = plot.Scale(0, HIGHEST, BOTTOM, UPPER)


@frame.movable
def curve(*, low=-3.0, high=3.05):
    r"""Show ten labels over a feature, the curve of a model, and what each label costs.

    .. math:: p = \sigma(w x + b), \quad w = \frac{2 \ln 9}{x_{0.9} - x_{0.1}}, \quad
              b = -\frac{w}{2} (x_{0.1} + x_{0.9})

    A reader drags the two points of the curve where p is 0.1 and 0.9. They never meet, since the
    second one stands halfway between the places of the first.

    Parameters
    ----------
    low : float in [-3, 3], default -3
        Where p is 0.1 at the start, rounded to the slider's step of 0.1.
    high : float in [-2.95, 3.05], default 3.05
        Where p is 0.9 at the start, rounded to the slider's next place.

    Returns
    -------
    Explorable
        Displays as HTML in a notebook, prints as a line of text elsewhere.

    Raises
    ------
    ValueError
        If an option is not one of those above.

    Examples
    --------
    >>> curve(low=-1, high=1.05)
    Fit a curve: w = 2.14, b = −0.05, loss 0.5965 nats
    """
    low = require.number("low", low, f"in [-{ENDS}, {ENDS}]", lambda v: -ENDS <= v <= ENDS)
    among = f"in [{0.05 - ENDS}, {0.05 + ENDS}]"
    high = require.number("high", high, among, lambda v: 0.05 - ENDS <= v <= 0.05 + ENDS)
    low, high = round(10 * low) / 10 + 0.0, round(round(10 * high - 0.5) / 10 + 0.05, 2)
    w = 2 * TENTH / (high - low)
    b = -w * (low + high) / 2
    loss = fixed(binary_cross_entropy_with_logits(Y, w * X + b), 4)
    best = fixed(fit_logistic_regression(X[:, None], Y).losses[-1], 4)
    texts = [signed(value, 2) for value in (w, b)]
    return frame.Explorable(
        "curve",
        title="Fit a curve",
        hint="Drag the two points of the curve until the loss is as low as you can get it; the "
        f"lowest is {best}. Which label costs most then? Drag them close together, and see which "
        "bars leave the picture.",
        summary=f"w = {texts[0]}, b = {texts[1]}, loss {loss} nats",
        body=frame.body(
            _picture(w, b, low, high),
            _sliders(low, high),
            frame.results(
                frame.tile("loss", loss, "loss in nats"),
                frame.tile("w", texts[0], "weight w"),
                frame.tile("b", texts[1], "intercept b"),
                columns=3,
            ),
            frame.controls(),
        ),
        data={
            "features": X.tolist(),
            "labels": Y.tolist(),
            "points": [float(f"{point:.6g}") for point in POINTS],
            "x": across,
            "share": share,
            "height": height,
        },
        moves={"low": lambda value: {"low": value}, "high": lambda value: {"high": value}},
    )


def _sliders(low, high):
    """Return a row for each of the two points: its slider, and where it is."""
    rows = (("low", 0.1, low, -ENDS), ("high", 0.9, high, 0.05 - ENDS))
    inside = "\n".join(_row(*row) for row in rows)
    return f'<div class="bce-rows">\n{inside}\n</div>'


def _row(name, p, value, start):
    """Return one point: its probability, slider and place."""
    text, words, end = signed(value, 2), f"x where p is {p}", start + 2 * ENDS
    return "\n".join(
        (
            f'<div class="bce-row" style="grid-template-columns:{COLUMNS}" role="group" '
            f'aria-label="{words}">',
            f'<span class="bce-name">p = {p}</span>',
            frame.slider(
                name, words, f"{value:g}", low=f"{start:g}", high=f"{end:g}", step=0.1,
                text=f"x = {text}",
            ),
            f'<span class="bce-p">x = {frame.slot(name, text)}</span>',
            "</div>",
        )
    )  # fmt: skip


def _picture(w, b, low, high):
    """Draw the labels and the curve, and below them the penalties as bars."""
    penalties = binary_cross_entropy_with_logits(Y, w * X + b, reduction="none")
    points = zip(across(POINTS), share(sigmoid(w * POINTS + b)), strict=True)
    return plot.drawing(
        BOTTOM + 44,
        "Two pictures over the same feature x. Above, ten labels as dots at 0 and 1, and the "
        "probability p of class 1 as an S-shaped curve with two points to drag. Below, a bar for "
        "the penalty of each label.",
        plot.y_grid(
            [(share(p), str(p)) for p in (1, 0.5, 0)], "labels y = 1 and y = 0, and the curve of p"
        ),
        f'<path class="bce-log" data-mark="curve" d="{plot.path(points)}"/>',
        *(
            f'<circle class="bce-class-{y}" cx="{at(across(x))}" cy="{at(share(y))}" r="4"/>'
            for x, y in zip(X, Y, strict=True)
        ),
        plot.y_grid([(height(v), str(v)) for v in (4, 2)], "penalty of each label in nats"),
        *(
            f'<path class="bce-class-{y}" stroke-width="8" data-mark="bar-{i}" '
            f'd="M{at(across(x))} {BOTTOM}V{at(height(min(penalty, HIGHEST)))}"/>'
            for i, (x, y, penalty) in enumerate(zip(X, Y, penalties, strict=True))
        ),
        plot.x_axis(
            BOTTOM, [(k, signed(k, 0)) for k in range(-ENDS, ENDS + 1)], "x, the feature", across
        ),
        plot.handle("low", across(low), share(0.1)),
        plot.handle("high", across(high), share(0.9)),
    )
