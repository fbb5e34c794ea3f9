"""What a weight of class 1 does to probabilities: it shifts all log-odds alike."""

import numpy as np

from bce_tutorial import _validation as require
from bce_tutorial._intervals import wilson
from bce_tutorial.logits import logit, sigmoid
from bce_tutorial.look.palette import GREEN, INK, PURPLE

GROUPS = 8  # of equally many positives
SHARES = {0.001: "0.1 %", 0.01: "1 %", 0.1: "10 %", 0.5: "50 %", 0.9: "90 %"}
ENDS = logit(np.array([0.0015, 0.985]))


def shifted_reliability(ax, y_true, logits, offset):
    r"""Draw a reliability diagram in log-odds, as trained with a weight and after an offset.

    .. math:: z' = z - d

    In log-odds the offset d moves every point by nearly the same length to the left, as the arrow
    shows.
    Upright lines are 95 % intervals of the observed share (Wilson's).

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Where to draw.
    y_true : array_like of shape (n,), of 0 and 1
        What happened, with at least eight positives.
    logits : array_like of shape (n,), finite
        Log-odds of class 1 from a model that was trained with a weight.
    offset : float
        What is subtracted from them, in nats.

    Returns
    -------
    matplotlib.axes.Axes
        The same axes: mean prediction across, observed share up, both at their log-odds.

    Raises
    ------
    ValueError
        If the shapes differ, a label is not 0 or 1, a logit is not finite, or there are fewer than
        eight positives.

    Examples
    --------
    >>> from matplotlib.figure import Figure
    >>> y_true, logits = [0, 1] * 8, [*range(-8, 8)]
    >>> ax = shifted_reliability(Figure().subplots(), y_true, logits, 1)
    >>> len(ax.lines)
    3
    """
    y, z = require.as_numbers("y_true", y_true), require.as_numbers("logits", logits)
    require.same_shape(y_true=y, logits=z)
    require.hard_labels("y_true", y)
    require.finite("logits", z)
    if y.sum() < GROUPS:
        raise ValueError(f"expected at least {GROUPS} positives in y_true, got {y.sum():g}")
    order = np.argsort(z, kind="stable")
    found = np.cumsum(y[order])
    cuts = np.searchsorted(found, found[-1] * np.arange(1, GROUPS) / GROUPS) + 1
    groups = np.split(order, cuts)
    observed = np.array([y[rows].mean() for rows in groups])
    low, high = wilson(observed, np.array([rows.size for rows in groups]))
    ax.plot(ENDS, ENDS, color=INK, linestyle="--", linewidth=1)
    drawn = (0, PURPLE, "s-", "as trained"), (offset, GREEN, "o-", "after the offset")
    places = []
    for less, color, style, name in drawn:
        said = logit(np.array([sigmoid(z[rows] - less).mean() for rows in groups]))
        ax.plot(said, _log_odds(observed), style, color=color, markersize=5, linewidth=1.5)
        ax.vlines(said, _log_odds(low), _log_odds(high), color=color, linewidth=1.5)
        places.append((said, name, color))
    (right, *of_right), (left, *of_left) = places
    ax.text(right[1] + 0.3, _log_odds(observed)[1], of_right[0], color=of_right[1], va="top")
    ax.text(left[-2] - 0.35, _log_odds(observed)[-2], of_left[0], color=of_left[1], ha="right")
    middle, height = GROUPS // 2, _log_odds(observed)[GROUPS // 2]
    arrow = {"arrowstyle": "->", "color": INK, "shrinkA": 6, "shrinkB": 6}
    ax.annotate("", (left[middle], height), (right[middle], height), arrowprops=arrow)
    between = (left[middle] + right[middle]) / 2
    ax.text(between, height + 0.15, f"− {offset:.2f}", ha="center")
    ticks = [float(logit(share)) for share in SHARES]
    ax.set_xticks(ticks, SHARES.values())
    ax.set_yticks(ticks, SHARES.values())
    ax.set(xlabel="Mean prediction", ylabel="Observed share", xlim=(ENDS[0] - 0.2, ENDS[1] + 0.8))
    ax.set_ylim(ENDS[0] - 0.2, 2.4)
    return ax


def _log_odds(shares):
    """Return log-odds, those of 0 and 1 far outside of the drawing."""
    return logit(np.clip(shares, 1e-6, 1 - 1e-6))
