"""TensorFlow's own functions as an oracle, in float64, with gradients by its tape."""

import numpy as np
import pytest
import tensorflow as tf

import bce_tutorial as bce
from framework_inputs import CLASSES, CLOSE, LABELS, LOGITS, SCORES, SOFT


@pytest.mark.parametrize("y", [LABELS, SOFT], ids=["hard", "soft"])
def test_loss_and_gradient_from_logits(y):
    z = tf.constant(LOGITS)
    with tf.GradientTape() as tape:
        tape.watch(z)
        losses = tf.nn.sigmoid_cross_entropy_with_logits(labels=y, logits=z)
        total = tf.reduce_sum(losses)
    ours = bce.binary_cross_entropy_with_logits(y, LOGITS, reduction="none")
    np.testing.assert_allclose(ours, losses, **CLOSE)
    ours = bce.binary_cross_entropy_gradient(y, LOGITS)
    np.testing.assert_allclose(ours, tape.gradient(total, z), **CLOSE)


def test_pos_weight_is_a_weight_on_the_positives():
    theirs = tf.nn.weighted_cross_entropy_with_logits(
        labels=LABELS, logits=LOGITS, pos_weight=np.float64(3)
    )
    ours = bce.binary_cross_entropy_with_logits(LABELS, LOGITS, reduction="none")
    np.testing.assert_allclose(ours * (1 + 2 * LABELS), theirs, **CLOSE)


def test_categorical_cross_entropy():
    theirs = tf.nn.sparse_softmax_cross_entropy_with_logits(labels=CLASSES, logits=SCORES)
    ours = bce.categorical_cross_entropy_with_logits(CLASSES, SCORES, reduction="none")
    np.testing.assert_allclose(ours, theirs, rtol=1e-13, atol=1e-13)
