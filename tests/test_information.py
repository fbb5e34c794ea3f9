"""Entropy, cross-entropy, divergence and smoothed labels."""

import math

import mpmath
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from scipy.special import entr as special_entropy
from scipy.special import rel_entr
from scipy.stats import entropy as scipy_entropy

from bce_tutorial import (
    binary_cross_entropy,
    cross_entropy,
    entropy,
    kl_divergence,
    smooth_labels,
    softmax,
)
from tolerance import relative

ROWS = hnp.arrays(np.float64, (3, 4), elements=st.floats(-30, 30)).map(softmax)


def test_closed_forms():
    assert entropy([0.25] * 4, base=2) == 2
    assert entropy([0, 1, 0]) == 0
    assert entropy([0.5, 0.5]) == math.log(2)
    assert cross_entropy([1, 0], [0.25, 0.75]) == math.log(4)
    assert kl_divergence([0.5, 0.5], [0.25, 0.75], base=2) == relative(
        (1 + math.log2(2 / 3)) / 2, 1e-15
    )


def test_a_forecast_of_zero_costs_infinity_only_if_it_happens():
    assert cross_entropy([0.5, 0.5], [1, 0]) == math.inf
    assert kl_divergence([0.5, 0.5], [1, 0]) == math.inf
    assert cross_entropy([1, 0], [1, 0]) == 0
    assert kl_divergence([1, 0], [0.5, 0.5]) == math.log(2)


def test_rounding_does_not_take_a_divergence_below_zero():
    assert kl_divergence([0.5, 0.5], [0.5, 0.5 + 2**-53]) == 0


def test_no_negative_zero():
    assert not np.signbit(
        [entropy([1, 0]), cross_entropy([1, 0], [1, 0]), kl_divergence([1, 0], [1, 0])]
    ).any()


@given(ROWS, ROWS)
def test_chain_rule_cross_entropy_is_entropy_plus_divergence(p, q):
    np.testing.assert_allclose(cross_entropy(p, q), entropy(p) + kl_divergence(p, q), rtol=1e-12)


@given(ROWS, ROWS)
def test_divergence_is_not_negative_and_zero_for_equals(p, q):
    assert (kl_divergence(p, q) >= 0).all()
    assert (kl_divergence(p, p) == 0).all()


@given(ROWS, ROWS)
def test_agrees_with_scipy(p, q):
    expected = rel_entr(p, q).sum(axis=-1)
    np.testing.assert_allclose(kl_divergence(p, q), expected, rtol=1e-10, atol=1e-14)


@pytest.mark.parametrize("shift", [0.4, 1e-2, 1e-4, 1e-7])
def test_divergence_of_near_rows_keeps_its_digits(shift):
    """The two logarithms would cancel: at 1e-7 all but two digits."""
    p, q = np.array([0.25, 0.75]), np.array([0.25, 0.75]) + np.array([1, -1]) * shift
    with mpmath.workdps(50):
        exact = sum(
            mpmath.mpf(a) * mpmath.log(mpmath.mpf(a) / mpmath.mpf(b))
            for a, b in zip(p.tolist(), q.tolist(), strict=True)
        )
    # the terms, of the size of the shift, are rounded; their sum is of its square
    assert kl_divergence(p, q) == relative(float(exact), 1e-15 / shift)


@given(st.floats(0, 1), st.floats(1e-9, 1 - 1e-9))
def test_two_outcomes_are_binary_cross_entropy(y, p):
    value = cross_entropy([1 - y, y], [1 - p, p])
    # 1 - p is rounded here; binary_cross_entropy does without
    assert value == relative(binary_cross_entropy(y, p), 1e-7)


def test_the_last_axis_is_summed_and_scalars_are_floats():
    p = np.full((2, 3, 4), 0.25)
    assert entropy(p).shape == (2, 3)
    assert type(entropy([0.5, 0.5])) is float
    assert type(kl_divergence([1, 0], [1, 0])) is float


@pytest.mark.parametrize("function", [cross_entropy, kl_divergence])
def test_bad_rows(function):
    with pytest.raises(ValueError, match=r"^expected q to sum to 1, got 1.5, 0.5 too much$"):
        function([0.5, 0.5], [1, 0.5])
    with pytest.raises(
        ValueError, match=r"^expected p to sum to 1, got 0, 1 too little at row \(0, 1\)$"
    ):
        function([[[1, 0], [0, 0]]], [[[1, 0], [1, 0]]])
    with pytest.raises(ValueError, match=r"^expected p and q of the same shape"):
        function([0.5, 0.5], [[0.5, 0.5]])
    with pytest.raises(ValueError, match=r"^expected p of shape \(..., K\), got a single number$"):
        function(1, 1)
    with pytest.raises(ValueError, match=r"^expected p in \[0, 1\], got -1 at index 0$"):
        function([-1, 2], [0.5, 0.5])


@pytest.mark.parametrize("hold", [np.asarray, np.float64, np.ndarray.tolist])
def test_rows_made_in_float32_are_accepted_whatever_holds_them(hold):
    p, q = softmax(np.random.default_rng(0).normal(size=(2, 9))).astype(np.float32)
    assert abs(p.sum(dtype=float) - 1) > 1e-9
    wide_p, wide_q = p.astype(float), q.astype(float)
    assert entropy(hold(p)) == pytest.approx(special_entropy(wide_p).sum())
    assert kl_divergence(hold(p), hold(q)) == pytest.approx(rel_entr(wide_p, wide_q).sum())
    assert cross_entropy(hold(p), hold(q)) == pytest.approx(-wide_p @ np.log(wide_q))


def test_coarse_rows_are_normalized_if_asked():
    p, q = [0.33, 0.33, 0.33], [0.2, 0.3, 0.49]
    for function in (cross_entropy, kl_divergence):
        with pytest.raises(ValueError, match=r"^expected p to sum to 1, .*, pass normalize=True$"):
            function(p, q)
    with pytest.raises(ValueError, match=r"^expected p to sum to 1, .*, pass normalize=True$"):
        entropy(p)
    assert entropy(p, normalize=True) == pytest.approx(math.log(3))
    whole = np.array([20, 30, 49]) / 99
    expected = -np.mean(np.log(whole))
    assert cross_entropy(p, q, normalize=True) == pytest.approx(expected)
    assert kl_divergence(p, q, normalize=True) == pytest.approx(scipy_entropy([1, 1, 1], q))
    assert kl_divergence([1, 1, 1], [20, 30, 49], base=2, normalize=True) == pytest.approx(
        scipy_entropy([1, 1, 1], q, base=2)
    )


def test_smooth_labels_of_one_hot_rows_says_how():
    rows = np.eye(3)[[0, 2]]
    with pytest.raises(ValueError, match=r"pass np.argmax\(y_true, axis=1\) and n_classes=3, "):
        smooth_labels(rows, 0.1)
    with pytest.raises(ValueError, match=r"got \(2, 3\): for one-hot rows pass np.argmax\(y_true,"):
        smooth_labels(rows, 0.1, n_classes=3)
    smooth = smooth_labels(np.argmax(rows, axis=1), 0.1, n_classes=3)
    np.testing.assert_allclose(smooth, rows * 0.9 + 0.1 / 3, rtol=1e-15)
    np.testing.assert_allclose(smooth_labels(np.ravel(rows), 0.1).sum(), 2 * 0.95 + 4 * 0.05)
    # with two classes both readings agree, and rows of several labels are no one-hot rows
    np.testing.assert_allclose(smooth_labels(np.eye(2), 0.1).sum(axis=1), 1)
    assert smooth_labels([[1, 0, 1]], 0.1).shape == (1, 3)


def test_smooth_labels():
    np.testing.assert_allclose(smooth_labels([[0, 1]], 0.2), [[0.1, 0.9]], rtol=1e-15)
    assert smooth_labels(1, 0.2) == 0.9
    rows = smooth_labels([0, 2], 0.3, n_classes=3)
    np.testing.assert_allclose(rows, [[0.8, 0.1, 0.1], [0.1, 0.1, 0.8]], rtol=1e-15)
    many = smooth_labels([0, 10**6 - 1], 0.5, n_classes=10**6)  # no table of K by K
    assert many[[0, 1], [0, -1]].tolist() == [0.5 + 0.5e-6] * 2
    assert smooth_labels([1, 0], 0).tolist() == [1, 0]
    assert smooth_labels([1, 0], 1).tolist() == [0.5, 0.5]


@pytest.mark.parametrize(
    ("arguments", "options", "message"),
    [
        (([0, 0.5], 0.1), {}, "expected y_true to be 0 or 1, got 0.5 at index 1"),
        (
            ([0, 3], 0.1),
            {"n_classes": 3},
            "expected y_true to be class indices 0 to 2, got 3 at index 1",
        ),
        (([[0]], 0.1), {"n_classes": 3}, r"expected y_true of shape \(n,\), got \(1, 1\)"),
        (([0], 1.5), {}, r"expected amount to be a number in \[0, 1\], got 1.5"),
        (([0], np.nan), {}, r"expected amount to be a number in \[0, 1\], got nan"),
        (([0], 0.1), {"n_classes": 1}, "expected n_classes to be an integer of at least 2, got 1"),
        (
            ([0], 0.1),
            {"n_classes": 2.0},
            "expected n_classes to be an integer of at least 2, got 2.0",
        ),
    ],
)
def test_smooth_labels_refuses(arguments, options, message):
    with pytest.raises(ValueError, match=f"^{message}$"):
        smooth_labels(*arguments, **options)
