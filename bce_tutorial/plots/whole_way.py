"""From predictions to the loss in one picture: what happened, what it cost, the mean."""

import numpy as np

from bce_tutorial.look.palette import CLASS_0, CLASS_1, GREY, INK
from bce_tutorial.plots.corrected import split_bars
from bce_tutorial.probabilities import corrected_probabilities, log_penalty

PROBABILITY = (118, 85)  # where bars begin, and how long 1 is; the axes are 400 wide
PENALTY = (258, 88)  # likewise, 1 nat


def prediction_to_loss(ax, ids, y_true, y_proba):
    r"""Draw the whole way of each row: prediction, corrected probability, penalty, and their mean.

    .. math:: p_i \to c_i \to -\ln c_i \to \frac{1}{n} \sum_i -\ln c_i

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Where to draw, about 5.6 inches wide.
    ids : sequence of str, of length n
        Name of each row, drawn from top to bottom.
    y_true : array_like of shape (n,), of 0 and 1
        What happened.
    y_proba : array_like of shape (n,), in [0, 1]
        Predicted probability of class 1; none that is certain and wrong.

    Returns
    -------
    matplotlib.axes.Axes
        The same `ax`, without spines and ticks: every bar has its number.

    Raises
    ------
    ValueError
        As :func:`bce_tutorial.corrected_probabilities`.

    Examples
    --------
    >>> from matplotlib.figure import Figure
    >>> from bce_tutorial.datasets import eight_predictions
    >>> ax = prediction_to_loss(Figure().subplots(), *eight_predictions())
    >>> ax.texts[-1].get_text()
    '0.4937'
    """
    corrected = corrected_probabilities(y_true, y_proba)
    penalty = log_penalty(corrected)
    y, p = np.asarray(y_true), np.asarray(y_proba, dtype=np.float64)
    n, mean = len(p), penalty.mean()
    (start, one), (zero, nat) = PROBABILITY, PENALTY
    split_bars(ax, y, p, width=one, left=start)
    ax.barh(range(n), nat * penalty, left=zero, height=0.5, color=INK)
    middle = {"va": "center", "color": INK}
    column = zero + nat * penalty.max() + 4  # of the numbers, right of bars and dotted line
    for row in range(n):
        ax.text(0, row, f"{ids[row]}: y = {y[row]:g}, p = {p[row]:.2f}", **middle)
        ax.text(start + one + 5, row, f"{corrected[row]:.2f}  →", **middle)
        ax.text(column, row, f"{penalty[row]:.4f}", **middle)
    ax.text(0, -1.7, "what was said", **middle)
    ax.text(start, -1.7, "p, for y = 1,", color=CLASS_1, va="center")
    ax.text(start, -1.05, "1 − p, for y = 0", color=CLASS_0, va="center")
    ax.text(start + one + 5, -1.7, "c, filled", **middle)
    ax.text(zero + 12, -1.7, "its cost −ln c (nats)", **middle)
    ax.plot(2 * [zero + nat * mean], [-0.5, n + 0.8], ":", color=GREY, linewidth=1.5)
    ax.plot([0, 400], 2 * [n - 0.2], color=GREY, linewidth=0.8)
    ax.barh(n + 0.4, nat * mean, left=zero, height=0.7, color=INK)
    ax.text(0, n + 0.4, "the loss: the mean of all costs", **middle)
    ax.text(column, n + 0.4, f"{mean:.4f}", weight="bold", **middle)
    ax.set(xlim=(0, 400), ylim=(n + 1, -2.2))
    ax.axis("off")
    return ax
