"""The pictures of chapter 17 show what the package computes."""

import matplotlib.pyplot as plt
import numpy as np
import pytest

from bce_tutorial import binary_cross_entropy, datasets, plots


@pytest.fixture
def ax():
    fig, axes = plt.subplots()
    yield axes
    plt.close(fig)


def test_every_curve_is_the_mean_over_the_table(ax):
    assert plots.rewarded_guesses(ax) is ax
    right, right_dot, swapped, swapped_dot, unlabelled, unlabelled_dot, negative = (
        line.get_xydata() for line in ax.lines
    )
    y = datasets.eight_predictions()[1]
    for curve, formula in (
        (right, lambda p: binary_cross_entropy(y, np.full(8, p))),
        (swapped, lambda p: binary_cross_entropy(1 - y, np.full(8, p))),
        (unlabelled, lambda p: -np.log(p * (1 - p))),
        (negative, lambda p: -binary_cross_entropy(y, np.full(8, p))),
    ):
        assert curve[:, 1] == pytest.approx([formula(p) for p in curve[:, 0]])
    dots = [dot[0, 0] for dot in (right_dot, swapped_dot, unlabelled_dot)]
    assert dots == pytest.approx([0.625, 0.375, 0.5])
    assert negative[:, 1].argmin() in (0, len(negative) - 1)  # no lowest place inside
    names = [text.get_text() for text in ax.texts]
    assert names == [
        "log loss: lowest at 0.625",
        "branches swapped: 0.375",
        "labels missing: 0.5",
        "minus missing: falls at both ends",
    ]
