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
    assert above == "on top: divergence D(π‖q)"
    assert below == f"below: entropy H(π) = {entropy([0.7, 0.3]):.2f}"


WORD = {"e": 1 / 2, "r": 1 / 4, "f": 1 / 8, "s": 1 / 8}


def area(bars):
    return sum(bar.get_width() * bar.get_height() for bar in bars)


def test_the_area_of_a_code_is_its_mean_length(ax):
    own = {"e": "0", "r": "10", "f": "110", "s": "111"}
    assert plots.code_areas(ax, WORD, own) is ax
    assert area(ax.patches) == pytest.approx(entropy(list(WORD.values()), base=2))
    assert [text.get_text() for text in ax.texts] == ["e\n0", "r\n10", "f\n110", "s\n111"]


def test_what_a_wrong_code_adds_is_hatched_and_what_it_saves_is_open(ax):
    plots.code_areas(ax, WORD, {"e": "00", "r": "01", "f": "10", "s": "11"})
    hatched = [bar for bar in ax.patches if bar.get_hatch()]
    saved = [bar for bar in ax.patches if not bar.get_fill()]
    within = [bar for bar in ax.patches if bar.get_fill()]
    assert [bar.get_x() for bar in hatched] == [0]
    assert [bar.get_x() for bar in saved] == [3 / 4, 7 / 8]
    named = [text.get_position() for text in ax.texts if text.get_text() in ("added", "saved")]
    centres = [(bar.get_x() + bar.get_width() / 2, bar.get_y() + bar.get_height() / 2)
               for bar in hatched + saved]  # fmt: skip
    np.testing.assert_allclose(named, centres)
    truth = list(WORD.values())
    assert area(within) == pytest.approx(cross_entropy(truth, [1 / 4] * 4, base=2))
    assert area(hatched) - area(saved) == pytest.approx(kl_divergence(truth, [1 / 4] * 4, base=2))


@pytest.mark.parametrize(
    ("share", "code", "words"),
    [
        ({"a": 1.5}, {"a": "0"}, r"share in \[0, 1\]"),
        ({"a": 1.0, "b": 0.0}, {"a": "0", "b": "1"}, r"share in \(0, 1\], got 0"),
        ({"a": 0.5, "b": 0.2}, {"a": "0", "b": "1"}, "share"),
        ({"a": 0.5, "b": 0.5}, {"a": "0"}, "a word for each letter, got none for 'b'"),
    ],
)
def test_a_code_that_does_not_fit_the_letters_is_refused(ax, share, code, words):
    with pytest.raises(ValueError, match=f"^expected .*{words}"):
        plots.code_areas(ax, share, code)


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
