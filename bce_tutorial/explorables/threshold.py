"""A slider for the threshold, below the scores of both classes."""

from html import escape

import numpy as np

from bce_tutorial import _validation as require
from bce_tutorial.explorables import _frame as frame
from bce_tutorial.explorables import _plot as plot
from bce_tutorial.explorables._text import at, fixed, trim
from bce_tutorial.losses import binary_cross_entropy
from bce_tutorial.probabilities import corrected_probabilities

STEPS = 100  # of the slider
BINS = 20
TOP, HEIGHT = 12, 210  # of the two histograms together
LINE = (2, TOP + HEIGHT)  # its ends


@frame.movable
def threshold(y_true, y_proba, *, threshold=0.5, names=("class 0", "class 1")):
    r"""Show how a threshold t turns scores into decisions, and what it leaves alone.

    .. math:: \hat y_i = 1 \text{ if } p_i \ge t \text{, else } 0

    The slider moves t in steps of 0.01. The four counts and the accuracy follow it, the log loss
    does not: it is computed from the scores, not from the decisions. The counts of all 101
    thresholds stand in the output.

    Parameters
    ----------
    y_true : array_like of shape (n,), of 0 and 1
        What happened.
    y_proba : array_like of shape (n,), in [0, 1]
        Predicted probability of class 1.
    threshold : float in [0, 1], default 0.5
        Where the slider starts, rounded to its step.
    names : pair of str
        Names of class 0 and class 1.

    Returns
    -------
    Explorable
        Displays as HTML in a notebook, prints as a line of text elsewhere.

    Raises
    ------
    ValueError
        As :func:`bce_tutorial.corrected_probabilities`, and if `threshold` is outside [0, 1].

    Examples
    --------
    >>> from bce_tutorial.datasets import eight_predictions
    >>> ids, y_true, y_proba = eight_predictions()
    >>> threshold(y_true, y_proba)
    Move the threshold: at 0.50 the accuracy is 0.5000, the log loss 0.4937 nats
    """
    corrected_probabilities(y_true, y_proba)  # says what is wrong with them, if anything is
    require.in_unit_interval("threshold", require.as_numbers("threshold", threshold))
    y, p = np.ravel(y_true), np.ravel(y_proba)
    scores = [np.sort(p[y == label]) for label in (1, 0)]
    start = round(threshold * STEPS)
    grid = np.arange(STEPS + 1) / STEPS
    called = [(len(s) - np.searchsorted(s, grid)).tolist() for s in scores]
    totals = [len(s) for s in scores]
    caught, flagged = (counts[start] for counts in called)
    accuracy = fixed((caught + totals[1] - flagged) / len(p), 4)
    loss = fixed(binary_cross_entropy(y, p), 4)
    names = [escape(str(name)) for name in names]
    text = fixed(start / STEPS, 2)
    return frame.Explorable(
        "threshold",
        title="Move the threshold",
        hint=f"Everything from the threshold upwards is called {names[1]}. Try 0.10 and 0.90: "
        "see which mistakes you trade for which, and which number never moves.",
        summary=f"at {text} the accuracy is {accuracy}, the log loss {loss} nats",
        body=frame.body(
            _histograms(scores, start / STEPS, *names),
            frame.controls(
                frame.labelled(
                    f"threshold {frame.slot('threshold', text)}",
                    frame.slider(
                        "threshold", "threshold", start / STEPS,
                        low=0, high=1, step=0.01, text=f"score {text}",
                    ),
                ),
            ),
            frame.results(
                _count("missed", totals[0] - caught, names, 1, 0),
                _count("caught", caught, names, 1, 1),
                _count("kept", totals[1] - flagged, names, 0, 0),
                _count("flagged", flagged, names, 0, 1),
                frame.tile("accuracy", accuracy, "accuracy"),
                frame.tile("loss", loss, "log loss in nats, the same at every threshold"),
                columns=2,
            ),
        ),
        data={"called": called, "totals": totals, "x": plot.across, "line": LINE},
        moves={"threshold": lambda value: {"threshold": value}},
    )  # fmt: skip


def _count(slot, value, names, label, said):
    """Return how many of one class were called so: a cell of the confusion matrix."""
    short = f"{'T' if label == said else 'F'}{'P' if said else 'N'}"
    sign = frame.key(
        f'<rect x="1" y="1" width="10" height="10" class="bce-class-{label}" '
        f'fill-opacity="{1 if label == said else 0.2}"/>'
    )
    return frame.tile(slot, f"{value:,}", f"{names[label]} called {names[said]} ({short})", sign)


def _histograms(scores, threshold, low, high):
    """Draw class 1 upwards and class 0 downwards; what is called rightly is solid."""
    bins = [np.histogram(s, BINS, (0, 1))[0] for s in scores]
    unit = HEIGHT / (bins[0].max() + bins[1].max())
    zero = TOP + bins[0].max() * unit
    bottom = TOP + HEIGHT
    edge = plot.across(threshold)
    sides = [(edge, plot.RIGHT - edge), (plot.LEFT, edge - plot.LEFT)]
    parts = []
    for label, heights, side in zip((1, 0), (-unit * bins[0], unit * bins[1]), sides, strict=True):
        parts += _bars(label, zero, heights, *side)
    parts += [
        f'<path class="bce-axis" d="M{plot.LEFT} {at(zero)}H{plot.RIGHT}"/>',
        plot.label(plot.LEFT + 6, TOP + 14, f"{high} ↑", "start"),
        plot.label(plot.RIGHT - 6, bottom - 20, f"↓ {low}", "end"),
        f'<path class="bce-line" data-mark="line" d="M{at(edge)} {LINE[0]}V{LINE[1]}"/>',
        plot.x_axis(
            bottom,
            [(share, trim(share)) for share in (0, 0.25, 0.5, 0.75, 1)],
            f"score: predicted probability of {high}",
        ),
        plot.ground(TOP, bottom),
        plot.handle("dot", edge, bottom),
    ]
    return plot.drawing(
        bottom + 44,
        f"Two histograms of the score, {high} upwards and {low} downwards. "
        f"A line marks the threshold. What is called rightly is solid: {high} to the right "
        f"of the line, {low} to the left of it.",
        *parts,
    )


def _bars(label, zero, heights, x, width):
    """Return the histogram of a class, pale, and the part of it that is called rightly."""
    bottom = TOP + HEIGHT
    steps = "".join(
        f"V{at(zero + height)}H{at(plot.across((i + 1) / BINS))}"
        for i, height in enumerate(heights)
    )
    shape = f'<path class="bce-class-{label}" d="M{plot.LEFT} {at(zero)}{steps}V{at(zero)}Z"{{}}/>'
    yield shape.format(' fill-opacity="0.2"')
    yield (
        f'<svg data-mark="right-{label}" x="{at(x)}" y="0" width="{at(width)}" '
        f'height="{bottom}" viewBox="{at(x)} 0 {at(width)} {bottom}" overflow="hidden">'
        f"{shape.format('')}</svg>"
    )
