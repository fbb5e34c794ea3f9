import numpy as np
import pytest
from matplotlib.colors import to_hex
from matplotlib.figure import Figure

from bce_tutorial import binary_cross_entropy_gradient, binary_cross_entropy_with_logits, logit
from bce_tutorial.datasets import eight_predictions
from bce_tutorial.look.palette import CLASS_0, CLASS_1
from bce_tutorial.plots import (
    logit_gradients,
    logit_losses,
    sigmoid_points,
)
from tolerance import relative

IDS, Y, P = eight_predictions()


@pytest.fixture
def ax():
    return Figure().subplots()


def texts(ax):
    return [text.get_text() for text in ax.texts]


def draw_points(ax):
    return sigmoid_points(ax, IDS, Y, logit(P))


@pytest.mark.parametrize(
    "draw",
    [
        draw_points,
        logit_losses,
        logit_gradients,
    ],
)
def test_draws_on_the_given_axes_finite_curves(draw, ax):
    assert draw(ax) is ax
    assert all(np.isfinite(line.get_xydata().astype(float)).all() for line in ax.lines)
    assert ax.get_ylabel()


def test_points_stand_on_the_curve_at_their_predictions(ax):
    draw_points(ax)
    curve, positive, negative = ax.lines
    z, p = curve.get_data()
    np.testing.assert_allclose(np.log(p / (1 - p)), z, atol=1e-12)  # 1 - p loses 100 ulp at z = 5
    np.testing.assert_allclose(positive.get_ydata(), P[Y == 1], rtol=1e-15)
    np.testing.assert_allclose(negative.get_ydata(), P[Y == 0], rtol=1e-15)
    assert positive.get_marker() != negative.get_marker()
    named = [text for text in ax.texts if text.get_text() in IDS]
    assert sorted(texts(ax)) == sorted([*IDS, "circles: y = 1", "squares: y = 0"])
    for text in named:
        assert text.xy[1] == relative(P[IDS.index(text.get_text())], 1e-15)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda ax: sigmoid_points(ax, IDS[:7], Y, logit(P)), "ids and y_true of the same shape"),
        (lambda ax: sigmoid_points(ax, ["a"], [0.5], [0]), "y_true to be 0 or 1, got 0.5"),
        (lambda ax: sigmoid_points(ax, ["a"], [1], [np.inf]), "logits finite, got inf"),
    ],
)
def test_messages(call, message, ax):
    with pytest.raises(ValueError, match=message):
        call(ax)


def test_losses_and_gradients_are_those_of_the_package(ax):
    logit_losses(ax)
    _, positive, negative, cross = ax.lines
    other = logit_gradients(Figure().subplots())
    for y, loss, slope in ((1, positive, other.lines[0]), (0, negative, other.lines[1])):
        z = loss.get_xdata()
        labels = np.full(z.shape, y)
        wanted = binary_cross_entropy_with_logits(labels, z, reduction="none")
        np.testing.assert_allclose(loss.get_ydata(), wanted, rtol=1e-15)
        wanted = binary_cross_entropy_gradient(labels, z)
        # sigmoid minus 1 is rounded near 0
        np.testing.assert_allclose(slope.get_ydata(), wanted, rtol=1e-13)
        assert to_hex(loss.get_color()) == to_hex(slope.get_color()) == (CLASS_0, CLASS_1)[y]
    assert positive.get_linestyle() != negative.get_linestyle()
    assert cross.get_ydata() == [pytest.approx(np.log(2))]


def test_losses_approach_the_dotted_lines_from_above(ax):
    logit_losses(ax)
    (x, height), positive, negative = ax.lines[0].get_data(), ax.lines[1], ax.lines[2]
    for curve in (positive, negative):
        z, loss = curve.get_data()
        line = np.interp(z, x, height)
        side = line * (loss > 1)  # where the loss is the large one of the two
        assert (loss > side).all()
    assert abs(positive.get_ydata()[0] - 6) < 0.003  # ln(1 + e^-6) above the line
