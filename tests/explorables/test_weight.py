"""The explorable of chapter 13: what it shows, and the messages to those who call it."""

import math

import numpy as np
import pytest
from sklearn.metrics import roc_auc_score

from bce_tutorial import binary_cross_entropy, explorables, logit, sigmoid
from bce_tutorial.explorables.weight import across, up
from explorable_trees import slots, tree

RNG = np.random.default_rng(0)
Z = (1.5 * RNG.normal(size=4000) - 3).round(1)
Y = (RNG.random(4000) < sigmoid(Z)).astype(int)


def shown(**start):
    return slots(tree(explorables.weight(Y, Z, **start)._repr_html_()))


def marks(**start):
    root = tree(explorables.weight(Y, Z, **start)._repr_html_())
    return {e.get("data-mark"): e for e in root.iter() if e.get("data-mark")}


def test_the_numbers_are_those_of_the_package():
    got, p = shown(weight=math.exp(2), offset=0.5), sigmoid(Z + 1.5)
    assert got["loss"] == f"{binary_cross_entropy(Y, p):.4f}"
    assert got["mean"] == f"{p.mean():.3f}"
    assert got["base"] == f"{Y.mean():.3f}"
    assert got["area"] == f"{roc_auc_score(Y, Z):.3f}"
    assert (got["heavy"], got["off"], got["sign"]) == ("w = 7.4", "0.50", "ln w = 2.00")


def test_the_offset_ln_w_brings_everything_back():
    before, after = shown(), shown(weight=math.exp(3), offset=3)
    assert {name for name in before if before[name] != after[name]} == {"heavy", "off", "sign"}
    assert marks()["dots"].get("d") == marks(weight=math.exp(3), offset=3)["dots"].get("d")
    assert after["verdict"].startswith("Offset and ln w agree")
    assert shown(weight=math.exp(3), offset=2.95)["verdict"].startswith("Too high")
    assert shown(weight=math.exp(3), offset=3.05)["verdict"].startswith("Too low")


def test_the_dots_are_groups_with_equally_many_positives():
    order = np.argsort(Z, kind="stable")
    y, p = Y[order], sigmoid(Z[order] + 1)
    dots = marks(weight=math.e)["curve"].get("d")[1:].split("L")
    assert len(dots) == 8
    start, said = 0, []
    for dot in dots:
        x, height = map(float, dot.split())
        end = start + next(
            n
            for n in range(1, y.size - start + 1)
            if across(logit(p[start : start + n].mean())) == pytest.approx(x, abs=0.006)
            and up(logit(y[start : start + n].mean())) == pytest.approx(height, abs=0.006)
        )
        said.append(y[start:end].sum())
        start = end
    assert start == y.size
    assert sum(said) == y.sum()
    assert max(said) < 1.5 * min(said[:-1])


def test_the_loss_is_lowest_at_ln_w():
    heights = marks(weight=math.exp(2))["losses"].get("d")[1:].split("L")
    points = np.array([[float(part) for part in point.split()] for point in heights])
    lowest = points[points[:, 1].argmax(), 0]
    assert lowest == pytest.approx(float(marks(weight=math.exp(2))["name"].get("x")), abs=17)


def test_what_lies_beyond_the_ends_stands_there():
    root = tree(explorables.weight([1, 0, 1, 0], [9, -9, 8, -8])._repr_html_())
    curve = next(e for e in root.iter() if e.get("data-mark") == "curve").get("d")
    assert curve.endswith("L464 28")


def test_the_start_is_moved_to_a_step():
    finer = explorables.weight(Y, Z + 0.004, weight=7.4, offset=0.51)
    other = explorables.weight(Y, Z, weight=math.exp(2), offset=0.5)
    assert finer._repr_html_() == other._repr_html_()


@pytest.mark.parametrize(
    ("y", "z", "start", "message"),
    [
        ([1, 0.5], [1, 1], {}, "expected y_true to be 0 or 1, got 0.5 at index 1"),
        ([1, 0], [1, np.inf], {}, "expected logits finite, got inf at index 1"),
        ([1, 1], [1, 2], {}, "expected y_true to hold both 0 and 1, got only 1"),
        ([1, 0], [1, 1], {"weight": 0.5}, "expected weight to be a number in [1, 100], got 0.5"),
        ([1, 0], [1, 1], {"offset": 6}, "expected offset to be a number in [0, 5], got 6"),
    ],
)
def test_messages(y, z, start, message):
    with pytest.raises(ValueError) as error:  # noqa: PT011, the next line has the message
        explorables.weight(y, z, **start)
    assert str(error.value) == message
