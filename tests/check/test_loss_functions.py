"""The checkers of chapter 2: what they accept, and the hint for each known mistake."""

import numpy as np
import pytest

from bce_tutorial.check import best_forecast, spherical_loss
from bce_tutorial.check._boxes import boxes
from verdict import expect_not_yet

Q = np.arange(101) / 100


def cost(loss, P, q=Q):
    return P * loss(1, q) + (1 - P) * loss(0, q)


def test_the_lowest_forecast_passes():
    assert best_forecast(lambda loss, P: Q[np.argmin(cost(loss, P))])
    assert best_forecast(lambda loss, P: min(Q, key=lambda q: cost(loss, P, q)))


@pytest.mark.parametrize(
    ("function", "words"),
    [
        (
            lambda loss, P: P,
            "for loss = absolute, truth = 0.7 your function returns 0.7, but the forecast 0.71 has "
            "a lower expected loss: 0.416 instead of 0.42.",
        ),
        (
            lambda loss, P: Q[np.argmin(cost(loss, 1 - P))],
            "does the probability belong to label 1, and do",
        ),
        (lambda loss, P: Q[np.argmax(cost(loss, P))], "do you look for the lowest?"),
        (lambda loss, P: np.argmin(cost(loss, P)), "Is it a position in the grid?"),
        (lambda loss, P: cost(loss, P).min(), "That is the lowest expected loss; at which"),
        (lambda loss, P: 0.123, "which is none of the forecasts 0, 0.01, ..., 1."),
        (lambda loss, P: np.inf, "returns inf, which is none of the forecasts"),
        (lambda loss, P: -3, "returns -3, which is none of the forecasts"),
        (lambda loss, P: 1.0, "for loss = log, truth = 0.7 your function returns 1"),
        (lambda loss, P: loss(1), "stops with an error. TypeError"),
    ],
)
def test_each_wrong_forecast_gets_its_hint(function, words):
    expect_not_yet(best_forecast(function), words)


def spherical(y, p):
    return 1 - (p if y == 1 else 1 - p) / np.sqrt(p**2 + (1 - p) ** 2)


def test_the_spherical_loss_passes():
    assert spherical_loss(spherical)


LENGTH = np.hypot
WRONG = {
    "label ignored": (lambda y, p: spherical(1, p), "What happened when y = 0?"),
    "swapped": (lambda y, p: spherical(1 - y, p), "or of the other outcome?"),
    "no root": (lambda y, p: 1 - (1 - spherical(y, p)) / LENGTH(p, 1 - p), "the square root"),
    "a reward": (lambda y, p: 1 - spherical(y, p), "This is a reward"),
    "no 1": (lambda y, p: spherical(y, p) - 1, "1 too low"),
    "plus": (lambda y, p: 2 - spherical(y, p), "should cost less"),
    "no denominator": (lambda y, p: 1 - abs(1 - y - p), "The denominator is missing"),
}


@pytest.mark.parametrize("name", WRONG)
def test_each_wrong_formula_gets_its_hint(name):
    function, words = WRONG[name]
    expect_not_yet(spherical_loss(function), words)


def test_answers_are_the_roots_of_the_slope():
    ratio = (7 / 3) ** 2  # P a q^(a-1) = (1-P) a (1-q)^(a-1), for the power 1.5
    assert boxes()["spherical-loss"].target.answer == pytest.approx(ratio / (1 + ratio), abs=5e-4)
    assert boxes()["best-forecast"].target.answer == 1
