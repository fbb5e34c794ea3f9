"""From blocks of rows to a score report."""

import math

import numpy as np

from bce_tutorial._intervals import Formula
from bce_tutorial.report.result import Comparison, GroupScore, ScoreReport
from bce_tutorial.report.tally import COLUMNS, Tally
from bce_tutorial.scores import base_rate_loss

FEW, FEW_OF_CLASS = 30, 10  # with fewer, an interval is much narrower than it should be
ROUNDING = 1e-12  # a share of a loss that is no difference
NONE = math.nan, math.nan
_, LOSS, _, OTHER = np.eye(COLUMNS)  # factors of the columns of a tally


def report_of(blocks, *, place, dropped=None, rng=None):
    """Return the report of rows that come in blocks and were checked.

    `place` says what the blocks' places are, "index" or "row". `dropped` is a function without
    arguments that returns how many rows were left out; it is called after the last block.
    Predictions with a weight of 0 are left out here.
    """
    tally = Tally()
    for block in blocks:
        tally.add(block)
    if not tally.count:
        raise ValueError("expected a weight above 0, got none")
    rng = np.random.default_rng(0 if rng is None else rng)
    intervals = tally.intervals(rng) if tally.count > 1 else None
    few = _few(tally.count, tally.ones)
    score = _score(tally.first / tally.first[0], tally.wrong, few, intervals)
    return ScoreReport(
        count=tally.count,
        dropped=int(dropped()) if dropped else 0,
        interval="none" if math.isnan(score["low"]) else intervals.name,
        **score,
        **_promise(tally, score["loss"]),
        **_calibration(tally),
        certain=tally.certain,
        certain_and_wrong=tally.wrong,
        first_certain_and_wrong=tally.first_wrong,
        soft_labels=tally.soft,
        constant=bool(tally.lowest == tally.highest),
        groups=tuple(map(_group, tally.groups)),
        comparison=_comparison(tally, score["loss"], few, intervals) if tally.compared else None,
        place=place,
    )


def _score(means, wrong, few, intervals):
    """Return the loss beside that of the constant guess, from the means of a tally's columns.

    The constant guess keeps the base rate of these rows in every resample. With the base rate of
    the resample its loss would come out too low once more, and a model that always says the true
    base rate would often be called worse.
    """
    b, loss = float(means[2]), math.inf if wrong else float(means[1])
    reference = base_rate_loss([b])
    difference = _rounded(loss - reference, reference)
    ends = saved = low, high = NONE
    verdict = "worse" if wrong else "few"
    if intervals and not wrong:
        low, high = intervals.interval(LOSS)
    if intervals and not wrong and reference:
        guess = np.array([-math.log1p(-b), 0.0, math.log1p(-b) - math.log(b), 0.0])
        ends = [_rounded(end, reference) for end in intervals.interval(LOSS - guess)]
        saved = [_rounded(1 - ratio, 1.0) for ratio in intervals.ratio(LOSS, guess)]
        verdict = verdict if few else _side(*ends)
    return {
        "base_rate": b,
        "loss": loss,
        "low": max(low, 0.0),
        "high": high,
        "base_rate_loss": reference,
        "difference": difference,
        "difference_low": ends[0],
        "difference_high": ends[1],
        "skill": (0.0 - difference) / reference if reference else math.nan,
        "skill_low": saved[1],
        "skill_high": saved[0],
        "verdict": verdict if reference else "none",
    }


def _promise(tally, loss):
    """Return the loss that the probabilities promise, its spread, and how far off the loss is."""
    expected, error = tally.mean("expected"), math.nan
    if not tally.soft:
        error = math.sqrt(tally.promised) / float(tally.first[0])
    return {
        "expected_loss": expected,
        "expected_error": error,
        "z_score": (loss - expected) / error if error else math.nan,
        "spread": math.inf if tally.wrong else _deviation(loss, tally.mean("squares")),
        "expected_spread": _deviation(expected, tally.mean("expected_squares")),
    }


def _calibration(tally):
    """Return the scores that compare probabilities with what happened."""
    curve = tally.bins.curve()
    slope, *ends = tally.bins.slope()
    low, high = NONE if tally.soft else ends
    gaps = np.abs(curve.mean_predicted - curve.observed)
    area, error = tally.auc()
    return {
        "mean_proba": tally.bins.mean_proba(),
        "brier": tally.mean("brier"),
        "accuracy": tally.mean("accuracy"),
        "auc": area,
        "auc_error": error,
        "calibration_slope": slope,
        "slope_low": low,
        "slope_high": high,
        "reliability": curve._replace(count=curve.count * tally.unit),
        "bins": tally.bins.borders(curve),
        "ece": _rounded(float(curve.count @ gaps / curve.count.sum()), 1.0),
        "other_class_loss": tally.mean("other_class"),
    }


def _group(found):
    """Return the scores of a group, with intervals by the formula."""
    name, count, ones, wrong, first, second = found
    intervals = Formula(first, second) if count > 1 else None
    score = _score(first / first[0], wrong, _few(count, ones), intervals)
    return GroupScore(name=name, count=count, **score)


def _comparison(tally, loss, few, intervals):
    """Return the loss of the other prediction, and its difference row by row."""
    means, ends = tally.first / tally.first[0], NONE
    other = math.inf if tally.other_wrong else float(means[1] + means[3])
    if math.isinf(other) and math.isinf(loss):
        return Comparison(other, math.nan, *NONE, tally.other_wrong, "none")
    if math.isinf(other) or math.isinf(loss):
        verdict = "worse" if math.isinf(other) else "better"
        return Comparison(other, other - loss, *NONE, tally.other_wrong, verdict)
    difference = _rounded(float(means[3]), loss)
    if intervals:
        ends = [_rounded(end, loss) for end in intervals.interval(OTHER)]
    return Comparison(other, difference, *ends, 0, "few" if few else _side(*ends))


def _few(count, ones):
    """Say whether there are too few predictions, of all or of a class, to settle anything."""
    return count < FEW or min(ones, count - ones) < FEW_OF_CLASS


def _side(low, high):
    """Say which of two losses is settled to be better, from the ends of their difference."""
    return "better" if high < 0 else "worse" if low > 0 else "not settled"


def _rounded(difference, size):
    """Return a difference of numbers of this size, 0 where it is only rounding."""
    return 0.0 if abs(difference) <= ROUNDING * size else difference


def _deviation(mean, square):
    """Return the standard deviation that belongs to a mean and a mean square."""
    return math.sqrt(max(_rounded(square - mean * mean, square), 0.0))
