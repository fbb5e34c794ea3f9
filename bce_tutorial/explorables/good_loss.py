"""A loss beside the constant guess: skill, interval, and what to say about them."""

import math

from bce_tutorial import _validation as require
from bce_tutorial.explorables import _frame as frame
from bce_tutorial.explorables import _plot as plot
from bce_tutorial.explorables._text import at, fixed, signed, trim
from bce_tutorial.losses import binary_cross_entropy

WIDEST, LAST = 1.2, 720  # the greatest loss; steps of the slider for n
ENDS = (0.02, 0.04, 0.08, 0.12, 0.2, 0.4, 0.6, 0.8, 1.2, 1.6, 2, 2.8)  # of the axis of the loss
ROOM = 1.6  # times what is drawn farthest to the right
PARTS = 4  # of the axis, between its ticks
FIRST, WIDTH, PER_TENFOLD = COUNT = (100, 5, 180)  # of n: from 100 in steps of 5 up to 1000
MOST = 10_000_000
MARGIN = 72  # where the name of the constant guess is whole on a narrow page
HEIGHTS = UPPER, MIDDLE, BELOW, LOWER = (24, 44, 70, 88)  # of line, dot, interval and axis
CAP = 5  # half the height of the interval's ends
NORMAL = 1.96  # 95 % of a normal distribution lie within so many standard deviations

_KEY = frame.key('<path class="bce-third" stroke-width="3" d="M0 6H12M1 2V10M11 2V10"/>')

SAID = {
    "better": "Better than the constant guess: the whole interval lies below its loss.",
    "worse": "Worse than the constant guess: the whole interval lies above its loss.",
    "open": "Not settled: the loss of the constant guess lies in the interval. If loss and "
    "deviation stay as they are, {} predictions have an even chance to settle it.",
}
HINT = (
    "Set the base rate (of the rarer class), your log loss, how many predictions it averages, and "
    "the standard deviation of the differences: in each row, the penalty less that of the constant "
    "guess. The interval is a normal approximation: loss ± 1.96 · deviation ÷ √n."
)


@frame.movable
def good_loss(*, base_rate=0.4, loss=0.39, n=1000, spread=0.7):
    r"""Show what a loss is worth: its skill, an approximate interval, and a sentence.

    .. math:: S = 1 - \frac{L}{H(b)}, \qquad L - H(b) \pm 1.96 \, \frac{s}{\sqrt{n}}

    The interval is a normal approximation for independent predictions. It is that of the
    difference of two losses over the same rows, drawn around the loss L: s is the standard
    deviation of single penalties less those of the constant guess. The base rate is taken as
    known, so the interval of the skill has the same two ends.

    Parameters
    ----------
    base_rate : float in (0, 1), default 0.4
        Share of class 1 at the start; one above 0.5 is shown as that of the other class.
    loss : float in (0, 1.2], default 0.39
        Mean log loss in nats at the start.
    n : float in [100, 1e6], default 1000
        Number of predictions at the start.
    spread : float in (0, 2], default 0.7
        Standard deviation of the differences of penalties in nats at the start.

    Returns
    -------
    Explorable
        Displays as HTML in a notebook, prints as a line of text elsewhere. All four are moved to
        the nearest step of their slider.

    Raises
    ------
    ValueError
        If a number is outside its range.

    Examples
    --------
    >>> good_loss(base_rate=0.0505, loss=0.2, n=1000, spread=0.7)
    Judge a loss: 0.200 at a base rate of 5.0 % has skill −0.7 %, from −22.6 to 21.1 %
    """
    require.number("base_rate", base_rate, "in (0, 1)", lambda b: 0 < b < 1)
    require.number("loss", loss, "in (0, 1.2]", lambda x: 0 < x <= WIDEST)
    require.number("n", n, "from 100 to 1,000,000", lambda k: 100 <= k <= 1_000_000)
    require.number("spread", spread, "in (0, 2]", lambda s: 0 < s <= 2)
    percent = max(round(1000 * min(base_rate, 1 - base_rate)), 1) / 10
    step = min(range(LAST + 1), key=lambda k: abs(math.log(count(k) / n)))
    loss, spread = max(round(1000 * loss), 1) / 1000, max(round(100 * spread), 1) / 100
    shown = read(percent, loss, count(step), spread)
    sliders = _sliders({"base": percent, "loss": loss, "n": step, "spread": spread}, shown)
    return frame.Explorable(
        "good_loss",
        title="Judge a loss",
        hint=HINT,
        summary=f"{shown['loss']} at a base rate of {shown['base']} has skill "
        f"{shown['skill']}, from {shown['range']}",
        body=frame.body(_picture(loss, shown), frame.controls(*sliders), _results(shown)),
        data={
            "place": (plot.LEFT, plot.RIGHT),
            "ends": ENDS,
            "room": ROOM,
            "parts": PARTS,
            "units": UNITS,
            "heights": HEIGHTS,
            "cap": CAP,
            "margin": MARGIN,
            "count": COUNT,
            "normal": NORMAL,
            "most": MOST,
            "words": SAID,
        },
        moves={
            "base": lambda value: {"base_rate": value / 100},
            "loss": lambda value: {"loss": value},
            "n": lambda step: {"n": count(step)},
            "spread": lambda value: {"spread": value},
        },
    )


def _picture(loss, shown):
    """Draw the loss with its interval on the axis, beside the constant guess."""
    across = plot.Scale(0, shown["end"], plot.LEFT, plot.RIGHT)
    reference = across(shown["reference"])
    return plot.drawing(
        LOWER + 44,
        "The axis of the log loss, from 0 on. A dashed upright line stands at the loss of a "
        "constant guess, a dot at your loss, and a bar below the dot covers its interval.",
        f'<path class="bce-line" data-mark="guess" d="M{at(reference)} {UPPER}V{LOWER}"/>',
        f'<text data-mark="name" x="{at(max(reference, MARGIN))}" y="18" '
        'text-anchor="middle">constant guess</text>',
        f'<path class="bce-third" style="fill:none" data-mark="interval" stroke-width="4" '
        f'd="{interval(across(shown["low"]), across(shown["high"]))}"/>',
        plot.x_axis(LOWER, _ticks(shown["end"]), "log loss in nats"),
        plot.ground(UPPER, LOWER),
        plot.handle("dot", across(loss), MIDDLE),
    )


def interval(left, right):
    """Return the path of the interval: a bar with upright ends, below the dot's halo."""
    ends = "".join(f"M{at(x)} {BELOW - CAP}V{BELOW + CAP}" for x in (left, right))
    return f"M{at(left)} {BELOW}H{at(right)}{ends}"


def _ticks(end):
    """Return ticks that stay where they are; their numbers change with the end of the axis."""
    for k in range(PARTS + 1):
        yield k / PARTS, frame.written(f"tick-{k}", trim(end * k / PARTS))


def _sliders(values, shown):
    """Yield each slider with its name and value before it."""
    for name, label, low, high, width in (
        ("base", "base rate in percent, of the rarer class", 0.1, 50, 0.1),
        ("loss", "log loss in nats", 0.001, WIDEST, 0.001),
        ("n", "number of predictions", 0, LAST, 1),
        ("spread", "standard deviation of the differences in nats", 0.01, 2, 0.01),
    ):
        text = shown[name]
        yield frame.labelled(
            f"{WORDS[name]} {frame.slot(name, text)}",
            frame.slider(
                name, label, values[name], low=low, high=high, step=width,
                text=f"{text}{UNITS[name]}",
            ),
        )  # fmt: skip


def _results(shown):
    """Return the sentence, and the tiles below it."""
    return frame.results(
        frame.whole("verdict", shown["verdict"]),
        frame.tile("guess", fixed(shown["reference"], 4), "loss of the constant guess"),
        frame.tile("typical", shown["typical"], "typical probability of what happened"),
        frame.tile("skill", shown["skill"], "skill"),
        frame.tile("range", shown["range"], "95 % interval of the skill", _KEY),
        columns=2,
    )


WORDS = {"base": "base rate", "loss": "loss", "n": "predictions", "spread": "deviation"}
UNITS = {"base": "", "loss": " nats", "n": " predictions", "spread": " nats"}  # read out


def count(step):
    """Return the number of predictions at a step of the slider: 100, 105, ..., a million."""
    return (FIRST + WIDTH * (step % PER_TENFOLD)) * 10 ** (step // PER_TENFOLD)


def entropy(p):
    """Return H(p), the expected loss of a calibrated forecast p."""
    return binary_cross_entropy(p, p)


def read(percent, loss, n, spread):
    """Return the ends of the interval, and every text that the reader sees."""
    reference, margin = entropy(percent / 100), NORMAL * spread / math.sqrt(n)
    low, high = max(loss - margin, 0.0), loss + margin
    worst, skill, best = (_percent(1 - x / reference) for x in (high, loss, low))
    return {
        "reference": reference,
        "low": low,
        "high": high,
        "end": min(end for end in ENDS if end >= ROOM * max(reference, high)),
        "base": f"{fixed(percent, 1)} %",
        "loss": fixed(loss, 3),
        "n": f"{n:,}",
        "spread": fixed(spread, 2),
        "typical": fixed(math.exp(-loss), 4),
        "skill": f"{skill} %",
        "range": f"{worst} to {best} %",
        "verdict": _verdict(reference, loss, margin, spread),
    }


def _verdict(reference, loss, margin, spread):
    """Say on which side of the constant guess the loss is, if that is settled."""
    if loss + margin < reference:
        return SAID["better"]
    if loss - margin > reference:
        return SAID["worse"]
    wanted = math.ceil((NORMAL * spread / (reference - loss)) ** 2)
    number = f"about {wanted:,}" if wanted <= MOST else f"more than {MOST:,}"
    return SAID["open"].format(number)


def _percent(share):
    """Write a share in percent."""
    return signed(100 * share, 1)
