"""Binary cross-entropy from probabilities, from logits, and its gradient."""

import math

import numpy as np

from bce_tutorial import _validation as check
from bce_tutorial._reduction import BLOCK, REDUCTIONS, as_float, checked_weights, reduce_blocks
from bce_tutorial.logits import stable_softplus
from bce_tutorial.probabilities import as_scalar


def binary_cross_entropy(
    y_true, y_proba, *, sample_weight=None, base=math.e, clip=None, reduction="mean"
):
    r"""Return the binary cross-entropy (log loss) of predicted probabilities.

    .. math:: L = -\frac{1}{\sum_i w_i} \sum_i w_i
              \bigl[ y_i \log_b p_i + (1 - y_i) \log_b (1 - p_i) \bigr]

    with :math:`0 \log 0 = 0`. It is the mean negative logarithm of the probabilities given to
    what happened. A certain and wrong prediction costs ``inf``.

    Parameters
    ----------
    y_true : array_like of any shape, in [0, 1]
        Labels 0 and 1, or soft labels between them. Any boolean, integer or float type.
    y_proba : array_like of the same shape, in [0, 1]
        Predicted probability of class 1, not a logit.
    sample_weight : array_like of the same shape, finite, not negative, optional
        Weights w. The mean divides by their sum. A weight of 0 leaves a sample out.
    base : float above 1, default e
        Base of the logarithm: e gives nats, 2 bits, 10 bans.
    clip : float below 0.5, optional
        Move every probability into [clip, 1 - clip] first. Nothing is clipped by default.
    reduction : {"mean", "sum", "none"}
        The weighted mean, the weighted sum, or the weighted loss of each sample.

    Returns
    -------
    float, or ndarray of float64 in the shape of the inputs for ``reduction="none"``
        Loss in [0, inf], in nats unless `base` says otherwise.

    Raises
    ------
    ValueError
        If the shapes differ (nothing is broadcast), an array is empty or not numeric, a label
        or a probability is NaN or outside [0, 1], a weight is negative or not finite, the
        weights do not sum to a number in [1e-300, 1e300], or an option is not one of those
        above.

    Examples
    --------
    >>> from bce_tutorial.datasets import eight_predictions
    >>> ids, y_true, y_proba = eight_predictions()
    >>> round(binary_cross_entropy(y_true, y_proba), 4)
    0.4937
    >>> round(binary_cross_entropy(y_true, y_proba, base=10), 4)
    0.2144

    References
    ----------
    C. M. Bishop, *Pattern Recognition and Machine Learning*, Springer, 2006, equation 4.90.
    """
    check.one_of("reduction", reduction, REDUCTIONS)
    divisor, eps = check.log_base(base), check.clip_bound(clip)
    y_true, y_proba = check.as_numbers("y_true", y_true), check.as_numbers("y_proba", y_proba)
    check.same_shape(y_true=y_true, y_proba=y_proba)
    weight = checked_weights(y_true, sample_weight)
    shape, y_true, y_proba = y_true.shape, y_true.reshape(-1), y_proba.reshape(-1)
    sums_suffice = reduction != "none" and weight is None

    def loss_of_block(part):
        y, p = as_float(y_true[part]), as_float(y_proba[part])
        return block_losses(y, p, part.start, shape, eps=eps, sums_suffice=sums_suffice)

    loss = reduce_blocks(loss_of_block, y_true.size, weight, reduction, divisor)
    return as_scalar(loss.reshape(shape)) if reduction == "none" else loss


def block_losses(y, p, start, shape, *, eps=0.0, sums_suffice):
    """Return the losses of a block of float64, or as `sums_suffice`, fewer with the same sum.

    `start` and `shape` locate the block in the caller's array, for the messages.
    """
    check.in_unit_interval("y_proba", p, start, shape)
    if eps:
        p = np.clip(p, eps, 1 - eps)
    with np.errstate(divide="ignore"):  # log 0 is minus infinity, and meant
        if ((y == 0) | (y == 1)).all():
            return _grouped_loss(y, p) if sums_suffice else _each_loss(y, p)
        check.in_unit_interval("y_true", y, start, shape)
        return _soft_label_loss(y, p)


def _each_loss(y, p):
    """Take one logarithm a sample, of the probability of what happened."""
    q = np.abs(p - (1 - y))  # p where y = 1, 1 - p where y = 0
    lost = (p - (1 - q)) * (1 - y)  # what rounding 1 - p lost: log(q - lost) = log q - lost / q
    return lost - np.log(q)


def _grouped_loss(y, p):
    """Take one logarithm for 16 samples: the sum of logs is the log of the product."""
    if y.size == BLOCK:
        q = np.abs(p - (1 - y))
        if q.min() > 1e-19:  # 16 such factors stay above the smallest normal number, 2e-308
            loss = -np.log(q.reshape(16, -1).prod(axis=0))
            if loss.mean() > 1:  # below, the rounding of the product would show
                return loss
    return _each_loss(y, p)


def _soft_label_loss(y, p):
    """Take both logarithms, each only where its label weight is not 0: 0 log 0 = 0."""
    positive = y * np.log(p, out=np.zeros_like(p), where=y > 0)
    negative = (1 - y) * np.log1p(-p, out=np.zeros_like(p), where=y < 1)
    return 0.0 - (positive + negative)


def binary_cross_entropy_with_logits(
    y_true, logits, *, sample_weight=None, base=math.e, reduction="mean"
):
    r"""Return the binary cross-entropy (log loss) of log-odds, without computing probabilities.

    .. math:: L = \frac{1}{\sum_i w_i} \sum_i w_i \bigl[
              y_i \operatorname{softplus}(-z_i) + (1 - y_i) \operatorname{softplus}(z_i) \bigr]

    the loss of the probabilities :math:`\sigma(z_i)`, right where these would round to 0 or 1.

    Parameters
    ----------
    y_true : array_like of any shape, in [0, 1]
        Labels 0 and 1, or soft labels between them. Any boolean, integer or float type.
    logits : array_like of the same shape
        Log-odds of class 1 in nats, infinities included; not probabilities.
    sample_weight : array_like of the same shape, finite, not negative, optional
        Weights w. The mean divides by their sum. A weight of 0 leaves a sample out.
    base : float above 1, default e
        Base of the logarithm of the result: e gives nats, 2 bits, 10 bans.
    reduction : {"mean", "sum", "none"}
        The weighted mean, the weighted sum, or the weighted loss of each sample.

    Returns
    -------
    float, or ndarray of float64 in the shape of the inputs for ``reduction="none"``
        Loss in [0, inf], in nats unless `base` says otherwise.

    Raises
    ------
    ValueError
        If the shapes differ (nothing is broadcast), an array is empty or not numeric, a label
        is NaN or outside [0, 1], a logit is NaN, a weight is negative or not finite, the
        weights do not sum to a number in [1e-300, 1e300], or an option is not one of those
        above.

    Examples
    --------
    >>> binary_cross_entropy_with_logits([1, 0], [-1000, -1000])
    500.0

    References
    ----------
    I. Goodfellow, Y. Bengio and A. Courville, *Deep Learning*, MIT Press, 2016, section 6.2.2.2.
    """
    check.one_of("reduction", reduction, REDUCTIONS)
    divisor = check.log_base(base)
    y_true, logits = check.as_numbers("y_true", y_true), check.as_numbers("logits", logits)
    check.same_shape(y_true=y_true, logits=logits)
    weight = checked_weights(y_true, sample_weight)
    shape, y_true, logits = y_true.shape, y_true.reshape(-1), logits.reshape(-1)
    sums_suffice = reduction != "none" and weight is None

    def loss_of_block(part):
        y, z = as_float(y_true[part]), as_float(logits[part])
        check.not_nan("logits", z, part.start, shape)
        if ((y == 0) | (y == 1)).all():
            wrong = (1 - 2 * y) * z  # log-odds of what did not happen; `where` would branch
            return _grouped_softplus(wrong) if sums_suffice else stable_softplus(wrong)
        check.in_unit_interval("y_true", y, part.start, shape)
        with np.errstate(invalid="ignore"):  # 0 * inf is 0 here
            positive = np.where(y > 0, y * stable_softplus(-z), 0.0)
            return positive + np.where(y < 1, (1 - y) * stable_softplus(z), 0.0)

    loss = reduce_blocks(loss_of_block, y_true.size, weight, reduction, divisor)
    return as_scalar(loss.reshape(shape)) if reduction == "none" else loss


def binary_cross_entropy_gradient(y_true, logits):
    r"""Return the derivative of each sample's binary cross-entropy by its logit.

    .. math:: \frac{\partial \ell_i}{\partial z_i} = \sigma(z_i) - y_i
              = (1 - y_i) \, \sigma(z_i) - y_i \, \sigma(-z_i)

    The second form keeps its digits where :math:`\sigma(z_i)` rounds to the label.

    Parameters
    ----------
    y_true : array_like of any shape, in [0, 1]
        Labels 0 and 1, or soft labels between them.
    logits : array_like of the same shape
        Log-odds of class 1 in nats, infinities included.

    Returns
    -------
    ndarray of float64 in the shape of the inputs, or float for scalars
        Derivatives in [-1, 1], in nats a nat.

    Raises
    ------
    ValueError
        If the shapes differ, an array is empty or not numeric, a label is NaN or outside
        [0, 1], or a logit is NaN.

    Examples
    --------
    >>> binary_cross_entropy_gradient([1, 0, 0], [0, 0, 40])
    array([-0.5,  0.5,  1. ])

    References
    ----------
    C. M. Bishop, *Pattern Recognition and Machine Learning*, Springer, 2006, equation 4.91.
    """
    y, z = check.as_numbers("y_true", y_true), check.as_numbers("logits", logits)
    check.same_shape(y_true=y, logits=z)
    check.in_unit_interval("y_true", y)
    check.not_nan("logits", z)
    y, z = as_float(y), as_float(z)
    with np.errstate(under="ignore"):
        e = np.exp(-np.abs(z))
    positive, negative = np.where(z >= 0, 1.0, e) / (1 + e), np.where(z >= 0, e, 1.0) / (1 + e)
    return as_scalar((1 - y) * positive - y * negative)


def _grouped_softplus(z):
    """Take one logarithm for 16 samples: the sum of logs is the log of the product."""
    if z.size == BLOCK and z.max() < 40:  # 16 factors 1 + exp(40) stay below the largest number
        with np.errstate(under="ignore"):
            loss = np.log((1 + np.exp(z)).reshape(16, -1).prod(axis=0))
        if loss.mean() > 1:  # below, the rounding of the product would show
            return loss
    return stable_softplus(z)
