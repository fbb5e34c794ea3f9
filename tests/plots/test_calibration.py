"""The reliability diagram shows the curve, its intervals and its counts."""

import matplotlib.pyplot as plt
import numpy as np
import pytest
from scipy.stats import binomtest

from bce_tutorial import plots, reliability_curve
from bce_tutorial.look.palette import GREY

RNG = np.random.default_rng(0)
P = RNG.random(500) ** 2
Y = RNG.random(500) < P


@pytest.fixture
def ax():
    fig, axes = plt.subplots()
    yield axes
    plt.close(fig)


def test_the_curve_is_drawn_over_the_diagonal(ax):
    curve = reliability_curve(Y, P)
    assert plots.reliability(ax, curve) is ax
    diagonal, line, axis = ax.lines
    assert [list(d) for d in diagonal.get_data()] == [[0, 1], [0, 1]]
    np.testing.assert_array_equal(line.get_data(), curve[:2])
    assert set(axis.get_ydata()) == {0}


def test_the_upright_lines_are_wilson_intervals(ax):
    curve = reliability_curve(Y, P)
    plots.reliability(ax, curve)
    drawn = [path.vertices for path in ax.collections[0].get_paths()]
    for ends, said, share, n in zip(drawn, *curve, strict=True):
        wanted = binomtest(round(share * n), n).proportion_ci(method="wilson")
        assert set(ends[:, 0]) == {said}
        assert ends[:, 1] == pytest.approx(wanted, abs=1e-5)  # 1.96 against 1.95996


def test_the_bars_hang_in_proportion_to_the_counts(ax):
    curve = reliability_curve(Y, P)
    plots.reliability(ax, curve)
    depth = np.array([path.vertices[0, 1] for path in ax.collections[1].get_paths()])
    np.testing.assert_allclose(depth / depth.min(), curve.count / curve.count.max())
    (name,) = ax.texts
    assert name.get_text() == "predictions in each bin"
    assert name.get_color() == GREY
    assert ax.get_ylim()[0] < name.get_position()[1] < depth.min()


def test_a_bin_where_all_agree_still_has_an_interval(ax):
    plots.reliability(ax, reliability_curve([1, 1, 0], [0.9, 0.9, 0.1]))
    (low, high), (_, one) = [path.vertices[:, 1] for path in ax.collections[0].get_paths()]
    assert low == pytest.approx(0, abs=1e-12)
    assert high == pytest.approx(0.7935, abs=1e-4)  # z² / (1 + z²)
    assert one == pytest.approx(1, abs=1e-12)
