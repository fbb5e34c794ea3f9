"""The exercises of chapter 3."""

import math

from bce_tutorial.check._boxes import Number
from bce_tutorial.check._judge import Case, NotYet, Target, checker, number, run
from bce_tutorial.check._mean_loss import judge

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
    """Check a function that should return the log loss, the mean of −ln c.

    Parameters
    ----------
    function : callable
        Takes `y_true` and `y_proba`, arrays of the same shape.

    Returns
    -------
    Verdict

    Examples
    --------
    >>> import numpy as np
    >>> repair_where(lambda y, p: np.mean(np.abs(y - p)))  # doctest: +ELLIPSIS
    Not yet: for y_true = [1], y_proba = [0.94] your function returns 0.06, wanted 0.0619. ...
    """
    remark = judge(function)
    return f"a better prediction costs less, in both classes and on the whole table.{remark}"


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
