"""Every explorable, and a walk over all of its controls.

An explorable is tried as the example of its docstring. A line here adds the data of its chapter,
data that are awkward, or values of a control at which something changes.
"""

import doctest
import functools
import importlib
import inspect
import json
import math

import numpy as np

from bce_tutorial import explorables, logit
from bce_tutorial.datasets import eight_predictions, load_spam
from bce_tutorial.explorables import assets
from bce_tutorial.symptoms import known_losses
from descent_data import X, Y, emails
from explorable_trees import tree

SLIDER_STATES = 96  # on the sliders of one explorable together, besides their ends
JOINT_STATES = 48  # that move one control after the other


def spam():
    """Return labels and scores of e-mails: many, rough but spread over [0, 1]."""
    features, y, _ = load_spam()
    return y, 1 / (1 + np.exp(2.2 - np.log1p(features) @ [0.2, 2, 1.5, 1, 1, 0.1]))


def waves():
    """Return labels and logits that are too sure."""
    rng = np.random.default_rng(0)
    z = 1.5 * rng.normal(size=600)
    return (rng.random(600) < 1 / (1 + np.exp(-z))).astype(int), 2.5 * z


def rare():
    """Return labels and logits of a rare class, none of them far up."""
    rng = np.random.default_rng(0)
    z = 1.5 * rng.normal(size=3000) - 4
    return (rng.random(3000) < 1 / (1 + np.exp(-z))).astype(int), z


FURTHER = {
    "threshold": (
        lambda: explorables.threshold(*spam(), names=("ham", "spam")),
        lambda: explorables.threshold(np.arange(32) % 2, np.arange(32) / 31),  # ties in accuracy
    ),
    "descent": (lambda: explorables.descent(*emails()), lambda: explorables.descent(X, Y, w=-1)),
    "temperature": (
        lambda: explorables.temperature(*waves()),
        lambda: explorables.temperature(
            eight_predictions()[1], 3 * logit(eight_predictions()[2])
        ),  # bins that empty
    ),
    "weight": (
        lambda: explorables.weight(*rare(), weight=33),
        lambda: explorables.weight([1, 0, 1, 0], [9, -9, 8, -8], offset=1),  # beyond the ends
    ),
}


def _losses():
    rows = known_losses.known()
    yield from ("", "abc", "0", "0.000", "-0", "-1.5", "1e-3", "2.5e2", ".5", "7", "-1e-9")
    yield from ("0,693", " 0.693 ", "−2.09", "INF", "nan", "0,6,9", "about 1", ".")
    yield from (f"{row.value:.3e}" for row in rows if abs(row.value) < 0.001)
    yield from ("1e-400", "1e400", "-1e400", "1.7976931348623157e308")  # at the ends of floats
    yield from (f"{row.value:.{digits}f}" for row in rows for digits in (1, 2, 4))
    yield from (f"{n * math.log(2):.2f}" for n in known_losses.BATCHES)
    yield from (f"{math.log(k):.4f}" for k in (2, 3, 10, 999, 1000, 1001))
    yield from (f"{k * math.log(10):.3f}" for k in (1, 2, 6, 7, 8, 16, 17))
    yield from (f"{k * row.value / 100:.3f}" for row in rows if row.shared for k in (1, 7, 99))
    yield from ("0.12", "0.6999", "1.2345", "4.789", "5.321", "14.1", "77.77", "119", "0.6109")


VALUES = {
    "logit z": (16.5, 17, 36.5, 37, -88.5, -89, -40, 0, 0.5, -0.5, 2.5, 28),
    "symptom loss": tuple(_losses()),
    "symptom rate": ("", "0", "100", "-5", "250", "30", "70", "0.5", "99", "62,5 %", "x", "40.9"),
    "good_loss loss": (0.673, 0.5, 0.69, 0.693, 0.694),  # not settled; the entropy of a coin
    "good_loss base": (0.1, 0.9, 40),
}


def names():
    """Return each explorable to try: its kind, and a number."""
    return [(kind, i) for kind in assets.KINDS for i in range(1 + len(FURTHER.get(kind, ())))]


def example(kind, number=0):
    """Return one of the instances of a kind: the first is the one of its docstring."""
    if number:
        return FURTHER[kind][number - 1]()
    function = getattr(explorables, kind)
    module = importlib.import_module(function.__module__)
    *before, last = doctest.DocTestParser().get_examples(inspect.getdoc(function))
    scope = dict(vars(module)) | {kind: function}
    for line in before:
        exec(line.source, scope)
    return eval(last.source, scope)


def controls(explorable):
    """Return the controls that stand in the markup: role, name, and the values to set each to."""
    root = tree(explorable._repr_html_())
    elements = list(root.iter())
    sliders = [e for e in elements if e.get("type") == "range"]
    for element in elements:
        if name := element.get("data-input"):
            values = list(VALUES.get(f"{root.get('data-kind')} {name}", ()))
            if element in sliders:
                low, high, step = (json.loads(element.get(end)) for end in ("min", "max", "step"))
                last = round((high - low) / step)
                count = min(last + 1, max(5, SLIDER_STATES // len(sliders)))
                places = {0, 1, round(last / 2), last - 1, last}
                places |= {round(place) for place in np.linspace(0, last, count)}
                values += [round(low + step * place, 9) for place in sorted(places)]
            yield "input", name, values
        elif name := element.get("data-flip"):
            yield "flip", name, list(range(int(element.get("data-states", 2))))
    if pressed := [int(e.get("data-press")) for e in elements if e.get("data-press")]:
        yield "press", "press", pressed


@functools.cache
def walk(kind, number=0):
    """Return the moves of a walk, and what Python shows after each of them.

    Each control passes all of its values while the buttons change; then all of them move by chance,
    and the start is brought back.
    """
    start = example(kind, number)
    rng = np.random.default_rng(0)
    found = list(controls(start))
    values_of = {name: values for _, name, values in found}
    flips = [name for role, name, _ in found if role == "flip"]
    moves = []

    def by_chance(name):
        moves.append((name, values_of[name][rng.integers(len(values_of[name]))]))

    for role, name, values in found:
        for place, value in enumerate(values):
            moves.append((name, value))
            if role == "input" and flips and place % 3 == 2:
                by_chance(flips[place // 3 % len(flips)])
    for name in rng.choice(list(values_of), JOINT_STATES).tolist():
        by_chance(name)
    lasts = [(name, values[-1]) for name, values in values_of.items()]
    moves += [("reset", 0), *lasts, ("reset", 0)]
    pictures, now = [], start
    for name, value in moves:
        now = start if name == "reset" else now.moved(name, value)
        pictures.append(tree(now._repr_html_()))
    return moves, pictures
