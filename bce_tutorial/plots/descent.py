"""Training by gradient descent: its path over the loss, its losses, and what it has learnt."""

import numpy as np

from bce_tutorial.datasets import load_spam
from bce_tutorial.logits import softplus
from bce_tutorial.look.palette import CLASS_0, CLASS_1, FOURTH, GRID, INK, THIRD
from bce_tutorial.training import gradient_descent

LEVELS = (0.49, 0.55, 0.6931, 1, 1.5)
STYLES = (
    {"color": FOURTH, "linestyle": ":", "marker": "s"},
    {"color": INK, "linestyle": "-", "marker": "o"},
    {"color": THIRD, "linestyle": "--", "marker": "^"},
)
POINTS = 50  # drawn of a curve, evenly spread over a logarithmic axis


def loss_surface(x, y_true, w, b):
    r"""Return the mean binary cross-entropy for each pair of w and b, with logits w x + b.

    .. math:: L(w, b) = \frac{1}{n} \sum_i
              \bigl[ y_i \, s(-w x_i - b) + (1 - y_i) \, s(w x_i + b) \bigr],
              \quad s(z) = \ln(1 + e^z)

    Parameters
    ----------
    x : array_like of shape (n,)
        The feature.
    y_true : array_like of shape (n,), of 0 and 1
        Labels.
    w : array_like of shape (k,)
        Weights.
    b : array_like of shape (m,)
        Intercepts.

    Returns
    -------
    ndarray of shape (m, k)
        Losses in nats, one row for each intercept.

    Examples
    --------
    >>> loss_surface([-1, 1], [0, 1], [0, 1], [0]).round(4)
    array([[0.6931, 0.3133]])
    """
    values, group = np.unique(x, return_inverse=True)  # equal features share a logit
    ones = np.bincount(group, np.ravel(y_true))
    zeros = np.bincount(group) - ones
    z = np.multiply.outer(np.ones(len(b)), np.multiply.outer(w, values))
    z += np.reshape(b, (-1, 1, 1))
    return (softplus(-z) @ ones + softplus(z) @ zeros) / len(group)


def descent_paths(ax, x, y_true, paths, *, w_range=(-2, 7), b_range=(-3, 3)):
    """Draw the loss over weight and intercept as contours, and the paths of descents over it.

    Each step is marked on a path of up to ten steps, every fifth step on a longer one.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Where to draw.
    x : array_like of shape (n,)
        The feature.
    y_true : array_like of shape (n,), of 0 and 1
        Labels.
    paths : dict of str to array_like of shape (k, 2)
        At most three: w and b at the start and after each step, by the name in the legend.
    w_range, b_range : pair of float
        Ends of the two axes.

    Returns
    -------
    matplotlib.axes.Axes
        The same axes: w across, b up, contours labelled with the loss in nats.

    Examples
    --------
    >>> import matplotlib.pyplot as plt
    >>> ax = descent_paths(plt.figure().subplots(), [-1, 1, 1], [0, 1, 0], {"a": [[0, 0], [1, 0]]})
    >>> ax.get_xlabel()
    'Weight w (nats per unit of x)'
    >>> plt.close()
    """
    w, b = np.linspace(*w_range, 37), np.linspace(*b_range, 25)
    contours = ax.contour(w, b, loss_surface(x, y_true, w, b), LEVELS, colors=GRID, linewidths=1)
    ax.clabel(contours, fmt="%.4g", fontsize=9, colors=INK)
    for order, ((name, path), style) in enumerate(zip(paths.items(), STYLES, strict=False)):
        every = 1 if len(path) < 12 else 5
        line = {"linewidth": 1.5, "markersize": 4, "markevery": every, "zorder": 4 - order / 4}
        ax.plot(*np.transpose(path), label=name, **line, **style)
    ax.set(
        xlim=w_range,
        ylim=b_range,
        xlabel="Weight w (nats per unit of x)",
        ylabel="Intercept b (nats)",
    )
    ax.legend(loc="lower left")
    return ax


def loss_curves(ax, curves, *, unit="step", samples=None):
    """Draw losses after each step on a logarithmic axis of steps, or of passes over the data.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Where to draw.
    curves : dict of str to array_like
        At most three: the losses after each step in nats, by the name in the legend.
    unit : str
        What is counted across.
    samples : dict of str to float, optional
        Part of `unit` that one step takes, by the same names; 1 by default.

    Returns
    -------
    matplotlib.axes.Axes
        The same axes: steps or passes across, loss in nats up.

    Examples
    --------
    >>> import matplotlib.pyplot as plt
    >>> ax = loss_curves(plt.figure().subplots(), {"all": [0.6, 0.5]}, unit="pass")
    >>> ax.get_xlabel()
    'pass (count, logarithmic)'
    >>> plt.close()
    """
    for (name, losses), style in zip(curves.items(), STYLES, strict=False):
        steps = np.unique(np.geomspace(1, len(losses), POINTS).round().astype(int))
        share = 1 if samples is None else samples[name]
        line = {"color": style["color"], "linestyle": style["linestyle"]}
        ax.plot(steps * share, np.asarray(losses)[steps - 1], label=name, linewidth=1.5, **line)
    ax.set(xscale="log", xlabel=f"{unit} (count, logarithmic)", ylabel="Loss (nats)")
    ax.xaxis.set_major_formatter("{x:,g}")
    ax.minorticks_off()
    ax.legend(loc="lower left")
    return ax


def three_failures(ax):
    """Draw the losses of three trainings on the e-mails that went wrong, for you to diagnose.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Where to draw.

    Returns
    -------
    matplotlib.axes.Axes
        The same axes: steps across, loss in nats up.

    Examples
    --------
    >>> import matplotlib.pyplot as plt
    >>> ax = three_failures(plt.figure().subplots())
    >>> [text.get_text() for text in ax.texts]
    ['A ends at 0.6926', 'B ends at 0.9691', 'C ends at 0.6705']
    >>> plt.close()
    """
    X, y, _ = load_spam()
    x = np.log1p(100 * X[:, [2]])
    x = (x - x.mean()) / x.std()
    runs = {
        "A": gradient_descent(x, y, learning_rate=2e-4, n_steps=30),
        "B": gradient_descent(x, y, learning_rate=20, n_steps=30),
        "C": gradient_descent(0 * x, y, learning_rate=1, n_steps=30),
    }
    for (name, run), style in zip(runs.items(), STYLES, strict=True):
        line = {"color": style["color"], "linestyle": style["linestyle"]}
        last = run.losses[-1]
        ax.plot(range(31), [np.log(2), *run.losses], label=name, linewidth=1.5, **line)
        ax.text(31, last, f"{name} ends at {last:.4f}", va="top" if name == "C" else "bottom")
    ax.set(xlim=(0, 40), ylim=(0.45, 1.2), xlabel="Step (count)", ylabel="Loss (nats)")
    ax.set_xticks(range(0, 31, 5))
    return ax


def boundaries(ax, X, y_true, models):
    """Draw samples with two features, and the line where each model is undecided.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Where to draw.
    X : array_like of shape (n, 2)
        Features.
    y_true : array_like of shape (n,), of 0 and 1
        Labels: circles for 1, squares for 0.
    models : dict of str to callable
        At most three: each takes features of shape (k, 2) and returns k logits.

    Returns
    -------
    matplotlib.axes.Axes
        The same axes: the first feature across, the second up.

    Examples
    --------
    >>> import matplotlib.pyplot as plt
    >>> model = {"x above 0": lambda X: X[:, 0]}
    >>> ax = boundaries(plt.figure().subplots(), [[-1, 0], [1, 2]], [0, 1], model)
    >>> [text.get_text() for text in ax.get_legend().get_texts()]
    ['y = 1', 'y = 0', 'x above 0']
    >>> plt.close()
    """
    X, y = np.asarray(X), np.asarray(y_true)
    for label, color, marker in ((1, CLASS_1, "o"), (0, CLASS_0, "s")):
        ax.plot(*X[y == label].T, marker, color=color, markersize=3.5, label=f"y = {label}")
    (left, low), (right, high) = X.min(axis=0) - 0.2, X.max(axis=0) + 0.2
    across, up = np.meshgrid(np.linspace(left, right, 40), np.linspace(low, high, 40))
    points = np.column_stack([across.ravel(), up.ravel()])
    for (name, logits), style in zip(models.items(), STYLES, strict=False):
        line = {"colors": style["color"], "linestyles": style["linestyle"]}
        ax.contour(across, up, logits(points).reshape(across.shape), [0], linewidths=2, **line)
        ax.plot([], [], color=style["color"], linestyle=style["linestyle"], label=name)
    ax.set(xlabel="First feature (no unit)", ylabel="Second feature (no unit)")
    ax.legend(loc="center left", bbox_to_anchor=(1, 0.5))
    return ax
