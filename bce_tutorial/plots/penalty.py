"""The logarithmic penalty drawn: both labels, any base, many orders of magnitude."""

import math

import numpy as np

from bce_tutorial.look.palette import CLASS_0, CLASS_1, GREEN, GREY, INK
from bce_tutorial.probabilities import log_penalty

UNITS = {math.e: ("ln", "nats"), 2: ("log₂", "bits"), 10: ("log₁₀", "bans")}
HIGHEST = 7  # upper end of the penalty axis
SMALLEST = -12  # exponent of the smallest probability on the logarithmic axis


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


def penalty_against_gap(ax):
    """Draw the penalty in nats and in bans against the gap 1 − c, and where two of them cross.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Where to draw.

    Returns
    -------
    matplotlib.axes.Axes
        `ax`.

    Examples
    --------
    >>> from matplotlib.figure import Figure
    >>> ax = penalty_against_gap(Figure().subplots())
    >>> [text.get_text() for text in ax.texts][-1]
    'c = 0.137'
    """
    c = np.geomspace(0.02, 1, 100)
    crossing = 0.1
    for _ in range(60):  # -log10(c) = 1 - c, solved for c; each step cuts the error to a third
        crossing = 10 ** (crossing - 1)
    ax.plot(c, log_penalty(c), color=INK)
    ax.plot(c, 1 - c, color=GREY, linestyle=":")
    ax.plot(c, log_penalty(c, base=10), color=GREEN, linestyle="--")
    ax.plot(crossing, 1 - crossing, "o", color=INK)
    ax.text(0.36, 1.08, "−ln c", color=INK)
    ax.text(0.01, 0.6, "gap 1 − c", color=GREY)
    ax.text(0.30, 0.28, "−log₁₀ c", color=GREEN, ha="right")
    ax.text(crossing + 0.02, 1 - crossing + 0.04, f"c = {crossing:.3f}", color=INK)
    ax.set(xlim=(0, 1), ylim=(0, 2))
    ax.set(xlabel="Corrected probability c", ylabel="Penalty or gap")
    return ax


def penalty_by_magnitude(ax):
    """Draw the penalty in nats on a logarithmic probability axis: a straight line.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Where to draw.

    Returns
    -------
    matplotlib.axes.Axes
        `ax`.

    Examples
    --------
    >>> from matplotlib.figure import Figure
    >>> ax = penalty_by_magnitude(Figure().subplots())
    >>> [text.get_text() for text in ax.texts][-1]
    '27.63'
    """
    c = np.logspace(SMALLEST, 0, 97)
    ax.plot(c, log_penalty(c), color=INK)
    ax.plot(c, 1 - c, color=GREY, linestyle=":")
    ax.text(1e-9, 1.7, "gap 1 − c: never above 1", color=GREY, ha="center")
    ax.text(1e-7, 17.4, "−ln c", color=INK)
    for exponent in range(-3, SMALLEST - 1, -3):
        penalty = log_penalty(10.0**exponent)
        ax.plot(10.0**exponent, penalty, "o", color=INK)
        ax.annotate(f"{penalty:.2f}", (10.0**exponent, penalty), (6, 4), textcoords="offset points")
    ax.set_xscale("log")
    ax.set(xlim=(10.0 ** (SMALLEST - 0.5), 1), ylim=(0, 30))
    ax.set_xticks(
        [10.0**exponent for exponent in range(SMALLEST, 1, 3)],
        [f"1e{exponent}" for exponent in range(SMALLEST, 0, 3)] + ["1"],
    )
    ax.minorticks_off()
    ax.set(xlabel="Corrected probability c, logarithmic axis", ylabel="Penalty in nats")
    return ax
