"""Broken losses: what they reward, and what the base of the logarithm changes."""

import numpy as np

from bce_tutorial.datasets import eight_predictions
from bce_tutorial.logits import softplus
from bce_tutorial.look.palette import GREEN, GREY, INK, PURPLE
from bce_tutorial.probabilities import log_penalty

GUESSES = np.arange(4, 197) / 200
MARGINS = np.linspace(-3, 3, 121)


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


def bounds_on_errors(ax):
    """Draw the log loss in nats and in bits over the 0-1 loss, against the margin.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Where to draw.

    Returns
    -------
    matplotlib.axes.Axes
        The same axes: margin across, in nats of log-odds, loss up. Shaded is where the loss in
        nats is below the 0-1 loss.

    Examples
    --------
    >>> import matplotlib.pyplot as plt
    >>> ax = bounds_on_errors(plt.figure().subplots())
    >>> ax.get_ylabel()
    'Loss of one row'
    >>> plt.close()
    """
    nats = softplus(-MARGINS)
    ax.fill_between(
        MARGINS, nats, 1, where=(nats < 1) & (MARGINS <= 0), color=GREY, alpha=0.25, linewidth=0
    )
    ax.plot([-3, 0, 0, 3], [1, 1, 0, 0], color=GREY)
    ax.plot(MARGINS, nats / np.log(2), "--", color=GREEN)
    ax.plot(MARGINS, nats, color=INK)
    ax.text(-1.75, 3.15, "log loss in bits", color=GREEN)
    ax.text(-2.9, 2.25, "in nats", color=INK)
    ax.text(-2.9, 0.75, "0-1 loss", color=GREY)
    ax.annotate(
        "below the 0-1 loss",
        (-0.12, 0.88),
        (-1.9, 0.3),
        arrowprops={"arrowstyle": "-", "color": INK},
    )
    ax.set(xlim=(-3, 3), ylim=(0, 4.5), ylabel="Loss of one row")
    ax.set_xlabel("Margin: log-odds of what happened (nats)")
    return ax
