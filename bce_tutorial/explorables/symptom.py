"""Type the number that you see: its known causes, with links to the sections that show them."""

import math
import re

from bce_tutorial.explorables import _frame as frame
from bce_tutorial.explorables._text import DIGITS
from bce_tutorial.look.palette import GREY
from bce_tutorial.symptoms import (
    CHANCE,
    COARSE,
    LARGE,
    MOST,
    NOTED,
    NUMBER,
    OFF,
    ORDINARY,
    PRECISE,
    SAME,
    SHARED,
    Cause,
    diagnose_loss,
)
from bce_tutorial.symptoms import known_losses as table

PREFIX = "sec-debugging-"
BOX = (
    f"appearance:auto;width:6.5rem;margin:0 0 0 .5rem;padding:.25rem .5rem;border:1px solid {GREY};"
    "border-radius:.4rem;font:inherit;cursor:text"
)


def symptom(*, loss="0.693", base_rate=None):
    """Offer a box for a loss, and say what it is known to mean.

    The page answers as :func:`bce_tutorial.diagnose_loss` does: each cause with a link to the
    section that reproduces it.

    Parameters
    ----------
    loss : float or str
        Loss in nats at the start, as printed; a text keeps its last zeros. Also inf and nan.
    base_rate : float in (0, 1), optional
        Share of class 1 among the labels at the start.

    Returns
    -------
    Explorable
        Displays as HTML in a notebook, prints as a line of text elsewhere.

    Raises
    ------
    ValueError
        As :func:`bce_tutorial.diagnose_loss`.

    Examples
    --------
    >>> symptom(loss=36.04)
    Type the number you see: 36.04 may be −ln 2.2e-16: scikit-learn, certain and wrong, float64
    """
    diagnose_loss(loss, base_rate=base_rate)  # says what is wrong with them, if anything is
    text = str(loss).strip().lower()
    percent = "" if base_rate is None else f"{100 * base_rate:.6g}"
    number = text[-3:] not in ("inf", "nan")  # even one that no float holds
    return build(typed=text if number else "", pressed="" if number else text, percent=percent)


@frame.movable
def build(*, typed, pressed, percent):
    """Return the explorable for what stands in its boxes, or with one of its buttons pressed."""
    text = _number(pressed or typed)
    rate = _number(percent.replace("%", "", 1))
    causes, notes = _answer(text, float(rate) / 100 if rate else 0)
    return frame.Explorable(
        "symptom",
        title="Type the number you see",
        hint="Type all digits that were printed, or press inf or nan. If you do not trust your "
        "loss function, give it the eight predictions and type what it returns.",
        summary=f"{text} may be {causes[0].words}",
        body=frame.body(
            frame.controls(
                _box("loss", "your loss", typed),
                '<button type="button" data-press="1" disabled="">inf</button>',
                '<button type="button" data-press="2" disabled="">nan</button>',
                _box("rate", "base rate in %, if known", percent),
            ),
            frame.results(*_rows(text, causes), *_notes(notes), columns=1),
        ),
        data={"special": pressed, **_rules()},
        moves={
            "loss": lambda text: {"typed": text, "pressed": ""},
            "press": lambda number: {"typed": "", "pressed": ("inf", "nan")[number - 1]},
            "rate": lambda text: {"percent": text},
        },
    )


def _rules():
    """Return what the script must know to answer as the package does."""
    return {
        "known": [
            [float(f"{row.value:.{DIGITS}g}"), *row[1:3], round(row.slack, 6), int(row.shared)]
            for row in table.known()
        ],
        "words": table.WORDS,
        "sections": table.SECTIONS,
        "batches": table.BATCHES,
        "classes": table.CLASSES,
        "tenths": table.TENTHS,
        "near": table.NEAR,
        "most": MOST,
        "off": OFF,
        "same": SAME,
        "coarse": COARSE,
        "large": LARGE,
        "precise": (table.LN_2, ORDINARY, PRECISE),
        "noted": NOTED,
        "chance": (CHANCE, SHARED),
    }


def _answer(text, rate):
    """Return the causes of a number and the notes on it; without one, what to do."""
    if text:
        return diagnose_loss(text, base_rate=rate if 0 < rate < 1 else None)
    words, section = table.WORDS["empty"]
    return [Cause(math.nan, words, PREFIX + section)], ()


def _rows(text, causes):
    """Return the places of the causes, of which the last may be empty."""
    empty = Cause(None, "", f"{PREFIX}symptoms")
    for i, cause in enumerate([*causes, *[empty] * MOST][:MOST]):
        yield _row(i, text, *cause)


def _notes(notes):
    """Return the places of the two notes."""
    for i, note in enumerate([*notes, "", ""][:2]):
        yield frame.whole(f"note-{i}", note)


def _number(typed):
    """Return a number as `_read` does, or nothing where none was typed."""
    text = _read(typed)
    return text if NUMBER.fullmatch(text) else ""


def _read(typed):
    """Return a number as Python writes it, whatever signs for minus and decimals were typed."""
    return re.sub("^[−–]", "-", typed.strip().lower()).replace(",", ".", 1)


def _row(i, text, value, words, section):
    """Return the place of a cause: what was typed, what it means, and where it is shown."""
    hidden, shown = ' style="display:none"', ""
    if value is not None:
        typed = not NOTED[0] <= abs(value) <= NOTED[1] or value == float(text)
        exact = typed or f"{value:.4f}" == text
        named = f"{text} is" if exact else f"{text}: close to {value:.4f},"
        hidden, shown = ' style=""', named if text else ""
    name = section.removeprefix(PREFIX)
    return (
        f'<span class="bce-whole" data-mark="row-{i}"{hidden}>'
        f'<b data-slot="value-{i}">{shown}</b> '
        f'<span data-slot="words-{i}">{words}</span>. '
        f'See <a data-mark="link-{i}" href="#{section}">'
        f'<span data-slot="where-{i}">{table.SECTIONS[name]}</span></a></span>'
    )


def _box(name, label, value):
    """Return a labelled box for a number."""
    return (
        f'<label>{label} <input type="text" inputmode="decimal" data-input="{name}" '
        f'value="{value}" autocomplete="off" style="{BOX}" disabled=""/></label>'
    )
