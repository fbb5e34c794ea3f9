"""Rows of predictions that can be moved, with what each adds to the mean loss."""

import math
from html import escape

import numpy as np

from bce_tutorial import _validation as require
from bce_tutorial.explorables import _frame as frame
from bce_tutorial.explorables._text import DIGITS, at, fixed
from bce_tutorial.losses import binary_cross_entropy
from bce_tutorial.probabilities import corrected_probabilities
from bce_tutorial.scores import base_rate_loss

NOTES = (  # before and after the button
    "The logarithm is natural, so the unit is the nat.",
    "Only the base has changed, from e to 10: {} nats ÷ {} = {} bans. No prediction has moved, "
    "and the bars are as long as before.",
)
FULL = 3.2  # a bar is full where one penalty is so many nats: at the probability 0.04


def mean_loss(ids, y_true, y_proba):
    r"""Show what each prediction adds to the log loss, and let the reader move them all.

    .. math:: L = \sum_i \frac{-\log_b c_i}{n}

    with :math:`c_i` the corrected probability. Accuracy at 0.5 and the base-rate loss stand
    beside it. A button changes the base from e to 10 and nothing else.

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
    y, p = np.ravel(y_true), np.round(np.ravel(y_proba).astype(float), 2)
    require.same_shape(ids=np.asarray(ids), y_true=y)
    each = binary_cross_entropy(y, p, base=base, reduction="none") / len(p)
    nats, bans = (binary_cross_entropy(y, p, base=b) for b in (math.e, 10))
    rates = {b: base_rate_loss(y, base=b) for b in (math.e, 10)}
    ten = base == 10
    unit = frame.slot("unit", "bans" if ten else "nats")
    right = f"{((p >= 0.5) == y).sum()} of {len(p)}"
    rows = [
        _row(
            index, escape(str(name)), int(label), value, part, part * len(p) * math.log(base) / FULL
        )
        for index, (name, label, value, part) in enumerate(zip(ids, y, p, each, strict=True))
    ]
    body = "\n".join(
        (
            '<div class="bce-rows bce-moves">',
            *rows,
            "</div>",
            frame.results(
                frame.tile("loss", fixed(bans if ten else nats, 4), f"log loss in {unit}"),
                frame.tile("right", right, "right at threshold 0.5"),
                frame.tile("rate", fixed(rates[base], 4), "base-rate loss, in the same unit"),
                f'<span class="bce-whole" data-slot="base">{base_note(nats, bans, ten)}</span>',
                columns=3,
            ),
            frame.controls(
                frame.flip("ten", frame.slot("offer", offer(nats, bans, ten)), int(ten)),
            ),
        )
    )
    return frame.Explorable(
        "mean_loss",
        title="Move the predictions",
        hint="Each bar is what a row adds to the mean. Turn one into a bold mistake: "
        "it outweighs all the others. Then reset, and use the last button.",
        summary=f"log loss {fixed(nats, 4)} nats, accuracy {right}, "
        f"base-rate loss {fixed(rates[math.e], 4)} nats",
        body=body,
        data={
            "y": y.astype(int).tolist(),
            "rate": round(rates[math.e], DIGITS),
            "full": FULL,
            "notes": NOTES,
        },
        moves=frame.one_of_many("y_proba", p) | {"ten": lambda on: {"base": 10 if on else math.e}},
    )


def offer(nats, bans, ten):
    """Return what the button promises: the same loss in the other base."""
    return f"Back to {fixed(nats, 3)}" if ten else f"Make it {fixed(bans, 3)}"


def base_note(nats, bans, ten):
    """Say what the unit is, and after the button that nothing else has changed."""
    return NOTES[ten].format(*(fixed(x, 4) for x in (nats, math.log(10), bans)))


def _row(index, name, label, p, part, share):
    """Return one row: name, label, slider, bar and contribution."""
    text = fixed(p, 2)
    return "\n".join(
        (
            f'<div class="bce-row" role="group" aria-label="{name}">',
            f'<span class="bce-name">{name} <span>y = {label}</span></span>',
            frame.slider(
                index, f"p of {name}, whose label is {label}", text,
                low=0, high=1, step=0.01, text=text,
            ),
            f'<span class="bce-p">p = {frame.slot(f"p-{index}", text)}</span>',
            frame.bar(
                f'<rect class="bce-class-{label}" data-mark="bar-{index}" '
                f'width="{at(100 * min(share, 1))}" height="10"/>'
            ),
            f'<span class="bce-value">{frame.slot(f"part-{index}", fixed(part, 4))}</span>',
            "</div>",
        )
    )  # fmt: skip
