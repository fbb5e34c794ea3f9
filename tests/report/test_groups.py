"""A report for each group, another prediction to compare with, and labels of any kind."""

import json
import math
import re
import xml.etree.ElementTree as ET

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bce_tutorial import binary_cross_entropy, score_report, sigmoid
from tolerance import relative

N = 40_000  # predictions, more than a block
ROWS = st.lists(
    st.tuples(
        st.integers(0, 1), st.floats(0.001, 0.999), st.integers(0, 3), st.sampled_from("abc")
    ),
    min_size=2,
).filter(lambda rows: sum(row[2] for row in rows))


def drawn(n, seed=0):
    rng = np.random.default_rng(seed)
    z = rng.normal(-1, 2, n)
    return (rng.random(n) < sigmoid(0.7 * z)).astype(float), sigmoid(z), rng


def same(a, b):
    for name in ("count", "base_rate", "loss", "base_rate_loss"):
        assert getattr(a, name) == relative(getattr(b, name), 1e-12)
    assert a.difference == pytest.approx(b.difference, rel=1e-9, abs=1e-12)
    assert a.skill == pytest.approx(b.skill, rel=1e-9, abs=1e-9, nan_ok=True)


@given(ROWS)
def test_a_group_has_the_scores_of_its_rows(rows):
    y, p, w, names = (np.array(column) for column in zip(*rows, strict=True))
    report = score_report(y, p, sample_weight=w, by=names)
    assert {group.name for group in report.groups} == set(names[w > 0])
    assert sum(group.count for group in report.groups) == report.count
    for group in report.groups:
        rows = names == group.name
        same(group, score_report(y[rows], p[rows], sample_weight=w[rows]))


def test_groups_have_intervals_by_the_formula_and_come_by_size():
    y, p, rng = drawn(N)
    w, numbers = rng.random(N), rng.choice(3, N, p=[0.2, 0.5, 0.3])
    groups = score_report(y, p, sample_weight=w, by=numbers).groups
    assert [group.name for group in groups] == ["1", "2", "0"]
    for group in groups:
        rows = numbers == int(group.name)
        penalty, weight = binary_cross_entropy(y[rows], p[rows], reduction="none"), w[rows]
        b = np.average(y[rows], weights=weight)
        guess = binary_cross_entropy(y[rows], np.full(rows.sum(), b), reduction="none")
        for values, low, high in (
            (penalty, group.low, group.high),
            (penalty - guess, group.difference_low, group.difference_high),
        ):
            middle = np.average(values, weights=weight)
            error = math.sqrt((weight**2 * (values - middle) ** 2).sum()) / weight.sum()
            assert (low, high) == relative((middle - 1.96 * error, middle + 1.96 * error), 1e-9)
        assert group.verdict == "better"
        assert group.skill_low < group.skill < group.skill_high


def test_verdicts_of_groups():
    y = np.array([0, 1] * 20 + [0, 1] * 20 + [0, 1] * 10 + [1] * 40 + [0, 1] * 20)
    p = np.concatenate([[0.1, 0.9] * 20, [0.9, 0.1] * 20, [0.1, 0.9] * 10, [0.9] * 40, [0, 0] * 20])
    names = ["good"] * 40 + ["bad"] * 40 + ["small"] * 20 + ["ones"] * 40 + ["sure"] * 40
    report = score_report(y, p, by=names)
    verdicts = {group.name: group.verdict for group in report.groups}
    assert verdicts == {
        "good": "better", "bad": "worse", "small": "few", "ones": "none", "sure": "worse"
    }  # fmt: skip
    assert {group.name: group.loss for group in report.groups}["sure"] == math.inf
    text = str(report)
    assert re.search(r"^small +20 +50.0 % +0.1054 +0.6931 +84.8 %  few$", text, re.MULTILINE)
    assert re.search(r"^ones +40 .* none  one class$", text, re.MULTILINE)
    assert re.search(r"^sure +40 .* inf .* -inf %  worse$", text, re.MULTILINE)
    assert max(map(len, text.splitlines())) <= 80


def test_html_escapes_and_keeps_the_names_of_groups():
    names = ["<b>-1 %</b>", "a - b"] * 20
    tree = ET.fromstring(score_report([0, 1] * 20, [0.2, 0.8] * 20, by=names)._repr_html_())
    cells = [cell.text for cell in tree.iter("th") if cell.get("scope") == "row"]
    assert {"<b>-1 %</b>", "a - b"} <= set(cells)


def test_many_groups_and_long_names_are_cut_in_the_table_alone():
    names = [f"customer number {k:05d} of all" for k in range(50) for _ in range(4)]
    report = score_report([0, 1] * 100, [0.2, 0.8] * 100, by=names)
    text = str(report)
    assert text.count("customer number 0...") == 40
    assert "The 40 largest of 50 groups are shown." in text
    assert [group["name"] for group in report.as_dict()["groups"]] == sorted(set(names))


def test_groups_of_any_shape_and_type():
    y, p = [[0, 1], [1, 0]], [[0.2, 0.9], [0.8, 0.4]]
    for by in ([["a", "b"], ["a", "b"]], np.array([[1, 2], [1, 2]]), [[None, "b"], [None, "b"]]):
        assert [group.count for group in score_report(y, p, by=by).groups] == [2, 2]
    with pytest.raises(ValueError, match=r"^expected y_true and by of the same shape, got"):
        score_report(y, p, by=["a", "b"])


def test_comparison_is_resampled_row_by_row():
    y, p, rng = drawn(800)
    q = sigmoid(rng.normal(0, 1, 800))
    ours, theirs = (binary_cross_entropy(y, each, reduction="none") for each in (p, q))
    rows = np.random.default_rng(0).integers(0, 800, size=(2000, 800))
    found = score_report(y, p, compare=q).comparison
    assert found.loss == relative(theirs.mean(), 1e-12)
    assert found.difference == relative((theirs - ours).mean(), 1e-11)
    wanted = np.percentile((theirs - ours)[rows].mean(axis=1), [2.5, 97.5])
    assert (found.low, found.high) == relative(wanted, 1e-10)
    assert found.verdict == "worse"
    back = score_report(y, q, compare=p).comparison
    assert (back.verdict, back.difference) == ("better", relative(-found.difference, 1e-11))


def test_comparison_of_many_rows_takes_the_formula():
    y, p, rng = drawn(N)
    w, q = rng.random(N), 0.99 * p + 0.005
    apart = binary_cross_entropy(y, q, reduction="none") - binary_cross_entropy(
        y, p, reduction="none"
    )
    middle = np.average(apart, weights=w)
    error = math.sqrt((w**2 * (apart - middle) ** 2).sum()) / w.sum()
    found = score_report(y, p, sample_weight=w, compare=q).comparison
    assert (found.low, found.high) == relative((middle - 1.96 * error, middle + 1.96 * error), 1e-7)


@pytest.mark.parametrize(
    ("first", "other", "verdict", "words"),
    [
        ([0.2, 0.8], [0.2, 0.8], "not settled", "is not settled"),
        ([0.2, 0.8], [0.1, 0.9], "better", "The other predictions are better"),
        ([0.2, 0.8], [0.1, 0.0], "worse", "The other predictions are worse"),
        ([1.0, 0.8], [0.1, 0.5], "better", "The other predictions are better"),
        ([1.0, 0.8], [0.1, 0.0], "none", "Both predictions have an infinite loss."),
    ],
)
def test_verdicts_of_a_comparison(first, other, verdict, words):
    y = [0, 1] * 30
    report = score_report(y, first * 30, compare=other * 30)
    found = report.comparison
    assert found.verdict == verdict
    assert found.certain_and_wrong == 30 * (other[1] == 0)
    assert found.loss == relative(binary_cross_entropy(y, other * 30), 1e-12)
    assert words in str(report)
    assert words in report._repr_html_()
    json.dumps(report.as_dict(), allow_nan=False)


def test_few_rows_settle_no_comparison():
    report = score_report([0, 1] * 9, [0.2, 0.8] * 9, compare=[0.1, 0.9] * 9)
    assert report.comparison.verdict == "few"
    assert score_report([0.5], [0.2], compare=[0.3]).comparison.verdict == "few"
    assert (
        report.comparison
        == score_report([0, 1] * 9, [0.2, 0.8] * 9, compare=[0.1, 0.9] * 9).comparison
    )


@pytest.mark.parametrize(
    ("other", "message"),
    [
        ([0.5], r"^expected y_true and compare of the same shape, got \(2,\) and \(1,\)$"),
        ([0.5, 1.5], r"^expected compare in \[0, 1\], got 1.5 at index 1$"),
        ([50, 60], r"^expected compare in \[0, 1\], got 50 at index 0; divide by 100\?$"),
    ],
)
def test_bad_predictions_to_compare_with_are_named(other, message):
    with pytest.raises(ValueError, match=message):
        score_report([0, 1], [0.2, 0.8], compare=other)


@pytest.mark.parametrize(
    ("labels", "pos_label"),
    [(["no", "yes"], "yes"), ([-1, 1], 1), ([1, 2], 2), ([True, False], False)],
)
def test_any_label_may_be_the_positive_one(labels, pos_label):
    y, p, _ = drawn(100)
    said = np.array(labels)[(y == (labels[1] == pos_label)).astype(int)]
    assert score_report(said, p, pos_label=pos_label).as_dict() == score_report(y, p).as_dict()


@pytest.mark.parametrize("kind", ["objects", "nan", "pandas", "masked", "text"])
@pytest.mark.parametrize("weighted", [False, True])
def test_missing_labels_are_dropped_and_counted_if_asked(kind, weighted):
    y, p, rng = drawn(300)
    gone = rng.random(300) < 0.1
    w = rng.random(300) if weighted else None
    names, other = rng.choice(["a", "b"], 300), rng.random(300)
    wanted = score_report(
        y[~gone],
        p[~gone],
        sample_weight=None if w is None else w[~gone],
        by=names[~gone],
        compare=other[~gone],
    )
    with pytest.raises(ValueError, match=r"^expected y_true (without|to be numeric)"):
        score_report(np.where(gone, None, y), p)
    p[gone], other[gone] = np.nan, 7  # of these rows nothing counts
    labels = {
        "objects": np.where(gone, None, y),
        "nan": np.where(gone, np.nan, y),
        "pandas": pd.Series(np.where(gone, None, y), dtype="Float64"),
        "masked": np.ma.array(y, mask=gone),
        "text": np.where(gone, None, np.where(y, "spam", "ham")),
    }[kind]
    options = {"sample_weight": w, "by": names, "compare": other}
    if kind == "text":
        options["pos_label"] = "spam"
    report = score_report(labels, p, drop_missing=True, **options)
    assert report.dropped == gone.sum()
    ours, theirs = report.as_dict(), wanted.as_dict()
    assert ours | {"dropped": 0} == theirs
    assert re.search(rf"^Dropped +{gone.sum()}  rows without a label$", str(report), re.MULTILINE)


def test_places_count_dropped_rows_too():
    report = score_report([None, 0, 1], [0.5, 0.5, 0.0], drop_missing=True)
    assert report.first_certain_and_wrong == 2
    with pytest.raises(ValueError, match=r"^expected y_proba in \[0, 1\], got 1.5 at index 2$"):
        score_report([None, 0, 1], [0.5, 0.5, 1.5], drop_missing=True)


def test_nothing_is_dropped_where_no_label_is_missing():
    y, p, _ = drawn(100)
    assert score_report(y, p, drop_missing=True).as_dict() == score_report(y, p).as_dict()
    with pytest.raises(ValueError, match=r"^expected y_true with a label that is not missing"):
        score_report([None, np.nan], [0.2, 0.3], drop_missing=True)
    with pytest.raises(ValueError, match=r"^expected y_true and y_proba of the same shape"):
        score_report([None, 1], [0.2], drop_missing=True)
