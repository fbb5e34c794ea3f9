"""The picture of what frameworks do at the edge shows what it is given, and the truth beside it."""

import matplotlib.pyplot as plt
import numpy as np
import pytest

from bce_tutorial import log_penalty, plots
from bce_tutorial.look.palette import INK

K = np.arange(0, 21)


@pytest.fixture
def ax():
    fig, axes = plt.subplots()
    yield axes
    plt.close(fig)


def test_losses_stand_beside_the_truth(ax):
    capped = np.minimum(log_penalty(10.0**-K), 16)
    assert plots.epsilon_zoo(ax, K, {"capped": capped, "right": K * np.log(10)}) is ax
    truth, first, second = (line.get_ydata() for line in ax.lines)
    np.testing.assert_allclose(truth, log_penalty([1, 1e-20]))
    np.testing.assert_array_equal(first, capped)
    np.testing.assert_array_equal(second, K * np.log(10))
    assert [text.get_text() for text in ax.texts] == ["capped", "right"]  # from below
    assert len({(line.get_color(), line.get_linestyle()) for line in ax.lines}) == 3


def test_gradients_lose_their_sign_and_zero_has_a_place(ax):
    gradients = np.where(K < 8, -(10.0**K), 0)
    plots.epsilon_zoo(ax, K, {"clipped": gradients}, gradient=True)
    truth, shown = (line.get_ydata() for line in ax.lines)
    np.testing.assert_array_equal(truth, [1, 1e20])
    np.testing.assert_array_equal(shown, -gradients)
    heights = ax.transData.transform([(0, value) for value in (0, 1, 1e10, 1e20)])[:, 1]
    assert np.diff(heights)[1:] == pytest.approx(2 * [heights[3] - heights[2]])
    assert heights[1] - heights[0] > 12  # room for two labels
    assert ax.get_ylim()[0] < 0
    assert [label.get_text() for label in ax.get_yticklabels()] == ["0", "1", "1e10", "1e20"]


def test_four_libraries_differ_in_colour_and_dash_and_a_line_that_ends_early_is_named_there(ax):
    early = np.where(K < 15, K, np.inf)
    plots.epsilon_zoo(ax, K, {"a": K / 2, "b": K / 3, "c": K / 4, "d": early})
    drawn = ax.lines[1:]
    assert len({line.get_color() for line in drawn}) == 4
    assert len({line.get_linestyle() for line in drawn}) == 4
    (name,) = [text for text in ax.texts if text.get_text() == "d"]
    assert name.xy == (14, 14)
    assert name.get_color() == drawn[3].get_color() == INK


def test_infinity_is_left_out(ax):
    plots.epsilon_zoo(ax, [0, 1, 2], {"ends": [0, -np.inf, np.nan]})
    np.testing.assert_array_equal(ax.lines[1].get_ydata(), [0, np.nan, np.nan])
    assert [text.get_text() for text in ax.texts] == ["ends"]
    plots.epsilon_zoo(ax, [0, 1, 2], {"nothing": [np.nan] * 3})
    assert "nothing" not in {text.get_text() for text in ax.texts}


def test_what_cannot_be_drawn_is_refused(ax):
    with pytest.raises(ValueError, match="exponents finite"):
        plots.epsilon_zoo(ax, [0, np.inf], {})
    with pytest.raises(ValueError, match="of the same shape"):
        plots.epsilon_zoo(ax, [0, 1], {"short": [0]})
