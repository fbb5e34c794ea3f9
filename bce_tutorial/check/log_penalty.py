"""The exercises of chapter 4."""

import math

from bce_tutorial.check._boxes import Number
from bce_tutorial.check._judge import Target, checker, values
from bce_tutorial.datasets import eight_predictions
from bce_tutorial.losses import binary_cross_entropy
from bce_tutorial.probabilities import corrected_probabilities

REPORTED = 0.214
NATS = binary_cross_entropy(*eight_predictions()[1:])
MEAN = float(corrected_probabilities(*eight_predictions()[1:]).mean())


def base_of(reported):
    """Return the base in which the table's loss is the reported number."""
    return math.exp(NATS / reported)


IN_BITS = "in base 2 the loss of the table is 0.7123."
IN_NATS = "in base e, about 2.72, the loss of the table is 0.4937."
SMALLEST, LARGEST = base_of(REPORTED + 0.0005), base_of(REPORTED - 0.0005)
ROUNDED = "which numbers are rounded to 0.214, and which of them belongs to the {} base?"
OTHER_END = "that is the other end of the range."

BASE = Target(
    2,
    base_of(REPORTED),
    (
        (2, IN_BITS),
        (math.e, IN_NATS),
        (NATS / REPORTED, "this is the logarithm of the base."),
        (math.exp(REPORTED / NATS), "which of the two numbers is divided by which?"),
        (math.exp(MEAN / REPORTED), "this uses the mean of c. Take the mean of the penalties."),
        (10 ** (NATS / REPORTED), "the loss is in nats, so which exponential undoes it?"),
    ),
    "a loss in base b is the loss in nats divided by ln b.",
)
LOW = Target(2, SMALLEST, ((LARGEST, OTHER_END),), ROUNDED.format("smallest"))
HIGH = Target(2, LARGEST, ((SMALLEST, OTHER_END),), ROUNDED.format("largest"))
COST = Target(
    4,
    math.exp(-2),
    (
        (10**-2, "that costs 2 bans."),
        (2**-2, "that costs 2 bits."),
        (math.exp(2), "a probability is at most 1. Which sign has the penalty?"),
        (1 - math.exp(-2), "this is the probability of the other outcome."),
    ),
    "solve −ln c = 2 for c.",
)
HALVINGS = Target(
    2,
    2 / math.log(2),
    (
        (2, "two halvings lead to one quarter."),
        (3, "three halvings lead to one eighth, which is a little too far."),
        (2 * math.log(2), "two halvings lead to one quarter, and you need more."),
        (-2 / math.log(2), "count halvings, not doublings."),
    ),
    "each halving costs ln 2 nats.",
)
BOXES = {
    "find-base": Number(
        "Which whole number is the base of 0.214?",
        Target(
            0,
            10,
            ((2, IN_BITS), (3, IN_NATS)),
            "divide the loss in nats by 0.214. Which base has that number for its logarithm?",
        ),
        "these are bans. The same loss is 0.4937 nats.",
    ),
    "two-nats": Number(
        "Which probability of what happened costs exactly 2 nats?",
        COST,
        "a little more than one eighth, the probability that costs three bits.",
    ),
}


@checker
def find_base(base, low, high):
    """Check the base that turns the table's loss into 0.214, and the range that rounding allows.

    Parameters
    ----------
    base, low, high : float
        To two decimals; the whole number that is meant will do for `base`.

    Returns
    -------
    Verdict

    Examples
    --------
    >>> find_base(2.31, 2.30, 2.32)
    Not yet: `base` is not 2.31. This is the logarithm of the base.
    """
    base, low, high = values(base=base, low=low, high=high)
    if base != BOXES["find-base"].target.answer:
        BASE.judge("base", base)
    LOW.judge("low", low)
    HIGH.judge("high", high)
    return "one whole number lies in that range."


@checker
def two_nats(c_two, halvings):
    """Check the probability that costs 2 nats, and its distance from certainty in halvings.

    Parameters
    ----------
    c_two, halvings : float
        To four and to two decimals.

    Returns
    -------
    Verdict

    Examples
    --------
    >>> two_nats(0.01, 2)
    Not yet: `c_two` is not 0.0100. That costs 2 bans.
    """
    c_two, halvings = values(c_two=c_two, halvings=halvings)
    COST.judge("c_two", c_two)
    HALVINGS.judge("halvings", halvings)
    return "the number of halvings is the penalty in bits."
