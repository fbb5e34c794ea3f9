"""Rows of predictions whose labels can be flipped."""

from html import escape

import numpy as np

from bce_tutorial import _validation as require
from bce_tutorial.explorables import _frame as frame
from bce_tutorial.explorables._text import at, fixed
from bce_tutorial.probabilities import corrected_probabilities

PALE = 0.2  # opacity of the part that did not happen


@frame.movable
def corrected(ids, y_true, y_proba):
    r"""Show the corrected probability of each row, and let the reader flip the labels.

    .. math:: c_i = p_i^{y_i} (1 - p_i)^{1 - y_i}

    Each bar is split at p. The left part is the probability of class 1, the right part that of
    class 0, and the part that happened is solid: flipping the label swaps them, p stays.

    Parameters
    ----------
    ids : sequence of str, of length n
        Names of the rows, from top to bottom.
    y_true : array_like of shape (n,), of 0 and 1
        The labels at the start.
    y_proba : array_like of shape (n,), in [0, 1]
        Predicted probability of class 1.

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
    >>> corrected(*eight_predictions())
    Flip a label: 4 of 8 rows gave more than one half to what happened, the least is 0.32
    """
    values = np.ravel(corrected_probabilities(y_true, y_proba))
    y, p = np.ravel(y_true), np.ravel(y_proba).astype(float)
    require.same_shape(ids=np.asarray(ids), y_true=y)
    rows = [_row(*row) for row in enumerate(zip(ids, y, p, strict=True))]
    above = f"{(values > 0.5).sum()} of {len(p)}"
    least = fixed(values.min(), 2)
    body = "\n".join(
        (
            '<div class="bce-rows bce-flips">',
            '<p class="bce-head"><span>← p, for class 1</span>',
            "<span>1 − p, for class 0 →</span></p>",
            *rows,
            "</div>",
            frame.results(
                frame.tile("above", above, "rows gave more than one half to what happened"),
                frame.tile("least", least, "is the least that a row gave to it"),
                columns=2,
            ),
            frame.controls(),
        )
    )
    return frame.Explorable(
        "corrected",
        title="Flip a label",
        hint="The solid part of a bar is what the model gave to what happened. Flip one: "
        "the prediction stays where it is, and the other part becomes solid.",
        summary=f"{above} rows gave more than one half to what happened, the least is {least}",
        body=body,
        data={"p": p.tolist(), "pale": PALE},
        moves=frame.one_of_many("y_true", y),
    )


def formula(label, p):
    """Write how the corrected probability follows from p."""
    if label == 1:
        return f"p = {fixed(p, 2)}"
    return f"1 − {fixed(p, 2)} = {fixed(corrected_probabilities(0, p), 2)}"


def _row(index, row):
    """Return one row: name, button, bar and result."""
    name, label, p = row
    name, label = escape(str(name)), int(label)
    parts = (
        f'<rect class="bce-class-{of}" data-mark="part-{of}-{index}" x="{at(100 * left)}" '
        f'width="{at(100 * width)}" height="10" fill-opacity="{1 if of == label else PALE}"/>'
        for of, left, width in ((1, 0, p), (0, p, 1 - p))
    )
    return "\n".join(
        (
            f'<div class="bce-row" role="group" aria-label="{name}">',
            f'<span class="bce-name">{name}</span>',
            frame.flip(index, f"y = {frame.slot(f'y-{index}', label)}", label),
            frame.bar(*parts),
            f'<span class="bce-value">{frame.slot(f"value-{index}", formula(label, p))}</span>',
            "</div>",
        )
    )
