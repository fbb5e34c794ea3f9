"""Each line joins points of one loss, and each marked point says what it costs."""

import numpy as np
import pytest
from matplotlib.figure import Figure

from bce_tutorial import categorical_cross_entropy
from bce_tutorial.plots import loss_simplex
from bce_tutorial.plots.simplex import CORNERS, LEVELS, level_line
from tolerance import relative

LOSSES = ("categorical", "binary")


@pytest.fixture
def ax():
    return Figure().subplots()


def cost(rows, loss):
    """Return the closed forms, class 0 having happened."""
    with np.errstate(divide="ignore"):
        sums = -np.log(rows[:, 0])
        return sums if loss == "categorical" else sums - np.log(1 - rows[:, 1:]).sum(axis=1)


def probabilities(x, y):
    """Return the probabilities of points in the triangle."""
    p0 = np.asarray(y) / CORNERS[0, 1]
    p2 = np.asarray(x) - p0 / 2
    return np.column_stack([p0, 1 - p0 - p2, p2])


def texts(ax):
    return [text.get_text() for text in ax.texts]


@pytest.mark.parametrize("loss", LOSSES)
def test_every_drawn_line_joins_points_of_equal_loss(loss, ax):
    assert loss_simplex(ax, loss=loss) is ax
    *lines, border = ax.lines
    for level, line in zip(LEVELS, lines, strict=True):
        rows = probabilities(*line.get_data())
        # a coordinate is rounded by 1e-16, and the steepest slope is e^4 = 55 at 4 nats
        np.testing.assert_allclose(cost(rows, loss), level, rtol=0, atol=1e-13)
        assert rows[0, 2] == pytest.approx(0, abs=1e-15)  # from one side to the other
        assert rows[-1, 1] == pytest.approx(0, abs=1e-15)
    np.testing.assert_allclose(probabilities(*border.get_data()), np.eye(3)[[0, 1, 2, 0]])


@pytest.mark.parametrize("loss", LOSSES)
def test_bands_fill_the_triangle_once(loss, ax):
    loss_simplex(ax, loss=loss)
    polygons = [patch.get_xy()[:-1] for patch in ax.patches]
    areas = [
        abs(np.sum(x * np.roll(y, 1) - y * np.roll(x, 1))) / 2
        for x, y in map(np.transpose, polygons)
    ]
    assert len(areas) == len(LEVELS) + 1
    assert sum(areas) == relative(np.sqrt(3) / 4, 1e-12)
    shades = [patch.get_alpha() for patch in ax.patches]
    assert shades == sorted(set(shades))  # dearer is darker


def test_categorical_lines_are_level_and_binary_ones_bend(ax):
    assert np.ptp(level_line(1, "categorical")[:, 0]) == 0
    happened = level_line(1, "binary")[:, 0]
    assert happened[0] == pytest.approx(np.exp(-0.5))  # all the rest on one class: paid twice
    assert happened[8] == happened.min() < happened[0]
    np.testing.assert_allclose(level_line(0, "binary"), np.eye(3)[[0] * 17], atol=1e-15)


@pytest.mark.parametrize(
    ("loss", "words"),
    [("categorical", ["0.357", "1.609", "1.609"]), ("binary", ["0.685", "2.631", "3.047"])],
)
def test_marked_points_say_their_loss(loss, words, ax):
    points = [[0.7, 0.2, 0.1], [0.2, 0.4, 0.4], [0.2, 0.75, 0.05]]
    loss_simplex(ax, points, loss=loss)
    assert texts(ax)[-3:] == words
    dots = [line for line in ax.lines if line.get_marker() == "o"]
    marked = [probabilities(*dot.get_data())[0] for dot in dots]
    np.testing.assert_allclose(marked, points, atol=1e-15)
    each = cost(np.array(points), loss)
    assert words == [f"{value:.3f}" for value in each]


def test_categorical_points_agree_with_the_loss_of_the_package(ax):
    p = [0.05, 0.05, 0.9]
    assert texts(loss_simplex(ax, [p]))[-1] == f"{categorical_cross_entropy([0], [p]):.3f}"


def test_corners_and_lines_are_labelled(ax):
    levels = ["0.25", "0.5", "1", "2"]
    corners = ["p₀ = 1, what happened", "p₁ = 1", "p₂ = 1"]
    assert texts(loss_simplex(ax)) == levels + corners
    assert texts(loss_simplex(Figure().subplots(), loss="binary")) == [*levels, "4", *corners]
    assert not ax.axison


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"loss": "hinge"}, "expected loss to be one of categorical, binary, got 'hinge'"),
        ({"points": [[0.7, 0.3]]}, r"expected points of shape \(n, 3\), got \(1, 2\)"),
        ({"points": [0.7, 0.2, 0.1]}, r"expected points of shape \(n, 3\), got \(3,\)"),
        ({"points": [[0.7, 0.2, 0.2]]}, "expected points to sum to 1, got 1.1"),
    ],
)
def test_bad_arguments_are_refused(options, message, ax):
    with pytest.raises(ValueError, match=message):
        loss_simplex(ax, **options)
