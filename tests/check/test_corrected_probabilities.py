"""The checkers of chapter 3."""

import numpy as np
import pytest

from bce_tutorial.check import recover_label, repair_where
from verdict import expect_not_yet


def recover(p, c):
    if np.isclose(p, 0.5):
        return None
    return 1 if np.isclose(c, p) else 0


def test_right_answers_pass():
    assert recover_label(recover)
    assert recover_label(lambda p, c: None if p == 0.5 else np.int64(abs(c - p) < 1e-9))


@pytest.mark.parametrize(
    ("function", "words"),
    [
        (lambda p, c: None, "your function returns nothing yet"),
        (lambda p, c: ..., "in the place of the dots"),
        (lambda p, c: 1 - recover(p, c), "returns 0, and with that label c would be 0.06."),
        (lambda p, c: int(c > 0.5), "Does it say which label it was?"),
        (lambda p, c: int(p > 0.5), "The prediction alone does not know what happened."),
        (lambda p, c: 0 if c == 1 - p else 1, "In floating point 1 − 0.56 is not exactly 0.44"),
        (lambda p, c: 1 if p == c else 0, "your function returns 1: could the label have been"),
        (lambda p, c: "None" if p == 0.5 else int(np.isclose(p, c)), "returns 'None': could"),
        (lambda p, c: p, "returns 0.94, which is no label."),
        (lambda p, c: "1", "a value of type str"),
        (
            lambda p, c: None if abs(p - 0.5) < 0.1 else recover(p, c),
            "for p = 0.56, c = 0.44 your function returns None",
        ),
        (
            lambda p, c: 1 if p == 0.51 else recover(p, c),
            "for p = 0.51, c = 0.49 your function returns 1, and with that label c would be 0.51.",
        ),
    ],
)
def test_each_mistake_gets_its_sentence(function, words):
    expect_not_yet(recover_label(function), words)


def given(y, p):
    return np.where(y == 1, p, 1 - p)


@pytest.mark.parametrize(
    "function",
    [
        given,
        lambda y, p: p**y * (1 - p) ** (1 - y),
        lambda y, p: 1 - abs(y - p),
        lambda y, p: [b if a else 1 - b for a, b in zip(y, p, strict=True)],
    ],
)
def test_every_way_to_take_what_happened_passes(function):
    assert repair_where(function)


@pytest.mark.parametrize(
    ("function", "words"),
    [
        (lambda y, p: 1 - given(y, p), "for y = 1, p = 0.94 your function gives 0.06, and 0.94"),
        (lambda y, p: 1 - given(y, p), "what went to the other outcome"),
        (lambda y, p: p, "for y = 0, p = 0.1 your function gives 0.1, and 0.9 went to"),
        (lambda y, p: p, "takes p in every row"),
        (lambda y, p: 1 - p, "takes 1 − p in every row"),
        (lambda y, p: np.maximum(p, 1 - p), "how sure the model was"),
        (lambda y, p: np.where(y == 1, p, p - 1), "gives -0.9, and 0.9 went to what happened."),
        (lambda y, p: given(y, p).mean(), "returns the shape (), wanted (5,)."),
        (lambda y, p: given(y, p[:, None]), "returns the shape (5, 5), wanted (5,)."),
        (lambda y, p: "0.94", "returns a str, wanted numbers"),
        (lambda y, p: np.where(y == 1, p, np.nan), "gives nan, and 0.9 went"),
    ],
)
def test_a_wrong_column_gets_its_smallest_row(function, words):
    expect_not_yet(repair_where(function), words)
