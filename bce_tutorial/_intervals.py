"""Ends of 95 % intervals: of means, of ratios of two means, and of observed shares."""

from __future__ import annotations  # so that naming a generator does not load numpy.random

import math

import numpy as np

from bce_tutorial._reduction import Floats

NORMAL = 1.96  # 95 % of a normal distribution lie within so many standard deviations
RESAMPLES = 2000
ROUNDING = 1e-14


class Formula:
    """Intervals by the normal approximation, from sums over weighted rows of some columns.

    The first column holds ones. `first` are the sums of the columns times the weights, and
    `second` those of their products in pairs times the squares of the weights. A statistic is
    given by its `factors`: it is the sum of the means of the columns, each times its factor.
    """

    name = "normal"

    def __init__(self, first: Floats, second: Floats) -> None:
        self.means = first / first[0]
        cross = np.outer(self.means, second[0])
        centred = second - cross - cross.T + second[0, 0] * np.outer(self.means, self.means)
        self.covariance = centred / first[0] ** 2
        self._size = np.abs(second) / first[0] ** 2

    def interval(self, factors: Floats) -> tuple[float, float]:
        """Return the ends of the interval of a statistic."""
        middle = float(factors @ self.means)
        size = float(np.abs(factors) @ self._size @ np.abs(factors))
        margin = NORMAL * _root(float(factors @ self.covariance @ factors), size)
        return middle - margin, middle + margin

    def ratio(self, top: Floats, bottom: Floats) -> tuple[float, float]:
        """Return the ends of the interval of the ratio of two statistics, NaN where it has none.

        They are the ratios r at which top - r * bottom is no longer told from 0 (Fieller), so
        the interval holds 1 where that of top - bottom holds 0.
        """
        pair = np.array([top, bottom])
        means, spread = pair @ self.means, NORMAL**2 * (pair @ self.covariance @ pair.T)
        (rest, half), (_, square) = (np.outer(means, means) - spread).tolist()
        if square <= 0:  # the lower statistic itself is not told from 0
            return math.nan, math.nan
        root = _root(half * half - square * rest, half * half)
        return (half - root) / square, (half + root) / square


class Bootstrap:
    """Intervals from resampled rows: the middle 95 % of what 2,000 resamples give.

    `weighted` holds a row for each row and the columns of :class:`Formula`, times the weights.
    """

    name = "bootstrap"

    def __init__(self, weighted: Floats, rng: np.random.Generator) -> None:
        n = len(weighted)
        sums = [_times(n, rng) @ weighted for _ in range(RESAMPLES)]
        self.means = np.array(sums) / np.array(sums)[:, :1]

    def interval(self, factors: Floats) -> tuple[float, float]:
        """Return the ends of the interval of a statistic."""
        return _middle(self.means @ factors)

    def ratio(self, top: Floats, bottom: Floats) -> tuple[float, float]:
        """Return the ends of the interval of the ratio of two statistics."""
        return _middle((self.means @ top) / (self.means @ bottom))


def _root(difference: float, size: float) -> float:
    """Return the root of a difference of numbers of this size, 0 where it is only rounding."""
    return math.sqrt(difference) if difference > ROUNDING * size else 0.0


def _times(n: int, rng: np.random.Generator) -> Floats:
    """Return how often each of n rows occurs in a resample."""
    return np.bincount(rng.integers(0, n, n), minlength=n).astype(float)


def _middle(values: Floats) -> tuple[float, float]:
    low, high = np.percentile(values, [2.5, 97.5])
    return float(low), float(high)


def wilson(share: Floats, n: Floats) -> tuple[Floats, Floats]:
    """Return the ends of the intervals of shares observed in n cases each (Wilson)."""
    middle = (share + NORMAL**2 / (2 * n)) / (1 + NORMAL**2 / n)
    spread = np.sqrt(share * (1 - share) / n + (NORMAL / (2 * n)) ** 2)
    half = NORMAL / (1 + NORMAL**2 / n) * spread
    return middle - half, middle + half
