"""Binary cross-entropy: the mean of minus the logarithm of the probability of what happened.

From probabilities, from logits, and its gradient. How the mean is taken is in `_reduction`.
"""

import math
from typing import overload

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
    distance,
    reduce_blocks,
    sum_of_logs,
)
from bce_tutorial.logits import sigmoid, stable_softplus
from bce_tutorial.probabilities import as_scalar


def binary_cross_entropy(
    y_true: ArrayLike,
    y_proba: ArrayLike,
    *,
    sample_weight: ArrayLike | None = None,
    base: float = math.e,
    clip: float | None = None,
    reduction: Reduction = "mean",
) -> float | NDArray[np.float64]:
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
        Paired by position, whatever index a Series has.
    sample_weight : array_like of the same shape, finite, not negative, optional
        Weights w. The mean divides by their sum. A weight of 0 leaves a sample out.
    base : float above 1, default e
        Base of the logarithm: e gives nats, 2 bits, 10 bans.
    clip : float below 0.5, optional
        Move every probability into [clip, 1 - clip] first, and with it what rounding has left up
        to 3.5e-4 outside [0, 1]. Nothing is clipped by default.
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
    eps = require.clip_bound(clip)
    y_true, y_proba = require.as_numbers("y_true", y_true), require.as_numbers("y_proba", y_proba)
    require.same_shape(y_true=y_true, y_proba=y_proba)
    weight = checked_weights(y_true, sample_weight)

    def losses(y: Numbers, p: Numbers, summed: bool) -> Losses:
        return block_losses(as_float(y), as_float(p), summed, clip=eps)

    arrays = (y_true, y_proba)
    return reduce_blocks(losses, arrays, y_true.shape, weight, base=base, reduction=reduction)


def block_losses(y: Floats, p: Floats, summed: bool, *, clip: float = 0.0) -> Losses:
    """Return the loss of each sample, or where `summed` is true perhaps their sum."""
    require.in_unit_interval("y_proba", p, clip=clip)
    if clip:
        p = np.clip(p, clip, 1 - clip)
    if _some_soft(y):
        return _of_soft_labels(y, -np.log(p), -np.log1p(-p))
    happened = distance(p, 1 - y)  # p where y = 1, 1 - p where y = 0
    if summed and (logs := sum_of_logs(happened)):
        return -logs
    lost = (p - (1 - happened)) * (1 - y)  # by rounding 1 - p; near 1, log(c - lost) = log c - lost
    return lost - np.log(happened)


def binary_cross_entropy_with_logits(
    y_true: ArrayLike,
    logits: ArrayLike,
    *,
    sample_weight: ArrayLike | None = None,
    base: float = math.e,
    reduction: Reduction = "mean",
) -> float | NDArray[np.float64]:
    r"""Return the binary cross-entropy (log loss) of log-odds, without computing probabilities.

    .. math:: L = \frac{\sum_i w_i \ell_i}{\sum_i w_i}, \qquad
              \ell_i = y_i \operatorname{softplus}(-z_i) + (1 - y_i) \operatorname{softplus}(z_i)

    the loss of the probabilities :math:`\sigma(z_i)`, right where these would round to 0 or 1.

    Parameters
    ----------
    y_true : array_like of any shape, in [0, 1]
        Labels 0 and 1, or soft labels between them. Any boolean, integer or float type.
    logits : array_like of the same shape
        Log-odds of class 1 in nats, infinities included; not probabilities.
        Paired by position, whatever index a Series has.
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
    y_true, logits = require.as_numbers("y_true", y_true), require.as_numbers("logits", logits)
    require.same_shape(y_true=y_true, logits=logits)
    weight = checked_weights(y_true, sample_weight)

    def losses(y: Numbers, z: Numbers, summed: bool) -> Losses:
        y, z = as_float(y), as_float(z)
        require.not_nan("logits", z)
        if _some_soft(y):
            return _of_soft_labels(y, stable_softplus(-z), stable_softplus(z))
        wrong = (1 - 2 * y) * z  # log-odds of what did not happen
        if summed and (logs := sum_of_logs(1 + np.exp(wrong))):
            return logs
        return stable_softplus(wrong)

    arrays = (y_true, logits)
    return reduce_blocks(losses, arrays, y_true.shape, weight, base=base, reduction=reduction)


@overload
def binary_cross_entropy_gradient(y_true: float, logits: float) -> float: ...
@overload
def binary_cross_entropy_gradient(y_true: ArrayLike, logits: ArrayLike) -> NDArray[np.float64]: ...
def binary_cross_entropy_gradient(
    y_true: ArrayLike, logits: ArrayLike
) -> float | NDArray[np.float64]:
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
        Paired by position, whatever index a Series has.

    Returns
    -------
    ndarray of float64 in the shape of the inputs, or float for scalars
        Derivatives in [-1, 1], in nats per nat of log-odds.

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
    y, z = require.as_numbers("y_true", y_true), require.as_numbers("logits", logits)
    require.same_shape(y_true=y, logits=z)
    require.in_unit_interval("y_true", y)
    require.not_nan("logits", z)
    y, z = as_float(y), as_float(z)
    return as_scalar((1 - y) * sigmoid(z) - y * sigmoid(-z))


def _some_soft(y: Floats) -> bool:
    """Tell whether a label is neither 0 nor 1."""
    return not ((y == 0) | (y == 1)).all()


def _of_soft_labels(y: Floats, if_1: Floats, if_0: Floats) -> Floats:
    """Weight the losses of both labels by y and 1 - y, where 0 times infinity is 0."""
    require.in_unit_interval("y_true", y)
    return np.where(y > 0, y * if_1, 0.0) + np.where(y < 1, (1 - y) * if_0, 0.0)
