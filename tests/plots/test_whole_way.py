"""The whole way of the rows: every bar has the length of its number, and the last is the loss."""

import numpy as np
import pytest
from matplotlib.colors import to_hex, to_rgba
from matplotlib.figure import Figure

from bce_tutorial import binary_cross_entropy, corrected_probabilities, log_penalty
from bce_tutorial.datasets import eight_predictions
from bce_tutorial.look import palette
from bce_tutorial.plots import prediction_to_loss, whole_way

IDS, Y, P = eight_predictions()


@pytest.fixture
def ax():
    return prediction_to_loss(Figure().subplots(), IDS, Y, P)


def bars(ax, begin, colours):
    """Return the bars of these colours from `begin` on, from top to bottom."""
    found = [
        bar
        for bar in ax.patches
        if bar.get_facecolor()[3]
        and to_hex(bar.get_facecolor()) in colours
        and bar.get_x() >= begin
    ]
    return sorted(found, key=lambda bar: bar.get_y())


def test_the_filled_part_of_a_bar_is_the_corrected_probability(ax):
    start, one = whole_way.PROBABILITY
    filled = bars(ax, start, palette.LABELS)
    widths = np.array([bar.get_width() for bar in filled]) / one
    np.testing.assert_allclose(widths, corrected_probabilities(Y, P), rtol=1e-12)
    colours = [to_rgba((palette.CLASS_0, palette.CLASS_1)[label]) for label in Y]
    assert [bar.get_facecolor() for bar in filled] == colours
    for bar, label in zip(filled, Y, strict=True):
        edge = bar.get_x() if label else bar.get_x() + bar.get_width()
        assert edge == pytest.approx(start if label else start + one)


def test_the_costs_are_ink_and_the_last_bar_is_their_mean(ax):
    zero, nat = whole_way.PENALTY
    *costs, mean = [bar.get_width() / nat for bar in bars(ax, zero, [palette.INK])]
    np.testing.assert_allclose(costs, log_penalty(corrected_probabilities(Y, P)), rtol=1e-12)
    assert mean == pytest.approx(binary_cross_entropy(Y, P), rel=1e-12)
    line = ax.lines[0].get_xdata()
    assert list((line - zero) / nat) == pytest.approx([mean, mean])


def test_the_numbers_of_the_costs_stand_in_one_column_beside_every_bar_and_line(ax):
    zero = whole_way.PENALTY[0]
    numbers = {f"{cost:.4f}" for cost in [*log_penalty(corrected_probabilities(Y, P)), 0.4937]}
    (column,) = {text.get_position()[0] for text in ax.texts if text.get_text() in numbers}
    ends = [bar.get_x() + bar.get_width() for bar in bars(ax, zero, [palette.INK])]
    assert column > max(*ends, *ax.lines[0].get_xdata())


def test_every_number_of_the_way_is_written(ax):
    texts = [text.get_text() for text in ax.texts]
    for name, label, p in zip(IDS, Y, P, strict=True):
        c = p if label else 1 - p
        assert f"{name}: y = {label}, p = {p:.2f}" in texts
        assert f"{c:.2f}  →" in texts
        assert f"{-np.log(c):.4f}" in texts
    assert texts[-1] == "0.4937"
    assert not ax.axison


def test_refuses_what_the_mathematics_refuses():
    with pytest.raises(ValueError, match=r"expected y_proba in \[0, 1\], got 1.5 at index 0"):
        prediction_to_loss(Figure().subplots(), ["a"], [1], [1.5])
