# The public names of the package, each with the module that has it.

from . import datasets as datasets
from .calibration import brier_decomposition as brier_decomposition
from .calibration import brier_score as brier_score
from .calibration import reliability_curve as reliability_curve
from .categorical import categorical_cross_entropy as categorical_cross_entropy
from .categorical import (
    categorical_cross_entropy_with_logits as categorical_cross_entropy_with_logits,
)
from .information import cross_entropy as cross_entropy
from .information import entropy as entropy
from .information import kl_divergence as kl_divergence
from .information import smooth_labels as smooth_labels
from .logits import log_sigmoid as log_sigmoid
from .logits import log_softmax as log_softmax
from .logits import logit as logit
from .logits import sigmoid as sigmoid
from .logits import softmax as softmax
from .logits import softplus as softplus
from .losses import binary_cross_entropy as binary_cross_entropy
from .losses import binary_cross_entropy_gradient as binary_cross_entropy_gradient
from .losses import binary_cross_entropy_with_logits as binary_cross_entropy_with_logits
from .mistakes import spot_the_mistake as spot_the_mistake
from .probabilities import corrected_probabilities as corrected_probabilities
from .probabilities import log_penalty as log_penalty
from .questions import flash_cards as flash_cards
from .questions import quiz as quiz
from .recalibration import fit_temperature as fit_temperature
from .recalibration import move_base_rate as move_base_rate
from .report import score_report as score_report
from .report.file import score_file as score_file
from .scale.accumulator import LossAccumulator as LossAccumulator
from .scale.files import gradient_descent_from_files as gradient_descent_from_files
from .scores import base_rate_loss as base_rate_loss
from .scores import skill_score as skill_score
from .symptoms import diagnose_loss as diagnose_loss
from .training import fit_logistic_regression as fit_logistic_regression
from .training import gradient_descent as gradient_descent
