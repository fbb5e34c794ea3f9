"""The explorable of chapter 12: what it shows, and its script at every position."""

import numpy as np
import pytest

from bce_tutorial import (
    binary_cross_entropy,
    brier_decomposition,
    brier_score,
    explorables,
    fit_temperature,
    reliability_curve,
    sigmoid,
)
from explorable_trees import slots, tree

RNG = np.random.default_rng(0)
TRUE = 1.5 * RNG.normal(size=600)
Y = (RNG.random(600) < sigmoid(TRUE)).astype(int)
Z = (2.4 * TRUE).round(2)


def shown(**start):
    return slots(tree(explorables.temperature(Y, Z, **start)._repr_html_()))


def marks(**start):
    root = tree(explorables.temperature(Y, Z, **start)._repr_html_())
    return {e.get("data-mark"): e for e in root.iter() if e.get("data-mark")}


def test_the_numbers_are_those_of_the_package():
    got, p = shown(temperature=2), sigmoid(Z / 2)
    assert got["degrees"] == "2.00"
    assert got["loss"] == f"{binary_cross_entropy(Y, p):.4f}"
    assert got["brier"] == f"{brier_score(Y, p):.4f}"
    assert got["reliability"] == f"{brier_decomposition(Y, p, n_bins=10).reliability:.4f}"
    assert got["accuracy"] == f"{np.mean((Z > 0) == Y):.3f}"


def test_the_dots_are_the_reliability_curve():
    curve = reliability_curve(Y, sigmoid(Z / 2))
    drawn = marks(temperature=2)
    dots = drawn["curve"].get("d")[1:].split("L")
    assert len(dots) == len(curve.count)
    for dot, said, seen in zip(dots, curve.mean_predicted, curve.observed, strict=True):
        x, height = map(float, dot.split())
        assert x == pytest.approx(44 + 420 * said, abs=0.01)
        assert height == pytest.approx(196 - 160 * seen, abs=0.01)
    bars = [float(bar.split("v")[1]) for bar in drawn["bars"].get("d").split("M")[1:]]
    assert bars == pytest.approx(24 * curve.count / curve.count.max(), abs=0.01)


def test_the_verdict_changes_sides_at_the_lowest_loss():
    best = fit_temperature(Y, Z)
    assert 2 < best < 3
    assert shown(temperature=best)["verdict"].startswith("Here the log loss is at its lowest")
    assert shown(temperature=0.9 * best)["verdict"].startswith("Too sure")
    assert shown(temperature=1.1 * best)["verdict"].startswith("Too timid")
    assert f"best: {best:.2f}" in explorables.temperature(Y, Z)._repr_html_()


def test_the_dot_is_lowest_at_the_best_temperature():
    best = fit_temperature(Y, Z)
    depth = [float(marks(temperature=t)["dot"].get("cy")) for t in (0.5, best, 8)]
    assert depth[1] == pytest.approx(400, abs=0.1)
    assert min(depth) == depth[0] == 316


def test_logits_are_rounded_and_the_start_is_moved_to_a_step():
    finer = explorables.temperature(Y, Z + 0.0004, temperature=2.003)
    assert finer._repr_html_() == explorables.temperature(Y, Z, temperature=2)._repr_html_()


@pytest.mark.parametrize(("scale", "edge"), [(0.1, 44), (20, 464)])
def test_a_best_temperature_outside_the_slider_stands_at_its_end(scale, edge):
    root = tree(explorables.temperature(Y, scale * Z)._repr_html_())
    lines = [e.get("d") for e in root.iter() if e.get("class") == "bce-line"]
    assert lines[1].startswith(f"M{edge} ")


@pytest.mark.parametrize(
    ("y", "z", "start", "message"),
    [
        ([1, 0.5], [1, 1], 1, "expected y_true to be 0 or 1, got 0.5 at index 1"),
        ([1, 0], [1, np.inf], 1, "expected logits finite, got inf at index 1"),
        ([1, 0], [1, 1], 9, "expected temperature to be a number in [0.5, 8], got 9"),
    ],
)
def test_messages(y, z, start, message):
    with pytest.raises(ValueError) as error:  # noqa: PT011, the next line has the message
        explorables.temperature(y, z, temperature=start)
    assert str(error.value) == message
