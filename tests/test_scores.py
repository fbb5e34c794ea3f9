"""Base-rate loss and skill."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bce_tutorial import base_rate_loss, binary_cross_entropy, skill_score
from bce_tutorial.datasets import eight_predictions
from tolerance import relative

IDS, Y, P = eight_predictions()


def test_base_rate_loss_is_the_entropy_of_the_labels():
    entropy = -(5 / 8 * math.log(5 / 8) + 3 / 8 * math.log(3 / 8))
    assert base_rate_loss(Y) == relative(entropy, 1e-15)
    assert base_rate_loss([0, 1], base=2) == 1


# No subnormal labels: the mean of 0 and the least of them is 0, whose loss is infinite.
@given(st.lists(st.floats(0, 1, allow_subnormal=False), min_size=1, max_size=20))
def test_base_rate_loss_is_that_of_the_best_constant(labels):
    rate = np.full(len(labels), np.mean(labels))
    loss = binary_cross_entropy(labels, rate.clip(0, 1))
    assert base_rate_loss(labels) == pytest.approx(loss, rel=1e-13, abs=1e-15)


@pytest.mark.parametrize("label", [0, 1, True, 1.0])
def test_one_class_has_base_rate_loss_zero(label):
    loss = base_rate_loss([label] * 3)
    assert loss == 0
    assert type(loss) is float


def test_skill_of_the_table():
    assert skill_score(Y, P) == 1 - binary_cross_entropy(Y, P) / base_rate_loss(Y)
    assert round(skill_score(Y, P), 3) == 0.254


def test_skill_of_perfect_constant_and_certain_wrong_predictions():
    assert skill_score(Y, Y) == 1
    assert skill_score(Y, np.full(8, 5 / 8)) == pytest.approx(0, abs=1e-15)
    assert skill_score(Y, 1 - Y) == -math.inf


@pytest.mark.parametrize("label", [0, 1])
def test_skill_needs_both_classes(label):
    message = f"^expected y_true with both classes, got only {label}$"
    for labels in ([label, label], label):
        with pytest.raises(ValueError, match=message):
            skill_score(labels, np.full(np.shape(labels), 0.5))


def test_bad_labels_are_named():
    with pytest.raises(ValueError, match=r"^expected y_true in .*, got 2 at index 0: if 2 is "):
        base_rate_loss([2, 0])


def test_what_rounding_left_outside_is_refused_with_a_remedy_that_the_function_has():
    with pytest.raises(ValueError, match=r"if that is rounding, pass np\.clip\(y_proba, 0, 1\)$"):
        skill_score([1, 0], [0.5, -1e-17])
