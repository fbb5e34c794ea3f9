"""The ruler of losses: every known loss at its height, and its name in the order of the values."""

import matplotlib.pyplot as plt
import pytest
from matplotlib.colors import to_hex

from bce_tutorial import diagnose_loss, plots
from bce_tutorial.look.palette import GREEN
from bce_tutorial.plots.debugging import NAMES


@pytest.fixture
def ax():
    with plt.rc_context():
        plots.use_book_style()
        fig, axes = plt.subplots(figsize=(5.56, 5.4))
        yield plots.loss_ruler(axes)
        fig.draw_without_rendering()
        plt.close(fig)


def shown(ax):
    """Return each name with the loss in front of it and the height of its dot, as a loss."""
    dots = [line for line in ax.lines if line.get_marker() == "o"]
    to_data = ax.transAxes + ax.transData.inverted()
    for text, dot in zip(ax.texts, dots, strict=True):
        loss, words = text.get_text().split("  ")
        yield loss, words, to_data.transform((0, dot.get_ydata()[0]))[1]


def test_each_dot_is_at_its_loss_and_rises_with_it(ax):
    rows = [*shown(ax)]
    assert len(rows) == len(NAMES)
    for loss, _, height in rows:
        assert height == pytest.approx(float(loss), rel=1e-3)
    assert [height for *_, height in rows] == sorted(height for *_, height in rows)


def test_the_helper_reads_each_loss_back(ax):
    found = {words: diagnose_loss(loss).causes for loss, words, _ in shown(ax)}
    for start, words, _ in NAMES:
        assert any(cause.words.startswith(start) for cause in found[words])


def test_the_colours_tell_what_the_eight_predictions_give(ax):
    for text in ax.texts:
        known = diagnose_loss(text.get_text().split("  ")[0]).causes[0].words
        assert (to_hex(text.get_color()) == GREEN) == known.startswith("what the eight")


def test_the_names_stay_within_the_picture_and_apart(ax):
    ax.figure.draw_without_rendering()
    boxes = [text.get_window_extent() for text in ax.texts]
    whole = ax.figure.bbox
    assert all(whole.x0 < box.x0 and box.x1 < whole.x1 for box in boxes)
    assert all(whole.y0 < box.y0 and box.y1 < whole.y1 for box in boxes)
    assert not any(a.overlaps(b) for i, a in enumerate(boxes) for b in boxes[i + 1 :])
