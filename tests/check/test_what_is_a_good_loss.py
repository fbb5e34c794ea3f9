"""The checkers of chapter 11: what they accept, and the hint for each known mistake."""

import math

import numpy as np
import pytest

from bce_tutorial import binary_cross_entropy, check
from bce_tutorial.check.what_is_a_good_loss import FIRST, SECOND, rarest
from tolerance import relative
from verdict import expect_not_yet


def on_a_grid(threshold):
    rates = np.linspace(1e-6, 0.5, 100_000)
    losses = binary_cross_entropy(rates, rates, reduction="none")
    return np.interp(threshold, losses, rates)


def paired(first, second, rng, *, n_resamples=2000):
    rows = rng.integers(0, len(first), size=(n_resamples, len(first)))
    return second[rows].mean(axis=1) - first[rows].mean(axis=1)


def separate(first, second, rng):
    n = len(first)
    rows, others = rng.integers(0, n, size=(2, 2000, n))
    return second[others].mean(axis=1) - first[rows].mean(axis=1)


def test_the_base_rates_of_the_table():
    for threshold, percent in ((0.05, 0.87), (0.2, 5.05), (0.3, 8.89)):
        rate = rarest(threshold)
        assert binary_cross_entropy(rate, rate) == relative(threshold, 1e-12)
        assert round(100 * rate, 2) == percent


@pytest.mark.parametrize("attempt", [rarest, on_a_grid, lambda t: round(rarest(t), 3)])
def test_right_base_rates_pass(attempt):
    assert check.threshold_base_rate(attempt)


@pytest.mark.parametrize(
    ("attempt", "words"),
    [
        (lambda t: None, "returns nothing yet"),
        (lambda t: 1 / 0, "ZeroDivisionError"),
        (lambda t: "0.0087", "a value of type str"),
        (lambda t: 100 * rarest(t), "in percent"),
        (lambda t: 1 - rarest(t), "below one half"),
        (lambda t: rarest(t * math.log(2)), "as bits"),
        (lambda t: 1 - math.exp(-t), "pays for the positives"),
        (lambda t: math.exp(-t), "a typical probability"),
        (lambda t: binary_cross_entropy(t, t), "This is H(t)"),
        (lambda t: rarest(t) + 0.001, "wanted 0.0087"),
    ],
)
def test_the_base_rate_says_what_is_missing(attempt, words):
    expect_not_yet(check.threshold_base_rate(attempt), words)


@pytest.mark.parametrize(
    "attempt",
    [
        paired,
        lambda a, b, rng: paired(np.zeros(len(a)), b - a, rng),
        lambda a, b, rng: paired(a, b, rng, n_resamples=1000),
        lambda a, b, rng: paired(a, b, np.random.default_rng(7)).tolist(),
    ],
)
def test_a_paired_bootstrap_passes(attempt):
    assert check.paired_bootstrap(attempt)


@pytest.mark.parametrize(
    ("attempt", "words"),
    [
        (separate, "as if the two models had met different rows"),
        (lambda a, b, rng: -paired(a, b, rng), "the sign is turned round"),
        (lambda a, b, rng: paired(a, b, rng, n_resamples=999), "wanted at least 1,000"),
        (lambda a, b, rng: (b - a).mean(), "an array of shape ()"),
        (lambda a, b, rng: 400 * paired(a, b, rng), "the difference of the two means"),
        (lambda a, b, rng: np.full(1000, (b - a).mean()), "hardly vary"),
        (lambda a, b, rng: rng.choice(b - a, 1000), "How many rows has a resample?"),
        (lambda a, b, rng: rng.choice(b - a, (1000, 200)).mean(axis=1), "How many rows"),
        (lambda a, b, rng: np.add(b, 1, out=b), "changes the arrays"),
    ],
)
def test_the_bootstrap_says_what_is_missing(attempt, words):
    expect_not_yet(check.paired_bootstrap(attempt), words)


@pytest.mark.parametrize("seed", range(20))
def test_luck_decides_nothing(seed):
    def seeded(function):
        return lambda a, b, rng: function(a, b, np.random.default_rng(seed))

    assert check.paired_bootstrap(seeded(paired))
    assert "different rows" in repr(check.paired_bootstrap(seeded(separate)))


def test_the_two_models_share_what_is_hard():
    assert np.corrcoef(FIRST, SECOND)[0, 1] > 0.9
