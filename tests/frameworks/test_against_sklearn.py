"""scikit-learn as an oracle."""

import numpy as np
import pytest
from framework_inputs import CLASSES, CLOSE, LABELS, PROBA, SCORES, WEIGHTS, N
from sklearn.metrics import log_loss

import bce_tutorial as bce

# scikit-learn clips at 2.2e-16 from both ends
INSIDE = np.clip(PROBA, 3e-16, 1 - 3e-16)


def test_mean_sum_and_weights():
    for weight in (None, WEIGHTS):
        ours = bce.binary_cross_entropy(LABELS, INSIDE, sample_weight=weight)
        assert ours == pytest.approx(log_loss(LABELS, INSIDE, sample_weight=weight), rel=1e-13)
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
