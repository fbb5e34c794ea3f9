"""The checkers of chapter 9: what they accept, and the hint for each known mistake."""

import math

import numpy as np
import pytest

from bce_tutorial import binary_cross_entropy, categorical_cross_entropy
from bce_tutorial.check.multi_class import (
    BOXES,
    elementwise,
    name_loss,
    right_rows,
    row_accuracy,
    three_losses,
)
from tolerance import relative
from verdict import expect_not_yet


def named(p, y, printed):
    categorical = -math.log(p[y])
    binary = categorical - sum(math.log(1 - p[k]) for k in range(len(p)) if k != y)
    losses = {
        "categorical": categorical,
        "binary sum": binary,
        "binary mean": binary / len(p),
    }
    for name, loss in losses.items():
        if abs(loss - printed) < 0.00051:
            return name
    return None


def test_three_losses_are_those_of_the_chapter():
    p = np.array([0.7, 0.2, 0.1])
    assert [f"{loss:.3f}" for loss in three_losses(p, 0)] == ["0.357", "0.685", "0.228"]
    assert three_losses(p, 1)[0] == relative(categorical_cross_entropy([1], [p]), 1e-15)


def test_a_right_answer_passes_both():
    assert name_loss(named)
    assert row_accuracy(right_rows)
    assert row_accuracy(lambda y, P: sum(np.argmax(P, 1) == y) / len(y))


@pytest.mark.parametrize(
    ("function", "words"),
    [
        (lambda p, y, printed: "categorical", "0.357, 0.685 and 0.228"),
        (lambda p, y, printed: None, "compare all of them, rounded?"),
        (lambda p, y, printed: named(p, 0, printed), "y = 2"),
        (
            lambda p, y, printed: named(p, y, printed) or "categorical",
            "printed = 0.123 your function returns 'categorical', but no loss fits",
        ),
    ],
)
def test_name_loss_says_what_is_missing(function, words):
    expect_not_yet(name_loss(function), words)


@pytest.mark.parametrize(
    ("function", "words"),
    [
        (elementwise, "It counts entries."),
        (
            lambda y, P: np.mean(((P > 0.5) == np.eye(P.shape[1])[y]).all(axis=1)),
            "without reaching 0.5",
        ),
        (lambda y, P: np.mean(P[np.arange(len(y)), y] > 0.5), "without reaching 0.5"),
        (lambda y, P: np.sum(P.argmax(axis=1) == y), "This is a count."),
        (lambda y, P: 100 * np.mean(P.argmax(axis=1) == y), "in per cent"),
        (lambda y, P: np.mean(P.argmax(axis=1) != y), "rows that are wrong"),
        (lambda y, P: np.mean(P[np.arange(len(y)), y]), "mean probability of what happened"),
        (lambda y, P: 0.9, "wanted 1."),
    ],
)
def test_row_accuracy_knows_the_usual_mistakes(function, words):
    expect_not_yet(row_accuracy(function), words)


def test_answers_of_the_boxes_are_closed_forms():
    ten = binary_cross_entropy(np.eye(10)[3], np.full(10, 0.1))
    assert BOXES["name-loss"].target.answer == relative(ten, 1e-15)
    P = np.full((4, 20), 0.05)
    assert BOXES["row-accuracy"].target.answer == elementwise(np.arange(4), P)
    for box in BOXES.values():
        wrong = [round(value, box.digits) for value, _ in box.target.wrong]
        assert round(box.target.answer, box.digits) not in wrong
        assert len(set(wrong)) == len(wrong)
