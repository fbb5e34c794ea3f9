"""The tested helper package of the book on binary cross-entropy (log loss)."""

from bce_tutorial import datasets
from bce_tutorial.calibration import brier_decomposition, brier_score, reliability_curve
from bce_tutorial.categorical import (
    categorical_cross_entropy,
    categorical_cross_entropy_with_logits,
)
from bce_tutorial.file_training import gradient_descent_from_files
from bce_tutorial.information import cross_entropy, entropy, kl_divergence, smooth_labels
from bce_tutorial.logit_losses import (
    binary_cross_entropy_gradient,
    binary_cross_entropy_with_logits,
)
from bce_tutorial.logits import log_sigmoid, log_softmax, logit, sigmoid, softmax, softplus
from bce_tutorial.losses import binary_cross_entropy
from bce_tutorial.mistakes import spot_the_mistake
from bce_tutorial.probabilities import corrected_probabilities, log_penalty
from bce_tutorial.questions import flash_cards, quiz
from bce_tutorial.recalibration import fit_temperature, move_base_rate
from bce_tutorial.report import score_file, score_report
from bce_tutorial.scores import base_rate_loss, skill_score
from bce_tutorial.streaming import LossAccumulator
from bce_tutorial.symptoms import diagnose_loss
from bce_tutorial.training import fit_logistic_regression, gradient_descent

__all__ = [
    "LossAccumulator",
    "base_rate_loss",
    "binary_cross_entropy",
    "binary_cross_entropy_gradient",
    "binary_cross_entropy_with_logits",
    "brier_decomposition",
    "brier_score",
    "categorical_cross_entropy",
    "categorical_cross_entropy_with_logits",
    "corrected_probabilities",
    "cross_entropy",
    "datasets",
    "diagnose_loss",
    "entropy",
    "fit_logistic_regression",
    "fit_temperature",
    "flash_cards",
    "gradient_descent",
    "gradient_descent_from_files",
    "kl_divergence",
    "log_penalty",
    "log_sigmoid",
    "log_softmax",
    "logit",
    "move_base_rate",
    "quiz",
    "reliability_curve",
    "score_file",
    "score_report",
    "sigmoid",
    "skill_score",
    "smooth_labels",
    "softmax",
    "softplus",
    "spot_the_mistake",
]
