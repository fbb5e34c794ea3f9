import math

import numpy as np
import pytest
from matplotlib.colors import to_hex
from matplotlib.figure import Figure

from bce_tutorial.look.palette import CLASS_0, CLASS_1
from bce_tutorial.plots import penalty_against_gap, penalty_by_magnitude, penalty_curves
from tolerance import relative


@pytest.fixture
def ax():
    return Figure().subplots()


def texts(ax):
    return [text.get_text() for text in ax.texts]


@pytest.mark.parametrize("draw", [penalty_curves, penalty_against_gap, penalty_by_magnitude])
def test_draws_on_the_given_axes_finite_curves_with_labels(draw, ax):
    assert draw(ax) is ax
    assert all(np.isfinite(line.get_xydata()).all() for line in ax.lines)
    assert ax.get_xlabel()
    assert ax.get_ylabel()


@pytest.mark.parametrize(
    ("base", "unit", "half"),
    [(math.e, "nats", "0.693"), (2, "bits", "1"), (10, "bans", "0.301")],
)
def test_curves_are_the_closed_forms_in_the_named_unit(base, unit, half, ax):
    penalty_curves(ax, base=base)
    positive, negative, _ = ax.lines
    p, penalty = positive.get_data()
    # atol: at p = 1 both sides are 0; rtol: a power and a logarithm, each a few roundings
    np.testing.assert_allclose(penalty, -np.log(p) / math.log(base), rtol=1e-13, atol=1e-15)
    p, penalty = negative.get_data()
    # 1 - p is rounded to 1e-16 where it is 6e-8 (7.2 bans): a relative error of 2e-9
    np.testing.assert_allclose(penalty, -np.log1p(-p) / math.log(base), rtol=1e-8)
    assert ax.get_ylabel() == f"Penalty in {unit}"
    assert half in texts(ax)


@pytest.mark.parametrize("base", [math.e, 2, 10])
def test_curves_leave_the_axes_before_the_grid_ends(base, ax):
    penalty_curves(ax, base=base)
    top = ax.get_ylim()[1]
    assert all(line.get_ydata().max() > top for line in ax.lines[:2])


def test_classes_differ_by_more_than_colour(ax):
    penalty_curves(ax)
    positive, negative, _ = ax.lines
    assert [to_hex(line.get_color()) for line in (positive, negative)] == [CLASS_1, CLASS_0]
    assert positive.get_linestyle() != negative.get_linestyle()


def test_another_base_is_named(ax):
    assert penalty_curves(ax, base=3).get_ylabel() == "Penalty in units of base 3"


def test_bad_base_is_refused(ax):
    with pytest.raises(ValueError, match="expected base to be a finite number above 1, got 1"):
        penalty_curves(ax, base=1)


def test_crossing_solves_its_equation(ax):
    penalty_against_gap(ax)
    (c,), (gap,) = ax.lines[-1].get_data()
    assert -math.log10(c) == relative(1 - c, 1e-12)  # a few roundings of 1e-16
    assert gap == 1 - c
    assert texts(ax)[-1] == "c = 0.137"


def test_natural_penalty_is_never_below_the_gap(ax):
    penalty_against_gap(ax)
    natural, gap, common, _ = (line.get_ydata() for line in ax.lines)
    assert (natural >= gap).all()
    assert (common < gap).any()


def test_penalty_is_linear_in_orders_of_magnitude(ax):
    penalty_by_magnitude(ax)
    c, penalty = ax.lines[0].get_data()
    slopes = np.diff(penalty) / np.diff(np.log10(c))
    # values near 27 carry errors of 4e-15, divided by steps of 1/8
    np.testing.assert_allclose(slopes, -math.log(10), rtol=1e-12)
    assert ax.get_xscale() == "log"
    assert texts(ax)[-4:] == ["6.91", "13.82", "20.72", "27.63"]
