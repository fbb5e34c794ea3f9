"""One logit, its probability, and three ways to the loss and its gradient, in two float types."""

import numpy as np

from bce_tutorial import _validation as require
from bce_tutorial.explorables import _frame as frame
from bce_tutorial.explorables import _plot as plot
from bce_tutorial.explorables._text import at, number
from bce_tutorial.logits import softplus
from bce_tutorial.look.logit_routes import CLAMP, DTYPES, SMALLEST, routes

TYPES = ("float64", "float32")  # what the second button changes between
END = 110  # the slider goes from -END to END, in half steps
TOP, BOTTOM, HIGHEST = plot.TOP, 240, 150
across = plot.Scale(-END, END, plot.LEFT, plot.RIGHT)
up = plot.Scale(0, HIGHEST, BOTTOM, TOP)
RING_STYLE = 'fill="none" stroke="currentColor" stroke-width="1.5"'


@frame.movable
def logit(*, z=17.0, y=0, dtype="float32"):
    r"""Show what one logit becomes: a probability, a loss and a gradient, right or lost.

    .. math:: p = \sigma(z), \quad \ell = \operatorname{softplus}((1 - 2y) z)

    The naive way takes the logarithm of a rounded probability; the clamped way, PyTorch's
    ``BCELoss``, keeps that logarithm above -100; the stable way never computes a probability.
    Every operation is rounded to the chosen float type.

    Parameters
    ----------
    z : float in [-110, 110], default 17
        The logit at the start, rounded to the slider's step of 0.5.
    y : {0, 1}
        What happened, at the start.
    dtype : {"float32", "float64"}
        The float type at the start.

    Returns
    -------
    Explorable
        Displays as HTML in a notebook, prints as a line of text elsewhere.

    Raises
    ------
    ValueError
        If `z` is outside [-110, 110], `y` is neither 0 nor 1, or `dtype` is another type.

    Examples
    --------
    >>> logit(z=17, y=0, dtype="float32")
    Saturate a logit: z = 17, y = 0, float32: naive loss ∞, clamped 100.0000, stable 17.0000
    """
    z = require.number("z", z, f"from -{END} to {END}", lambda value: abs(value) <= END)
    require.hard_labels("y", require.as_numbers("y", y))
    require.one_of("dtype", dtype, DTYPES)
    z, y = round(2 * z) / 2, int(y)
    found = routes(y, z, dtype)
    ways = {name: getattr(found, name) for name in _SIGNS}
    text = number(z, 1).removesuffix(".0")
    losses = ", ".join(f"{name} {number(route.loss)}" for name, route in ways.items())
    return frame.Explorable(
        "logit",
        title="Saturate a logit",
        hint="Move z up from 0 until the naive formula breaks. Then read the gradient of the "
        "clamped one, switch to float64, and flip y.",
        summary=f"z = {text}, y = {y}, {dtype}: {losses.replace('naive', 'naive loss', 1)}",
        body=frame.body(
            _picture(z, y, dtype, ways),
            frame.controls(
                frame.labelled(
                    f"z = {frame.slot('z', text)}",
                    frame.slider(
                        "z", "z, the logit", z, low=-END, high=END, step=0.5, text=f"logit {text}"
                    ),
                ),
                buttons=(
                    frame.flip("y", f"y = {frame.slot('y', y)}", y),
                    frame.flip("single", frame.slot("dtype", dtype), TYPES.index(dtype)),
                ),
            ),
            frame.results(
                frame.tile("p", probability(found.p), "p = σ(z)"),
                frame.tile("q", probability(found.q), "1 − p"),
                *(tile for name, route in ways.items() for tile in _tiles(name, route)),
                columns=2,
            ),
        ),
        data={
            "x": across,
            "y": up,
            "clamp": (CLAMP, SMALLEST),
            "lost": [[lost_zone(label, kind) for kind in TYPES] for label in (0, 1)],
            "pale": plot.PALE,
        },
        moves={
            "z": lambda value: {"z": value},
            "y": lambda label: {"y": label},
            "single": lambda pressed: {"dtype": TYPES[pressed]},
        },
    )


def _picture(z, y, dtype, ways):
    """Draw the stable loss for both labels, the three results, and where the naive one fails."""
    x, height = across(z), up(float(ways["stable"].loss))
    left, right = map(across, lost_zone(y, dtype))
    return plot.drawing(
        BOTTOM + 44,
        "Loss in nats against the logit z from -110 to 110. For y = 0 the loss is 0 on the left "
        "and climbs as the straight line z on the right; for y = 1 it is the mirror image. A "
        "shaded zone marks the logits at which the naive formula gives infinity. A filled dot "
        "marks the stable loss, a ring the clamped one, which stops at 100.",
        plot.y_grid([(up(v), str(v)) for v in (150, 100, 50)], "loss in nats"),
        f'<rect data-mark="zone" x="{at(left)}" y="{TOP}" width="{at(right - left)}" '
        f'height="{BOTTOM - TOP}" fill="currentColor" fill-opacity="0.1"/>',
        f'<text data-slot="zone" data-mark="zone-text" x="{at(left)}" y="{TOP + 16}" dx="4" '
        f'text-anchor="start">{zone_text(left, right)}</text>',
        '<g class="bce-curves">',
        *(_curve(label, solid=label == y) for label in (1, 0)),
        "</g>",
        plot.label(plot.across(0.17), up(88), "y = 1", "start"),
        plot.label(plot.across(0.83), up(88), "y = 0", "end"),
        f'<path class="bce-line" data-mark="line" d="M{at(x)} {at(height)}V{BOTTOM}"/>',
        f'<circle data-mark="ring" cx="{at(x)}" cy="{at(up(float(ways["clamped"].loss)))}" r="8" '
        f"{RING_STYLE}/>",
        plot.x_axis(
            BOTTOM,
            [(v, number(v, 0)) for v in (-100, -50, 0, 50, 100)],
            "z, the logit of class 1",
            across,
        ),
        plot.ground(TOP, BOTTOM),
        plot.handle("dot", x, height),
    )


_SIGNS = {  # of each way in the drawing
    "naive": frame.key('<rect width="12" height="12" fill="currentColor" fill-opacity="0.2"/>'),
    "clamped": frame.key(f'<circle cx="6" cy="6" r="5" {RING_STYLE}/>'),
    "stable": frame.key('<circle class="bce-dot" cx="6" cy="6" r="4"/>'),
}


def probability(value):
    """Write a probability: exactly 1 can be told from one that only rounds to it.

    A gradient next to 1 may be exactly 1 on one processor and not on another, so it is rounded.
    """
    return "1" if value == 1 else number(value)


def lost_zone(y, dtype):
    """Return the first and the last logit of the slider at which the naive loss is infinite."""
    z = np.arange(-END, END + 0.5, 0.5)
    lost = z[np.isinf(routes(y, z, dtype).naive.loss)]
    if not lost.size:
        return END, END
    return float(lost[0]), float(lost[-1])


def zone_text(left, right):
    """Say what the zone means, if there is one."""
    return "naive: ∞" if right > left else ""


def _tiles(name, route):
    """Return what one way arrives at."""
    return (
        frame.tile(f"{name}-loss", number(route.loss), f"{name} loss", _SIGNS[name]),
        frame.tile(f"{name}-gradient", number(route.gradient), f"{name} gradient"),
    )


def _curve(label, *, solid):
    """Draw the stable loss for one label: straight but for the bend at 0."""
    points = [(across(z), up(softplus((1 - 2 * label) * z))) for z in (-END, *range(-6, 7), END)]
    return (
        f'<path class="bce-class-{label}" data-mark="curve-{label}" '
        f'stroke-opacity="{1 if solid else plot.PALE}" d="{plot.path(points)}"/>'
    )
