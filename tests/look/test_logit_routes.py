"""The three ways from a logit to its loss: where each is right, and where it fails."""

import numpy as np
import pytest

from bce_tutorial import binary_cross_entropy_gradient, binary_cross_entropy_with_logits, sigmoid
from bce_tutorial.look.logit_routes import DTYPES, routes
from tolerance import relative

Z = np.arange(-110, 110.5, 0.5)


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize("y", [0, 1])
def test_the_stable_way_is_right_everywhere(y, dtype):
    labels = np.full(Z.shape, y)
    truth = binary_cross_entropy_with_logits(labels, Z, reduction="none")
    slope = binary_cross_entropy_gradient(labels, Z)
    loss, gradient = routes(y, Z, dtype).stable
    rtol = 4 * np.finfo(dtype).eps  # two roundings each of exp and of what follows
    atol = 8 * np.finfo(dtype).smallest_subnormal  # exp(-110) has few digits left in float32
    np.testing.assert_allclose(loss, truth, rtol=rtol, atol=atol)
    np.testing.assert_allclose(gradient, slope, rtol=rtol, atol=atol)


@pytest.mark.parametrize("dtype", DTYPES)
def test_all_three_agree_where_nothing_is_rounded_away(dtype):
    z = Z[abs(Z) <= 4]
    for y in (0, 1):
        found = routes(y, z, dtype)
        rtol = 100 * np.finfo(dtype).eps  # 1 - p keeps 1/55 of its digits at z = 4
        for way in (found.naive, found.clamped):
            np.testing.assert_allclose(way.loss, found.stable.loss, rtol=rtol)
            np.testing.assert_allclose(way.gradient, found.stable.gradient, rtol=rtol)
        np.testing.assert_allclose(found.p, sigmoid(z), rtol=rtol)


@pytest.mark.parametrize(
    ("dtype", "y", "last", "first"),
    [("float32", 0, 16, 17), ("float64", 0, 36, 37), ("float32", 1, -88, -89),
     ("float64", 1, -709, -710)],
)  # fmt: skip
def test_the_naive_way_ends_in_infinity_and_nan(dtype, y, last, first):
    fine, lost = routes(y, last, dtype), routes(y, first, dtype)
    assert np.isfinite(fine.naive).all()
    assert lost.naive.loss == np.inf
    assert np.isnan(lost.naive.gradient)
    assert min(lost.p, lost.q) == 0


@pytest.mark.parametrize(("dtype", "z"), [("float32", 16), ("float64", 36)])
def test_the_naive_way_is_wrong_before_it_ends(dtype, z):
    assert 0.04 < abs(routes(0, z, dtype).naive.loss - z) < 0.06


@pytest.mark.parametrize(("dtype", "z"), [("float32", 17), ("float64", 37)])
def test_the_clamped_way_costs_100_and_teaches_nothing(dtype, z):
    assert routes(0, z, dtype).clamped == (100, 0)


def test_the_clamped_gradient_fades_for_a_sure_mistake_in_class_1():
    loss, gradient = routes(1, -50, "float32").clamped
    assert loss == 50
    assert gradient == relative(-np.exp(-50) / 1e-12, 1e-6)  # float32: 6e-8 per step


@pytest.mark.parametrize("dtype", DTYPES)
def test_results_have_the_type_that_was_asked_for(dtype):
    found = routes(0, Z, dtype)
    arrays = [found.p, found.q, *found.naive, *found.clamped, *found.stable]
    assert {array.dtype for array in arrays} == {np.dtype(dtype)}


@pytest.mark.parametrize("y", [0, 1])
def test_rounding_step_by_step_is_what_numpy_does_in_float32(y):
    z = np.float32(Z)
    with np.errstate(all="ignore"):
        p = 1 / (1 + np.exp(-z))
        naive = -np.log(p if y else 1 - p)
    found = routes(y, Z, "float32").naive.loss
    assert np.isinf(found).tolist() == np.isinf(naive).tolist()
    kept = np.isfinite(found)
    # NumPy's float32 exp may differ in its last place, which moves -log by 2e-7 of e^z
    near = kept & (abs(Z) < 6)
    np.testing.assert_allclose(found[near], naive[near], rtol=1e-4)
    np.testing.assert_allclose(found[kept], naive[kept], atol=0.7)  # one step of 2**-24 in 1 - p
