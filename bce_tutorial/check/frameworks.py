"""The exercises of chapter 14."""

import math
from collections.abc import Mapping

import numpy as np

from bce_tutorial.check._judge import Case, Mistake, NotYet, checker, compare, number, shown
from bce_tutorial.datasets import eight_predictions
from bce_tutorial.information import smooth_labels
from bce_tutorial.losses import binary_cross_entropy, binary_cross_entropy_with_logits

NAMES = ("scikit-learn", "PyTorch", "Keras", "optax")
NEAR = 1e-6


def slips():
    """Return the loss of the eight predictions, and what known slips make of it."""
    _, y, p = eight_predictions()
    each = binary_cross_entropy(y, p, reduction="none")
    loss, n = each.mean(), len(y)
    table = binary_cross_entropy(np.repeat(y, n), np.tile(p, n))
    return loss, (
        (each.sum(), "That is the sum. Take the mean."),
        (binary_cross_entropy_with_logits(y, p), "This loss wants logits, and got probabilities."),
        (table, "Shapes (n,) and (n, 1) were broadcast: every label met every prediction."),
        (binary_cross_entropy(smooth_labels(y, 0.1), p), "The labels were smoothed."),
        (binary_cross_entropy(1 - y, p), "The classes are exchanged, or the sign of the logits."),
        (-loss, "The sign is missing."),
        (loss / math.log(10), "That is in bans, to base 10."),
        (loss / math.log(2), "That is in bits, to base 2."),
    )


@checker
def four_lines(losses):
    """Check that four frameworks give the loss of the eight predictions, within 1e-6.

    Parameters
    ----------
    losses : dict of str to float
        The loss of "scikit-learn", "PyTorch", "Keras" and "optax", each in nats.

    Returns
    -------
    Verdict

    Examples
    --------
    >>> four_lines({"scikit-learn": 3.9498451})
    Not yet: scikit-learn says 3.9498, wanted 0.4937. That is the sum. Take the mean.
    """
    if losses is None or losses is ...:
        raise NotYet("put your dictionary in the place of the dots.")
    if not isinstance(losses, Mapping):
        raise NotYet("hand over a dictionary: a name and a loss for each framework.")
    wanted, known = slips()
    for name in NAMES:
        if name not in losses:
            raise NotYet(f"there is no loss named {name!r} yet.")
        got = number(losses[name], f"{name} gives")
        if not abs(got - wanted) <= NEAR:
            hints = (hint for value, hint in known if abs(got - value) <= 1e-5)
            hint = next(hints, f"That is {abs(got - wanted):.1g} away, allowed is {NEAR:g}.")
            digits = 4 if shown(got) != shown(wanted) else 7
            raise NotYet(f"{name} says {got:.{digits}f}, wanted {wanted:.{digits}f}. {hint}")
    return "four frameworks, one number. What differs is the seventh digit, where float32 ends."


def weighted(loss, weights):
    """Return a case of a loss that was divided by the number of rows, and its weights."""
    return Case((loss, np.array(weights)), f"loss = {loss}, weights = {weights}")


WEIGHTED = (
    weighted(1.0, [1.0, 3.0]),
    weighted(0.5, [1.0, 1.0, 1.0]),
    weighted(0.9, [0.5, 0.25, 0.75, 0.5]),
)
DIVIDED = (
    Mistake(lambda loss, w: loss, "Double all weights: the loss that is wanted stays as it is."),
    Mistake(lambda loss, w: loss / w.sum(), "First undo the division by the number of rows."),
    Mistake(lambda loss, w: loss / len(w), "It was divided by the number of rows already."),
    Mistake(lambda loss, w: loss * w.mean(), "That is the other direction."),
    Mistake(lambda loss, w: loss * len(w), "That is the sum. Now divide it by the weights."),
)


@checker
def per_weight(function):
    """Check a function that divides a weighted loss by the weights and not by the rows.

    Parameters
    ----------
    function : callable
        Takes `loss`, the weighted sum of the penalties divided by the number of rows, and
        `weights`, an array. Returns the weighted sum divided by the sum of the weights.

    Returns
    -------
    Verdict

    Examples
    --------
    >>> per_weight(lambda loss, weights: loss * len(weights) / weights.sum())
    Right: dividing by the mean weight leads from one convention to the other.
    """
    compare(function, WEIGHTED, lambda loss, weights: loss / weights.mean(), DIVIDED)
    return "dividing by the mean weight leads from one convention to the other."
