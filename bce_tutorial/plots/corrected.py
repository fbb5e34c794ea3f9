"""The two probabilities of each row, with the one of what happened filled; and of many rows."""

import numpy as np

from bce_tutorial.look.palette import CLASS_0, CLASS_1, INK
from bce_tutorial.plots.classification import mirror
from bce_tutorial.probabilities import corrected_probabilities


def corrected_bars(ax, ids, y_true, y_proba):
    r"""Draw one bar for each row, split at p, and fill the part that happened.

    .. math:: p_i + (1 - p_i) = 1

    The left part of a bar is the probability of class 1, the right part that of class 0. The
    part of the observed class is filled, and hatched for class 0; its width, the corrected
    probability, stands at the end of the row. The other part is an outline.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Where to draw.
    ids : sequence of str, of length n
        Name of each row, drawn from top to bottom.
    y_true : array_like of shape (n,), of 0 and 1
        What happened.
    y_proba : array_like of shape (n,), in [0, 1]
        Predicted probability of class 1.

    Returns
    -------
    matplotlib.axes.Axes
        The same `ax`.

    Raises
    ------
    ValueError
        As :func:`bce_tutorial.corrected_probabilities`.

    Examples
    --------
    >>> from matplotlib.figure import Figure
    >>> from bce_tutorial.datasets import eight_predictions
    >>> ax = corrected_bars(Figure().subplots(), *eight_predictions())
    >>> [text.get_text() for text in ax.texts if text.get_text().startswith("0.")][3]
    '0.44'
    """
    corrected = corrected_probabilities(y_true, y_proba)
    y, p = np.asarray(y_true), np.asarray(y_proba, dtype=np.float64)
    rows = np.arange(len(p))
    split_bars(ax, y, p)
    for row, value in zip(rows, corrected, strict=True):
        ax.text(1.03, row, f"{value:.2f}", va="center", color=INK)
    heading = {"y": 1.02, "transform": ax.get_xaxis_transform()}
    ax.text(0, s="p, for y = 1 →", color=CLASS_1, **heading)
    ax.text(1, s="← 1 − p, for y = 0", color=CLASS_0, ha="right", **heading)
    ax.text(1.03, s="c", color=INK, **heading)
    ax.set_yticks(rows, [f"{name}, y = {label:g}" for name, label in zip(ids, y, strict=True)])
    ax.grid(visible=False, axis="y")
    ax.set_xlim(0, 1)
    ax.invert_yaxis()
    ax.set_xlabel("Probability; the filled part c happened")
    return ax


def split_bars(ax, y, p, *, width=1.0, left=0.0):
    """Draw the bars alone, one at each height from 0 on, each as wide as a probability of 1."""
    rows = np.arange(len(p))
    for label, color, length, start in ((1, CLASS_1, p, 0 * p), (0, CLASS_0, 1 - p, p)):
        happened = y == label
        hatch = None if label else "///"
        for part, fill, texture, above in (
            (happened, color, hatch, 2),
            (~happened, "none", None, 1),
        ):
            ax.barh(
                rows[part],
                width * length[part],
                left=left + width * start[part],
                color=fill,
                edgecolor=color,
                hatch=texture,
                zorder=above,
            )


def corrected_histogram(ax, y_true, corrected, *, names=("class 0", "class 1"), bins=20):
    """Draw how the corrected probabilities of each class are spread.

    Class 1 stands above the axis, and class 0 hangs below it, hatched. Left of the dashed line
    at 0.5 are the rows whose outcome got the smaller probability of the two.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Where to draw.
    y_true : array_like of shape (n,), of 0 and 1
        What happened.
    corrected : array_like of shape (n,), in [0, 1]
        Probability that was given to it.
    names : pair of str
        What classes 0 and 1 are called on the vertical axis.
    bins : int
        Number of equal bins over [0, 1].

    Returns
    -------
    matplotlib.axes.Axes
        The same `ax`: corrected probability across, number of rows in each bin up and down.

    Examples
    --------
    >>> from matplotlib.figure import Figure
    >>> ax = corrected_histogram(Figure().subplots(), [1, 1, 0], [0.9, 0.4, 0.7])
    >>> [text.get_text() for text in ax.texts]
    ['c below 0.5: 1', '0.5 and above: 2']
    """
    y, c = np.asarray(y_true), np.asarray(corrected)
    tallest = 0
    for label, side, color in ((1, 1, CLASS_1), (0, -1, CLASS_0)):
        count, edges = np.histogram(c[y == label], bins, (0, 1))
        ax.stairs(
            side * count, edges, fill=True, color=color, hatch=None if label else "///", ec=color
        )
        tallest = max(tallest, count.max())
    ax.axvline(0.5, color=INK, linestyle="--", linewidth=1)
    above = {"y": 1.02, "transform": ax.get_xaxis_transform(), "color": INK}
    low = np.count_nonzero(c < 0.5)
    ax.text(0.48, s=f"c below 0.5: {low:,}", ha="right", **above)
    ax.text(0.52, s=f"0.5 and above: {len(c) - low:,}", **above)
    ax.set(xlim=(0, 1), xlabel="Corrected probability c")
    mirror(ax, 1.1 * tallest, names)
    return ax
