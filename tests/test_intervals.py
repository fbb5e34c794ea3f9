"""Ends of intervals against formulas written out by hand, and against drawing rows."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest

from bce_tutorial._intervals import Bootstrap, Formula, wilson
from tolerance import relative

FIRST, SECOND = np.array([0, 1.0, 0]), np.array([0, 0, 1.0])


def drawn(n, seed=0):
    """Return columns of ones and of two quantities that go together, and weights."""
    rng = np.random.default_rng(seed)
    a = rng.exponential(size=n)
    return np.array([np.ones(n), a, 0.5 * a + rng.exponential(size=n)]), rng.random(n)


def formula(columns, w):
    weighted = columns * w
    return Formula(weighted.sum(axis=1), weighted @ weighted.T)


def by_hand(values, w):
    """Return a weighted mean and 1.96 times its standard error."""
    mean = (w * values).sum() / w.sum()
    return mean, 1.96 * math.sqrt((w**2 * (values - mean) ** 2).sum()) / w.sum()


def test_interval_of_a_difference_is_that_of_its_rows():
    columns, w = drawn(500)
    mean, margin = by_hand(columns[2] - columns[1], w)
    assert formula(columns, w).interval(SECOND - FIRST) == relative(
        (mean - margin, mean + margin), 1e-12
    )


def test_ends_of_a_ratio_are_just_told_from_it():
    columns, w = drawn(500)
    low, high = formula(columns, w).ratio(SECOND, FIRST)
    ratio = (w * columns[2]).sum() / (w * columns[1]).sum()
    assert low < ratio < high
    for end in (low, high):
        mean, margin = by_hand(columns[2] - end * columns[1], w)
        assert abs(mean) == relative(margin, 1e-9)


@given(st.integers(0, 10_000), st.integers(20, 60), st.floats(0.5, 2))
def test_a_ratio_may_be_1_where_the_difference_may_be_0(seed, n, scale):
    columns, w = drawn(n, seed)
    columns[2] *= scale
    found = formula(columns, w)
    (low, high), ends = found.ratio(SECOND, FIRST), found.interval(SECOND - FIRST)
    assert (low <= 1 <= high) == (ends[0] <= 0 <= ends[1])
    assert low <= high


def test_no_ratio_to_what_may_be_0():
    columns = np.array([[1, 1, 1.0], [1, 2, 3], [-1, 1.5, 0]])
    assert all(map(math.isnan, formula(columns, np.ones(3)).ratio(FIRST, SECOND)))
    assert not any(map(math.isnan, formula(columns, np.ones(3)).ratio(SECOND, FIRST)))


def test_bootstrap_is_drawing_rows():
    columns, w = drawn(200)
    found = Bootstrap((columns * w).T, np.random.default_rng(3))
    rows = np.random.default_rng(3).integers(0, 200, size=(2000, 200))
    total = w[rows].sum(axis=1)
    means = [(w * column)[rows].sum(axis=1) / total for column in columns]
    wanted = np.percentile(means[2] - means[1], [2.5, 97.5])
    assert found.interval(SECOND - FIRST) == relative(wanted, 1e-12)
    wanted = np.percentile(means[2] / means[1], [2.5, 97.5])
    assert found.ratio(SECOND, FIRST) == relative(wanted, 1e-12)


def test_bootstrap_and_formula_agree_for_many_rows():
    columns, w = drawn(5000)
    ours, theirs = formula(columns, w), Bootstrap((columns * w).T, np.random.default_rng(0))
    for name, factors in (("interval", (SECOND - FIRST,)), ("ratio", (SECOND, FIRST))):
        low, high = getattr(ours, name)(*factors)
        # an end of the bootstrap of 2,000 resamples is known to about a fortieth of the width
        assert getattr(theirs, name)(*factors) == pytest.approx((low, high), abs=(high - low) / 15)


@pytest.mark.parametrize(("k", "n"), [(0, 5), (3, 5), (5, 5), (40, 1000)])
def test_wilson_is_that_of_scipy(k, n):
    wanted = binomtest(k, n).proportion_ci(method="wilson")  # with 1.95996 for 1.96
    assert wilson(k / n, n) == pytest.approx((wanted.low, wanted.high), abs=1e-5)
