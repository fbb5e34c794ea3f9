"""Categorical cross-entropy: closed forms, laws, oracles, messages."""

import io
import json
import math
import re

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from sklearn.metrics import log_loss

from bce_tutorial import (
    binary_cross_entropy,
    binary_cross_entropy_with_logits,
    categorical_cross_entropy,
    categorical_cross_entropy_with_logits,
    log_softmax,
    softmax,
)
from lengths import LONG
from tolerance import relative

SCORES_OF_ALL = [[0, 0], [29, 28.5], [24, 23.2], [13, 14], [-28, -25, -26], [50, 52], [-50, -49]]
BOTH = [categorical_cross_entropy, categorical_cross_entropy_with_logits]
SCORES = hnp.arrays(np.float64, (5, 4), elements=st.floats(-30, 30))
CLASSES = hnp.arrays(np.int64, 5, elements=st.integers(0, 3))


def test_categorical_against_three_binary_losses():
    p, one_hot = np.array([0.7, 0.2, 0.1]), [1, 0, 0]
    assert categorical_cross_entropy([0], [p]) == relative(-math.log(0.7), 1e-15)
    summed = -math.log(0.7) - math.log(0.8) - math.log(0.9)
    assert binary_cross_entropy(one_hot, p, reduction="sum") == relative(summed, 1e-15)
    assert (round(-math.log(0.7), 3), round(summed, 3), round(summed / 3, 3)) == (
        0.357,
        0.685,
        0.228,
    )


def test_a_uniform_guess_costs_ln_k():
    assert categorical_cross_entropy([3], np.full((1, 10), 0.1)) == pytest.approx(math.log(10))
    assert categorical_cross_entropy_with_logits([3], np.zeros((1, 10))) == math.log(10)


def test_certain_predictions():
    p = [[1, 0, 0], [1, 0, 0]]
    assert categorical_cross_entropy([0, 1], p, reduction="none").tolist() == [0, math.inf]
    assert categorical_cross_entropy(np.eye(3)[[0, 1]], p, reduction="none").tolist() == [
        0,
        math.inf,
    ]


def test_extreme_logits():
    z = [[1e9, 0], [0, 1e9], [math.inf, 1], [1, math.inf], [math.inf] * 2, [-math.inf, 3]]
    each = categorical_cross_entropy_with_logits([0] * 6, z, reduction="none")
    assert each.tolist() == [0, 1e9, 0, math.inf, math.log(2), math.inf]
    assert not np.signbit(each).any()


def test_an_excluded_class_that_never_happens_costs_nothing():
    assert categorical_cross_entropy_with_logits([[0.5, 0.5, 0]], [[0, 0, -math.inf]]) == (
        math.log(2)
    )


def test_nan_is_located_in_a_long_array():
    z = np.zeros((LONG, 5))
    z[-2, 3] = np.nan
    with pytest.raises(ValueError, match=rf"without NaN, got nan at index \({LONG - 2}, 3\)$"):
        categorical_cross_entropy_with_logits(np.zeros(LONG, int), z)


def test_confident_losses_keep_their_digits():
    loss = categorical_cross_entropy_with_logits([0], [[40, 0, -math.inf]])
    assert loss == relative(math.log1p(math.exp(-40)), 1e-15)


@given(st.integers(0, 1), st.floats(0, 1))
def test_two_classes_are_binary_from_probabilities(y, p):
    expected = binary_cross_entropy(y, p) if y else -np.log(1 - p) if p < 1 else math.inf
    assert categorical_cross_entropy([y], [[1 - p, p]]) == relative(expected, 1e-15)


@given(st.integers(0, 1), st.floats(-1e3, 1e3))
def test_two_classes_are_binary_from_logits(y, z):
    loss = categorical_cross_entropy_with_logits([y], [[0, z]])
    assert loss == relative(binary_cross_entropy_with_logits(y, z), 1e-15)


@given(CLASSES, SCORES)
def test_from_logits_equals_from_their_softmax(y, z):
    expected = categorical_cross_entropy(y, softmax(z))
    assert categorical_cross_entropy_with_logits(y, z) == pytest.approx(
        expected, rel=1e-12, abs=1e-15
    )


@given(CLASSES, SCORES, st.floats(-100, 100))
def test_a_common_shift_changes_nothing(y, z, shift):
    shifted = categorical_cross_entropy_with_logits(y, z + shift)
    # z + shift rounds to 1e-14, which is also the change of the loss
    assert shifted == pytest.approx(
        categorical_cross_entropy_with_logits(y, z), rel=1e-9, abs=1e-13
    )


@given(CLASSES, SCORES)
def test_one_hot_rows_equal_class_indices(y, z):
    rows, p = np.eye(4)[y], softmax(z)
    assert categorical_cross_entropy(rows, p) == pytest.approx(categorical_cross_entropy(y, p))
    loss = categorical_cross_entropy_with_logits(rows, z)
    assert loss == relative(categorical_cross_entropy_with_logits(y, z), 1e-13)


@given(SCORES, SCORES)
def test_soft_rows_interpolate(a, z):
    y = softmax(a)
    expected = -(y * log_softmax(z)).sum(axis=1).mean()
    assert categorical_cross_entropy_with_logits(y, z) == relative(expected, 1e-12)
    assert categorical_cross_entropy(y, softmax(z)) == relative(expected, 1e-12)


@given(CLASSES, SCORES)
def test_agrees_with_scikit_learn(y, z):
    p = softmax(z / 2)  # scikit-learn clips at 2e-16, which exp(-30) stays above
    expected = log_loss(y, p, labels=range(4))
    assert categorical_cross_entropy(y, p) == pytest.approx(expected, rel=1e-12, abs=1e-12)


@pytest.mark.parametrize("loss", BOTH)
def test_weights_base_and_reductions(loss):
    p = np.array([[0.5, 0.25, 0.25], [0.25, 0.5, 0.25], [0.25, 0.25, 0.5]])
    x = p if loss is categorical_cross_entropy else np.log(p)
    y, w = [0, 0, 0], [1, 0, 3]
    each = loss(y, x, base=2, reduction="none")
    np.testing.assert_allclose(each, [1, 2, 2], rtol=1e-15)
    assert loss(y, x, base=2, sample_weight=w, reduction="sum") == pytest.approx(7)
    assert loss(y, x, base=2, sample_weight=w) == pytest.approx(7 / 4)
    assert loss(np.eye(3)[y], x, base=2, sample_weight=w) == pytest.approx(7 / 4)


@pytest.mark.parametrize("loss", BOTH)
def test_a_long_array_is_the_sum_of_its_rows(loss):
    rng = np.random.default_rng(0)
    y, x = rng.integers(0, 5, LONG), softmax(rng.normal(size=(LONG, 5)))
    each = loss(y, x, reduction="none")
    assert each.shape == y.shape
    assert loss(y, x, reduction="sum") == relative(math.fsum(each), 1e-14)
    assert loss(np.eye(5)[y], x, reduction="sum") == relative(math.fsum(each), 1e-14)


@pytest.mark.parametrize("row", SCORES_OF_ALL)
def test_equal_samples_do_not_add_up_their_rounding(row):
    """The sums of 16 scores may be large where their difference, the loss, is small."""
    rows = np.tile(row, (LONG, 1))
    loss = categorical_cross_entropy_with_logits(np.zeros(LONG, int), rows)
    exact = math.log(sum(math.exp(z - row[0]) for z in row))
    assert abs(loss - exact) < 25 * math.ulp(exact)


@pytest.mark.parametrize("loss", BOTH)
@pytest.mark.parametrize("dtype", [*"bBhHiIlLqQ", np.float16, np.float32, np.float64])
def test_types(loss, dtype):
    y, x = np.array([0, 1]).astype(dtype), np.eye(2).astype(dtype)
    assert loss(y, x) == loss([0, 1], [[1.0, 0.0], [0.0, 1.0]])


BAD_LABELS = {
    "expected y_true to be class indices 0 to 2, got 3 at index 1": [0, 3],
    "expected y_true to be class indices 0 to 2, got -1 at index 0": [-1, 0],
    "expected y_true to be class indices 0 to 2, got 0.5 at index 1": [0, 0.5],
    "expected y_true to be class indices 0 to 2, got nan at index 1": [0, np.nan],
    r"expected y_true of shape \(2,\) or \(2, 3\), got \(3,\)": [0, 1, 2],
    r"expected y_true of shape \(2,\) or \(2, 3\), got \(\)": 1,
    r"expected y_true and \w+ of the same shape, got \(2, 1\) and \(2, 3\)": [[0], [1]],
    "expected y_true to sum to 1, got 2, 1 too much at row 1": [[1, 0, 0], [1, 1, 0]],
    "expected y_true to sum to 1, got 0.5, 0.5 too little at row 0": [[0.5, 0, 0], [1, 0, 0]],
}


@pytest.mark.parametrize("loss", BOTH)
@pytest.mark.parametrize(("message", "y_true"), BAD_LABELS.items())
def test_bad_labels(loss, message, y_true):
    with pytest.raises(ValueError, match=f"^{message}$"):
        loss(y_true, np.full((2, 3), 1 / 3))


def test_bad_rows():
    with pytest.raises(
        ValueError, match=r"^expected y_proba to sum to 1, got 1.1, 0.1 too much at row 1$"
    ):
        categorical_cross_entropy([0, 1], [[0.5, 0.5], [0.5, 0.6]])
    with pytest.raises(ValueError, match=r"^expected y_proba of shape \(n, K\), got \(2,\)$"):
        categorical_cross_entropy([0, 1], [0.5, 0.5])
    message = r"^expected logits without NaN, got nan at index \(1, 0\)$"
    with pytest.raises(ValueError, match=message):
        categorical_cross_entropy_with_logits([0, 1], [[0, 1], [np.nan, 1]])
    with pytest.raises(ValueError, match=r"^expected logits with a score above -inf"):
        categorical_cross_entropy_with_logits([0, 1], [[0, 1], [-np.inf, -np.inf]])


FLOAT32_ROWS = softmax(np.random.default_rng(0).normal(size=(500, 7))).astype(np.float32)
FLOAT32_ROWS /= FLOAT32_ROWS.sum(axis=1, keepdims=True)


@pytest.mark.parametrize(
    "held",
    [
        FLOAT32_ROWS,
        FLOAT32_ROWS.astype(np.float64),
        FLOAT32_ROWS.tolist(),
        json.loads(json.dumps(FLOAT32_ROWS.tolist())),
        pd.read_csv(io.StringIO(pd.DataFrame(FLOAT32_ROWS).to_csv(index=False))),
        np.array(FLOAT32_ROWS.tolist(), object),
    ],
)
def test_rows_made_in_float32_are_accepted_as_they_are_whatever_holds_them(held):
    y = np.arange(500) % 7
    assert np.abs(FLOAT32_ROWS.sum(axis=1, dtype=float) - 1).max() > 1e-8
    expected = math.fsum(-math.log(FLOAT32_ROWS[i, k]) for i, k in enumerate(y)) / 500
    assert categorical_cross_entropy(y, held) == pytest.approx(expected, rel=1e-6)
    soft = categorical_cross_entropy(held, FLOAT32_ROWS)
    exact = -math.fsum((FLOAT32_ROWS * np.log(FLOAT32_ROWS.astype(float))).ravel()) / 500
    assert soft == pytest.approx(exact, rel=1e-6)
    z = np.log(FLOAT32_ROWS.astype(float))
    assert categorical_cross_entropy_with_logits(held, z) == pytest.approx(exact, rel=1e-6)


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize("sign", [-1, 1])
def test_a_row_may_be_off_by_what_float32_leaves_in_any_type(dtype, sign):
    near, off = (np.array([[0.25, 0.75 + sign * gap]], dtype) for gap in (3e-4, 1e-3))
    assert categorical_cross_entropy([0], near) == math.log(4)
    remedy = "if that is rounding, pass normalize=True"
    with pytest.raises(ValueError, match=rf"^expected y_proba to sum to 1, .* at row 0: {remedy}$"):
        categorical_cross_entropy([0], off)


def test_sixteen_bits_and_coarse_tables_are_normalized_if_asked():
    exact = softmax(np.random.default_rng(1).normal(size=(50, 5)))
    y = np.arange(50) % 5
    bits = exact.astype(np.float32).view(np.uint32) & 0xFFFF0000  # bfloat16, cut off
    for rows in (
        exact.astype(np.float16) * np.float16(0.998),
        bits.view(np.float32),
        exact.round(2),
    ):
        with pytest.raises(ValueError, match=r"pass normalize=True$"):
            categorical_cross_entropy(y, rows)
        wide = rows.astype(float)
        expected = log_loss(y, wide / wide.sum(axis=1, keepdims=True), labels=range(5))
        assert categorical_cross_entropy(y, rows, normalize=True) == pytest.approx(expected)
        soft = categorical_cross_entropy(rows, exact, normalize=True)
        by_hand = -np.mean(np.sum(wide / wide.sum(axis=1, keepdims=True) * np.log(exact), axis=1))
        assert soft == pytest.approx(by_hand)
        from_logits = categorical_cross_entropy_with_logits(rows, np.log(exact), normalize=True)
        assert from_logits == pytest.approx(by_hand)


def test_counts_are_normalized_too():
    counts = [[7, 2, 1], [0, 0, 3]]
    each = categorical_cross_entropy([0, 2], counts, normalize=True, reduction="none")
    assert each.tolist() == pytest.approx([-math.log(0.7), 0])


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([[0.5, -0.5]], "expected y_proba not negative, got -0.5 at index (0, 1)"),
        ([[0.5, np.nan]], "expected y_proba finite, got nan at index (0, 1)"),
        ([[0.5, np.inf]], "expected y_proba finite, got inf at index (0, 1)"),
        ([[0.0, 0.0]], "expected the sum of each row of y_proba above 0, got 0.0 at index 0"),
        ([[1e308, 1e308]], "expected the sum of each row of y_proba finite, got inf at index 0"),
    ],
)
def test_rows_that_cannot_be_normalized(rows, message):
    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        categorical_cross_entropy([0], rows, normalize=True)


def test_a_row_of_another_sum_is_no_rounding():
    with pytest.raises(ValueError, match=r"got 0.94, 0.06 too little at row 0$"):
        categorical_cross_entropy([0], [[0.94]])


def test_classes_counted_from_1_are_refused_with_the_way_to_indices():
    remedy = r"if they count from 1, pass np.subtract\(y_true, 1\)"
    with pytest.raises(ValueError, match=rf"^expected y_true .* got 3 at index 1: {remedy}$"):
        categorical_cross_entropy([1, 3], np.full((2, 3), 1 / 3))


def test_single_precision_rows_may_be_off_by_their_rounding():
    p = softmax(np.random.default_rng(0).normal(size=(100, 50)))
    single = categorical_cross_entropy(np.zeros(100, int), p.astype(np.float32))
    assert single == relative(categorical_cross_entropy(np.zeros(100, int), p), 1e-6)


@pytest.mark.parametrize("loss", BOTH)
def test_bad_options(loss):
    with pytest.raises(ValueError, match=r"^expected reduction to be one of"):
        loss([0], [[1.0, 0.0]], reduction="all")
    with pytest.raises(ValueError, match=r"^expected y_true and sample_weight of the same shape"):
        loss([0], [[1.0, 0.0]], sample_weight=[1, 1])
