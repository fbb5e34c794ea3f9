"""Ends and right decisions, computed here without the package."""

import math
import warnings

import numpy as np
import pytest
import scipy.special

from mistakes_table import C, mistake
from tolerance import relative


def test_05_every_loss_is_exceeded():
    numbers = mistake(5).numbers()
    assert numbers["hundredth"] == pytest.approx(2 * math.log(10))
    assert numbers["millionth"] == pytest.approx(3 * numbers["hundredth"])
    assert numbers["never"] == math.inf
    for claimed in (5.0, 50.0, 500.0):  # whatever the maximum was said to be
        assert -math.log(math.exp(-claimed) / 2) > claimed


def test_07_the_log_of_one_is_zero():
    numbers = mistake(7).numbers()
    assert numbers["one"] == math.log(1) == 0
    assert math.copysign(1, numbers["one"]) == 1  # which prints as 0, not as −0
    assert numbers["zero"] == -math.inf
    assert math.log(5e-324) < -744  # and the smallest float above 0 is still finite


def test_10_right_decisions_pay_too():
    numbers = mistake(10).numbers()
    right = [-math.log(c) for c in C if c > 0.5]
    assert numbers["rows"] == len(right) == 4
    assert min(right) > 0
    assert numbers["id7"] == pytest.approx(-math.log(0.78))
    assert numbers["share"] == pytest.approx(sum(right) / -sum(map(math.log, C)))
    assert numbers["wrong"] == pytest.approx(1 - numbers["share"])
    assert max(right) < math.log(2) < min(-math.log(c) for c in C if c < 0.5)  # "cost most"


def test_26_a_correct_positive_is_not_free():
    numbers = mistake(26).numbers()
    assert numbers["sixty"] == pytest.approx(-math.log(0.6))
    assert numbers["sixty"] > 0.5
    assert numbers["certain"] == 0
    assert numbers["logit"] == relative(math.log1p(math.exp(-50)), 1e-12)
    assert numbers["logit"] > 0
    assert 1 / (1 + math.exp(-50)) == 1  # the probability, not the loss, is rounded


def test_28_the_first_of_fifteen_points_is_infinite():
    numbers = mistake(28).numbers()
    with warnings.catch_warnings(record=True) as seen:
        warnings.simplefilter("always")
        heights = -1 * np.log(np.linspace(0, 1, 15))
    assert [str(warning.message) for warning in seen] == ["divide by zero encountered in log"]
    assert numbers["first"] == heights[0] == math.inf
    assert numbers["second"] == pytest.approx(math.log(14))
    assert numbers["second"] == max(heights[1:])
    assert numbers["between"] == pytest.approx(-math.log(1e-6))
    assert numbers["between"] > 5 * numbers["second"]


def test_32_a_zero_in_the_target_counts_nothing():
    numbers = mistake(32).numbers()
    target, forecast = np.array([1.0, 0, 0]), np.array([0.7, 0.2, 0.1])
    with np.errstate(divide="ignore", invalid="ignore"):
        assert np.isnan((target * np.log(target / forecast)).sum())
    assert math.isnan(numbers["naive"])
    assert numbers["right"] == pytest.approx(scipy.special.rel_entr(target, forecast).sum())
    assert numbers["right"] == numbers["penalty"] == pytest.approx(-math.log(0.7))
    tiny = 1e-12  # towards 0 the term vanishes
    assert abs(tiny * math.log(tiny / 0.2)) < 1e-10
