"""The bars add up to the loss, and each carries the right row, share and class."""

import numpy as np
import pytest
from matplotlib.colors import to_hex
from matplotlib.figure import Figure

from bce_tutorial import binary_cross_entropy, datasets
from bce_tutorial.look.palette import CLASS_0, CLASS_1
from bce_tutorial.plots import loss_contributions
from tolerance import relative


@pytest.fixture
def ax():
    return Figure().subplots()


def test_bars_add_up_to_the_loss(ax):
    ids, y_true, y_proba = datasets.eight_predictions()
    assert loss_contributions(ax, ids, y_true, y_proba) is ax
    widths = [bar.get_width() for bar in ax.patches]
    assert sum(widths) == relative(binary_cross_entropy(y_true, y_proba), 1e-12)
    assert widths == sorted(widths, reverse=True)


def test_costliest_row_is_on_top_with_its_share(ax):
    loss_contributions(ax, *datasets.eight_predictions())
    assert ax.get_yticklabels()[0].get_text() == "ID4: y = 1, p = 0.32"
    assert ax.yaxis_inverted()
    labels = [text.get_text() for text in ax.texts if text.get_text().endswith("%")]
    assert labels == ["29 %", "21 %", "19 %", "18 %", "6 %", "3 %", "3 %", "2 %"]


def test_equal_shares_stand_at_the_line(ax):
    loss_contributions(ax, ["a", "b"], [1, 0], [0.5, 0.5])
    (line,) = ax.lines
    assert line.get_xdata()[0] == relative(np.log(2) / 2, 1e-12)
    assert [text.get_text() for text in ax.texts] == ["50 %", "50 %", "equal share"]


def test_classes_differ_in_colour_and_hatch(ax):
    loss_contributions(ax, ["no", "yes"], [0, 1], [0.9, 0.9])
    looks = [(to_hex(bar.get_facecolor()), bar.get_hatch()) for bar in ax.patches]
    assert looks == [(CLASS_0, "///"), (CLASS_1, None)]


def test_refuses_what_the_mathematics_refuses(ax):
    with pytest.raises(ValueError, match=r"expected y_proba in \[0, 1\], got 1.5 at index 1"):
        loss_contributions(ax, ["a", "b"], [1, 0], [0.5, 1.5])
