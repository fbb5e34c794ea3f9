"""The exercises of chapter 1."""

import numpy as np

from bce_tutorial.check._boxes import Number
from bce_tutorial.check._judge import Case, Mistake, NotYet, Target, checker, compare, shown
from bce_tutorial.datasets import eight_predictions
from bce_tutorial.losses import binary_cross_entropy

COSTS = tuple(
    Case(costs, f"c_fp = {costs[0]}, c_fn = {costs[1]}")
    for costs in ((1, 1), (9, 1), (1, 20), (2, 18))
)
SWAPPED = "if a miss becomes more expensive, should the threshold rise or fall?"
RATIO = "This is a ratio of two costs. Try costs of 9 and 1: could a probability be compared to it?"

BOXES = {
    "cost-threshold": Number(
        "A missed tumour costs 10 times a false alarm. Which threshold follows from that?",
        Target(
            3,
            1 / 11,
            (
                (10 / 11, SWAPPED),
                (1 / 10, "this is the ratio of the costs. Where do both decisions cost alike?"),
                (10, "a threshold is compared with a probability."),
                (1 / 2, "this is the threshold for costs that are equal."),
                (1 / 21, "this belongs to a miss that costs 20 times a false alarm."),
            ),
            "set the expected costs of the two decisions equal and solve for p.",
        ),
        "from one chance in eleven on, looking again is the cheaper decision.",
    ),
}


@checker
def same_accuracy(calm, loud, shy):
    """Check three sets of probabilities for the labels of the eight predictions.

    Parameters
    ----------
    calm, loud, shy : array_like of shape (8,), in [0, 1]
        Accuracies 0.75, 0.75 and 1; log losses below 0.25, above 1 and above 0.6.

    Returns
    -------
    Verdict

    Examples
    --------
    >>> same_accuracy(..., ..., ...)
    Not yet: put your eight probabilities for `calm` in the place of the dots.
    """
    _, y, _ = eight_predictions()
    goals = (
        ("calm", calm, 0.75, lambda loss: loss < 0.25, "below 0.25"),
        ("loud", loud, 0.75, lambda loss: loss > 1, "above 1"),
        ("shy", shy, 1.0, lambda loss: loss > 0.6, "above 0.6"),
    )
    for name, p, wanted, holds, words in goals:
        p = _probabilities(name, p, len(y))
        accuracy, loss = np.mean((p >= 0.5) == y), binary_cross_entropy(y, p)
        if accuracy != wanted:
            hint = " Is every entry the probability of class 1, also in rows of class 0?"
            raise NotYet(
                f"`{name}` has an accuracy of {accuracy:g}, wanted {wanted:g}."
                f"{hint if np.mean(p >= 0.5) == wanted else ''}"
            )
        if not holds(loss):
            raise NotYet(f"`{name}` has a log loss of {shown(loss)}, wanted one {words}.")
    return "one accuracy and two losses, and a set that is never wrong and not cheap."


@checker
def cost_threshold(function):
    """Check a function that returns the threshold for two costs.

    Parameters
    ----------
    function : callable
        Takes `c_fp` and `c_fn`, the costs of a false alarm and of a miss.

    Returns
    -------
    Verdict

    Examples
    --------
    >>> cost_threshold(lambda c_fp, c_fn: 0.5)  # doctest: +ELLIPSIS
    Not yet: for c_fp = 9, c_fn = 1 your function returns 0.5, wanted 0.9. It is the same ...
    """
    mistakes = (
        Mistake(lambda c_fp, c_fn: c_fn / (c_fp + c_fn), SWAPPED.capitalize()),
        Mistake(lambda c_fp, c_fn: c_fp / c_fn, RATIO),
        Mistake(lambda c_fp, c_fn: c_fn / c_fp, RATIO),
        Mistake(lambda c_fp, c_fn: 0.5, "It is the same for all costs."),
    )
    compare(function, COSTS, lambda c_fp, c_fn: c_fp / (c_fp + c_fn), mistakes)
    return "the threshold follows the costs, and only their ratio counts."


def _probabilities(name, value, n):
    """Return `value` as n probabilities, or say why it is none."""
    if value is None or value is ...:
        raise NotYet(f"put your eight probabilities for `{name}` in the place of the dots.")
    try:
        p = np.asarray(value, dtype=np.float64)
    except (TypeError, ValueError):
        raise NotYet(f"`{name}` is not made of numbers.") from None
    if p.shape != (n,):
        raise NotYet(f"`{name}` has the shape {p.shape}, wanted ({n},), one entry for each row.")
    if not np.all((p >= 0) & (p <= 1)):
        raise NotYet(f"`{name}` has an entry that is no number from 0 to 1.")
    return p
