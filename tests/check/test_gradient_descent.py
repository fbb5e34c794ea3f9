"""The checker of chapter 7: what it accepts, and the hint for each known mistake."""

import numpy as np
import pytest

from bce_tutorial import binary_cross_entropy_with_logits, gradient_descent, sigmoid
from bce_tutorial.check import repair_gradient, safe_rate
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


def limit(X, bend=1 / 4, column=True):
    A = np.column_stack([X, np.ones(len(X))]) if column else X
    return 2 / np.linalg.eigvalsh(bend * A.T @ A / len(X)).max()


def test_the_limit_of_the_rate_passes_and_no_step_below_it_goes_uphill():
    assert safe_rate(limit)
    X, y = np.array([[2.0], [-1.0], [0.5]]), np.array([1, 0, 0])
    fit = gradient_descent(X, y, learning_rate=0.999 * limit(X), n_steps=50)
    assert (np.diff([np.log(2), *fit.losses]) <= 0).all()


@pytest.mark.parametrize(
    ("function", "words"),
    [
        (lambda X: limit(X, 1, False), "What is the intercept multiplied by, and how large"),
        (lambda X: limit(X, 1), "How large can p"),
        (lambda X: limit(X, column=False), "What is the intercept multiplied by?"),
        (lambda X: limit(X) / len(X), "a mean over the rows"),
        (lambda X: limit(X) / 2, "twice as long is the limit"),
        (lambda X: max(limit(X), 8.0) * 7, "wanted 3.0173"),
        (lambda X: "8", "a value of type str"),
    ],
)
def test_a_wrong_limit_of_the_rate_gets_the_hint_that_fits(function, words):
    expect_not_yet(safe_rate(function), words)


def test_the_smallest_curvature_gets_its_hint():
    def smallest(X):
        A = np.column_stack([X, np.ones(len(X))])
        return 2 / np.linalg.eigvalsh(A.T @ A / len(X) / 4).min()

    expect_not_yet(safe_rate(smallest), "the largest curvature decides")


def test_the_box_of_the_rate_praises_the_square():
    assert "8 becomes 0.08" in boxes()["safe-rate"].sentences()[0][0]
