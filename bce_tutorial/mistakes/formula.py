"""Formulas: what they give where the answer is known."""

import numpy as np

from bce_tutorial.categorical import categorical_cross_entropy
from bce_tutorial.datasets import eight_predictions
from bce_tutorial.logits import logit, sigmoid, softmax
from bce_tutorial.losses import binary_cross_entropy
from bce_tutorial.probabilities import log_penalty

_, Y, P = eight_predictions()


def absolute_error():
    """Find which forecast two losses prefer where 7 cases of 10 are positive."""
    share, grid = 0.7, np.linspace(0, 1, 101)
    absolute = share * (1 - grid) + (1 - share) * grid
    log = share * log_penalty(grid) + (1 - share) * log_penalty(1 - grid)
    return {
        "absolute": grid[absolute.argmin()],
        "lowest": absolute.min(),
        "honest": absolute[70],
        "log": grid[log.argmin()],
    }


def one_sample():
    """Apply the displayed formula to eight rows."""
    losses = -(Y * np.log(P) + (1 - Y) * np.log(1 - P))
    return {
        "rows": losses.size,
        "smallest": losses.min(),
        "largest": losses.max(),
        "sum": losses.sum(),
        "mean": losses.mean(),
    }


def three_classes():
    """Score one row of three classes with both losses."""
    truth, forecast = [1, 0, 0], [0.7, 0.2, 0.1]
    each = binary_cross_entropy(truth, forecast, reduction="none")
    cce = categorical_cross_entropy([truth], [forecast])
    return {"cce": cce, "sum": each.sum(), "mean": each.mean()}


def without_labels():
    """Apply a formula without labels to the table, to the flipped table and to 0.5."""

    def printed(y, p):
        return -np.mean(np.log(p) + np.log(1 - p))

    return {
        "table": printed(Y, P),
        "flipped": printed(1 - Y, P),
        "half": printed(Y, np.full(8, 0.5)),
        "right": -(np.log(P[Y == 1]).sum() + np.log(1 - P[Y == 0]).sum()) / 8,
    }


def swapped_branches():
    """Compare swapped branches with the loss, on the table and on one good prediction."""
    return {
        "swapped": -np.mean(np.where(Y == 1, np.log(1 - P), np.log(P))),
        "right": binary_cross_entropy(Y, P),
        "good": log_penalty(1 - 0.9),
        "should": log_penalty(0.9),
    }


def shifted_scores():
    """Add 5 to all scores and compare logsumexp and softmax."""
    z = np.array([0.0, 1, 2])
    before, after = np.log(np.exp(z).sum()), np.log(np.exp(z + 5).sum())
    moved = np.abs(softmax(z + 5) - softmax(z)).max()
    return {"before": before, "after": after, "moved": round(moved, 6)}


def turned_signs():
    """Compare the loss of log-odds with the same terms under the opposite signs."""
    z = logit(P)
    return {
        "left": log_penalty(sigmoid(2.0)),
        "turned": 1 * 2 - np.log1p(np.exp(2)),
        "mean": np.mean(Y * z - np.log1p(np.exp(z))),
    }
