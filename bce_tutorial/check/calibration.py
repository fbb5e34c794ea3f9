"""The exercise of chapter 12."""

import math

import numpy as np

from bce_tutorial.calibration import brier_decomposition
from bce_tutorial.check._judge import Case, Mistake, checker, compare


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
