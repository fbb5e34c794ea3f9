import numpy as np
import pytest
from matplotlib.colors import to_hex
from matplotlib.figure import Figure

from bce_tutorial import binary_cross_entropy_gradient, binary_cross_entropy_with_logits, logit
from bce_tutorial.datasets import eight_predictions
from bce_tutorial.look.palette import CLASS_0, CLASS_1
from bce_tutorial.plots import (
    gradient_routes,
    logit_gradients,
    logit_losses,
    loss_routes,
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
        loss_routes,
        gradient_routes,
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


def errors(ax):
    """Return the logits and errors of each named curve, and where the crosses stand."""
    curves = {line.get_label(): line.get_data() for line in ax.lines if line.get_marker() != "x"}
    return curves, [line.get_xdata()[0] for line in ax.lines if line.get_marker() == "x"]


@pytest.mark.parametrize("draw", [loss_routes, gradient_routes])
def test_the_stable_way_keeps_all_digits_at_every_logit(draw, ax):
    curves, _ = errors(draw(ax))
    for dtype in ("float32", "float64"):
        z, error = curves[f"stable, {dtype}"]
        assert (z[0], z[-1]) == (10.5, 44.5)
        eps = np.finfo(dtype).eps
        # twice: the gradient rounds an exponential, a sum and a quotient
        assert ((eps <= error) & (error <= 2 * eps)).all()
    assert {text.get_text() for text in ax.texts} == set(curves)


def test_the_naive_loss_loses_a_digit_after_the_other_and_then_is_infinite(ax):
    curves, crosses = errors(loss_routes(ax))
    for dtype, last, cross in zip(("float32", "float64"), (16.7, 36.8), crosses, strict=True):
        z, error = curves[f"naive, {dtype}"]
        assert last - 0.2 < cross < last
        assert z[-1] < cross + 0.5
        # the error of 1 + exp(-z), seen from 1 - p = exp(-z), and relative to a loss of z
        wanted = np.finfo(dtype).eps / 2 * np.exp(z) / z
        np.testing.assert_allclose(np.log10(error), np.log10(wanted), atol=0.5)


def test_the_naive_gradient_is_right_until_it_is_no_number(ax):
    curves, crosses = errors(gradient_routes(ax))
    for dtype, cross in zip(("float32", "float64"), crosses, strict=True):
        z, error = curves[f"naive, {dtype}"]
        assert (error <= 2 * np.finfo(dtype).eps).all()
        assert cross - 1 < z[-1] < cross + 0.5


@pytest.mark.parametrize(("dtype", "fades"), [("float32", 16), ("float64", 27)])
def test_the_clamped_gradient_goes_to_zero(dtype, fades, ax):
    curves, _ = errors(gradient_routes(ax))
    z, error = curves[f"clamped, {dtype}"]
    assert (error[z < fades] <= 2 * np.finfo(dtype).eps).all()
    assert (error[z > fades + 1] > 0.3).all()
    assert error[-1] == pytest.approx(1, abs=1e-4)
