"""How to adjust probabilities that do not come true: a temperature, or another base rate."""

import math
from typing import overload

import numpy as np
from numpy.typing import ArrayLike, NDArray

from bce_tutorial import _validation as require
from bce_tutorial._reduction import as_float, checked_weights
from bce_tutorial.logits import logit, sigmoid
from bce_tutorial.probabilities import as_scalar


def fit_temperature(
    y_true: ArrayLike, logits: ArrayLike, *, sample_weight: ArrayLike | None = None
) -> float:
    r"""Return the temperature that gives logits the lowest log loss.

    .. math:: T = \operatorname*{argmin}_{t > 0} \frac{1}{\sum_i w_i} \sum_i w_i
              \left[ \ln \left( 1 + e^{z_i / t} \right) - y_i z_i / t \right]

    Above 1 the model was too sure of itself, below 1 not sure enough. The probabilities
    :math:`\sigma(z / T)` lie in the same order as before and on the same side of 1/2. The loss is
    convex in 1 / T, and its slope is followed to its root by halving.

    Parameters
    ----------
    y_true : array_like of any shape, in [0, 1]
        Labels 0 and 1, or soft labels between them, of data that the model was not trained on.
    logits : array_like of the same shape, finite
        Predicted log-odds of class 1, not probabilities.
        Paired by position, whatever index a Series has.
    sample_weight : array_like of the same shape, finite, not negative, optional
        Weights w.

    Returns
    -------
    float
        Temperature in (0, inf], without a unit. It is ``inf`` if always saying 0.5 is best.

    Raises
    ------
    ValueError
        If the shapes differ, an array is empty or not numeric, a label is not in [0, 1], a logit
        or a weight is not finite, all logits are 0, or every logit has the sign of its label: then
        the loss falls towards 0 as the temperature does, and no temperature is best.

    Examples
    --------
    >>> round(fit_temperature([1, 1, 1, 0], [3, 3, 3, 3]), 4)
    2.7307

    References
    ----------
    C. Guo, G. Pleiss, Y. Sun and K. Q. Weinberger, "On Calibration of Modern Neural Networks",
    *Proceedings of Machine Learning Research* 70, 2017, section 4.2.
    """
    y, z = require.as_numbers("y_true", y_true), require.as_numbers("logits", logits)
    require.same_shape(y_true=y, logits=z)
    require.in_unit_interval("y_true", y)
    require.finite("logits", z)
    weight = checked_weights(y, sample_weight)
    y, z = as_float(y).reshape(-1), as_float(z).reshape(-1)
    kept = z != 0 if weight is None else (z != 0) & (weight > 0)  # the others change nothing
    y, z = y[kept], z[kept]
    if not z.size:
        raise ValueError(
            "expected logits that are not all 0 where weights are above 0: "
            "every temperature leaves 0 as it is"
        )
    w = 1.0 if weight is None else as_float(weight[kept])
    if (y == (z > 0)).all():
        raise ValueError(
            "expected y_true and logits that disagree somewhere: with every logit on its label's "
            "side of 0 the loss falls as long as the temperature does"
        )
    unit = np.abs(z).max()
    z = z / unit

    def slope(sharpness: float) -> float:  # of the loss, in units of `unit`
        return np.sum(w * z * (sigmoid(sharpness * z) - y))

    if slope(0.0) >= 0:
        return math.inf
    low, high = 0.0, 1.0
    while slope(high) < 0:
        low, high = high, 2 * high
    while (middle := (low + high) / 2) not in (low, high):
        low, high = (middle, high) if slope(middle) < 0 else (low, middle)
    return float(unit / high)


@overload
def move_base_rate(logits: float, *, trained: float, actual: float) -> float: ...
@overload
def move_base_rate(logits: ArrayLike, *, trained: float, actual: float) -> NDArray[np.float64]: ...
def move_base_rate(
    logits: ArrayLike, *, trained: float, actual: float
) -> float | NDArray[np.float64]:
    r"""Return logits as they would be at another base rate, all else equal.

    .. math:: z' = z + \ln \frac{b'}{1 - b'} - \ln \frac{b}{1 - b}

    Class weights, ``pos_weight`` and resampling all teach a model the base rate b that it saw
    instead of the actual b'. A larger weight of one class multiplies all odds by one number, so
    one number takes it back. Balanced weights are ``trained=0.5``.

    Parameters
    ----------
    logits : array_like of any shape
        Log-odds of class 1 from a model trained at base rate `trained`, in nats.
    trained : float in (0, 1)
        Share of the weight that class 1 had in training.
    actual : float in (0, 1)
        Share of class 1 where the model is used.

    Returns
    -------
    ndarray of float64 in the shape of the input, or float for a scalar
        Log-odds in nats.

    Raises
    ------
    ValueError
        If `logits` is empty, not numeric or NaN, or a base rate is not in (0, 1).

    Examples
    --------
    >>> round(sigmoid(move_base_rate(0.0, trained=0.5, actual=0.058)), 4)
    0.058

    References
    ----------
    C. Elkan, "The Foundations of Cost-Sensitive Learning", *Proceedings of the Seventeenth
    International Joint Conference on Artificial Intelligence*, 2001, theorem 2.
    """
    z = require.as_numbers("logits", logits)
    require.not_nan("logits", z)
    rates = [
        require.number(name, rate, "in (0, 1)", lambda b: 0 < b < 1)
        for name, rate in (("trained", trained), ("actual", actual))
    ]
    before, after = (logit(rate) for rate in rates)
    return as_scalar(as_float(z) + (after - before))
