"""The expected loss of every forecast, for three losses and any probability of class 1."""

import numpy as np

from bce_tutorial import _validation as require
from bce_tutorial.explorables import _frame as frame
from bce_tutorial.explorables import _plot as plot
from bce_tutorial.explorables._text import at, fixed, trim
from bce_tutorial.losses import binary_cross_entropy

TOP, BOTTOM, HIGHEST = plot.TOP, 240, 1.5
FORECASTS = (0, *plot.SHARES, 1)
DOT = 5  # radius
height = plot.Scale(0, HIGHEST, BOTTOM, TOP)  # of an expected loss


@frame.movable
def expected_loss(*, probability=0.7):
    r"""Show which forecast q has the least expected loss when class 1 has probability π.

    .. math:: \pi\,\ell(1, q) + (1 - \pi)\,\ell(0, q)

    for the absolute loss :math:`|y - q|`, the squared loss :math:`(y - q)^2` and the log loss.
    The last two are least at q = π, the first at 0 or 1: it does not reward the honest forecast.

    Parameters
    ----------
    probability : float in [0, 1], default 0.7
        π at the start, rounded to the slider's step of 0.005.

    Returns
    -------
    Explorable
        Displays as HTML in a notebook, prints as a line of text elsewhere.

    Raises
    ------
    ValueError
        If `probability` is outside [0, 1].

    Examples
    --------
    >>> expected_loss(probability=0.7)
    Find the best forecast: at π = 0.7 the absolute loss is least at 1, the other two at 0.7
    """
    require.in_unit_interval("probability", require.as_numbers("probability", probability))
    p = round(probability * 200) / 200
    text, best = trim(p), _best(p)
    minima = _minima(p)
    others = f"the absolute loss is least at {best}, the other two at {text}"
    return frame.Explorable(
        "expected_loss",
        title="Find the best forecast",
        hint="Class 1 happens with probability π. A dot marks the forecast that costs least on "
        "average. Move π from 0.45 to 0.55 and watch which dot jumps.",
        summary=f"at π = {text} {others}",
        body=frame.body(
            _picture(p, minima),
            frame.controls(
                frame.labelled(
                    f"π = {frame.slot('probability', text)}",
                    frame.slider(
                        "probability", "π, the probability of class 1", p,
                        low=0, high=1, step=0.005, text=f"probability {text}",
                    ),
                ),
            ),
            frame.results(
                *(
                    _tile(name, least, best if name == "absolute" else text)
                    for name, (_, least) in minima.items()
                ),
                columns=3,
            ),
        ),
        data={"x": plot.across, "y": height, "forecasts": FORECASTS, "dot": DOT},
        moves={"probability": lambda value: {"probability": value}},
    )  # fmt: skip


def _best(p):
    """Say which forecast has the least absolute loss."""
    return "any forecast" if p == 0.5 else "1" if p > 0.5 else "0"


def _minima(p):
    """Return for each loss its best forecast, None where all are alike, and what that costs."""
    return {
        "absolute": (None if p == 0.5 else float(p > 0.5), min(p, 1 - p)),
        "squared": (p, p * (1 - p) ** 2 + (1 - p) * p**2),
        "log": (p, binary_cross_entropy(p, p)),
    }


def _picture(p, minima):
    """Draw the three curves, a dot where each is least, and a line at π."""
    edge = at(plot.across(p))
    return plot.drawing(
        BOTTOM + 44,
        "Expected loss against the forecast from 0 to 1: a straight line for the absolute loss, a "
        "parabola for the squared loss, and a curve that rises without bound at both ends for the "
        "log loss. A dot marks the lowest point of each, an upright line the probability π.",
        plot.y_grid([(height(v), fixed(v, 1)) for v in (1.5, 1.0, 0.5)], "expected loss"),
        f'<path class="bce-line" data-mark="truth" d="M{edge} {TOP}V{BOTTOM}"/>',
        # an inner picture cuts off what rises above the drawing
        f'<svg x="0" y="{TOP}" width="{plot.WIDTH}" height="{BOTTOM - TOP}" '
        f'viewBox="0 {TOP} {plot.WIDTH} {BOTTOM - TOP}" overflow="hidden">',
        *(_line(name, curve) for name, curve in _curves(p).items()),
        "</svg>",
        *(_dot(name, *lowest) for name, lowest in minima.items()),
        plot.x_axis(
            BOTTOM, [(q, trim(q)) for q in (0, 0.25, 0.5, 0.75, 1)], "forecast q for class 1"
        ),
        plot.ground(TOP, BOTTOM),
        plot.handle("dot", plot.across(p), BOTTOM),
    )


def _line(name, curve):
    """Draw one curve where it is finite."""
    known = np.isfinite(curve)
    places = zip(np.array(FORECASTS)[known], curve[known], strict=True)
    points = [(plot.across(q), height(v)) for q, v in places]
    return f'<path class="bce-{name}" data-mark="{name}" d="{plot.path(points)}"/>'


def _dot(name, q, least):
    """Draw the lowest point of a curve, if it is one point."""
    x, y = plot.across(q or 0), height(least)
    return (
        f'<circle class="bce-{name}" data-mark="{name}-least" cx="{at(x)}" cy="{at(y)}" '
        f'r="{0 if q is None else DOT}"/>'
    )


def _tile(name, least, where):
    """Return the least value of a loss, and where it is."""
    return frame.tile(
        f"{name}-value",
        fixed(least, 4),
        f"least {name} loss, at {frame.slot(f'{name}-where', where)}",
        frame.key(f'<path class="bce-{name}" d="M0 6H24"/>', wide=True),
    )


def _curves(p):
    """Return the expected losses over all forecasts."""
    q = np.array(FORECASTS)
    return {
        "absolute": p * (1 - q) + (1 - p) * q,
        "squared": p * (1 - q) ** 2 + (1 - p) * q**2,
        "log": binary_cross_entropy(np.full_like(q, p), q, reduction="none"),
    }
