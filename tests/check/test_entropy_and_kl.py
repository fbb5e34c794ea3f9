"""The checkers of chapter 10: what they accept, and the hint for each known mistake."""

import numpy as np
import pytest

from bce_tutorial import binary_cross_entropy, check, kl_divergence
from verdict import expect_not_yet


def floor(targets):
    return binary_cross_entropy(targets, targets)


def excess(targets, y_proba):
    return binary_cross_entropy(targets, y_proba) - floor(targets)


def kl_div(log_forecast, target):
    return (target * (np.log(target) - log_forecast)).sum()


def test_right_answers_pass():
    assert check.soft_label_floor(floor, excess)
    assert check.divergence_call(lambda p, q: kl_div(np.log(q), p))
    assert check.divergence_call(kl_divergence)


@pytest.mark.parametrize(
    ("attempt", "words"),
    [
        ((lambda y: None, excess), "returns nothing yet"),
        ((lambda y: 0.0, excess), "the floor of hard labels only"),
        ((lambda y: y.size * floor(y), excess), "This is a sum"),
        ((lambda y: -floor(y), excess), "Mind the sign"),
        ((lambda y: floor(y) / np.log(2), excess), "in bits"),
        ((lambda y: floor(np.mean(y)), excess), "the entropy of the mean target"),
        ((lambda y: np.mean(-y * np.log(y + 1e-300)), excess), "The second term is missing"),
        ((floor, binary_cross_entropy), "Subtract its floor"),
        ((floor, lambda y, p: -excess(y, p)), "floor minus loss"),
    ],
)
def test_the_floor_says_what_is_missing(attempt, words):
    expect_not_yet(check.soft_label_floor(*attempt), words)


@pytest.mark.parametrize(
    ("attempt", "words"),
    [
        (lambda p, q: kl_div(q, p), "wants logarithms"),
        (lambda p, q: kl_div(np.log(p), q), "the other way round"),
        (lambda p, q: kl_div(p, q), "a logarithm is missing"),
        (lambda p, q: -np.sum(p * np.log(q)), "The entropy of the truth is still in it"),
        (lambda p, q: -kl_div(np.log(q), p), "never negative"),
    ],
)
def test_the_call_says_what_is_missing(attempt, words):
    expect_not_yet(check.divergence_call(attempt), words)
