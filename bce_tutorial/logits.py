"""From scores to probabilities: sigmoid, softmax, and their logarithms, right at every size."""

from typing import overload

import numpy as np
from numpy.typing import ArrayLike, NDArray

from bce_tutorial import _validation as require
from bce_tutorial.probabilities import as_scalar


@overload
def sigmoid(logits: float) -> float: ...
@overload
def sigmoid(logits: ArrayLike) -> NDArray[np.float64]: ...
def sigmoid(logits: ArrayLike) -> float | NDArray[np.float64]:
    r"""Return the probability whose log-odds are `logits`.

    .. math:: \sigma(z) = \frac{1}{1 + e^{-z}}

    Parameters
    ----------
    logits : array_like of any shape
        Log-odds in nats, infinities included.

    Returns
    -------
    ndarray of float64 in the shape of the input, or float for a scalar
        Probabilities in [0, 1].

    Raises
    ------
    ValueError
        If `logits` is empty, not numeric or NaN.

    Examples
    --------
    >>> sigmoid([-1000, 0, 1000])
    array([0. , 0.5, 1. ])

    References
    ----------
    C. M. Bishop, *Pattern Recognition and Machine Learning*, Springer, 2006, equation 4.59.
    """
    z = _logits(logits)
    e = _exp(-np.abs(z))  # at most 1: never overflows
    return as_scalar(np.where(z >= 0, 1.0, e) / (1 + e))


@overload
def logit(probability: float) -> float: ...
@overload
def logit(probability: ArrayLike) -> NDArray[np.float64]: ...
def logit(probability: ArrayLike) -> float | NDArray[np.float64]:
    r"""Return the log-odds of a probability, the inverse of :func:`sigmoid`.

    .. math:: \operatorname{logit}(p) = \ln \frac{p}{1 - p}

    Parameters
    ----------
    probability : array_like of any shape, in [0, 1]
        Probabilities.

    Returns
    -------
    ndarray of float64 in the shape of the input, or float for a scalar
        Log-odds in nats, in [-inf, inf].

    Raises
    ------
    ValueError
        If `probability` is empty, not numeric, NaN or outside [0, 1].

    Examples
    --------
    >>> round(logit(0.94), 4)
    2.7515

    References
    ----------
    C. M. Bishop, *Pattern Recognition and Machine Learning*, Springer, 2006, equation 4.60.
    """
    p = require.as_numbers("probability", probability)
    require.in_unit_interval("probability", p)
    p = p.astype(np.float64)
    with np.errstate(divide="ignore"):  # log 0 is meant at both ends
        # near one half both logs cancel: take one of the ratio
        near_half = np.log1p((2 * p - 1) / (1 - np.minimum(p, 0.75)))
        outside = np.log(p) - np.log1p(-p)
    return as_scalar(np.where(np.abs(p - 0.5) < 0.25, near_half, outside))


@overload
def softplus(logits: float) -> float: ...
@overload
def softplus(logits: ArrayLike) -> NDArray[np.float64]: ...
def softplus(logits: ArrayLike) -> float | NDArray[np.float64]:
    r"""Return the smooth hinge, the log loss of a 0 predicted with log-odds `logits`.

    .. math:: \operatorname{softplus}(z) = \ln (1 + e^z) = \max(z, 0) + \ln (1 + e^{-|z|})

    Parameters
    ----------
    logits : array_like of any shape
        Log-odds in nats, infinities included.

    Returns
    -------
    ndarray of float64 in the shape of the input, or float for a scalar
        Values in [0, inf], in nats.

    Raises
    ------
    ValueError
        If `logits` is empty, not numeric or NaN.

    Examples
    --------
    >>> round(softplus(0), 4), softplus(1000)
    (0.6931, 1000.0)

    References
    ----------
    C. Dugas, Y. Bengio, F. Belisle, C. Nadeau and R. Garcia, "Incorporating Second-Order
    Functional Knowledge for Better Option Pricing", *NIPS* 13, 2000.
    """
    z = _logits(logits)
    return as_scalar(stable_softplus(z))


@overload
def log_sigmoid(logits: float) -> float: ...
@overload
def log_sigmoid(logits: ArrayLike) -> NDArray[np.float64]: ...
def log_sigmoid(logits: ArrayLike) -> float | NDArray[np.float64]:
    r"""Return the logarithm of the sigmoid without computing the sigmoid.

    .. math:: \ln \sigma(z) = -\operatorname{softplus}(-z)

    Parameters
    ----------
    logits : array_like of any shape
        Log-odds in nats, infinities included.

    Returns
    -------
    ndarray of float64 in the shape of the input, or float for a scalar
        Values in [-inf, 0], in nats.

    Raises
    ------
    ValueError
        If `logits` is empty, not numeric or NaN.

    Examples
    --------
    >>> round(log_sigmoid(0), 4), log_sigmoid(-1000)
    (-0.6931, -1000.0)

    References
    ----------
    I. Goodfellow, Y. Bengio and A. Courville, *Deep Learning*, MIT Press, 2016, section 3.10.
    """
    return 0.0 - softplus(-_logits(logits))  # 0 - 0 is never -0.0


def softmax(logits: ArrayLike, *, axis: int = -1) -> NDArray[np.float64]:
    r"""Return the probabilities of K classes from K scores.

    .. math:: \operatorname{softmax}(z)_k = \frac{e^{z_k}}{\sum_j e^{z_j}}

    Adding the same number to all scores changes nothing.

    Parameters
    ----------
    logits : array_like of at least one dimension
        Scores in nats; ``-inf`` excludes a class, and classes at ``inf`` share the probability.
    axis : int, default -1
        The axis of the classes.

    Returns
    -------
    ndarray of float64 in the shape of the input
        Probabilities that sum to 1 along `axis`.

    Raises
    ------
    ValueError
        If `logits` is empty, not numeric, NaN, has no such axis, or all scores of a row are
        ``-inf``.

    Examples
    --------
    >>> softmax([1000, 1000, -1000])
    array([0.5, 0.5, 0. ])

    References
    ----------
    C. M. Bishop, *Pattern Recognition and Machine Learning*, Springer, 2006, equation 4.62.
    """
    e = _exp(_shifted(logits, axis))
    return e / e.sum(axis=axis, keepdims=True)


def log_softmax(logits: ArrayLike, *, axis: int = -1) -> NDArray[np.float64]:
    r"""Return the logarithm of the softmax without computing the softmax.

    .. math:: \ln \operatorname{softmax}(z)_k = z_k - \ln \sum_j e^{z_j}

    Parameters
    ----------
    logits : array_like of at least one dimension
        Scores in nats; ``-inf`` excludes a class, and classes at ``inf`` share the probability.
    axis : int, default -1
        The axis of the classes.

    Returns
    -------
    ndarray of float64 in the shape of the input
        Values in [-inf, 0], in nats.

    Raises
    ------
    ValueError
        If `logits` is empty, not numeric, NaN, has no such axis, or all scores of a row are
        ``-inf``.

    Examples
    --------
    >>> log_softmax([0, 1000])
    array([-1000.,     0.])

    References
    ----------
    P. Blanchard, D. J. Higham and N. J. Higham, "Accurately Computing the Log-Sum-Exp and
    Softmax Functions", *IMA Journal of Numerical Analysis* 41, 2021, doi:10.1093/imanum/draa038.
    """
    z = _shifted(logits, axis)
    top = z.argmax(axis=axis, keepdims=True)
    e = _exp(z)
    np.put_along_axis(e, top, 0.0, axis=axis)  # the largest is exp 0 = 1: log1p of the others
    return z - np.log1p(e.sum(axis=axis, keepdims=True))


def stable_softplus(z: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return log(1 + exp(z)) without overflow, and without loss for very negative z."""
    return np.maximum(z, 0) + np.log1p(_exp(-np.abs(z)))


def _logits(logits: ArrayLike) -> NDArray[np.float64]:
    z = require.as_numbers("logits", logits)
    require.not_nan("logits", z)
    return z.astype(np.float64)


def _shifted(logits: ArrayLike, axis: int) -> NDArray[np.float64]:
    """Return scores minus the largest of their row, which becomes 0."""
    z = _logits(logits)
    if z.ndim == 0:
        raise ValueError("expected logits of at least one dimension, got a single number")
    require.an_axis(axis, z.ndim)
    top = z.max(axis=axis, keepdims=True)
    if (top == -np.inf).any():
        raise ValueError("expected logits with a score above -inf, got a row without")
    # inf - inf, where a class at inf takes all; a distance may pass the largest number
    with np.errstate(invalid="ignore", over="ignore"):
        return np.where(z == top, 0.0, z - top)


def _exp(z: NDArray[np.float64]) -> NDArray[np.float64]:
    with np.errstate(under="ignore"):
        return np.exp(z)
