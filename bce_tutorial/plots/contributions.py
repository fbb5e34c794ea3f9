"""What each row pays of the mean loss."""

import numpy as np

from bce_tutorial.look.palette import CLASS_0, CLASS_1, INK, PAPER
from bce_tutorial.probabilities import corrected_probabilities, log_penalty


def loss_contributions(ax, ids, y_true, y_proba):
    r"""Draw what each row contributes to the binary cross-entropy, the costliest row on top.

    .. math:: \frac{-\ln c_i}{n}, \qquad \sum_i \frac{-\ln c_i}{n} = L

    The bars add up to the loss. Each is labelled with its share of it; a dashed line marks an
    equal share. Class 0 is hatched.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Where to draw.
    ids : sequence of str, of length n
        Name of each row.
    y_true : array_like of shape (n,), of 0 and 1
        What happened.
    y_proba : array_like of shape (n,), in (0, 1)
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
    >>> ax = loss_contributions(Figure().subplots(), *eight_predictions())
    >>> round(float(sum(bar.get_width() for bar in ax.patches)), 4)
    0.4937
    """
    contribution = log_penalty(corrected_probabilities(y_true, y_proba)) / len(ids)
    order = np.argsort(-contribution, kind="stable")
    names = []
    for position, row in enumerate(order):
        happened = y_true[row] == 1
        bar = ax.barh(
            position,
            contribution[row],
            color=CLASS_1 if happened else CLASS_0,
            edgecolor=PAPER,
            hatch=None if happened else "///",
        )
        ax.bar_label(
            bar, [f"{100 * contribution[row] / contribution.sum():.0f} %"], padding=4, color=INK
        )
        names.append(f"{ids[row]}: y = {y_true[row]:g}, p = {y_proba[row]:.2f}")
    ax.axvline(contribution.mean(), color=INK, linestyle="--", linewidth=1)
    ax.text(
        contribution.mean(),
        1.02,
        "equal share",
        ha="center",
        transform=ax.get_xaxis_transform(),
        color=INK,
    )
    ax.set_yticks(range(len(order)), names)
    ax.invert_yaxis()
    ax.grid(visible=False, axis="y")
    ax.margins(x=0.1)
    ax.set_xlabel("contribution to the mean loss (nats)")
    return ax
