"""Labels in any spelling become 0 and 1, and what could mean something else is refused."""

import re

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.sparse import csr_array

from bce_tutorial._labels import BinaryLabels, binary_labels, missing

NAN = float("nan")
MISSING = [None, NAN, np.nan, np.float32("nan"), pd.NA, pd.NaT, np.datetime64("NaT")]


@pytest.mark.parametrize(
    ("values", "pos_label"),
    [
        (["no", "yes", "yes"], "yes"),
        (np.array(["no", "yes", "yes"]), "yes"),
        (pd.Series(["no", "yes", "yes"], index=[7, 8, 9]), "yes"),
        (pd.Series(["no", "yes", "yes"], dtype="string"), "yes"),
        (pd.Series(["no", "yes", "yes"], dtype="string[pyarrow]"), "yes"),
        (pd.Series(["no", "yes", "yes"], dtype="category"), "yes"),
        ([b"no", b"yes", b"yes"], b"yes"),
        (["FALSE", "TRUE", "TRUE"], "TRUE"),
        ([-1, 1, 1], 1),
        ([1, 2, 2], 2),
        ([1, 2, 2], np.int8(2)),
        ([1, 2, 2], "2"),
        ([1.0, 2.0, 2.0], 2),
        ([1.0, 2.0, 2.0], "2"),
        (["1", "2", "2"], "2"),
        ([1, 0, 0], 0),
        ([False, True, True], True),
        ([False, True, True], 1),
        ([False, True, True], "TRUE"),
        ([True, False, False], "false"),
        ([1, "spam", "spam"], "spam"),
        (pd.array([0, 1, 1], dtype="Int64"), 1),
        (pd.array([False, True, True], dtype="boolean"), "True"),
    ],
)
def test_each_spelling(values, pos_label):
    coded = binary_labels("y_true", values, pos_label)
    assert coded.dtype == np.float64
    assert coded.tolist() == [0, 1, 1]


@pytest.mark.parametrize("gap", MISSING, ids=repr)
@pytest.mark.parametrize("labels", [["no", "yes"], [1, 2]])
def test_each_kind_of_missing_label(gap, labels):
    values = [labels[0], gap, labels[1], gap]
    np.testing.assert_array_equal(binary_labels("y_true", values, labels[1]), [0, NAN, 1, NAN])
    assert missing("y_true", values).tolist() == [False, True, False, True]


@pytest.mark.parametrize(
    "values",
    [
        np.array([1.0, NAN, 2.0]),
        np.ma.array([1, 9, 2], mask=[False, True, False]),
        pd.Series([1, None, 2], dtype="Int8"),
        pd.Series([1, None, 2], dtype="int64[pyarrow]"),
    ],
)
def test_arrays_with_missing_labels(values):
    np.testing.assert_array_equal(binary_labels("y_true", values, 2), [0, NAN, 1])
    assert missing("y_true", values).tolist() == [False, True, False]


def test_the_shape_stays():
    values = np.array([["a", "b"], ["b", "b"]])
    assert binary_labels("y_true", values, "b").tolist() == [[0, 1], [1, 1]]
    assert binary_labels("y_true", "b", "b").shape == ()
    assert missing("y_true", [[None, 1]]).tolist() == [[True, False]]


def test_one_class_is_enough_if_it_is_the_positive_one():
    assert binary_labels("y_true", ["yes", "yes"], "yes").tolist() == [1, 1]


@pytest.mark.parametrize(
    ("values", "pos_label", "message"),
    [
        (["no", "no"], "yes", "with the positive label 'yes', got 'no'"),
        (["Yes"], "yes", "with the positive label 'yes', got 'Yes'"),
        (["0"], 1, "with the positive label 1, got '0'"),
        ([None], 1, "with the positive label 1, got no label"),
        (
            ["no", "yes", "maybe"],
            "yes",
            "with two values, 'yes' and one other, got 'no' and 'maybe', the latter at index 2",
        ),
        (
            ["0", "1"],
            1,
            "with two values, 1 and one other, got '0' and '1', the latter at index 1",
        ),
        (
            [0, 1, 0.5],
            1,
            "with two values, 1 and one other, got 0 and 0.5, the latter at index 2",
        ),
        ([[1], [1, 0]], 1, "to be an array of labels: unhashable type: 'list'"),
        (csr_array([[1, 0]]), 1, "to be a dense array, got csr_array: use y_true.toarray()"),
    ],
)
def test_what_is_refused(values, pos_label, message):
    with pytest.raises(ValueError, match=f"^{re.escape('expected y_true ' + message)}$"):
        binary_labels("y_true", values, pos_label)


@pytest.mark.parametrize("pos_label", [*MISSING, [1]], ids=repr)
def test_what_is_no_label(pos_label):
    with pytest.raises(ValueError, match=r"^expected pos_label to be a label of y_true, got "):
        binary_labels("y_true", [0, 1], pos_label)


def test_parts_are_judged_together():
    labels = BinaryLabels("y_true", "b")
    assert labels.code(["a", "a"]).tolist() == [0, 0]
    with pytest.raises(ValueError, match=r"positive label 'b', got 'a'$"):
        labels.check()
    assert labels.code(["b", "a"]).tolist() == [1, 0]
    labels.check()
    with pytest.raises(ValueError, match=r"got 'a' and 'c', the latter at index 0$"):
        labels.code(["c"])


@given(st.lists(st.sampled_from(["spam", "ham", None]), min_size=1))
def test_random_labels(values):
    labels = ["spam", *values]
    expected = [NAN if label is None else label == "spam" for label in labels]
    np.testing.assert_array_equal(binary_labels("y_true", labels, "spam"), expected)
