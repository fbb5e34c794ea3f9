"""The report says what the package's functions say, whatever the way the predictions came."""

import json
import math
import re
import sys
import xml.etree.ElementTree as ET

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bce_tutorial import (
    LossAccumulator,
    base_rate_loss,
    binary_cross_entropy,
    brier_score,
    fit_logistic_regression,
    logit,
    reliability_curve,
    score_report,
    sigmoid,
    skill_score,
)
from bce_tutorial.datasets import eight_predictions
from bce_tutorial.look.palette import GREEN
from bce_tutorial.report import logit_bins
from tolerance import relative

IDS, Y, P = eight_predictions()
RESAMPLED = 20_000  # predictions up to which the interval is the bootstrap's, as its page says
PREDICTIONS = st.lists(
    st.tuples(st.integers(0, 1), st.floats(0.001, 0.999), st.integers(0, 3)), min_size=2
).filter(lambda rows: sum(weight for _, _, weight in rows))


def drawn(n, spread=2.0, *, shift=-1.0, slope=0.7, seed=0):
    """Return labels and the probabilities of a model that is too sure."""
    rng = np.random.default_rng(seed)
    z = rng.normal(shift, spread, n)
    return (rng.random(n) < sigmoid(slope * z)).astype(float), sigmoid(z)


def exact_slope(y, p):
    inside = (p > 0) & (p < 1)
    return fit_logistic_regression(logit(p[inside])[:, None], y[inside]).weights[0]


def same(a, b, tolerance=1e-12):
    """Compare two reports, but for the interval, in every number."""
    for name in ("base_rate", "mean_proba", "loss", "base_rate_loss", "skill", "brier"):
        assert getattr(a, name) == pytest.approx(
            getattr(b, name), rel=tolerance, abs=tolerance, nan_ok=True
        )
    for ours, theirs in zip(a.reliability, b.reliability, strict=True):
        np.testing.assert_allclose(ours, theirs, rtol=tolerance, atol=tolerance)


@given(PREDICTIONS)
def test_report_equals_the_functions(rows):
    y, p, _ = np.array(rows).T
    report = score_report(y, p)
    assert report.count == y.size
    assert report.loss == relative(binary_cross_entropy(y, p), 1e-13)
    assert report.bits == relative(binary_cross_entropy(y, p, base=2), 1e-13)
    assert report.base_rate_loss == relative(base_rate_loss(y), 1e-13)
    assert report.brier == relative(brier_score(y, p), 1e-13)
    assert report.base_rate == relative(y.mean(), 1e-13)
    assert report.mean_proba == relative(p.mean(), 1e-13)
    if y.min() < y.max():
        assert report.skill == pytest.approx(skill_score(y, p), rel=1e-11, abs=1e-13)
    for ours, theirs in zip(report.reliability, reliability_curve(y, p), strict=True):
        np.testing.assert_allclose(ours, theirs, rtol=1e-13)


@given(PREDICTIONS)
def test_whole_weights_equal_repetition(rows):
    y, p, w = np.array(rows).T
    times = w.astype(int)
    same(
        score_report(y, p, sample_weight=w), score_report(np.repeat(y, times), np.repeat(p, times))
    )


@pytest.mark.parametrize(
    ("n", "spread", "shift"),
    [(300, 2, -1), (5_000, 0.3, -4), (5_000, 0.01, 0), (5_000, 10, 3), (5_000, 60, 0)],
)
def test_slope_from_bins_is_that_of_the_exact_fit(n, spread, shift):
    y, p = drawn(n, spread, shift=shift)
    # the error is of the fourth order in the width of a bin; the fit stops at 1e-9 of its loss
    assert score_report(y, p).calibration_slope == relative(exact_slope(y, p), 3e-5)


def test_slope_counts_weights_and_leaves_certain_predictions_out():
    y, p = drawn(400)
    times = np.random.default_rng(1).integers(0, 4, y.size)
    wanted = exact_slope(np.repeat(y, times), np.repeat(p, times))
    y, p, times = (np.append(a, b) for a, b in ((y, [1, 0]), (p, [1, 0]), (times, [5, 5])))
    report = score_report(y, p, sample_weight=times)
    assert report.calibration_slope == relative(wanted, 1e-5)
    assert report.certain == 2


def test_slope_of_calibrated_sharpened_and_soft_labels():
    _, p = drawn(2_000)
    assert score_report(p, p).calibration_slope == relative(1, 1e-6)
    assert score_report(p, sigmoid(2 * logit(p))).calibration_slope == relative(0.5, 1e-6)
    assert score_report(1 - p, p).calibration_slope == relative(-1, 1e-6)


@pytest.mark.parametrize(
    ("y", "p"),
    [
        ([0, 0, 1, 1], [0.1, 0.2, 0.7, 0.8]),  # separated by a threshold
        ([1, 1, 0, 0], [0.1, 0.2, 0.7, 0.8]),  # and the wrong way round
        ([0, 1, 0, 1], [0.3, 0.3, 0.3, 0.3]),  # all alike
        ([1, 1, 1], [0.1, 0.2, 0.7]),  # one class
        ([1, 0, 0, 1], [1.0, 0.0, 0.0, 1.0]),  # certain, all of them
    ],
)
def test_no_slope_where_none_is_best(y, p):
    report = score_report(y, p)
    assert math.isnan(report.calibration_slope)
    assert re.search("Calibration slope +none  below 1", str(report))


def test_curve_survives_borders_and_extremes():
    p = np.array(
        [0, 5e-324, 1e-300, 0.1, 0.1, 0.1, 0.2, 0.3, 0.7, np.nextafter(0.7, 1), 1 - 2**-53, 1]
    )
    y = np.arange(p.size) % 2
    w = np.linspace(0.1, 1, p.size)
    ours = score_report(y, p, sample_weight=w).reliability
    for a, b in zip(ours, reliability_curve(y, p, sample_weight=w), strict=True):
        np.testing.assert_allclose(a, b, rtol=1e-14)


def test_interval_is_the_bootstrap_of_the_chapter():
    y, p = drawn(1_150)
    penalties = binary_cross_entropy(y, p, reduction="none")
    rows = np.random.default_rng(0).integers(0, y.size, size=(2000, y.size))
    wanted = np.percentile(penalties[rows].mean(axis=1), [2.5, 97.5])
    report = score_report(y, p)
    assert (report.low, report.high) == relative(wanted, 1e-12)
    assert report.interval == "bootstrap"
    assert report[:6] == score_report(y, p, rng=np.random.default_rng(0))[:6]
    assert report.low != score_report(y, p, rng=1).low


def one_more(values, last):
    """Return the values and another one, enough for the interval to be the formula's."""
    return np.append(np.resize(values, RESAMPLED), last)


def test_many_predictions_take_the_formula_and_the_bootstrap_agrees():
    y, p = drawn(RESAMPLED)
    w = np.random.default_rng(2).random(y.size)
    resampled = score_report(y, p, sample_weight=w)
    assert resampled.interval == "bootstrap"
    assert f"Up to {y.size:,} of them" in score_report.__doc__
    y, p, w = one_more(y, 1), one_more(p, 0.5), one_more(w, 1e-12)  # it hardly counts
    formula = score_report(y, p, sample_weight=w)
    assert formula.interval == "normal"
    assert formula.loss == relative(resampled.loss, 1e-12)
    width = resampled.high - resampled.low
    # an end of the bootstrap of 2,000 resamples is known to about a fortieth of the width
    assert (formula.low, formula.high) == pytest.approx(
        (resampled.low, resampled.high), abs=width / 15
    )
    penalties = binary_cross_entropy(y, p, reduction="none")
    error = np.sqrt((w**2 * (penalties - formula.loss) ** 2).sum()) / w.sum()
    assert formula.high - formula.loss == relative(1.96 * error, 1e-9)


def test_equal_penalties_have_an_interval_without_width():
    report = score_report(one_more([1, 0], 1), one_more([0.9, 0.1], 0.9))
    assert report.interval == "normal"
    assert report.low == relative(report.high, 1e-7)
    assert report.low == relative(report.loss, 1e-7)


def test_interval_never_begins_below_zero():
    report = score_report(one_more([1], 0), one_more([1 - 1e-6], 0.9))  # nearly all from one row
    assert (report.interval, report.low) == ("normal", 0)


def test_certain_mistakes_are_counted_and_the_first_is_named():
    y = np.zeros(40_000)
    p = np.full(y.size, 0.5)
    y[[20_000, 35_000]] = 1
    p[[20_000, 35_000]] = 0
    report = score_report(y, p)
    assert (report.loss, report.skill, report.interval) == (math.inf, -math.inf, "none")
    assert (report.certain_and_wrong, report.first_certain_and_wrong) == (2, 20_000)
    assert math.isnan(report.low)
    assert "with an infinite penalty: 2, the first at index 20000." in str(report)
    assert "inf nats" in str(report)
    weight = np.ones(y.size)
    weight[20_000] = 0
    assert score_report(y, p, sample_weight=weight).first_certain_and_wrong == 35_000


def test_half_of_a_long_array_may_weigh_nothing():
    half = RESAMPLED + 1
    y, p = drawn(2 * half)
    w = np.repeat([0, 1], half)
    same(score_report(y, p, sample_weight=w), score_report(y[half:], p[half:]))


@pytest.mark.parametrize(
    ("y", "p", "w", "message"),
    [
        ([1, 0], [0.5, 1.2], None, r"^expected y_proba in \[0, 1\], got 1.2 at index 1$"),
        ([1, 2], [0.5, 0.5], None, r"^expected y_true in \[0, 1\], got 2 at index 1: if 2"),
        ([1, 0], [0.5, math.nan], None, r"^expected y_proba without NaN, got nan at index 1$"),
        ([1, 0], [[0.5, 0.5]], None, r"^expected y_true and y_proba of the same shape"),
        ([], [], None, r"^expected y_true to have at least one entry"),
        ([1, 0], [0.5, 0.5], [0, 0], r"^expected sample_weight with a positive sum, got 0$"),
        ([1, 0], [0.5, 0.5], [0, -1], r"^expected sample_weight not negative, got -1 at index 1$"),
    ],
)
def test_bad_input_is_named(y, p, w, message):
    with pytest.raises(ValueError, match=message):
        score_report(y, p, sample_weight=w)


def test_any_type_of_number_and_shape():
    wanted = score_report(Y, P)
    for y, p in ((Y.astype(bool), P), (Y.astype(np.uint8), P), (Y.reshape(2, 4), P.reshape(2, 4))):
        same(score_report(y, p), wanted)


def test_the_table_as_text():
    text = str(score_report(Y, P))
    assert text == repr(score_report(Y, P))
    assert text.isascii()
    rows = text.splitlines()
    assert rows[0] == "Predictions                   8"
    assert rows[1] == "Base rate                62.5 %  share of class 1"
    assert (
        rows[2] == f"Mean prediction          {100 * P.mean():.1f} %  share of class 1 as predicted"
    )
    assert rows[3].startswith("Log loss            0.4937 nats  95 % interval ")
    assert rows[4] == "Log loss in bits    0.7123 bits"
    assert rows[5] == "Base-rate loss      0.6616 nats  of always saying the base rate"
    assert rows[6].startswith("Difference         -0.1678 nats  95 % interval -0.")
    assert rows[10] == "Brier score              0.1736  mean squared difference"
    right = "at threshold 0.5, which itself says class 1"
    assert rows[13] == f"Accuracy                 50.0 %  {right}"
    assert rows[14] == "AUC                      0.7333  pairs in the right order, ties half"
    skill = re.match(r"Skill +(\S+) %  95 % interval (\S+) % to (\S+) %$", rows[7])
    middle, low, high = map(float, skill.groups())
    assert low < middle == 25.4 < high
    assert max(map(len, rows)) <= 80
    assert "Fewer than 30 predictions, or 10 of a class: the intervals are too narrow" in text
    assert rows[-1] == "          0.940            1.000                1"


@pytest.mark.parametrize(
    ("y", "p", "words"),
    [
        ([1, 0] * 50, [0.9, 0.1] * 50, "Better than always saying the base rate"),
        ([1, 0] * 50, [0.1, 0.9] * 50, "Worse than always saying the base rate"),
        ([1, 0, 1, 0] * 10, [0.8, 0.2, 0.35, 0.65] * 10, "Not settled"),
        ([1, 0] * 14, [0.9, 0.1] * 14, "Fewer than 30 predictions"),
        ([1, 1, 1], [0.9, 0.8, 0.7], "All labels are the same"),
        ([0.5], [0.4], "A single prediction has no interval."),
        ([0.2, 0.7], [0.2, 0.7], "Labels between 0 and 1: 2."),
        ([0.2, 0.7, 0.4], [0, 1, 1], "swapped columns?"),
        (
            [0, 1, 1, 0],
            [0, 0.7, 0.4, 0.5],
            "Predictions of exactly 0 or 1, left out of the slope: 1.",
        ),
        ([0, 1, 0, 1], [0.3, 0.7, 0.3, 0.7], "No slope is best"),
    ],
)
def test_what_has_to_be_said_is_said(y, p, words):
    report = score_report(y, p)
    assert words in str(report)
    assert words in report._repr_html_()


@pytest.mark.parametrize(
    ("share", "text"),
    [
        (0.409, "40.9 %"),
        (0, "0.0 %"),
        (1, "100.0 %"),
        (1e-5, "0.001 %"),
        (0.99999, "99.999 %"),
        (-0.5, "-50.0 %"),
        (math.nan, "none"),
    ],
)
def test_a_share_that_is_not_0_or_1_does_not_look_like_it(share, text):
    report = score_report(Y, P)._replace(skill=share)
    assert re.search(r"^Skill +(.+?)(?:  |$)", str(report), re.MULTILINE)[1] == text


@pytest.mark.parametrize(
    ("score", "text"), [(0, "0.0000"), (0.0012, "0.0012"), (12345e-9, "1.23e-05")]
)
def test_small_scores_keep_their_digits(score, text):
    report = score_report(Y, P)._replace(brier=score)
    assert re.search(r"^Brier score +(\S+)", str(report), re.MULTILINE)[1] == text


def test_html_is_a_table_a_figure_and_its_numbers():
    report = score_report(Y, P)
    html = report._repr_html_()
    assert html == score_report(Y, P)._repr_html_()
    tree = ET.fromstring(html)
    heads = [cell.text for cell in tree.iter("th") if cell.get("scope") == "row"]
    assert heads == [re.split("  +", line)[0] for line in str(report).splitlines()[: len(heads)]]
    svg = tree.find(".//{http://www.w3.org/2000/svg}svg")
    assert svg.get("role") == "img"
    assert svg.get("aria-label").startswith("Reliability diagram with 7 bins, from an observed")
    assert "currentColor" in html
    assert f"var(--third, {GREEN})" in html  # a share, not a label
    assert "#22262b" not in html
    numbers = tree.find("details").findall(".//tbody/tr")
    assert [cell.text for cell in numbers[-1]] == ["0.940", "1.000", "1"]


@pytest.mark.parametrize(
    ("y", "p", "n", "said"),
    [
        ([0, 1, 1], [0.2, 0.6, 0.9], 1, "In all 3 bins * holds the mean prediction."),
        ([0], [0.0], 1, "In the only bin * holds the mean prediction."),
        (
            [0, 1],
            [0.31, 0.31],
            50,
            "In the only bin * misses the mean prediction, at 0.310: there "
            "the share is 0.1900 higher.",
        ),
        (
            [0, 1, 1, 0],
            [0.5, 0.5, 0.92, 0.1],
            50,
            "In 2 of 3 bins * misses the mean prediction, "
            "most at 0.100: there the share is 0.1000 lower.",
        ),
        (
            [0, 1, 1],
            [0.82, 0.82, 0.95],
            50,
            "In 1 of 2 bins * misses the mean prediction, at "
            "0.820: there the share is 0.3200 lower.",
        ),
        (
            [1, 0],
            [0.04, 0.55],
            500,
            "In all 2 bins * misses the mean prediction, most at 0.040: "
            "there the share is 0.9600 higher.",
        ),
        (  # the gap is larger at 0.320, and its interval reaches nearer
            [1] * 5 + [0] + [1] * 350 + [0] * 650,
            [0.32] * 6 + [0.55] * 1000,
            1,
            "In all 2 bins * misses the mean prediction, most at 0.550: "
            "there the share is 0.2000 lower.",
        ),
    ],
)
def test_the_caption_begins_with_what_the_figure_shows(y, p, n, said):
    html = score_report(y * n, p * n)._repr_html_()
    start = html.partition("<figcaption><b>")[2].partition("</b>")[0]
    wanted = said.replace("*", "the 95\N{NO-BREAK SPACE}% interval of the observed share")
    assert start == wanted
    assert "95 %" not in html.partition("<figcaption>")[2]


def test_html_writes_signs_as_signs():
    html = score_report([1, 0, 1, 0], [0.3, 0.6, 0.7, 0.8])._repr_html_()
    assert "\N{MINUS SIGN}" in html
    assert " %" not in html.partition("<p>")[0]


def test_html_without_matplotlib_keeps_the_numbers(monkeypatch):
    monkeypatch.setitem(sys.modules, "bce_tutorial.plots", None)
    html = score_report(Y, P)._repr_html_()
    ET.fromstring(html)
    assert "The figure needs matplotlib" in html
    assert "<svg" not in html
    assert "0.940" in html


def test_weights_may_be_no_whole_numbers():
    last = str(score_report(Y, P, sample_weight=np.full(8, 0.25))).splitlines()[-1]
    assert last.split() == ["0.940", "1.000", "0.25"]


def test_dictionary_is_json_without_special_numbers():
    record = json.loads(json.dumps(score_report(Y, 1 - Y).as_dict(), allow_nan=False))
    assert (
        record["loss"] is record["skill"] is record["calibration_slope"] is record["bits"] is None
    )
    assert record["certain_and_wrong"] == 8
    record = json.loads(json.dumps(score_report(Y, P).as_dict(), allow_nan=False))
    assert record["loss"] == pytest.approx(0.4937306, abs=1e-7)
    assert record["reliability"]["count"] == [1, 1, 1, 2, 1, 1, 1]


def test_rounding_is_refused_with_a_remedy_that_the_report_has():
    remedy = r"if that is rounding, pass np\.clip\(y_proba, 0, 1\)$"
    with pytest.raises(ValueError, match=remedy):
        score_report([1, 0], [0.5, 1.0000001])


def test_the_accumulator_gives_the_intervals_of_many_rows():
    rng = np.random.default_rng(0)
    p, w = rng.random(30_000) ** 3, rng.exponential(size=30_000)
    y = rng.random(p.size) < p
    report, total = score_report(y, p, sample_weight=w), LossAccumulator()
    for part in np.array_split(rng.permutation(p.size), 7):
        total.update(y[part], p[part], w[part])
    merged = total.result()
    for name in ("loss", "low", "high", "skill", "skill_low", "skill_high", "brier"):
        assert getattr(merged, name) == pytest.approx(getattr(report, name), rel=1e-9)


def test_every_prediction_has_the_bin_that_a_search_of_the_edges_finds():
    edges, p = logit_bins._edges(), np.random.default_rng(0).random(10_000)
    cells = np.arange(logit_bins.CELLS + 1) / logit_bins.CELLS
    beside = [np.nextafter(edges, 1), np.nextafter(edges, 0)]
    for values in (p, p**8, 1 - p**8, p**80, edges, cells, *beside, np.array([0, 5e-324, 1])):
        assert np.array_equal(logit_bins._bins(values), np.searchsorted(edges, values))
