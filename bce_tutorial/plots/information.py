"""Cross-entropy in its two parts, and the two directions of the divergence."""

import numpy as np

from bce_tutorial import _validation as require
from bce_tutorial.information import entropy, kl_divergence
from bce_tutorial.look.palette import GREEN, GREY, INK, PAPER, PURPLE

FORECASTS = np.array([0.01, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.99])
TOP = 3.0  # the divergence has no maximum; the axis ends here
ARROW = {"arrowstyle": "-", "color": INK, "linewidth": 0.8}


def two(share):
    """Return the distributions of two outcomes, the first with the given share."""
    return np.stack([share, 1 - share], axis=-1)


def split_loss(ax, probability):
    """Draw the expected loss of eleven forecasts as entropy plus divergence.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Where to draw.
    probability : float in [0, 1]
        True probability of the first outcome.

    Returns
    -------
    matplotlib.axes.Axes
        The same axes: forecast q across, expected loss in nats up.

    Raises
    ------
    ValueError
        If `probability` is outside [0, 1].

    Examples
    --------
    >>> import matplotlib.pyplot as plt
    >>> ax = split_loss(plt.figure().subplots(), 0.7)
    >>> len(ax.patches)
    22
    >>> plt.close()
    """
    require.in_unit_interval("probability", require.as_numbers("probability", probability))
    truth = np.broadcast_to(two(np.float64(probability)), (FORECASTS.size, 2))
    floor, own = entropy(truth), kl_divergence(truth, two(FORECASTS))
    across = np.arange(FORECASTS.size)
    style = {"width": 0.7, "edgecolor": PAPER}
    ax.bar(across, floor, color=GREY, **style)
    ax.bar(across, own, bottom=floor, color=PURPLE, hatch="//", **style)
    for x, total in zip(across, floor + own, strict=True):
        ax.text(x, total + 0.04, f"{total:.2f}", ha="center")
    ax.set_xticks(across, [f"{q:g}" for q in FORECASTS])
    ax.set(xlabel="Forecast q", ylabel="Expected log loss (nats)")
    ax.set_ylim(0, 1.1 * (floor + own).max())
    ax.grid(visible=False, axis="x")
    highest = (floor + own).max()
    truth = {"x": np.interp(probability, FORECASTS, across), "ha": "center"}
    ax.text(y=0.66 * highest, s="on top: divergence D(p‖q)", color=PURPLE, **truth)
    ax.text(y=0.56 * highest, s=f"below: entropy H(p) = {floor[0]:.2f}", color=GREY, **truth)
    return ax


def both_directions(ax, probability):
    """Draw the divergence of a forecast from the truth, and of the truth from the forecast.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Where to draw.
    probability : float in (0, 1)
        True probability of the first outcome.

    Returns
    -------
    matplotlib.axes.Axes
        The same axes: forecast q in [0, 1] across, divergence in nats up.

    Raises
    ------
    ValueError
        If `probability` is outside (0, 1).

    Examples
    --------
    >>> import matplotlib.pyplot as plt
    >>> ax = both_directions(plt.figure().subplots(), 0.9)
    >>> ax.get_ylabel()
    'Divergence (nats)'
    >>> plt.close()
    """
    p = require.number("probability", probability, "in (0, 1)", lambda share: 0 < share < 1)
    edge = np.geomspace(1e-12, 0.004, 12)  # where D(p‖q) is steep
    q = np.concatenate([[0], edge, np.arange(1, 200) / 200, 1 - edge[::-1], [1]])
    truth = np.broadcast_to(two(np.float64(p)), (q.size, 2))
    forward, backward = kl_divergence(truth, two(q)), kl_divergence(two(q), truth)
    ax.plot(q, np.minimum(forward, 2 * TOP), color=GREEN)
    ax.plot(q, backward, color=PURPLE, linestyle="--")
    ax.plot([p], [0], "o", color=INK, clip_on=False, zorder=3)
    ax.annotate("both 0 at q = p", (p, 0.03), (p - 0.03, 0.42), ha="right", arrowprops=ARROW)
    ax.set(xlim=(0, 1), ylim=(0, TOP), xlabel="Forecast q", ylabel="Divergence (nats)")
    ax.text(0.13, 2.1, "D(p‖q): what happens first", color=GREEN)
    ax.text(0.27, 1.25, "D(q‖p): the belief first", color=PURPLE)
    return ax
