"""Codes as areas, cross-entropy in its two parts, and the two directions of the divergence."""

import numpy as np

from bce_tutorial import _validation as require
from bce_tutorial.information import entropy, kl_divergence
from bce_tutorial.look.palette import GREEN, INK, PAPER, PURPLE

FORECASTS = np.array([0.01, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.99])
TOP = 3.0  # the divergence has no maximum; the axis ends here
ARROW = {"arrowstyle": "-", "color": INK, "linewidth": 0.8}


def two(share):
    """Return the distributions of two outcomes, the first with the given share."""
    return np.stack([share, 1 - share], axis=-1)


def code_areas(ax, share, code):
    """Draw each letter as a bar, as wide as its share and as high as its codeword is long.

    The area of all bars is the mean number of bits per letter. Where a codeword is longer than
    -log2 of the share, what it adds is hatched; where it is shorter, what it saves is dotted.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Where to draw.
    share : dict of str to float
        How often each letter comes, in (0, 1], from left to right. The shares sum to 1.
    code : dict of str to str
        The codeword of each letter.

    Returns
    -------
    matplotlib.axes.Axes
        The same axes: share of the letters across, length of the codeword in bits up.

    Raises
    ------
    ValueError
        If the shares are not in (0, 1], do not sum to 1, or a letter has no codeword.

    Examples
    --------
    >>> import matplotlib.pyplot as plt
    >>> ax = code_areas(plt.figure().subplots(), {"a": 0.5, "b": 0.5}, {"a": "0", "b": "1"})
    >>> print(sum(bar.get_width() * bar.get_height() for bar in ax.patches))
    1.0
    >>> plt.close()
    """
    shares = require.as_numbers("share", list(share.values()))
    require.rows_sum_to_one("share", shares)
    if not (shares > 0).all():
        raise ValueError("expected share in (0, 1], got 0")
    if missing := [letter for letter in share if letter not in code]:
        raise ValueError(f"expected code with a word for each letter, got none for {missing[0]!r}")
    words = {"ha": "center", "va": "center"}
    left = 0.0
    for letter, width in share.items():
        length, fitting = len(code[letter]), -np.log2(width)
        base = min(length, fitting)
        ax.bar(left, base, width, align="edge", color=GREEN, alpha=0.35, edgecolor=PAPER)
        if length > fitting:
            style = {"color": PURPLE, "hatch": "//", "edgecolor": PAPER}
            ax.bar(left, length - fitting, width, bottom=fitting, align="edge", **style)
            on_hatch = words | {"bbox": {"facecolor": PAPER, "pad": 2}}
            ax.text(left + width / 2, (length + fitting) / 2, "added", **on_hatch)
        elif length < fitting:
            style = {"fill": False, "edgecolor": INK, "linestyle": ":", "linewidth": 1.5}
            ax.bar(left, fitting - length, width, bottom=length, align="edge", **style)
            ax.text(left + width / 2, (length + fitting) / 2, "saved", **words)
        ax.text(left + width / 2, min(base, 1) / 2, f"{letter}\n{code[letter]}", **words)
        left += width
    ax.set(xlim=(0, 1), ylim=(0, 3.4), xlabel="Share of the letters", ylabel="Length (bits)")
    ax.grid(visible=False, axis="x")
    return ax


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
    ax.bar(across, floor, color=GREEN, **style)
    ax.bar(across, own, bottom=floor, color=PURPLE, hatch="//", **style)
    for x, total in zip(across, floor + own, strict=True):
        ax.text(x, total + 0.04, f"{total:.2f}", ha="center")
    ax.set_xticks(across, [f"{q:g}" for q in FORECASTS])
    ax.set(xlabel="Forecast q", ylabel="Expected log loss (nats)")
    ax.set_ylim(0, 1.1 * (floor + own).max())
    ax.grid(visible=False, axis="x")
    highest = (floor + own).max()
    truth = {"x": np.interp(probability, FORECASTS, across), "ha": "center"}
    ax.text(y=0.66 * highest, s="on top: divergence D(π‖q)", color=PURPLE, **truth)
    ax.text(y=0.56 * highest, s=f"below: entropy H(π) = {floor[0]:.2f}", color=GREEN, **truth)
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
    edge = np.geomspace(1e-12, 0.004, 12)  # where D(π‖q) is steep
    q = np.concatenate([[0], edge, np.arange(1, 200) / 200, 1 - edge[::-1], [1]])
    truth = np.broadcast_to(two(np.float64(p)), (q.size, 2))
    forward, backward = kl_divergence(truth, two(q)), kl_divergence(two(q), truth)
    ax.plot(q, np.minimum(forward, 2 * TOP), color=GREEN)
    ax.plot(q, backward, color=PURPLE, linestyle="--")
    ax.plot([p], [0], "o", color=INK, clip_on=False, zorder=3)
    ax.annotate("both 0 at q = π", (p, 0.03), (p - 0.03, 0.42), ha="right", arrowprops=ARROW)
    ax.set(xlim=(0, 1), ylim=(0, TOP), xlabel="Forecast q", ylabel="Divergence (nats)")
    ax.text(0.13, 2.1, "D(π‖q): what happens first", color=GREEN)
    ax.text(0.27, 1.25, "D(q‖π): the belief first", color=PURPLE)
    return ax
