"""The probabilities that two classes received, and what a threshold makes of them."""

import numpy as np

from bce_tutorial import _validation as require
from bce_tutorial.logits import logit
from bce_tutorial.look.palette import CLASS_0, CLASS_1, INK, PAPER

FURTHEST = 10  # log-odds at which the axis of log-odds ends
TICKS = (0.0001, 0.01, 0.1, 0.5, 0.9, 0.99, 0.9999)


def score_histogram(
    ax,
    y_true,
    y_proba,
    threshold=0.5,
    *,
    names=("class 0", "class 1"),
    bins=20,
    log_odds=False,
):
    r"""Draw how the predicted probabilities of each class are spread, cut at a threshold.

    .. math:: \hat{y}_i = 1 \text{ if } p_i \ge t, \text{ else } 0

    Class 1 stands above the axis and class 0 hangs below it, so each quarter of the picture is
    one of the four counts: true and false positives (TP, FP) right of the threshold, false and
    true negatives (FN, TN) left of it. Wrong decisions are hatched.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Where to draw.
    y_true : array_like of shape (n,), of 0 and 1
        What happened.
    y_proba : array_like of shape (n,), in [0, 1]
        Predicted probability of class 1.
    threshold : float in [0, 1]
        Decide for class 1 from this probability on.
    names : pair of str
        What classes 0 and 1 are called on the vertical axis.
    bins : int
        Number of equal bins.
    log_odds : bool, default False
        Whether the bins are equal in log-odds, from -10 to 10, so that probabilities close to 0
        and to 1 can be told apart. The outermost bins hold all that lies beyond.

    Returns
    -------
    matplotlib.axes.Axes
        The same `ax`: probability across, number of samples in each bin up and down.

    Raises
    ------
    ValueError
        If the shapes differ, an array is empty or not numeric, a label is not 0 or 1, or a
        probability or the threshold is not in [0, 1].

    Examples
    --------
    >>> from matplotlib.figure import Figure
    >>> from bce_tutorial.datasets import eight_predictions
    >>> ids, y_true, y_proba = eight_predictions()
    >>> ax = score_histogram(Figure().subplots(), y_true, y_proba)
    >>> [text.get_text() for text in ax.texts]
    ['FP 2', 'TN 1', 'TP 3', 'FN 2', 'threshold 0.5']
    """
    y, p = require.as_numbers("y_true", y_true), require.as_numbers("y_proba", y_proba)
    require.same_shape(y_true=y, y_proba=p)
    require.hard_labels("y_true", y)
    require.in_unit_interval("y_proba", p)
    require.in_unit_interval("threshold", require.as_numbers("threshold", threshold))

    right = p >= threshold
    ends, place = ((-FURTHEST, FURTHEST), _log_odds) if log_odds else ((0, 1), np.asarray)
    x, cut, tallest = place(p), place(threshold), 0
    for label, side, colour in ((0, -1, CLASS_0), (1, 1, CLASS_1)):
        good, edges = np.histogram(x[(y == label) & (right == label)], bins, ends)
        bad, _ = np.histogram(x[(y == label) & (right != label)], bins, ends)
        tallest = max(tallest, (good + bad).max())
        ax.stairs(side * good, edges, fill=True, color=colour)
        ax.stairs(  # stacked on the others in the bin that the threshold cuts
            side * (good + bad),
            edges,
            baseline=side * good,
            fill=True,
            facecolor=PAPER,
            edgecolor=colour,
            linewidth=1.2,
            hatch="////",
        )
        _quarters(ax, label, right[y == label])
    ax.axvline(cut, color=INK, linestyle="--", linewidth=1.5)
    above = {"transform": ax.get_xaxis_transform(), "ha": "center", "va": "bottom"}
    ax.text(cut, 1.02, f"threshold {threshold:.2g}", **above)
    ax.set(xlim=ends, xlabel="Predicted probability of class 1")
    if log_odds:
        ax.set_xticks(_log_odds(TICKS), [f"{p:g}" for p in TICKS])
        ax.set_xlabel("Predicted probability of class 1, even in log-odds")
    mirror(ax, 1.2 * tallest, names)
    return ax


def _quarters(ax, label, decided):
    """Count the decisions on one class, in the corners of its half."""
    for decision, across, align in ((1, 0.99, "right"), (0, 0.01, "left")):
        name = ("T" if decision == label else "F") + ("P" if decision else "N")
        count = np.count_nonzero(decided == decision)
        where = {"transform": ax.transAxes, "ha": align, "va": "top" if label else "bottom"}
        where |= {"bbox": {"facecolor": PAPER, "pad": 1}}  # covers the threshold's line
        ax.text(across, 0.98 if label else 0.02, f"{name} {count}", **where)


def mirror(ax, highest, names):
    """Name class 1 above the axis and class 0 below it, with counts on either side."""
    ax.axhline(0, color=INK, linewidth=1)
    ax.set_ylim(-highest, highest)
    ax.yaxis.set_major_formatter(lambda count, _: f"{abs(count):g}")
    ax.set_ylabel(f"← {names[0]}, y = 0\N{EM SPACE}{names[1]}, y = 1 →")


def _log_odds(p):
    return np.clip(logit(p), -FURTHEST, FURTHEST)
