"""The loss surface is the loss, the paths are the descents, and the three failures are real."""

import numpy as np
import pytest
from matplotlib.figure import Figure

from bce_tutorial import (
    base_rate_loss,
    binary_cross_entropy_with_logits,
    fit_logistic_regression,
    gradient_descent,
    plots,
)
from bce_tutorial.check import training
from bce_tutorial.datasets import load_spam
from bce_tutorial.plots import descent
from tolerance import relative

RNG = np.random.default_rng(7)
X = RNG.normal(size=60).round(1)
Y = (RNG.random(60) < 1 / (1 + np.exp(-X))).astype(int)


@pytest.fixture
def ax():
    return Figure().subplots()


def named(ax):
    """Return the drawn points of each line with a name."""
    return {line.get_label(): line.get_xydata() for line in ax.lines if line.get_label()[0] != "_"}


def test_surface_is_the_loss_at_each_pair():
    w, b = [-1.0, 0.0, 30.0], [-2.0, 0.5]
    expected = [[binary_cross_entropy_with_logits(Y, v * X + c) for v in w] for c in b]
    np.testing.assert_allclose(plots.loss_surface(X, Y, w, b), expected, rtol=1e-13)


def test_paths_are_drawn_as_given_over_contours_of_the_loss(ax):
    path = np.column_stack([np.linspace(0, 1, 26), np.zeros(26)])
    paths = {"slow": path, "fast": path[:4] * 2, "wild": path[::9] * 3}
    assert plots.descent_paths(ax, X, Y, paths, w_range=(-1, 4), b_range=(-2, 2)) is ax
    drawn = named(ax)
    for name, points in paths.items():
        np.testing.assert_array_equal(drawn[name], points)
    assert [line.get_markevery() for line in ax.lines] == [5, 1, 1]
    assert len({(line.get_linestyle(), line.get_marker()) for line in ax.lines}) == 3
    assert (ax.get_xlim(), ax.get_ylim()) == ((-1, 4), (-2, 2))
    assert {text.get_text() for text in ax.texts} >= set(paths)
    contours = ax.collections[0]
    levels = [text for text in ax.texts if text.get_text() not in paths]
    assert levels
    for text in levels:
        w, b = text.get_position()
        at = plots.loss_surface(X, Y, [w], [b])[0, 0]
        assert at == pytest.approx(float(text.get_text()), abs=0.02)
    for level, ring in zip(contours.levels, contours.get_paths(), strict=True):
        for w, b in ring.vertices[:10]:
            assert plots.loss_surface(X, Y, [w], [b])[0, 0] == pytest.approx(level, abs=0.02)


def test_curves_show_the_loss_after_each_drawn_step(ax):
    losses = {"all": 1 / np.arange(1, 1001), "some": [0.5, 0.25]}
    plots.loss_curves(ax, losses)
    drawn = named(ax)
    x, y = drawn["all"].T
    np.testing.assert_array_equal(y, 1 / x)
    assert (x[0], x[-1], len(x) <= descent.POINTS) == (1, 1000, True)
    np.testing.assert_array_equal(drawn["some"], [[1, 0.5], [2, 0.25]])
    assert ax.get_xscale() == "log"
    assert ax.get_ylabel() == "Loss (nats)"


def test_curves_can_be_drawn_against_passes(ax):
    plots.loss_curves(ax, {"half": [0.5, 0.25]}, unit="pass", samples={"half": 0.5})
    np.testing.assert_array_equal(named(ax)["half"], [[0.5, 0.5], [1, 0.25]])
    assert ax.get_xlabel() == "pass (count, logarithmic)"
    assert [(text.get_text(), text.get_position()[0]) for text in ax.texts] == [("half", 0.5)]
    ax.figure.canvas.draw()
    ticks = [tick.get_text() for tick in ax.get_xticklabels()]
    assert not [text for text in ticks if "$" in text]  # no mathtext


def test_each_failure_has_the_cause_that_the_exercise_says(ax):
    plots.three_failures(ax)
    losses = {name: points[:, 1] for name, points in named(ax).items()}
    assert {curve[0] for curve in losses.values()} == {np.log(2)}
    assert (np.diff(losses["A"]) < 0).all()  # downhill, and hardly
    assert losses["A"][-1] > 0.692
    changes = np.diff(losses["B"])
    assert ((changes > 0.1).sum() > 5, (changes < -0.1).sum() > 5) == (True, True)
    rate = base_rate_loss(load_spam().y_true)
    assert losses["C"][5] == pytest.approx(rate, abs=0.005)
    assert losses["C"][-1] == pytest.approx(rate, abs=1e-4)
    said = dict(text.get_text().split(": ") for text in ax.texts)
    assert said == {name: f"{curve[-1]:.4f}" for name, curve in losses.items()}


def test_the_solution_names_the_cause_of_each_failure(ax):
    plots.three_failures(ax, solved=True)
    said = dict(text.get_text().replace("\n", " ").split(": ") for text in ax.texts)
    assert {name: cause for name, (cause, _) in training.DIAGNOSES.items()} == said


def test_boundaries_run_where_the_models_are_undecided(ax):
    points = RNG.normal(size=(40, 2))
    labels = (points.sum(axis=1) > 0).astype(int)
    fit = fit_logistic_regression(points, labels, l2=0.1)
    plots.boundaries(ax, points, labels, {"line": fit.logits, "cut": lambda P: P[:, 0] - 0.3})
    drawn = named(ax)
    np.testing.assert_array_equal(drawn["y = 1"], points[labels == 1])
    np.testing.assert_array_equal(drawn["y = 0"], points[labels == 0])
    line, cut = (collection.get_paths()[0].vertices for collection in ax.collections)
    np.testing.assert_allclose(fit.logits(line), 0, atol=1e-6)
    np.testing.assert_allclose(cut[:, 0], 0.3, atol=1e-9)
    markers = {named_line.get_marker() for named_line in ax.lines[:2]}
    assert markers == {"o", "s"}


def test_a_path_of_the_helper_lies_on_the_surface():
    fit = gradient_descent(X[:, None], Y, learning_rate=1, n_steps=9)
    surface = plots.loss_surface(X, Y, fit.weights, [fit.intercept])
    assert surface[0, 0] == relative(fit.losses[-1], 1e-13)
