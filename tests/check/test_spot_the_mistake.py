"""The checkers of chapter 17: what they accept, and the hint for each known mistake."""

import math

import numpy as np
import pytest

from bce_tutorial import binary_cross_entropy, check, kl_divergence
from bce_tutorial.check._boxes import boxes
from bce_tutorial.check._broken_losses import (
    LOSSES,
    NAMES,
    negative,
    right,
    swapped,
    unlabelled,
)
from verdict import expect_not_yet

Y, P = np.array([1, 0, 1]), np.array([0.9, 0.3, 0.2])


def undefined(p_true, q_model):
    return np.sum(p_true * np.log(p_true / q_model))


def repaired(p_true, q_model):
    seen = p_true > 0
    return np.sum(p_true[seen] * np.log(p_true[seen] / q_model[seen]))


def test_the_four_losses_are_what_their_names_say():
    assert tuple(LOSSES) == NAMES
    assert right(Y, P) == pytest.approx(-math.log(0.9 * 0.7 * 0.2) / 3)
    assert swapped(Y, P) == pytest.approx(-math.log(0.1 * 0.3 * 0.8) / 3)
    assert unlabelled(Y, P) == pytest.approx(right(Y, P) + swapped(Y, P))
    assert negative(Y, P) == -right(Y, P)
    assert binary_cross_entropy(Y, P) == pytest.approx(right(Y, P))


@pytest.mark.parametrize("divergence", [repaired, kl_divergence])
def test_four_repairs_pass(divergence):
    assert check.repair_four(right, right, right, divergence)


@pytest.mark.parametrize(
    ("place", "attempt", "words"),
    [
        (0, swapped, "of what happened, or of the other outcome?"),
        (1, unlabelled, "the labels are never used"),
        (2, negative, "A loss is never negative"),
        (2, lambda y, p: None, "returns nothing yet"),
        (3, undefined, "which is not a number"),
        (3, lambda p, q: kl_divergence(q, p), "Target and forecast are exchanged"),
        (3, lambda p, q: -repaired(p, q), "upside down"),
        (3, lambda p, q: -np.sum(p * np.log(q)), "the entropy of the target is still in it"),
    ],
)
def test_what_is_red_is_named(place, attempt, words):
    functions = [right, right, right, repaired]
    functions[place] = attempt
    verdict = check.repair_four(*functions)
    assert not verdict
    name = ("swapped", "unlabelled", "negative", "undefined")[place]
    assert repr(verdict).startswith(f"Not yet: 3 of 4 are green. `{name}`: ")
    assert words in repr(verdict)


def test_the_first_of_four_red_ones_is_explained():
    verdict = check.repair_four(swapped, unlabelled, negative, undefined)
    assert repr(verdict).startswith("Not yet: 0 of 4 are green. `swapped`: for y_true = [1]")


def by_calls(loss):
    good, bad = loss(1, 0.9), loss(1, 0.1)
    if good < 0:
        return "negative"
    if math.isclose(good, bad):
        return "unlabelled"
    return "right" if good < bad else "swapped"


def test_three_calls_name_every_mistake():
    assert check.name_mistake(by_calls)
    assert check.name_mistake(lambda loss: np.str_(by_calls(loss)))


@pytest.mark.parametrize(
    ("attempt", "words"),
    [
        (lambda loss: "right", "says 'right' to a loss for which loss(1, 0.9) is 2.3026"),
        (lambda loss: "broken", "returns 'broken', wanted one of ('right', 'swapped'"),
        (lambda loss: True, "returns True, wanted one of"),
        (lambda loss: {}[by_calls(loss)], "KeyError"),
        (
            lambda loss: "right" if loss(1, 0.5) == math.log(2) else by_calls(loss),
            "says 'right' to a loss for which loss(1, 0.9) is 2.3026",
        ),
    ],
)
def test_the_diagnosis_says_what_is_missing(attempt, words):
    expect_not_yet(check.name_mistake(attempt), words)


def test_the_box_asks_for_the_call_that_tells_them_apart():
    coin, both, good = ((1, 0.5), ([1, 0], [0.9, 0.9]), (1, 0.9))
    assert right(*coin) == swapped(*coin)
    assert right(*both) == pytest.approx(swapped(*both))
    assert swapped(*good) > right(*good) > 0
    _, known = boxes()["name-mistake"].sentences()
    assert next(iter(known)).startswith("`loss(1, 0.9)`")
