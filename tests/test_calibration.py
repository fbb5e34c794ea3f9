"""Brier score, its parts, and the reliability curve."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.calibration import calibration_curve
from sklearn.metrics import brier_score_loss

from bce_tutorial import brier_decomposition, brier_score, reliability_curve
from bce_tutorial.datasets import eight_predictions
from tolerance import relative

IDS, Y, P = eight_predictions()
ROWS = st.lists(
    st.tuples(st.integers(0, 1), st.floats(0, 1), st.integers(1, 4)), min_size=1, max_size=40
)
BINS = st.one_of(st.none(), st.integers(1, 20))


def many(seed=0, n=4000):
    rng = np.random.default_rng(seed)
    return rng.integers(0, 2, n), rng.random(n).round(2), rng.random(n)


def test_brier_score_of_the_table():
    assert brier_score(Y, P) == relative(np.mean((P - Y) ** 2), 1e-15)
    assert round(brier_score(Y, P), 4) == 0.1736


def test_brier_score_equals_scikit_learn():
    y, p, w = many()
    assert brier_score(y, p, sample_weight=w) == relative(
        brier_score_loss(y, p, sample_weight=w), 1e-13
    )


def test_brier_score_knows_perfect_ignorant_and_worst():
    assert [brier_score(Y, Y), brier_score(Y, 1 - Y)] == [0, 1]
    assert brier_score(Y, np.full(8, 0.5)) == 0.25
    assert brier_score([[True], [False]], np.array([[1], [1]], np.uint8)) == 0.5
    assert brier_score(0.3, 0.3) == 0


def test_brier_score_is_least_at_the_base_rate():
    guesses = np.linspace(0, 1, 1001)
    scores = [brier_score(Y, np.full(8, q)) for q in guesses]
    assert guesses[np.argmin(scores)] == Y.mean()


@pytest.mark.parametrize("n_bins", [1, 3, 10, 17])
def test_curve_equals_scikit_learn(n_bins):
    y, p, _ = many()
    observed, mean_predicted = calibration_curve(y, p, n_bins=n_bins)
    curve = reliability_curve(y, p, n_bins=n_bins)
    np.testing.assert_allclose(curve.observed, observed, rtol=1e-12)
    np.testing.assert_allclose(curve.mean_predicted, mean_predicted, rtol=1e-12)
    assert curve.count.sum() == y.size


def test_borders_belong_to_the_lower_bin_and_empty_bins_are_left_out():
    curve = reliability_curve([0, 1, 1, 0, 1], [0.0, 0.5, 0.51, 1.0, 1.0], n_bins=2)
    assert curve.count.tolist() == [2, 3]
    assert curve.observed.tolist() == [0.5, pytest.approx(2 / 3)]
    curve = reliability_curve([0, 1], [0.05, 0.95])
    assert curve.mean_predicted.tolist() == [0.05, 0.95]
    assert curve.count.dtype.kind == "i"


def test_each_distinct_prediction_can_have_a_bin():
    curve = reliability_curve([1, 0, 1, 1], [0.3, 0.3, 0.9, 0.301], n_bins=None)
    assert curve.mean_predicted.tolist() == [0.3, 0.301, 0.9]
    assert curve.observed.tolist() == [0.5, 1, 1]
    assert curve.count.tolist() == [2, 1, 1]


@given(ROWS, BINS)
def test_weights_count_like_copies(rows, n_bins):
    y, p, w = np.array(rows).T
    copies = w.astype(int)
    weighted = reliability_curve(y, p, n_bins=n_bins, sample_weight=w)
    copied = reliability_curve(np.repeat(y, copies), np.repeat(p, copies), n_bins=n_bins)
    np.testing.assert_allclose(weighted, copied, rtol=1e-12, atol=1e-12)


@pytest.mark.parametrize("n_bins", [None, 2, 10])
@pytest.mark.parametrize("left_out", [0, 3, 7])
def test_a_weight_of_zero_leaves_a_row_out(n_bins, left_out):
    w = np.ones(8)
    w[left_out] = 0
    kept = w > 0
    for function in (reliability_curve, brier_decomposition):
        got = function(Y, P, n_bins=n_bins, sample_weight=w)
        wanted = function(Y[kept], P[kept], n_bins=n_bins)
        np.testing.assert_allclose(got, wanted, rtol=1e-13, atol=1e-15)


@given(ROWS, BINS)
def test_the_parts_add_up_to_the_score(rows, n_bins):
    y, p, w = np.array(rows).T
    parts = brier_decomposition(y, p, n_bins=n_bins, sample_weight=w)
    total = parts.reliability - parts.resolution + parts.uncertainty + parts.within_bins
    assert total == pytest.approx(brier_score(y, p, sample_weight=w), abs=1e-12)
    assert parts.reliability >= 0
    assert -1e-15 <= parts.resolution <= parts.uncertainty + 1e-12


@given(ROWS)
def test_nothing_is_left_within_bins_of_one_prediction(rows):
    y, p, _ = np.array(rows).T
    assert brier_decomposition(y, p).within_bins == pytest.approx(0, abs=1e-12)


def test_parts_of_known_forecasters():
    y = np.array([1, 1, 0, 1, 0, 0])
    says, other = np.array([4, 4, 4, 1, 1, 1]) / 5, np.array([2, 2, 2, 1, 1, 1]) / 3
    # 2 of 3 at 0.8 and 1 of 3 at 0.2: the gap is 2/15, the bins are 1/6 from the base rate
    parts = brier_decomposition(y, says)
    assert parts == pytest.approx((4 / 225, 1 / 36, 1 / 4, 0), abs=1e-15)
    assert brier_decomposition(y, other) == pytest.approx((0, 1 / 36, 1 / 4, 0), abs=1e-15)
    assert brier_decomposition(y, np.full(6, 0.5)) == pytest.approx((0, 0, 1 / 4, 0), abs=1e-15)
    assert brier_decomposition(y, y) == pytest.approx((0, 1 / 4, 1 / 4, 0), abs=1e-15)


def test_results_are_floats():
    parts = brier_decomposition(Y, P, n_bins=2)
    assert [type(part) for part in parts] == [float] * 4
    assert type(brier_score(Y, P)) is float


@pytest.mark.parametrize("function", [brier_score, brier_decomposition, reliability_curve])
@pytest.mark.parametrize(
    ("y", "p", "options", "message"),
    [
        (
            [2, 0],
            [0.5, 0.5],
            {},
            "expected y_true in [0, 1], got 2 at index 0: if 2 is class 1, "
            "pass np.asarray(y_true) == 2",
        ),
        (
            [1, 0],
            [0.5, -1e-17],
            {},
            "expected y_proba in [0, 1], got -1e-17 at index 1: if that is rounding, "
            "pass np.clip(y_proba, 0, 1)",
        ),
        ([1, 0], [0.5, 1.2], {}, "expected y_proba in [0, 1], got 1.2 at index 1"),
        ([1, 0], [0.5, math.nan], {}, "expected y_proba without NaN, got nan at index 1"),
        ([1, 0], [0.5], {}, "expected y_true and y_proba of the same shape, got (2,) and (1,)"),
        (
            [1, 0],
            [0.5, 0.5],
            {"sample_weight": [-1, 1]},
            "expected sample_weight not negative, got -1 at index 0",
        ),
    ],
)
def test_bad_input_is_named(function, y, p, options, message):
    with pytest.raises(ValueError) as error:  # noqa: PT011, the next line has the message
        function(y, p, **options)
    assert str(error.value) == message


@pytest.mark.parametrize("function", [brier_decomposition, reliability_curve])
@pytest.mark.parametrize("n_bins", [0, 2.5, True])
def test_a_bad_number_of_bins_is_named(function, n_bins):
    message = rf"^expected n_bins to be an integer above 0, got {n_bins}$"
    with pytest.raises(ValueError, match=message):
        function(Y, P, n_bins=n_bins)


def test_the_decomposition_needs_hard_labels():
    with pytest.raises(ValueError, match=r"^expected y_true to be 0 or 1, got 0.5 at index 1$"):
        brier_decomposition([1, 0.5], [0.5, 0.5])
