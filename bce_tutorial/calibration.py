"""Whether probabilities come true: Brier score, its parts, and the curve of what was observed."""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from bce_tutorial import _validation as require
from bce_tutorial._reduction import Floats, Losses, as_float, checked_weights, reduce_blocks


class ReliabilityCurve(NamedTuple):
    """What was predicted and what happened, in bins of similar predictions.

    ``mean_predicted`` and ``observed`` are arrays in [0, 1], the mean probability and the share
    of class 1 of each bin that is not empty, in rising order. ``count`` is how many predictions a
    bin holds, or the sum of their weights.
    """

    mean_predicted: NDArray[np.float64]
    observed: NDArray[np.float64]
    count: NDArray[np.intp] | NDArray[np.float64]  # type: ignore[assignment]  # hides a tuple's method


class BrierDecomposition(NamedTuple):
    """The parts of a Brier score: reliability - resolution + uncertainty + within_bins.

    ``reliability`` is 0 for calibrated bins, ``resolution`` 0 for bins that are all alike,
    ``uncertainty`` the score of a constant guess, and ``within_bins`` what the bins blur.
    """

    reliability: float
    resolution: float
    uncertainty: float
    within_bins: float


def brier_score(
    y_true: ArrayLike, y_proba: ArrayLike, *, sample_weight: ArrayLike | None = None
) -> float:
    r"""Return the Brier score, the mean squared difference of label and probability.

    .. math:: B = \frac{1}{\sum_i w_i} \sum_i w_i (p_i - y_i)^2

    Parameters
    ----------
    y_true : array_like of any shape, in [0, 1]
        Labels 0 and 1, or soft labels between them.
    y_proba : array_like of the same shape, in [0, 1]
        Predicted probability of class 1, not a logit.
        Paired by position, whatever index a Series has.
    sample_weight : array_like of the same shape, finite, not negative, optional
        Weights w.

    Returns
    -------
    float
        Score in [0, 1], without a unit. 0 is perfect, 0.25 that of always saying 0.5.

    Raises
    ------
    ValueError
        If the shapes differ, an array is empty or not numeric, a label or a probability is NaN
        or outside [0, 1], or a weight is negative or not finite, or all are 0.

    Examples
    --------
    >>> from bce_tutorial.datasets import eight_predictions
    >>> ids, y_true, y_proba = eight_predictions()
    >>> round(brier_score(y_true, y_proba), 4)
    0.1736

    References
    ----------
    G. W. Brier, "Verification of Forecasts Expressed in Terms of Probability", *Monthly Weather
    Review* 78, 1950. Its score sums over both classes, which is twice this one.
    """
    y, p, w = _checked(y_true, y_proba, sample_weight)

    def squares(y: Floats, p: Floats, summed: bool) -> Losses:
        return np.square(p - y)

    return float(reduce_blocks(squares, (y, p), y.shape, w))


def brier_decomposition(
    y_true: ArrayLike,
    y_proba: ArrayLike,
    *,
    n_bins: int | None = None,
    sample_weight: ArrayLike | None = None,
) -> BrierDecomposition:
    r"""Return the parts of the Brier score that tell calibration from knowledge.

    .. math:: B = R - S + U + W, \qquad
              R = \sum_k \frac{n_k}{n} (f_k - o_k)^2, \qquad
              S = \sum_k \frac{n_k}{n} (o_k - b)^2

    with :math:`n_k` predictions in bin k, their mean :math:`f_k`, the observed share
    :math:`o_k` of class 1, and the base rate b: reliability R, resolution S, uncertainty
    U = b (1 - b). W is the rest, within bins, and 0 if each distinct prediction has a bin of its
    own.

    Parameters
    ----------
    y_true : array_like of any shape, of 0 and 1
        Labels.
    y_proba : array_like of the same shape, in [0, 1]
        Predicted probability of class 1, not a logit.
        Paired by position, whatever index a Series has.
    n_bins : int above 0, optional
        Number of bins of equal width, as in :func:`reliability_curve`. By default each distinct
        prediction has its own.
    sample_weight : array_like of the same shape, finite, not negative, optional
        Weights; sizes of bins are sums of them.

    Returns
    -------
    BrierDecomposition
        Four floats, without a unit.

    Raises
    ------
    ValueError
        As :func:`brier_score`, and if a label is not 0 or 1 or `n_bins` not an integer above 0.

    Examples
    --------
    >>> y_true, y_proba = [1, 1, 0, 1, 0, 0], [0.8, 0.8, 0.8, 0.2, 0.2, 0.2]
    >>> parts = brier_decomposition(y_true, y_proba)
    >>> [round(part, 4) for part in parts]
    [0.0178, 0.0278, 0.25, 0.0]

    References
    ----------
    A. H. Murphy, "A New Vector Partition of the Probability Score", *Journal of Applied
    Meteorology* 12, 1973.
    """
    y, p, w = _checked(y_true, y_proba, sample_weight)
    require.hard_labels("y_true", y)
    curve, bins = _binned(y, p, w, n_bins)
    share = curve.count / curve.count.sum()
    base_rate = share @ curve.observed
    gap = p - curve.mean_predicted[bins]
    return BrierDecomposition(
        float(share @ (curve.mean_predicted - curve.observed) ** 2),
        float(share @ (curve.observed - base_rate) ** 2),
        float(base_rate * (1 - base_rate)),
        float(np.average(gap * (gap - 2 * y), weights=w)),
    )


def reliability_curve(
    y_true: ArrayLike,
    y_proba: ArrayLike,
    *,
    n_bins: int | None = 10,
    sample_weight: ArrayLike | None = None,
) -> ReliabilityCurve:
    r"""Return mean prediction and observed share of class 1 in bins of equal width.

    .. math:: f_k = \frac{1}{n_k} \sum_{i \in k} p_i, \qquad
              o_k = \frac{1}{n_k} \sum_{i \in k} y_i

    A calibrated model has :math:`f_k = o_k` in every bin, but for chance. A prediction
    at the border of two bins counts to the lower one.

    Parameters
    ----------
    y_true : array_like of any shape, in [0, 1]
        Labels 0 and 1, or soft labels between them.
    y_proba : array_like of the same shape, in [0, 1]
        Predicted probability of class 1, not a logit.
        Paired by position, whatever index a Series has.
    n_bins : int above 0, or None
        Number of bins over [0, 1]; None gives each distinct prediction its own.
    sample_weight : array_like of the same shape, finite, not negative, optional
        Weights of the two means.

    Returns
    -------
    ReliabilityCurve
        Three arrays with one entry for each bin that is not empty.

    Raises
    ------
    ValueError
        As :func:`brier_score`, and if `n_bins` is not an integer above 0.

    Examples
    --------
    >>> from bce_tutorial.datasets import eight_predictions
    >>> ids, y_true, y_proba = eight_predictions()
    >>> curve = reliability_curve(y_true, y_proba, n_bins=2)
    >>> curve.mean_predicted.round(3), curve.observed.round(3), curve.count
    (array([0.297, 0.738]), array([0.667, 0.6  ]), array([3, 5]))

    References
    ----------
    A. Niculescu-Mizil and R. Caruana, "Predicting Good Probabilities with Supervised Learning",
    *Proceedings of the 22nd International Conference on Machine Learning*, 2005, section 4.
    """
    y, p, w = _checked(y_true, y_proba, sample_weight)
    return _binned(y, p, w, n_bins)[0]


def _binned(
    y: Floats,
    p: Floats,
    w: Floats | None,
    n_bins: int | None,
) -> tuple[ReliabilityCurve, NDArray[np.intp]]:
    """Return the curve, and for each prediction the index of its bin on it."""
    if n_bins is None:
        bins = np.unique(p, return_inverse=True)[1]
    else:
        require.integer("n_bins", n_bins, "above 0", lambda k: k > 0)
        bins = np.searchsorted(np.linspace(0, 1, n_bins + 1)[1:-1], p)
    count = np.bincount(bins, w)
    filled = count > 0
    bins, count = (np.cumsum(filled) - 1)[bins], count[filled]

    def mean(values: Floats) -> Floats:
        return np.bincount(bins, values if w is None else w * values) / count

    return ReliabilityCurve(mean(p), mean(y), count), bins


def _checked(
    y_true: ArrayLike, y_proba: ArrayLike, sample_weight: ArrayLike | None
) -> tuple[Floats, Floats, Floats | None]:
    """Return labels, probabilities and weights as flat arrays in float64, without weights of 0."""
    y, p = require.as_numbers("y_true", y_true), require.as_numbers("y_proba", y_proba)
    require.same_shape(y_true=y, y_proba=p)
    require.in_unit_interval("y_true", y)
    require.in_unit_interval("y_proba", p)
    w = checked_weights(y, sample_weight)
    y, p = as_float(y).reshape(-1), as_float(p).reshape(-1)
    if w is None:
        return y, p, None
    kept = w > 0
    return y[kept], p[kept], as_float(w[kept])
