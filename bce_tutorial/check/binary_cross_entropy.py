"""The exercises of chapter 5."""

import math

import numpy as np

from bce_tutorial.check._boxes import Number
from bce_tutorial.check._judge import Target, checker, values
from bce_tutorial.check._mean_loss import judge
from bce_tutorial.datasets import eight_predictions
from bce_tutorial.losses import binary_cross_entropy
from bce_tutorial.probabilities import corrected_probabilities

_, Y, P = eight_predictions()
LOSS = binary_cross_entropy(Y, P)
MEAN = float(corrected_probabilities(Y, P).mean())

FLIPPED = binary_cross_entropy(1 - Y, P)
NINTH = "this is the loss that the ninth row must have. Which probability costs that much?"
ARITHMETIC = "this takes the mean of c. The loss takes a mean of logarithms."
NATS = "the loss is in nats, so which exponential undoes it?"
STAYS = "what must the ninth row cost, so that the mean stays?"

NINTH_C = Target(
    4,
    math.exp(-LOSS),
    (
        (LOSS, NINTH),
        (MEAN, ARITHMETIC),
        (1 - math.exp(-LOSS), "this is the probability of the other outcome."),
        (10**-LOSS, NATS),
        (math.exp(-8 * LOSS), "this is the product of the eight. One row costs the mean."),
    ),
    STAYS,
)
NINTH_P = Target(
    4,
    1 - math.exp(-LOSS),
    (
        (math.exp(-LOSS), "this is the probability of what happened. What is p when y = 0?"),
        (1 - MEAN, ARITHMETIC),
        (LOSS, NINTH),
        (1 - LOSS, "this subtracts a loss from 1. Which probability costs that much?"),
        (1 - 10**-LOSS, NATS),
    ),
    STAYS,
)
BOXES = {
    "repair-formula": Number(
        "What does your repaired function give for the table with every label flipped?",
        Target(
            4,
            FLIPPED,
            (
                (LOSS, "that is the loss with the labels as they are."),
                (LOSS + FLIPPED, "that is what the printed formula gives."),
                (-LOSS, "a loss is never negative, and the labels are not flipped yet."),
                (-FLIPPED, "can a loss be negative?"),
                (FLIPPED / math.log(10), "this is in bans. The book counts in nats."),
                (FLIPPED / math.log(2), "this is in bits. The book counts in nats."),
                (len(Y) * FLIPPED, "this is the sum over the rows. Take the mean."),
            ),
            "flip with `1 - y_true` and leave the predictions alone.",
        ),
        "now add it to the loss with the labels as they are.",
    ),
    "ninth-prediction": Number(
        "A ninth row leaves the mean loss as it is, and its label is 0. Which p did it get?",
        NINTH_P,
        "with that p the ninth row costs as much as the mean of the other eight.",
    ),
}


@checker
def repair_formula(function):
    """Check a function that should return the log loss, class by class.

    Parameters
    ----------
    function : callable
        Takes `y_true` and `y_proba`, arrays of the same shape.

    Returns
    -------
    Verdict

    Examples
    --------
    >>> def printed(y_true, y_proba):
    ...     return -np.mean(np.log(y_proba) + np.log(1 - y_proba))
    >>> repair_formula(printed)  # doctest: +ELLIPSIS
    Not yet: for y_true = [1], y_proba = [0.94] your function returns 2.8753, wanted 0.0619. ...
    """
    remark = judge(function)
    return f"each row is charged for what happened, and for nothing else.{remark}"


@checker
def ninth_prediction(c_ninth, p_ninth):
    """Check the ninth row that leaves the mean loss of the table as it is.

    Parameters
    ----------
    c_ninth, p_ninth : float in [0, 1]
        The probability of what happened, and the prediction if the label was 0.

    Returns
    -------
    Verdict

    Examples
    --------
    >>> ninth_prediction(0.655, 0.345)
    Not yet: `c_ninth` is not 0.6550. This takes the mean of c. The loss takes a mean of logarithms.
    """
    c_ninth, p_ninth = values(c_ninth=c_ninth, p_ninth=p_ninth)
    NINTH_C.judge("c_ninth", c_ninth)
    NINTH_P.judge("p_ninth", p_ninth)
    nine = binary_cross_entropy(np.append(Y, 0), np.append(P, p_ninth))
    return f"the loss of nine rows is {nine:.4f}, as it was for eight."
