"""Gradient descent and Newton's method reach the same minimum, and say when there is none."""

import math

import numpy as np
import pytest
from sklearn.datasets import load_breast_cancer
from sklearn.linear_model import LogisticRegression

from bce_tutorial import (
    base_rate_loss,
    binary_cross_entropy_with_logits,
    fit_logistic_regression,
    gradient_descent,
    sigmoid,
)
from bce_tutorial.datasets import load_spam
from tolerance import relative

SEPARABLE = np.array([[-2], [-1], [1], [2]]), np.array([0, 0, 1, 1])
SPAM = load_spam()


def objective(fit, X, y, l2):
    return binary_cross_entropy_with_logits(y, fit.logits(X)) + l2 / 2 * (fit.weights @ fit.weights)


def sklearn_optimum(X, y, l2):
    model = LogisticRegression(C=1 / (l2 * len(y)), solver="newton-cholesky", tol=1e-10).fit(X, y)
    loss = binary_cross_entropy_with_logits(y, model.decision_function(X))
    return loss + l2 / 2 * (model.coef_**2).sum()


# Newton


@pytest.mark.parametrize("l2", [1e-4, 1e-2, 1.0])
@pytest.mark.parametrize("data", ["spam", "tumours"])
def test_newton_agrees_with_scikit_learn(data, l2):
    if data == "spam":
        X, y = np.log1p(SPAM.X), SPAM.y_true
    else:
        X, y = load_breast_cancer(return_X_y=True)
        X = (X - X.mean(axis=0)) / X.std(axis=0)
    fit = fit_logistic_regression(X, y, l2=l2)
    assert fit.converged
    assert fit.losses[-1] <= sklearn_optimum(X, y, l2) + 1e-9
    assert fit.losses[-1] == relative(objective(fit, X, y, l2), 1e-12)
    assert (np.diff(fit.losses) <= 0).all()


def test_without_intercept():
    X, y, _ = SPAM
    fit = fit_logistic_regression(X, y, fit_intercept=False)
    assert fit.intercept == 0
    model = LogisticRegression(C=np.inf, fit_intercept=False, solver="newton-cholesky", tol=1e-10)
    reference = model.fit(X, y).decision_function(X)
    assert fit.losses[-1] <= binary_cross_entropy_with_logits(y, reference) + 1e-9


@pytest.mark.parametrize(
    ("X", "y", "limit"),
    [
        (*SEPARABLE, 0.0),
        ([[-2], [-1], [0], [0], [1], [2]], [0, 0, 1, 0, 1, 1], math.log(2) / 3),  # touching at 0
        ([[1], [2], [3]], [1, 1, 1], 0.0),
        ([[5.0]], [0], 0.0),
        (*load_breast_cancer(return_X_y=True), 0.0),
        (np.random.default_rng(0).normal(size=(20, 50)), np.arange(20) % 2, 0.0),
    ],
)
def test_newton_says_that_the_optimum_lies_at_infinity(X, y, limit):
    fit = fit_logistic_regression(X, y)
    assert not fit.converged
    assert "the optimum lies at infinity" in fit.message
    assert fit.losses[-1] == pytest.approx(limit, abs=1e-8)


def test_a_penalty_brings_the_optimum_back():
    fit = fit_logistic_regression(*SEPARABLE, l2=0.1)
    assert fit.converged
    assert fit.message.startswith("converged after")


def test_nothing_to_learn():
    fit = fit_logistic_regression([[1], [1]], [0, 1])
    assert fit.converged
    assert fit.losses.tolist() == [math.log(2)]
    assert (fit.weights.tolist(), fit.intercept) == ([0], 0)


def test_newton_reports_when_it_runs_out_of_steps():
    """Each pair needs a weight a thousand times as large as the pair before."""
    x = 1e-3 ** np.arange(12)
    X, y = np.concatenate([-x, x])[:, None], np.repeat([0, 1], x.size)
    fit = fit_logistic_regression(X, y, l2=1e-300)
    assert not fit.converged
    assert fit.message == "stopped after 100 steps before the minimum was reached"


# Nine problems that are the same one in disguise, or have a known optimum

RNG = np.random.default_rng(0)
EASY = np.log1p(SPAM.X)


@pytest.mark.parametrize(
    "X",
    [
        pytest.param(EASY * [1e200, 1e-140, 1e300, 1e-12, 1e12, -1], id="huge and tiny scales"),
        pytest.param(EASY + np.array([1e6, -1e6, 1e4, 0, 1, 1e3]), id="far from the origin"),
        pytest.param(np.hstack([EASY, 3 * EASY]), id="duplicated columns"),
        pytest.param(np.column_stack([EASY, EASY @ RNG.normal(size=6)]), id="a sum of columns"),
        pytest.param(np.column_stack([EASY, np.full(len(EASY), 0.1)]), id="a constant column"),
        pytest.param(EASY @ RNG.normal(size=(6, 6)), id="mixed columns"),
    ],
)
def test_the_optimum_does_not_depend_on_how_the_features_are_written(X):
    plain, fit = (fit_logistic_regression(features, SPAM.y_true) for features in (EASY, X))
    assert fit.converged
    assert fit.losses[-1] == relative(plain.losses[-1], 1e-11)  # a feature near 1e6 has ten digits
    np.testing.assert_allclose(fit.logits(X), plain.logits(EASY), atol=1e-7)


def test_equal_columns_share_their_weight_and_a_constant_one_has_none():
    """Of all weights that are best, those of smallest norm are returned."""
    plain = fit_logistic_regression(EASY, SPAM.y_true).weights
    doubled = np.column_stack([EASY, EASY[:, 0], np.full(len(EASY), 3)])
    weights = fit_logistic_regression(doubled, SPAM.y_true).weights
    assert weights[[0, 6]] == relative([plain[0] / 2] * 2, 1e-5)
    assert weights[7] == 0


def test_a_heavy_penalty_leaves_the_base_rate():
    for l2, bound in ((1e6, 1e-6), (1e308, 1e-300)):
        fit = fit_logistic_regression(EASY, SPAM.y_true, l2=l2)
        assert fit.converged
        assert fit.losses[-1] == pytest.approx(base_rate_loss(SPAM.y_true), abs=1e-7)
        assert np.abs(fit.weights).max() < bound


def test_a_step_that_goes_too_far_is_halved():
    """Some steps promise more than they hold on features that differ this much by row."""
    X = [
        [721.44, 0.29, 6.71],
        [0.02, 0.02, 0],
        [9.33, 178.39, 0],
        [64.71, 0.06, 40.93],
        [0.18, 0.08, 353.72],
        [0, 0.03, 0.06],
        [0.3, 31.63, 5.85],
    ]
    y = [1, 1, 1, 0, 0, 0, 1]
    fit = fit_logistic_regression(X, y, fit_intercept=False)
    assert (np.diff(fit.losses) <= 0).all()
    assert fit.losses[-1] == relative(objective(fit, X, y, 0), 1e-6)  # of weights up to 1e4
    assert fit.losses[-1] < 1e-8


def test_one_case_in_many():
    """The optimum of an intercept alone is the base rate, however rare the class."""
    n = 10_000
    fit = fit_logistic_regression(np.ones((n, 1)), np.arange(n) == 0)
    assert fit.converged
    assert fit.intercept == relative(math.log(1 / (n - 1)), 1e-8)
    assert fit.losses[-1] == relative(base_rate_loss([1 / n]), 1e-12)


def test_one_sample_far_out_on_the_wrong_side():
    """All others are on theirs: their slope and that of the one far out must cancel."""
    X, y = np.array([[-1.0], [1.0]] * 1000 + [[1e6]]), np.array([0, 1] * 1000 + [0])
    fit = fit_logistic_regression(X, y, fit_intercept=False)
    assert fit.converged
    # 1e6 sigmoid(1e6 w) = 2000 sigmoid(-w), where w is near 0
    assert sigmoid(1e6 * fit.weights[0]) == relative(1e-3, 1e-5)


def test_a_sample_whose_curvature_rounds_to_zero_still_counts():
    """The first feature drives the last sample to the wrong side, only the second can help it."""
    first = np.append(np.repeat([-1.0, 1.0], 1000), 200.0)
    X = np.column_stack([first, first == 200])
    fit = fit_logistic_regression(X, np.append(first[:-1] * (np.arange(2000) % 4 > 0) > 0, False))
    assert not fit.converged
    assert "the optimum lies at infinity" in fit.message
    assert binary_cross_entropy_with_logits(0, fit.logits(X[-1:])[0]) < 1e-5


def test_features_too_small_are_refused():
    message = "expected X with columns that are 0 or reach 1e-150, got 1e-151 at most in column 1"
    with pytest.raises(ValueError, match=f"^{message}$"):
        fit_logistic_regression([[0, 1e-151], [0, 0]], [0, 1])
    assert fit_logistic_regression([[0, 1e-150], [0, 0]], [0, 1], l2=1).converged


# Gradient descent


def test_weights_on_separable_data_grow_with_the_logarithm_of_the_steps():
    weights = [
        float(gradient_descent(*SEPARABLE, learning_rate=1, n_steps=n).weights[0])
        for n in (10, 100, 1000)
    ]
    assert [round(w, 2) for w in weights] == [2.10, 4.02, 6.23]


def test_a_batch_has_between_one_row_and_all():
    X, y = [[1.0], [2.0], [4.0], [5.0]], [0, 1, 0, 1]
    for size in (1, 4):
        gradient_descent(X, y, learning_rate=1, n_steps=2, batch_size=size)
    for size in (0, 5):
        with pytest.raises(ValueError, match="batch_size"):
            gradient_descent(X, y, learning_rate=1, n_steps=2, batch_size=size)


def test_gradient_descent_sees_that_an_intercept_separates_the_classes():
    fit = gradient_descent([[1.0], [2.0], [4.0], [5.0]], [0, 0, 1, 1], learning_rate=1, n_steps=500)
    assert fit.intercept < 0
    assert "the optimum lies at infinity" in fit.message


def test_gradient_descent_says_that_the_optimum_lies_at_infinity():
    fit = gradient_descent(*SEPARABLE, learning_rate=1, n_steps=100)
    assert not fit.converged
    assert "the optimum lies at infinity" in fit.message


@pytest.mark.parametrize("options", [{}, {"l2": 0.1}, {"fit_intercept": False}])
def test_full_batches_reach_the_newton_optimum(options):
    X, y = np.log1p(SPAM.X)[::10], SPAM.y_true[::10]
    X = X / X.std(axis=0)
    slow = gradient_descent(X, y, learning_rate=0.5, n_steps=3000, **options)
    assert slow.losses.shape == (3000,)
    assert slow.losses[-1] == pytest.approx(
        fit_logistic_regression(X, y, **options).losses[-1], abs=1e-5
    )


def test_convergence_is_reported():
    fit = gradient_descent([[-1], [1], [2], [0]], [0, 1, 0, 1], learning_rate=1, n_steps=2000)
    assert fit.converged
    assert fit.message.startswith("after 2000 steps the largest component of the gradient is ")


def test_first_step_is_the_gradient_at_zero():
    X, y = np.array([[1.0], [2.0]]), np.array([1, 0])
    fit = gradient_descent(X, y, learning_rate=0.5, n_steps=1, l2=3)
    assert fit.weights.tolist() == [-0.5 * (-0.5 * 1 + 0.5 * 2) / 2]
    assert fit.intercept == 0


def test_one_pass_of_batches_sees_every_sample_once():
    X = np.eye(5)
    fit = gradient_descent(
        X, np.ones(5), learning_rate=1, n_steps=3, batch_size=2, fit_intercept=False
    )
    # each weight moves once, by 0.5 over the size of its batch: two batches of 2, one of 1
    assert sorted(fit.weights) == [0.25, 0.25, 0.25, 0.25, 0.5]


def test_batches_depend_on_the_generator_only():
    X, y = SPAM.X[:, 1:2], SPAM.y_true
    kwargs = {"learning_rate": 0.1, "n_steps": 200, "batch_size": 32}
    default, again = (gradient_descent(X, y, **kwargs) for _ in range(2))
    seeded = gradient_descent(X, y, **kwargs, rng=np.random.default_rng(0))
    other = gradient_descent(X, y, **kwargs, rng=1)
    assert default.losses.tolist() == again.losses.tolist() == seeded.losses.tolist()
    assert default.losses.tolist() != other.losses.tolist()


def test_divergence_is_reported():
    fit = gradient_descent(
        [[1.0], [-1.0], [2.0]], [1, 0, 0], learning_rate=1e200, n_steps=9, l2=1e200
    )
    assert not fit.converged
    assert fit.message == f"diverged after {len(fit.losses)} steps: the learning rate is too large"
    assert len(fit.losses) < 9


# Bad input

GOOD = {"X": [[1.0], [2.0]], "y_true": [0, 1]}


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"X": [1.0, 2.0]}, r"expected X of shape \(n, d\), got \(2,\)"),
        ({"X": [[1.0], [np.inf]]}, r"expected X finite, got inf at index \(1, 0\)"),
        ({"y_true": [0, 1, 1]}, r"expected y_true of shape \(2,\), got \(3,\)"),
        ({"y_true": [[0], [1]]}, r"expected y_true of shape \(2,\), got \(2, 1\)"),
        ({"y_true": [0, 0.5]}, "expected y_true to be 0 or 1, got 0.5 at index 1"),
        ({"l2": -1}, "expected l2 to be a number of at least 0, got -1"),
        ({"l2": "1"}, "expected l2 to be a number of at least 0, got '1'"),
    ],
)
def test_both_refuse(change, message):
    for fit, options in (
        (fit_logistic_regression, {}),
        (gradient_descent, {"learning_rate": 1, "n_steps": 1}),
    ):
        with pytest.raises(ValueError, match=f"^{message}$"):
            fit(**{**GOOD, **options, **change})


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"learning_rate": 0}, "expected learning_rate to be a number above 0, got 0"),
        ({"learning_rate": np.inf}, "expected learning_rate to be a number above 0, got inf"),
        ({"n_steps": 0}, "expected n_steps to be an integer of at least 1, got 0"),
        ({"n_steps": 1.5}, "expected n_steps to be an integer of at least 1, got 1.5"),
        ({"n_steps": True}, "expected n_steps to be an integer of at least 1, got True"),
        ({"batch_size": 0}, r"expected batch_size to be an integer in \[1, 2\], got 0"),
        ({"batch_size": 3}, r"expected batch_size to be an integer in \[1, 2\], got 3"),
    ],
)
def test_gradient_descent_refuses(change, message):
    with pytest.raises(ValueError, match=f"^{message}$"):
        gradient_descent(**{**GOOD, "learning_rate": 1, "n_steps": 1, **change})


def test_logits_of_other_features_are_refused():
    with pytest.raises(ValueError, match=r"^expected X with 1 columns, got 2$"):
        fit_logistic_regression(**GOOD).logits([[1, 2]])


@pytest.mark.parametrize("unit", [1e-149, 1e-100, 1e100, 1e155, 1e200, 1e307])
def test_the_unit_of_the_features_only_scales_the_weights(unit):
    rng = np.random.default_rng(0)
    X = rng.normal(size=(200, 3))
    y = rng.random(200) < sigmoid(X @ [1, -2, 0.5] + 0.3)
    fit = fit_logistic_regression(X * unit, y)
    theirs = LogisticRegression(C=np.inf, tol=1e-10).fit(X, y)
    assert fit.converged
    np.testing.assert_allclose(fit.weights * unit, theirs.coef_[0], rtol=1e-5)
    np.testing.assert_allclose(fit.logits(X * unit), theirs.decision_function(X), atol=1e-5)
    penalised = fit_logistic_regression(X * unit, y, l2=0.1)
    # the penalty is nothing beside the loss, or the loss nothing beside the penalty
    slope = X.T @ (y - y.mean()) / 200
    expected = theirs.coef_[0] / unit if unit > 1 else unit * slope / 0.1
    np.testing.assert_allclose(penalised.weights, expected, rtol=1e-5)


@pytest.mark.parametrize("unit", [1e160, 1e300, 1e307])
def test_gradient_descent_on_huge_features_diverges_without_a_warning(unit):
    X, y = np.array([[1, 2], [-2, 1], [3, -1], [-1, -3]]) * unit, [0, 1, 1, 0]
    fit = gradient_descent(X, y, learning_rate=1, n_steps=50, l2=0.1)
    assert not fit.converged
    assert fit.message.startswith("diverged after ")


def test_gradient_descent_diverges_where_infinite_parts_have_both_signs():
    X, y = np.array([[1, 0], [0, 1], [1, 1], [1, 1]]) * 1e300, [1, 0, 1, 0]
    fit = gradient_descent(X, y, learning_rate=1, n_steps=5)
    assert fit.message.startswith("diverged after 1 steps")
