"""Entropy, cross-entropy and Kullback-Leibler divergence, and the softening of labels."""

import math
from typing import overload

import numpy as np
from numpy.typing import ArrayLike, NDArray

from bce_tutorial import _validation as require
from bce_tutorial._reduction import Floats, as_float
from bce_tutorial.probabilities import as_scalar


def entropy(
    p: ArrayLike, *, base: float = math.e, normalize: bool = False
) -> float | NDArray[np.float64]:
    r"""Return the entropy of distributions, the cross-entropy with themselves.

    .. math:: H(p) = -\sum_k p_k \log_b p_k

    Parameters
    ----------
    p : array_like of shape (..., K), in [0, 1]
        Probabilities that sum to 1 over the last axis.
    base : float above 1, default e
        Base of the logarithm: e gives nats, 2 bits, 10 bans.
    normalize : bool, default False
        Divide each row by its sum first, as coarse tables and 16-bit numbers need. Otherwise a sum
        may be off by 3.5e-4, as float32 leaves it, and the row is used as it is.

    Returns
    -------
    float, or ndarray of float64 of shape (...)
        Entropy in [0, log K], in nats unless `base` says otherwise.

    Raises
    ------
    ValueError
        If `p` is empty, not numeric, NaN, outside [0, 1], or a row does not sum to 1.

    Examples
    --------
    >>> entropy([0.5, 0.25, 0.125, 0.125], base=2)
    1.75

    References
    ----------
    C. E. Shannon, "A Mathematical Theory of Communication", *Bell System Technical Journal*
    27, 1948, section 6.
    """
    return cross_entropy(p, p, base=base, normalize=normalize)


def cross_entropy(
    p: ArrayLike, q: ArrayLike, *, base: float = math.e, normalize: bool = False
) -> float | NDArray[np.float64]:
    r"""Return the cross-entropy: the mean penalty of forecasting `q` where `p` is true.

    .. math:: H(p, q) = -\sum_k p_k \log_b q_k

    with :math:`0 \log 0 = 0`. The order matters: `p` is what happens, `q` what was forecast.

    Parameters
    ----------
    p, q : array_like of the same shape (..., K), in [0, 1]
        Probabilities that sum to 1 over the last axis.
    base : float above 1, default e
        Base of the logarithm: e gives nats, 2 bits, 10 bans.
    normalize : bool, default False
        Divide each row by its sum first, as coarse tables and 16-bit numbers need. Otherwise a sum
        may be off by 3.5e-4, as float32 leaves it, and the row is used as it is.

    Returns
    -------
    float, or ndarray of float64 of shape (...)
        Cross-entropy in [H(p), inf], in nats unless `base` says otherwise.

    Raises
    ------
    ValueError
        If the shapes differ, or `p` or `q` is empty, not numeric, NaN, outside [0, 1], or has a
        row that does not sum to 1.

    Examples
    --------
    >>> round(cross_entropy([0.7, 0.3], [0.5, 0.5]), 4)
    0.6931

    References
    ----------
    I. Goodfellow, Y. Bengio and A. Courville, *Deep Learning*, MIT Press, 2016, section 3.13.
    """
    divisor = require.log_base(base)
    p, q = _distributions(p, q, normalize)
    return as_scalar(0.0 - (p * _log_where(q, p > 0)).sum(axis=-1) / divisor)


def kl_divergence(
    p: ArrayLike, q: ArrayLike, *, base: float = math.e, normalize: bool = False
) -> float | NDArray[np.float64]:
    r"""Return the Kullback-Leibler divergence: what the forecast `q` costs beyond the entropy.

    .. math:: D(p \,\|\, q) = \sum_k p_k \log_b \frac{p_k}{q_k} = H(p, q) - H(p)

    with :math:`0 \log 0 = 0`. The order matters: `p` is what happens, `q` what was forecast.

    Parameters
    ----------
    p, q : array_like of the same shape (..., K), in [0, 1]
        Probabilities that sum to 1 over the last axis.
    base : float above 1, default e
        Base of the logarithm: e gives nats, 2 bits, 10 bans.
    normalize : bool, default False
        Divide each row by its sum first, as coarse tables and 16-bit numbers need. Otherwise a sum
        may be off by 3.5e-4, as float32 leaves it, and the row is used as it is.

    Returns
    -------
    float, or ndarray of float64 of shape (...)
        Divergence in [0, inf], in nats unless `base` says otherwise; 0 only for equal rows, and
        for rows so near that it is less than what their sums are off by.

    Raises
    ------
    ValueError
        As :func:`cross_entropy`.

    Examples
    --------
    >>> round(kl_divergence([0.7, 0.3], [0.5, 0.5]), 4)
    0.0823

    References
    ----------
    S. Kullback and R. A. Leibler, "On Information and Sufficiency", *Annals of Mathematical
    Statistics* 22, 1951, doi:10.1214/aoms/1177729694.
    """
    divisor = require.log_base(base)
    p, q = _distributions(p, q, normalize)
    terms = p * (_log_where(p, p > 0) - _log_where(q, p > 0))
    near = np.abs(p - q) < q / 2  # there both logs cancel: take one of the ratio
    terms[near] = p[near] * np.log1p((p[near] - q[near]) / q[near])
    return as_scalar(np.maximum(terms.sum(axis=-1), 0.0) / divisor)  # rounding may pass below 0


@overload
def smooth_labels(y_true: float, amount: float, *, n_classes: int = 2) -> float: ...
@overload
def smooth_labels(
    y_true: ArrayLike, amount: float, *, n_classes: int = 2
) -> NDArray[np.float64]: ...
def smooth_labels(
    y_true: ArrayLike, amount: float, *, n_classes: int = 2
) -> float | NDArray[np.float64]:
    r"""Move labels towards the uniform distribution.

    .. math:: y_k' = (1 - a) \, y_k + \frac{a}{K}

    Parameters
    ----------
    y_true : array_like
        For two classes, labels 0 and 1 of any shape; for more, class indices of shape (n,), not
        one-hot rows.
    amount : float in [0, 1]
        The share a of each label that is spread over all K classes.
    n_classes : int of at least 2, default 2
        Number of classes K.

    Returns
    -------
    ndarray of float64
        For two classes, probabilities of class 1 in the shape of `y_true` (a float for a
        scalar); for more, rows of shape (n, K).

    Raises
    ------
    ValueError
        If a label is not one of the classes, `y_true` is empty or not numeric, or an option is
        not one of those above.

    Examples
    --------
    >>> smooth_labels([0, 1], 0.2)
    array([0.1, 0.9])

    References
    ----------
    C. Szegedy, V. Vanhoucke, S. Ioffe, J. Shlens and Z. Wojna, "Rethinking the Inception
    Architecture for Computer Vision", CVPR, 2016, section 7, doi:10.1109/CVPR.2016.308.
    """
    a = require.number("amount", amount, "in [0, 1]", lambda a: 0 <= a <= 1)
    require.integer("n_classes", n_classes, "of at least 2", lambda k: k >= 2)
    y = require.as_numbers("y_true", y_true)
    if n_classes == 2:
        require.hard_labels("y_true", y)
        if y.ndim == 2 and y.shape[1] > 2 and (y.sum(axis=1) == 1).all():
            raise ValueError(
                "expected y_true of single labels, got rows with one 1 each: for one-hot rows pass "
                f"np.argmax(y_true, axis=1) and n_classes={y.shape[1]}, for labels np.ravel(y_true)"
            )
        return as_scalar((1 - a) * as_float(y) + a / 2)
    if y.ndim != 1:
        one_hot = y.shape[1:] == (n_classes,)
        remedy = ": for one-hot rows pass np.argmax(y_true, axis=1)" if one_hot else ""
        raise ValueError(f"expected y_true of shape (n,), got {y.shape}{remedy}")
    rows = np.full((y.size, n_classes), a / n_classes)
    rows[np.arange(y.size), require.class_indices("y_true", y, n_classes)] += 1 - a
    return rows


def _distributions(p: ArrayLike, q: ArrayLike, normalize: bool) -> tuple[Floats, Floats]:
    p, q = require.as_numbers("p", p), require.as_numbers("q", q)
    require.same_shape(p=p, q=q)
    if p.ndim == 0:
        raise ValueError("expected p of shape (..., K), got a single number")
    p = require.rows_sum_to_one("p", p, normalize=bool(normalize))
    return as_float(p), as_float(require.rows_sum_to_one("q", q, normalize=bool(normalize)))


def _log_where(x: Floats, needed: NDArray[np.bool]) -> Floats:
    """Return log x where it is needed, 0 elsewhere: 0 log 0 = 0."""
    with np.errstate(divide="ignore"):  # log 0 is minus infinity, and meant
        return np.log(x, out=np.zeros_like(x), where=needed)
