"""Every rule has one message, which names the argument, the rule and the value."""

import math
import re
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pandas as pd
import pytest

from bce_tutorial import binary_cross_entropy, fit_logistic_regression, log_penalty
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


BAD_DATA = {
    "in [0, 1], got 2 at index 1": [1, 2],
    "in [0, 1], got -1 at index 0": [-1, 1],
    "in [0, 1], got 1.5 at index 1": [0.5, 1.5],
    "in [0, 1], got inf at index 1": [1, np.inf],
    "in [0, 1], got 1.2 at index 0": [1.2, np.nan],
    "in [0, 1], got 1.1 at index 1": [0.5, 1.1],
    "in [0, 1], got 1.0000000000000002 at index 0": [1 + 2**-52, 1],
    "without NaN, got nan at index 1": [1, np.nan],
    "without NaN, got nan at index (0, 1)": [[1, np.nan]],
    "without NaN, got nan": np.nan,
    "in [0, 1], got 3": 3,
    "to be numeric, got None at index 1": [1, None],
    "to be numeric, got dtype <U4": ["ham", "spam"],
    "to be numeric, got dtype <U1": ["0", "1"],
    "to be numeric, got '0' at index 0": np.array(["0", 1], object),
    "to be numeric, got b'0' at index 0": np.array([b"0", 1], object),
    "to be numeric, got 'spam' at index 0": pd.Series(["spam", "ham"], dtype=object),
    "to be numeric, got <NA> at index 1": pd.Series([1, pd.NA], dtype=object),
    f"to be numeric, got {HUGE} at index 1": [1, HUGE],
    "to be numeric, got dtype datetime64[D]": np.array([1, 0], "datetime64[D]"),
    "to be numeric, got dtype complex128": [1j, 0],
    "to have at least one entry, got shape (0,)": [],
    "without masked entries, got one at index 1": np.ma.array([1, 0], mask=[False, True]),
}


@pytest.mark.parametrize(("rule", "bad"), BAD_DATA.items())
def test_bad_data(rule, bad):
    good = np.full(np.shape(bad), 0.5) if np.size(bad) else P
    refused(f"expected y_true {rule}", bad, good)
    refused(f"expected y_proba {rule}", np.ones(np.shape(good)), bad)


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
    with pytest.raises(ValueError, match=r"index \d$"):  # classes 0 to 99 are no percentages
        binary_cross_entropy(values, np.full(len(values), 0.5))


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
    with pytest.raises(ValueError, match=r"^expected y_true to be an array of numbers: "):
        binary_cross_entropy([[1], [1, 0]], P)


def test_conversion_errors_are_named():
    refused("expected y_proba to be an array of numbers: call detach() first", Y, NeedsDetach())


def test_the_index_is_right_in_a_long_array():
    p = np.full((2, LONG), 0.5)
    p[1, 7] = 1.5
    refused("expected y_proba in [0, 1], got 1.5 at index (1, 7)", np.ones_like(p), p)
    y = np.zeros(LONG)
    y[LONG - 3] = -1
    refused(f"expected y_true in [0, 1], got -1 at index {LONG - 3}", y, np.full_like(y, 0.5))


@pytest.mark.parametrize("good", [[Fraction(1, 2), Decimal("0.5")], np.ma.array([0.5, 0.5])])
def test_numbers_of_other_kinds_are_numbers(good):
    assert binary_cross_entropy(Y, good) == binary_cross_entropy(Y, P)
