"""Accuracy, AUC and the bins beside the loss, against scikit-learn and SciPy."""

import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest
from sklearn.metrics import accuracy_score, roc_auc_score

from bce_tutorial import score_report, sigmoid
from tolerance import relative

MANY = 50_000  # predictions, more than are kept
ROWS = st.lists(
    st.tuples(st.integers(0, 1), st.integers(0, 10), st.integers(1, 3)), min_size=2, max_size=30
).filter(lambda rows: 0 < sum(y for y, _, _ in rows) < len(rows))


def drawn(n, *, spread=2.0, seed=0):
    rng = np.random.default_rng(seed)
    z = rng.normal(-1, spread, n)
    return (rng.random(n) < sigmoid(z)).astype(int), sigmoid(z), rng.random(n)


@given(ROWS)
def test_accuracy_and_auc_with_ties_and_weights(rows):
    y, tenths, w = np.array(rows).T
    report = score_report(y, tenths / 10, sample_weight=w)
    assert report.accuracy == relative(accuracy_score(y, tenths >= 5, sample_weight=w), 1e-12)
    assert report.auc == relative(roc_auc_score(y, tenths, sample_weight=w), 1e-12)
    assert report.auc_error == 0


@pytest.mark.parametrize(("spread", "widest"), [(5, 0.0002), (2, 0.001), (0.3, 0.01)])
def test_auc_of_many_predictions_is_within_its_bound(spread, widest):
    y, p, w = drawn(MANY, spread=spread)
    report = score_report(y, p, sample_weight=w)
    exact = roc_auc_score(y, p, sample_weight=w)
    assert 0 < abs(report.auc - exact) <= report.auc_error < widest
    assert f"right order, to within {report.auc_error:.1g}" in str(report)


def test_auc_of_many_certain_predictions_is_exact():
    y = np.resize([0, 0, 1], MANY)
    p = np.resize([0.0, 1.0], MANY)
    report = score_report(y, p)
    assert report.auc == relative(roc_auc_score(y, p), 1e-12)
    assert report.auc_error == 0


def test_one_class_has_no_auc():
    assert np.isnan(score_report([1, 1], [0.3, 0.4]).auc)
    assert np.isnan(score_report(np.ones(MANY), np.linspace(0.1, 0.9, MANY)).auc)


def test_accuracy_of_soft_labels_is_the_share_of_their_class():
    assert score_report([0.8, 0.3], [0.9, 0.5]).accuracy == relative((0.8 + 0.3) / 2, 1e-15)


def test_bins_have_borders_intervals_and_a_mean_gap():
    y, p, _ = drawn(3000)
    found = json.loads(json.dumps(score_report(y, p).as_dict(), allow_nan=False))
    curve = found["reliability"]
    assert curve["lower"] == [k / 10 for k in range(10)]
    assert curve["upper"] == [k / 10 for k in range(1, 11)]
    gap = 0
    for k, (lower, upper) in enumerate(zip(curve["lower"], curve["upper"], strict=True)):
        inside = (p > lower) & (p <= upper)
        assert curve["count"][k] == inside.sum()
        ends = binomtest(int(y[inside].sum()), int(inside.sum())).proportion_ci(method="wilson")
        assert curve["observed_low"][k] == pytest.approx(ends.low, abs=1e-5)
        assert curve["observed_high"][k] == pytest.approx(ends.high, abs=1e-5)
        gap += abs(y[inside].sum() - p[inside].sum()) / y.size
    assert found["ece"] == relative(gap, 1e-12)


def test_empty_bins_are_left_out_and_weights_count_in_the_intervals():
    y, p = [0, 1, 0, 1], [0.95, 0.95, 0.25, 0.25]
    report = score_report(y, p, sample_weight=[1, 1, 1, 3])
    assert report.bins.lower == [0.2, 0.9]
    assert report.bins.upper == [0.3, 1.0]
    assert report.reliability.count.tolist() == [4, 2]
    # weights of 1 and 3 say as much as 16 / 10 predictions do
    n, share, t = 1.6, 0.75, 1.96
    half = t / (1 + t * t / n) * np.sqrt(share * (1 - share) / n + (t / (2 * n)) ** 2)
    width = report.bins.observed_high[0] - report.bins.observed_low[0]
    assert width == relative(2 * half, 1e-12)
