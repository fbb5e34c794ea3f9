"""The exercises of chapter 15."""

import math

import numpy as np

from bce_tutorial.check._boxes import Number
from bce_tutorial.check._judge import Case, Mistake, NotYet, Target, checker, compare, run
from bce_tutorial.losses import binary_cross_entropy, binary_cross_entropy_with_logits
from bce_tutorial.scores import base_rate_loss
from bce_tutorial.training import fit_logistic_regression

_RNG = np.random.default_rng(13)
ROWS = _RNG.normal(size=(120, 2))
LABELS = (ROWS @ [1.5, -1.0] - 0.8 + _RNG.logistic(size=120) > 0).astype(int)
BEST = float(fit_logistic_regression(ROWS, LABELS).losses[-1])
GUESS, LN_2 = base_rate_loss(LABELS), math.log(2)
CLOSE = 0.005  # nats; a plateau, and a training that is as good as finished

BOXES = {
    "honest-report": Number(
        "Batches of 8, 8 and 4 rows have mean losses 0.31, 0.42 and 0.90. What is the loss of "
        "all twenty rows?",
        Target(3, (8 * 0.31 + 8 * 0.42 + 4 * 0.9) / 20, (
            ((0.31 + 0.42 + 0.9) / 3, "that is the mean of the means. Has every row the same say?"),
            (0.31 + 0.42 + 0.9, "that is the sum of the means."),
            (8 * 0.31 + 8 * 0.42 + 4 * 0.9, "that is the sum over the rows."),
            ((0.31 + 0.42) / 2, "that leaves out the short batch."),
            (0.9, "that is the last batch alone."),
        ), "weigh each mean with the number of its rows."),
        "each row counts once, in whichever batch it was.",
    ),
}  # fmt: skip


@checker
def unstick_training(train):
    """Check a training loop for logistic regression that must get past the base-rate loss.

    Parameters
    ----------
    train : callable
        Takes `X` of shape (n, k) and `y_true` of shape (n,), with labels 0 and 1. Returns the
        weights, of shape (k,), and the intercept.

    Returns
    -------
    Verdict

    Examples
    --------
    >>> unstick_training(lambda X, y_true: (X[0] * 0, 0))
    Not yet: on 120 other rows your model costs 0.6931, near ln 2, the cost of always saying 0.5.
    """
    got = run(train, Case((ROWS, LABELS), f"{len(ROWS)} rows with two features"))
    if not isinstance(got, (tuple, list)) or len(got) != 2:
        raise NotYet("your function must return the weights, then the intercept.")
    weights, intercept = (np.asarray(part, dtype=np.float64) for part in got)
    if weights.shape != (2,) or intercept.size != 1:
        said = f"your weights have shape {weights.shape}, your intercept {intercept.shape}"
        raise NotYet(f"{said}, wanted (2,) for two features and one number.")
    if not np.isfinite([*weights, intercept.item()]).all():
        raise NotYet("your weights are not finite: the steps are too long, or lead uphill.")
    loss = binary_cross_entropy_with_logits(LABELS, ROWS @ weights + intercept.item())
    said = f"on {len(ROWS)} other rows your model costs {loss:.4f}"
    if loss <= BEST + CLOSE:
        return f"{said}, and no weights cost less than {BEST:.4f}."
    if abs(loss - GUESS) < CLOSE:
        raise NotYet(f"{said}, the base-rate loss. What shape has your residual?")
    if abs(loss - LN_2) < CLOSE:
        raise NotYet(f"{said}, near ln 2, the cost of always saying 0.5.")
    if loss > LN_2:
        raise NotYet(f"{said}, more than always saying 0.5. Which way does a step lead?")
    raise NotYet(f"{said}, wanted {BEST:.4f}. Take more steps, or check what each step uses.")


def case(y, p, size):
    """Return a case of a few rows."""
    return Case((np.array(y), np.array(p), size), f"y_true = {y}, y_proba = {p}, size = {size}")


REPORTS = (
    case([1, 0, 1, 0], [0.8, 0.4, 0.6, 0.3], 2),
    case([1, 0, 1], [0.9, 0.2, 0.1], 2),  # a short batch
    case([1, 0, 0, 1, 1], [1.0, 0.0, 0.5, 0.7, 0.6], 2),  # certain and right
    case([1, 0, 1], [0.5, 1.0, 0.5], 2),  # certain and wrong
)


def batches(y, p, size):
    """Return the penalties of each batch."""
    each = binary_cross_entropy(y, p, reduction="none")
    return [each[start : start + size] for start in range(0, len(y), size)]


REPORT_MISTAKES = (
    Mistake(
        lambda *rows: np.mean([batch.mean() for batch in batches(*rows)]),
        "This is the mean of the batches' means: a row in a short batch has more say.",
    ),
    Mistake(
        lambda *rows: np.sum([batch.sum() for batch in batches(*rows)]),
        "This is the sum over the rows.",
    ),
    Mistake(
        lambda *rows: np.sum([batch.mean() for batch in batches(*rows)]),
        "This is the sum of the batches' means.",
    ),
    Mistake(lambda *rows: batches(*rows)[-1].mean(), "This is the last batch alone."),
    *(
        Mistake(
            lambda y, p, size, bound=bound: binary_cross_entropy(y, p, clip=bound),
            "The mean is right, but a bound hides a prediction that was certain and wrong.",
        )
        for bound in (1e-15, 2.220446049250313e-16, 1e-12, 1e-10, 1e-9, 1e-8, 1e-7, 1e-6)
    ),
)


@checker
def honest_report(function):
    """Check a function that returns the mean loss of all rows, batch after batch.

    Parameters
    ----------
    function : callable
        Takes `y_true` and `y_proba`, arrays of shape (n,), and the number of rows in a batch,
        `size`; the last batch may be shorter. Returns the mean log loss: infinite after a
        prediction that was certain and wrong, and never nan.

    Returns
    -------
    Verdict

    Examples
    --------
    >>> honest_report(lambda y_true, y_proba, size: 0)
    Not yet: for y_true = [1, 0, 1, 0], y_proba = [0.8, 0.4, 0.6, 0.3], size = 2 your function \
returns 0, wanted 0.4004.
    """
    compare(function, REPORTS, lambda y, p, size: binary_cross_entropy(y, p), REPORT_MISTAKES)
    return "every row counts once, and a certain mistake stays visible."
