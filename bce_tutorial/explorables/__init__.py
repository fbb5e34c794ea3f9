"""Figures to play with: they need no kernel, no server and no network.

Each function returns an object that displays as HTML in a notebook; its script is a second
implementation of the mathematics and is tested against this package.
"""

from bce_tutorial.explorables.assets import KINDS
from bce_tutorial.explorables.corrected import corrected as corrected
from bce_tutorial.explorables.curve import curve as curve
from bce_tutorial.explorables.descent import descent as descent
from bce_tutorial.explorables.divergence import divergence as divergence
from bce_tutorial.explorables.expected_loss import expected_loss as expected_loss
from bce_tutorial.explorables.good_loss import good_loss as good_loss
from bce_tutorial.explorables.logit import logit as logit
from bce_tutorial.explorables.mean_loss import mean_loss as mean_loss
from bce_tutorial.explorables.penalty import penalty as penalty
from bce_tutorial.explorables.simplex import simplex as simplex
from bce_tutorial.explorables.symptom import symptom as symptom
from bce_tutorial.explorables.temperature import temperature as temperature
from bce_tutorial.explorables.threshold import threshold as threshold
from bce_tutorial.explorables.weight import weight as weight

__all__ = list(KINDS)
