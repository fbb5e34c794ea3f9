"""The checkers of chapter 6: what they accept, and the hint for each known mistake."""

import math

import numpy as np
import pytest

from bce_tutorial import binary_cross_entropy_with_logits, logit, sigmoid
from bce_tutorial.check import recover_logits, stable_loss
from bce_tutorial.check.sigmoid_and_logits import BOXES, UPPER
from verdict import expect_not_yet


def against(y, z):
    return (1 - 2 * y) * z


def good(y, z):
    return np.mean(np.maximum(against(y, z), 0) + np.log1p(np.exp(-np.abs(z))))


def naive(y, z):
    p = 1 / (1 + np.exp(-z))
    return -np.mean(np.where(y == 1, np.log(p), np.log(1 - p)))


def two_terms(y, z):
    p = 1 / (1 + np.exp(-z))
    return -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))


def given(y, z):
    p = 1 / (1 + np.exp(-z))
    return np.where(y == 1, p, 1 - p)


def kept_from_the_ends(low):
    def loss(y, z):
        p = np.clip(1 / (1 + np.exp(-z)), low, 1 - low)
        return -np.mean(np.where(y == 1, np.log(p), np.log(1 - p)))

    return loss


def clamped(y, z):
    p = 1 / (1 + np.exp(-z))
    return -np.mean(np.maximum(np.where(y == 1, np.log(p), np.log(1 - p)), -100))


@pytest.mark.parametrize(
    "function",
    [
        good,
        binary_cross_entropy_with_logits,
        lambda y, z: np.mean(np.maximum(z, 0) - y * z + np.log1p(np.exp(-np.abs(z)))),
        lambda y, z: np.logaddexp(0, against(y, z)).mean(),
        lambda y, z: float(good(y, np.float32(z))),
    ],
)
def test_stable_losses_pass(function):
    verdict = stable_loss(function)
    assert verdict, repr(verdict)


@pytest.mark.parametrize(
    ("function", "words"),
    [
        (lambda y, z: good(1 - y, z), "Which sign does z have when the label is 1?"),
        (lambda y, z: -good(y, z), "A loss is never negative."),
        (lambda y, z: len(y) * good(y, z), "Write every row down twice"),
        (lambda y, z: good(y, z) / math.log(2), "these are bits"),
        (lambda y, z: good(np.ones(len(y)), z), "y_true is never used"),
        (lambda y, z: np.mean(np.maximum(against(y, z), 0)), "What rounds its corner?"),
        (lambda y, z: good(y, sigmoid(z)), "The sigmoid is applied twice."),
        (naive, "A probability so close to 1 is rounded to 1."),
        (two_terms, "logits = [40.0] your function returns inf, wanted 40."),
        (lambda y, z: np.nan_to_num(two_terms(y, z), posinf=40), "logits = [-1000.0]"),
        (lambda y, z: np.mean(np.log(1 + np.exp(against(y, z)))), "exp(1000) overflows."),
        (clamped, "The loss is clamped at 100"),
        (kept_from_the_ends(1e-7), "A probability was clipped"),
        (kept_from_the_ends(1e-15), "A probability was clipped"),
        (lambda y, z: -np.log(np.maximum(given(y, z), 1e-15)).mean(), "A probability was clipped"),
        (lambda y, z: -np.log(given(y, z) + 1e-12).mean(), "A probability was clipped"),
        (lambda y, z: np.nan if abs(z).max() > 500 else good(y, z), "returns nan"),
        (
            lambda y, z: np.mean(np.maximum(against(y, z), 0) + np.log(1 + np.exp(-np.abs(z)))),
            "look up `np.log1p`",
        ),
        (lambda y, z: np.mean(np.logaddexp(z.dtype.type(0), z) - y * z), "the digits are gone"),
        (lambda y, z: round(good(y, z), 4), "rounds its result"),
    ],
)
def test_stable_loss_knows_the_usual_mistakes(function, words):
    expect_not_yet(stable_loss(function), words)


def log_odds(p):
    return np.log(p) - np.log1p(-p)


@pytest.mark.parametrize("function", [logit, log_odds, lambda p: -np.log(1 / p - 1)])
def test_recovered_logits_pass(function):
    verdict = recover_logits(function, 37, -746)
    assert verdict, repr(verdict)


@pytest.mark.parametrize(
    ("attempt", "words"),
    [
        ((..., 37, -746), "in the place of the dots"),
        ((lambda p: np.log10(p / (1 - p)), 37, -746), "log-odds are in nats"),
        ((lambda p: p / (1 - p), 37, -746), "Take their logarithm."),
        ((np.log, 37, -746), "Where are the odds?"),
        ((lambda p: -log_odds(p), 37, -746), "p above the line"),
        ((sigmoid, 37, -746), "Go back."),
        ((lambda p: logit(np.clip(p, 1e-9, 1 - 1e-9)), 37, -746), "for p = 1e-20"),
        ((lambda p: math.log(p / (1 - p)), 37, -746), "for p = 0.0 your function stops"),
        ((logit, ..., -746), "your value for `upper`"),
        ((logit, 37, ...), "your value for `lower`"),
        ((logit, 36, -746), "one step below 1"),
        ((logit, 17, -746), "where float32 gives up"),
        ((logit, 40, -746), "Try `recover(sigmoid(z))`"),
        ((logit, 37, -37), "has still smaller numbers"),
        ((logit, 37, -100), "halve the interval"),
    ],
)
def test_recover_logits_says_what_is_missing(attempt, words):
    expect_not_yet(recover_logits(*attempt), words)


def test_the_first_logits_that_are_lost_are_those_of_the_package():
    upper, lower = int(UPPER.answer), int(BOXES["recover-logits"].target.answer)
    assert sigmoid(upper) == 1 > sigmoid(upper - 1)
    assert sigmoid(lower) == 0 < sigmoid(lower + 1)


def test_the_wrong_answers_of_the_first_box_are_what_clipping_gives():
    wrong = [value for value, _ in BOXES["stable-loss"].target.wrong]
    y, z = np.array([1]), np.array([-1000.0])
    with np.errstate(over="ignore", divide="ignore"):
        for loss in (kept_from_the_ends(np.finfo(float).eps), kept_from_the_ends(1e-7), clamped):
            assert round(loss(y, z)) in wrong
