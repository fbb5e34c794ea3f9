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
<<<<<<< HEAD:tests/check/test_imbalance.py
=======


@pytest.mark.parametrize(
    "attempt", [part, lambda y, p: brier_decomposition(y, p, n_bins=10).reliability]
)
def test_the_reliability_passes(attempt):
    assert check.reliability_part(attempt)


@pytest.mark.parametrize(
    ("attempt", "words"),
    [
        (lambda y, p: np.mean(gaps(y, p)[0] ** 2), "Each bin counts alike"),
        (lambda y, p: np.average(abs(gaps(y, p)[0]), weights=gaps(y, p)[1]), "absolute gap"),
        (lambda y, p: part(y, p) ** 0.5, "the root of the reliability"),
        (lambda y, p: part(y, p) * len(y), "Divide by their number"),
        (lambda y, p: np.average(gaps(y, p)[0], weights=gaps(y, p)[1]) ** 2, "gaps cancel"),
        (lambda y, p: np.mean((p - y) ** 2), "the Brier score itself"),
        (lambda y, p: part(y, p) + 1e-3, "for 360 predictions"),
    ],
)
def test_the_reliability_says_what_is_missing(attempt, words):
    expect_not_yet(check.reliability_part(attempt), words)


def test_a_bin_without_predictions_is_no_trouble():
    y, p = (values[250:] for values in PART_CASES[0].values)
    assert check.reliability_part(part)
    assert part(y, p) == pytest.approx(brier_decomposition(y, p, n_bins=10).reliability)
>>>>>>> 94fc193 (Ask every checker, not most of them, what it says to the dots of its starter, in one test):tests/check/test_calibration_and_imbalance.py
