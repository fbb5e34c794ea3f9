"""Every rule has one message, which names the argument, the rule and the value."""

import math
import re
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pandas as pd
import pytest
from scipy.sparse import coo_array, csr_array, csr_matrix

from bce_tutorial import (
    binary_cross_entropy,
    brier_score,
    categorical_cross_entropy,
    fit_logistic_regression,
    log_penalty,
)
from lengths import LONG

Y, P = [1, 0], [0.5, 0.5]

HUGE = 10**400  # an integer that no float holds
BEYOND = [pytest.param(HUGE, id="huge"), pytest.param(-HUGE, id="minus huge")]


class NeedsDetach:
    """As a tensor that requires a gradient: conversion raises a RuntimeError."""

    def __array__(self, dtype=None, copy=None):
        raise RuntimeError("call detach() first")


def refused(message, *args, **options):
    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        binary_cross_entropy(*args, **options)


# Remedies at the end of a message
CLIP = ": if that is rounding, pass clip=1e-7"
NP_CLIP = ": if that is rounding, pass np.clip(y_true, 0, 1)"
LEAVE_OUT = ": score_report leaves such rows out with drop_missing=True"
OF_TWO = ": if {0} is class 1, pass np.asarray(y_true) == {0}".format

BAD_DATA = {
    "in [0, 1], got 2 at index 1": [1, 2],
    "in [0, 1], got -1 at index 0": [-1, 1],
    "in [0, 1], got 1.5 at index 1": [0.5, 1.5],
    "in [0, 1], got inf at index 1": [1, np.inf],
    "in [0, 1], got 1.2 at index 0": [1.2, np.nan],
    "in [0, 1], got 1.1 at index 1": [0.5, 1.1],
    "without NaN, got nan at index 1": [1, np.nan],
    "without NaN, got nan at index (0, 1)": [[1, np.nan]],
    "without NaN, got nan": np.nan,
    "in [0, 1], got 3": 3,
    "without missing entries, got None at index 1": [1, None],
    "to be numeric, got dtype <U4": ["ham", "spam"],
    "to be numeric, got b'0' at index 0": np.array([b"0", 1], object),
    "to be numeric, got 'spam' at index 0": pd.Series(["spam", "ham"], dtype=object),
    "without missing entries, got <NA> at index 1": pd.Series([1, pd.NA], dtype=object),
    f"to be numeric, got {HUGE} at index 1": [1, HUGE],
    "to be numeric, got dtype datetime64[D]": np.array([1, 0], "datetime64[D]"),
    "to be numeric, got dtype complex128": [1j, 0],
    "to have at least one entry, got shape (0,)": [],
    "without masked entries, got one at index 1": np.ma.array([1, 0], mask=[False, True]),
}
LABEL_REMEDIES = {
    "in [0, 1], got 2 at index 1": OF_TWO(2),
    "in [0, 1], got -1 at index 0": OF_TWO(1),
    "without NaN, got nan at index 1": LEAVE_OUT,
    "without NaN, got nan at index (0, 1)": LEAVE_OUT,
    "without NaN, got nan": LEAVE_OUT,
    "without missing entries, got None at index 1": LEAVE_OUT,
    "without missing entries, got <NA> at index 1": LEAVE_OUT,
    "without masked entries, got one at index 1": LEAVE_OUT,
    "to be numeric, got dtype <U4": OF_TWO("'spam'"),
    "to be numeric, got 'spam' at index 0": OF_TWO("'spam'"),
}


@pytest.mark.parametrize(("rule", "bad"), BAD_DATA.items())
def test_bad_data(rule, bad):
    good = np.full(np.shape(bad), 0.5) if np.size(bad) else P
    refused(f"expected y_true {rule}{LABEL_REMEDIES.get(rule, '')}", bad, good)
    refused(f"expected y_proba {rule}", np.ones(np.shape(good)), bad)


@pytest.mark.parametrize(
    ("bad", "got"),
    [
        (["0", "1"], "dtype <U1"),
        (["0", "0.5"], "dtype <U3"),
        (np.array(["0", 1], object), "'0' at index 0"),
        (np.array([1, "0"], object), "'0' at index 1"),
    ],
)
def test_texts_that_are_numbers_are_refused_with_the_way_to_numbers(bad, got):
    for name, args in (("y_true", (bad, P)), ("y_proba", (Y, bad))):
        remedy = f": pass np.asarray({name}, dtype=float)"
        refused(f"expected {name} to be numeric, got {got}{remedy}", *args)
    assert binary_cross_entropy(Y, np.asarray(bad, dtype=float)) >= 0


@pytest.mark.parametrize(
    ("labels", "got", "positive"),
    [
        (["no", "yes"], "to be numeric, got dtype <U3", "yes"),
        (["ham", "spam"], "to be numeric, got dtype <U4", "spam"),
        (["FALSE", "TRUE"], "to be numeric, got dtype <U5", "TRUE"),
        (np.array(["no", "yes"], object), "to be numeric, got 'no' at index 0", "yes"),
        (pd.Series(["no", "yes"], dtype="string"), "to be numeric, got 'no' at index 0", "yes"),
        (pd.Series(["no", "yes"], dtype="category"), "to be numeric, got 'no' at index 0", "yes"),
        ([-1, 1], "in [0, 1], got -1 at index 0", 1),
        ([-1.0, 1.0], "in [0, 1], got -1 at index 0", 1),
        ([1, 2], "in [0, 1], got 2 at index 1", 2),
        (np.array([1, 2], np.uint8), "in [0, 1], got 2 at index 1", 2),
        ([0, 255], "in [0, 1], got 255 at index 1", 255),
    ],
)
def test_two_labels_of_another_kind_are_refused_with_the_way_to_0_and_1(labels, got, positive):
    labels = labels if hasattr(labels, "dtype") else np.array(labels)
    refused(f"expected y_true {got}{OF_TWO(repr(positive))}", labels, [0.2, 0.7])
    loss = binary_cross_entropy(np.asarray(labels) == positive, [0.2, 0.7])
    assert loss == pytest.approx(-(math.log(0.8) + math.log(0.7)) / 2)


@pytest.mark.parametrize(
    "labels", [["a", "b", "c"], ["a", "a", "a"], [0, 2, 3], [2, 2, 2], [0.5, 1.5, 0.5]]
)
def test_what_is_not_two_labels_has_no_remedy(labels):
    with pytest.raises(ValueError, match=r"^expected y_true [^:]*$"):
        binary_cross_entropy(labels, [0.5] * 3)


@pytest.mark.parametrize("gap", [np.nan, None, pd.NA], ids=repr)
def test_texts_with_gaps_name_the_report_since_a_comparison_would_take_a_gap_for_class_0(gap):
    got = "expected y_true to be numeric, got 'no' at index 0"
    remedy = "score_report takes such labels, with pos_label and drop_missing=True"
    refused(f"{got}: {remedy}", np.array(["no", gap, "yes"], object), [0.5] * 3)
    with pytest.raises(ValueError, match=rf": {remedy}$"):
        binary_cross_entropy(["no", gap], P)


@pytest.mark.parametrize("gap", [np.nan, None, pd.NA], ids=repr)
@pytest.mark.parametrize("dtype", [object, "Int64", "boolean", "int64[pyarrow]"])
def test_missing_labels_name_the_report_that_leaves_them_out(gap, dtype):
    labels = pd.Series([1, gap, 0], dtype=dtype)
    with pytest.raises(ValueError, match=rf"^expected y_true without .* at index 1{LEAVE_OUT}$"):
        binary_cross_entropy(labels, [0.5] * 3)


@pytest.mark.parametrize("value", [1.0000001, 1 + 2**-52, -1e-17, -3e-4])
def test_what_rounding_left_outside_is_moved_by_clip_and_refused_without(value):
    p = [0.5, value]
    refused(f"expected y_proba in [0, 1], got {value!r} at index 1{CLIP}", Y, p)
    refused(f"expected y_true in [0, 1], got {value!r} at index 1{NP_CLIP}", p, Y)
    edge = 1e-7 if value < 0.5 else 1 - 1e-7
    clipped = binary_cross_entropy([1, 1], p, clip=1e-7)
    assert clipped == pytest.approx(-(math.log(0.5) + math.log(edge)) / 2, rel=1e-12)
    assert binary_cross_entropy([1, 1], np.clip(p, 1e-7, 1 - 1e-7)) == clipped
    with pytest.raises(ValueError, match=r"pass np.clip\(probability, 0, 1\)$"):
        log_penalty(p)


@pytest.mark.parametrize("value", [1.001, 2.75, -0.5, -1e-3, np.inf])
def test_clip_moves_no_logit(value):
    for clip in (None, 1e-7):
        with pytest.raises(ValueError, match=r"^expected y_proba in \[0, 1\], got \S+ at index 1$"):
            binary_cross_entropy(Y, [0.5, value], clip=clip)
    refused("expected y_proba without NaN, got nan at index 1", Y, [0.5, np.nan], clip=1e-7)


@pytest.mark.parametrize("kind", [csr_array, csr_matrix, coo_array])
def test_sparse_arrays_are_refused_with_the_way_to_dense_ones(kind):
    rows = kind([[1.0, 0.0]])
    got = f"to be a dense array, got {kind.__name__}"
    refused(f"expected y_true {got}: use y_true.toarray()", rows, [[0.5, 0.5]])
    refused(f"expected y_proba {got}: use y_proba.toarray()", [[1, 0]], rows)
    with pytest.raises(ValueError, match=r"^expected X .*: use X.toarray\(\)$"):
        fit_logistic_regression(rows, [1])
    assert binary_cross_entropy(rows.toarray(), [[0.5, 0.5]]) == math.log(2)


def test_series_are_paired_by_position_whatever_their_index():
    y, p = pd.Series([1, 1, 0], index=[0, 1, 2]), pd.Series([0.9, 0.8, 0.3], index=[2, 1, 0])
    by_position = -(math.log(0.9) + math.log(0.8) + math.log(0.7)) / 3
    assert binary_cross_entropy(y, p) == pytest.approx(by_position, rel=1e-15)
    w = pd.Series([1, 0, 0], index=list("abc"))
    assert binary_cross_entropy(y, p, sample_weight=w) == pytest.approx(-math.log(0.9))
    assert brier_score(y, p) == pytest.approx((0.01 + 0.04 + 0.09) / 3)
    rows = pd.DataFrame({0: 1 - p, 1: p})
    assert categorical_cross_entropy(y, rows) == pytest.approx(by_position, rel=1e-14)


@pytest.mark.parametrize(
    ("values", "asked"),
    [
        ([0, 0.5, 94.5], True),
        ([100, 11], True),
        ([0.5, 10], False),
        ([0.5, 101], False),
        ([-1, 94], False),
        ([94, np.nan], False),
    ],
)
def test_only_what_looks_like_percentages_is_asked_about(values, asked):
    with pytest.raises(
        ValueError, match=r"^expected y_proba in \[0, 1\], got .* at index"
    ) as error:
        binary_cross_entropy(np.ones(len(values)), values)
    assert str(error.value).endswith("; divide by 100?") == asked
    with pytest.raises(ValueError, match=r"^expected y_true ") as error:
        binary_cross_entropy(values, np.full(len(values), 0.5))
    assert "divide" not in str(error.value)  # classes 0 to 99 are no percentages


@pytest.mark.parametrize("other", [[[0.5], [0.5]], [[0.5, 0.5]], 0.5, [0.5]])
def test_shapes_are_never_broadcast(other):
    shapes = f"got (2,) and {np.shape(other)}"
    refused(f"expected y_true and y_proba of the same shape, {shapes}", Y, other)


@pytest.mark.parametrize(
    ("weight", "message"),
    [
        ([1, -1], "expected sample_weight not negative, got -1 at index 1"),
        ([1, np.nan], "expected sample_weight finite, got nan at index 1"),
        ([np.inf, 1], "expected sample_weight finite, got inf at index 0"),
        ([0, 0], "expected sample_weight with a positive sum, got 0"),
        ([1], "expected y_true and sample_weight of the same shape, got (2,) and (1,)"),
        (["a", "b"], "expected sample_weight to be numeric, got dtype <U1"),
        ([1e308, 1e308], "expected sample_weight with a sum in [1e-300, 1e300], got inf"),
        ([1e300, 1e300], "expected sample_weight with a sum in [1e-300, 1e300], got 2e+300"),
        ([1e-301, 0], "expected sample_weight with a sum in [1e-300, 1e300], got 1e-301"),
    ],
)
def test_bad_weights(weight, message):
    refused(message, Y, P, sample_weight=weight)


@pytest.mark.parametrize("base", [1, 0, -2, 0.5, np.inf, np.nan, "2", None, True, 2j, *BEYOND])
def test_bad_base(base):
    message = f"expected base to be a finite number above 1, got {base!r}"
    refused(message, Y, P, base=base)
    with pytest.raises(ValueError, match=re.escape(message)):
        log_penalty(0.5, base=base)


@pytest.mark.parametrize("clip", [0, -1e-7, 0.5, 1, np.nan, 1e-17, "1e-7", True, *BEYOND])
def test_bad_clip(clip):
    message = f"expected clip to be None or a number below 0.5 with 1 - clip < 1, got {clip!r}"
    refused(message, Y, P, clip=clip)


@pytest.mark.parametrize("reduction", ["average", None, "MEAN", 1, ["mean"]])
def test_bad_reduction(reduction):
    message = f"expected reduction to be one of mean, sum, none, got {reduction!r}"
    refused(message, Y, P, reduction=reduction)


@pytest.mark.parametrize("l2", [*BEYOND, np.inf, np.nan, -1e-9, "1", None, True])
def test_bad_number(l2):
    with pytest.raises(ValueError, match=r"^expected l2 to be a number of at least 0, got "):
        fit_logistic_regression([[0], [1]], [0, 1], l2=l2)


@pytest.mark.parametrize("dtype", [np.float16, np.float32])
def test_options_are_judged_in_float64_as_they_are_used(dtype):
    """In its own precision 1 - clip would round to 1."""
    clip = dtype(1e-4 if dtype is np.float16 else 1e-8)
    assert 1 - clip == 1
    assert binary_cross_entropy(1, 0, clip=clip) == -math.log(clip)


def test_a_base_of_more_precision_is_judged_in_float64():
    with np.errstate(over="ignore"):
        base = np.longdouble(2) ** 2000  # infinite as a float, and here and there at once
    with pytest.raises(ValueError, match=r"^expected base to be a finite number above 1, got "):
        log_penalty(0.5, base=base)


def test_ragged_lists_are_named():
    got = "to be an array of numbers, got rows of different lengths: make all as long"
    refused(f"expected y_true {got}", [[1], [1, 0]], P)
    refused(f"expected y_proba {got}", Y, [[0.5], [0.5, [0.5]]])


def test_conversion_errors_are_named():
    refused("expected y_proba to be an array of numbers: call detach() first", Y, NeedsDetach())


def test_the_index_is_right_in_a_long_array():
    p = np.full((2, LONG), 0.5)
    p[1, 7] = 1.5
    refused("expected y_proba in [0, 1], got 1.5 at index (1, 7)", np.ones_like(p), p)
    y = np.arange(LONG) % 2.0
    y[LONG - 3] = -1
    refused(f"expected y_true in [0, 1], got -1 at index {LONG - 3}", y, np.full_like(y, 0.5))


@pytest.mark.parametrize("good", [[Fraction(1, 2), Decimal("0.5")], np.ma.array([0.5, 0.5])])
def test_numbers_of_other_kinds_are_numbers(good):
    assert binary_cross_entropy(Y, good) == binary_cross_entropy(Y, P)
