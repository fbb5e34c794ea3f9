"""The checkers of chapter 7: what they accept, and the hint for each known mistake."""

import numpy as np
import pytest

from bce_tutorial import binary_cross_entropy_with_logits, sigmoid
from bce_tutorial.check import diagnose, repair_gradient
from bce_tutorial.check._boxes import boxes
from bce_tutorial.check.gradient_descent import CAUSES, DIAGNOSES


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
        (..., "put your function in the place of the dots"),
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
    verdict = repair_gradient(function)
    assert not verdict
    assert words in repr(verdict)


def test_an_unknown_mistake_gets_the_smallest_case_and_no_hint():
    verdict = repair_gradient(lambda x, y, w, b: (right(x, y, w, b)[0], 7.0))
    assert repr(verdict).endswith("the slope in b is 7, wanted 0.7311.")


def test_the_right_causes_pass():
    assert diagnose("rate too small", "rate too large", "features say nothing")


@pytest.mark.parametrize("place", range(3))
def test_each_wrong_cause_has_its_own_answer(place):
    solution = [cause for cause, _ in DIAGNOSES.values()]
    answers = set()
    for cause in CAUSES:
        attempt = [*solution[:place], cause, *solution[place + 1 :]]
        verdict = diagnose(*attempt)
        assert bool(verdict) == (cause == solution[place])
        answers.add(repr(verdict))
    assert len(answers) == 4
    for said in (..., None):
        assert f"cause of {'ABC'[place]} in" in repr(
            diagnose(*solution[:place], said, *solution[place + 1 :])
        )
    assert "is none of the four causes" in repr(
        diagnose(*solution[:place], "bad luck", *solution[place + 1 :])
    )


@pytest.mark.parametrize(
    ("name", "words"), [("repair-gradient", "the same number"), ("diagnose", "base-rate loss")]
)
def test_a_box_praises_the_right_option(name, words):
    assert words in boxes()[name].sentences()[0][0]
