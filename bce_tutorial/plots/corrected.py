"""The two probabilities of each row, with the one of what happened filled."""

import numpy as np

from bce_tutorial.look.palette import CLASS_0, CLASS_1, INK
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
    for label, color, width, left in ((1, CLASS_1, p, 0 * p), (0, CLASS_0, 1 - p, p)):
        happened = y == label
        hatch = None if label else "///"
        for part, fill, texture, above in (
            (happened, color, hatch, 2),
            (~happened, "none", None, 1),
        ):
            ax.barh(
                rows[part],
                width[part],
                left=left[part],
                color=fill,
                edgecolor=color,
                hatch=texture,
                zorder=above,
            )
    for row, value in zip(rows, corrected, strict=True):
        ax.text(1.03, row, f"{value:.2f}", va="center", color=INK)
    heading = {"y": 1.02, "transform": ax.get_xaxis_transform(), "color": INK}
    ax.text(0, s="← p, for class 1", **heading)
    ax.text(1, s="1 − p, for class 0 →", ha="right", **heading)
    ax.text(1.03, s="corrected", **heading)
    ax.set_yticks(rows, [f"{name}, y = {label:g}" for name, label in zip(ids, y, strict=True)])
    ax.grid(visible=False, axis="y")
    ax.set_xlim(0, 1)
    ax.invert_yaxis()
    ax.set_xlabel("probability (no unit); the filled part happened")
    return ax
