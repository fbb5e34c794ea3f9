"""Names stand at the heights of what they name, in order, and do not touch."""

import numpy as np
import pytest
from matplotlib.figure import Figure

from bce_tutorial.plots.ends import GAP, name_ends


@pytest.fixture
def ax():
    axes = Figure((4, 3)).subplots()
    axes.set(ylim=(0, 1))
    return axes


def places(ax):
    """Return the heights of the names, from below, in points."""
    height = ax.bbox.height / ax.figure.dpi * 72
    return np.array([text.get_position()[1] for text in ax.texts]) * height


def test_a_name_alone_stands_at_the_height_of_its_end(ax):
    name_ends(ax, [("a", 0.2, "red"), ("b", 0.9, "blue")])
    assert [text.get_text() for text in ax.texts] == ["a", "b"]
    assert [text.get_position()[1] for text in ax.texts] == pytest.approx([0.2, 0.9])
    assert [text.get_color() for text in ax.texts] == ["red", "blue"]


def test_close_ends_have_names_one_line_apart_in_their_order(ax):
    name_ends(ax, [("c", 0.52, "red"), ("a", 0.5, "red"), ("b", 0.51, "red")])
    assert [text.get_text() for text in ax.texts] == ["a", "b", "c"]
    np.testing.assert_allclose(np.diff(places(ax)), GAP)


def test_two_lines_need_the_room_of_two(ax):
    name_ends(ax, [("a\nlong", 0.5, "red"), ("b\nlong", 0.5, "red")])
    np.testing.assert_allclose(np.diff(places(ax)), 2 * GAP)


def test_names_stay_beside_the_axes_on_any_scale(ax):
    ax.set(yscale="log", ylim=(1, 100))
    name_ends(ax, [("a", 100, "red"), ("b", 100, "red"), ("c", 1e9, "red"), ("d", 10, "red")])
    top = [text.get_position()[1] for text in ax.texts]
    assert top[0] == pytest.approx(0.5)
    assert top[-1] == pytest.approx(1)
