"""The figures of the book. Every function draws on the `ax` that it is given and returns it.

The only part of the package that imports matplotlib.
"""

from bce_tutorial.plots.calibration import reliability
from bce_tutorial.plots.classification import score_histogram
from bce_tutorial.plots.corrected import corrected_bars, corrected_histogram
from bce_tutorial.plots.debugging import loss_ruler
from bce_tutorial.plots.descent import (
    boundaries,
    descent_paths,
    loss_curves,
    loss_surface,
    three_failures,
)
from bce_tutorial.plots.expected_loss import expected_loss, four_losses
from bce_tutorial.plots.frameworks import epsilon_zoo
from bce_tutorial.plots.good_loss import base_rate_bands, daily_losses, paired_intervals
from bce_tutorial.plots.imbalance import shifted_reliability
from bce_tutorial.plots.information import both_directions, code_areas, split_loss
from bce_tutorial.plots.logits import (
    logit_gradients,
    logit_losses,
    sigmoid_points,
)
from bce_tutorial.plots.mistakes import rewarded_guesses
from bce_tutorial.plots.one_or_many import one_or_many
from bce_tutorial.plots.penalty import penalty_curves
from bce_tutorial.plots.reports import save_reliability
from bce_tutorial.plots.scale import (
    memory_against_size,
    merged_means,
    task_graph,
    time_against_size,
)
from bce_tutorial.plots.simplex import loss_simplex
from bce_tutorial.plots.style import use_book_style
from bce_tutorial.plots.whole_way import prediction_to_loss

__all__ = [
    "base_rate_bands",
    "both_directions",
    "boundaries",
    "code_areas",
    "corrected_bars",
    "corrected_histogram",
    "daily_losses",
    "descent_paths",
    "epsilon_zoo",
    "expected_loss",
    "four_losses",
    "logit_gradients",
    "logit_losses",
    "loss_curves",
    "loss_ruler",
    "loss_simplex",
    "loss_surface",
    "memory_against_size",
    "merged_means",
    "one_or_many",
    "paired_intervals",
    "penalty_curves",
    "prediction_to_loss",
    "reliability",
    "rewarded_guesses",
    "save_reliability",
    "score_histogram",
    "shifted_reliability",
    "sigmoid_points",
    "split_loss",
    "task_graph",
    "three_failures",
    "time_against_size",
    "use_book_style",
]
