"""Exercises checked in place: one checker for each, and answer boxes for the page without a kernel.

A checker takes what you wrote, tries it, and answers in a sentence: what is right, or the smallest
case that shows what is not, with a hint. It never raises.
"""

from bce_tutorial.check._boxes import answer
from bce_tutorial.check.at_scale import merge_results, merge_skill
from bce_tutorial.check.binary_classification import cost_threshold, same_accuracy
from bce_tutorial.check.binary_cross_entropy import ninth_prediction, repair_formula
from bce_tutorial.check.calibration import reliability_part, softened_targets
from bce_tutorial.check.corrected_probabilities import recover_label, repair_where
from bce_tutorial.check.debugging import honest_report, unstick_training
from bce_tutorial.check.entropy_and_kl import feature_floor, soft_label_floor
from bce_tutorial.check.frameworks import four_lines, per_weight
from bce_tutorial.check.gradient_descent import repair_gradient, safe_rate
from bce_tutorial.check.imbalance import raw_threshold, restored_probabilities
from bce_tutorial.check.log_penalty import find_base, two_nats
from bce_tutorial.check.loss_functions import best_forecast, spherical_loss
from bce_tutorial.check.multi_class import name_loss, row_accuracy
from bce_tutorial.check.sigmoid_and_logits import recover_logits, stable_loss
from bce_tutorial.check.spot_the_mistake import name_mistake, repair_four
from bce_tutorial.check.training import diagnose, epoch_loss
from bce_tutorial.check.what_is_a_good_loss import paired_bootstrap, threshold_base_rate

__all__ = [
    "answer",
    "best_forecast",
    "cost_threshold",
    "diagnose",
    "epoch_loss",
    "feature_floor",
    "find_base",
    "four_lines",
    "honest_report",
    "merge_results",
    "merge_skill",
    "name_loss",
    "name_mistake",
    "ninth_prediction",
    "paired_bootstrap",
    "per_weight",
    "raw_threshold",
    "recover_label",
    "recover_logits",
    "reliability_part",
    "repair_formula",
    "repair_four",
    "repair_gradient",
    "repair_where",
    "restored_probabilities",
    "row_accuracy",
    "safe_rate",
    "same_accuracy",
    "soft_label_floor",
    "softened_targets",
    "spherical_loss",
    "stable_loss",
    "threshold_base_rate",
    "two_nats",
    "unstick_training",
]
