"""JAX and optax as an oracle, in float64, with gradients by automatic differentiation."""

import jax
import numpy as np
import optax
import pytest

import bce_tutorial as bce
from framework_inputs import CLASSES, CLOSE, LABELS, LOGITS, SCORES, SOFT

jax.config.update("jax_enable_x64", True)


@pytest.mark.parametrize("y", [LABELS, SOFT], ids=["hard", "soft"])
def test_loss_and_gradient_from_logits(y):
    theirs = optax.sigmoid_binary_cross_entropy(LOGITS, y)
    ours = bce.binary_cross_entropy_with_logits(y, LOGITS, reduction="none")
    np.testing.assert_allclose(ours, theirs, **CLOSE)
    gradient = jax.grad(lambda z: optax.sigmoid_binary_cross_entropy(z, y).sum())(LOGITS)
    np.testing.assert_allclose(bce.binary_cross_entropy_gradient(y, LOGITS), gradient, **CLOSE)


def test_sigmoid_softplus_and_softmax():
    np.testing.assert_allclose(bce.sigmoid(LOGITS), jax.nn.sigmoid(LOGITS), **CLOSE)
    np.testing.assert_allclose(bce.softplus(LOGITS), jax.nn.softplus(LOGITS), **CLOSE)
    np.testing.assert_allclose(bce.softmax(SCORES), jax.nn.softmax(SCORES), rtol=1e-12, atol=1e-15)


def test_categorical_cross_entropy_and_smoothing():
    theirs = optax.softmax_cross_entropy_with_integer_labels(SCORES, CLASSES)
    ours = bce.categorical_cross_entropy_with_logits(CLASSES, SCORES, reduction="none")
    np.testing.assert_allclose(ours, theirs, rtol=1e-13, atol=1e-13)
    theirs = optax.smooth_labels(np.eye(5)[CLASSES], 0.2)
    ours = bce.smooth_labels(CLASSES, 0.2, n_classes=5)
    np.testing.assert_allclose(ours, theirs, **CLOSE)
