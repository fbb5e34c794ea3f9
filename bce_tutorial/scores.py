"""What a loss is worth: the loss of a constant guess, and the share of it that is saved."""

import math

import numpy as np
from numpy.typing import ArrayLike

from bce_tutorial import _validation as require
from bce_tutorial.losses import binary_cross_entropy


def base_rate_loss(y_true: ArrayLike, *, base: float = math.e) -> float:
    r"""Return the loss of the best constant prediction, the base rate.

    .. math:: H(b) = -b \log b - (1 - b) \log (1 - b), \qquad b = \frac{1}{n} \sum_i y_i

    It is the entropy of the labels: what a model that knows only how often class 1 occurs
    would pay. With one class only it is 0.

    Parameters
    ----------
    y_true : array_like of any shape, in [0, 1]
        Labels.
    base : float above 1, default e
        Base of the logarithm: e gives nats, 2 bits, 10 bans.

    Returns
    -------
    float
        Loss in [0, log 2], in nats unless `base` says otherwise.

    Raises
    ------
    ValueError
        If `y_true` is empty, not numeric, NaN or outside [0, 1], or `base` is not a finite
        number above 1.

    Examples
    --------
    >>> round(base_rate_loss([1, 1, 1, 0, 0, 1, 1, 0]), 4)
    0.6616

    References
    ----------
    C. E. Shannon, "A Mathematical Theory of Communication", *Bell System Technical Journal*
    27, 1948, section 6.
    """
    y = require.as_numbers("y_true", y_true)
    require.in_unit_interval("y_true", y)
    rate = float(y.mean(dtype=np.float64))
    return float(binary_cross_entropy(rate, rate, base=base))


def skill_score(y_true: ArrayLike, y_proba: ArrayLike) -> float:
    r"""Return the share of the base-rate loss that the predictions save.

    .. math:: S = 1 - \frac{L(y, p)}{H(b)}

    1 is a perfect prediction, 0 no better than always predicting the base rate, below 0 worse.

    Parameters
    ----------
    y_true : array_like of any shape, in [0, 1]
        Labels, of both classes.
    y_proba : array_like of the same shape, in [0, 1]
        Predicted probability of class 1.
        Paired by position, whatever index a Series has.

    Returns
    -------
    float
        Skill in [-inf, 1], without a unit: a ratio of two losses in the same base.

    Raises
    ------
    ValueError
        As :func:`binary_cross_entropy`, and if all labels are 0 or all are 1: the base-rate
        loss is 0 then, and the ratio has no value.

    Examples
    --------
    >>> from bce_tutorial.datasets import eight_predictions
    >>> ids, y_true, y_proba = eight_predictions()
    >>> round(skill_score(y_true, y_proba), 3)
    0.254

    References
    ----------
    T. Gneiting and A. E. Raftery, "Strictly Proper Scoring Rules, Prediction, and Estimation",
    *Journal of the American Statistical Association* 102, 2007, section 2.3.
    """
    y_proba = require.as_numbers("y_proba", y_proba)
    require.in_unit_interval("y_proba", y_proba)
    loss, reference = float(binary_cross_entropy(y_true, y_proba)), base_rate_loss(y_true)
    if reference == 0:
        label = float(np.asarray(y_true).flat[0])
        raise ValueError(f"expected y_true with both classes, got only {label:g}")
    return 1 - loss / reference
