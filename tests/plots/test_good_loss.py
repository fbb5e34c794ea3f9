"""The pictures of chapter 11 show what the package computes."""

import matplotlib.pyplot as plt
import numpy as np
import pytest
from matplotlib.colors import to_rgba

from bce_tutorial import binary_cross_entropy, plots
from tolerance import relative


@pytest.fixture
def ax():
    fig, axes = plt.subplots()
    yield axes
    plt.close(fig)


def test_the_curve_is_the_loss_of_a_constant_guess(ax):
    assert plots.base_rate_bands(ax) is ax
    percent, loss = ax.lines[0].get_xydata().T
    rates = percent / 100
    np.testing.assert_allclose(loss, binary_cross_entropy(rates, rates, reduction="none"))
    assert (rates[0], rates[-1]) == pytest.approx((0.001, 0.5))


def test_the_bands_are_the_published_ones_and_leave_no_gap(ax):
    plots.base_rate_bands(ax)
    edges = [(band.get_y(), band.get_y() + band.get_height()) for band in ax.patches]
    assert [low for low, _ in edges] == pytest.approx([0, 0.05, 0.2, 0.3, 1])
    assert [high for _, high in edges[:-1]] == pytest.approx([low for low, _ in edges[1:]])
    names = {text.get_text() for text in ax.texts}
    assert {"great", "good", "(no name)", "not ideal", "very poor"} <= names


def test_the_dots_stand_where_the_guess_leaves_a_band(ax):
    plots.base_rate_bands(ax)
    for dot, limit in zip(ax.lines[1:], (0.05, 0.2), strict=True):
        rate, loss = dot.get_xydata()[0] / (100, 1)
        assert loss == limit
        assert binary_cross_entropy(rate, rate) == relative(limit, 1e-3)
    assert {"0.87 %", "5.05 %"} <= {text.get_text() for text in ax.texts}


def test_both_intervals_of_a_sample_have_its_difference_in_the_middle(ax):
    middle, apart, paired = np.array([[-0.2, 0.1, -0.1], [0.3, 0.4, 0.5], [0.1, 0.05, 0.2]])
    assert plots.paired_intervals(ax, middle, apart, paired) is ax
    for drawn, margin in zip(ax.collections, (apart, paired), strict=True):
        ends = np.array([segment[:, 0] for segment in drawn.get_segments()])
        np.testing.assert_allclose(ends, np.column_stack([middle - margin, middle + margin]))
        assert [segment[0, 1] for segment in drawn.get_segments()] == [0, 1, 2]
    assert ax.collections[1].get_linewidth() > ax.collections[0].get_linewidth()
    assert list(ax.lines[0].get_xdata()) == [0, 0]
    assert ax.get_ylim()[0] > ax.get_ylim()[1]  # the first sample is at the top
    *bars, guess = ax.texts
    for text, drawn in zip(bars, ax.collections, strict=True):  # a name has its bar's colour
        assert np.allclose(to_rgba(text.get_color()), drawn.get_color()[0])
    assert [text.get_text() for text in bars] == ["loss alone", "row by row"]
    assert (guess.get_text(), guess.xy[0]) == ("the guess", 0)


def test_the_days_are_counted_from_one_and_the_change_stands_before_its_day(ax):
    observed, expected = [0.3, 0.2, 0.6], [0.3, 0.25, 0.4]
    assert plots.daily_losses(ax, observed, expected, 3) is ax
    for line, losses in zip(ax.lines[:2], (observed, expected), strict=True):
        assert list(line.get_xdata()) == [1, 2, 3]
        assert list(line.get_ydata()) == losses
    assert [line.get_linestyle() for line in ax.lines[:2]] == ["-", "--"]
    assert list(ax.lines[2].get_xdata()) == [2.5, 2.5]


def test_the_change_is_named_above_its_line_and_each_loss_at_its_end(ax):
    ax.set_ylim(0, 1)
    plots.daily_losses(ax, [0.3, 0.2, 0.8], [0.3, 0.25, 0.4], 3)
    places = {text.get_text(): text.get_position() for text in ax.texts}
    assert places["change"][0] == 2.5
    assert places["observed"] == pytest.approx((1.02, 0.8))
    assert places["expected"] == pytest.approx((1.02, 0.4))


@pytest.mark.parametrize("name", ["differences", "apart", "paired"])
def test_what_is_no_interval_is_refused(ax, name):
    good = {"differences": [0.1, 0.2], "apart": [0.1, 0.2], "paired": [0.1, 0.2]}
    with pytest.raises(ValueError, match=f"^expected {name} finite, got inf at index 1$"):
        plots.paired_intervals(ax, **good | {name: [0.1, np.inf]})


def test_days_of_two_lengths_are_refused(ax):
    words = "^expected observed and expected of one length, got 2 and 3$"
    with pytest.raises(ValueError, match=words):
        plots.daily_losses(ax, [0.1, 0.2], [0.1, 0.2, 0.3], 2)
