"""What decides that predictions are better than the base rate, and what they promise."""

import math
import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.linear_model import LogisticRegression

from bce_tutorial import (
    LossAccumulator,
    base_rate_loss,
    binary_cross_entropy,
    logit,
    score_report,
    sigmoid,
)
from tolerance import relative

MANY = 20_001  # predictions from which on the intervals are those of the formula


def drawn(n, *, shift=-1.0, spread=2.0, sharp=1.0, seed=0):
    """Return labels and probabilities whose log-odds are `sharp` times the true ones."""
    rng = np.random.default_rng(seed)
    z = rng.normal(shift, spread, n)
    return (rng.random(n) < sigmoid(z)).astype(float), sigmoid(sharp * z)


def differences(y, p):
    """Return penalties, those of always saying the base rate, and the base rate."""
    guess = np.full(y.size, y.mean())
    return (binary_cross_entropy(y, q, reduction="none") for q in (p, guess))


def test_difference_and_skill_are_resampled_row_by_row():
    y, p = drawn(500)
    ours, guess = differences(y, p)
    rows = np.random.default_rng(0).integers(0, y.size, size=(2000, y.size))
    report = score_report(y, p)
    assert report.difference == relative((ours - guess).mean(), 1e-12)
    wanted = np.percentile((ours - guess)[rows].mean(axis=1), [2.5, 97.5])
    assert (report.difference_low, report.difference_high) == relative(wanted, 1e-11)
    skills = 1 - ours[rows].mean(axis=1) / guess[rows].mean(axis=1)
    wanted = np.percentile(skills, [2.5, 97.5])
    assert (report.skill_low, report.skill_high) == relative(wanted, 1e-11)


def test_above_20000_predictions_the_formula_takes_the_differences_too():
    y, p = drawn(MANY)
    ours, guess = differences(y, p)
    margin = 1.96 * (ours - guess).std() / math.sqrt(MANY)
    report = score_report(y, p)
    assert report.interval == "normal"
    assert report.difference_high - report.difference == relative(margin, 1e-9)
    assert report.difference - report.difference_low == relative(margin, 1e-9)
    for end in (report.skill_low, report.skill_high):  # where the difference is just told from 0
        scaled = ours - (1 - end) * guess
        assert abs(scaled.mean()) == relative(1.96 * scaled.std() / math.sqrt(MANY), 1e-7)


def test_an_accumulator_says_the_same_of_many_predictions():
    y, p = drawn(MANY, sharp=1.3)
    w = np.random.default_rng(0).random(MANY)
    report, accumulator = score_report(y, p, sample_weight=w), LossAccumulator()
    accumulator.update(y, p, w)
    for name in ("loss", "low", "high", "skill", "skill_low", "skill_high", "brier", "count"):
        assert getattr(accumulator.result(), name) == relative(getattr(report, name), 1e-9)


@pytest.mark.slow
def test_a_useful_model_of_a_rare_event_is_found_useful():
    """At a base rate of 1 % and a skill of 23 %, the pairs find what two intervals do not."""
    paired = unpaired = 0
    skills = []
    for seed in range(40):
        y, p = drawn(2000, shift=-6, spread=1.8, seed=seed)
        report = score_report(y, p)
        skills.append(report.skill)
        paired += report.verdict == "better"
        unpaired += report.high < report.base_rate_loss
    assert np.mean(skills) == pytest.approx(0.23, abs=0.04)
    assert paired >= 32 > 20 >= unpaired


@pytest.mark.slow
def test_the_true_base_rate_is_seldom_called_worse_than_the_observed_one():
    rng = np.random.default_rng(0)
    verdicts = [score_report(rng.random(200) < 0.2, np.full(200, 0.2)).verdict for _ in range(100)]
    assert verdicts.count("worse") <= 3  # with the base rate of each resample, one in six
    assert verdicts.count("better") == 0  # no constant is better than the best one


@given(st.integers(0, 10_000), st.floats(0.2, 3), st.sampled_from([200, MANY]))
def test_verdict_difference_and_skill_say_the_same(seed, sharp, n):
    y, p = drawn(n, shift=-0.3, spread=0.1 if n == MANY else 1, sharp=sharp, seed=seed)
    report = score_report(y, p)
    sides = {"better": (0, 1), "worse": (1, 0), "not settled": (0, 0)}[report.verdict]
    assert (int(report.difference_low > 0), int(report.difference_high < 0)) == sides
    assert (int(report.skill_high < 0), int(report.skill_low > 0)) == sides
    assert report.skill_low <= report.skill <= report.skill_high <= 1


def test_a_nearly_perfect_model_has_a_narrow_skill():
    y = np.resize([1] + 99 * [0], 2000)
    report = score_report(y, np.where(y, 0.999, 0.001))
    assert 0.97 < report.skill_low < report.skill < report.skill_high < 1


@pytest.mark.parametrize("n", [600, 30_000])
@pytest.mark.parametrize(
    ("y", "p"),
    [([0, 1], [0.5, 0.5]), ([0.3, 0.3], [0.3, 0.3]), ([0, 1, 1], [2 / 3, 2 / 3, 2 / 3])],
)
def test_rounding_is_no_skill(y, p, n):
    report = score_report(np.resize(y, n), np.resize(p, n))
    assert report.skill == report.difference == 0
    assert report.skill_low == report.skill_high == 0
    assert report.verdict == "not settled"
    assert "All predictions are equal" in str(report)
    assert "No slope is best" not in str(report)
    assert not re.search(r"\de-", str(report))


@pytest.mark.parametrize(
    ("zeros", "ones", "verdict"),
    [(20, 9, "few"), (300, 9, "few"), (9, 300, "few"), (19, 10, "few"), (20, 10, "better")],
)
def test_few_predictions_settle_nothing(zeros, ones, verdict):
    y = np.repeat([0, 1], [zeros, ones])
    assert score_report(y, np.where(y, 0.9, 0.1)).verdict == verdict


def test_an_infinite_loss_is_worse_whatever_the_interval():
    report = score_report([1, 0, 1], [0.0, 0.4, 1.0])
    assert (report.verdict, report.difference, report.z_score) == ("worse", math.inf, math.inf)
    assert math.isnan(report.difference_low)


@pytest.mark.parametrize("n", [100, MANY])
def test_weights_beyond_what_squares_hold(n):
    y, p = drawn(n)
    w = np.random.default_rng(0).random(n)
    w[0] = 1e-20
    plain = score_report(y, p, sample_weight=w)
    w[0] = 1e-200
    for scale in (1, 1e200):
        report = score_report(y, p, sample_weight=w * scale)
        for name in ("low", "difference_high", "skill_low", "slope_low"):
            assert getattr(report, name) == relative(getattr(plain, name), 1e-7)


@pytest.mark.parametrize(
    ("p", "words"),
    [
        ([0, 1], "these look like votes (classes), not probabilities"),
        ([1, 0], "these look like votes (classes), not probabilities"),
        ([0.1, 0.9], "The loss lies"),
        ([0.9, 0.1], "1 - p has the loss 0.1054 nats."),
    ],
)
def test_what_the_numbers_may_be_instead(p, words):
    y = np.resize([0, 1], 100)
    text = " ".join(str(score_report(y, np.resize(p, 100))).split())
    assert words in text
    assert ("votes" in text) == (p[0] in (0, 1))
    assert ("other class" in text) == (p[0] > p[1])
    assert "Predictions of exactly 0 or 1" not in text
    assert ("No slope is best" in text) == (p[0] not in (0, 1))


def test_the_other_class_is_asked_for_if_all_ones_were_certain_and_wrong():
    y, p = drawn(200)
    p[0], y[0] = 0, 0
    report = score_report(y, 1 - p)
    assert report.loss == math.inf
    assert report.other_class_loss == relative(binary_cross_entropy(y, p), 1e-12)
    assert "of the other class?" in str(report)


def test_the_other_class_is_asked_for_only_if_it_beats_the_base_rate():
    y = np.repeat([0, 1, 0, 1], [60, 40, 40, 60])
    report = score_report(y, np.repeat([0.95, 0.05], 100))
    assert report.base_rate_loss < report.other_class_loss < report.loss
    assert (report.verdict, "other class" in str(report)) == ("worse", False)


def test_of_probabilities_of_the_other_class_it_is_not_said_how_sure_they_are():
    y, p = drawn(1000)
    report = score_report(y, 1 - p)
    assert (report.z_score > 2, report.slope_high < 0) == (True, True)
    text = str(report)
    assert "Are these probabilities of the other class?" in text
    for words in ("too sure.", "sure enough.", "promise", "of the calibration slope"):
        assert words not in text


def test_a_slope_that_may_be_1_is_called_so():
    y, p = drawn(2000)
    words = "contains 1, that of a calibrated model"
    assert words in str(score_report(y, p))
    assert words not in str(score_report(y, p[::-1]))


def test_certain_predictions_add_nothing_to_the_spread_that_is_expected():
    y, p = drawn(200)
    p[y == 1] = np.maximum(p[y == 1], 0.5)
    certain, nearly = p.copy(), p.copy()
    certain[y == 1], nearly[y == 1] = 1, 1 - 1e-13
    errors = [score_report(y, forecast).expected_error for forecast in (certain, nearly)]
    assert errors[0] == pytest.approx(errors[1], rel=1e-6)


def test_where_a_threshold_separates_but_for_a_tie_no_slope_is_best():
    assert math.isnan(score_report([0, 0, 1, 1], [0.1, 0.5, 0.5, 0.9]).calibration_slope)


def test_the_area_of_many_equal_predictions_may_be_anything():
    report = score_report(np.arange(MANY) % 2, np.full(MANY, 0.3))
    assert (report.auc, report.auc_error) == (0.5, 0.5)


def test_few_predictions_break_no_promise():
    report = score_report([0, 1] * 10, [0.9, 0.1] * 10)
    assert (report.z_score > 2, report.verdict) == (True, "few")
    assert "promise" not in str(report)
    assert "of the calibration slope" not in str(report)


@pytest.mark.parametrize("weighted", [False, True])
def test_expected_loss_is_that_of_drawn_labels(weighted):
    _, p = drawn(300)
    rng = np.random.default_rng(1)
    w = rng.random(300) if weighted else np.ones(300)
    y = rng.random((8000, 300)) < p
    penalty = np.where(y, -np.log(p), -np.log1p(-p))
    losses = penalty @ w / w.sum()
    report = score_report(y[0], p, sample_weight=w)
    assert report.expected_loss == pytest.approx(losses.mean(), abs=5 * losses.std() / 89)
    assert report.expected_error == relative(losses.std(), 0.04)  # five standard errors
    assert report.z_score == relative(
        (report.loss - report.expected_loss) / report.expected_error, 1e-12
    )
    mean = losses.mean()
    spread = math.sqrt((np.square(penalty - mean) @ w / w.sum()).mean())
    assert report.expected_spread == relative(spread, 0.01)
    observed = math.sqrt(np.average(np.square(penalty[0] - losses[0]), weights=w))
    assert report.spread == relative(observed, 1e-9)


@pytest.mark.slow
def test_calibrated_probabilities_keep_their_promise():
    reports = [score_report(*drawn(400, seed=seed)) for seed in range(80)]
    z = np.array([report.z_score for report in reports])
    assert abs(z.mean()) < 4 / math.sqrt(80)
    assert 0.75 < z.std() < 1.25
    covered = [report.slope_low <= 1 <= report.slope_high for report in reports]
    assert 0.88 < np.mean(covered) <= 0.99  # 95 % are expected
    said = [str(report).count("what these probabilities promise, but") for report in reports]
    assert said == (np.abs(z) <= 1.96).tolist()


@pytest.mark.parametrize(
    ("sharp", "side", "words"),
    [(2, "above", "too sure"), (0.5, "below", "not sure enough")],
)
def test_a_broken_promise_is_called_what_it_is(sharp, side, words):
    report = score_report(*drawn(1000, sharp=sharp))
    text = " ".join(str(report).split())
    assert f"deviations {side} what these probabilities promise: they are {words}." in text
    assert f"slope lies {'below' if sharp > 1 else 'above'} 1: {words}." in text
    assert (report.z_score > 2) == (sharp > 1)
    assert (report.calibration_slope < 1) == (sharp > 1)


@pytest.mark.parametrize("weighted", [False, True])
def test_slope_interval_is_from_the_information_matrix(weighted):
    y, p = drawn(600, sharp=1.5)
    w = np.random.default_rng(2).random(600) if weighted else np.ones(600)
    X = logit(p)[:, None]
    fit = LogisticRegression(C=np.inf, tol=1e-10).fit(X, y, sample_weight=w)
    q = fit.predict_proba(X)[:, 1]
    design = np.column_stack([X, np.ones(600)])
    inverse = np.linalg.inv((design.T * (w * q * (1 - q))) @ design)
    error = math.sqrt((inverse @ (design.T * (w**2 * q * (1 - q))) @ design @ inverse)[0, 0])
    report = score_report(y, p, sample_weight=w)
    assert report.calibration_slope == relative(fit.coef_[0, 0], 1e-4)
    assert report.slope_high - report.calibration_slope == relative(1.96 * error, 1e-4)
    assert report.calibration_slope - report.slope_low == relative(1.96 * error, 1e-4)


def test_soft_labels_are_no_draws():
    _, p = drawn(200)
    report = score_report(p, p)
    assert report.expected_loss == relative(report.loss, 1e-12)
    assert math.isnan(report.expected_error)
    assert math.isnan(report.z_score)
    assert math.isnan(report.slope_low)
    assert "promise" not in str(report)
    assert "below 1: too sure" in str(report)


def test_base_rate_keeps_its_loss():
    y, p = drawn(100)
    report = score_report(y, p)
    assert report.difference == relative(binary_cross_entropy(y, p) - base_rate_loss(y), 1e-12)
    assert report.skill == relative(-report.difference / report.base_rate_loss, 1e-15)
