"""Figures to play with: they need no kernel, no server and no network.

Each function returns an object that displays as HTML in a notebook; its script is a second
implementation of the mathematics and is tested against this package.
"""

from bce_tutorial.explorables.corrected import corrected
from bce_tutorial.explorables.descent import descent
from bce_tutorial.explorables.divergence import divergence
from bce_tutorial.explorables.expected_loss import expected_loss
from bce_tutorial.explorables.good_loss import good_loss
from bce_tutorial.explorables.logit import logit
from bce_tutorial.explorables.mean_loss import mean_loss
from bce_tutorial.explorables.penalty import penalty
from bce_tutorial.explorables.simplex import simplex
from bce_tutorial.explorables.symptom import symptom
from bce_tutorial.explorables.temperature import temperature
from bce_tutorial.explorables.threshold import threshold

__all__ = [
    "corrected",
    "descent",
    "divergence",
    "expected_loss",
    "good_loss",
    "logit",
    "mean_loss",
    "penalty",
    "simplex",
    "symptom",
    "temperature",
    "threshold",
]
