"""The exercises of chapter 12."""

import math

import numpy as np

from bce_tutorial.calibration import brier_decomposition
from bce_tutorial.check._boxes import Number
from bce_tutorial.check._judge import (
    Case,
    Mistake,
    NotYet,
    Target,
    checker,
    column,
    compare,
    run,
    shown,
)


def reliability(y, p):
    """Return the reliability of ten bins."""
    return brier_decomposition(y, p, n_bins=10).reliability


def _gaps(y, p):
    """Return gap and count of each bin that is not empty."""
    bins = np.ceil(10 * p).clip(1).astype(int) - 1
    filled = [k for k in range(10) if (bins == k).any()]
    gaps = np.array([p[bins == k].mean() - y[bins == k].mean() for k in filled])
    return gaps, np.array([np.sum(bins == k) for k in filled])


_RNG = np.random.default_rng(11)
_P = np.concatenate([_RNG.uniform(0, 0.1, 300), _RNG.uniform(0, 1, 60)])
_Y = (_RNG.random(360) < np.sqrt(_P)).astype(float)
PART_CASES = (
    Case((_Y, _P), "360 predictions, most of them below 0.1"),
    Case((_Y[250:], _P[250:]), "110 predictions"),
)
PART_MISTAKES = (
    Mistake(
        lambda y, p: np.mean(_gaps(y, p)[0] ** 2), "Each bin counts alike. Weigh it by `count`."
    ),
    Mistake(
        lambda y, p: np.average(np.abs(_gaps(y, p)[0]), weights=_gaps(y, p)[1]),
        "This is the mean absolute gap. Reliability squares it.",
    ),
    Mistake(lambda y, p: math.sqrt(reliability(y, p)), "This is the root of the reliability."),
    Mistake(
        lambda y, p: np.sum(_gaps(y, p)[0] ** 2 * _gaps(y, p)[1]),
        "This is a sum over all predictions. Divide by their number.",
    ),
    Mistake(
        lambda y, p: np.average(_gaps(y, p)[0], weights=_gaps(y, p)[1]) ** 2,
        "Square the gap of each bin before the mean, or gaps cancel.",
    ),
    Mistake(lambda y, p: np.mean((p - y) ** 2), "This is the Brier score itself."),
)


@checker
def reliability_part(function):
    """Check a function that returns the reliability of ten bins, a part of the Brier score.

    Parameters
    ----------
    function : callable
        Takes `y_true` and `y_proba` of shape (n,) and returns a float.

    Returns
    -------
    Verdict

    Examples
    --------
    >>> reliability_part(...)
    Not yet: put your function in the place of the dots.
    """
    compare(function, PART_CASES, reliability, PART_MISTAKES)
    return "each bin counts as often as it has predictions."


def softened(y):
    """Return Platt's targets."""
    return _targets(y, lambda own, other: (own + 1) / (own + 2))


def _targets(y, of_class):
    """Return for each row the target of its label, from the counts of its own and the other."""
    positive, negative = np.sum(y == 1), np.sum(y == 0)
    return np.where(y == 1, of_class(positive, negative), 1 - of_class(negative, positive))


SOFT_LABELS = ([1, 0, 0, 1, 0, 0], [1, 1, 1, 0], [0, 0, 1, 0, 0, 0, 0])
SOFT_MISTAKES = (
    (lambda y: y, "These are the labels themselves."),
    (
        lambda y: _targets(y, lambda own, other: (other + 1) / (other + 2)),
        "The counts are swapped: each class uses its own.",
    ),
    (
        lambda y: _targets(y, lambda own, other: (own + other + 1) / (own + other + 2)),
        "Count the rows of each class, not all rows.",
    ),
    (
        lambda y: np.where(y == 1, softened(y), 1 / (np.sum(y == 1) + 2)),
        "The negative rows have a count of their own.",
    ),
    (lambda y: np.where(y == 1, softened(y), 0), "The negative rows are softened too."),
    (lambda y: 1 - softened(y), "The high target belongs to the positive rows."),
    (
        lambda y: _targets(y, lambda own, other: own / (own + 1)),
        "Add 1 to the count above the line, and 2 to the count below it.",
    ),
)

BOXES = {
    "softened-targets": Number(
        "Of 100 held-back rows 3 are positive. To which target is a positive row softened?",
        Target(2, 4 / 5, (
            (1 / 5, "that would pull a positive row towards 0."),
            (3 / 4, "the formula adds 2 below the line, not 1."),
            (98 / 99, "that counts the negative rows. Count the positive ones."),
            (1.0, "that is the label itself. Platt moves it inwards."),
        ), "add 1 to the count of positive rows, and divide by the count plus 2."),
        "3 positive rows become (3 + 1) / (3 + 2), and the 97 negative ones 1 / 99.",
    ),
}  # fmt: skip


@checker
def softened_targets(function):
    """Check a function that returns the targets to which Platt scaling is fitted.

    Parameters
    ----------
    function : callable
        Takes `y_true`, an array of 0 and 1 of shape (n,) with both classes in it. Returns an
        array of the same shape.

    Returns
    -------
    Verdict

    Examples
    --------
    >>> softened_targets(lambda y_true: y_true)
    Not yet: label 1 in [1, 0, 0, 1, 0, 0] becomes 0.75, yours 1. These are the labels themselves.
    """
    for labels in SOFT_LABELS:
        y = np.array(labels)
        got = column(run(function, Case((y,), f"the labels {labels}")), y.shape)
        wanted = softened(y)
        off = ~np.isclose(got, wanted, rtol=1e-6, atol=1e-9)
        if off.any():
            k = int(np.argmax(off))
            said = f"label {labels[k]} in {labels} becomes {shown(wanted[k])}"
            hints = [hint for f, hint in SOFT_MISTAKES if np.allclose(got, f(y))]
            raise NotYet(f"{said}, yours {shown(got[k])}.{''.join(f' {h}' for h in hints[:1])}")
    return "the fewer rows a class has, the more its target is softened."
