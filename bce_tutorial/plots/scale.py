"""The pictures of chapter 16: merged means, time and memory, and a graph of tasks."""

import itertools
from graphlib import TopologicalSorter

import numpy as np

from bce_tutorial import _validation as require
from bce_tutorial.look.palette import COMPARED, GREEN, GREY, INK, PAPER, PURPLE
from bce_tutorial.plots.ends import name_ends

WAYS = {  # marker, line and colour
    "blocks": ("o", "-", GREEN),
    "whole arrays": ("s", "--", PURPLE),
    "Dask, 2 workers": ("^", "-.", GREY),
    "read and sum": ("", ":", INK),  # what no way can be faster than
}
EDGE = 0.15  # from the middle of a box to its edge, in rows
BOX = {"boxstyle": "round,pad=0.35", "linewidth": 1.5}


def merged_means(ax, names, losses, weights):
    """Draw the mean losses of parts as areas, with the mean of all and the mean of the means.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Where to draw.
    names : sequence of str
        What the parts are called, at most three.
    losses, weights : sequence of float
        The mean loss of each part, and its number of predictions or sum of weights.

    Returns
    -------
    matplotlib.axes.Axes
        The same axes: weight across, loss in nats up. A bar is as wide as its part's weight, so its
        area is the part's sum of penalties.

    Examples
    --------
    >>> import matplotlib.pyplot as plt
    >>> ax = merged_means(plt.figure().subplots(), ["a", "b"], [0.2, 0.6], [1000, 9000])
    >>> [float(round(line.get_ydata()[0], 2)) for line in ax.lines]
    [0.56, 0.4]
    >>> plt.close()
    """
    right = np.cumsum(weights)
    means = np.average(losses, weights=weights), np.mean(losses)
    parts = zip(names, losses, weights, right, COMPARED, strict=False)
    for name, loss, weight, end, colour in parts:
        ax.bar(end - weight, loss, weight, align="edge", color=colour, alpha=0.35)
        ax.text(end - weight / 2, loss, name, color=colour, ha="center", va="bottom")
    ax.axhline(means[0], color=INK)
    ax.axhline(means[1], color=GREY, linestyle="--")
    ax.set(xlim=(0, right[-1]), ylim=(0, 1.2 * max(losses)))
    ax.set(xlabel="Predictions (their weights)", ylabel="Mean loss (nats)")
    words = f"loss of all\n{means[0]:.4f}", f"mean of\nthe means\n{means[1]:.4f}"
    name_ends(ax, list(zip(words, means, (INK, GREY), strict=True)))
    return ax


def time_against_size(ax, measurements):
    """Draw the seconds of each way to score a file against the number of predictions.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Where to draw.
    measurements : dict
        As :func:`bce_tutorial.datasets.load_measurements` returns it.

    Returns
    -------
    matplotlib.axes.Axes
        The same axes: number of predictions across, seconds up, both on logarithmic scales.

    Examples
    --------
    >>> import matplotlib.pyplot as plt
    >>> from bce_tutorial.datasets import load_measurements
    >>> ax = time_against_size(plt.figure().subplots(), load_measurements())
    >>> ax.get_ylabel()
    'Time (seconds)'
    >>> plt.close()
    """
    return _against_size(ax, measurements["scaling"], "seconds", "Time (seconds)")


def memory_against_size(ax, measurements):
    """Draw the memory that each way to score a file asks for against the number of predictions.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Where to draw.
    measurements : dict
        As :func:`bce_tutorial.datasets.load_measurements` returns it.

    Returns
    -------
    matplotlib.axes.Axes
        The same axes: number of predictions across, MiB up, both on logarithmic scales.

    Examples
    --------
    >>> import matplotlib.pyplot as plt
    >>> from bce_tutorial.datasets import load_measurements
    >>> ax = memory_against_size(plt.figure().subplots(), load_measurements())
    >>> ax.get_ylabel()
    'Memory (MiB)'
    >>> plt.close()
    """
    return _against_size(ax, measurements["scaling"], "memory_mib", "Memory (MiB)")


def task_graph(ax, needs):
    """Draw tasks as boxes, each above the tasks whose results it needs.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Where to draw.
    needs : dict of str to iterable of str
        The names of the tasks that each task needs, themselves among the keys. Tasks that need
        none stand in the lowest row, in the order of the dictionary. Names that begin with the
        same word have the same colour.

    Returns
    -------
    matplotlib.axes.Axes
        The same axes, without axis lines.

    Raises
    ------
    ValueError
        If a task needs itself in the end.

    Examples
    --------
    >>> import matplotlib.pyplot as plt
    >>> needs = {"sum 0": [], "sum 1": [], "merge": ["sum 0", "sum 1"]}
    >>> ax = task_graph(plt.figure().subplots(), needs)
    >>> [text.get_text() for text in ax.texts if text.get_text()]
    ['sum 0', 'sum 1', 'merge']
    >>> plt.close()
    """
    rows = _rows(needs)
    words = list(dict.fromkeys(name.split()[0] for name in needs))
    colours = dict(zip(words, itertools.cycle(COMPARED), strict=False))
    place = {}
    for height, row in enumerate(rows):
        for x, name in enumerate(row):
            below = [place[other][0] for other in needs[name]]
            place[name] = np.mean(below) if below else x, height
    arrow = {"arrowstyle": "-|>", "color": INK, "shrinkA": 0, "shrinkB": 0}
    for name, others in needs.items():
        (x, y), below = place[name], [place[other] for other in sorted(others)]
        for start, height in below:
            ax.annotate("", (x, y - EDGE), (start, height + EDGE), arrowprops=arrow)
    for name in (name for row in rows for name in row):
        box = {**BOX, "edgecolor": colours[name.split()[0]], "facecolor": PAPER}
        ax.text(*place[name], name, ha="center", va="center", bbox=box)
    ax.set(xlim=(-0.6, len(rows[0]) - 0.4), ylim=(-0.4, len(rows) - 0.6))
    ax.axis("off")
    return ax


def _rows(needs):
    """Return the tasks row by row: each is one above the highest task that it needs."""
    height = {}
    for name in TopologicalSorter(needs).static_order():
        height[name] = 1 + max((height[other] for other in needs[name]), default=-1)
    return [[name for name in needs if height[name] == k] for k in range(1 + max(height.values()))]


def _against_size(ax, scaling, what, label):
    sizes = require.as_numbers("sizes", scaling["sizes"])
    ends = []
    for name, (marker, style, colour) in WAYS.items():
        values = scaling[what][name]
        if None not in values:  # this system did not tell
            ax.plot(sizes, values, marker=marker, linestyle=style, color=colour, label=name)
            ends.append((name, values[-1], colour))
    ax.set(xscale="log", yscale="log", xlabel="Predictions", ylabel=label)
    ax.set_xticks(sizes, [_power(n) for n in sizes])
    ax.minorticks_off()
    ax.yaxis.set_major_formatter("{x:,g}")
    name_ends(ax, ends)
    return ax


def _power(n):
    """Write a power of ten without mathematical text."""
    return "10" + str(len(str(int(n))) - 1).translate(str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹"))
