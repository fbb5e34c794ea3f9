"""A score report as aligned text, and as HTML with its figure."""

import io
import re
import textwrap
import zlib
from html import escape

from bce_tutorial.look.folding import lines
from bce_tutorial.report import words

WIDTH = 80  # columns of a terminal
LEFT = "text-align: left; vertical-align: top"
RIGHT = "text-align: right; vertical-align: top; white-space: nowrap"
CAPTION = (
    "Observed share of class 1 against mean prediction. A calibrated model lies on the dashed "
    "line, but for chance: of the upright lines, 95 % intervals, it misses about one in twenty, or "
    "fewer. The bars below count predictions."
)
TABLE = '<div style="overflow-x: auto"><table class="docutils">'


def as_text(report):
    """Return the report as aligned lines."""
    table = words.entries(report)
    width = max(len(value) for _, value, _ in table)
    rows = [f"{what:17}  {value:>{width}}  {remark}".rstrip() for what, value, remark in table]
    said = [textwrap.fill(sentence, WIDTH) for sentence in words.remarks(report)]
    curve = [
        "  ".join(f"{cell:>15}" for cell in row) for row in (words.HEADS, *words.curve(report))
    ]
    return lines([*rows, "", *said, "", *curve, *_groups_as_text(report)])


def _groups_as_text(report):
    """Return the lines of the groups, none if there are no groups."""
    if not report.groups:
        return []
    table = [words.GROUP_HEADS, *words.groups(report)]
    widths = [max(map(len, column)) for column in zip(*table, strict=True)]
    rows = [
        "  ".join([f"{name:{widths[0]}}", *map(str.rjust, cells, widths[1:-1]), verdict])
        for name, *cells, verdict in table
    ]
    return [
        "",
        *rows,
        "",
        *(textwrap.fill(sentence, WIDTH) for sentence in words.of_groups(report)),
    ]


def as_html(report):
    """Return the report as a table, remarks, the figure, its numbers, and the groups."""
    rows = [
        f'<tr><th scope="row" style="{LEFT}">{shown(what)}</th>'
        f'<td style="{RIGHT}">{shown(value)}</td>'
        f'<td style="{LEFT}; padding-left: 1rem">{shown(remark)}</td></tr>'
        for what, value, remark in words.entries(report)
    ]
    return lines(
        [
            '<div class="bce-report" role="group" aria-label="Score report">',
            f"{TABLE}<tbody>\n{lines(rows)}\n</tbody></table></div>",
            f"<p>{shown(' '.join(words.remarks(report)))}</p>",
            *_groups_as_html(report),
            picture(report),
            '<details><summary style="list-style: revert">The numbers of the figure</summary>',
            _table(words.HEADS, words.curve(report)),
            "</details>",
            "</div>",
        ]
    )


def _groups_as_html(report):
    if not report.groups:
        return []
    said = " ".join(words.of_groups(report))
    return [_table(words.GROUP_HEADS, words.groups(report), named=True), f"<p>{shown(said)}</p>"]


def _table(heads, rows, *, named=False):
    """Return a table of numbers; where rows are named, their first cell is as a user wrote it."""
    styles = [LEFT if named else RIGHT, *[RIGHT] * (len(heads) - 1)]
    head = [
        f'<th scope="col" style="{style}">{name}</th>'
        for style, name in zip(styles, heads, strict=True)
    ]
    body = []
    for row in rows:
        cells = [f'<td style="{RIGHT}">{shown(cell)}</td>' for cell in row]
        if named:
            cells[0] = f'<th scope="row" style="{LEFT}">{escape(row[0])}</th>'
        body.append(f"<tr>{''.join(cells)}</tr>")
    return (
        f"{TABLE}<thead><tr>{''.join(head)}</tr></thead>\n<tbody>\n{lines(body)}\n"
        "</tbody></table></div>"
    )


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
    caption = f"<b>{shown(words.finding(report))}</b> {shown(CAPTION)}"
    return f'<figure style="margin: 1rem 0">{svg}<figcaption>{caption}</figcaption></figure>'


def shown(text):
    """Write minus signs instead of hyphens, and keep numbers and their percent signs together."""
    text = re.sub(
        r"(?<!\w)-(?=\d|inf)| - ", lambda found: SIGNS[found[0]], escape(text, quote=False)
    )
    return text.replace(" %", "\N{NO-BREAK SPACE}%")


SIGNS = {"-": "\N{MINUS SIGN}", " - ": " \N{MINUS SIGN} "}
