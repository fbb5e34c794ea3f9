"""The exercises of chapter 10."""

import numpy as np

from bce_tutorial.check._boxes import Number
from bce_tutorial.check._judge import Case, Mistake, Target, checker, compare
from bce_tutorial.information import kl_divergence
from bce_tutorial.losses import binary_cross_entropy

COIN, HALF = np.array([0.7, 0.3]), np.array([0.5, 0.5])
OWN = kl_divergence(COIN, HALF)

BOXES = {
    "soft-label-floor": Number(
        "Targets (0.2, 0.2, 0.2, 0.2): what is the lowest loss that any model can reach?",
        Target(4, binary_cross_entropy(0.2, 0.2), (
            (0, "that is the floor of hard labels. These are soft."),
            (-np.log(0.8), "that is the loss of one hard label at p = 0.2."),
            (binary_cross_entropy(0.2, 0.5), "that is what a constant 0.5 costs. Predict better."),
            (4 * binary_cross_entropy(0.2, 0.2), "that is a sum. The loss is a mean."),
            (binary_cross_entropy(0.2, 0.2, base=2), "that is in bits."),
        ), "the best prediction of a soft label is the label itself."),
        "it is the entropy of a coin with probability 0.2.",
    ),
    "divergence-call": Number(
        "Which number does a right call give for `p_true` = (0.7, 0.3) and `q_model` = (0.5, 0.5)?",
        Target(4, OWN, (
            (kl_divergence(HALF, COIN), "the arguments stand the other way round."),
            ((COIN * (np.log(COIN) - HALF)).sum(), "the forecast went in without its logarithm."),
            ((HALF * (np.log(HALF) - COIN)).sum(), "two slips: order, and no logarithm."),
            (np.log(2), "that is the cross-entropy. The entropy of the coin is still in it."),
            (OWN / np.log(2), "that is in bits."),
        ), "the forecast goes first, as logarithms, and the truth second."),
        "it is what the forecaster who says 0.5 could have avoided.",
    ),
}  # fmt: skip


def labels(*values):
    """Return a case of soft labels."""
    return Case((np.array(values),), f"targets = {list(values)}")


def predictions(targets, y_proba):
    """Return a case of soft labels and predictions."""
    words = f"targets = {targets}, y_proba = {y_proba}"
    return Case((np.array(targets), np.array(y_proba)), words)


FLOORS = (labels(0.5), labels(1.0), labels(0.5, 0.3, 0.5, 0.9), labels(0.0, 0.2))
EXCESSES = (
    predictions([0.5], [0.5]),
    predictions([1.0], [0.8]),
    predictions([0.5, 0.3, 0.5, 0.9], [0.1, 0.3, 0.5, 0.8]),
)


def lowest(targets):
    """Return the lowest loss that any prediction of the targets can reach."""
    return binary_cross_entropy(targets, targets)


def surplus(targets, y_proba):
    """Return what predictions cost above the floor of their targets."""
    return binary_cross_entropy(targets, y_proba) - lowest(targets)


FLOOR_MISTAKES = (
    Mistake(lambda y: 0.0, "That is the floor of hard labels only."),
    Mistake(lambda y: y.size * lowest(y), "This is a sum. The loss is a mean."),
    Mistake(lambda y: -lowest(y), "Mind the sign: a logarithm of a probability is not positive."),
    Mistake(lambda y: lowest(y) / np.log(2), "This is in bits."),
    Mistake(
        lambda y: lowest(y.mean()),
        "This is the entropy of the mean target. Entropy comes first, then the mean.",
    ),
    Mistake(
        lambda y: -np.mean(np.where(y > 0, y * np.log(np.maximum(y, 1e-300)), 0)),
        "The second term is missing, for the probability 1 − y of the other outcome.",
    ),
)
EXCESS_MISTAKES = (
    Mistake(binary_cross_entropy, "This is the whole loss. Subtract its floor."),
    Mistake(lambda y, p: -surplus(y, p), "This is floor minus loss. Which one is larger?"),
)


@checker
def soft_label_floor(floor, excess):
    """Check the lowest loss of soft labels, and what a model pays above it.

    Parameters
    ----------
    floor : callable
        Takes `targets`, an array of soft labels.
    excess : callable
        Takes `targets` and `y_proba`, arrays of the same shape.

    Returns
    -------
    Verdict

    Examples
    --------
    >>> soft_label_floor(lambda targets: 0.0, ...)  # doctest: +ELLIPSIS
    Not yet: for targets = [0.5] your function returns 0, wanted 0.6931. That is the floor ...
    """
    compare(floor, FLOORS, lowest, FLOOR_MISTAKES)
    compare(excess, EXCESSES, surplus, EXCESS_MISTAKES)
    return "the floor is the mean entropy of the targets, and the excess is the divergence."


PAIRS = (
    Case((HALF, HALF), "p_true = [0.5, 0.5], q_model = [0.5, 0.5]"),
    Case((COIN, HALF), "p_true = [0.7, 0.3], q_model = [0.5, 0.5]"),
    Case((HALF, COIN), "p_true = [0.5, 0.5], q_model = [0.7, 0.3]"),
)


def called(log_forecast, target):
    """Return what the library's function gives for these arguments."""
    return (target * (np.log(target) - log_forecast)).sum()


CALLS = (
    Mistake(lambda p, q: called(q, p), "The first argument wants logarithms."),
    Mistake(lambda p, q: called(np.log(p), q), "The two arguments stand the other way round."),
    Mistake(
        lambda p, q: -(p * np.log(q)).sum(),
        "This is the cross-entropy. The entropy of the truth is still in it.",
    ),
    Mistake(lambda p, q: -kl_divergence(p, q), "A divergence is never negative."),
    Mistake(lambda p, q: called(p, q), "The order is wrong, and a logarithm is missing."),
)


@checker
def divergence_call(function):
    """Check a function that calls a divergence with its arguments in the right order and form.

    Parameters
    ----------
    function : callable
        Takes `p_true` and `q_model`, arrays of probabilities.

    Returns
    -------
    Verdict

    Examples
    --------
    >>> divergence_call(...)
    Not yet: put your function in the place of the dots.
    """
    compare(function, PAIRS, kl_divergence, CALLS)
    return "what happens comes first in the formula, and second in this library."
