"""The second checker of chapter 3; the first is tried in test_mean_loss."""

import numpy as np
import pytest

from bce_tutorial.check import recover_label
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
