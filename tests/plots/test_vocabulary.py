"""One colour, one meaning: the log loss is ink, and only a label is orange or blue."""

import numpy as np
import pytest
from matplotlib.colors import to_hex
from matplotlib.figure import Figure

from bce_tutorial import log_penalty, plots
from bce_tutorial.datasets import eight_predictions, load_measurements
from bce_tutorial.look.palette import COMPARED, INK, LABELS

LOG_LOSS = {  # how to draw a figure with the log loss among others, and its curve at a place
    "four_losses": (plots.four_losses, (0.25, np.log(4))),
    "expected_loss": (lambda ax: plots.expected_loss(ax, 0.5), (0.5, np.log(2))),
    "daily_losses": (lambda ax: plots.daily_losses(ax, [1, 2, 3], [1, 2, 1], 2), (2, 2)),
    "base_rate_bands": (plots.base_rate_bands, (50, np.log(2))),
    "rewarded_guesses": (plots.rewarded_guesses, (0.5, np.log(2))),
}
WITHOUT_LABELS = {
    **{name: draw for name, (draw, _) in LOG_LOSS.items()},
    "both_directions": lambda ax: plots.both_directions(ax, 0.9),
    "code_areas": lambda ax: plots.code_areas(ax, {"a": 0.25, "b": 0.75}, {"a": "0", "b": "1"}),
    "epsilon_zoo": lambda ax: plots.epsilon_zoo(ax, [0, 1], {key: [0, 1] for key in "abcd"}),
    "loss_ruler": plots.loss_ruler,
    "loss_curves": lambda ax: plots.loss_curves(ax, {key: [2, 1] for key in "abc"}),
    "loss_simplex": plots.loss_simplex,
    "merged_means": lambda ax: plots.merged_means(ax, "abc", [1, 2, 3], [1, 1, 1]),
    "paired_intervals": lambda ax: plots.paired_intervals(ax, [0, 1], [2, 2], [1, 1]),
    "shifted_reliability": lambda ax: plots.shifted_reliability(ax, [0, 1] * 8, [*range(-8, 8)], 1),
    "split_loss": lambda ax: plots.split_loss(ax, 0.7),
    "task_graph": lambda ax: plots.task_graph(ax, {"a": [], "b": ["a"], "c": ["b"], "d": ["c"]}),
    "three_failures": plots.three_failures,
    "time_against_size": lambda ax: plots.time_against_size(ax, load_measurements()),
}


def colours(ax):
    """Return every colour of lines, patches and words."""
    found = {line.get_color() for line in ax.lines} | {text.get_color() for text in ax.texts}
    patches = [*ax.patches, *(text.get_bbox_patch() for text in ax.texts if text.get_bbox_patch())]
    found |= {part for patch in patches for part in (patch.get_facecolor(), patch.get_edgecolor())}
    return {to_hex(colour) for colour in found}


@pytest.mark.parametrize("name", LOG_LOSS)
def test_the_log_loss_is_ink_beside_other_losses(name):
    draw, (x, loss) = LOG_LOSS[name]
    found = []
    for line in draw(Figure().subplots()).lines:
        across, up = np.asarray(line.get_xdata(), float), np.asarray(line.get_ydata(), float)
        order = np.argsort(across)
        if len(across) > 2 and abs(np.interp(x, across[order], up[order]) - loss) < 1e-3 * loss:
            found.append(to_hex(line.get_color()))
    assert INK in found
    if name != "rewarded_guesses":  # where swapped branches cost the same at 0.5
        assert set(found) == {INK}


@pytest.mark.parametrize("name", WITHOUT_LABELS)
def test_what_is_no_label_has_no_colour_of_a_label(name):
    ax = Figure().subplots()
    WITHOUT_LABELS[name](ax)
    assert not colours(ax) & set(LABELS)


@pytest.mark.parametrize(
    "draw",
    [plots.corrected_bars, plots.prediction_to_loss],
)
def test_rows_have_the_colours_of_their_labels(draw):
    ax = draw(Figure().subplots(), *eight_predictions())
    assert set(LABELS) < colours(ax)
    assert not colours(ax) & set(COMPARED[:2])


def test_a_colour_of_a_label_would_be_seen():
    ax = Figure().subplots()
    ax.plot([0, 1], [0, log_penalty(0.5)], color=LABELS[0])
    assert colours(ax) == {LABELS[0]}
