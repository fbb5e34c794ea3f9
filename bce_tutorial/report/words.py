"""What a score report says: rows of numbers with remarks, sentences, and tables."""

import math

from bce_tutorial.report.summing import FEW, FEW_OF_CLASS

SETTLED = 1.96  # standard deviations that chance seldom makes
ROUNDING = 1e-12
HEADS = ("Mean prediction", "Observed share", "Predictions")
GROUP_HEADS = ("Group", "Count", "Base rate", "Log loss", "Guess", "Skill", "Verdict")
NAME, GROUPS = 20, 40  # letters of the name of a group, and groups, that are shown
METHODS = {"bootstrap": ", by bootstrap", "normal": ", by formula", "none": ""}


def entries(report):
    """Return the rows of the report: what, its value, and a remark."""
    return [*_losses(report), *_promised(report), *_further(report), *_compared(report)]


def _losses(report):
    """Return the rows of the loss and the constant guess."""
    loss, between = _interval(number, report.low, report.high), METHODS[report.interval]
    difference = _interval(number, report.difference_low, report.difference_high)
    dropped = [("Dropped", f"{report.dropped:,}", "rows without a label")] if report.dropped else []
    return [
        ("Predictions", f"{report.count:,}", ""),
        *dropped,
        ("Base rate", percent(report.base_rate), "share of class 1"),
        ("Mean prediction", percent(report.mean_proba), "share of class 1 as predicted"),
        ("Log loss", f"{number(report.loss)} nats", loss and loss + between),
        ("Log loss in bits", f"{number(report.bits)} bits", ""),
        (
            "Base-rate loss",
            f"{number(report.base_rate_loss)} nats",
            "of always saying the base rate",
        ),
        (
            "Difference",
            f"{number(report.difference)} nats",
            difference and f"{difference}, row by row",
        ),
        ("Skill", percent(report.skill), _interval(percent, report.skill_low, report.skill_high)),
    ]


def _promised(report):
    """Return the rows of the loss that the probabilities promise."""
    expected, margin = report.expected_loss, SETTLED * report.expected_error
    likely = f"{number(max(expected - margin, 0.0))} to {number(expected + margin)}"
    known = "if these are right" + ("" if math.isnan(margin) else f", 95 % in {likely}")
    spread = f"of the penalties; expected {number(report.expected_spread)} nats"
    return [
        ("Expected loss", f"{number(expected)} nats", known),
        ("Spread", f"{number(report.spread)} nats", spread),
    ]


def _further(report):
    """Return the rows of other scores."""
    slope, off = report.calibration_slope, report.auc_error
    ends = _interval("{:.2f}".format, report.slope_low, report.slope_high)
    slope_remark = f"{ends}; 1 if calibrated" if ends else "below 1: too sure, above: not enough"
    pairs = f"to within {off:.1g}" if off > 0 else "ties half"
    return [
        ("Brier score", number(report.brier), "mean squared difference"),
        ("Calibration slope", _or_none("{:.2f}", slope), slope_remark),
        ("Calibration error", number(report.ece), "mean gap in ten bins (ECE), partly by chance"),
        ("Accuracy", percent(report.accuracy), "at threshold 0.5, which itself says class 1"),
        ("AUC", _or_none("{:.4f}", report.auc), f"pairs in the right order, {pairs}"),
    ]


def _compared(report):
    """Return the rows of the other prediction, if there is one."""
    other = report.comparison
    if not other:
        return []
    ends = _interval(number, other.low, other.high)
    return [
        ("Other loss", f"{number(other.loss)} nats", "of the predictions to compare with"),
        ("Other - first", f"{number(other.difference)} nats", ends and f"{ends}, row by row"),
    ]


def remarks(report):
    """Return what has to be said about the numbers, in sentences."""
    found = [_verdict(report), *_suspicions(report)]
    if report.verdict != "few" and not _other_class(report):
        found += _calibration(report)
    if report.certain < report.count:
        if report.certain:
            found.append(
                f"Predictions of exactly 0 or 1, left out of the slope: {report.certain:,}."
            )
        if math.isnan(report.calibration_slope) and report.base_rate_loss and not report.constant:
            found.append("No slope is best: the classes do not overlap enough.")
    if report.comparison:
        found.append(COMPARED[report.comparison.verdict])
    return found


def _verdict(report):
    """Say first what matters most."""
    if report.certain_and_wrong:
        return (
            f"Certain and wrong, each with an infinite penalty: {report.certain_and_wrong:,}, "
            f"the first at {report.place} {report.first_certain_and_wrong}."
        )
    if report.count == 1 and report.verdict == "few":
        return "A single prediction has no interval."
    return VERDICTS[report.verdict]


VERDICTS = {
    "better": "Better than always saying the base rate: row by row, the interval of the "
    "difference lies below 0.",
    "worse": "Worse than always saying the base rate: row by row, the interval of the "
    "difference lies above 0.",
    "not settled": "Not settled: the interval of the difference from the base rate contains 0.",
    "few": f"Fewer than {FEW} predictions, or {FEW_OF_CLASS} of a class: the intervals are too "
    "narrow, and nothing is settled.",
    "none": "All labels are the same: there is no skill and no slope.",
}
COMPARED = {
    "better": "The other predictions are better: the interval of the difference lies below 0.",
    "worse": "The other predictions are worse: the interval of the difference lies above 0.",
    "not settled": "Which predictions are better is not settled: the interval contains 0.",
    "few": "Too few predictions to settle which ones are better.",
    "none": "Both predictions have an infinite loss.",
}


def _suspicions(report):
    """Return what the predictions may be instead of probabilities of class 1."""
    if report.certain == report.count:
        if report.soft_labels:
            yield "All predictions are 0 or 1 and the labels are not: swapped columns?"
        else:
            yield "All predictions are 0 or 1: these look like votes (classes), not probabilities."
    elif report.constant:
        yield "All predictions are equal: they tell no row from another."
    if report.soft_labels and report.certain < report.count:
        yield f"Labels between 0 and 1: {report.soft_labels:,}."
    if _other_class(report):
        other = number(report.other_class_loss)
        yield f"Are these probabilities of the other class? 1 - p has the loss {other} nats."


def _other_class(report):
    """Tell whether these look like probabilities of class 0, of which nothing else can be said."""
    return report.verdict == "worse" and report.other_class_loss < report.base_rate_loss


def _calibration(report):
    """Return what loss and slope say about how sure the probabilities are."""
    z = report.z_score
    if math.isfinite(z):
        if abs(z) <= SETTLED:
            yield "The loss is what these probabilities promise, but for chance."
        else:
            side, words = ("above", "too sure") if z > 0 else ("below", "not sure enough")
            yield (
                f"The loss lies {abs(z):.1f} standard deviations {side} what these probabilities "
                f"promise: they are {words}."
            )
    if report.slope_high < 1:
        yield "The interval of the calibration slope lies below 1: too sure."
    elif report.slope_low > 1:
        yield "The interval of the calibration slope lies above 1: not sure enough."
    elif report.slope_low <= 1:
        yield "The interval of the calibration slope contains 1, that of a calibrated model."


def curve(report):
    """Return the rows of the reliability curve, as text."""
    return [
        (f"{said:.3f}", f"{observed:.3f}", f"{count:,.0f}" if count % 1 == 0 else f"{count:,.2f}")
        for said, observed, count in zip(*report.reliability, strict=True)
    ]


def finding(report):
    """Say how many bins of the curve their intervals tell from the diagonal, and where most."""
    said, observed, _ = report.reliability
    low, high = report.bins.observed_low, report.bins.observed_high
    beyond = [max(low[k] - said[k], said[k] - high[k]) for k in range(said.size)]
    missed = [k for k in range(said.size) if beyond[k] > ROUNDING]
    bins = f"all {said.size} bins" if said.size > 1 else "the only bin"
    if not missed:
        return f"In {bins} the 95 % interval of the observed share holds the mean prediction."
    if len(missed) < said.size:
        bins = f"{len(missed)} of {said.size} bins"
    most = max(missed, key=lambda k: round(beyond[k], 12))
    gap = observed[most] - said[most]
    return (
        f"In {bins} the 95 % interval of the observed share misses the mean prediction, "
        f"{'most ' * (len(missed) > 1)}at {said[most]:.3f}: there the share is "
        f"{number(abs(gap))} {'higher' if gap > 0 else 'lower'}."
    )


def groups(report):
    """Return the rows of the largest groups, as text."""
    return [
        (
            group.name if len(group.name) <= NAME else group.name[: NAME - 3] + "...",
            f"{group.count:,}",
            percent(group.base_rate),
            number(group.loss),
            number(group.base_rate_loss),
            percent(group.skill),
            {"none": "one class"}.get(group.verdict, group.verdict),
        )
        for group in report.groups[:GROUPS]
    ]


def of_groups(report):
    """Return what has to be said below the table of groups."""
    words = [
        "Verdict: against always saying the base rate of the group (guess). Few: fewer than "
        f"{FEW} predictions or {FEW_OF_CLASS} of a class."
    ]
    if len(report.groups) > GROUPS:
        words.append(f"The {GROUPS} largest of {len(report.groups):,} groups are shown.")
    return words


def number(value):
    """Write a loss or a score: four decimals, or three digits where these would be zeros."""
    return f"{value:.4f}" if abs(value) >= 0.001 or value == 0 else f"{value:.3g}"


def percent(share):
    """Write a share in percent, so that what is not 0 or 100 % does not look like it."""
    value = 100 * share
    if math.isnan(value):
        return "none"
    if 0 < abs(value) < 0.1:
        return f"{value:.3g} %"
    return f"{value:.6g} %" if 99.9 < value < 100 else f"{value:.1f} %"


def _interval(write, low, high):
    """Return the words for an interval, none where it has no ends."""
    return "" if math.isnan(low) else f"95 % interval {write(low)} to {write(high)}"


def _or_none(form, value):
    return "none" if math.isnan(value) else form.format(value)
