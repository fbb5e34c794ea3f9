"""scikit-learn as an oracle."""

import numpy as np
import pytest
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import log_loss

import bce_tutorial as bce
from framework_inputs import CLASSES, CLOSE, LABELS, PROBA, SCORES, WEIGHTS, N
from tolerance import relative

# scikit-learn clips at 2.2e-16 from both ends
INSIDE = np.clip(PROBA, 3e-16, 1 - 3e-16)


def test_mean_sum_and_weights():
    for weight in (None, WEIGHTS):
        ours = bce.binary_cross_entropy(LABELS, INSIDE, sample_weight=weight)
        assert ours == relative(log_loss(LABELS, INSIDE, sample_weight=weight), 1e-13)
    total = log_loss(LABELS, INSIDE, normalize=False)
    assert bce.binary_cross_entropy(LABELS, INSIDE, reduction="sum") == pytest.approx(total)


def test_clipping_by_name_gives_its_cap():
    certain_and_wrong = log_loss([1, 0], [0.0, 1.0], labels=[0, 1])
    eps = np.finfo(float).eps
    assert bce.binary_cross_entropy([1, 0], [0, 1], clip=eps) == pytest.approx(certain_and_wrong)
    assert bce.binary_cross_entropy([1, 0], [0, 1]) == np.inf


def test_one_class_only():
    theirs = log_loss(np.ones(N), INSIDE, labels=[0, 1])
    assert bce.binary_cross_entropy(np.ones(N), INSIDE) == pytest.approx(theirs)


def test_categorical_cross_entropy():
    rows = bce.softmax(SCORES / (1 + np.abs(SCORES).max(axis=1, keepdims=True)))
    for weight in (None, WEIGHTS):
        ours = bce.categorical_cross_entropy(CLASSES, rows, sample_weight=weight)
        np.testing.assert_allclose(ours, log_loss(CLASSES, rows, sample_weight=weight), **CLOSE)


def test_gradient_vanishes_at_its_optimum():
    X = SCORES / np.abs(SCORES).max(axis=1, keepdims=True)
    for weight in (None, WEIGHTS):
        fit = LogisticRegression(C=1.0, solver="newton-cholesky", tol=1e-12)
        fit.fit(X, LABELS, sample_weight=weight)
        residual = bce.binary_cross_entropy_gradient(LABELS, fit.decision_function(X))
        residual = residual if weight is None else residual * weight
        assert np.abs(residual @ X + fit.coef_[0]).max() < 1e-9  # C = 1: penalty |w|^2 / 2
        assert abs(residual.sum()) < 1e-9


@pytest.mark.parametrize("label", [0, 1])
@pytest.mark.parametrize("p", [0.0, 1e-300, 1e-17, 1e-8, 0.5, 1.0])
def test_nasty_probabilities_are_ours_clipped_at_machine_epsilon(label, p):
    theirs = log_loss([label], [p], labels=[0, 1])
    ours = bce.binary_cross_entropy([label], [p], clip=np.finfo(float).eps)
    assert ours == pytest.approx(theirs, rel=1e-12, abs=1e-15)
