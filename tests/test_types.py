"""What the annotations promise: mypy, a part of the linter stage, reads this file too.

`assert_type` asks nothing of Python, but of mypy that it infers this very type; and a comment
``type: ignore`` where mypy finds nothing wrong is an error of its own.
"""

import math
from typing import Any, assert_type

import numpy as np
import pytest
from numpy.typing import NDArray

from bce_tutorial import (
    LossAccumulator,
    base_rate_loss,
    binary_cross_entropy,
    binary_cross_entropy_gradient,
    binary_cross_entropy_with_logits,
    brier_decomposition,
    brier_score,
    categorical_cross_entropy,
    categorical_cross_entropy_with_logits,
    corrected_probabilities,
    cross_entropy,
    entropy,
    fit_logistic_regression,
    fit_temperature,
    gradient_descent,
    kl_divergence,
    log_penalty,
    log_sigmoid,
    log_softmax,
    logit,
    move_base_rate,
    reliability_curve,
    sigmoid,
    skill_score,
    smooth_labels,
    softmax,
    softplus,
)
from bce_tutorial.datasets import eight_predictions, load_measurements, load_spam

IDS, Y, P = eight_predictions()
Array = NDArray[np.float64]


def is_number(value: object) -> bool:
    return type(value) is float


def is_array(value: object) -> bool:
    return type(value) is np.ndarray and value.dtype == np.float64


def test_one_number_gives_a_number() -> None:
    assert is_number(assert_type(sigmoid(0.5), float))
    assert is_number(assert_type(logit(0.5), float))
    assert is_number(assert_type(softplus(0), float))
    assert is_number(assert_type(log_sigmoid(np.float64(0.5)), float))
    assert is_number(assert_type(corrected_probabilities(1, 0.5), float))
    assert is_number(assert_type(log_penalty(0.5, base=2), float))
    assert is_number(assert_type(binary_cross_entropy_gradient(1, 0.5), float))
    assert is_number(assert_type(smooth_labels(1, 0.1), float))
    assert is_number(assert_type(move_base_rate(0, trained=0.5, actual=0.1), float))


def test_a_list_or_an_array_gives_an_array() -> None:
    assert is_array(assert_type(sigmoid([-1, 1]), Array))
    assert is_array(assert_type(logit(P), Array))
    assert is_array(assert_type(softplus(P), Array))
    assert is_array(assert_type(log_sigmoid(P), Array))
    assert is_array(assert_type(softmax([1, 2], axis=0), Array))
    assert is_array(assert_type(log_softmax([1, 2]), Array))
    assert is_array(assert_type(corrected_probabilities(Y, P), Array))
    assert is_array(assert_type(log_penalty([[0.5], [1.0]], base=2), Array))
    assert is_array(assert_type(binary_cross_entropy_gradient(Y, P), Array))
    assert is_array(assert_type(smooth_labels([0, 1, 2], 0.1, n_classes=3), Array))
    assert is_array(assert_type(move_base_rate([0], trained=0.5, actual=0.1), Array))


def test_a_mean_is_a_number() -> None:
    assert is_number(assert_type(brier_score(Y, P, sample_weight=P), float))
    assert is_number(assert_type(base_rate_loss(Y, base=2), float))
    assert is_number(assert_type(skill_score(Y, P), float))
    assert is_number(assert_type(fit_temperature(Y, logit(P), sample_weight=P), float))


def test_a_loss_is_a_number_or_an_array_as_the_reduction_says() -> None:
    assert is_number(assert_type(binary_cross_entropy(Y, P, base=2, clip=0.01), float | Array))
    assert is_array(binary_cross_entropy(Y, P, sample_weight=P, reduction="none"))
    assert is_number(assert_type(binary_cross_entropy_with_logits(Y, P), float | Array))
    assert is_array(binary_cross_entropy_with_logits(Y, P, reduction="none"))
    rows = [[0.25, 0.75]]
    assert is_number(assert_type(categorical_cross_entropy([1], rows), float | Array))
    assert is_array(categorical_cross_entropy([1], rows, reduction="none"))
    assert is_number(assert_type(categorical_cross_entropy_with_logits([1], rows), float | Array))
    assert is_array(categorical_cross_entropy_with_logits(rows, rows, reduction="none"))


def test_rows_give_a_number_each() -> None:
    one, two = [0.5, 0.5], [[0.5, 0.5], [1.0, 0.0]]
    assert is_number(assert_type(entropy(one, base=2), float | Array))
    assert is_array(assert_type(entropy(two), float | Array))
    assert is_number(assert_type(cross_entropy(one, one), float | Array))
    assert is_array(assert_type(cross_entropy(two, two, base=2), float | Array))
    assert is_number(assert_type(kl_divergence(one, one), float | Array))
    assert is_array(assert_type(kl_divergence(two, two, base=2), float | Array))


def test_fields_of_what_has_several() -> None:
    curve = reliability_curve(Y, P)
    assert is_array(assert_type(curve.mean_predicted, Array))
    assert is_array(assert_type(curve.observed, Array))
    assert assert_type(curve.count, NDArray[np.intp] | Array).dtype == np.intp
    assert is_array(reliability_curve(Y, P, n_bins=None, sample_weight=P).count)
    parts = brier_decomposition(Y, P, n_bins=2)
    assert is_number(assert_type(parts.reliability, float))
    assert all(is_number(part) for part in parts)
    fit = gradient_descent([[0], [1]], [0, 1], learning_rate=1, n_steps=2, rng=1)
    assert is_array(assert_type(fit.weights, Array))
    assert is_number(assert_type(fit.intercept, float))
    assert is_array(assert_type(fit.losses, Array))
    assert type(assert_type(fit.converged, bool)) is bool
    assert is_array(assert_type(fit_logistic_regression(P[:, None], Y).logits([[0.5]]), Array))
    accumulator = LossAccumulator()
    accumulator.update(Y, P)
    accumulator.merge(LossAccumulator())
    summary = accumulator.result()
    assert is_number(assert_type(summary.loss, float))
    assert assert_type(summary.count, int) == 8


def test_data() -> None:
    assert assert_type(IDS, tuple[str, ...])[0] == "ID6"
    assert assert_type(Y, NDArray[np.int_]).dtype == np.int_
    assert is_array(assert_type(P, Array))
    X, labels, feature_names = load_spam()
    assert is_array(assert_type(X, Array))
    assert assert_type(labels, NDArray[np.int_]).dtype == np.int_
    assert type(assert_type(feature_names, tuple[str, ...])) is tuple
    assert type(assert_type(load_measurements(), dict[str, Any])) is dict


def test_what_a_call_refuses_a_checker_refuses_before() -> None:
    with pytest.raises(ValueError, match="base"):
        base_rate_loss(Y, base="2")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="base"):
        entropy([0.5, 0.5], base=None)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="reduction"):
        binary_cross_entropy(Y, P, reduction="median")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="base"):
        binary_cross_entropy(Y, P, base="2")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="amount"):
        smooth_labels(Y, "a little")  # type: ignore[call-overload]
    with pytest.raises(ValueError, match="n_bins"):
        reliability_curve(Y, P, n_bins=2.5)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="axis"):
        softmax([1, 2], axis=0.5)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="trained"):
        move_base_rate(0.0, trained=None, actual=math.pi / 4)  # type: ignore[call-overload]
    with pytest.raises(ValueError, match="other"):
        LossAccumulator().merge(0.5)  # type: ignore[arg-type]
