"""The tested helper package of the book on binary cross-entropy (log loss).

What stands in `LATER` is loaded when it is first asked for, so that importing the package costs
hardly more than importing NumPy.
"""

import importlib

from bce_tutorial import datasets

LATER = {  # name: the module that has it
    "LossAccumulator": "scale.accumulator",
    "base_rate_loss": "scores",
    "binary_cross_entropy": "losses",
    "binary_cross_entropy_gradient": "logit_losses",
    "binary_cross_entropy_with_logits": "logit_losses",
    "brier_decomposition": "calibration",
    "brier_score": "calibration",
    "categorical_cross_entropy": "categorical",
    "categorical_cross_entropy_with_logits": "categorical",
    "corrected_probabilities": "probabilities",
    "cross_entropy": "information",
    "diagnose_loss": "symptoms",
    "entropy": "information",
    "fit_logistic_regression": "training",
    "fit_temperature": "recalibration",
    "flash_cards": "questions",
    "gradient_descent": "training",
    "gradient_descent_from_files": "scale.files",
    "kl_divergence": "information",
    "log_penalty": "probabilities",
    "log_sigmoid": "logits",
    "log_softmax": "logits",
    "logit": "logits",
    "move_base_rate": "recalibration",
    "quiz": "questions",
    "reliability_curve": "calibration",
    "score_file": "report",
    "score_report": "report",
    "sigmoid": "logits",
    "skill_score": "scores",
    "smooth_labels": "information",
    "softmax": "logits",
    "softplus": "logits",
    "spot_the_mistake": "mistakes",
}

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


def __getattr__(name):
    """Load what the package offers but has not loaded yet."""
    if name not in LATER:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    globals()[name] = getattr(importlib.import_module(f"{__name__}.{LATER[name]}"), name)
    return globals()[name]


def __dir__():
    """Name what is not loaded yet too."""
    return sorted({*globals(), *LATER})
