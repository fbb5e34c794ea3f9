"""The exercises of chapter 6."""

import functools
import math

import numpy as np

from bce_tutorial.check._boxes import Number
from bce_tutorial.check._judge import (
    Case,
    Mistake,
    NotYet,
    Target,
    checker,
    compare,
    result,
    values,
)
from bce_tutorial.datasets import eight_predictions
from bce_tutorial.logits import logit, sigmoid, softplus
from bce_tutorial.losses import binary_cross_entropy_with_logits

_, Y, P = eight_predictions()

BOXES = {
    "stable-loss": Number(
        "Class 1 happened, and the logit was −1000. What is the loss?",
        Target(0, binary_cross_entropy_with_logits(1, -1000), (
            (0, "that is the loss if class 0 had happened."),
            (100, "that is the loss of a library that clamps its logarithms at −100."),
            (36, "that is −ln of the smallest step of float64: a probability was clipped there."),
            (16, "that is −ln of 1e-7: a probability was clipped there."),
            (-1000, "a loss is never negative."),
        ), "for y = 1 the loss is softplus(−z). Which of its two parts matters at z = −1000?"),
        "a sure mistake costs as many nats as its logit is away from 0.",
    ),
    "recover-logits": Number(
        "Which negative whole number is the first logit whose probability is exactly 0 in float64?",
        Target(0, -746, (
            (-37, "there p is 8.5e-17, and float64 has still smaller numbers. It has none so "
                  "close to 1."),
            (-745, "the smallest number of float64, 4.9e-324, is still not 0."),
            (-710, "there exp(710) overflows in 1/(1 + exp(−z)). The helper gets further."),
            (-89, "there exp(89) overflows in float32. The question is about float64."),
            (746, "the sign is missing."),
        ), "try bce_tutorial.sigmoid at −100, −1000, and then halve the interval."),
        "twenty times further out than on the other side, where 37 already gives exactly 1.",
    ),
}  # fmt: skip
UPPER = Target(
    0,
    37,
    (
        (17, "that is where float32 gives up."),
        (36, "there p is 1 − 2.2e-16, one step below 1, and what comes back is 36.04."),
        (746, "that belongs to the other side, where p becomes 0."),
    ),
    "try `recover(sigmoid(z))` for z = 30, 31, and so on.",
)


def rows(y, z, kind=np.float64, said=""):
    """Return a case of a few rows."""
    return Case((np.array(y), np.array(z, dtype=kind)), f"y_true = {y}, logits = {z}{said}")


def penalties(y, z, low=0):
    """Return each row's loss by way of a rounded probability, kept from 0 and 1 by `low`."""
    p = np.clip(1 / (1 + np.exp(-z)), low, 1 - low)
    return -np.log(np.where(y == 1, p, 1 - p))


def naive(y, z):
    """Return the mean loss by way of a rounded probability."""
    return np.mean(penalties(y, z))


def clamped(y, z):
    """Return the mean loss with no penalty above 100."""
    return np.mean(np.minimum(penalties(y, z), 100))


def clipped(y, z, low):
    """Return the mean loss of probabilities kept away from 0 and 1."""
    return np.mean(penalties(y, z, low))


def plain(y, z):
    """Return the loss without the trick: the log of 1 plus an exponential that overflows."""
    return np.mean(np.log(1 + np.exp((1 - 2 * y) * z)))


def bounded(y, z, low):
    """Return the mean loss if the logarithm takes no number below `low`."""
    return np.mean(-np.log(np.maximum(np.exp(-penalties(y, z)), low)))


USUAL = (
    rows([1], [2.0]),
    rows([0], [2.0]),
    rows([1, 0], [-1.0, 0.5]),
    rows([0, 0, 1], [-3.0, 1.0, 0.0]),
    Case((Y, logit(P)), "the logits of the table"),
)
USUAL_MISTAKES = (
    Mistake(
        lambda y, z: binary_cross_entropy_with_logits(1 - y, z),
        "Which sign does z have when the label is 1?",
    ),
    Mistake(
        lambda y, z: -binary_cross_entropy_with_logits(y, z),
        "A loss is never negative. Where does the sign come from?",
    ),
    Mistake(
        lambda y, z: binary_cross_entropy_with_logits(y, z, reduction="sum"),
        "Write every row down twice: should the loss double?",
    ),
    Mistake(
        lambda y, z: binary_cross_entropy_with_logits(y, z, base=2),
        "The shape is right and the unit is not: these are bits.",
    ),
    Mistake(
        lambda y, z: np.mean(softplus(-z)),
        "It gives the same for either label: y_true is never used.",
    ),
    Mistake(
        lambda y, z: np.mean(np.maximum((1 - 2 * y) * z, 0)),
        "This is the straight part of softplus. What rounds its corner?",
    ),
    Mistake(
        lambda y, z: binary_cross_entropy_with_logits(y, sigmoid(z)),
        "The sigmoid is applied twice.",
    ),
)
EXTREME = (
    rows([0], [40.0]),
    rows([1], [-1000.0]),
    rows([0], [1000.0]),
    rows([1], [1000.0]),
    rows([0], [-1000.0]),
    rows([1, 0], [1000.0, 1000.0]),
)
CLIPPED = "A probability was clipped on the way. The loss does not need one: think of softplus."
EXTREME_MISTAKES = (
    Mistake(naive, "A probability so close to 1 is rounded to 1. Can you do without it?"),
    Mistake(clamped, "The loss is clamped at 100: a finite number, but not the right one."),
    Mistake(plain, "exp(1000) overflows. Which exponential of |z| never does?"),
    *(
        Mistake(functools.partial(kept, low=low), CLIPPED)
        for kept in (clipped, bounded)
        for low in (1e-7, 1e-8, 1e-9, 1e-10, 1e-12, 1e-15, 1e-16, np.finfo(np.float64).eps)
    ),
)
SINGLE = (
    (0, -15.0, "The sum 1 + e is rounded before its logarithm is taken: look up `np.log1p`."),
    (1, 15.0, "A large number is subtracted from its neighbour, and the digits are gone."),
)


@checker
def stable_loss(function):
    """Check a function that should return the mean loss of logits, right from -1000 to 1000.

    Parameters
    ----------
    function : callable
        Takes `y_true` and `logits`, arrays of the same shape. Returns one number.

    Returns
    -------
    Verdict

    Examples
    --------
    >>> import numpy as np
    >>> stable_loss(lambda y, z: np.mean(np.log(1 + np.exp((1 - 2 * y) * z))))  # doctest: +ELLIPSIS
    Not yet: for y_true = [1], logits = [-1000.0] your function returns inf, wanted 1000. ...
    """
    compare(function, USUAL, binary_cross_entropy_with_logits, USUAL_MISTAKES)
    compare(function, EXTREME, binary_cross_entropy_with_logits, EXTREME_MISTAKES)
    wanted = math.log1p(math.exp(-15))
    for y, z, hint in SINGLE:
        case = rows([y], [z], np.float32, " in float32")
        got = result(function, case)
        if not math.isclose(got, wanted, rel_tol=1e-5):  # a float32 keeps seven digits
            raise NotYet(
                f"for {case.words} your function returns {got:.3g}, wanted {wanted:.3g}. {hint}"
            )
    return "finite and right from −1000 to 1000, and to the last digits in float32 too."


def probability(p):
    """Return a case of one probability."""
    return Case((np.float64(p),), f"p = {p}")


@checker
def recover_logits(function, upper, lower):
    """Check a function that recovers a logit, and the first logits that cannot be recovered.

    Parameters
    ----------
    function : callable
        Takes a probability. Returns its log-odds, also for 0 and 1.
    upper, lower : float
        The first whole numbers above and below 0 whose float64 probability is exactly 1 and 0.

    Returns
    -------
    Verdict

    Examples
    --------
    >>> import numpy as np
    >>> recover_logits(lambda p: np.log10(p / (1 - p)), 37, -746)  # doctest: +ELLIPSIS
    Not yet: for p = 0.94 your function returns 1.195, wanted 2.7515. The shape is right and ...
    """
    cases = [probability(p) for p in (0.94, 0.5, 0.1, 1e-20, 1.0, 0.0)]
    mistakes = (
        Mistake(
            lambda p: np.log10(p / (1 - p)),
            "The shape is right and the base is not: log-odds are in nats.",
        ),
        Mistake(lambda p: p / (1 - p), "These are odds. Take their logarithm."),
        Mistake(np.log, "This is the log of a probability. Where are the odds?"),
        Mistake(lambda p: np.log((1 - p) / p), "Odds of class 1 have p above the line."),
        Mistake(sigmoid, "This is the way from a logit to a probability. Go back."),
    )
    compare(function, cases, logit, mistakes)
    upper, lower = values(upper=upper, lower=lower)
    UPPER.judge("upper", upper)
    BOXES["recover-logits"].target.judge("lower", lower)
    return "p has room for tiny numbers next to 0, and almost none next to 1."
