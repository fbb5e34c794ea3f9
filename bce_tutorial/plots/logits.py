"""Logits drawn: the sigmoid, the loss and its gradient."""

import numpy as np

from bce_tutorial import _validation as require
from bce_tutorial.logits import sigmoid, softplus
from bce_tutorial.look.palette import CLASS_0, CLASS_1, INK


def sigmoid_points(ax, ids, y_true, logits):
    r"""Draw the sigmoid, and predictions as points on it.

    .. math:: p = \sigma(z) = \frac{1}{1 + e^{-z}}

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Where to draw.
    ids : sequence of str, of length n
        Names of the predictions.
    y_true : array_like of shape (n,), of 0 and 1
        What happened.
    logits : array_like of shape (n,), finite
        Log-odds of class 1.

    Returns
    -------
    matplotlib.axes.Axes
        `ax`.

    Raises
    ------
    ValueError
        If the shapes differ, an array is empty or not numeric, a label is not 0 or 1, or a logit
        is not finite.

    Examples
    --------
    >>> from matplotlib.figure import Figure
    >>> ax = sigmoid_points(Figure().subplots(), ["a", "b"], [1, 0], [2, -2])
    >>> [text.get_text() for text in ax.texts]
    ['circles: y = 1', 'squares: y = 0', 'b', 'a']
    """
    y, z = require.as_numbers("y_true", y_true), require.as_numbers("logits", logits)
    require.same_shape(ids=np.asarray(ids), y_true=y, logits=z)
    require.hard_labels("y_true", y)
    require.finite("logits", z)
    grid = np.linspace(-5, 5, 81)
    ax.plot(grid, sigmoid(grid), color=INK, linewidth=1)
    for label, colour, marker in ((1, CLASS_1, "o"), (0, CLASS_0, "s")):
        here = y == label
        ax.plot(z[here], sigmoid(z[here]), marker, color=colour)
        kind = "circles" if label else "squares"
        ax.text(4.9, 0.06 + 0.1 * label, f"{kind}: y = {label}", color=colour, ha="right")
    for place, index in enumerate(np.argsort(z)):  # by turns right and left: neighbours are close
        side, align = ((8, -5), "left") if place % 2 == 0 else ((-8, 0), "right")
        ax.annotate(
            ids[index], (z[index], sigmoid(z[index])), side, textcoords="offset points", ha=align
        )
    ax.set(xlim=(-5, 5), ylim=(0, 1), yticks=(0, 0.5, 1))
    ax.set(xlabel="Logit z (nats)", ylabel="Probability p")
    return ax


def logit_losses(ax):
    r"""Draw the loss of a logit for both labels, and the lines that it approaches.

    .. math:: \ell(1, z) = \operatorname{softplus}(-z), \quad
              \ell(0, z) = \operatorname{softplus}(z)

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
    >>> logit_losses(Figure().subplots()).get_ylabel()
    'Loss (nats)'
    """
    z = np.linspace(-6, 6, 61)
    ax.plot([-6, 0, 6], [6, 0, 6], ":", color=INK, linewidth=1)
    ax.plot(z, softplus(-z), color=CLASS_1)
    ax.plot(z, softplus(z), "--", color=CLASS_0)
    ax.plot(0, softplus(0), "o", color=INK)
    ax.text(-3.1, 4.1, "y = 1: softplus(−z)", color=CLASS_1)
    ax.text(5.9, 1.9, "y = 0:\nsoftplus(z)", color=CLASS_0, ha="right")
    ax.annotate("ln 2", (0, softplus(0)), (0, 20), textcoords="offset points", ha="center")
    ax.set(xlim=(-6, 6), ylim=(0, 6), xticks=(-5, 0, 5), yticks=(0, 2, 4, 6))
    ax.set(xlabel="Logit z (nats)", ylabel="Loss (nats)")
    return ax


def logit_gradients(ax):
    r"""Draw the derivative of the loss by the logit for both labels.

    .. math:: \frac{\partial \ell}{\partial z} = \sigma(z) - y

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
    >>> logit_gradients(Figure().subplots()).get_ylabel()
    'Gradient (nats per nat)'
    """
    z = np.linspace(-6, 6, 61)
    ax.plot(z, sigmoid(z) - 1, color=CLASS_1)
    ax.plot(z, sigmoid(z), "--", color=CLASS_0)
    ax.text(5.9, -0.35, "y = 1: σ(z) − 1", color=CLASS_1, ha="right")
    ax.text(-5.9, 0.3, "y = 0: σ(z)", color=CLASS_0)
    ax.set(xlim=(-6, 6), ylim=(-1.05, 1.05), xticks=(-5, 0, 5), yticks=(-1, 0, 1))
    ax.set(xlabel="Logit z (nats)", ylabel="Gradient (nats per nat)")
    return ax
