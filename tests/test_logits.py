"""Sigmoid, softplus, softmax and their kin: right at every size."""

import math

import mpmath
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from bce_tutorial import log_sigmoid, log_softmax, logit, sigmoid, softmax, softplus
from tolerance import relative

RNG = np.random.default_rng(0)
SIZES = 10 ** RNG.uniform(-300, 3, 150)
LOGITS = np.concatenate([SIZES, -SIZES, [0, 1e-9, -1e-9, 40, -40, 1e3, -1e3]])
SCORES = hnp.arrays(np.float64, (2, 3), elements=st.floats(-1e3, 1e3))
ELEMENTWISE = [sigmoid, softplus, log_sigmoid]


def worst_ulps(function, exact, points):
    """Largest distance from the exact value in units of its last place, subnormals apart."""
    errors = []
    with mpmath.workprec(200):
        for point, value in zip(points, function(points), strict=True):
            truth = exact(mpmath.mpf(float(point)))
            if abs(truth) > 1e-300:
                errors.append(abs(mpmath.mpf(float(value)) - truth) / math.ulp(float(truth)))
    return float(max(errors))


@pytest.mark.parametrize(
    ("function", "exact"),
    [
        (sigmoid, lambda z: 1 / (1 + mpmath.exp(-z))),
        (softplus, lambda z: mpmath.log1p(mpmath.exp(z))),
        (log_sigmoid, lambda z: -mpmath.log1p(mpmath.exp(-z))),
    ],
)
def test_within_two_ulp(function, exact):
    assert worst_ulps(function, exact, LOGITS) < 2


def test_logit_within_two_ulp():
    away = RNG.choice([-1, 1], 100) * 10 ** RNG.uniform(-15, -0.5, 100)
    p = np.concatenate([10 ** RNG.uniform(-300, 0, 100), 1 - 10 ** RNG.uniform(-15, 0, 100)])
    p = np.concatenate([p, 0.5 + away, RNG.random(100)])
    assert worst_ulps(logit, lambda x: mpmath.log(x / (1 - x)), p[p != 0.5]) < 2


def test_values_at_the_ends():
    ends = [-math.inf, -1e9, 0, 1e9, math.inf]
    assert sigmoid(ends).tolist() == [0, 0, 0.5, 1, 1]
    assert softplus(ends).tolist() == [0, 0, math.log(2), 1e9, math.inf]
    assert log_sigmoid(ends).tolist() == [-math.inf, -1e9, -math.log(2), 0, 0]
    assert logit([0, 0.5, 1]).tolist() == [-math.inf, 0, math.inf]
    assert not np.signbit(log_sigmoid(math.inf))


@given(st.floats(-700, 700))
def test_logit_undoes_sigmoid(z):
    # for z > 0 the rounding of 1 - p to 2**-53 shows; there -z is the same test
    assert logit(sigmoid(-abs(z))) == pytest.approx(-abs(z), rel=1e-14, abs=1e-15)


@given(st.floats(-1e9, 1e9))
def test_sigmoids_of_z_and_minus_z_sum_to_one(z):
    assert sigmoid(z) + sigmoid(-z) == relative(1, 3e-16)


@given(st.floats(-1e9, 1e9))
def test_softplus_of_z_and_minus_z_differ_by_z(z):
    assert softplus(z) - softplus(-z) == pytest.approx(z, rel=1e-15, abs=1e-15)


@pytest.mark.parametrize("function", ELEMENTWISE)
@pytest.mark.parametrize("dtype", [bool, *"bBhHiIlLqQ", np.float16, np.float32, np.longdouble])
def test_every_type_is_computed_in_float64(function, dtype):
    z = np.array([0, 1]).astype(dtype)
    assert function(z).tolist() == function([0.0, 1.0]).tolist()


@pytest.mark.parametrize("function", ELEMENTWISE)
def test_scalars_give_floats_and_shapes_are_kept(function):
    assert type(function(np.float32(2))) is float
    assert function([[1, 2]]).shape == (1, 2)


@pytest.mark.parametrize("function", [*ELEMENTWISE, softmax, log_softmax])
def test_nan_is_refused(function):
    with pytest.raises(ValueError, match=r"^expected logits without NaN, got nan at index 1$"):
        function([1, np.nan])


def test_logit_refuses_what_is_no_probability():
    with pytest.raises(ValueError, match=r"^expected probability in \[0, 1\], got -1 at index 0$"):
        logit([-1])


# Softmax


@given(SCORES, st.sampled_from([0, 1, -1, -2]))
def test_softmax_sums_to_one_and_its_logarithm_is_log_softmax(z, axis):
    p = softmax(z, axis=axis)
    np.testing.assert_allclose(p.sum(axis=axis), 1, rtol=1e-15)
    # exp magnifies the rounding of a logarithm of size 1e3 by that size
    np.testing.assert_allclose(np.exp(log_softmax(z, axis=axis)), p, rtol=1e-12, atol=1e-300)


@given(SCORES, st.floats(-100, 100))
def test_softmax_ignores_a_common_shift(z, shift):
    np.testing.assert_allclose(softmax(z + shift), softmax(z), rtol=1e-12, atol=1e-300)


@given(st.floats(-40, 40))
def test_two_classes_are_the_sigmoid(z):
    assert softmax([0, z])[1] == relative(sigmoid(z), 1e-15)
    assert log_softmax([0, z])[1] == relative(log_sigmoid(z), 1e-15)


def test_log_softmax_keeps_the_digits_of_confidence():
    assert log_softmax([40, 0])[0] == relative(-math.log1p(math.exp(-40)), 1e-15)


def test_softmax_with_infinite_scores():
    assert softmax([math.inf, 1, math.inf]).tolist() == [0.5, 0, 0.5]
    assert log_softmax([math.inf, 1, -math.inf]).tolist() == [0, -math.inf, -math.inf]
    assert softmax([-math.inf, 1e9, -1e9]).tolist() == [0, 1, 0]


@pytest.mark.parametrize("function", [softmax, log_softmax])
def test_a_row_of_minus_infinity_is_refused(function):
    message = r"^expected logits with a score above -inf, got a row without$"
    with pytest.raises(ValueError, match=message):
        function([[0, 1], [-np.inf, -np.inf]])


@pytest.mark.parametrize("axis", [2, -3, 1.0, None, True])
def test_axis_must_exist(axis):
    with pytest.raises(ValueError, match=r"^expected axis to be an integer in \[-2, 2\), got "):
        softmax([[1, 2]], axis=axis)


@pytest.mark.parametrize("function", [softmax, log_softmax])
def test_softmax_needs_a_dimension(function):
    message = r"^expected logits of at least one dimension, got a single number$"
    with pytest.raises(ValueError, match=message):
        function(1.0)


def test_scores_may_differ_by_more_than_the_largest_number():
    assert softmax([1e308, -1e308]).tolist() == [1, 0]
    assert log_softmax([1e308, -1e308]).tolist() == [0, -math.inf]
