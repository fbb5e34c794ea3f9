"""The flow of questions is whole: every question has an exit, and all words fit their boxes."""

import matplotlib.pyplot as plt
import pytest

from bce_tutorial import binary_cross_entropy, plots
from bce_tutorial.datasets import eight_predictions
from bce_tutorial.plots.debugging import END, STEPS


@pytest.fixture
def ax():
    with plt.rc_context():
        plots.use_book_style()
        fig, axes = plt.subplots(figsize=(5.56, 7))
        yield plots.debugging_flow(axes)
        plt.close(fig)


def test_every_question_has_one_exit_and_leads_to_the_next(ax):
    words = [text.get_text() for text in ax.texts]
    assert words.count("yes") == words.count("no") == len(STEPS)
    assert words[-1] == END
    arrows = [text for text in ax.texts if getattr(text, "arrow_patch", None)]
    ends = {(*arrow.xyann, *arrow.xy) for arrow in arrows}
    assert len(ends) == len(arrows) == 2 * len(STEPS)
    across = [end for end in ends if end[1] == end[3]]
    down = [end for end in ends if end[0] == end[2]]
    assert len(across) == len(down) == len(STEPS)
    assert all(x1 > x0 for x0, _, x1, _ in across)
    assert all(y1 < y0 for _, y0, _, y1 in down)


def test_the_loss_of_the_eight_predictions_is_computed(ax):
    _, y_true, y_proba = eight_predictions()
    loss = f"{binary_cross_entropy(y_true, y_proba):.4f}"
    assert [text.get_text() for text in ax.texts if loss in text.get_text()]


def test_words_fit_their_boxes_and_boxes_the_picture(ax):
    ax.figure.draw_without_rendering()
    boxes = [patch.get_window_extent() for patch in ax.patches]
    assert len(boxes) == 2 * len(STEPS) + 1
    held = [text.get_window_extent() for text in ax.texts if "\n" in text.get_text()]
    for text in held:
        assert sum(box.x0 < text.x0 and text.x1 < box.x1 and box.y0 < text.y0 and
                   text.y1 < box.y1 for box in boxes) == 1  # fmt: skip
    whole = ax.figure.bbox
    assert all(whole.x0 <= box.x0 and box.x1 <= whole.x1 for box in boxes)
    assert all(whole.y0 <= box.y0 and box.y1 <= whole.y1 for box in boxes)
    for i, box in enumerate(boxes):
        assert not any(box.overlaps(other) for other in boxes[i + 1 :])
