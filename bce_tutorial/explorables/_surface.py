"""The two panels of the descent: the loss over w and b, and the samples with the model's curve."""

import functools
import math

import numpy as np

from bce_tutorial.explorables import _plot as plot
from bce_tutorial.explorables._text import at, signed, trim
from bce_tutorial.logits import sigmoid, softplus

LEVELS = (0.5, 0.55, 0.6, math.log(2), 1, 1.5, 2, 3)
LABELLED = (1, 2, 3)
TOP, SIZE = plot.TOP, 192  # both panels are squares
W, B = (-2, 6), (-4, 4)
TICKS_W, TICKS_B = (-2, 0, 2, 4, 6), (-4, 0, 4)
SURFACE, CURVE = 40, 282  # left edges of the panels
EDGE = 13  # around a panel, where the dot is still whole
PIECES = 48  # of the model's curve
across_w = plot.Scale(*W, SURFACE, SURFACE + SIZE)
up_b = plot.Scale(*B, TOP + SIZE, TOP)
share = plot.Scale(0, 1, TOP + SIZE, TOP)  # in the right panel, also of a probability


def feature(values):
    """Return where the feature stands in the right panel."""
    low, high = (round(float(end), 9) for end in (values[0] - 0.2, values[-1] + 0.2))
    return plot.Scale(low, high, CURVE, CURVE + SIZE)


def place(w, b):
    """Return the point of the left panel for a pair."""
    return across_w(w), up_b(b)


@functools.lru_cache(maxsize=64)
def ring(level, best, values, ones, zeros):
    """Return points of equal loss around the best pair: the loss rises along every ray."""
    values, ones, zeros = map(np.array, (values, ones, zeros))
    angles = np.arange(48) * math.tau / 48
    ray = np.array([np.cos(angles), np.sin(angles)])
    low, high = np.zeros(48), np.full(48, 50.0)
    for _ in range(40):
        middle = (low + high) / 2
        w, b = np.reshape(best, (2, 1)) + middle * ray
        z = np.multiply.outer(w, values) + b[:, None]
        above = (softplus(-z) @ ones + softplus(z) @ zeros) / (ones + zeros).sum() > level
        low, high = np.where(above, low, middle), np.where(above, middle, high)
    return (np.reshape(best, (2, 1)) + low * ray).T


def surface(path, best, least, values, ones, zeros):
    """Draw the contours, the axes, the path and the dot."""
    data = tuple(map(tuple, (values, ones, zeros)))
    rings = {level: ring(level, best, *data) for level in LEVELS if level > least}
    points = [place(*pair) for pair in path]
    x, y = points[-1]
    return (
        _window(SURFACE),
        *(
            f'<path class="bce-axis" stroke-opacity="0.35" d="{plot.path(place(*p) for p in r)}Z"/>'
            for r in rings.values()
        ),
        *(
            plot.label(x, y + 12, f"{level:g}")
            for level in LABELLED  # no best pair loses more than ln 2
            for x, y in _inside(rings[level])
        ),
        f'<path class="bce-third" style="fill:none" stroke-width="1.5" data-mark="path" '
        f'd="{plot.path(points)}"/>',
        f'<path class="bce-third" stroke-linecap="round" stroke-width="4" data-mark="marks" '
        f'd="{"".join(f"M{at(a)} {at(b)}h0" for a, b in points)}"/>',
        "</svg>",
        *_axes(SURFACE, map(across_w, TICKS_W), [signed(k, 0) for k in TICKS_W], "w"),
        *(plot.label(SURFACE - 8, up_b(k) + 4, signed(k, 0), "end") for k in TICKS_B),
        plot.label(SURFACE - 24, TOP - plot.ABOVE, "b: loss by w and b", "start"),
        _window(SURFACE, EDGE),
        plot.ground(TOP - EDGE, TOP + SIZE + EDGE, SURFACE - EDGE, SURFACE + SIZE + EDGE),
        plot.handle("dot", x, y, free=True),
        "</svg>",
    )


def _inside(ring):
    """Return the highest point of a ring whose label is whole in the panel, if there is one."""
    points = [place(*pair) for pair in ring]
    whole = [
        (x, y)
        for x, y in points
        if SURFACE + 12 <= x <= SURFACE + SIZE - 12 and TOP + 4 <= y <= TOP + SIZE - 20
    ]
    return [min(whole, key=lambda point: point[1])] if whole else []


def samples(w, b, across, values, ones, zeros):
    """Draw the share of class 1 at each value of the feature, and the model's curve."""
    counts = ones + zeros
    apart = max(1, round((across.high - across.low) / 5))
    ticks = np.arange(math.ceil(across.low), across.high, apart)
    curve = np.linspace(across.low, across.high, PIECES + 1)
    points = zip(across(curve), share(sigmoid(w * curve + b)), strict=True)
    return (
        _window(CURVE),
        *(
            f'<circle class="bce-dot" fill-opacity="0.3" cx="{at(across(v))}" '
            f'cy="{at(share(one / n))}" r="{at(max(1.5, 10 * (n / counts.max()) ** (1 / 3)))}"/>'
            for v, one, n in zip(values, ones, counts, strict=True)
        ),
        f'<path class="bce-log" data-mark="curve" d="{plot.path(points)}"/>',
        "</svg>",
        *_axes(CURVE, across(ticks), [signed(t, 0) for t in ticks], "x, the feature"),
        *(plot.label(CURVE - 6, share(p) + 4, trim(p), "end") for p in (0, 0.5, 1)),
        plot.label(CURVE - 24, TOP - plot.ABOVE, "share of class 1, and p", "start"),
    )


def _window(left, edge=0):
    """Open an inner picture, which cuts off what leaves the panel and so wide an edge around it."""
    left, top, size = left - edge, TOP - edge, SIZE + 2 * edge
    return (
        f'<svg x="{left}" y="{top}" width="{size}" height="{size}" '
        f'viewBox="{left} {top} {size} {size}" overflow="hidden">'
    )


def _axes(left, places, texts, title):
    """Draw the frame of a panel with ticks below."""
    bottom = TOP + SIZE
    yield f'<path class="bce-axis" d="M{left} {TOP}V{bottom}H{left + SIZE}"/>'
    for x, text in zip(places, texts, strict=True):
        yield f'<path class="bce-axis" d="M{at(x)} {bottom}v4"/>'
        yield plot.label(x, bottom + 21, text)
    yield plot.label(left + SIZE / 2, bottom + 40, title)
