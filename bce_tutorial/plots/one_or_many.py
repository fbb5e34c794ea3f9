"""One forecast of K classes under two kinds of question: which one, and yes or no to each."""

import numpy as np

from bce_tutorial import _validation as require
from bce_tutorial.categorical import categorical_cross_entropy
from bce_tutorial.look.palette import CLASS_0, CLASS_1, GREY, INK
from bce_tutorial.losses import binary_cross_entropy
from bce_tutorial.plots.corrected import split_bars

PROBABILITY = (62, 160)  # where bars begin, and how long 1 is; the axes are 400 wide
PENALTY = (268, 65)  # likewise, the largest cost
TOP = -3.9  # height of the one bar; those of the many stand at 0, 1, ...


def one_or_many(ax, y, p):
    r"""Draw what a row of probabilities costs as one question, and as a yes or no to each class.

    .. math:: -\ln p_y \qquad\text{and}\qquad -\ln p_y, \; -\ln(1 - p_k) \text{ for } k \ne y

    At the top one bar of length 1 is split among the classes. Below it every class has a bar of
    its own, split into yes and no. What happened is filled, and hatched where it is a no.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Where to draw, about 5.6 inches wide.
    y : int, in [0, K)
        The class that happened.
    p : array_like of shape (K,), in [0, 1]
        Its row of probabilities, which sums to 1; none that is certain and wrong.

    Returns
    -------
    matplotlib.axes.Axes
        The same `ax`, without spines and ticks: every bar has its number.

    Raises
    ------
    ValueError
        As :func:`bce_tutorial.categorical_cross_entropy`.

    Examples
    --------
    >>> from matplotlib.figure import Figure
    >>> ax = one_or_many(Figure().subplots(), 0, [0.7, 0.2, 0.1])
    >>> ax.texts[-1].get_text()
    'sum 0.685, mean 0.228'
    """
    one = categorical_cross_entropy([y], [p])
    p = require.as_numbers("p", p).astype(np.float64)
    label = (np.arange(len(p)) == y).astype(int)
    many = binary_cross_entropy(label, p, reduction="none")
    (start, width), zero, last = PROBABILITY, PENALTY[0], len(p) - 1
    nat = PENALTY[1] / (many.max() or 1)
    middle = {"va": "center", "color": INK}
    ax.text(0, TOP - 1.75, "One question: which class?", weight="bold", **middle)
    ax.text(start, TOP - 0.9, "filled: what happened", **middle)
    ax.text(zero, TOP - 0.9, "its cost (nats)", **middle)
    left = start + width * (np.cumsum(p) - p)
    for k in range(len(p)):
        part = {"left": left[k], "edgecolor": CLASS_1, "zorder": 1 + label[k]}
        ax.barh(TOP, width * p[k], color=CLASS_1 if label[k] else "none", **part)
        centre = left[k] + width * p[k] / 2
        ax.text(centre, TOP + 0.75, f"{p[k]:g}", ha="center", va="center", color=CLASS_1)
    _cost(ax, TOP, one, nat)
    ax.plot([0, 400], 2 * [TOP + 1.3], color=GREY, linewidth=0.8)
    ax.text(0, -1.75, "A question for each class: yes or no?", weight="bold", **middle)
    ax.text(start, -0.85, "yes, y = 1", color=CLASS_1, va="center")
    ax.text(start + width, -0.85, "no, y = 0", color=CLASS_0, ha="right", va="center")
    split_bars(ax, label, p, width=width, left=start)
    for k in range(len(p)):
        ax.text(0, k, f"class {k}?", **middle)
        _cost(ax, k, many[k], nat)
    ax.text(zero, last + 1, f"sum {many.sum():.3f}, mean {many.mean():.3f}", **middle)
    ax.set(xlim=(0, 400), ylim=(last + 1.5, TOP - 2.3))
    ax.axis("off")
    return ax


def _cost(ax, height, nats, nat):
    """Draw the bar of a cost with its number."""
    zero = PENALTY[0]
    ax.barh(height, nat * nats, left=zero, height=0.5, color=INK)
    ax.text(zero + nat * nats + 4, height, f"{nats:.3f}", va="center", color=INK)
