"""The explorable of chapter 11: its interval and its sentences."""

import math
import re

import numpy as np
import pytest

from bce_tutorial import base_rate_loss, binary_cross_entropy, explorables
from bce_tutorial.explorables.good_loss import count, read
from explorable_pulls import PLACES
from explorable_trees import slots, tree


def shown(**start):
    return slots(tree(explorables.good_loss(**start)._repr_html_()))


def test_skill_and_interval_are_those_of_the_formulas():
    got = shown(base_rate=0.3, loss=0.45, n=2500, spread=0.8)
    guess = base_rate_loss([1] * 3 + [0] * 7)
    margin = 1.96 * 0.8 / math.sqrt(2500)
    assert got["guess"] == f"{guess:.4f}"
    assert got["typical"] == f"{math.exp(-0.45):.4f}"
    assert got["skill"] == f"{100 * (1 - 0.45 / guess):.1f}\N{NO-BREAK SPACE}%"
    ends = [100 * (1 - end / guess) for end in (0.45 + margin, 0.45 - margin)]
    assert got["range"] == f"{ends[0]:.1f} to {ends[1]:.1f}\N{NO-BREAK SPACE}%"
    assert got["verdict"].startswith("Better than the constant guess")


def test_a_rare_class_makes_a_small_loss_worthless():
    got = shown(base_rate=0.008, loss=0.048, n=1_000_000, spread=0.4)
    assert got["verdict"].startswith("Worse than the constant guess")
    assert got["skill"].startswith("−")


def test_what_is_not_settled_says_how_many_predictions_would_settle_it():
    start = {"base_rate": 0.3, "loss": 0.58, "spread": 0.7}
    words = shown(n=1000, **start)["verdict"]
    wanted = int(words.split("about ")[1].split(" ")[0].replace(",", ""))
    assert wanted == math.ceil((1.96 * 0.7 / (base_rate_loss([0.3]) - 0.58)) ** 2)
    assert shown(n=wanted + 50, **start)["verdict"].startswith("Better")
    assert shown(n=wanted - 50, **start)["verdict"].startswith("Not settled")
    close = shown(base_rate=0.5, loss=0.693, n=1000, spread=2)
    assert "more than 10,000,000 predictions" in close["verdict"]


def test_the_other_class_has_the_same_base_rate_loss():
    assert shown(base_rate=0.8) == shown(base_rate=0.2)


def test_the_start_is_moved_to_the_steps_of_the_sliders():
    got = shown(base_rate=0.00001, loss=0.0001, n=1_152, spread=0.001)
    assert (got["base"], got["loss"], got["n"], got["spread"]) == (
        "0.1\N{NO-BREAK SPACE}%",
        "0.001",
        "1,150",
        "0.01",
    )
    assert [count(k) for k in (0, 1, 179, 180, 720)] == [100, 105, 995, 1000, 1_000_000]


def test_an_interval_does_not_reach_below_a_loss_of_zero():
    assert read(30, 0.01, 100, 2.0)["low"] == 0
    assert read(30, 0.01, 100, 2.0)["range"].endswith("to 100.0 %")


def test_the_interval_holds_the_true_difference_95_times_in_100():
    """The rows of both losses are the same: their difference varies less than either."""
    rng = np.random.default_rng(0)
    p = 1 / (1 + np.exp(-rng.normal(-4, 1.5, size=(4000, 400))))
    y = rng.random(p.shape) < p
    rate = p.mean()
    cost, guess = (np.where(y, -np.log(q), -np.log1p(-q)) for q in (p, np.full_like(p, rate)))
    true = binary_cross_entropy(p, p) - binary_cross_entropy(rate, rate)
    inside = {}
    for name, values, middle in (("rows", cost - guess, true), ("apart", cost, true)):
        margin = 1.96 * values.std(axis=1) / math.sqrt(400)
        inside[name] = np.mean(np.abs((cost - guess).mean(axis=1) - middle) <= margin)
    assert inside["rows"] == pytest.approx(0.95, abs=0.02)
    assert inside["apart"] > 0.99  # the interval of the loss itself is much too wide


def test_the_axis_has_the_size_of_what_is_drawn_and_changes_in_steps():
    ends = [read(percent, 0.05, 2000, 0.2)["end"] for percent in np.linspace(0.1, 50, 300)]
    assert ends == sorted(ends)
    assert len(set(ends)) <= 8
    for percent, loss, n, spread in (
        (0.1, 0.001, 10**6, 0.01),
        (50, 1.2, 100, 2),
        (1, 0.04, 500, 0.2),
    ):
        got = read(percent, loss, n, spread)
        farthest = max(got["reference"], got["high"])
        assert 1.6 * farthest <= got["end"] <= max(0.02, 3.3 * farthest)
    texts = shown(base_rate=0.01, loss=0.045, n=2000, spread=0.17)
    assert [texts[f"tick-{k}"] for k in range(5)] == ["0", "0.03", "0.06", "0.09", "0.12"]


def test_the_axis_waits_for_the_pointer_to_let_go(show):
    page = show(explorables.good_loss(base_rate=0.01, loss=0.045, n=2000, spread=0.17))
    last = page.locator('[data-slot="tick-4"]')
    (x, y), (end, _) = page.evaluate(
        PLACES, [page.locator(".bce-explorable").element_handle(), "dot", 464, 44]
    )
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(end, y, steps=4)
    assert (last.text_content(), page.locator('[data-slot="loss"]').inner_text()) == (
        "0.12",
        "0.120",
    )
    page.mouse.up()
    assert (last.text_content(), page.locator('[data-slot="loss"]').inner_text()) == (
        "0.4",
        "0.120",
    )


def test_the_interval_is_clear_of_the_halo():
    root = tree(explorables.good_loss()._repr_html_())
    marks = {e.get("data-mark"): e for e in root.iter() if e.get("data-mark")}
    highest = min(
        float(part) for part in re.findall(r"M[-\d.]+ ([-\d.]+)V", marks["interval"].get("d"))
    )
    assert highest - 2 > float(marks["dot"].get("cy")) + 6 + 7


@pytest.mark.parametrize(
    ("name", "bad", "rule"),
    [
        ("base_rate", 1, "in (0, 1), got 1"),
        ("loss", 0, "in (0, 1.2], got 0"),
        ("n", 99, "from 100 to 1,000,000, got 99"),
        ("spread", 2.5, "in (0, 2], got 2.5"),
    ],
)
def test_messages(name, bad, rule):
    with pytest.raises(ValueError) as error:  # noqa: PT011, the next line has the message
        explorables.good_loss(**{name: bad})
    assert str(error.value) == f"expected {name} to be a number {rule}"
