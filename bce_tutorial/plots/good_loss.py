"""What a loss is worth: the loss of a constant guess, and how far a difference can be trusted."""

import numpy as np

from bce_tutorial import _validation as require
from bce_tutorial.look.palette import GREEN, GREY, INK, PURPLE
from bce_tutorial.losses import binary_cross_entropy

BANDS = ((0.0, 0.05, "great"), (0.05, 0.2, "good"), (0.2, 0.3, "(no name)"),
         (0.3, 1.0, "not ideal"), (1.0, 1.15, "very poor"))  # fmt: skip
RATES = np.geomspace(0.001, 0.5, 120)
SHADES = (0.16, 0.0)  # every other band, so that the borders show without colour
BINS = 40


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


def resampled_differences(ax, paired, separate):
    """Draw two bootstrap distributions of a difference of losses, with their middle 95 %.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Where to draw.
    paired, separate : array_like of shape (n,), finite
        Resampled differences: with the same rows for both models, and with rows of their own.

    Returns
    -------
    matplotlib.axes.Axes
        The same axes: difference in nats across, resamples up.

    Raises
    ------
    ValueError
        If `paired` or `separate` is empty, not numeric or not finite.

    Examples
    --------
    >>> import matplotlib.pyplot as plt
    >>> ax = resampled_differences(plt.figure().subplots(), [0.1, 0.2, 0.3], [0, 0.2, 0.4])
    >>> ax.get_xlabel()
    'Difference of the losses (nats)'
    >>> plt.close()
    """
    values = {}
    for name, draws in (("paired", paired), ("separate", separate)):
        values[name] = require.as_numbers(name, draws)
        require.finite(name, values[name])
    edges = np.histogram_bin_edges(np.concatenate(list(values.values())), BINS)
    styles = {"paired": (GREEN, "-", "same rows"), "separate": (PURPLE, "--", "separate rows")}
    for level, (name, (color, style, words)) in enumerate(styles.items(), start=1):
        counts, _ = np.histogram(values[name], edges)
        ax.stairs(counts, edges, color=color, linestyle=style, linewidth=2)
        low, high = np.percentile(values[name], [2.5, 97.5])
        height = -0.13 * level * max(1, counts.max())
        ax.plot([low, high], [height, height], style, color=color, linewidth=4)
        beside = {"xytext": (6, 0), "textcoords": "offset points", "va": "center", "color": color}
        ax.annotate(words, (high, height), **beside)
    ax.axvline(0, color=INK, linestyle=":", linewidth=1)
    ax.yaxis.set_major_formatter(lambda count, _: f"{count:g}" if count >= 0 else "")
    ax.set(xlabel="Difference of the losses (nats)", ylabel="Resamples (count)")
    return ax
