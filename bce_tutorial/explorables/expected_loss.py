"""The expected loss of every forecast, for three losses and any probability of class 1."""

import numpy as np

from bce_tutorial import _validation as require
from bce_tutorial.explorables import _frame as frame
from bce_tutorial.explorables import _plot as plot
from bce_tutorial.explorables._text import at, fixed, trim
from bce_tutorial.losses import binary_cross_entropy

TOP, BOTTOM, HIGHEST = 30, 240, 1.5
FORECASTS = (0, *plot.SHARES, 1)
DOT = 5  # radius
height = plot.Scale(0, HIGHEST, BOTTOM, TOP)  # of an expected loss


@frame.movable
def expected_loss(*, probability=0.7):
    r"""Show which forecast q has the least expected loss when class 1 has probability P.

    .. math:: P\,\ell(1, q) + (1 - P)\,\ell(0, q)

    for the absolute loss :math:`|y - q|`, the squared loss :math:`(y - q)^2` and the log loss.
    The last two are least at q = P, the first at 0 or 1: it does not reward the honest forecast.

    Parameters
    ----------
    probability : float in [0, 1], default 0.7
        P at the start, rounded to the slider's step of 0.005.

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
    Find the best forecast: at P = 0.7 the absolute loss is least at 1, the other two at 0.7
    """
    require.in_unit_interval("probability", require.as_numbers("probability", probability))
    p = round(probability * 200) / 200
    text = trim(p)
    best = "any forecast" if p == 0.5 else "1" if p > 0.5 else "0"
    curves = _curves(p)
    dots = {"absolute": None if p == 0.5 else float(p > 0.5), "squared": p, "log": p}
    least = {
        "absolute": min(p, 1 - p),
        "squared": p * (1 - p) ** 2 + (1 - p) * p**2,
        "log": binary_cross_entropy(p, p),
    }
    lines, marks, tiles = [], [], []
    for name, curve in curves.items():
        known = np.isfinite(curve)
        points = [
            (plot.across(q), height(v))
            for q, v in zip(np.array(FORECASTS)[known], curve[known], strict=True)
        ]
        lines.append(f'<path class="bce-{name}" data-mark="{name}" d="{plot.path(points)}"/>')
        q = dots[name]
        x, y = plot.across(q or 0), height(least[name])
        marks.append(
            f'<circle class="bce-{name}" data-mark="{name}-least" cx="{at(x)}" cy="{at(y)}" '
            f'r="{0 if q is None else DOT}"/>'
        )
        where = frame.slot(f"{name}-where", best if name == "absolute" else text)
        tiles.append(
            frame.tile(
                f"{name}-value",
                fixed(least[name], 4),
                f"least {name} loss, at {where}",
                frame.key(f'<path class="bce-{name}" d="M0 6H24"/>', wide=True),
            )
        )
    edge = at(plot.across(p))
    picture = plot.drawing(
        BOTTOM + 44,
        "Expected loss against the forecast from 0 to 1: a straight line for the absolute loss, a "
        "parabola for the squared loss, and a curve that rises without bound at both ends for the "
        "log loss. A dot marks the lowest point of each, an upright line the probability P.",
        plot.y_grid([(height(v), fixed(v, 1)) for v in (1.5, 1.0, 0.5)], "expected loss"),
        f'<path class="bce-line" data-mark="truth" d="M{edge} {TOP}V{BOTTOM}"/>',
        # an inner picture cuts off what rises above the drawing
        f'<svg x="0" y="{TOP}" width="{plot.WIDTH}" height="{BOTTOM - TOP}" '
        f'viewBox="0 {TOP} {plot.WIDTH} {BOTTOM - TOP}" overflow="hidden">',
        *lines,
        "</svg>",
        *marks,
        plot.x_axis(
            BOTTOM, [(q, trim(q)) for q in (0, 0.25, 0.5, 0.75, 1)], "forecast q for class 1"
        ),
    )
    body = "\n".join(
        (
            picture,
            frame.controls(
                frame.slider(
                    "probability", "P, the probability of class 1", p,
                    low=0, high=1, step=0.005, text=text,
                ),
                f"<span>P = {frame.slot('probability', text)}</span>",
            ),
            frame.results(*tiles, columns=3),
        )
    )  # fmt: skip
    others = f"the absolute loss is least at {best}, the other two at {text}"
    return frame.Explorable(
        "expected_loss",
        title="Find the best forecast",
        hint="Class 1 happens with probability P. A dot marks the forecast that costs least on "
        "average. Move P from 0.45 to 0.55 and watch which dot jumps.",
        summary=f"at P = {text} {others}",
        body=body,
        data={"x": plot.across, "y": height, "forecasts": FORECASTS, "dot": DOT},
        moves={"probability": lambda value: {"probability": value}},
    )


def _curves(p):
    """Return the expected losses over all forecasts."""
    q = np.array(FORECASTS)
    return {
        "absolute": p * (1 - q) + (1 - p) * q,
        "squared": p * (1 - q) ** 2 + (1 - p) * q**2,
        "log": binary_cross_entropy(np.full_like(q, p), q, reduction="none"),
    }
