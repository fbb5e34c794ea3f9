"""Cross-entropy as entropy plus divergence, for two outcomes and any two beliefs."""

import numpy as np

from bce_tutorial import _validation as require
from bce_tutorial.explorables import _frame as frame
from bce_tutorial.explorables import _plot as plot
from bce_tutorial.explorables._text import at, fixed, trim
from bce_tutorial.information import cross_entropy, entropy, kl_divergence

TOP, BOTTOM, HIGHEST = plot.TOP, 240, 2.5
MOST = 2 * HIGHEST  # what costs more is above the drawing, as this is
UP = plot.Scale(0, HIGHEST, BOTTOM, TOP)
WORDS = {
    "p": "π, the probability of the first outcome",
    "q": "q, the belief",
}


@frame.movable
def divergence(*, p=0.7, q=0.2):
    r"""Show how the cross-entropy of two outcomes splits into entropy and divergence.

    .. math:: H(\pi, q) = H(\pi) + D(\pi \,\|\, q)

    in nats, for outcomes with probabilities π and 1 - π, and a belief of q and 1 - q.

    Parameters
    ----------
    p, q : float in [0, 1]
        Probability π and belief q at the start, rounded to the sliders' step of 0.01.

    Returns
    -------
    Explorable
        Displays as HTML in a notebook, prints as a line of text elsewhere.

    Raises
    ------
    ValueError
        If `p` or `q` is outside [0, 1].

    Examples
    --------
    >>> divergence(p=0.7, q=0.2)
    Split the loss: at π = 0.7 and q = 0.2 it is 0.6109 + 0.5827 = 1.1935 nats
    """
    for name, value in (("p", p), ("q", q)):
        require.in_unit_interval(name, require.as_numbers(name, value))
    p, q = round(p * 100) / 100, round(q * 100) / 100
    truth, belief = [p, 1 - p], [q, 1 - q]
    floor, own, total, other = (
        entropy(truth),
        kl_divergence(truth, belief),
        cross_entropy(truth, belief),
        kl_divergence(belief, truth),
    )
    sums = f"{fixed(floor, 4)} + {fixed(own, 4)} = {fixed(total, 4)}"
    return frame.Explorable(
        "divergence",
        title="Split the loss",
        hint="The first of two outcomes has probability π, and you believe q. Drag q to π and "
        "the divergence vanishes; the entropy stays. Then let q rule something out: q = 1.",
        summary=f"at π = {trim(p)} and q = {trim(q)} it is {sums} nats",
        body=frame.body(
            _picture(p, q, floor, total),
            frame.controls(_slider("q", q), _slider("p", p)),
            frame.results(
                frame.tile("own", fixed(own, 4), "divergence D(π‖q), the error", _key("fourth")),
                frame.tile("floor", fixed(floor, 4), "entropy H(π), the luck", _key("third")),
                frame.tile("total", fixed(total, 4), "cross-entropy H(π, q), their sum"),
                frame.tile("other", fixed(other, 4), "the other direction, D(q‖π)"),
                columns=2,
            ),
        ),
        data={"x": plot.across, "y": UP, "most": MOST, "beliefs": plot.SHARES},
        moves={"p": lambda value: {"p": value}, "q": lambda value: {"q": value}},
    )


def _picture(p, q, floor, total):
    """Draw the cross-entropy of every belief, the entropy, and the space between them."""
    points = [(plot.across(x), height(cross_entropy([p, 1 - p], [x, 1 - x]))) for x in plot.SHARES]
    curve, level = plot.path(points), at(height(floor))
    x, top, truth = at(plot.across(q)), height(total), at(plot.across(p))
    return plot.drawing(
        BOTTOM + 44,
        "Cross-entropy against the belief q from 0 to 1: a curve that touches a level line, the "
        "entropy, where q equals π. The space between them, the divergence, is filled. At the "
        "belief an upright bar reaches from the axis to the line, the entropy, and on from there "
        "to the curve, the divergence.",
        plot.y_grid([(height(v), str(v)) for v in (2, 1)], "cross-entropy in nats", TOP),
        f'<svg x="0" y="{TOP}" width="{plot.WIDTH}" height="{BOTTOM - TOP}" '
        f'viewBox="0 {TOP} {plot.WIDTH} {BOTTOM - TOP}" overflow="hidden">',
        f'<path class="bce-fourth" data-mark="space" fill-opacity="0.2" stroke="none" '
        f'style="stroke:none" d="{curve}V{level}H{at(points[0][0])}Z"/>',
        f'<path class="bce-third" data-mark="luck" stroke-width="6" d="M{x} {BOTTOM}V{level}"/>',
        f'<path class="bce-fourth" data-mark="error" stroke-width="6" d="M{x} {level}V{at(top)}"/>',
        f'<path class="bce-log" data-mark="curve" d="{curve}"/>',
        "</svg>",
        f'<path class="bce-line" data-mark="floor" d="M{plot.LEFT} {level}H{plot.RIGHT}"/>',
        f'<path class="bce-line" data-mark="truth" d="M{truth} {level}V{BOTTOM}"/>',
        plot.x_axis(BOTTOM, [(s, trim(s)) for s in (0, 0.25, 0.5, 0.75, 1)], "belief q"),
        f'<text data-mark="name" x="{truth}" y="{BOTTOM - 14}" dx="-6" text-anchor="end">π</text>',
        plot.ground(TOP, BOTTOM),
        plot.handle("dot", plot.across(q), max(top, TOP)),
        plot.handle("end", plot.across(p), BOTTOM),
    )


def _slider(name, value):
    """Return one probability and its slider."""
    text = trim(value)
    symbol = WORDS[name].partition(",")[0]
    return frame.labelled(
        f"{symbol} = {frame.slot(name, text)}",
        frame.slider(
            name, WORDS[name], value, low=0, high=1, step=0.01, text=f"probability {text}"
        ),
    )


def height(value):
    """Return the coordinate of a number of nats; infinity is above the drawing."""
    return UP(np.minimum(value, MOST))


def _key(colour):
    return frame.key(f'<rect class="bce-{colour}" width="12" height="12"/>')
