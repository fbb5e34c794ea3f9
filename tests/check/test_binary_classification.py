"""The checkers of chapter 1: what they accept, and the hint for each known mistake."""

import numpy as np
import pytest

from bce_tutorial.check import cost_threshold, same_accuracy
from bce_tutorial.datasets import eight_predictions
from verdict import expect_not_yet

LABELS = eight_predictions()[1]
GOOD = np.where(LABELS == 1, 0.95, 0.05)


def with_mistakes(first, fourth):
    p = GOOD.copy()
    p[[0, 3]] = first, fourth
    return p


CALM, LOUD = with_mistakes(0.49, 0.51), with_mistakes(0.001, 0.999)
SHY = np.where(LABELS == 1, 0.51, 0.49)


def test_three_sets_that_keep_the_rules_pass():
    assert same_accuracy(CALM, LOUD, SHY)
    assert same_accuracy(list(CALM), with_mistakes(0, 1), SHY)  # an infinite loss is above 1


@pytest.mark.parametrize(
    ("sets", "words"),
    [
        ((CALM, None, SHY), "eight probabilities for `loud`"),
        ((CALM, LOUD, "shy"), "`shy` is not made of numbers"),
        ((CALM[:7], LOUD, SHY), "`calm` has the shape (7,), wanted (8,)"),
        ((0.5, LOUD, SHY), "`calm` has the shape (), wanted (8,)"),
        ((100 * CALM, LOUD, SHY), "`calm` has an entry that is no number from 0 to 1"),
        ((CALM, LOUD * np.nan, SHY), "`loud` has an entry that is no number from 0 to 1"),
        ((GOOD, LOUD, SHY), "`calm` has an accuracy of 1, wanted 0.75."),
        ((LOUD, LOUD, SHY), "`calm` has a log loss of 1.7654, wanted one below 0.25."),
        ((CALM, CALM, SHY), "`loud` has a log loss of 0.2168, wanted one above 1."),
        ((CALM, LOUD, CALM), "`shy` has an accuracy of 0.75, wanted 1."),
        ((CALM, LOUD, GOOD), "`shy` has a log loss of 0.0513, wanted one above 0.6."),
        ((CALM, LOUD, np.full(8, 0.51)), "the probability of class 1, also in rows of class 0?"),
    ],
)
def test_each_mistake_gets_its_sentence(sets, words):
    expect_not_yet(same_accuracy(*sets), words)


def test_the_hint_on_class_1_is_only_for_those_who_need_it():
    assert "also in rows of class 0" not in repr(same_accuracy(GOOD, LOUD, SHY))


def test_threshold_in_any_form_passes():
    assert cost_threshold(lambda c_fp, c_fn: c_fp / (c_fp + c_fn))
    assert cost_threshold(lambda c_fp, c_fn: 1 / (1 + c_fn / c_fp))


@pytest.mark.parametrize(
    ("function", "words"),
    [
        (lambda c_fp, c_fn: c_fn / (c_fp + c_fn), "should the threshold rise or fall?"),
        (lambda c_fp, c_fn: c_fp / c_fn, "This is a ratio of two costs"),
        (lambda c_fp, c_fn: c_fn / c_fp, "This is a ratio of two costs"),
        (lambda c_fp, c_fn: 0.5, "It is the same for all costs."),
        (lambda c_fp, c_fn: c_fp, "for c_fp = 1, c_fn = 1 your function returns 1, wanted 0.5."),
    ],
)
def test_each_wrong_threshold_gets_its_hint(function, words):
    expect_not_yet(cost_threshold(function), words)
