"""The probability of what happened, and the penalty for it."""

import math
from typing import overload

import numpy as np
from numpy.typing import ArrayLike, NDArray

from bce_tutorial import _validation as require


@overload
def corrected_probabilities(y_true: float, y_proba: float) -> float: ...
@overload
def corrected_probabilities(y_true: ArrayLike, y_proba: ArrayLike) -> NDArray[np.float64]: ...
def corrected_probabilities(y_true: ArrayLike, y_proba: ArrayLike) -> float | NDArray[np.float64]:
    r"""Return the probability that the model gave to what happened.

    .. math:: c_i = p_i^{y_i} (1 - p_i)^{1 - y_i}
              = \begin{cases} p_i & y_i = 1 \\ 1 - p_i & y_i = 0 \end{cases}

    Nothing is corrected in the sense of mended: `y_proba` is P(y = 1), so the probability
    of an observed 0 is its complement.

    Parameters
    ----------
    y_true : array_like of any shape, of 0 and 1
        What happened. Boolean, integer and float types are accepted.
    y_proba : array_like of the same shape, in [0, 1]
        Predicted probability of class 1.
        Paired by position, whatever index a Series has.

    Returns
    -------
    ndarray of float64 in the shape of the inputs, or float for scalars
        Probabilities, without a unit.

    Raises
    ------
    ValueError
        If the shapes differ, an array is empty or not numeric, a label is neither 0 nor 1,
        or a probability is NaN or outside [0, 1].

    Examples
    --------
    >>> round(corrected_probabilities(0, 0.56), 2)
    0.44
    >>> corrected_probabilities([1, 0], [0.94, 0.56]).round(2)
    array([0.94, 0.44])

    References
    ----------
    C. M. Bishop, *Pattern Recognition and Machine Learning*, Springer, 2006, section 4.3.2.
    """
    y, p = require.as_numbers("y_true", y_true), require.as_numbers("y_proba", y_proba)
    require.same_shape(y_true=y, y_proba=p)
    require.hard_labels("y_true", y)
    require.in_unit_interval("y_proba", p)
    p = p.astype(np.float64)
    return as_scalar(np.where(y == 1, p, 1 - p))


@overload
def log_penalty(probability: float, *, base: float = math.e) -> float: ...
@overload
def log_penalty(probability: ArrayLike, *, base: float = math.e) -> NDArray[np.float64]: ...
def log_penalty(probability: ArrayLike, *, base: float = math.e) -> float | NDArray[np.float64]:
    r"""Return the logarithmic penalty of the probability given to what happened.

    .. math:: \ell(c) = -\log_b c

    The penalty is 0 for a certain and right prediction, grows without bound, and is infinite
    at probability 0.

    Parameters
    ----------
    probability : array_like of any shape, in [0, 1]
        Probability of what happened (see :func:`corrected_probabilities`).
    base : float above 1, default e
        Base of the logarithm: e gives nats, 2 bits, 10 bans.

    Returns
    -------
    ndarray of float64 in the shape of the input, or float for a scalar
        Penalties in [0, inf], in nats unless `base` says otherwise.

    Raises
    ------
    ValueError
        If `probability` is empty, not numeric, NaN or outside [0, 1], or `base` is not a
        finite number above 1.

    Examples
    --------
    >>> round(log_penalty(0.1), 4)
    2.3026
    >>> log_penalty([1, 0.5, 0], base=2)
    array([ 0.,  1., inf])

    References
    ----------
    I. J. Good, "Rational Decisions", *Journal of the Royal Statistical Society B* 14, 1952,
    pages 107-114.
    """
    divisor = require.log_base(base)
    c = require.as_numbers("probability", probability)
    require.in_unit_interval("probability", c)
    with np.errstate(divide="ignore"):  # log 0 is minus infinity, and meant
        return as_scalar(0.0 - np.log(c.astype(np.float64)) / divisor)  # 0 - 0 is never -0.0


def as_scalar(array: NDArray[np.float64]) -> float | NDArray[np.float64]:
    """Return a Python float for a 0-d array, any other array as it is."""
    return float(array) if np.ndim(array) == 0 else array
