"""The pictures of chapter 11 show what the package computes."""

import matplotlib.pyplot as plt
import numpy as np
import pytest

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


def test_every_resample_is_counted_and_the_bars_are_the_middle(ax):
    rng = np.random.default_rng(0)
    paired, separate = rng.normal(0.1, 0.02, 2000), rng.normal(0.1, 0.05, 2000)
    assert plots.resampled_differences(ax, paired, separate) is ax
    assert [stairs.get_data().values.sum() for stairs in ax.patches] == [2000, 2000]
    for line, draws in zip(ax.lines[:2], (paired, separate), strict=True):
        assert line.get_xdata() == pytest.approx(np.percentile(draws, [2.5, 97.5]))
        assert max(line.get_ydata()) < 0
    assert list(ax.lines[2].get_xdata()) == [0, 0]
    for line, text in zip(ax.lines[:2], ax.texts, strict=True):  # each bar has its name
        assert text.xy == (max(line.get_xdata()), line.get_ydata()[0])
    assert [text.get_text() for text in ax.texts] == ["same rows", "separate rows"]
    ticks = [ax.yaxis.get_major_formatter()(count, 0) for count in (-25, 0, 25)]
    assert ticks == ["", "0", "25"]


@pytest.mark.parametrize("name", ["paired", "separate"])
def test_what_is_no_difference_is_refused(ax, name):
    draws = {"paired": [0.1, 0.2], "separate": [0.1, 0.2], name: [0.1, np.inf]}
    with pytest.raises(ValueError, match=f"^expected {name} finite, got inf at index 1$"):
        plots.resampled_differences(ax, **draws)
