"""The pictures of chapter 10 show what the package computes."""

import matplotlib.pyplot as plt
import numpy as np
import pytest

from bce_tutorial import cross_entropy, entropy, kl_divergence, plots
from bce_tutorial.plots.information import FORECASTS
from tolerance import relative


@pytest.fixture
def ax():
    fig, axes = plt.subplots()
    yield axes
    plt.close(fig)


def test_the_bars_are_entropy_and_divergence_and_end_at_the_cross_entropy(ax):
    assert plots.split_loss(ax, 0.7) is ax
    lower, upper = ax.patches[:11], ax.patches[11:]
    np.testing.assert_allclose([bar.get_height() for bar in lower], entropy([0.7, 0.3]))
    ends = [bar.get_y() + bar.get_height() for bar in upper]
    np.testing.assert_allclose(ends, [cross_entropy([0.7, 0.3], [q, 1 - q]) for q in FORECASTS])
    *totals, above, below = [text.get_text() for text in ax.texts]
    assert totals == [f"{end:.2f}" for end in ends]
    assert above == "on top: divergence D(p‖q)"
    assert below == f"below: entropy H(p) = {entropy([0.7, 0.3]):.2f}"


def test_the_curves_are_the_two_directions(ax):
    assert plots.both_directions(ax, 0.9) is ax
    forward, backward = (line.get_xydata() for line in ax.lines[:2])
    q = backward[100, 0]
    assert forward[100, 1] == relative(kl_divergence([0.9, 0.1], [q, 1 - q]), 1e-12)
    assert backward[100, 1] == relative(kl_divergence([q, 1 - q], [0.9, 0.1]), 1e-12)
    assert backward[-1, 1] == pytest.approx(-np.log(0.9))
    assert forward[0, 1] > ax.get_ylim()[1]


@pytest.mark.parametrize(("draw", "bad"), [("split_loss", 1.5), ("both_directions", 1)])
def test_what_is_no_probability_is_refused(ax, draw, bad):
    with pytest.raises(ValueError, match=r"^expected probability "):
        getattr(plots, draw)(ax, bad)
