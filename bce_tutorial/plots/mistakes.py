"""Broken losses: what they reward."""

import numpy as np

from bce_tutorial.datasets import eight_predictions
from bce_tutorial.look.palette import GREEN, GREY, INK, PURPLE
from bce_tutorial.probabilities import log_penalty

GUESSES = np.arange(4, 197) / 200


def rewarded_guesses(ax):
    """Draw the loss of a constant guess, and the same of three losses with a mistake.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Where to draw.

    Returns
    -------
    matplotlib.axes.Axes
        The same axes: constant prediction across, mean over the table of eight in nats up. Dots
        mark the lowest places.

    Examples
    --------
    >>> import matplotlib.pyplot as plt
    >>> ax = rewarded_guesses(plt.figure().subplots())
    >>> ax.get_xlabel()
    'Constant prediction p (no unit)'
    >>> plt.close()
    """
    share = eight_predictions()[1].mean()
    one, zero = log_penalty(GUESSES), log_penalty(1 - GUESSES)
    right = share * one + (1 - share) * zero
    for curve, style, color, place, words in (
        (right, "-", INK, (0.77, 0.15), "log loss: lowest at {:g}"),
        (share * zero + (1 - share) * one, "--", GREEN, (0.23, 0.15), "branches swapped: {:g}"),
        (one + zero, "-.", PURPLE, (0.5, 1.7), "labels missing: {:g}"),
    ):
        lowest = GUESSES[curve.argmin()]
        ax.plot(GUESSES, curve, style, color=color)
        ax.plot(lowest, curve.min(), "o", color=color)
        ax.text(*place, words.format(lowest), color=color, ha="center")
    ax.plot(GUESSES, -right, ":", color=GREY)
    ax.text(0.5, -1.35, "minus missing: falls at both ends", color=GREY, ha="center")
    ax.set(
        xlim=(0, 1),
        ylim=(-2.6, 4),
        xlabel="Constant prediction p (no unit)",
        ylabel="Mean over the table (nats)",
    )
    return ax
