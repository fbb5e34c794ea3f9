"""The penalty of one prediction on its curve, over p itself or over the powers of ten."""

import functools
import math

import numpy as np

from bce_tutorial import _validation as require
from bce_tutorial.explorables import _frame as frame
from bce_tutorial.explorables import _plot as plot
from bce_tutorial.explorables._text import at, loss, power, trim
from bce_tutorial.losses import binary_cross_entropy
from bce_tutorial.probabilities import log_penalty

END = 118  # steps from p = 0.5 to p = 0 or 1; ten steps are a factor of ten
TENTHS = ("5", "4", "3.2", "2.5", "2", "1.6", "1.25", "1", "0.8", "0.63")  # round numbers
TOP, BOTTOM = plot.TOP, 240
AXES = ("linear", "logarithmic")  # what the second button changes between
ACROSS = (plot.across, plot.Scale(-END, END, plot.LEFT, plot.RIGHT))
UP = (plot.Scale(0, 5, BOTTOM, TOP), plot.Scale(0, 30, BOTTOM, TOP))
LEAST, MOST = TOP + 12, BOTTOM - 24  # where the price is written at the highest and lowest
SIDES = (130, 340)  # for each label: from here on the price stands left of the dot
_UNITS = {"nats": "nats, base e", "bits": "bits, base 2", "bans": "bans, base 10"}


def penalty(*, probability=0.1, y=1, axis="linear"):
    r"""Show what one prediction costs, in nats, bits and bans.

    .. math:: \ell(y, p) = -\log_b c, \quad c = p \text{ if } y = 1 \text{, else } 1 - p

    The prediction is pulled along the curve of the penalty. On the linear axis p moves by 0.01. A
    button changes to an axis on which p moves by a tenth of a power of ten at a time, on both
    sides of 0.5, from 0 over 1e-12 up to 1 - 1e-12 and 1. There the penalty of a wrong prediction
    is a straight line: each further factor of ten costs one ban.

    Parameters
    ----------
    probability : float in [0, 1], default 0.1
        p at the start, moved to the nearest step of the axis.
    y : {1, 0}
        What happened, at the start.
    axis : {"linear", "logarithmic"}
        The axis at the start.

    Returns
    -------
    Explorable
        Displays as HTML in a notebook, prints as a line of text elsewhere.

    Raises
    ------
    ValueError
        If `probability` is outside [0, 1], `y` is neither 0 nor 1, or `axis` is another word.

    Examples
    --------
    >>> penalty(probability=0.1)
    The cost of a prediction: p = 0.1 costs 2.3026 nats when y = 1
    """
    require.in_unit_interval("probability", require.as_numbers("probability", probability))
    require.hard_labels("y", require.as_numbers("y", y))
    require.one_of("axis", axis, AXES)
    p = float(probability)
    state = hundredth(p) if axis == "linear" else power_step(nearest_step(p))
    return build(state=state, y=int(y), log=AXES.index(axis))


@frame.movable
def build(*, state, y, log):
    """Return the explorable for the smaller one of p and 1 - p, and whether that is 1 - p."""
    p, nats = spoken(*state), cost(*state, y, math.e)
    price = f"{loss(nats)} nats"
    shown = frame.slot("axis", f"axis: {AXES[log]}")
    return frame.Explorable(
        "penalty",
        title="The cost of a prediction",
        hint="Drag the dot along the curve. Then flip the axis: on the logarithmic one each "
        "further factor of ten towards the wrong end adds as much. Go to the very end, and flip y.",
        summary=f"p = {p} costs {price} when y = {y}",
        body=frame.body(
            _picture(state, y, log, price),
            frame.controls(
                frame.labelled(
                    f"p = {frame.slot('p', p)}", *_sliders(state, log, f"{p}, costs {price}")
                ),
                buttons=(
                    frame.flip("y", f"y = {frame.slot('y', y)}", y),
                    frame.flip("log", shown, log),
                ),
            ),
            frame.results(
                *(
                    frame.tile(unit, loss(cost(*state, y, base)), _UNITS[unit])
                    for unit, base in (("nats", math.e), ("bits", 2), ("bans", 10))
                ),
                columns=3,
            ),
        ),
        data={
            "start": state,
            "linear": ACROSS[0],
            "logarithmic": ACROSS[1],
            "heights": UP,
            "tenths": TENTHS,
            "axes": [f"axis: {axis}" for axis in AXES],
            "least": LEAST,
            "lowest": MOST,
            "sides": SIDES,
            "pale": plot.PALE,
        },
        moves={
            "p": lambda value: {"state": hundredth(value)},
            "step": lambda step: {"state": power_step(step)},
            "y": lambda label: {"y": label},
            "log": lambda log: {"log": log},
        },
    )


def _sliders(state, log, text):
    """Return the slider of each axis, of which one is seen."""
    rare, high = state
    p = math.floor(100 * (1 - rare if high else rare) + 0.5) / 100  # as a browser rounds it
    step = round(place(state, 1))
    for name, value, low, high, width in (("p", p, 0, 1, 0.01), ("step", step, -END, END, 1)):
        yield frame.slider(
            name, "p, the probability of class 1", value, low=low, high=high, step=width,
            text=text, seen=(name == "step") == bool(log),
        )  # fmt: skip


def _picture(state, y, log, price):
    """Draw both axes, of which one is seen, and the price as a line from the dot down."""
    nats = cost(*state, y, math.e)
    x, top = ACROSS[log](place(state, log)), height(nats, log)
    dx, anchor = (-14, "end") if x > SIDES[y] else (14, "start")
    written = min(max(top, LEAST), MOST)
    return plot.drawing(
        BOTTOM + 44,
        "Penalty in nats against the probability of class 1. For y = 1 the penalty falls from "
        "infinity at 0 to 0 at 1; for y = 0 it is the mirror image. A dot marks the prediction, "
        "and a line down from it is as long as its price. On the logarithmic axis each power of "
        "ten has the same room next to 0 and next to 1, and the rising parts are straight.",
        *(_axis(kind, y, seen=kind == log) for kind in (0, 1)),
        f'<path class="bce-drop" data-mark="drop" d="M{at(x)} {at(top)}V{BOTTOM}"/>',
        f'<text data-mark="price" data-slot="price" x="{at(x)}" y="{at(written)}" '
        f'dx="{dx}" dy="-8" text-anchor="{anchor}">{price}</text>',
        plot.ground(TOP - 6, BOTTOM),
        plot.handle("dot", x, top),
    )


_TICKS = (
    [(p, trim(p)) for p in (0, 0.25, 0.5, 0.75, 1)],
    [
        (-117, power(-12)),
        (-57, power(-6)),
        (0, "0.5"),
        (57, f"1−{power(-6)}"),
        (117, f"1−{power(-12)}"),
    ],
)
_GRID = ((4, 3, 2, 1), (30, 20, 10))
_NAMED = ((0.05, 0.95, 4.4), (0.17, 0.83, 26))  # places of the curves' names, and their height


def _axis(log, y, *, seen):
    """Draw the curves over one of the axes."""
    left, right, high = _NAMED[log]
    style = "" if seen else "display:none"
    return "\n".join(
        (
            f'<g data-mark="{AXES[log]}" style="{style}">',
            plot.y_grid([(UP[log](v), str(v)) for v in _GRID[log]], "penalty in nats", TOP),
            '<g class="bce-curves">',
            *(
                f'<path class="bce-class-{label}" data-mark="{AXES[log]}-{label}" '
                f'stroke-opacity="{1 if label == y else plot.PALE}" '
                f'd="{plot.path(_curve(label, log))}"/>'
                for label in (1, 0)
            ),
            "</g>",
            plot.label(plot.across(left), UP[log](high), "y = 1: −ln p", "start"),
            plot.label(plot.across(right), UP[log](high), "y = 0: −ln(1 − p)", "end"),
            plot.x_axis(BOTTOM, _TICKS[log], "p, the probability of class 1", ACROSS[log]),
            "</g>",
        )
    )


def hundredth(p):
    """Return the state for p in hundredths."""
    return round(min(p, 1 - p), 2), p > 0.5


def power_step(step):
    """Return the state for a step of the logarithmic axis."""
    return tail(step), step > 0


def tail(step):
    """Return the smaller one of p and 1 - p, a round number."""
    size = abs(step)
    return 0.0 if size == END else float(f"{TENTHS[size % 10]}e{-1 - size // 10}")


def nearest_step(p):
    """Return the step of the logarithmic axis that is nearest to p."""
    side = -1 if p < 0.5 else 1
    smaller = min(p, 1 - p)
    if smaller < tail(END - 1) / 2:
        return side * END
    return side * min(END - 1, round(-10 * math.log10(2 * smaller)))


def place(state, log):
    """Return where a prediction is on an axis: p itself, or how many steps from one half."""
    rare, high = state
    if not log:
        return 1 - rare if high else rare
    size = min(0 - 10 * math.log10(2 * rare), END) if rare else END
    return size if high else -size


def spoken(rare, high):
    """Write p: 0.1, 2 × 10⁻⁶, 1 − 2 × 10⁻⁶."""
    if rare >= 0.001 or rare == 0:
        return trim(1 - rare if high else rare)
    mantissa, exponent = f"{rare:.2e}".split("e")
    text = f"{trim(float(mantissa))} × {power(int(exponent))}".removeprefix("1 × ")
    return f"1 − {text}" if high else text


def cost(rare, high, y, base):
    """Return the penalty; near certainty 1 - p would lose its digits, so `rare` is taken."""
    if high == (y == 0):
        return log_penalty(rare, base=base)
    return binary_cross_entropy(0, rare, base=base)


def height(nats, log):
    """Return the coordinate of a penalty; what is higher stays at the top."""
    return UP[log](min(nats, UP[log].high))


@functools.cache
def _curve(label, log):
    """Return the points of the curve for one label, as far as the drawing reaches."""
    if log:
        steps = (*range(1 - END, -20, 8), *range(-20, 21), *range(21, END, 8), END - 1)
        states = [power_step(step) for step in steps]
    else:  # closer together where it is steep
        sizes = np.exp(-np.linspace(math.log(2), UP[0].high, 40)).tolist()
        states = [(rare, False) for rare in reversed(sizes)] + [(rare, True) for rare in sizes[1:]]
    return [
        (ACROSS[log](place(state, log)), height(cost(*state, label, math.e), log))
        for state in states
    ]
