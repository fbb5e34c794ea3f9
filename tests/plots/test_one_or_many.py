"""One bar among K classes and K bars of yes and no: each has the length of its number."""

import numpy as np
import pytest
from matplotlib.colors import to_hex
from matplotlib.figure import Figure

from bce_tutorial import binary_cross_entropy, categorical_cross_entropy
from bce_tutorial.look import palette
from bce_tutorial.plots import one_or_many
from bce_tutorial.plots.one_or_many import PENALTY, PROBABILITY, TOP

ROWS = [(0, [0.7, 0.2, 0.1]), (2, [0.7, 0.2, 0.1]), (1, [0.05, 0.5, 0.25, 0.2])]


def bars(ax, colours):
    """Return (height, left, width) of the filled bars of these colours, from the top."""
    found = [
        (bar.get_y() + bar.get_height() / 2, bar.get_x(), bar.get_width())
        for bar in ax.patches
        if bar.get_facecolor()[3] and to_hex(bar.get_facecolor()) in colours
    ]
    return sorted(found)


@pytest.mark.parametrize(("y", "p"), ROWS)
def test_what_happened_is_filled_in_the_one_bar_and_in_each_of_the_many(y, p):
    ax = one_or_many(Figure().subplots(), y, p)
    start, one = PROBABILITY
    top, *rest = bars(ax, palette.LABELS)
    assert top == pytest.approx((TOP, start + one * sum(p[:y]), one * p[y]))
    wanted = [(k, start, one * q) for k, q in enumerate(p)]
    for k, q in enumerate(p):
        if k != y:  # the no, at the right end
            wanted[k] = (k, start + one * q, one * (1 - q))
    np.testing.assert_allclose(rest, wanted, rtol=1e-12, atol=1e-12)
    [[_, _, answered]] = [bar for bar in bars(ax, [palette.CLASS_1]) if bar[0] >= 0]
    assert answered == pytest.approx(one * p[y])  # one yes, and all others are no


@pytest.mark.parametrize(("y", "p"), ROWS)
def test_the_costs_are_those_of_the_two_losses(y, p):
    ax = one_or_many(Figure().subplots(), y, p)
    many = binary_cross_entropy(np.eye(len(p))[y], p, reduction="none")
    costs = [categorical_cross_entropy([y], [p]), *many]
    drawn = bars(ax, [palette.INK])
    assert [left for _, left, _ in drawn] == [PENALTY[0]] * len(costs)
    widths = np.array([width for _, _, width in drawn])
    np.testing.assert_allclose(widths, PENALTY[1] * np.array(costs) / max(many), rtol=1e-12)
    texts = [text.get_text() for text in ax.texts]
    assert {f"{cost:.3f}" for cost in costs} < set(texts)
    assert texts[-1] == f"sum {sum(many):.3f}, mean {np.mean(many):.3f}"
    assert {"yes, y = 1", "no, y = 0"} < set(texts)
    assert not ax.axison


def test_a_certain_and_right_row_costs_nothing():
    ax = one_or_many(Figure().subplots(), 1, [0, 1, 0])
    assert [width for _, _, width in bars(ax, [palette.INK])] == [0] * 4


@pytest.mark.parametrize(
    ("y", "p", "words"),
    [
        (3, [0.7, 0.2, 0.1], "class indices 0 to 2, got 3"),
        (0, [0.7, 0.2, 0.2], "expected y_proba to sum to 1"),
    ],
)
def test_refuses_what_is_no_forecast_of_a_class(y, p, words):
    with pytest.raises(ValueError, match=words):
        one_or_many(Figure().subplots(), y, p)
