"""The exercises of chapter 7."""

import functools

import numpy as np

from bce_tutorial.check._judge import (
    Case,
    Mistake,
    NotYet,
    checker,
    compare,
    number,
    run,
    same,
    shown,
)
from bce_tutorial.logits import sigmoid
from bce_tutorial.losses import binary_cross_entropy_gradient


def rows(x, y, w, b):
    """Return a case of a few rows."""
    return Case((np.array(x), np.array(y), w, b), f"x = {x}, y_true = {y}, w = {w}, b = {b}")


CASES = (
    rows([2.0], [0], 1.0, -1.0),
    rows([2.0, -1.0], [0, 1], 1.0, 0.5),
    rows([0.5, 3.0, -2.0], [1, 1, 0], -0.5, 0.25),
)


def slopes(x, y, w, b):
    """Return the slopes of the mean loss in w and in b."""
    residual = binary_cross_entropy_gradient(y, w * x + b)
    return np.mean(residual * x), np.mean(residual)


def of_squares(x, y, w, b):
    """Return the slopes of half the mean squared error."""
    p = sigmoid(w * x + b)
    pull = (p - y) * p * (1 - p)
    return np.mean(pull * x), np.mean(pull)


MISTAKES = (
    Mistake(
        lambda *case: -np.array(slopes(*case)),
        "Right size, wrong sign: a step against it would lead uphill.",
    ),
    Mistake(
        lambda x, *rest: np.multiply(slopes(x, *rest), len(x)),
        "Write every row down twice: should the slopes of a mean double?",
    ),
    Mistake(
        lambda x, *rest: np.multiply(slopes(x, *rest), (len(x), 1)),
        "The slope in b is a mean, the slope in w is not yet one.",
    ),
    Mistake(
        lambda x, *rest: np.multiply(slopes(x, *rest), (-len(x), -1)),
        "Compare both slopes with central differences, for one row and then for two.",
    ),
    Mistake(
        lambda x, *rest: np.multiply(slopes(x, *rest), (-1, 1)),
        "The signs of the two slopes do not belong together.",
    ),
    Mistake(
        lambda *case: np.repeat(slopes(*case)[1], 2),
        "Where does the feature enter the slope in w?",
    ),
    Mistake(
        lambda *case: slopes(*case)[::-1],
        "The slope in w comes first.",
    ),
    Mistake(of_squares, "This is the gradient of half the squared error."),
)


@checker
def repair_gradient(function):
    """Check a function that returns the slopes of the mean log loss of p = sigmoid(w x + b).

    Parameters
    ----------
    function : callable
        Takes `x` and `y_true`, arrays of the same shape, and the numbers `w` and `b`. Returns
        the slope in w and the slope in b.

    Returns
    -------
    Verdict

    Examples
    --------
    >>> repair_gradient(lambda x, y_true, w, b: (0, 0))
    Not yet: for x = [2.0], y_true = [0], w = 1.0, b = -1.0 the slope in w is 0, wanted 1.4621.
    """
    got = [_pair(function, case) for case in CASES]
    for case, pair in zip(CASES, got, strict=True):
        for name, value, wanted in zip("wb", pair, slopes(*case.values), strict=True):
            if not same(value, wanted):
                said = f"for {case.words} the slope in {name} is {shown(value)}"
                raise NotYet(f"{said}, wanted {shown(wanted)}.{_hint(got)}")
    return "both slopes agree with the loss, for one row and for several."


def _pair(function, case):
    """Return the two slopes that the reader's function returns, or say why they are none."""
    pair = run(function, case)
    said = f"for {case.words} your function returns"
    if not isinstance(pair, (tuple, list, np.ndarray)) or len(pair) != 2:
        raise NotYet(f"{said} something else than two slopes: hand back the one in w, then in b.")
    return [number(value, f"{said}, as one of its slopes,") for value in pair]


def _hint(got):
    """Return the hint of the mistake that gives these slopes in all cases."""
    for mistake in MISTAKES:
        known = [mistake.formula(*case.values) for case in CASES]
        if all(
            same(a, b) for x, y in zip(got, known, strict=True) for a, b in zip(x, y, strict=True)
        ):
            return f" {mistake.hint}"
    return ""


def features(X):
    """Return a case of a few features."""
    return Case((np.array(X),), f"X = {X}")


FEATURES = (
    features([[2.0], [-1.0]]),
    features([[1.0, 0.0], [-1.0, 3.0], [0.0, 1.0]]),
    features([[0.1], [0.2], [0.3]]),
)


def rate(X, *, bend=1 / 4, column=True, mean=True, which=-1, at=2):
    """Return the rate below which no step raises the mean log loss."""
    A = np.column_stack([X, np.ones(len(X))]) if column else X
    matrix = bend * A.T @ A / (len(A) if mean else 1)
    return at / np.linalg.eigvalsh(matrix)[which]


RATES = (
    Mistake(
        functools.partial(rate, bend=1, column=False),
        "What is the intercept multiplied by, and how large can p(1 − p) be?",
    ),
    Mistake(functools.partial(rate, bend=1), "How large can p(1 − p) be?"),
    Mistake(functools.partial(rate, column=False), "What is the intercept multiplied by?"),
    Mistake(functools.partial(rate, mean=False), "The loss is a mean over the rows."),
    Mistake(functools.partial(rate, which=0), "The direction with the largest curvature decides."),
    Mistake(functools.partial(rate, at=1), "That is safe, but twice as long is the limit."),
)


@checker
def safe_rate(function):
    """Check a function that returns the rate below which no step can raise the log loss.

    Parameters
    ----------
    function : callable
        Takes `X`, features of shape (n, d). Returns the limit of the learning rate for a
        logistic regression with an intercept, whatever the labels and the weights are.

    Returns
    -------
    Verdict

    Examples
    --------
    >>> safe_rate(lambda X: 1.0)
    Not yet: for X = [[2.0], [-1.0]] your function returns 1, wanted 3.0173.
    """
    compare(function, FEATURES, rate, RATES)
    return "below this rate no step goes uphill, whatever the labels are."
