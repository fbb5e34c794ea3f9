"""The exercises of chapter 9."""

import numpy as np

from bce_tutorial.check._boxes import Number
from bce_tutorial.check._judge import Case, Mistake, NotYet, Target, checker, compare, run
from bce_tutorial.losses import binary_cross_entropy
from bce_tutorial.scores import base_rate_loss

NAMES = ("categorical", "binary sum", "binary mean")
TEN = base_rate_loss([0.1])  # the mean of ten binary losses, each of an even guess

BOXES = {
    "name-loss": Number(
        "An untrained network gives 0.1 to each of ten digits. What does a log show that takes "
        "the mean of ten binary losses?",
        Target(3, TEN, (
            (np.log(10), "that is the categorical loss, ln 10."),
            (10 * TEN, "that is the sum of the ten."),
            (-np.log(0.9), "that is the loss of one digit that did not happen. One of ten did."),
            (np.log(2), "that is the loss at 0.5. Here every probability is 0.1."),
            (np.log(10) / 10, "nine more losses belong into the sum: those of 1 − 0.1."),
        ), "one loss is −ln 0.1 and nine are −ln 0.9. Take their mean."),
        "this looks like a trained model, and it knows nothing. Ask which loss it is.",
    ),
    "row-accuracy": Number(
        "A model gives 0.05 to each of 20 classes. Which accuracy does an elementwise count "
        "print?",
        Target(2, 0.95, (
            (0.05, "that is the share of rows that a blind choice gets right."),
            (0.5, "compare 20 zeros with a row of 19 zeros and a 1: how many agree?"),
            (1, "one entry of each row is 1, and the model says no to it."),
            (0.9, "that belongs to ten classes."),
        ), "no entry is above 0.5. In how many of 20 places is that right?"),
        "19 of 20 answers are no, and no is what the model says to everything.",
    ),
}  # fmt: skip


def three_losses(p, y):
    """Return the categorical loss of a row, and the sum and the mean of its binary losses."""
    binary = binary_cross_entropy(np.arange(len(p)) == y, p, reduction="none")
    return float(binary[y]), float(binary.sum()), float(binary.mean())


PRINTED = (
    ([0.7, 0.2, 0.1], 0),
    ([0.7, 0.2, 0.1], 2),
    ([0.25, 0.25, 0.25, 0.25], 3),
    ([0.5, 0.5], 1),
    ([0.02, 0.9, 0.03, 0.03, 0.02], 1),
)


@checker
def name_loss(function):
    """Check a function that finds out which loss a printed number is.

    Parameters
    ----------
    function : callable
        Takes a row of probabilities `p`, the class `y` that happened, and the number `printed`
        with three decimals. Returns "categorical", "binary sum" or "binary mean", or None if it
        is none of them.

    Returns
    -------
    Verdict

    Examples
    --------
    >>> name_loss(lambda p, y, printed: "categorical")  # doctest: +ELLIPSIS
    Not yet: for p = [0.7, 0.2, 0.1], y = 0, printed = 0.685 your function returns 'categorical'...
    """
    for p, y in PRINTED:
        losses = [round(loss, 3) for loss in three_losses(p, y)]
        for name, loss in (*zip(NAMES, losses, strict=True), (None, 0.123)):
            _judge_name(function, p, y, loss, name, losses)
    return "it tells the three apart, and says nothing where no loss fits."


def _judge_name(function, p, y, loss, name, losses):
    """Raise `NotYet` if the function gives the loss another name; two that coincide both count."""
    case = Case((np.array(p), y, loss), f"p = {p}, y = {y}, printed = {loss}")
    got = run(function, case, may_return_none=True)
    fitting = [word for word, value in zip(NAMES, losses, strict=True) if value == loss] or [None]
    if got in fitting:
        return
    if name is None:
        raise NotYet(
            f"for {case.words} your function returns {got!r}, but no loss fits: wanted None."
        )
    said = ", ".join(f"{value:.3f}" for value in losses[:2])
    hint = f"The three losses are {said} and {losses[2]:.3f}."
    if got is None:
        hint += " Does your function compare all of them, rounded?"
    raise NotYet(f"for {case.words} your function returns {got!r}, wanted {name!r}. {hint}")


def rows(y, p):
    """Return a case of a few rows."""
    return Case((np.array(y), np.array(p)), f"y_true = {y}, P = {p}")


def elementwise(y, P):
    """Return the share of the entries of P that fall on the right side of 0.5."""
    return np.mean((P > 0.5) == np.eye(P.shape[1])[y])


def right_rows(y, P):
    """Return the share of rows whose largest probability stands at the true class."""
    return np.mean(P.argmax(axis=1) == y)


_RNG = np.random.default_rng(8)
ACCURACY_CASES = (
    rows([0], [[0.4, 0.35, 0.25]]),
    rows([0, 1], [[0.7, 0.2, 0.1], [0.5, 0.3, 0.2]]),
    rows([2, 2, 1], [[0.1, 0.2, 0.7], [0.3, 0.6, 0.1], [0.2, 0.45, 0.35]]),
    Case((_RNG.integers(0, 5, 60), _RNG.dirichlet(np.ones(5), 60)), "60 rows of five classes"),
)
ACCURACY_MISTAKES = (
    Mistake(
        elementwise, "It counts entries. A row is one decision: which class has the largest P?"
    ),
    Mistake(
        lambda y, P: np.mean(((P > 0.5) == np.eye(P.shape[1])[y]).all(axis=1)),
        "A class can win without reaching 0.5.",
    ),
    Mistake(
        lambda y, P: np.mean(P[np.arange(len(y)), y] > 0.5),
        "A class can win without reaching 0.5.",
    ),
    Mistake(lambda y, P: np.sum(P.argmax(axis=1) == y), "This is a count. Divide by the rows."),
    Mistake(lambda y, P: 100 * right_rows(y, P), "This is in per cent."),
    Mistake(lambda y, P: 1 - right_rows(y, P), "This is the share of rows that are wrong."),
    Mistake(
        lambda y, P: np.mean(P[np.arange(len(y)), y]),
        "This is the mean probability of what happened, and no decision.",
    ),
)


@checker
def row_accuracy(function):
    """Check a function that returns the share of rows that a model gets right.

    Parameters
    ----------
    function : callable
        Takes `y_true` of shape (n,), classes 0 to K - 1, and `P` of shape (n, K).

    Returns
    -------
    Verdict

    Examples
    --------
    >>> row_accuracy(elementwise)  # doctest: +ELLIPSIS
    Not yet: for y_true = [0], P = [[0.4, 0.35, 0.25]] your function returns 0.6667, wanted 1. ...
    """
    compare(function, ACCURACY_CASES, right_rows, ACCURACY_MISTAKES)
    return "a row counts as right when its largest probability stands at the true class."
