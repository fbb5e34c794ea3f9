"""Categorical cross-entropy for K classes, from probabilities and from logits."""

import math

import numpy as np

from bce_tutorial import _validation as check
from bce_tutorial._reduction import BLOCK, REDUCTIONS, as_float, checked_weights, reduce_blocks
from bce_tutorial.logits import log_softmax


def categorical_cross_entropy(
    y_true, y_proba, *, sample_weight=None, base=math.e, reduction="mean"
):
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
    sample_weight : array_like of shape (n,), finite, not negative, optional
        Weights w. The mean divides by their sum. A weight of 0 leaves a sample out.
    base : float above 1, default e
        Base of the logarithm: e gives nats, 2 bits, 10 bans.
    reduction : {"mean", "sum", "none"}
        The weighted mean, the weighted sum, or the weighted loss of each sample.

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
    check.one_of("reduction", reduction, REDUCTIONS)
    divisor = check.log_base(base)
    y_true, y_proba = _labels_and_rows(y_true, y_proba, "y_proba")
    check.rows_sum_to_one("y_proba", y_proba)
    weight = checked_weights(y_true if y_true.ndim == 1 else y_true[:, 0], sample_weight)

    def loss_of_block(part):
        y, p = y_true[part], as_float(y_proba[part])
        with np.errstate(divide="ignore"):  # log 0 is minus infinity, and meant
            if y.ndim == 1:
                return 0.0 - np.log(p[np.arange(y.size), y])
            logs = np.log(p, out=np.zeros_like(p), where=y > 0)
            return 0.0 - (as_float(y) * logs).sum(axis=1)

    return reduce_blocks(loss_of_block, len(y_proba), weight, reduction, divisor)


def categorical_cross_entropy_with_logits(
    y_true, logits, *, sample_weight=None, base=math.e, reduction="mean"
):
    r"""Return the categorical cross-entropy of scores, without computing probabilities.

    .. math:: L = \frac{1}{\sum_i w_i} \sum_i w_i \Bigl[
              \ln \sum_j e^{z_{ij}} - \sum_k y_{ik} z_{ik} \Bigr]

    Parameters
    ----------
    y_true : array_like of shape (n,), class indices 0 to K - 1, or of shape (n, K)
        True classes, or rows of class probabilities that sum to 1 (one-hot or soft).
    logits : array_like of shape (n, K)
        Scores in nats; ``-inf`` excludes a class.
    sample_weight : array_like of shape (n,), finite, not negative, optional
        Weights w. The mean divides by their sum. A weight of 0 leaves a sample out.
    base : float above 1, default e
        Base of the logarithm of the result: e gives nats, 2 bits, 10 bans.
    reduction : {"mean", "sum", "none"}
        The weighted mean, the weighted sum, or the weighted loss of each sample.

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
    check.one_of("reduction", reduction, REDUCTIONS)
    divisor = check.log_base(base)
    y_true, logits = _labels_and_rows(y_true, logits, "logits")
    weight = checked_weights(y_true if y_true.ndim == 1 else y_true[:, 0], sample_weight)

    sums_suffice = reduction != "none" and weight is None and y_true.ndim == 1
    rows = max(16, 2 * BLOCK // logits.shape[1] // 16 * 16)
    scratch = np.empty((rows, logits.shape[1]))  # new memory for each block would be slower

    def loss_of_block(part):
        y, z = y_true[part], as_float(logits[part])
        if sums_suffice:
            loss = _grouped_class_loss(y, z, scratch[: len(z)])
            if loss is not None:
                return loss
        check.not_nan("logits", z, part.start * z.shape[1], logits.shape)
        if y.ndim == 1:
            return _true_class_loss(y, np.ascontiguousarray(z.T))  # a class a row: long loops
        y, logs = as_float(y), log_softmax(z)
        return 0.0 - np.multiply(y, logs, out=np.zeros_like(y), where=y > 0).sum(axis=1)

    return reduce_blocks(loss_of_block, len(logits), weight, reduction, divisor, rows)


def _true_class_loss(y, z):
    """Return log(1 + sum of exp(z_j - z_y) over the other classes j), for `z` of shape (K, n)."""
    samples = np.arange(y.size)
    with np.errstate(over="ignore", under="ignore", invalid="ignore"):  # mended below
        odds = z - z[y, samples]
        np.exp(odds, out=odds)
        odds[y, samples] = 0.0
        loss = np.log1p(odds.sum(axis=0))
    if not np.isfinite(loss).all():
        bad = ~np.isfinite(loss)
        loss[bad] = 0.0 - log_softmax(z[:, bad], axis=0)[y[bad], np.arange(bad.sum())]
    return loss


def _grouped_class_loss(y, z, scratch):
    """Take one logarithm for 16 samples, or return None where that is not exact enough."""
    if len(z) % 16 or not (z.min() > -30 and z.max() < 30):  # so that 16 sums of exp(z) multiply
        return None
    totals = np.exp(z, out=scratch) @ np.ones(z.shape[1])
    true = z[np.arange(y.size), y]
    logs = np.log(totals.reshape(16, -1).prod(axis=0))
    loss = logs - true.reshape(16, -1).sum(axis=0)
    # below, the rounding of the product or of the difference would show
    return loss if loss.mean() > max(1, np.abs(logs).max() / 16) else None


def _labels_and_rows(y_true, rows, name):
    """Return checked labels, of dtype int where they are class indices, and a 2-d array."""
    y, rows = check.as_numbers("y_true", y_true), check.as_numbers(name, rows)
    if rows.ndim != 2:
        raise ValueError(f"expected {name} of shape (n, K), got {rows.shape}")
    if y.ndim == 2:
        check.same_shape(**{"y_true": y, name: rows})
        check.rows_sum_to_one("y_true", y)
        return y, rows
    if y.shape != rows.shape[:1]:
        raise ValueError(
            f"expected y_true of shape {rows.shape[:1]} or {rows.shape}, got {y.shape}"
        )
    return check.class_indices("y_true", y, rows.shape[1]), rows
