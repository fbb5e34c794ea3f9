"""PyTorch as an oracle, in float64, with gradients by its automatic differentiation."""

import numpy as np
import pytest
import torch
from torch.nn import functional

import bce_tutorial as bce
from framework_inputs import CLASSES, CLOSE, LABELS, LOGITS, PROBA, SCORES, SOFT, WEIGHTS
from tolerance import relative


def tensor(values, **options):
    return torch.tensor(np.asarray(values), **options)


@pytest.mark.parametrize("y", [LABELS, SOFT], ids=["hard", "soft"])
@pytest.mark.parametrize("reduction", ["mean", "sum", "none"])
def test_from_probabilities(y, reduction):
    theirs = functional.binary_cross_entropy(tensor(PROBA), tensor(y), reduction=reduction)
    ours = bce.binary_cross_entropy(y, PROBA, reduction=reduction)
    np.testing.assert_allclose(ours, theirs.numpy(), **CLOSE)


@pytest.mark.parametrize("y", [LABELS, SOFT], ids=["hard", "soft"])
@pytest.mark.parametrize("reduction", ["mean", "sum", "none"])
def test_from_logits(y, reduction):
    theirs = functional.binary_cross_entropy_with_logits(
        tensor(LOGITS), tensor(y), reduction=reduction
    )
    ours = bce.binary_cross_entropy_with_logits(y, LOGITS, reduction=reduction)
    np.testing.assert_allclose(ours, theirs.numpy(), **CLOSE)


@pytest.mark.parametrize("y", [LABELS, SOFT], ids=["hard", "soft"])
def test_gradient(y):
    z = tensor(LOGITS, requires_grad=True)
    functional.binary_cross_entropy_with_logits(z, tensor(y), reduction="sum").backward()
    np.testing.assert_allclose(bce.binary_cross_entropy_gradient(y, LOGITS), z.grad, **CLOSE)


def test_weighted_mean_divides_by_n_there_and_by_the_weights_here():
    theirs = functional.binary_cross_entropy(tensor(PROBA), tensor(LABELS), tensor(WEIGHTS))
    ours = bce.binary_cross_entropy(LABELS, PROBA, sample_weight=WEIGHTS)
    assert theirs.item() == relative(ours * WEIGHTS.mean(), 1e-13)


def test_pos_weight_is_a_weight_on_the_positives():
    theirs = functional.binary_cross_entropy_with_logits(
        tensor(LOGITS), tensor(LABELS), pos_weight=tensor(3.0), reduction="sum"
    )
    ours = bce.binary_cross_entropy_with_logits(
        LABELS, LOGITS, sample_weight=1 + 2 * LABELS, reduction="sum"
    )
    assert theirs.item() == relative(ours, 1e-13)


def test_certain_and_wrong_costs_100_there_and_infinity_here():
    y, p = [1.0, 0.0, 1.0], [0.0, 1.0, 1e-300]
    theirs = functional.binary_cross_entropy(tensor(p), tensor(y), reduction="none")
    assert theirs.tolist() == [100, 100, 100]
    ours = bce.binary_cross_entropy(y, p, reduction="none")
    np.testing.assert_allclose(ours, [np.inf, np.inf, 300 * np.log(10)])


@pytest.mark.parametrize("smoothing", [0.0, 0.2])
def test_categorical_cross_entropy_and_smoothing(smoothing):
    theirs = functional.cross_entropy(
        tensor(SCORES), tensor(CLASSES), label_smoothing=smoothing, reduction="none"
    )
    soft = bce.smooth_labels(CLASSES, smoothing, n_classes=5)
    ours = bce.categorical_cross_entropy_with_logits(soft, SCORES, reduction="none")
    # with soft labels both add terms as large as the scores, of either sign
    np.testing.assert_allclose(ours, theirs.numpy(), rtol=1e-13, atol=1e-12)


def test_divergence_takes_its_arguments_the_other_way_round():
    p, q = bce.softmax(SCORES[:, ::-1] / 100), bce.softmax(SCORES / 100)
    theirs = functional.kl_div(tensor(q).log(), tensor(p), reduction="sum")
    ours = sum(bce.kl_divergence(row, other) for row, other in zip(p, q, strict=True))
    assert theirs.item() == relative(ours, 1e-9)
