"""The checkers of chapter 15: what they accept, and the hint for each known mistake."""

import itertools
import math

import numpy as np
import pytest

from bce_tutorial import binary_cross_entropy, check, fit_logistic_regression, sigmoid
from bce_tutorial.check.debugging import BEST, CLOSE, GUESS, LABELS, LN_2, ROWS
from verdict import expect_not_yet


def loop(residual, *, n_steps=300, rate=0.5):
    def train(X, y_true):
        w, b = np.zeros(X.shape[1]), 0.0
        for _ in range(n_steps):
            pull = residual(X @ w + b, y_true)
            w, b = w - rate * X.T @ pull / len(X), b - rate * pull.mean()
        return w, b

    return train


def right(z, y):
    return sigmoid(z) - y


def broadcast(z, y):
    return (sigmoid(z) - y.reshape(-1, 1)).mean(axis=0)


def newton(X, y_true):
    fit = fit_logistic_regression(X, y_true)
    return fit.weights, fit.intercept


def test_the_plateaus_can_be_told_apart():
    values = [BEST, GUESS, LN_2]
    assert all(b - a > 3 * CLOSE for a, b in itertools.pairwise(values))
    assert binary_cross_entropy(LABELS, np.full(len(ROWS), LABELS.mean())) == pytest.approx(GUESS)


@pytest.mark.parametrize(
    "train",
    [loop(right), newton, lambda X, y: [list(loop(right)(X, y)[0]), np.array([-0.8])]],
)
def test_a_training_that_learns_passes(train):
    assert check.unstick_training(train)


@pytest.mark.parametrize(
    ("train", "words"),
    [
        (loop(broadcast), "the base-rate loss. What shape has your residual?"),
        (loop(lambda z, y: 0 * z), "near ln 2, the cost of always saying 0.5"),
        (loop(lambda z, y: y - sigmoid(z), n_steps=20), "more than always saying 0.5"),
        (loop(right, n_steps=3), "Take more steps"),
        (loop(lambda z, y: sigmoid(sigmoid(z)) - y), "more than always saying 0.5"),
        (loop(lambda z, y: np.full_like(z, np.nan)), "not finite"),
        (lambda X, y: newton(X, y)[0], "the weights, then the intercept"),
        (lambda X, y: (newton(X, y)[0].reshape(2, 1), 0.0), "your weights have shape (2, 1)"),
        (lambda X, y: (newton(X, y)[0], X[:, 0]), "your intercept (120,)"),
        (lambda X, y: X @ y, "stops with an error"),
        (lambda X, y: np.multiply(X, 2, out=X), "changes the arrays"),
    ],
)
def test_training_says_what_is_missing(train, words):
    expect_not_yet(check.unstick_training(train), words)


def report(y_true, y_proba, size, *, weigh=len, penalty=None, clip=0.0):
    total = rows = 0.0
    for start in range(0, len(y_true), size):
        y, p = y_true[start : start + size], np.clip(y_proba[start : start + size], clip, 1 - clip)
        cost = penalty(y, p) if penalty else binary_cross_entropy(y, p, reduction="none")
        total, rows = total + weigh(cost) * cost.mean(), rows + weigh(cost)
    return total / rows


def last(y, p, size):
    start = (len(y) - 1) // size * size
    return y[start:], p[start:]


def textbook(y, p):
    return -(y * np.log(p) + (1 - y) * np.log(1 - p))


@pytest.mark.parametrize(
    "attempt",
    [
        report,
        lambda y, p, size: binary_cross_entropy(y, p),
        lambda y, p, size: np.mean(-np.log(np.where(y == 1, p, 1 - p))),
    ],
)
def test_an_honest_report_passes(attempt):
    assert check.honest_report(attempt)


@pytest.mark.parametrize(
    ("attempt", "words"),
    [
        (lambda y, p, size: report(y, p, size, penalty=textbook), "nan, which is not a number"),
        (lambda y, p, size: report(y, p, size, weigh=lambda batch: 1), "the batches' means"),
        (lambda y, p, size: len(y) * binary_cross_entropy(y, p), "the sum over the rows"),
        (
            lambda y, p, size: math.ceil(len(y) / size) * report(y, p, size, weigh=lambda batch: 1),
            "the sum of the batches' means",
        ),
        (
            lambda y, p, size: binary_cross_entropy(
                y[-(len(y) % size or size) :], p[-(len(y) % size or size) :]
            ),
            "the last batch alone",
        ),
        (lambda y, p, size: report(y, p, size, clip=1e-7), "a bound hides"),
        (lambda y, p, size: report(y, p, size, clip=np.finfo(float).eps), "a bound hides"),
        (lambda y, p, size: 2 * binary_cross_entropy(y, p), "wanted 0.4004"),
    ],
)
def test_the_report_says_what_is_missing(attempt, words):
    expect_not_yet(check.honest_report(attempt), words)
