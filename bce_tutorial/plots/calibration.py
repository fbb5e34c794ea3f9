"""What was predicted against what happened."""

import numpy as np

from bce_tutorial._intervals import wilson
from bce_tutorial.look.palette import GREEN, GREY, INK

DEPTH = 0.2  # of the longest bar below the axis,
ROOM = 0.14  # and of the name of the bars below them


def reliability(ax, curve):
    r"""Draw a reliability diagram: the observed share of class 1 against the mean prediction.

    .. math:: f_k = o_k

    is where a calibrated model lies, on the dashed diagonal, but for chance. Upright lines are
    95 % intervals of the share (Wilson's, for independent predictions of equal weight). The bars
    below 0 show how many predictions each bin holds.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Where to draw.
    curve : ReliabilityCurve
        Result of :func:`bce_tutorial.reliability_curve`.

    Returns
    -------
    matplotlib.axes.Axes
        The same `ax`: mean prediction across, observed share up, both in [0, 1].

    Examples
    --------
    >>> from matplotlib.figure import Figure
    >>> from bce_tutorial import reliability_curve
    >>> from bce_tutorial.datasets import eight_predictions
    >>> ids, y_true, y_proba = eight_predictions()
    >>> ax = reliability(Figure().subplots(), reliability_curve(y_true, y_proba, n_bins=2))
    >>> ax.lines[1].get_ydata().round(3)
    array([0.667, 0.6  ])

    References
    ----------
    E. B. Wilson, "Probable Inference, the Law of Succession, and Statistical Inference", *Journal
    of the American Statistical Association* 22, 1927, for the intervals.
    """
    said, observed, count = curve
    ax.plot([0, 1], [0, 1], color=INK, linestyle="--", linewidth=1)
    ax.plot(said, observed, "o-", color=GREEN, markersize=5, linewidth=1.5)
    ax.vlines(said, *wilson(observed, count), color=GREEN, linewidth=1.5)
    ax.axhline(0, color=INK, linewidth=1)
    ax.vlines(said, -DEPTH * count / np.max(count), 0, color=GREY, linewidth=5)
    name = "predictions in each bin"
    ax.text(0.5, -DEPTH - ROOM / 2, name, color=GREY, ha="center", va="center")
    ticks = (0, 0.5, 1)
    ax.set(xlim=(-0.02, 1.02), ylim=(-DEPTH - ROOM, 1.02), xticks=ticks, yticks=ticks)
    ax.set(xlabel="Mean prediction", ylabel="Observed share")
    ax.xaxis.set_major_formatter("{x:g}")
    ax.yaxis.set_major_formatter("{x:g}")
    ax.grid(visible=False)
    return ax
