"""Bars of length 1, split at p, with the part that happened filled."""

import numpy as np
import pytest
from matplotlib.colors import to_rgba
from matplotlib.figure import Figure

from bce_tutorial import corrected_probabilities
from bce_tutorial.datasets import eight_predictions
from bce_tutorial.look import palette
from bce_tutorial.plots import corrected_bars, corrected_histogram


@pytest.fixture
def table():
    return eight_predictions()


@pytest.fixture
def ax(table):
    return corrected_bars(Figure().subplots(), *table)


def bars_by_row(ax):
    rows = {}
    for bar in ax.patches:
        rows.setdefault(round(bar.get_y() + bar.get_height() / 2), []).append(bar)
    return [rows[row] for row in sorted(rows)]


def test_returns_the_axes_it_is_given(table):
    ax = Figure().subplots()
    assert corrected_bars(ax, *table) is ax


def test_every_bar_has_length_one_and_is_split_at_p(ax, table):
    for bars, p in zip(bars_by_row(ax), table.y_proba, strict=True):
        left, right = sorted(bars, key=lambda bar: bar.get_x())
        assert left.get_x() == 0
        assert left.get_width() == right.get_x() == p
        assert right.get_x() + right.get_width() == pytest.approx(1, abs=1e-15)  # one rounding


def test_the_filled_part_is_what_happened(ax, table):
    corrected = corrected_probabilities(table.y_true, table.y_proba)
    for bars, y, c in zip(bars_by_row(ax), table.y_true, corrected, strict=True):
        filled, outline = sorted(bars, key=lambda bar: bar.get_facecolor()[3], reverse=True)
        happened, other = [palette.CLASS_0, palette.CLASS_1][:: -1 if y else 1]
        assert filled.get_width() == pytest.approx(c, abs=1e-15)  # bars keep their two ends
        assert filled.get_facecolor() == filled.get_edgecolor() == to_rgba(happened)
        assert bool(filled.get_hatch()) == (y == 0)
        assert not outline.get_hatch()
        assert outline.get_facecolor()[3] == 0
        assert outline.get_edgecolor() == to_rgba(other)


def test_each_row_is_labelled_with_name_label_and_corrected_probability(ax):
    assert [tick.get_text() for tick in ax.get_yticklabels()] == [
        "ID6, y = 1",
        "ID1, y = 1",
        "ID7, y = 1",
        "ID8, y = 0",
        "ID2, y = 0",
        "ID3, y = 1",
        "ID4, y = 1",
        "ID5, y = 0",
    ]
    values = {text.get_position()[1]: text.get_text() for text in ax.texts}
    assert [values[row] for row in range(8)] == [
        *("0.94", "0.90", "0.78", "0.44", "0.49", "0.47", "0.32", "0.90")
    ]


def test_the_first_row_is_at_the_top_and_the_axis_is_the_unit_interval(ax):
    bottom, top = ax.get_ylim()
    assert bottom > top
    assert ax.get_xlim() == (0, 1)
    assert ax.get_xlabel()


def test_accepts_lists_and_a_single_class():
    ax = corrected_bars(Figure().subplots(), ["a", "b"], [True, True], [1, 0])
    widths = sorted(float(bar.get_width()) for bar in ax.patches)
    np.testing.assert_array_equal(widths, [0, 0, 1, 1])
    assert [tick.get_text() for tick in ax.get_yticklabels()] == ["a, y = 1", "b, y = 1"]


def test_refuses_what_the_mathematics_refuses():
    with pytest.raises(ValueError, match=r"expected y_proba in \[0, 1\], got 1.5 at index 0"):
        corrected_bars(Figure().subplots(), ["a"], [1], [1.5])


def test_every_corrected_probability_is_counted_on_the_side_of_its_label():
    rng = np.random.default_rng(0)
    c, y = rng.uniform(size=300), rng.integers(0, 2, size=300)
    ax = corrected_histogram(Figure().subplots(), y, c, names=("ham", "spam"), bins=8)
    above, below = (patch.get_data().values for patch in ax.patches)
    np.testing.assert_array_equal(above, np.histogram(c[y == 1], 8, (0, 1))[0])
    np.testing.assert_array_equal(-below, np.histogram(c[y == 0], 8, (0, 1))[0])
    colours = [patch.get_facecolor() for patch in ax.patches]
    assert colours == [to_rgba(palette.CLASS_1), to_rgba(palette.CLASS_0)]
    assert [bool(patch.get_hatch()) for patch in ax.patches] == [False, True]
    low = np.count_nonzero(c < 0.5)
    texts = [text.get_text() for text in ax.texts]
    assert texts == [f"c below 0.5: {low}", f"0.5 and above: {300 - low}"]
    assert ax.get_ylabel() == "← ham, y = 0\N{EM SPACE}spam, y = 1 →"
