"""Corrected probabilities and the logarithmic penalty."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bce_tutorial import corrected_probabilities, log_penalty
from tolerance import relative

PROBABILITY = st.floats(0, 1)


def test_corrected_is_p_for_one_and_its_complement_for_zero():
    assert corrected_probabilities([1, 0, 1], [0.94, 0.56, 0.0]).tolist() == [0.94, 1 - 0.56, 0.0]


@given(st.sampled_from([0, 1]), PROBABILITY)
def test_corrected_is_the_bernoulli_probability(y, p):
    assert corrected_probabilities(y, p) == p**y * (1 - p) ** (1 - y)


@given(PROBABILITY)
def test_corrected_probabilities_of_the_two_outcomes_sum_to_one(p):
    assert corrected_probabilities(1, p) + corrected_probabilities(0, p) == pytest.approx(1, abs=0)


@pytest.mark.parametrize(("y", "p"), [(True, 0.25), (np.uint8(1), np.float16(0.25)), (1.0, 0.25)])
def test_scalars_give_python_floats(y, p):
    result = corrected_probabilities(y, p)
    assert type(result) is float
    assert result == 0.25


@pytest.mark.parametrize("dtype", [np.float16, np.float32, np.longdouble])
def test_every_type_is_computed_in_float64(dtype):
    p = np.array([0.1, 0.3], dtype)
    assert corrected_probabilities([1, 0], p).tolist() == [float(p[0]), 1 - float(p[1])]
    assert log_penalty(p).dtype == np.float64
    assert log_penalty(p).tolist() == log_penalty(p.astype(np.float64)).tolist()


def test_corrected_keeps_the_shape():
    assert corrected_probabilities([[1, 0]], [[0.25, 0.25]]).tolist() == [[0.25, 0.75]]


def test_corrected_refuses_soft_labels():
    message = r"expected y_true to be 0 or 1, got 0.5 at index 1$"
    with pytest.raises(ValueError, match=message):
        corrected_probabilities([1, 0.5], [0.5, 0.5])


def test_corrected_refuses_other_shapes():
    message = r"expected y_true and y_proba of the same shape, got \(2,\) and \(2, 1\)$"
    with pytest.raises(ValueError, match=message):
        corrected_probabilities([1, 0], [[0.5], [0.5]])


def test_penalty_in_closed_form():
    assert log_penalty(1 / math.e) == relative(1, 1e-15)  # one rounding in 1 / e
    assert log_penalty([1, 0.5, 0.25, 0], base=2).tolist() == [0, 1, 2, math.inf]
    assert log_penalty(0.1, base=10) == relative(1, 4e-16)  # a quotient of two logs


@pytest.mark.parametrize("base", [2, math.e, 10])
def test_no_penalty_is_positive_zero(base):
    assert math.copysign(1, log_penalty(1, base=base)) == 1


@given(st.floats(1e-150, 1), st.floats(1e-150, 1))
def test_penalty_of_a_product_is_the_sum_of_penalties(a, b):
    # relative error of the product: 2**-53; of each logarithm and the sum: a few ulp
    assert log_penalty(a * b) == pytest.approx(
        log_penalty(a) + log_penalty(b), rel=1e-15, abs=2e-16
    )


@given(PROBABILITY, PROBABILITY)
def test_penalty_decreases(a, b):
    low, high = sorted((a, b))
    assert log_penalty(low) >= log_penalty(high)


@given(PROBABILITY, st.floats(1.5, 1e6))
def test_base_changes_the_unit_only(c, base):
    assert log_penalty(c, base=base) == log_penalty(c) / math.log(base)


@given(PROBABILITY)
def test_penalty_is_at_least_the_missing_probability(c):
    assert log_penalty(c) >= 1 - c


def test_penalty_keeps_the_shape_and_the_input():
    c = np.array([[0.5], [1.0]])
    assert log_penalty(c, base=2).tolist() == [[1], [0]]
    assert c.tolist() == [[0.5], [1.0]]


def test_penalty_refuses_what_is_no_probability():
    with pytest.raises(ValueError, match=r"expected probability in \[0, 1\], got 1.5 at index 1$"):
        log_penalty([0.5, 1.5])
