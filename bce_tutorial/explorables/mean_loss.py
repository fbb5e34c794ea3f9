"""Rows of predictions that can be moved, what each costs, and their mean as one strip."""

import itertools
import math
from html import escape

import numpy as np

from bce_tutorial import _validation as require
from bce_tutorial.explorables import _frame as frame
from bce_tutorial.explorables import _plot as plot
from bce_tutorial.explorables._text import DIGITS, at, fixed
from bce_tutorial.losses import binary_cross_entropy
from bce_tutorial.probabilities import corrected_probabilities
from bce_tutorial.scores import base_rate_loss

NOTES = (  # before and after the button
    "",
    "Only the base has changed, from e to 10: {} nats ÷ {} = {} bans. No prediction has moved, "
    "and the strip is as long as before.",
)
KEYS = "".join(
    (
        '<p class="bce-tile">',
        *(
            frame.key(f'<rect class="bce-class-{label}" width="12" height="12"/>') + words
            for label, words in ((1, "y = 1, a yes\N{EM SPACE}"), (0, "y = 0, a no"))
        ),
        "</p>",
    )
)
PENALTIES = ("−ln c", "−log₁₀ c")
LONGEST = 1  # nats at the end of the strip
UPPER, LOWER = 24, 50  # edges of the strip
LETTER = 12  # room for one in the strip, even on a phone
along = plot.Scale(0, LONGEST, 2, plot.WIDTH - 2)


def mean_loss(ids, y_true, y_proba):
    r"""Show what each prediction costs, and the mean, and let the reader move them all.

    .. math:: L = \frac{1}{n} \sum_i -\log_b c_i

    with :math:`c_i` the corrected probability. Every row is a slider from 0 to 1, solid where it
    gave its probability to what happened. Below, the shares of all rows in the mean stand in one
    strip, whose length is the log loss, beside the base-rate loss and the loss of always 0.5. A
    button changes the base from e to 10 and nothing else.

    Parameters
    ----------
    ids : sequence of str, of length n
        Names of the rows, from top to bottom.
    y_true : array_like of shape (n,), of 0 and 1
        What happened.
    y_proba : array_like of shape (n,), in [0, 1]
        The predictions at the start, rounded to the sliders' step of 0.01.

    Returns
    -------
    Explorable
        Displays as HTML in a notebook, prints as a line of text elsewhere.

    Raises
    ------
    ValueError
        As :func:`bce_tutorial.corrected_probabilities`, and if there are not as many ids.

    Examples
    --------
    >>> from bce_tutorial.datasets import eight_predictions
    >>> mean_loss(*eight_predictions())
    Move the predictions: log loss 0.4937 nats, accuracy 4 of 8, base-rate loss 0.6616 nats
    """
    return build(ids, y_true, y_proba, math.e)


@frame.movable
def build(ids, y_true, y_proba, base):
    """Return the explorable as it looks after its button has chosen the base, e or 10."""
    corrected_probabilities(y_true, y_proba)  # says what is wrong with them, if anything is
    y, p = np.ravel(y_true).astype(int), np.round(np.ravel(y_proba).astype(float), 2)
    require.same_shape(ids=np.asarray(ids), y_true=y)
    nats, rate = binary_cross_entropy(y, p), base_rate_loss(y)
    right = f"{((p >= 0.5) == y).sum()} of {len(p)}"
    return frame.Explorable(
        "mean_loss",
        title="Move the predictions",
        hint="Drag a dot: p is the probability of y\u00a0=\u00a01. The solid part, c, went to what "
        "happened, and costs −ln\u00a0c.",
        summary=f"log loss {fixed(nats, 4)} nats, accuracy {right}, "
        f"base-rate loss {fixed(rate, 4)} nats",
        body=frame.body(
            KEYS,
            _rows(ids, y, p, base),
            _strip(ids, y, p, base),
            _results(nats, right, ten=base == 10),
        ),
        data={
            "y": y.tolist(),
            "rate": round(rate, DIGITS),
            "x": along,
            "names": [str(name) for name in ids],
            "letter": LETTER,
            "notes": NOTES,
            "penalties": PENALTIES,
        },
        moves=frame.one_of_many("y_proba", p) | {"ten": lambda on: {"base": 10 if on else math.e}},
    )


def _rows(ids, y, p, base):
    """Return the rows below a line that says what their columns are."""
    costs = binary_cross_entropy(y, p, base=base, reduction="none")
    heads = ("", "y", "p", "", "c", frame.slot("penalty", PENALTIES[base == 10]))
    unit = "bans" if base == 10 else "nats"
    return "\n".join(
        (
            '<div class="bce-rows bce-table">',
            '<div class="bce-row" aria-hidden="true">',
            *(f"<span>{head}</span>" for head in heads),
            "</div>",
            *(
                _row(*row, unit)
                for row in zip(itertools.count(), map(str, ids), y, p, costs, strict=False)
            ),
            "</div>",
        )
    )


def _row(index, name, label, p, cost, unit):
    """Return one row: name, label, p, slider, corrected probability and penalty."""
    name = escape(name)
    left, width = (0, p) if label == 1 else (p, 1 - p)
    said, happened, paid = fixed(p, 2), fixed(width, 2), fixed(cost, 4)
    bar = frame.bar(
        f'<rect class="bce-class-{label}" width="100" height="10" fill-opacity="0.2"/>',
        f'<rect class="bce-class-{label}" data-mark="bar-{index}" x="{at(100 * left)}" '
        f'width="{at(100 * width)}" height="10"/>',
    )
    slider = frame.slider(
        index, f"p of {name}, whose label is {label}", said, low=0, high=1, step=0.01,
        text=f"p {said}, corrected {happened}, penalty {paid} {unit}",
    )  # fmt: skip
    return "\n".join(
        (
            f'<div class="bce-row" role="group" aria-label="{name}">',
            f'<span class="bce-name">{name}</span>',
            f"<span>{label}</span>",
            f'<span class="bce-p">{frame.slot(f"p-{index}", said)}</span>',
            f'<span class="bce-track">{bar}{slider}</span>',
            f'<span class="bce-p">{frame.slot(f"c-{index}", happened)}</span>',
            f'<span class="bce-value">{frame.slot(f"cost-{index}", paid)}</span>',
            "</div>",
        )
    )


def _strip(ids, y, p, base):
    """Draw the share of each row in the mean, one behind the other, and two losses to compare."""
    parts = binary_cross_entropy(y, p, reduction="none") / len(p)
    ends = [along(min(end, LONGEST)) for end in (0, *itertools.accumulate(parts))]
    rate = base_rate_loss(y)
    x, half = along(rate), along(math.log(2))
    shown = [fixed(value / math.log(base), 4) for value in (rate, math.log(2))]
    side = x > plot.WIDTH / 2  # there is room for its words on the left
    return plot.drawing(
        LOWER + (24 if side else 40),
        "The share of each prediction in the mean as a part of one strip, so that the length of "
        "the strip is the log loss. Two upright lines stand at the loss of always forecasting "
        "the base rate and at the loss of always forecasting one half.",
        plot.label(2, UPPER - 8, "the mean, stacked: what each row adds", "start"),
        *(_part(*row) for row in zip(itertools.count(), ids, ends, ends[1:], strict=False)),
        *(
            f'<path class="bce-line" d="M{at(place)} {UPPER - 4}V{LOWER + 8}"/>'
            for place in (x, half)
        ),
        plot.label(
            x, LOWER + 20, f"base rate: {frame.written('rate', shown[0])}",
            "end" if side else "start",
        ),
        plot.label(
            half, LOWER + (20 if side else 36),
            f"coin: {frame.written('half', shown[1])}", "start",
        ),
    )  # fmt: skip


def _part(index, name, start, end):
    """Draw the share of one row, with its name if there is room."""
    shade = 0.35 if index % 2 else 0.2
    return (
        f'<rect data-mark="part-{index}" x="{at(start)}" y="{UPPER}" width="{at(end - start)}" '
        f'height="{LOWER - UPPER}" fill="currentColor" fill-opacity="{shade}"/>'
        f'<text data-mark="name-{index}" data-slot="name-{index}" x="{at((start + end) / 2)}" '
        f'y="{LOWER - 8}" text-anchor="middle">{named(name, end - start)}</text>'
    )


def named(name, room):
    """Return a name if there is room for it."""
    return escape(str(name)) if room >= LETTER * len(str(name)) else ""


def _results(nats, right, *, ten):
    """Return the mean, large, and the buttons beside it."""
    bans = nats / math.log(10)
    unit = frame.slot("unit", "bans" if ten else "nats")
    return frame.results(
        frame.tile("loss", fixed(bans if ten else nats, 4), f"log loss in {unit}", large=True),
        '<span class="bce-buttons">'
        f"{frame.flip('ten', frame.slot('offer', offer(nats, bans, ten)), int(ten))}\n"
        f"{frame.RESET}\n<span>{frame.slot('right', right)} right at threshold 0.5</span></span>",
        frame.whole("base", base_note(nats, bans, ten)),
        columns=2,
    )


def offer(nats, bans, ten):
    """Return what the button promises: the same loss in the other base."""
    return f"Back to {fixed(nats, 3)}" if ten else f"Make it {fixed(bans, 3)}"


def base_note(nats, bans, ten):
    """Say after the button that nothing but the base has changed."""
    return NOTES[ten].format(*(fixed(x, 4) for x in (nats, math.log(10), bans)))
