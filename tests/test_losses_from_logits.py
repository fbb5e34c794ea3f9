"""Binary cross-entropy from logits, and its gradient."""

import math

import mpmath
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bce_tutorial import (
    binary_cross_entropy,
    binary_cross_entropy_gradient,
    binary_cross_entropy_with_logits,
    sigmoid,
)
from lengths import LONG
from tolerance import relative

RNG = np.random.default_rng(0)
SIZES = np.concatenate([10 ** RNG.uniform(-300, 3, 200), RNG.uniform(0, 40, 100), [1e-300, 1e3]])
LOGITS = np.concatenate([SIZES, -SIZES])
LABEL = st.sampled_from([0, 1])
LOGIT = st.floats(-1e3, 1e3)


def worst_ulps(values, exact):
    """Largest distance from the exact values in units of their last place, subnormals apart."""
    errors = []
    with mpmath.workprec(200):  # log1p keeps the digits of exp(-1000)
        for z, value in zip(LOGITS, values, strict=True):
            truth = exact(mpmath.mpf(float(z)))
            if abs(truth) > 1e-300:
                errors.append(abs(mpmath.mpf(float(value)) - truth) / math.ulp(float(truth)))
    return float(max(errors))


@pytest.mark.parametrize(("y", "sign"), [(0, 1), (1, -1)])
def test_each_loss_within_two_ulp_and_each_gradient_within_four(y, sign):
    labels = np.full(LOGITS.size, y)
    losses = binary_cross_entropy_with_logits(labels, LOGITS, reduction="none")
    assert worst_ulps(losses, lambda z: mpmath.log1p(mpmath.exp(sign * z))) < 2
    gradient = binary_cross_entropy_gradient(labels, LOGITS)
    assert worst_ulps(gradient, lambda z: sign / (1 + mpmath.exp(-sign * z))) < 4


def test_values_at_the_ends():
    z = [math.inf, 1e9, -1e9, -math.inf]
    ones = binary_cross_entropy_with_logits([1] * 4, z, reduction="none")
    zeros = binary_cross_entropy_with_logits([0] * 4, z, reduction="none")
    assert ones.tolist() == [0, 0, 1e9, math.inf]
    assert zeros.tolist() == [math.inf, 1e9, 0, 0]
    assert not np.signbit([ones, zeros]).any()
    assert binary_cross_entropy_gradient([1] * 4, z).tolist() == [0, 0, -1, -1]
    assert binary_cross_entropy_gradient([0] * 4, z).tolist() == [1, 1, 0, 0]
    assert binary_cross_entropy_with_logits([0, 0], [1e9, math.inf]) == math.inf


@given(LABEL, st.floats(-30, 30))
def test_equal_to_the_loss_of_the_sigmoid(y, z):
    # sigmoid(30) differs from 1 in the 14th digit: three digits of 1 - p are left
    expected = binary_cross_entropy(y, sigmoid(z))
    assert binary_cross_entropy_with_logits(y, z) == pytest.approx(expected, rel=2e-3, abs=1e-15)


@given(LABEL, LOGIT)
def test_symmetric_under_label_flip(y, z):
    assert binary_cross_entropy_with_logits(y, z) == binary_cross_entropy_with_logits(1 - y, -z)
    assert binary_cross_entropy_gradient(y, z) == -binary_cross_entropy_gradient(1 - y, -z)


@given(st.floats(0, 1), LOGIT, LOGIT, st.floats(0, 1))
def test_convex_in_the_logit(y, a, b, share):
    ends = [binary_cross_entropy_with_logits(y, z) for z in (a, b)]
    between = binary_cross_entropy_with_logits(y, share * a + (1 - share) * b)
    chord = share * ends[0] + (1 - share) * ends[1]
    assert between <= chord + 1e-12 * (1 + chord)  # roundings of numbers up to 1e3


@given(st.floats(0, 1), st.floats(-20, 20))
def test_gradient_matches_central_difference(y, z):
    h = 1e-4
    up, down = (binary_cross_entropy_with_logits(y, z + d) for d in (h, -h))
    # truncation h**2 / 6 times a third derivative below 0.1; rounding 1e-16 * 20 / h
    assert binary_cross_entropy_gradient(y, z) == pytest.approx((up - down) / (2 * h), abs=1e-9)


@given(st.floats(0, 1), LOGIT)
def test_soft_labels_interpolate(y, z):
    ends = [binary_cross_entropy_with_logits(label, z) for label in (0, 1)]
    expected = (1 - y) * ends[0] + y * ends[1]
    assert binary_cross_entropy_with_logits(y, z) == relative(expected, 1e-14)


def test_soft_labels_next_to_hard_ones_at_infinity():
    z = [0, math.inf, -math.inf, 1e9]
    each = binary_cross_entropy_with_logits([0.5, 1, 0, 0.5], z, reduction="none")
    assert each.tolist() == [math.log(2), 0, 0, 5e8]


@pytest.mark.parametrize("scale", [1e-9, 1, 3, 30, 300])
@pytest.mark.parametrize("shift", [0, -30])
def test_blocks_and_products_equal_the_sum_of_single_losses(scale, shift):
    rng = np.random.default_rng(1)
    n = LONG + 5
    y, z = rng.integers(0, 2, n), rng.normal(0, scale, n)
    z += (1 - 2 * y) * shift
    each = binary_cross_entropy_with_logits(y, z, reduction="none")
    total = binary_cross_entropy_with_logits(y, z, reduction="sum")
    assert total == relative(math.fsum(each), 1e-14)


@pytest.mark.parametrize(
    "z", [50.0, 44.5, 39.9, 3.0, 0.0, -2.0, -2.1, -2.4, -2.7, -2.75, -4.9, -4.95, -5.0]
)
def test_equal_samples_do_not_add_up_their_rounding(z):
    """In a constant forecast every group of 16 is rounded the same way."""
    loss = binary_cross_entropy_with_logits(np.zeros(LONG), np.full(LONG, z))
    exact = math.log1p(math.exp(z))
    assert abs(loss - exact) < 12 * math.ulp(exact)


def test_a_sum_beyond_the_largest_number_is_infinite():
    assert binary_cross_entropy_with_logits(np.zeros(LONG), np.full(LONG, 1e304)) == math.inf


def test_weights_base_and_reductions():
    y, z, w = [1, 0, 1], [2.0, -1.0, -3.0], [1, 0, 3]
    each = binary_cross_entropy_with_logits(y, z, reduction="none")
    total = binary_cross_entropy_with_logits(y, z, sample_weight=w, reduction="sum")
    assert total == relative(each[0] + 3 * each[2], 1e-15)
    mean = binary_cross_entropy_with_logits(y, z, sample_weight=w, base=2)
    assert mean == relative(total / 4 / math.log(2), 1e-15)
    assert type(binary_cross_entropy_with_logits(1, 0, reduction="none")) is float
    shaped = binary_cross_entropy_with_logits([y], [z], reduction="none")
    assert shaped.tolist() == [each.tolist()]


@pytest.mark.parametrize(
    "function", [binary_cross_entropy_with_logits, binary_cross_entropy_gradient]
)
def test_bad_data(function):
    with pytest.raises(ValueError, match=r"^expected logits without NaN, got nan at index 1$"):
        function([1, 0], [0, np.nan])
    remedy = r"if 2 is class 1, pass np.asarray\(y_true\) == 2"
    with pytest.raises(ValueError, match=rf"^expected y_true in .*, got 2 at index 0: {remedy}$"):
        function([2, 0], [0, 0])
    with pytest.raises(ValueError, match=r"^expected y_true and logits of the same shape, "):
        function([1, 0], [[0], [0]])


def test_bad_data_is_located_in_a_long_array():
    place = LONG - 9
    z = np.zeros(LONG)
    z[place] = np.nan
    with pytest.raises(ValueError, match=f"at index {place}$"):
        binary_cross_entropy_with_logits(np.zeros(z.size), z)
    with pytest.raises(ValueError, match=rf"^expected y_true in .*, got 2 at index {place}: "):
        binary_cross_entropy_with_logits(np.where(np.isnan(z), 2, 0), np.zeros(z.size))


def test_bad_options():
    with pytest.raises(ValueError, match=r"^expected reduction to be one of"):
        binary_cross_entropy_with_logits(1, 0, reduction="all")
    with pytest.raises(ValueError, match=r"^expected base to be a finite number above 1"):
        binary_cross_entropy_with_logits(1, 0, base=1)


@pytest.mark.parametrize("dtype", [bool, *"bBhHiIlLqQ", np.float16, np.float32])
def test_types(dtype):
    y = np.array([0, 1]).astype(dtype)
    assert binary_cross_entropy_with_logits(y, y) == binary_cross_entropy_with_logits(
        [0, 1], [0, 1]
    )
    assert binary_cross_entropy_gradient(y, y).tolist() == [0.5, -sigmoid(-1)]
