"""The curve to fit by hand passes its two points, and each bar is the penalty of its label."""

import math

import pytest

from bce_tutorial import explorables
from bce_tutorial.explorables.curve import X, Y, across, height
from explorable_trees import slots, tree


@pytest.mark.parametrize(("low", "high"), [(-3, 3.05), (-1.5, 0.45), (0, 0.05), (2, -1.95)])
def test_loss_and_bars_are_those_of_the_curve_through_both_points(low, high):
    html = explorables.curve(low=low, high=high)._repr_html_()
    share = (X - low) / (high - low)  # of the way from p = 0.1 to p = 0.9
    odds = 9 ** (2 * share - 1)
    penalties = [math.log1p(1 / o if y else o) for o, y in zip(odds, Y, strict=True)]
    assert slots(tree(html))["loss"] == f"{sum(penalties) / len(penalties):.4f}"
    bars = [e.get("d") for e in tree(html).iter() if (e.get("data-mark") or "").startswith("bar")]
    for x, penalty, bar in zip(X, penalties, bars, strict=True):
        left, top = bar.removeprefix("M").split(" ")[0], bar.split("V")[1]
        assert float(left) == pytest.approx(across(x), abs=0.01)
        assert float(top) == pytest.approx(height(min(penalty, height.high)), abs=0.01)


def test_places_outside_the_picture_are_refused():
    with pytest.raises(ValueError, match="expected low to be a number in"):
        explorables.curve(low=-3.5)
    with pytest.raises(ValueError, match="expected high to be a number in"):
        explorables.curve(high=3.5)
