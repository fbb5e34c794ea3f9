"""Cross-entropy as entropy plus divergence, for two outcomes and any two beliefs."""

import numpy as np

from bce_tutorial import _validation as require
from bce_tutorial.explorables import _frame as frame
from bce_tutorial.explorables import _plot as plot
from bce_tutorial.explorables._text import at, fixed, trim
from bce_tutorial.information import cross_entropy, entropy, kl_divergence

TOP, BOTTOM, HIGHEST = 30, 240, 3.0
MOST = 2 * HIGHEST  # what costs more is above the drawing, as this is
UP = plot.Scale(0, HIGHEST, BOTTOM, TOP)


@frame.movable
def divergence(*, p=0.7, q=0.5):
    r"""Show how the cross-entropy of two outcomes splits into entropy and divergence.

    .. math:: H(p, q) = H(p) + D(p \,\|\, q)

    in nats, for outcomes with probabilities p and 1 - p, and a belief of q and 1 - q.

    Parameters
    ----------
    p, q : float in [0, 1]
        Probability and belief at the start, rounded to the sliders' step of 0.01.

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
    >>> divergence(p=0.7, q=0.5)
    Split the loss: at p = 0.7 and q = 0.5 it is 0.6109 + 0.0823 = 0.6931 nats
    """
    for name, value in (("p", p), ("q", q)):
        require.in_unit_interval(name, require.as_numbers(name, value))
    p, q = round(p * 100) / 100, round(q * 100) / 100
    truth, belief = [p, 1 - p], [q, 1 - q]
    floor, own = entropy(truth), kl_divergence(truth, belief)
    total, other = cross_entropy(truth, belief), kl_divergence(belief, truth)
    points = [(plot.across(x), height(cross_entropy(truth, [x, 1 - x]))) for x in plot.SHARES]
    x, top = at(plot.across(q)), at(height(total))
    picture = plot.drawing(
        BOTTOM + 44,
        "Cross-entropy against the belief q from 0 to 1: a curve that touches a level line, the "
        "entropy, where q equals p. At the belief an upright bar reaches from the axis to the "
        "line, the entropy, and on from there to the curve, the divergence.",
        plot.y_grid([(height(v), fixed(v, 1)) for v in (3.0, 2.0, 1.0)], "cross-entropy in nats"),
        f'<path class="bce-line" data-mark="floor" d="M{plot.LEFT} {at(height(floor))}'
        f'H{plot.RIGHT}"/>',
        f'<svg x="0" y="{TOP}" width="{plot.WIDTH}" height="{BOTTOM - TOP}" '
        f'viewBox="0 {TOP} {plot.WIDTH} {BOTTOM - TOP}" overflow="hidden">',
        f'<path class="bce-class-0" data-mark="luck" stroke-width="6" '
        f'd="M{x} {BOTTOM}V{at(height(floor))}"/>',
        f'<path class="bce-class-1" data-mark="error" stroke-width="6" '
        f'd="M{x} {at(height(floor))}V{top}"/>',
        f'<path class="bce-log" data-mark="curve" d="{plot.path(points)}"/>',
        "</svg>",
        plot.x_axis(BOTTOM, [(s, trim(s)) for s in (0, 0.25, 0.5, 0.75, 1)], "belief q"),
    )
    sliders = [
        part
        for name, label, value in (
            ("p", "p, the probability of the first outcome", p),
            ("q", "q, the belief", q),
        )
        for part in (
            f"<span>{name} = {frame.slot(name, trim(value))}</span>",
            frame.slider(name, label, value, low=0, high=1, step=0.01, text=trim(value)),
        )
    ]
    body = "\n".join(
        (
            picture,
            frame.controls(*sliders),
            frame.results(
                frame.tile("floor", fixed(floor, 4), "entropy H(p), the luck", _key("0")),
                frame.tile("own", fixed(own, 4), "divergence D(p‖q), the error", _key("1")),
                frame.tile("total", fixed(total, 4), "cross-entropy H(p, q), their sum"),
                frame.tile("other", fixed(other, 4), "the other direction, D(q‖p)"),
                columns=2,
            ),
        )
    )
    sums = f"{fixed(floor, 4)} + {fixed(own, 4)} = {fixed(total, 4)}"
    return frame.Explorable(
        "divergence",
        title="Split the loss",
        hint="The first of two outcomes has probability p, and you believe q. Bring q to p and "
        "the divergence vanishes; the entropy stays. Then let q rule something out: q = 1.",
        summary=f"at p = {trim(p)} and q = {trim(q)} it is {sums} nats",
        body=body,
        data={"x": plot.across, "y": UP, "most": MOST, "beliefs": plot.SHARES},
        moves={"p": lambda value: {"p": value}, "q": lambda value: {"q": value}},
    )


def height(value):
    """Return the coordinate of a number of nats; infinity is above the drawing."""
    return UP(np.minimum(value, MOST))


def _key(label):
    return frame.key(f'<rect class="bce-class-{label}" width="12" height="12"/>')
