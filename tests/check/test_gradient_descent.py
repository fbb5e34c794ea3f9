"""The checker of chapter 7: what it accepts, and the hint for each known mistake."""

import numpy as np
import pytest

from bce_tutorial import binary_cross_entropy_with_logits, sigmoid
from bce_tutorial.check import repair_gradient
from bce_tutorial.check._boxes import boxes
from verdict import expect_not_yet


def right(x, y_true, w, b):
    residual = sigmoid(w * x + b) - y_true
    return (residual * x).mean(), residual.mean()


def measured(x, y_true, w, b, h=1e-5):
    def loss(w, b):
        return binary_cross_entropy_with_logits(y_true, w * x + b)

    by_w = (loss(w + h, b) - loss(w - h, b)) / (2 * h)
    return by_w, (loss(w, b + h) - loss(w, b - h)) / (2 * h)


def half_squared(x, y_true, w, b):
    p = sigmoid(w * x + b)
    pull = (p - y_true) * p * (1 - p)
    return (pull * x).mean(), pull.mean()


@pytest.mark.parametrize("function", [right, measured, lambda *case: np.array(right(*case))])
def test_both_the_formula_and_a_central_difference_pass(function):
    assert repair_gradient(function)


@pytest.mark.parametrize(
    ("function", "words"),
    [
        (lambda x, y, w, b: right(x, y, w, b)[0], "something else than two slopes"),
        (lambda x, y, w, b: (1, 2, 3), "something else than two slopes"),
        (lambda x, y, w, b: ("a", 0), "as one of its slopes, a value of type str"),
        (lambda x, y, w, b: (x, 0), "as one of its slopes, an array of shape (1,)"),
        (lambda x, y, w, b: np.negative(right(x, y, w, b)), "wrong sign"),
        (lambda x, y, w, b: np.multiply(right(x, y, w, b), len(x)), "Write every row down twice"),
        (lambda x, y, w, b: np.multiply(right(x, y, w, b), (len(x), 1)), "is not yet one"),
        (lambda x, y, w, b: np.multiply(right(x, y, w, b), (-len(x), -1)), "one row and then"),
        (lambda x, y, w, b: np.multiply(right(x, y, w, b), (-1, 1)), "do not belong together"),
        (lambda x, y, w, b: [right(x, y, w, b)[1]] * 2, "Where does the feature enter"),
        (lambda x, y, w, b: right(x, y, w, b)[::-1], "The slope in w comes first"),
        (half_squared, "half the squared error"),
    ],
)
def test_a_wrong_gradient_gets_the_hint_that_fits(function, words):
    expect_not_yet(repair_gradient(function), words)


def test_an_unknown_mistake_gets_the_smallest_case_and_no_hint():
    verdict = repair_gradient(lambda x, y, w, b: (right(x, y, w, b)[0], 7.0))
    assert repr(verdict).endswith("the slope in b is 7, wanted 0.7311.")


def test_the_box_praises_the_right_option():
    assert "the same number" in boxes()["repair-gradient"].sentences()[0][0]
