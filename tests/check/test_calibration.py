"""The checker of chapter 12: what it accepts, and the hint for each known mistake."""

import numpy as np
import pytest

from bce_tutorial import brier_decomposition, check, reliability_curve
from bce_tutorial.check.calibration import PART_CASES
from verdict import expect_not_yet


def part(y, p):
    said, seen, count = reliability_curve(y, p)
    return np.average((said - seen) ** 2, weights=count)


def gaps(y, p):
    said, seen, count = reliability_curve(y, p)
    return said - seen, count


@pytest.mark.parametrize(
    "attempt", [part, lambda y, p: brier_decomposition(y, p, n_bins=10).reliability]
)
def test_the_reliability_passes(attempt):
    assert check.reliability_part(attempt)


@pytest.mark.parametrize(
    ("attempt", "words"),
    [
        (lambda y, p: np.mean(gaps(y, p)[0] ** 2), "Each bin counts alike"),
        (lambda y, p: np.average(abs(gaps(y, p)[0]), weights=gaps(y, p)[1]), "absolute gap"),
        (lambda y, p: part(y, p) ** 0.5, "the root of the reliability"),
        (lambda y, p: part(y, p) * len(y), "Divide by their number"),
        (lambda y, p: np.average(gaps(y, p)[0], weights=gaps(y, p)[1]) ** 2, "gaps cancel"),
        (lambda y, p: np.mean((p - y) ** 2), "the Brier score itself"),
        (lambda y, p: part(y, p) + 1e-3, "for 360 predictions"),
    ],
)
def test_the_reliability_says_what_is_missing(attempt, words):
    expect_not_yet(check.reliability_part(attempt), words)


def test_a_bin_without_predictions_is_no_trouble():
    y, p = (values[250:] for values in PART_CASES[0].values)
    assert check.reliability_part(part)
    assert part(y, p) == pytest.approx(brier_decomposition(y, p, n_bins=10).reliability)
