"""Words that name another thing than the one that they stand for."""

import numpy as np

from bce_tutorial.datasets import eight_predictions
from bce_tutorial.losses import binary_cross_entropy
from bce_tutorial.probabilities import corrected_probabilities

IDS, Y, P = eight_predictions()


def quantity():
    """Put the quantity 3 where the formula wants a label."""
    y, p = 3, np.array([0.9, 0.999999])
    near, nearer = -(y * np.log(p) + (1 - y) * np.log(1 - p))
    return {"near": near, "nearer": nearer}


def distance():
    """Exchange the two arguments, and compare a value with itself."""
    return {
        "far": abs(1 - 0.9),
        "there": binary_cross_entropy(1, 0.9),
        "back": binary_cross_entropy(0.9, 1.0),
        "itself": binary_cross_entropy(0.3, 0.3),
    }


def nothing_changes():
    """Read what one row says about both outcomes."""
    row = list(IDS).index("ID8")
    p, c = P[row], corrected_probabilities(Y, P)[row]
    return {"p": p, "c": c, "sum": p + c}


def difference():
    """Compare a difference with the penalty, for growing differences."""
    half, large = binary_cross_entropy([1, 1], [0.5, 0.01], reduction="none")
    table, loss = np.abs(Y - P).mean(), binary_cross_entropy(Y, P)
    return {"half": half, "large": large, "table": table, "loss": loss}


def minus_twice():
    """Average the log likelihoods, the losses and the negative losses."""
    losses = binary_cross_entropy(Y, P, reduction="none")
    return {"negative": -losses.mean(), "loss": losses.mean()}
