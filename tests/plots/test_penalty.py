import math

import numpy as np
import pytest
from matplotlib.colors import to_hex
from matplotlib.figure import Figure

from bce_tutorial.look.palette import CLASS_0, CLASS_1
from bce_tutorial.plots import penalty_curves


@pytest.fixture
def ax():
    return Figure().subplots()


def texts(ax):
    return [text.get_text() for text in ax.texts]


def test_draws_on_the_given_axes_finite_curves_with_labels(ax):
    assert penalty_curves(ax) is ax
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
