"""Categorical cross-entropy: the binary one's sister for K classes.

It too is the mean of minus the logarithm of the probability of what happened, from probabilities
and from logits.
"""

import math

import numpy as np
from numpy.typing import ArrayLike, NDArray

from bce_tutorial import _validation as require
from bce_tutorial._reduction import (
    Floats,
    Losses,
    Numbers,
    Reduction,
    as_float,
    checked_weights,
    reduce_blocks,
    sum_of_logs,
)
from bce_tutorial.logits import log_softmax


def categorical_cross_entropy(
    y_true: ArrayLike,
    y_proba: ArrayLike,
    *,
    sample_weight: ArrayLike | None = None,
    base: float = math.e,
    reduction: Reduction = "mean",
    normalize: bool = False,
) -> float | NDArray[np.float64]:
    r"""Return the mean negative log probability of the true classes.

    .. math:: L = -\frac{1}{\sum_i w_i} \sum_i w_i \sum_k y_{ik} \log_b p_{ik}

    with :math:`0 \log 0 = 0`. With two classes and the columns 1 - p and p it is
    :func:`binary_cross_entropy`.

    Parameters
    ----------
    y_true : array_like of shape (n,), class indices 0 to K - 1, or of shape (n, K)
        True classes, or rows of class probabilities that sum to 1 (one-hot or soft).
    y_proba : array_like of shape (n, K), in [0, 1]
        Predicted class probabilities; every row sums to 1.
        Paired by position, whatever index a DataFrame has.
    sample_weight : array_like of shape (n,), finite, not negative, optional
        Weights w. The mean divides by their sum. A weight of 0 leaves a sample out.
    base : float above 1, default e
        Base of the logarithm: e gives nats, 2 bits, 10 bans.
    reduction : {"mean", "sum", "none"}
        The weighted mean, the weighted sum, or the weighted loss of each sample.
    normalize : bool, default False
        Divide each row of probabilities by its sum first, as coarse tables and 16-bit numbers need.
        Otherwise a sum may be off by 3.5e-4, as float32 leaves it, and the row is used as it is.

    Returns
    -------
    float, or ndarray of float64 of shape (n,) for ``reduction="none"``
        Loss in [0, inf], in nats unless `base` says otherwise.

    Raises
    ------
    ValueError
        If shapes do not fit, an array is empty, not numeric or NaN, a class index is not a
        whole number in [0, K), a probability is outside [0, 1], a row does not sum to 1, or a
        weight or option is not one of those above.

    Examples
    --------
    >>> round(categorical_cross_entropy([0], [[0.7, 0.2, 0.1]]), 4)
    0.3567

    References
    ----------
    C. M. Bishop, *Pattern Recognition and Machine Learning*, Springer, 2006, equation 4.108.
    """
    y_true, y_proba = _labels_and_rows(y_true, y_proba, "y_proba", normalize)
    y_proba = require.rows_sum_to_one("y_proba", y_proba, normalize=bool(normalize))
    weight = checked_weights(y_true if y_true.ndim == 1 else y_true[:, 0], sample_weight)

    def losses(y: Numbers, p: Numbers, summed: bool) -> Losses:
        p = as_float(p)
        return 0.0 - (np.log(_of_true(y, p)) if y.ndim == 1 else _of_soft_labels(y, np.log(p)))

    arrays, shape = (y_true, y_proba), y_proba.shape[:1]
    return reduce_blocks(losses, arrays, shape, weight, base=base, reduction=reduction)


def categorical_cross_entropy_with_logits(
    y_true: ArrayLike,
    logits: ArrayLike,
    *,
    sample_weight: ArrayLike | None = None,
    base: float = math.e,
    reduction: Reduction = "mean",
    normalize: bool = False,
) -> float | NDArray[np.float64]:
    r"""Return the categorical cross-entropy of scores, without computing probabilities.

    .. math:: L = \frac{1}{\sum_i w_i} \sum_i w_i \Bigl[
              \ln \sum_j e^{z_{ij}} - \sum_k y_{ik} z_{ik} \Bigr]

    Parameters
    ----------
    y_true : array_like of shape (n,), class indices 0 to K - 1, or of shape (n, K)
        True classes, or rows of class probabilities that sum to 1 (one-hot or soft).
    logits : array_like of shape (n, K)
        Scores in nats; ``-inf`` excludes a class.
        Paired by position, whatever index a DataFrame has.
    sample_weight : array_like of shape (n,), finite, not negative, optional
        Weights w. The mean divides by their sum. A weight of 0 leaves a sample out.
    base : float above 1, default e
        Base of the logarithm of the result: e gives nats, 2 bits, 10 bans.
    reduction : {"mean", "sum", "none"}
        The weighted mean, the weighted sum, or the weighted loss of each sample.
    normalize : bool, default False
        Divide each row of labels by its sum first. Otherwise a sum may be off by 3.5e-4, as
        float32 leaves it, and the row is used as it is.

    Returns
    -------
    float, or ndarray of float64 of shape (n,) for ``reduction="none"``
        Loss in [0, inf], in nats unless `base` says otherwise.

    Raises
    ------
    ValueError
        As :func:`categorical_cross_entropy`, and if all scores of a row are ``-inf``.

    Examples
    --------
    >>> categorical_cross_entropy_with_logits([2], [[0, 1000, 0]])
    1000.0

    References
    ----------
    P. Blanchard, D. J. Higham and N. J. Higham, "Accurately Computing the Log-Sum-Exp and
    Softmax Functions", *IMA Journal of Numerical Analysis* 41, 2021, doi:10.1093/imanum/draa038.
    """
    y_true, logits = _labels_and_rows(y_true, logits, "logits", normalize)
    weight = checked_weights(y_true if y_true.ndim == 1 else y_true[:, 0], sample_weight)

    def losses(y: Numbers, z: Numbers, summed: bool) -> Losses:
        z = as_float(z)
        require.not_nan("logits", z)
        if y.ndim == 2:
            return 0.0 - _of_soft_labels(y, log_softmax(z))
        if summed:
            odds = np.exp(z - _of_true(y, z)[:, None])  # of each class against the true one
            if logs := sum_of_logs(odds @ np.ones(z.shape[1])):
                return logs
        return 0.0 - _of_true(y, log_softmax(z))

    arrays, shape = (y_true, logits), logits.shape[:1]
    return reduce_blocks(losses, arrays, shape, weight, base=base, reduction=reduction)


def _of_true(y: NDArray[np.intp], rows: Floats) -> Floats:
    """Return the entry of each row that belongs to its true class."""
    return rows[np.arange(y.size), y]


def _of_soft_labels(y: Numbers, logs: Floats) -> Floats:
    """Return the mean of each row of logarithms under its labels, where 0 log 0 = 0."""
    return np.where(y > 0, as_float(y) * logs, 0.0).sum(axis=1)


def _labels_and_rows(
    y_true: ArrayLike, rows: ArrayLike, name: str, normalize: bool
) -> tuple[Numbers, Numbers]:
    """Return checked labels, of dtype int where they are class indices, and a 2-d array."""
    y, rows = require.as_numbers("y_true", y_true), require.as_numbers(name, rows)
    if rows.ndim != 2:
        raise ValueError(f"expected {name} of shape (n, K), got {rows.shape}")
    if y.ndim == 2:
        require.same_shape(**{"y_true": y, name: rows})
        return require.rows_sum_to_one("y_true", y, normalize=bool(normalize)), rows
    if y.shape != rows.shape[:1]:
        raise ValueError(
            f"expected y_true of shape {rows.shape[:1]} or {rows.shape}, got {y.shape}"
        )
    return require.class_indices("y_true", y, rows.shape[1]), rows
