"""A score report in words: as aligned text, and as HTML with its figure."""

import io
import math
import re
import zlib

from bce_tutorial.look.folding import lines

FEW = 30  # below, the middle 95 % of the resamples are much narrower than they should be
HEADS = ("Mean prediction", "Observed share", "Predictions")
LEFT = "text-align: left; vertical-align: top"
RIGHT = "text-align: right; vertical-align: top; white-space: nowrap"
CAPTION = (
    "Observed share of class 1 against mean prediction. A calibrated model lies on the dashed "
    "line, but for chance: the upright lines are 95 % intervals. The bars below count predictions."
)


def as_text(report):
    """Return the report as aligned lines of ASCII, which every terminal can show."""
    table = entries(report)
    width = max(len(value) for _, value, _ in table)
    rows = [f"{what:17}  {value:>{width}}  {remark}".rstrip() for what, value, remark in table]
    curve = ["  ".join(f"{cell:>15}" for cell in row) for row in (HEADS, *bins(report))]
    return lines([*rows, "", *remarks(report), "", *curve])


def as_html(report):
    """Return the report as a table, remarks, the figure, and the numbers of the figure."""
    rows = [
        f'<tr><th scope="row" style="{LEFT}">{what}</th>'
        f'<td style="{RIGHT}">{shown(value)}</td>'
        f'<td style="{LEFT}; padding-left: 1rem">{shown(remark)}</td></tr>'
        for what, value, remark in entries(report)
    ]
    heads = "".join(f'<th scope="col" style="{RIGHT}">{head}</th>' for head in HEADS)
    cells = [
        "<tr>" + "".join(f'<td style="{RIGHT}">{cell}</td>' for cell in row) + "</tr>"
        for row in bins(report)
    ]
    return lines(
        [
            '<div class="bce-report" role="group" aria-label="Score report">',
            f"{TABLE}<tbody>\n{lines(rows)}\n</tbody></table></div>",
            f"<p>{' '.join(remarks(report))}</p>",
            picture(report),
            '<details><summary style="list-style: revert">The numbers of the figure</summary>',
            f"{TABLE}<thead><tr>{heads}</tr></thead>\n<tbody>\n{lines(cells)}\n</tbody></table>",
            "</div></details>",
            "</div>",
        ]
    )


TABLE = '<div style="overflow-x: auto"><table class="docutils">'


def picture(report):
    """Return the reliability diagram as a figure of the page."""
    try:
        from bce_tutorial.plots import save_reliability
    except ImportError:
        return "<p>The figure needs matplotlib, which is not installed.</p>"
    from bce_tutorial.look.inline_svg import inline_svg, themed_anywhere

    target = io.BytesIO()
    save_reliability(target, report.reliability, transparent=True)
    said, observed, _ = report.reliability
    alt = (
        f"Reliability diagram with {said.size} bins, from an observed share of {observed[0]:.2f} "
        f"at a mean prediction of {said[0]:.2f} to {observed[-1]:.2f} at {said[-1]:.2f}."
    )
    name = f"report-{zlib.crc32(target.getvalue()):08x}"  # the same for the same report
    svg = inline_svg(target.getvalue().decode(), prefix=name, alt=alt, colours=themed_anywhere)
    return f'<figure style="margin: 1rem 0">{svg}<figcaption>{CAPTION}</figcaption></figure>'


def entries(report):
    """Return the rows of the report: what, its value, and a remark."""
    interval = skill_interval = ""
    if report.interval != "none":
        interval = (
            f"95 % interval {number(report.low)} to {number(report.high)}, "
            f"by {INTERVALS[report.interval]}"
        )
        if report.base_rate_loss:
            ends = [percent(1 - end / report.base_rate_loss) for end in (report.high, report.low)]
            skill_interval = f"95 % interval {ends[0]} to {ends[1]}"
    slope = report.calibration_slope
    constant = f"{number(report.base_rate_loss)} nats"
    return [
        ("Predictions", f"{report.count:,}", ""),
        ("Base rate", percent(report.base_rate), "share of class 1"),
        ("Mean prediction", percent(report.mean_proba), "share of class 1 as predicted"),
        ("Log loss", f"{number(report.loss)} nats", interval),
        ("Log loss in bits", f"{number(report.bits)} bits", ""),
        ("Base-rate loss", constant, "of always saying the base rate"),
        ("Skill", percent(report.skill), skill_interval),
        ("Brier score", number(report.brier), "mean squared difference"),
        (
            "Calibration slope",
            "none" if math.isnan(slope) else f"{slope:.2f}",
            "below 1: too sure, above 1: not sure enough",
        ),
    ]


INTERVALS = {"bootstrap": "bootstrap", "normal": "normal approximation"}


def remarks(report):
    """Return what has to be said about the numbers, in sentences."""
    found = [_verdict(report)]
    if report.soft_labels and report.certain == report.count:
        found.append("All predictions are 0 or 1 and the labels are not: swapped columns?")
    elif report.soft_labels:
        found.append(f"Labels between 0 and 1: {report.soft_labels:,}.")
    if report.certain:
        found.append(f"Predictions of exactly 0 or 1, left out of the slope: {report.certain:,}.")
    if math.isnan(report.calibration_slope) and report.base_rate_loss:
        found.append("No slope is best: the classes do not overlap enough.")
    return found


def _verdict(report):
    """Say first what matters most."""
    if report.certain_and_wrong:
        return (
            f"Certain and wrong, each with an infinite penalty: {report.certain_and_wrong:,}, "
            f"the first at {report.place} {report.first_certain_and_wrong}."
        )
    if not report.base_rate_loss:
        return "All labels are the same: there is no skill and no slope."
    if report.interval == "none":
        return "A single prediction has no interval."
    if report.count < FEW:
        return f"Fewer than {FEW} predictions: the interval is too narrow, and nothing is settled."
    if report.high < report.base_rate_loss:
        return "Better than always saying the base rate, whose loss lies above the interval."
    if report.low > report.base_rate_loss:
        return "Worse than always saying the base rate, whose loss lies below the interval."
    return "Not settled: the loss of always saying the base rate lies in the interval."


def bins(report):
    """Return the rows of the reliability curve, as text."""
    return [
        (f"{said:.3f}", f"{observed:.3f}", f"{count:,.0f}" if count % 1 == 0 else f"{count:,.2f}")
        for said, observed, count in zip(*report.reliability, strict=True)
    ]


def number(value):
    """Write a loss or a score: four decimals, or three digits where these would be zeros."""
    return f"{value:.4f}" if value >= 0.001 or value == 0 else f"{value:.3g}"


def percent(share):
    """Write a share in percent, so that what is not 0 or 100 % does not look like it."""
    value = 100 * share
    if math.isnan(value):
        return "none"
    near = 0 < value < 0.1 or 99.9 < value < 100
    return f"{value:.6g} %" if near else f"{value:.1f} %"


def shown(text):
    """Write minus signs instead of hyphens, and keep numbers and their percent signs together."""
    return re.sub(r"-(?=\d|inf)", "\N{MINUS SIGN}", text).replace(" %", "\N{NO-BREAK SPACE}%")
