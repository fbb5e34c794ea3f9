"""The checker of chapter 13: what it accepts, and the hint for each known mistake."""

import numpy as np
import pytest

from bce_tutorial import check, logit, sigmoid
from bce_tutorial.check.imbalance import BOXES, true_probability
from tolerance import relative
from verdict import expect_not_yet


def by_odds(proba, base_rate):
    positive, negative = proba * base_rate, (1 - proba) * (1 - base_rate)
    return positive / (positive + negative)


def by_logits(proba, base_rate):
    return sigmoid(logit(proba) + np.log(base_rate / (1 - base_rate)))


def test_the_answer_of_the_box_by_hand():
    assert true_probability(0.6, 0.05) == relative(0.03 / (0.03 + 0.4 * 0.95), 1e-14)
    assert BOXES["restored-probabilities"].target.answer == true_probability(0.6, 0.05)


@pytest.mark.parametrize(
    "attempt", [by_odds, by_logits, lambda p, b: [by_odds(each, b) for each in p]]
)
def test_what_undoes_the_weights_passes(attempt):
    assert check.restored_probabilities(attempt)


@pytest.mark.parametrize(
    ("attempt", "words"),
    [
        (lambda p, b: None, "returns nothing yet"),
        (lambda p, b: 1 / 0, "ZeroDivisionError"),
        (lambda p, b: by_odds(p, b).mean(), "an array of shape (), wanted (5,)"),
        (lambda p, b: logit(by_odds(p, b)), "These are logits"),
        (lambda p, b: by_odds(p, 1 - b), "wrong sign"),
        (lambda p, b: p * b / 0.5, "cannot be scaled"),
        (lambda p, b: p * b, "one part of the odds"),
        (lambda p, b: p / (1 - p) * b / (1 - b), "These are odds"),
        (lambda p, b: p + np.log(b / (1 - b)), "belongs to the logits"),
        (lambda p, b: sigmoid(p + np.log(b / (1 - b))), "Take `logit(proba)`"),
        (lambda p, b: p - p.mean() + b, "The right mean is not enough"),
        (lambda p, b: p, "hands back what it was given"),
        (lambda p, b: by_odds(p, b) + 1e-4, "turns 0.02 into 0.0200, yours into 0.0201."),
    ],
)
def test_restoring_says_what_is_missing(attempt, words):
    expect_not_yet(check.restored_probabilities(attempt), words)
