"""The exercises of chapter 3."""

import math

import numpy as np

from bce_tutorial.check._boxes import Number
from bce_tutorial.check._judge import (
    Case,
    NotYet,
    Target,
    checker,
    column,
    number,
    run,
    same,
    shown,
)

ROWS = ((1, 0.94, 0.94), (0, 0.10, 0.90), (1, 0.32, 0.32), (0, 0.56, 0.44), (0, 0.51, 0.49))

BOXES = {
    "recover-label": Number(
        "For which prediction p can the label not be recovered?",
        Target(
            1,
            0.5,
            (
                (0, "at p = 0 the two candidates for c are 0 and 1, and they differ."),
                (1, "at p = 1 the two candidates for c are 1 and 0, and they differ."),
            ),
            "for which p are the two candidates for c, p and 1 − p, equal?",
        ),
        "there p and 1 − p are the same number, so c cannot tell them apart.",
    ),
}


@checker
def repair_where(function):
    """Check a function that should return the probability of what happened, per row.

    Parameters
    ----------
    function : callable
        Takes `y_true` and `y_proba`, arrays of the same shape, and returns one of that shape.

    Returns
    -------
    Verdict

    Examples
    --------
    >>> repair_where(lambda y, p: abs(y - p))
    Not yet: for y = 1, p = 0.94 your function gives 0.06, and 0.94 went to what happened. \
It takes what went to the other outcome.
    """
    y, p, wanted = map(np.array, zip(*ROWS, strict=True))
    got = column(run(function, Case((y, p), "five rows of the table")), y.shape)
    for label, proba, value, right in zip(y, p, got, wanted, strict=True):
        if not same(value, right):
            raise NotYet(
                f"for y = {label}, p = {proba} your function gives {shown(value)}, "
                f"and {right} went to what happened.{_slip(y, p, got)}"
            )
    return "a better prediction gets a larger number, in both classes."


@checker
def recover_label(function):
    """Check a function that recovers a label from a prediction and its corrected probability.

    Parameters
    ----------
    function : callable
        Takes `p` and `c`, two numbers. Returns 1, 0, or None where both are possible.

    Returns
    -------
    Verdict

    Examples
    --------
    >>> recover_label(lambda p, c: 1 if c == p else 0)
    Not yet: for p = 0.5, c = 0.5 your function returns 1: could the label have been the other one?
    """
    seen = []
    for y, p, c in ROWS:
        case = Case((p, c), f"p = {p}, c = {c}")
        said = f"for {case.words} your function returns"
        label = run(function, case, may_return_none=bool(seen))
        if label is None:
            raise NotYet(f"{said} None, although the two candidates for c differ there.")
        seen.append((p, c, number(label, said)))
        if label == 1 - y:
            raise NotYet(f"{said} {label}, and with that label c would be {1 - c:.2f}.{_why(seen)}")
        if label != y:
            raise NotYet(f"{said} {label}, which is no label.")
    label = run(function, Case((0.5, 0.5), "p = 0.5, c = 0.5"), may_return_none=True)
    if label is None:
        return "the label can be recovered, except where p and 1 − p are the same."
    other = "could the label have been the other one?"
    raise NotYet(f"for p = 0.5, c = 0.5 your function returns {label!r}: {other}")


def _slip(y, p, got):
    """Return a hint on how a column came to be wrong, if it is a known one."""
    for other, hint in (
        (abs(y - p), "It takes what went to the other outcome."),
        (p, "It takes p in every row. What went to class 0?"),
        (1 - p, "It takes 1 − p in every row. What went to class 1?"),
        (np.maximum(p, 1 - p), "This is how sure the model was, whatever happened."),
    ):
        if np.allclose(got, other):
            return f" {hint}"
    return ""


def _why(seen):
    """Return a hint on how the last of the labels came to be wrong."""
    p, c, _ = seen[-1]
    if all(label == (c > 0.5) for p, c, label in seen):
        return " A c above one half says that a decision was right. Does it say which label it was?"
    if all(label == (p > 0.5) for p, c, label in seen):
        return " The prediction alone does not know what happened."
    if 1 - p != c and math.isclose(1 - p, c):
        return f" In floating point 1 − {p} is not exactly {c}: look up `np.isclose`."
    return ""
