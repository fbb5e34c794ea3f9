"""The picture of chapter 13: groups of equally many positives, shifted by one length."""

import math

import matplotlib.pyplot as plt
import numpy as np
import pytest

from bce_tutorial import logit, plots, sigmoid

RNG = np.random.default_rng(0)
Z = RNG.normal(-1, 1.5, 4000)
Y = (RNG.random(4000) < sigmoid(Z - 2)).astype(int)


@pytest.fixture
def ax():
    fig, axes = plt.subplots()
    yield axes
    plt.close(fig)


def test_the_points_are_mean_predictions_and_observed_shares(ax):
    assert plots.shifted_reliability(ax, Y, Z, 2) is ax
    diagonal, trained, moved = (line.get_xydata() for line in ax.lines)
    assert (diagonal[:, 0] == diagonal[:, 1]).all()
    order, start = np.argsort(Z), 0
    for k, (x, height) in enumerate(trained, start=1):
        end = np.searchsorted(np.cumsum(Y[order]), Y.sum() * k / 8) + 1 if k < 8 else len(Y)
        rows = order[start:end]
        assert x == pytest.approx(logit(sigmoid(Z[rows]).mean()))
        assert height == pytest.approx(logit(Y[rows].mean()))
        assert moved[k - 1, 0] == pytest.approx(logit(sigmoid(Z[rows] - 2).mean()))
        start = end
    assert (moved[:, 1] == trained[:, 1]).all()
    assert trained[:, 0] - moved[:, 0] == pytest.approx(np.full(8, 2), abs=0.15)
    assert (
        np.abs(moved[:, 0] - moved[:, 1]).max() < 0.3 < np.abs(trained[:, 0] - trained[:, 1]).min()
    )


def test_the_arrow_says_what_is_subtracted(ax):
    plots.shifted_reliability(ax, Y, Z, math.log(8))
    words = [text.get_text() for text in ax.texts]
    assert "− 2.08" in words
    assert {"as trained", "after the offset"} <= set(words)


def test_a_group_of_positives_alone_stands_above_the_drawing(ax):
    plots.shifted_reliability(ax, [0, 1] * 4 + [1] * 8, np.arange(16), 1)
    assert ax.lines[1].get_ydata().max() > ax.get_ylim()[1]


@pytest.mark.parametrize(
    ("y", "z", "message"),
    [
        ([0, 1], [0, 1], "expected at least 8 positives in y_true, got 1"),
        ([0, 0.5], [0, 1], "expected y_true to be 0 or 1, got 0.5 at index 1"),
        ([0, 1], [0, np.inf], "expected logits finite, got inf at index 1"),
    ],
)
def test_messages(ax, y, z, message):
    with pytest.raises(ValueError) as error:  # noqa: PT011, the next line has the message
        plots.shifted_reliability(ax, y, z, 1)
    assert str(error.value) == message
