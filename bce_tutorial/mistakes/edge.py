"""Cases that a sentence forgot: certainty, the right decision, a zero in the target."""

import numpy as np

from bce_tutorial.datasets import eight_predictions
from bce_tutorial.information import kl_divergence
from bce_tutorial.losses import binary_cross_entropy, binary_cross_entropy_with_logits
from bce_tutorial.probabilities import log_penalty

IDS, Y, P = eight_predictions()


def no_maximum():
    """Follow the penalty towards certain and wrong."""
    hundredth, millionth, never = log_penalty([1e-2, 1e-6, 0])
    return {"hundredth": hundredth, "millionth": millionth, "never": never}


def both_ends():
    """Take the logarithm of the two ends of [0, 1]."""
    one, zero = 0.0 - log_penalty([1, 0])  # 0.0 - x, so that no −0 is left
    return {"one": one, "zero": zero}


def right_rows():
    """Find what rows cost whose decision is right, and those whose decision is wrong."""
    losses = binary_cross_entropy(Y, P, reduction="none")
    right = (P >= 0.5) == Y
    return {
        "id7": losses[list(IDS).index("ID7")],
        "rows": int(right.sum()),
        "share": losses[right].sum() / losses.sum(),
        "wrong": losses[~right].sum() / losses.sum(),
    }


def correct_positive():
    """Find what a positive costs whose decision is right."""
    return {
        "sixty": binary_cross_entropy(1, 0.6),
        "certain": binary_cross_entropy(1, 1.0),
        "logit": binary_cross_entropy_with_logits(1, 50.0),
    }


def fifteen_points():
    """Take the penalty at the published points, and between the first two."""
    points = np.linspace(0, 1, 15)
    first, second = log_penalty(points[:2])
    return {"first": first, "second": second, "between": log_penalty(1e-6)}


def one_hot_divergence():
    """Compute the divergence from a one-hot target, with its zeros and without them."""
    target, forecast = np.array([1, 0, 0]), np.array([0.7, 0.2, 0.1])
    with np.errstate(all="ignore"):  # 0 times minus infinity, and meant
        naive = np.sum(target * np.log(target / forecast))
    return {
        "naive": naive,
        "right": kl_divergence(target, forecast),
        "penalty": log_penalty(0.7),
    }
