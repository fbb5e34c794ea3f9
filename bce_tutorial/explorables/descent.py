"""Weight and intercept of a logistic regression, to move by hand or by gradient descent."""

import numpy as np

from bce_tutorial import _validation as require
from bce_tutorial.explorables import _frame as frame
from bce_tutorial.explorables import _plot as plot
from bce_tutorial.explorables import _surface as panels
from bce_tutorial.explorables._surface import B, W
from bce_tutorial.explorables._text import fixed, signed, trim
from bce_tutorial.losses import (
    binary_cross_entropy_gradient,
    binary_cross_entropy_with_logits,
)
from bce_tutorial.training import fit_logistic_regression

RATES = (0.1, 0.3, 1, 3, 10, 20)
STEPS = (1, 5, 25)
MOST = 100  # different values of the feature


def descent(x, y_true, *, w=0.0, b=0.0, learning_rate=1):
    r"""Show the loss of a logistic regression with one feature, and let the reader lower it.

    .. math:: w \leftarrow w - \frac{\eta}{n} \sum_i (\sigma(w x_i + b) - y_i) \, x_i, \quad
              b \leftarrow b - \frac{\eta}{n} \sum_i (\sigma(w x_i + b) - y_i)

    Sliders move w and b; buttons take 1, 5 or 25 steps at the chosen rate, and the path of the
    steps is drawn over the loss. A step may lead out of the picture; the numbers follow it.

    Parameters
    ----------
    x : array_like of shape (n,), of at most 100 different values
        The feature. Equal values are held once, with the number of samples of each class.
    y_true : array_like of shape (n,), of 0 and 1
        Labels. No value of x may separate the classes.
    w : float in [-2, 6], default 0
        Weight at the start, rounded to the slider's step of 0.05.
    b : float in [-4, 4], default 0
        Intercept at the start, rounded likewise.
    learning_rate : {0.1, 0.3, 1, 3, 10, 20}
        The step :math:`\eta` at the start.

    Returns
    -------
    Explorable
        Displays as HTML in a notebook, prints as a line of text elsewhere.

    Raises
    ------
    ValueError
        As :func:`bce_tutorial.fit_logistic_regression`, and if x has too many values, the
        classes can be separated, or an option is not one of those above.

    Examples
    --------
    >>> descent([-1, -1, 1, 1], [0, 1, 0, 1])
    Walk downhill: w = 0.000, b = 0.000, loss 0.6931 nats, accuracy 0.5000
    """
    w = require.number("w", w, f"in [{W[0]}, {W[1]}]", lambda v: W[0] <= v <= W[1])
    b = require.number("b", b, f"in [{B[0]}, {B[1]}]", lambda v: B[0] <= v <= B[1])
    among = f"among {', '.join(map(str, RATES))}"
    learning_rate = require.number("learning_rate", learning_rate, among, lambda v: v in RATES)
    fit = fit_logistic_regression(np.reshape(x, (-1, 1)), y_true)
    values = np.unique(x)
    if len(values) > MOST:
        raise ValueError(f"expected x of at most {MOST} different values, got {len(values)}")
    if not fit.converged:
        raise ValueError(f"expected classes that overlap: {fit.message}")
    start = round(20 * w) / 20 + 0.0, round(20 * b) / 20 + 0.0  # no -0.0
    best = float(fit.weights[0]), fit.intercept
    lowest = best, float(fit.losses[-1])
    return build(x, y_true, lowest=lowest, path=[start], learning_rate=learning_rate)


@frame.movable
def build(x, y_true, *, lowest, path, learning_rate):
    """Return the explorable as it looks after steps along a path of pairs w, b.

    `lowest` holds the best pair and its loss.
    """
    values, group = np.unique(np.asarray(x) + 0.0, return_inverse=True)
    x, y = values[group], np.asarray(y_true, float)
    ones = np.bincount(group, y)
    counts = values, ones, np.bincount(group) - ones
    w, b = path[-1]
    loss = fixed(binary_cross_entropy_with_logits(y, w * x + b), 4)
    accuracy = fixed(((w * x + b >= 0) == y).mean(), 4)
    return frame.Explorable(
        "descent",
        title="Walk downhill",
        hint="Take 25 steps at rate 1 and watch the slopes shrink to 0. Reset, set the rate to "
        "0.1 and then to 20, and take them again. Or drag the dot to the lowest loss.",
        summary=f"w = {signed(w, 3)}, b = {signed(b, 3)}, loss {loss} nats, accuracy {accuracy}",
        body=frame.body(
            _picture(path, lowest, counts),
            _sliders(w, b, slopes(x, y, w, b), learning_rate),
            frame.results(
                frame.tile("loss", loss, "loss in nats"),
                frame.tile("accuracy", accuracy, "accuracy at 0.5"),
                frame.tile("steps", len(path) - 1, "steps on this path"),
                columns=3,
            ),
            frame.controls(buttons=map(_button, STEPS)),
        ),
        data=_data(*counts),
        moves={
            "w": lambda value: {"path": [(value, b)]},
            "b": lambda value: {"path": [(w, value)]},
            "rate": lambda index: {"learning_rate": RATES[index]},
            "press": lambda steps: {"path": [*path, *walk(x, y, path[-1], learning_rate, steps)]},
        },
    )


def _data(values, ones, zeros):
    """Return what the script must know: the samples, counted, and the panels."""
    return {
        "x": values.tolist(),
        "ones": ones.astype(int).tolist(),
        "zeros": zeros.astype(int).tolist(),
        "feature": panels.feature(values),
        "share": panels.share,
        "w": panels.across_w,
        "b": panels.up_b,
        "rates": RATES,
        "pieces": panels.PIECES,
    }


def _picture(path, lowest, counts):
    """Draw the two panels."""
    return plot.drawing(
        panels.TOP + panels.SIZE + 46,
        "Two panels. Left: contours of the loss over the weight w across and the intercept b up, "
        "with a dot at the current pair and the path of the steps. Right: the share of class 1 "
        "at each value of the feature as discs, larger for more samples, and the model's "
        "probability as an S-shaped curve.",
        *panels.surface(path, *lowest, *counts),
        *panels.samples(*path[-1], panels.feature(counts[0]), *counts),
    )


def slopes(x, y, w, b):
    """Return the derivatives of the loss by w and by b."""
    residual = binary_cross_entropy_gradient(y, w * x + b)
    return float((residual * x).mean()), float(residual.mean())


def walk(x, y, pair, learning_rate, steps):
    """Return the pairs w, b that steps of gradient descent reach from one of them."""
    w, b = pair
    for _ in range(steps):
        by_w, by_b = slopes(x, y, w, b)
        w, b = w - learning_rate * by_w, b - learning_rate * by_b
        yield w, b


def _sliders(w, b, slopes, learning_rate):
    """Return the rows of the two parameters and of the rate."""
    rate = trim(learning_rate)
    return "\n".join(
        (
            '<div class="bce-rows bce-slopes">',
            _row("w", "weight w", w, W, slopes[0]),
            _row("b", "intercept b", b, B, slopes[1]),
            '<div class="bce-row" role="group" aria-label="learning rate">',
            '<span class="bce-name">rate</span>',
            frame.slider(
                "rate", "learning rate", RATES.index(learning_rate),
                low=0, high=len(RATES) - 1, step=1, text=f"rate {rate}",
            ),
            f'<span class="bce-p">{frame.slot("rate", rate)}</span>',
            "</div>",
            "</div>",
        )
    )  # fmt: skip


def _row(name, words, value, ends, slope):
    """Return one parameter: its name, slider, value and slope."""
    text, slope = signed(value, 3), signed(slope, 4)
    thumb = round(20 * min(max(value, ends[0]), ends[1])) / 20  # the nearest step of the slider
    return "\n".join(
        (
            f'<div class="bce-row" role="group" aria-label="{words}">',
            f'<span class="bce-name">{name}</span>',
            frame.slider(
                name,
                words,
                f"{thumb:g}",
                low=ends[0],
                high=ends[1],
                step=0.05,
                text=f"{text}, slope {slope}",
            ),
            f'<span class="bce-p">{frame.slot(name, text)}</span>',
            f'<span class="bce-p">slope {frame.slot(f"{name}-slope", slope)}</span>',
            "</div>",
        )
    )


def _button(steps):
    """Return a button that takes so many steps."""
    words = f"{steps} step" if steps == 1 else f"{steps} steps"
    return f'<button type="button" data-press="{steps}" disabled="">{words}</button>'
