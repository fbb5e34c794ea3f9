"""The logarithmic penalty drawn, for both labels and in any base."""

import math

import numpy as np

from bce_tutorial.look.palette import CLASS_0, CLASS_1, INK
from bce_tutorial.probabilities import log_penalty

UNITS = {math.e: ("ln", "nats"), 2: ("log₂", "bits"), 10: ("log₁₀", "bans")}
HIGHEST = 7  # upper end of the penalty axis


def penalty_curves(ax, *, base=math.e):
    """Draw the penalty of a prediction for both labels, without the points at infinity.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Where to draw.
    base : float above 1, default e
        Base of the logarithm: e gives nats, 2 bits, 10 bans.

    Returns
    -------
    matplotlib.axes.Axes
        `ax`.

    Raises
    ------
    ValueError
        If `base` is not a finite number above 1.

    Examples
    --------
    >>> from matplotlib.figure import Figure
    >>> penalty_curves(Figure().subplots(), base=2).get_ylabel()
    'Penalty in bits'
    """
    half = log_penalty(0.5, base=base)
    log, unit = UNITS.get(base, ("log", f"units of base {base:g}"))
    # even steps of the root: close points where the curve bends; the last lies above the axis
    penalty = np.linspace(0, math.sqrt(1.03 * HIGHEST), 30) ** 2
    c = float(base) ** -penalty
    ax.plot(c, penalty, color=CLASS_1)
    ax.plot(1 - c, penalty, color=CLASS_0, linestyle="--")
    ax.plot(0.5, half, "o", color=INK)
    ax.annotate(f"{half:.3g}", (0.5, half), (0, 8), textcoords="offset points", ha="center")
    ax.text(0.15, 0.91 * HIGHEST, f"y = 1: −{log} p", color=CLASS_1)
    ax.text(0.85, 0.79 * HIGHEST, f"y = 0: −{log} (1 − p)", color=CLASS_0, ha="right")
    ax.set(xlim=(0, 1), ylim=(0, HIGHEST), xticks=(0, 0.5, 1), yticks=range(0, HIGHEST, 2))
    ax.set(xlabel="Predicted probability p", ylabel=f"Penalty in {unit}")
    return ax
