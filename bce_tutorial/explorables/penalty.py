"""The penalty of one prediction, for probabilities as far as 1e-12 from 0 and from 1, and both."""

import functools
import math

from bce_tutorial import _validation as require
from bce_tutorial.explorables import _frame as frame
from bce_tutorial.explorables import _plot as plot
from bce_tutorial.explorables._text import at, loss, power, trim
from bce_tutorial.losses import binary_cross_entropy
from bce_tutorial.probabilities import log_penalty

END = 118  # steps from p = 0.5 to p = 0 or 1; ten steps are a factor of ten
TENTHS = ("5", "4", "3.2", "2.5", "2", "1.6", "1.25", "1", "0.8", "0.63")  # round numbers
TOP, BOTTOM, HIGHEST = 30, 240, 30.0
across = plot.Scale(-END, END, plot.LEFT, plot.RIGHT)
UP = plot.Scale(0, HIGHEST, BOTTOM, TOP)


@frame.movable
def penalty(*, probability=0.1, y=1):
    r"""Show what one prediction costs, in nats, bits and bans.

    .. math:: \ell(y, p) = -\log_b c, \quad c = p \text{ if } y = 1 \text{, else } 1 - p

    The slider moves p by a tenth of a power of ten at a time, on both sides of 0.5, from 0 over
    1e-12 up to 1 - 1e-12 and 1. On this scale the penalty of a wrong prediction is a straight
    line: each further factor of ten costs one ban.

    Parameters
    ----------
    probability : float in [0, 1], default 0.1
        p at the start, moved to the nearest step of the slider.
    y : {1, 0}
        What happened, at the start.

    Returns
    -------
    Explorable
        Displays as HTML in a notebook, prints as a line of text elsewhere.

    Raises
    ------
    ValueError
        If `probability` is outside [0, 1], or `y` is neither 0 nor 1.

    Examples
    --------
    >>> penalty(probability=0.1)
    Pay for a prediction: p = 0.1 costs 2.3026 nats when y = 1
    """
    require.in_unit_interval("probability", require.as_numbers("probability", probability))
    require.hard_labels("y", require.as_numbers("y", y))
    step = nearest_step(float(probability))
    p, y = spoken(step), int(y)
    costs = {
        unit: cost(step, y, base) for unit, base in (("nats", math.e), ("bits", 2), ("bans", 10))
    }
    x, height = across(step), at_height(costs["nats"])
    curves = [
        f'<path class="bce-class-{label}" data-mark="curve-{label}" '
        f'stroke-opacity="{1 if label == y else plot.PALE}" d="{plot.path(_curve(label))}"/>'
        for label in (1, 0)
    ]
    picture = plot.drawing(
        BOTTOM + 44,
        "Penalty in nats against the probability of class 1, on a scale that gives each power of "
        "ten the same room next to 0 and next to 1. For y = 1 the penalty falls as a straight "
        "line from 27.6 nats at 1e-12 and flattens to 0 beyond one half; for y = 0 it is the "
        "mirror image. A dot marks the prediction.",
        plot.y_grid([(at_height(v), str(v)) for v in (30, 20, 10)], "penalty in nats"),
        '<g class="bce-curves">',
        *curves,
        "</g>",
        plot.label(plot.across(0.17), at_height(26), "y = 1: −ln p", "start"),
        plot.label(plot.across(0.83), at_height(26), "y = 0: −ln(1 − p)", "end"),
        f'<path class="bce-line" data-mark="line" d="M{at(x)} {at(height)}V{BOTTOM}"/>',
        f'<circle class="bce-dot" data-mark="dot" cx="{at(x)}" cy="{at(height)}" r="6"/>',
        plot.x_axis(
            BOTTOM,
            [
                (-117, power(-12)),
                (-57, power(-6)),
                (0, "0.5"),
                (57, f"1−{power(-6)}"),
                (117, f"1−{power(-12)}"),
            ],
            "p, the probability of class 1",
            across,
        ),
    )
    body = "\n".join(
        (
            picture,
            frame.controls(
                frame.slider(
                    "step", "p, the probability of class 1", step,
                    low=-END, high=END, step=1, text=p,
                ),
                f"<span>p = {frame.slot('p', p)}</span>",
                frame.flip("y", f"y = {frame.slot('y', y)}", y),
            ),
            frame.results(
                *(frame.tile(unit, loss(value), _UNITS[unit]) for unit, value in costs.items()),
                columns=3,
            ),
        )
    )  # fmt: skip
    return frame.Explorable(
        "penalty",
        title="Pay for a prediction",
        hint="Make p ten times smaller, and ten times smaller again: the price goes up by the "
        "same amount each time. Then go to the very end, and flip y.",
        summary=f"p = {p} costs {loss(costs['nats'])} nats when y = {y}",
        body=body,
        data={"x": across, "y": UP, "tenths": TENTHS, "pale": plot.PALE},
        moves={
            "step": lambda step: {"probability": tail(step) if step < 0 else 1 - tail(step)},
            "y": lambda label: {"y": label},
        },
    )


_UNITS = {"nats": "nats, base e", "bits": "bits, base 2", "bans": "bans, base 10"}


def tail(step):
    """Return the smaller one of p and 1 - p, a round number."""
    size = abs(step)
    return 0.0 if size == END else float(f"{TENTHS[size % 10]}e{-1 - size // 10}")


def nearest_step(p):
    """Return the step of the slider that is nearest to p on its scale."""
    side = -1 if p < 0.5 else 1
    smaller = min(p, 1 - p)
    if smaller < tail(END - 1) / 2:
        return side * END
    return side * min(END - 1, round(-10 * math.log10(2 * smaller)))


def spoken(step):
    """Write p: 0.1, 2 × 10⁻⁶, 1 − 2 × 10⁻⁶."""
    t = tail(step)
    if t >= 0.001 or t == 0:
        return trim(t if step <= 0 else 1 - t)
    mantissa, exponent = f"{t:.2e}".split("e")
    text = f"{trim(float(mantissa))} × {power(int(exponent))}".removeprefix("1 × ")
    return text if step < 0 else f"1 − {text}"


def cost(step, y, base):
    """Return the penalty; near certainty 1 - p would lose its digits, so the side decides."""
    surprised = (step < 0) == (y == 1)
    return log_penalty(tail(step), base=base) if surprised else likely(step, base)


def likely(step, base):
    """Return the penalty when the likelier thing happened: minus log of 1 - tail."""
    return binary_cross_entropy(0, tail(step), base=base)


def at_height(value):
    """Return the coordinate of a penalty in nats; what is higher stays at the top."""
    return UP(min(value, HIGHEST))


@functools.cache
def _curve(label):
    """Return the points of the curve for one label, without its infinite end."""
    steps = range(1 - END, END)
    return [(across(s), at_height(cost(s, label, math.e))) for s in steps]
