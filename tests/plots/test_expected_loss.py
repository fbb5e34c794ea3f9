"""Each curve is its closed form, and each minimum is marked and named where it is."""

import matplotlib as mpl
import matplotlib.pyplot as plt
import numpy as np
import pytest
from matplotlib.colors import to_hex
from matplotlib.figure import Figure

from bce_tutorial import binary_cross_entropy
from bce_tutorial.look.palette import PAPER
from bce_tutorial.plots import expected_loss, four_losses
from bce_tutorial.plots.style import STYLE


@pytest.fixture
def ax():
    return Figure().subplots()


def curves(ax):
    """Return the forecasts and the values of each named curve."""
    return {line.get_label(): line.get_data() for line in ax.lines if line.get_label()[0] != "_"}


def labels(ax):
    return [text.get_text().replace("\n", " ") for text in ax.texts]


def minima(ax):
    """Return the two ends of each marked minimum and its height, in the order of the curves."""
    return [line.get_data() for line in ax.lines if line.get_marker() == "o"]


@pytest.mark.parametrize("draw", [four_losses, lambda ax: expected_loss(ax, 0.7)])
def test_draws_on_the_given_axes_with_labels(draw, ax):
    assert draw(ax) is ax
    assert "(log in nats)" in ax.get_ylabel()
    assert ax.get_xlabel().startswith("Forecast")


def test_every_curve_of_one_forecast_is_its_closed_form(ax):
    drawn = curves(four_losses(ax))
    p = drawn["log"][0]
    np.testing.assert_array_equal(drawn["absolute"][1], 1 - p)
    np.testing.assert_array_equal(drawn["squared"][1], (1 - p) ** 2)
    np.testing.assert_array_equal(drawn["0-1"][1], p < 0.5)
    assert drawn["log"][1][0] == np.inf
    np.testing.assert_allclose(drawn["log"][1][1:], -np.log(p[1:]), rtol=1e-15)
    assert labels(ax) == ["absolute", "squared", "0-1", "log, without an upper limit"]


@pytest.mark.parametrize("draw", [four_losses, lambda ax: expected_loss(ax, 0.3)])
def test_smooth_curves_differ_by_more_than_colour(draw, ax):
    draw(ax)
    lines = [line for line in ax.lines if line.get_label()[0] != "_"]
    assert len({line.get_color() for line in lines}) == 4
    assert [line.get_linestyle() for line in lines] == ["-.", "--", "-", "-"]  # 0-1 has steps


@pytest.mark.parametrize("probability", [0, 0.2, 0.5, 0.7, 1 / 3, 1])
def test_expected_loss_is_the_closed_form(probability, ax):
    drawn = curves(expected_loss(ax, probability))
    q = drawn["log"][0]
    # sums of two products below 1, each rounded by up to 1.1e-16
    close = {"rtol": 0, "atol": 5e-16}
    absolute = probability + (1 - 2 * probability) * q
    squared = probability * (1 - probability) + (q - probability) ** 2
    wrong = np.where(q >= 0.5, 1 - probability, probability)
    np.testing.assert_allclose(drawn["absolute"][1], absolute, **close)
    np.testing.assert_allclose(drawn["squared"][1], squared, **close)
    np.testing.assert_allclose(drawn["0-1"][1], wrong, **close)
    soft = binary_cross_entropy(np.full_like(q, probability), q, reduction="none")
    # 1 - q is rounded by up to 1.1e-16 where log1p(-q) is not
    np.testing.assert_allclose(drawn["log"][1], soft, rtol=1e-15, atol=2e-16)


@pytest.mark.parametrize(
    ("probability", "absolute", "zero_one"),
    [(0.2, "0", "0 to 0.5"), (0.7, "1", "0.5 to 1"), (0.5, "0 to 1", "0 to 1")],
)
def test_minima_are_named(probability, absolute, zero_one, ax):
    assert labels(expected_loss(ax, probability)) == [
        f"π = {probability}",
        f"absolute: lowest at {absolute}",
        f"squared: lowest at {probability}",
        f"0-1: lowest at {zero_one}",
        f"log: lowest at {probability}",
    ]


@pytest.mark.parametrize("probability", [0.3, 0.35, 0.65, 0.7])
def test_no_name_lies_on_a_curve_or_is_crossed_by_the_dotted_line(probability):
    with mpl.rc_context(STYLE):
        ax = expected_loss(plt.figure().subplots(), probability)
        ax.figure.draw_without_rendering()
        for text in ax.texts[1:]:
            assert to_hex(text.get_bbox_patch().get_facecolor()) == PAPER
            box = text.get_window_extent()
            for x, y in (line.get_data() for line in ax.lines if line.get_label()[0] != "_"):
                drawn = np.isfinite(y)
                points = ax.transData.transform(np.column_stack([x[drawn], y[drawn]]))
                assert not box.count_contains(points), text.get_text()
        plt.close(ax.figure)


@pytest.mark.parametrize("probability", [0.123, 0.5, 0.7, 2 / 3])
def test_strictly_proper_losses_are_marked_at_the_probability(probability, ax):
    _, squared, _, log = minima(expected_loss(ax, probability))
    for ends, height in (squared, log):
        # the marker may end at the double next to 0.5, which is drawn too
        np.testing.assert_allclose(ends, probability, rtol=2e-16)
        assert height[0] == height[1]


def test_nothing_drawn_is_below_a_marked_minimum(ax):
    expected_loss(ax, 0.7)
    for (_, values), (_, height) in zip(curves(ax).values(), minima(ax), strict=True):
        assert values.min() == height[0]


def test_certain_outcome_costs_nothing_at_the_certain_forecast(ax):
    drawn = curves(expected_loss(ax, 1))
    assert [values[-1] for _, values in drawn.values()] == [0, 0, 0, 0]
    assert drawn["log"][1][0] == np.inf


@pytest.mark.parametrize(
    ("probability", "message"),
    [
        (1.2, r"expected probability in \[0, 1\], got 1.2"),
        (np.nan, "expected probability without NaN"),
    ],
)
def test_bad_probability_is_refused(probability, message, ax):
    with pytest.raises(ValueError, match=message):
        expected_loss(ax, probability)
