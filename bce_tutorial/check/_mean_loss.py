"""Judge a function that should return the log loss: the mean of −ln c."""

import math

import numpy as np

from bce_tutorial.check._judge import Case, Mistake, NotYet, compare, run
from bce_tutorial.datasets import eight_predictions
from bce_tutorial.losses import binary_cross_entropy


def rows(y, p):
    """Return a case of a few rows."""
    return Case((np.array(y), np.array(p)), f"y_true = {y}, y_proba = {p}")


CASES = (
    rows([1], [0.94]),
    rows([0], [0.56]),
    rows([1, 0], [0.94, 0.56]),
    rows([0, 0], [0.1, 0.2]),
    rows([1, 1, 0], [0.9, 0.3, 0.2]),
    Case(eight_predictions()[1:], "the table of eight"),
)
CERTAIN = rows([1, 0], [1.0, 0.0])


def given(y, p):
    """Return the probability given to what happened."""
    return np.where(y == 1, p, 1 - p)


def pairs(y, p):
    """Return the mean over all pairs of a label and a prediction, as broadcasting makes them."""
    y = y[:, None]
    return -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))


def by_class(y, p):
    """Return the mean of the two classes' means."""
    return np.mean([-np.log(given(y, p))[y == label].mean() for label in np.unique(y)])


MISTAKES = (
    Mistake(
        lambda y, p: -np.mean(np.log(1 - given(y, p))),
        "Whose probability does it take: of what happened, or of the other outcome?",
    ),
    Mistake(
        lambda y, p: np.mean(np.log(given(y, p))),
        "A loss is never negative. What turns a logarithm of a probability positive?",
    ),
    Mistake(
        lambda y, p: -np.mean(np.log10(given(y, p))),
        "The shape is right and the unit is not: these are bans.",
    ),
    Mistake(
        lambda y, p: -np.mean(np.log2(given(y, p))),
        "The shape is right and the unit is not: these are bits.",
    ),
    Mistake(
        lambda y, p: -np.mean(np.log(p) + np.log(1 - p)),
        "It gives the same for y_true = [0]: the labels are never used.",
    ),
    Mistake(
        lambda y, p: -np.sum(np.log(given(y, p))),
        "Write every row down twice: should the loss double?",
    ),
    Mistake(
        lambda y, p: np.mean(np.abs(y - p)),
        "This is the distance between label and prediction, without any logarithm.",
    ),
    Mistake(
        lambda y, p: np.mean((y - p) ** 2),
        "This is the squared distance between label and prediction, without any logarithm.",
    ),
    Mistake(
        lambda y, p: -np.mean(given(y, p)),
        "This is a mean of probabilities, without any logarithm.",
    ),
    Mistake(
        lambda y, p: -np.log(np.mean(given(y, p))),
        "Mean and logarithm cannot trade places. Which one comes first?",
    ),
    Mistake(
        lambda y, p: -np.mean(np.log(p)),
        "It reads every row as a row of class 1.",
    ),
    Mistake(
        lambda y, p: -np.mean(y * np.log(p)),
        "Rows of class 0 cost nothing here, however wrong the prediction is.",
    ),
    Mistake(
        lambda y, p: -np.mean((1 - y) * np.log(1 - p)),
        "Rows of class 1 cost nothing here, however wrong the prediction is.",
    ),
    Mistake(
        lambda y, p: -np.mean(y * np.log(p) + np.log(1 - p)),
        "It charges every row −ln(1 − p). In which rows did class 0 happen?",
    ),
    Mistake(
        lambda y, p: -np.mean(np.log(p) + (1 - y) * np.log(1 - p)),
        "It charges every row −ln p. In which rows did class 1 happen?",
    ),
    Mistake(
        lambda y, p: -np.mean(y * (np.log(p) + np.log(1 - p))),
        "One switch serves both terms, so a row is charged for both outcomes or for none.",
    ),
    Mistake(
        lambda y, p: -np.mean(np.log(np.maximum(p, 1 - p))),
        "This is how sure the model was, whatever happened.",
    ),
    Mistake(
        lambda y, p: -np.mean(y * np.log(p) - (1 - y) * np.log(1 - p)),
        "The two classes enter with opposite signs. Should the loss of one make up for the other?",
    ),
    Mistake(pairs, "It pairs every label with every prediction. Print the shapes on the way."),
    Mistake(by_class, "It averages each class by itself. Should one row of three count for two?"),
)


def judge(function):
    """Raise `NotYet` if the function is not the log loss; return a remark about nan, if any."""
    compare(function, CASES, binary_cross_entropy, MISTAKES)
    try:
        certain = float(run(function, CERTAIN))
    except (NotYet, TypeError, ValueError):
        certain = math.nan
    if math.isnan(certain):
        return (
            f" One thing is left to know: for {CERTAIN.words}, certain and right, "
            "it gives no number, because 0 times the logarithm of 0 is none."
        )
    return ""
