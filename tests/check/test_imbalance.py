"""The checkers of chapter 13: what they accept, and the hint for each known mistake."""

import numpy as np
import pytest

from bce_tutorial import check, logit, sigmoid
from bce_tutorial.check.imbalance import BOXES, true_probability
from tolerance import relative
from verdict import expect_not_yet


def by_odds(proba, weight):
    odds = proba / (1 - proba) / weight
    return odds / (1 + odds)


def by_logits(proba, weight):
    return sigmoid(logit(proba) - np.log(weight))


def test_the_answers_of_the_boxes_by_hand():
    assert true_probability(0.6, 20) == relative(0.075 / 1.075, 1e-14)
    assert BOXES["restored-probabilities"].target.answer == true_probability(0.6, 20)
    assert BOXES["raw-threshold"].target.answer == relative(1 / 3, 1e-14)
    assert true_probability(BOXES["raw-threshold"].target.answer, 5) == relative(1 / 11, 1e-14)


@pytest.mark.parametrize(
    "attempt", [by_odds, by_logits, lambda p, w: [by_odds(each, w) for each in p]]
)
def test_what_undoes_the_weight_passes(attempt):
    assert check.restored_probabilities(attempt)


@pytest.mark.parametrize(
    ("attempt", "words"),
    [
        (lambda p, w: None, "returns nothing yet"),
        (lambda p, w: 1 / 0, "ZeroDivisionError"),
        (lambda p, w: by_odds(p, w).mean(), "an array of shape (), wanted (5,)"),
        (lambda p, w: logit(by_odds(p, w)), "These are logits"),
        (lambda p, w: by_odds(p, 1 / w), "wrong sign"),
        (lambda p, w: p / w, "cannot be divided"),
        (lambda p, w: p / (1 - p) / w, "These are odds"),
        (lambda p, w: p - np.log(w), "belongs to the logits"),
        (lambda p, w: sigmoid(p - np.log(w)), "Take `logit(proba)`"),
        (lambda p, w: sigmoid(logit(p) - w), "the logarithm of the weight"),
        (lambda p, w: p, "hands back what it was given"),
        (lambda p, w: by_odds(p, w) + 1e-4, "an output of 0.02 means 0.0010, and yours gives 0.0"),
    ],
)
def test_restoring_says_what_is_missing(attempt, words):
    expect_not_yet(check.restored_probabilities(attempt), words)


@pytest.mark.parametrize(
    "attempt",
    [
        lambda w, c_fp, c_fn: w * c_fp / (w * c_fp + c_fn),
        lambda w, c_fp, c_fn: sigmoid(np.log(c_fp / c_fn) + np.log(w)),
    ],
)
def test_a_threshold_for_the_outputs_passes(attempt):
    assert check.raw_threshold(attempt)


@pytest.mark.parametrize(
    ("attempt", "words"),
    [
        (..., "in the place of the dots"),
        (lambda w, c_fp, c_fn: c_fp / (c_fp + c_fn), "for true probabilities"),
        (lambda w, c_fp, c_fn: c_fp / (c_fp + w * c_fn), "rise or fall"),
        (lambda w, c_fp, c_fn: w * c_fp / (c_fp + c_fn), "multiplies odds"),
        (lambda w, c_fp, c_fn: w * c_fp / c_fn, "These are odds"),
        (lambda w, c_fp, c_fn: c_fn / (w * c_fp + c_fn), "The costs are swapped"),
        (lambda w, c_fp, c_fn: 0.5, "the ratio of the costs"),
        (lambda w, c_fp, c_fn: 0.4, "returns 0.4, wanted 0.3333."),
    ],
)
def test_the_threshold_says_what_is_missing(attempt, words):
    expect_not_yet(check.raw_threshold(attempt), words)
