"""The tested helper package of the book on binary cross-entropy (log loss)."""

from bce_tutorial import datasets
from bce_tutorial.losses import binary_cross_entropy
from bce_tutorial.probabilities import corrected_probabilities, log_penalty
from bce_tutorial.scores import base_rate_loss, skill_score

__all__ = [
    "base_rate_loss",
    "binary_cross_entropy",
    "corrected_probabilities",
    "datasets",
    "log_penalty",
    "skill_score",
]
