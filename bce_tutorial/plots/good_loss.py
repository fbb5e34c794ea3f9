"""What a loss is worth: beside a constant guess, row by row, and from day to day."""

import numpy as np

from bce_tutorial import _validation as require
from bce_tutorial.look.palette import GREEN, GREY, INK, PURPLE
from bce_tutorial.losses import binary_cross_entropy
from bce_tutorial.plots.ends import name_ends

BANDS = ((0.0, 0.05, "great"), (0.05, 0.2, "good"), (0.2, 0.3, "(no name)"),
         (0.3, 1.0, "not ideal"), (1.0, 1.15, "very poor"))  # fmt: skip
RATES = np.geomspace(0.001, 0.5, 120)
SHADES = (0.16, 0.0)  # every other band, so that the borders show without colour


def base_rate_bands(ax):
    """Draw the loss of the best constant guess over a published table of thresholds.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Where to draw.

    Returns
    -------
    matplotlib.axes.Axes
        The same axes: base rate in percent across, on a logarithmic scale, loss in nats up.

    Examples
    --------
    >>> import matplotlib.pyplot as plt
    >>> ax = base_rate_bands(plt.figure().subplots())
    >>> ax.get_ylabel()
    'Log loss (nats)'
    >>> plt.close()

    References
    ----------
    S. Saxena, "Binary Cross Entropy/Log Loss for Binary Classification", Analytics Vidhya, 2024.
    """
    for index, (low, high, name) in enumerate(BANDS):
        ax.axhspan(low, high, color=GREY, alpha=SHADES[index % 2], linewidth=0)
        ax.text(53, (low + high) / 2, name, va="center")
    losses = binary_cross_entropy(RATES, RATES, reduction="none")
    ax.plot(100 * RATES, losses, color=INK)
    ax.text(21, 0.6, "loss of a constant guess", ha="right", color=INK)
    for limit in (0.05, 0.2):
        rate = 100 * np.interp(limit, losses, RATES)
        ax.plot([rate], [limit], "o", color=INK)
        ax.annotate(
            f"{rate:.2f} %",
            (rate, limit),
            (-6, 5),
            textcoords="offset points",
            ha="right",
        )
    ax.set_xscale("log")
    ax.set_xticks([0.1, 1, 10, 50], ["0.1", "1", "10", "50"])
    ax.minorticks_off()
    ax.set(xlim=(0.1, 50), ylim=(0, 1.15), xlabel="Base rate b (%)", ylabel="Log loss (nats)")
    ax.grid(visible=False)
    return ax


def paired_intervals(ax, differences, apart, paired):
    """Draw two intervals around each difference from the guess: of the loss alone, and row by row.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Where to draw.
    differences : array_like of shape (n,), finite
        Loss less that of the constant guess, one per sample, in nats.
    apart, paired : array_like of shape (n,), finite
        Half the width of the interval of the loss alone, and of the mean difference of the rows.

    Returns
    -------
    matplotlib.axes.Axes
        The same axes: difference in nats across, one line per sample, the first one at the top.

    Raises
    ------
    ValueError
        If an argument is empty, not numeric or not finite, or their lengths differ.

    Examples
    --------
    >>> import matplotlib.pyplot as plt
    >>> ax = paired_intervals(plt.figure().subplots(), [-0.1, -0.2], [0.3, 0.3], [0.05, 0.06])
    >>> ax.get_xlabel()
    'Loss less that of the guess (nats)'
    >>> plt.close()
    """
    values = _finite(differences=differences, apart=apart, paired=paired)
    middle, rows = values["differences"], np.arange(len(values["differences"]))
    styles = {"apart": (PURPLE, 1.5, "loss alone"), "paired": (GREEN, 4, "row by row")}
    for name, (color, width, words) in styles.items():
        low, high = middle - values[name], middle + values[name]
        ax.hlines(rows, low, high, color=color, linewidth=width)
        ends = ("left", low[0]) if name == "apart" else ("right", high[0])
        ax.text(ends[1], -1, words, color=color, ha=ends[0], va="center")
    ax.axvline(0, color=INK, linestyle=":", linewidth=1.5)
    ax.annotate("the guess", (0, -1), (4, 0), textcoords="offset points", va="center")
    ax.set(ylim=(len(rows) - 0.3, -1.8), xlabel="Loss less that of the guess (nats)")
    ax.set(yticks=[], ylabel="Sample")
    ax.grid(visible=False, axis="y")
    return ax


def daily_losses(ax, observed, expected, change):
    """Draw the observed and the expected loss of each day, and the day of a change.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Where to draw.
    observed, expected : array_like of shape (n,), finite
        Loss of each day, and the mean entropy of its forecasts, in nats.
    change : int
        The first changed day, counted from 1.

    Returns
    -------
    matplotlib.axes.Axes
        The same axes: day across, loss in nats up. Each line has its name at its end, for which
        the limits up must be final.

    Raises
    ------
    ValueError
        If an argument is empty, not numeric or not finite, or their lengths differ.

    Examples
    --------
    >>> import matplotlib.pyplot as plt
    >>> ax = daily_losses(plt.figure().subplots(), [0.3, 0.3, 0.6], [0.3, 0.3, 0.4], 3)
    >>> ax.get_ylabel()
    'Loss (nats)'
    >>> plt.close()
    """
    values = _finite(observed=observed, expected=expected)
    days = np.arange(1, len(values["observed"]) + 1)
    for name, style, width in (("observed", "-", 2), ("expected", "--", 1.5)):
        ax.plot(days, values[name], style, color=INK, linewidth=width)
    ax.axvline(change - 0.5, color=GREY, linestyle=":")
    above = {"ha": "center", "va": "bottom", "transform": ax.get_xaxis_transform()}
    ax.text(change - 0.5, 1.02, "change", color=GREY, **above)
    ax.set(xlabel="Day (count)", ylabel="Loss (nats)", xlim=(0, len(days) + 1))
    ax.grid(visible=False, axis="x")
    name_ends(ax, [(name, losses[-1], INK) for name, losses in values.items()])
    return ax


def _finite(**given):
    """Return the arguments as finite arrays of one length, by name."""
    values = {name: require.as_numbers(name, numbers) for name, numbers in given.items()}
    first = next(iter(values))
    for name, numbers in values.items():
        require.finite(name, numbers)
        if len(numbers) != len(values[first]):
            lengths = f"{len(values[first]):,} and {len(numbers):,}"
            raise ValueError(f"expected {first} and {name} of one length, got {lengths}")
    return values
