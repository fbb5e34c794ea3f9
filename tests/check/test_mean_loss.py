"""Judging a log loss: every way to write it passes, and every known mistake gets its own hint."""

import numpy as np
import pytest

from bce_tutorial import binary_cross_entropy, check
from bce_tutorial.check._mean_loss import MISTAKES, by_class, given, pairs


def chosen(y, p):
    return -np.log(np.where(y == 1, p, 1 - p)).mean()


def powers(y, p):
    return -np.mean(np.log(p**y * (1 - p) ** (1 - y)))


def sums(y, p):
    return -(np.log(p[y == 1]).sum() + np.log(1 - p[y == 0]).sum()) / len(y)


def loop(y, p):
    total = 0
    for label, probability in zip(y, p, strict=True):
        total -= np.log(probability if label == 1 else 1 - probability)
    return total / len(y)


def two_terms(y, p):
    return -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))


@pytest.mark.parametrize("function", [chosen, powers, sums, loop, binary_cross_entropy])
def test_every_right_form_passes(function):
    verdict = check.repair_formula(function)
    assert verdict
    assert "One thing" not in repr(verdict)


def test_the_textbook_form_passes_with_a_remark_about_nan():
    verdict = check.repair_formula(two_terms)
    assert verdict
    assert "y_true = [1, 0], y_proba = [1.0, 0.0], certain and right, it gives no number" in repr(
        verdict
    )


def test_a_function_that_fails_only_on_certain_rows_gets_the_remark_too():
    def refusing(y, p):
        if p.max() == 1:
            raise ValueError("log(0)")
        return chosen(y, p)

    assert "it gives no number" in repr(check.repair_formula(refusing))


WRONG = {
    "swapped": (lambda y, p: chosen(1 - y, p), "of what happened, or of the other"),
    "no minus": (lambda y, p: -chosen(y, p), "never negative"),
    "log10": (lambda y, p: chosen(y, p) / np.log(10), "these are bans"),
    "log2": (lambda y, p: chosen(y, p) / np.log(2), "these are bits"),
    "labels missing": (lambda y, p: -(np.log(p) + np.log(1 - p)).mean(), "never used"),
    "sum": (lambda y, p: len(y) * chosen(y, p), "should the loss double"),
    "absolute": (lambda y, p: np.abs(y - p).mean(), "This is the distance"),
    "squared": (lambda y, p: ((y - p) ** 2).mean(), "the squared distance"),
    "no logarithm": (lambda y, p: -np.where(y == 1, p, 1 - p).mean(), "a mean of probabilities"),
    "log of mean": (lambda y, p: -np.log(given(y, p).mean()), "cannot trade places"),
    "no 1 - p": (lambda y, p: -np.log(p).mean(), "as a row of class 1"),
    "positives only": (lambda y, p: -(y * np.log(p)).mean(), "Rows of class 0 cost nothing"),
    "negatives only": (lambda y, p: -((1 - y) * np.log(1 - p)).mean(), "Rows of class 1 cost"),
    "1 - p everywhere": (lambda y, p: -(y * np.log(p) + np.log(1 - p)).mean(), "class 0 happen?"),
    "p everywhere": (
        lambda y, p: -(np.log(p) + (1 - y) * np.log(1 - p)).mean(),
        "class 1 happen?",
    ),
    "one switch": (lambda y, p: -(y * (np.log(p) + np.log(1 - p))).mean(), "One switch"),
    "sureness": (lambda y, p: -np.log(np.where(p > 0.5, p, 1 - p)).mean(), "how sure"),
    "one sign": (
        lambda y, p: -(y * np.log(p) - (1 - y) * np.log(1 - p)).mean(),
        "opposite signs",
    ),
    "broadcast": (lambda y, p: pairs(y, p), "Print the shapes"),
    "class by class": (lambda y, p: by_class(y, p), "count for two"),
}


@pytest.mark.parametrize("name", WRONG)
def test_each_known_mistake_gets_its_hint_and_a_smallest_case(name):
    function, words = WRONG[name]
    told = repr(check.repair_formula(function))
    assert told.startswith("Not yet: for ")
    assert words in told
    assert "table" not in told  # a row or two are enough


def test_every_mistake_in_the_list_is_tried():
    assert len(MISTAKES) == len(WRONG)


@pytest.mark.parametrize(
    ("function", "words"),
    [
        (lambda y, p: -np.log(given(y, p)), "an array of shape (1,), wanted one number"),
        (lambda y, p: np.nan, "your function returns nan"),
        (lambda y, p: print(chosen(y, p)), "use `return`"),
        (lambda y, p: round(chosen(y, p), 4), "rounds its result"),
        (lambda y, p: f"{chosen(y, p):.4f}", "a value of type str"),
        (lambda y, p: chosen(y, p.reshape(-1, 2)), "ValueError: cannot reshape array of size 1"),
        (lambda y, p: chosen(y, np.clip(p, 0.2, 0.8)), "returns 0.2231, wanted 0.0619."),
        (chosen(np.array([1]), np.array([0.5])), "without brackets"),
    ],
)
def test_other_slips_are_told_in_a_sentence(function, words):
    told = repr(check.repair_formula(function))
    assert told.startswith("Not yet: ")
    assert words in told
