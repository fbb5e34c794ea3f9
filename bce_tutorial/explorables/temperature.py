"""A slider for the temperature, below the reliability diagram and above the loss that it costs."""

import math

import numpy as np

from bce_tutorial import _validation as require
from bce_tutorial.calibration import brier_decomposition, brier_score, reliability_curve
from bce_tutorial.explorables import _frame as frame
from bce_tutorial.explorables import _plot as plot
from bce_tutorial.explorables._text import DIGITS, at, fixed
from bce_tutorial.logits import sigmoid
from bce_tutorial.losses import binary_cross_entropy_with_logits
from bce_tutorial.recalibration import fit_temperature

OCTAVE = 60  # steps of the slider between a temperature and its double
FIRST, LAST = -OCTAVE, 3 * OCTAVE  # from 1/2 to 8
ONE, ZERO, DEPTH = plot.TOP, 196, 24  # heights of the upper drawing, and the longest of its bars
HIGH, LOW = 316, 400  # of the curve of the loss
DISC = "m-4 0a4 4 0 1 0 8 0a4 4 0 1 0 -8 0"  # a dot, from its centre
BINS = 10
place = plot.Scale(FIRST, LAST, plot.LEFT, plot.RIGHT)  # of a step
up = plot.Scale(0, 1, ZERO, ONE)  # of an observed share
SIDE = 66  # where the words at the minimum are whole
WORDS = {
    "sure": "Too sure: a higher temperature lowers the log loss.",
    "timid": "Too timid: a lower temperature lowers the log loss.",
    "lowest": "Here the log loss is at its lowest, or within a hair of it.",
}
NEAR = 1.05  # from here on a temperature counts as different from the best
STEPS = range(FIRST, LAST + 1, 5)  # where the curve of the loss is computed
SEEN = (
    "Above, a reliability diagram: the observed share of class 1 against the mean prediction, "
    "one dot for each of ten bins, a dashed diagonal where both agree, and bars below for the "
    "number of predictions. Below, the log loss against the temperature, with a dashed line "
    "at its lowest point and a dot at the temperature of the slider."
)
_FIXED = {  # what the script must know, whatever the predictions are
    "x": place,
    "said": plot.across,
    "share": up,
    "octave": OCTAVE,
    "bins": BINS,
    "depth": DEPTH,
    "disc": DISC,
    "near": NEAR,
    "words": WORDS,
}


@frame.movable
def temperature(y_true, logits, *, temperature=1.0):
    r"""Show what a temperature does to the reliability of a model, and to its loss.

    .. math:: p_i = \sigma \left( \frac{z_i}{T} \right)

    The slider moves T from 1/2 to 8. The reliability diagram, log loss, Brier score and its
    reliability part follow it; the accuracy does not. The logits stand in the output, rounded
    to three decimals, and all numbers are those of the rounded ones.

    Parameters
    ----------
    y_true : array_like of shape (n,), of 0 and 1
        What happened.
    logits : array_like of shape (n,), finite
        Predicted log-odds of class 1.
    temperature : float in [0.5, 8], default 1
        Where the slider starts, moved to its nearest step.

    Returns
    -------
    Explorable
        Displays as HTML in a notebook, prints as a line of text elsewhere.

    Raises
    ------
    ValueError
        As :func:`bce_tutorial.fit_temperature`, and if a label is not 0 or 1 or `temperature` is
        outside its range.

    Examples
    --------
    >>> temperature([1, 1, 1, 0], [3, 3, 3, 3], temperature=2.7307)
    Move the temperature: at T = 2.73 the log loss is 0.5623 nats, the lowest 0.5623 at 2.73
    """
    require.number("temperature", temperature, "in [0.5, 8]", lambda t: 0.5 <= t <= 8)
    y = require.as_numbers("y_true", y_true)
    require.hard_labels("y_true", y)
    fit_temperature(y, logits)  # says what is wrong with them, if anything is
    y, z = np.ravel(y).astype(int), np.ravel(logits).round(3) + 0.0
    step = round(OCTAVE * math.log2(temperature))
    best = round(fit_temperature(y, z), DIGITS)
    curve = [_loss(y, z, degrees(k)) for k in STEPS]
    height = plot.Scale(round(_loss(y, z, best), DIGITS), round(max(curve), DIGITS), LOW, HIGH)
    shown = read(y, z, degrees(step), best)
    text = shown["degrees"]
    return frame.Explorable(
        "temperature",
        title="Move the temperature",
        hint="Every logit is divided by the temperature. Bring the dots to the dashed diagonal, "
        "and the lower dot to the bottom of the curve.",
        summary=f"at T = {text} the log loss is {shown['loss']} nats, "
        f"the lowest {fixed(_loss(y, z, best), 4)} at {fixed(best, 2)}",
        body=frame.body(
            plot.drawing(
                LOW + 44, SEEN,
                *_reliability(shown),
                *_losses(curve, height, best),
                plot.ground(HIGH, LOW),
                plot.handle("dot", place(step), height(shown["value"])),
            ),
            frame.controls(
                frame.labelled(
                    f"temperature {frame.slot('degrees', text)}",
                    frame.slider(
                        "step", "temperature", step,
                        low=FIRST, high=LAST, step=1, text=f"T = {text}",
                    ),
                ),
            ),
            _results(shown, fixed(np.mean((z > 0) == y), 3)),
        ),
        data={"z": z.tolist(), "y": "".join(map(str, y)), "best": best, "loss": height, **_FIXED},
        moves={"step": lambda step: {"temperature": degrees(step)}},
    )  # fmt: skip


def _reliability(shown):
    """Draw the upper panel: a dot for each bin that has predictions, and how many they are."""
    return (
        plot.y_grid(
            [(up(share), f"{share:g}") for share in (1, 0.5, 0)],
            "observed share of class 1",
        ),
        f'<path class="bce-line" d="M{plot.LEFT} {ZERO}L{plot.RIGHT} {ONE}"/>',
        '<path class="bce-grid" data-mark="bars" stroke-width="8" style="stroke-opacity:.8" '
        f'd="{shown["bars"]}"/>',
        '<g class="bce-curves"><path class="bce-third" data-mark="curve" '
        f'd="{shown["curve"]}"/></g>',
        f'<path class="bce-third" data-mark="dots" d="{shown["dots"]}"/>',
        plot.x_axis(ZERO + DEPTH + 4, [(k / 4, f"{k / 4:g}") for k in range(5)], "mean prediction"),
    )


def _losses(curve, height, best):
    """Draw the lower panel: the loss at every temperature, and the best of them."""
    x = place(min(max(OCTAVE * math.log2(best), FIRST), LAST))  # at an end if it is outside
    low, high = fixed(height.low, 2), fixed(height.high, 2)
    points = [(place(k), height(loss)) for k, loss in zip(STEPS, curve, strict=True)]
    ticks = [(k * OCTAVE, f"{degrees(k * OCTAVE):g}") for k in range(-1, 4)]
    return (
        plot.label(2, HIGH - 34, f"log loss, from {low} to {high}", "start"),
        f'<path class="bce-line" d="M{at(x)} {HIGH - 6}V{LOW}"/>',
        plot.label(min(max(x, SIDE), plot.WIDTH - SIDE), HIGH - 10, f"best: {fixed(best, 2)}"),
        f'<path class="bce-log" d="{plot.path(points)}"/>',
        plot.x_axis(LOW, ticks, "temperature T", place),
    )


def _results(shown, accuracy):
    """Return what the temperature changes, and what it does not."""
    return frame.results(
        frame.tile("loss", shown["loss"], "log loss in nats"),
        frame.tile("brier", shown["brier"], "Brier score"),
        frame.tile("reliability", shown["reliability"], "its reliability part"),
        frame.tile("accuracy", accuracy, "accuracy, at every temperature"),
        frame.whole("verdict", shown["verdict"]),
        columns=2,
    )


def degrees(step):
    """Return the temperature at a step of the slider."""
    return 2 ** (step / OCTAVE)


def read(y, z, t, best):
    """Return the geometry of the diagram and every text that the reader sees."""
    p = sigmoid(z / t)
    said, seen, count = reliability_curve(y, p, n_bins=BINS)
    points = [(plot.across(x), up(s)) for x, s in zip(said, seen, strict=True)]
    hanging = zip(points, DEPTH * count / count.max(), strict=True)
    value = _loss(y, z, t)
    return {
        "curve": plot.path(points),
        "dots": "".join(f"M{at(x)} {at(h)}{DISC}" for x, h in points),
        "bars": "".join(f"M{at(x)} {ZERO}v{at(depth)}" for (x, _), depth in hanging),
        "value": value,
        "degrees": fixed(t, 2),
        "loss": fixed(value, 4),
        "brier": fixed(brier_score(y, p), 4),
        "reliability": fixed(brier_decomposition(y, p, n_bins=BINS).reliability, 4),
        "verdict": _verdict(t, best),
    }


def _verdict(t, best):
    """Say on which side of the lowest loss the temperature is."""
    if t * NEAR < best:
        return WORDS["sure"]
    return WORDS["timid"] if t > best * NEAR else WORDS["lowest"]


def _loss(y, z, t):
    return binary_cross_entropy_with_logits(y, z / t)
