"""Every sample is drawn once, on the side of its class and of the decision about it."""

import numpy as np
import pytest
from matplotlib.colors import to_hex
from matplotlib.figure import Figure

from bce_tutorial import datasets
from bce_tutorial.look.palette import CLASS_0, CLASS_1
from bce_tutorial.plots import score_histogram
from tolerance import relative


@pytest.fixture
def ax():
    return Figure().subplots()


def heights(ax):
    """Samples in each bin of: class 0 right, class 0 wrong, class 1 right, class 1 wrong."""
    stairs = [patch.get_data() for patch in ax.patches]
    return [np.abs(values - baseline) for values, _, baseline in stairs]


def counts(ax):
    return [text.get_text() for text in ax.texts[:4]]


def test_counts_are_those_of_the_decisions(ax):
    _, y_true, y_proba = datasets.eight_predictions()
    assert score_histogram(ax, y_true, y_proba, 0.4) is ax
    assert counts(ax) == ["FP 2", "TN 1", "TP 4", "FN 1"]
    assert ax.texts[4].get_text() == "threshold 0.4"


def test_bars_hold_every_sample_once(ax):
    rng = np.random.default_rng(0)
    y_proba = rng.uniform(size=500)
    y_true = rng.uniform(size=500) < y_proba
    score_histogram(ax, y_true, y_proba, 0.33, bins=7)
    false_negatives = np.count_nonzero(y_true & (y_proba < 0.33))
    false_positives = np.count_nonzero(~y_true & (y_proba >= 0.33))
    drawn = [values.sum() for values in heights(ax)]
    expected = [(~y_true).sum() - false_positives, false_positives]
    expected += [y_true.sum() - false_negatives, false_negatives]
    assert drawn == expected
    assert all(values.size == 7 for values in heights(ax))


def test_class_1_stands_and_class_0_hangs(ax):
    score_histogram(ax, [0, 0, 1, 1], [0.1, 0.9, 0.1, 0.9])
    tops = [patch.get_data().values for patch in ax.patches]
    assert all((top <= 0).all() for top in tops[:2])
    assert all((top >= 0).all() for top in tops[2:])
    low, high = ax.get_ylim()
    assert (low, high) == (-1.2, 1.2)


def test_a_probability_at_the_threshold_is_decided_1(ax):
    score_histogram(ax, [0, 1], [0.5, 0.5])
    assert counts(ax) == ["FP 1", "TN 0", "TP 1", "FN 0"]


def test_wrong_decisions_stand_on_the_right_ones_in_the_bin_that_is_cut(ax):
    score_histogram(ax, [1, 1, 1], [0.41, 0.42, 0.49], 0.415, bins=10)
    *_, right, wrong = [patch.get_data() for patch in ax.patches]
    assert right.values[4] == 2
    assert (wrong.baseline[4], wrong.values[4]) == (2, 3)


def test_classes_differ_in_colour_and_wrong_decisions_in_hatch(ax):
    score_histogram(ax, [0, 1], [0.2, 0.8])
    right = [ax.patches[0], ax.patches[2]]
    wrong = [ax.patches[1], ax.patches[3]]
    assert [to_hex(bar.get_facecolor()) for bar in right] == [CLASS_0, CLASS_1]
    assert [to_hex(bar.get_edgecolor()) for bar in wrong] == [CLASS_0, CLASS_1]
    assert all(bar.get_hatch() is None for bar in right)
    assert all(bar.get_hatch() for bar in wrong)


def test_axes_carry_names_and_no_negative_numbers(ax):
    score_histogram(ax, [0, 1], [0.2, 0.8], names=("ham", "spam"))
    assert ax.get_ylabel() == "← ham, y = 0\N{EM SPACE}spam, y = 1 →"
    assert ax.yaxis.get_major_formatter()(-200, 0) == "200"


def test_log_odds_tell_the_ends_apart_and_keep_what_lies_beyond(ax):
    y_proba = [1e-9, 1e-3, 1e-2, 0.5, 0.99, 1]
    score_histogram(ax, [0, 0, 0, 1, 1, 1], y_proba, 0.048, log_odds=True)
    right, _, stands, _ = heights(ax)
    assert right[[0, 3, 5]].tolist() == [1, 1, 1]  # logits -20.7, which is beyond, -6.9 and -4.6
    assert right.sum() == stands.sum() == 3
    assert stands[[10, 14, 19]].tolist() == [1, 1, 1]  # logits 0, 4.6 and infinity
    assert ax.lines[0].get_xdata()[0] == relative(np.log(0.048 / 0.952), 1e-12)
    for tick, label in zip(ax.get_xticks(), ax.get_xticklabels(), strict=True):
        assert 1 / (1 + np.exp(-tick)) == relative(float(label.get_text()), 1e-9)
    assert counts(ax) == ["FP 0", "TN 3", "TP 3", "FN 0"]


@pytest.mark.parametrize(
    ("y_true", "y_proba", "threshold", "message"),
    [
        ([0, 1], [0.5, 1.5], 0.5, r"expected y_proba in \[0, 1\], got 1.5 at index 1"),
        ([0, 0.5], [0.5, 0.5], 0.5, "expected y_true to be 0 or 1, got 0.5 at index 1"),
        ([0, 1], [0.5], 0.5, r"expected y_true and y_proba of the same shape, got \(2,\)"),
        ([0, 1], [0.5, 0.5], 50, r"expected threshold in \[0, 1\], got 50"),
    ],
)
def test_refuses_what_it_cannot_draw(ax, y_true, y_proba, threshold, message):
    with pytest.raises(ValueError, match=message):
        score_histogram(ax, y_true, y_proba, threshold)
