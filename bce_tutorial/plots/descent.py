"""Training by gradient descent: its path over the loss, its losses, and what it has learnt."""

import numpy as np

from bce_tutorial.datasets import load_spam
from bce_tutorial.logits import softplus
from bce_tutorial.look.palette import CLASS_0, CLASS_1, GREEN, GREY, INK, PAPER, PURPLE
from bce_tutorial.plots.ends import name_ends
from bce_tutorial.training import gradient_descent

LEVELS = (0.49, 0.55, 0.6931, 1, 1.5)
STYLES = (
    {"color": GREY, "linestyle": "--", "marker": "s"},
    {"color": GREEN, "linestyle": "-", "marker": "o"},
    {"color": PURPLE, "linestyle": "-.", "marker": "^"},
)
SIDES = ((-52, -22), (-12, -24), (8, -4))  # of the ends of three paths, in points
BOX = {"facecolor": PAPER, "pad": 1}
BESIDE = {"textcoords": "offset points", "bbox": BOX, "zorder": 5}
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
        At most three: w and b at the start and after each step, by the name written at its end.
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
    contours = ax.contour(w, b, loss_surface(x, y_true, w, b), LEVELS, colors=INK, linewidths=0.6)
    for order, ((name, path), style) in enumerate(zip(paths.items(), STYLES, strict=False)):
        every = 1 if len(path) < 12 else 5
        line = {"linewidth": 1.5, "markersize": 4, "markevery": every, "zorder": 4 - order / 4}
        ax.plot(*np.transpose(path), label=name, **line, **style)
        ax.annotate(name, path[-1], SIDES[order], color=style["color"], **BESIDE)
    ax.set(
        xlim=w_range,
        ylim=b_range,
        xlabel="Weight w (nats per unit of x)",
        ylabel="Intercept b (nats)",
    )
    _name_contours(ax, contours)
    return ax


def _name_contours(ax, contours):
    """Write the level of each contour on its highest point inside the axes; tiny rings get none."""
    (left, right), (low, high) = ax.get_xlim(), ax.get_ylim()
    for level, path in zip(contours.levels, contours.get_paths(), strict=True):
        w, b = path.vertices.T
        inside = (w > left) & (w < right) & (b > low) & (b < high - 0.05 * (high - low))
        if inside.any() and np.ptp(w) > 0.2 * (right - left):
            top = np.flatnonzero(inside)[b[inside].argmax()]
            ax.text(w[top], b[top], f"{level:.4g}", ha="center", va="center", bbox=BOX, zorder=2)


def loss_curves(ax, curves, *, unit="step", samples=None):
    """Draw losses after each step on a logarithmic axis of steps, or of passes over the data.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Where to draw.
    curves : dict of str to array_like
        At most three: the losses after each step in nats, by the name of the curve.
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
    ends, starts = [], []
    for (name, losses), style in zip(curves.items(), STYLES, strict=False):
        steps = np.unique(np.geomspace(1, len(losses), POINTS).round().astype(int))
        share = 1 if samples is None else samples[name]
        line = {"color": style["color"], "linestyle": style["linestyle"]}
        x, y = steps * share, np.asarray(losses)[steps - 1]
        ax.plot(x, y, label=name, linewidth=1.5, **line)
        ends.append((name, y[-1], style["color"]))
        starts.append((name, x[0], style["color"]))
    ax.set(xscale="log", xlabel=f"{unit} (count, logarithmic)", ylabel="Loss (nats)")
    ax.xaxis.set_major_formatter("{x:,g}")
    ax.minorticks_off()
    if samples is None:
        name_ends(ax, ends)
        return ax
    for name, x, color in starts:  # the curves start apart
        ax.text(x, 1.02, name, color=color, transform=ax.get_xaxis_transform())
    return ax


def three_failures(ax, *, solved=False):
    """Draw the losses of three trainings on the e-mails that went wrong, for you to diagnose.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Where to draw.
    solved : bool, default False
        Whether to write the cause of each failure beside its curve.

    Returns
    -------
    matplotlib.axes.Axes
        The same axes: steps across, loss in nats up.

    Examples
    --------
    >>> import matplotlib.pyplot as plt
    >>> ax = three_failures(plt.figure().subplots())
    >>> [text.get_text() for text in ax.texts]
    ['C: 0.6705', 'A: 0.6926', 'B: 0.9691']
    >>> plt.close()
    """
    X, y, _ = load_spam()
    x = np.log1p(100 * X[:, [2]])
    x = (x - x.mean()) / x.std()
    runs = {
        "A": ("rate too small", gradient_descent(x, y, learning_rate=2e-4, n_steps=30)),
        "B": ("rate too large", gradient_descent(x, y, learning_rate=20, n_steps=30)),
        "C": ("features say nothing", gradient_descent(0 * x, y, learning_rate=1, n_steps=30)),
    }
    ends = []
    for (name, (cause, run)), style in zip(runs.items(), STYLES, strict=True):
        line = {"color": style["color"], "linestyle": style["linestyle"]}
        last = run.losses[-1]
        ax.plot(range(31), [np.log(2), *run.losses], label=name, linewidth=1.5, **line)
        words = cause.replace(" ", "\n", 1) if solved else f"{last:.4f}"
        ends.append((f"{name}: {words}", last, style["color"]))
    ax.set(xlim=(0, 30), ylim=(0.45, 1.2), xlabel="Step (count)", ylabel="Loss (nats)")
    name_ends(ax, ends)
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
    >>> [text.get_text() for text in ax.texts]
    ['x above 0', 'circles: y = 1', 'squares: y = 0']
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
        found = ax.contour(
            across, up, logits(points).reshape(across.shape), [0], linewidths=2, **line
        )
        corners = found.get_paths()[0].vertices
        end = corners[corners[:, 0].argmax()]
        ax.annotate(name, end, (4, 0), color=style["color"], va="center", **BESIDE)
    ax.set(xlabel="First feature (no unit)", ylabel="Second feature (no unit)")
    above = {"transform": ax.transAxes, "va": "bottom"}
    ax.text(0, 1.02, "circles: y = 1", color=CLASS_1, **above)
    ax.text(1, 1.02, "squares: y = 0", color=CLASS_0, ha="right", **above)
    return ax
