"""Names beside what they name, in the place of a legend."""

import numpy as np

GAP = 14  # from one line of text to the next, in points


def name_ends(ax, ends):
    """Write a name right of the axes at the height of each end, apart from its neighbours.

    The limits and scales of the axes must be final.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Where to draw.
    ends : sequence of (str, float, str)
        Each name, the height of what it names in data units, and its colour.

    Examples
    --------
    >>> from matplotlib.figure import Figure
    >>> ax = Figure().subplots()
    >>> name_ends(ax, [("high", 1, "red"), ("low", 0, "blue")])
    >>> [text.get_text() for text in ax.texts]
    ['low', 'high']
    """
    points = ax.figure.dpi / 72
    low, high = (edge / points for edge in (ax.bbox.y0, ax.bbox.y1))
    ends = sorted(ends, key=lambda end: end[1])
    lines = np.array([1 + name.count("\n") for name, _, _ in ends])
    gaps = GAP * (lines[1:] + lines[:-1]) / 2
    heights = [ax.transData.transform((ax.get_xlim()[1], y))[1] / points for _, y, _ in ends]
    places = np.clip(heights, low, high)
    for k, gap in enumerate(gaps):  # up from the name below, then down from the edge
        places[k + 1] = max(places[k + 1], places[k] + gap)
    places[-1:] = np.minimum(places[-1:], high)
    for k, gap in reversed(list(enumerate(gaps))):
        places[k] = min(places[k], places[k + 1] - gap)
    for (name, _, color), place in zip(ends, places, strict=True):
        y = (place - low) / (high - low)
        ax.text(1.02, y, name, color=color, va="center", transform=ax.transAxes)
