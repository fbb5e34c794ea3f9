"""The checkers of chapter 10: what they accept, and the hint for each known mistake."""

import numpy as np
import pytest

from bce_tutorial import binary_cross_entropy, check
from verdict import expect_not_yet


def floor(targets):
    return binary_cross_entropy(targets, targets)


def excess(targets, y_proba):
    return binary_cross_entropy(targets, y_proba) - floor(targets)


def sizes_and_entropies(group, y_true):
    parts = [y_true[group == g] for g in set(group.tolist())]
    return [len(part) for part in parts], [floor(np.full(1, part.mean())) for part in parts]


def conditional(group, y_true):
    sizes, entropies = sizes_and_entropies(group, y_true)
    return np.average(entropies, weights=sizes)


def test_right_answers_pass():
    assert check.soft_label_floor(floor, excess)
    assert check.feature_floor(conditional)


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
        (lambda group, y: floor(y.mean()), "the group is not used"),
        (lambda group, y: np.mean(sizes_and_entropies(group, y)[1]), "Each group counts alike"),
        (lambda group, y: conditional(group, y) / np.log(2), "in bits"),
        (lambda group, y: y.size * conditional(group, y), "This is a sum"),
        (lambda group, y: floor(y.mean()) - conditional(group, y), "what the group saves"),
    ],
)
def test_the_conditional_entropy_says_what_is_missing(attempt, words):
    expect_not_yet(check.feature_floor(attempt), words)
