"""The checkers of chapter 4: what they accept, and the hint for each known mistake."""

import math

import pytest

from bce_tutorial import log_penalty
from bce_tutorial.check import find_base, two_nats
from bce_tutorial.check._boxes import boxes
from tolerance import relative
from verdict import expect_not_yet

NATS = 0.4937306


@pytest.mark.parametrize("base", [10, 10.05, math.exp(NATS / 0.214)])
def test_base_and_range_pass(base):
    assert find_base(base, 9.99, 10.10)


@pytest.mark.parametrize(
    ("attempt", "words"),
    [
        ((10, ..., 10.1), "your value for `low`"),
        ((2, 1, 3), "In base 2 the loss of the table is 0.7123."),
        ((math.e, 2.7, 2.8), "In base e, about 2.72, the loss of the table is 0.4937."),
        ((NATS / 0.214, 2.3, 2.3), "This is the logarithm of the base."),
        ((math.exp(0.214 / NATS), 1, 2), "which of the two numbers is divided by which?".title()),
        ((math.exp(0.655 / 0.214), 1, 99), "This uses the mean of c."),
        ((10 ** (NATS / 0.214), 1, 999), "so which exponential undoes it?"),
        ((9.9, 9.99, 10.10), "A loss in base b is the loss in nats divided by ln b."),
        ((10, 10.10, 9.99), "`low` is not 10.10. That is the other end of the range."),
        ((10, 9.99, 9.99), "`high` is not 9.99. That is the other end of the range."),
        ((10, 9.5, 10.5), "which of them belongs to the smallest base?"),
        ((10, 9.99, 10.5), "which of them belongs to the largest base?"),
    ],
)
def test_each_wrong_base_gets_its_sentence(attempt, words):
    verdict = find_base(*attempt)
    assert not verdict
    assert words.lower() in repr(verdict).lower()


def test_two_nats_pass():
    assert two_nats(0.1353, 2.89)
    assert two_nats(math.exp(-2), 2 / math.log(2))
    assert log_penalty(boxes()["two-nats"].target.answer) == relative(2, 1e-15)


@pytest.mark.parametrize(
    ("attempt", "words"),
    [
        ((..., ...), "your value for `c_two`"),
        ((0.01, 2), "That costs 2 bans."),
        ((0.25, 2), "That costs 2 bits."),
        ((7.3891, 2.89), "A probability is at most 1."),
        ((0.8647, 2.89), "This is the probability of the other outcome."),
        ((0.2, 2.89), "Solve −ln c = 2 for c."),
        ((0.1353, 2), "Two halvings lead to one quarter."),
        ((0.1353, 3), "Three halvings lead to one eighth"),
        ((0.1353, 1.386), "and you need more."),
        ((0.1353, -2.885), "Count halvings, not doublings."),
        ((0.1353, 5), "Each halving costs ln 2 nats."),
    ],
)
def test_each_wrong_value_gets_its_sentence(attempt, words):
    expect_not_yet(two_nats(*attempt), words)
