"""All that can be said about a set of predictions, in one report."""

import numpy as np

from bce_tutorial import _labels as labels
from bce_tutorial import _validation as require
from bce_tutorial._reduction import BLOCK, as_float, checked_weights
from bce_tutorial.losses import binary_cross_entropy
from bce_tutorial.report.block import Block
from bce_tutorial.report.summing import report_of


def score_report(
    y_true,
    y_proba,
    *,
    sample_weight=None,
    by=None,
    compare=None,
    pos_label=None,
    drop_missing=False,
    rng=None,
):
    r"""Return what predicted probabilities are worth: loss, skill, calibration.

    .. math:: L = \frac{\sum_i w_i \ell_i}{\sum_i w_i}, \qquad
              D = \frac{\sum_i w_i (\ell_i - g_i)}{\sum_i w_i} = L - H(b), \qquad
              S = 1 - \frac{L}{H(b)}

    with the penalty :math:`\ell_i` of a prediction and that of always saying the base rate,
    :math:`g_i = -y_i \ln b - (1 - y_i) \ln (1 - b)`.

    The 95 % intervals treat predictions as independent. Up to 20,000 of them they are the
    bootstrap's, from 2,000 resamples of the rows; above, where the two agree, those of the normal
    approximation, such as :math:`L \pm 1.96 \sqrt{\sum_i w_i^2 (\ell_i - L)^2} / \sum_i w_i`. The
    interval of the difference D is that of a mean of differences row by row. It decides whether
    the predictions are better than the base rate. The skill S has the interval of a ratio of two
    means over the same rows. In every resample the guess stays the b of all rows.

    If the probabilities are right, the loss is on average :math:`\sum_i w_i H(p_i) / \sum_i w_i`,
    and its variance :math:`\sum_i w_i^2 p_i (1 - p_i) \operatorname{logit}(p_i)^2`, divided by the
    square of the sum of the weights. The z-score compares. The calibration slope is the factor
    :math:`\beta` of the logistic regression of labels on log-odds,

    .. math:: \Pr(y_i = 1) \approx \sigma \bigl( \beta \operatorname{logit}(p_i) + \alpha \bigr),

    1 for a calibrated model and smaller for one that is too sure. Its interval is from the
    information matrix. Predictions of exactly 0 or 1 are left out of it.

    Parameters
    ----------
    y_true : array_like of any shape, in [0, 1]
        Labels 0 and 1, or soft labels between them; with `pos_label`, two values of any kind.
    y_proba : array_like of the same shape, in [0, 1]
        Predicted probability of class 1, not a logit.
    sample_weight : array_like of the same shape, finite, not negative, optional
        Weights w. A weight of 0 leaves a prediction out.
    by : array_like of the same shape, optional
        Names of groups; the report has the scores of each.
    compare : array_like of the same shape, in [0, 1], optional
        Probabilities of another model for the same rows; the report has the difference.
    pos_label : number, str or bool, optional
        The label of class 1. Any other label is then class 0.
    drop_missing : bool, default False
        Whether to leave out rows without a label (NaN, None, masked), and to count them.
    rng : numpy.random.Generator or int, default 0
        Source of the resampling, or its seed.

    Returns
    -------
    ScoreReport
        Displays as a table and a reliability diagram in Jupyter, prints as text elsewhere.

    Raises
    ------
    ValueError
        As :func:`binary_cross_entropy`, for `compare` too; if `by` has another shape; if
        `pos_label` does not occur, or more than one other label does; if no row has a label.

    Examples
    --------
    >>> from bce_tutorial.datasets import eight_predictions
    >>> ids, y_true, y_proba = eight_predictions()
    >>> report = score_report(y_true, y_proba)
    >>> round(report.loss, 4), round(report.skill, 3), round(report.brier, 4)
    (0.4937, 0.254, 0.1736)

    References
    ----------
    D. R. Cox, "Two Further Applications of a Model for Binary Regression", *Biometrika* 45, 1958,
    doi:10.1093/biomet/45.3-4.562, for the slope; B. Efron and R. J. Tibshirani, *An Introduction
    to the Bootstrap*, Chapman and Hall, 1993, chapter 13, for the intervals; E. C. Fieller, "Some
    Problems in Interval Estimation", *Journal of the Royal Statistical Society* B 16, 1954, for
    the ratio of two means; D. J. Spiegelhalter, "Probabilistic Prediction in Patient Management
    and Clinical Trials", *Statistics in Medicine* 5, 1986, for the expected score.
    """
    columns = {
        "y_true": y_true,
        "y_proba": y_proba,
        "sample_weight": sample_weight,
        "compare": compare,
    }
    gone = np.array(False)
    if drop_missing:
        gone = labels.missing("y_true", y_true)
    if pos_label is not None:
        columns["y_true"] = labels.binary_labels("y_true", y_true, pos_label)
    if gone.any():
        columns = _filled(columns, gone)
    blocks = _blocks(*_checked(by, **columns))
    return report_of(blocks, place="index", dropped=gone.sum, rng=rng)


def _filled(columns, gone):
    """Return the arrays with harmless numbers where the label is missing, and no weight there."""
    if gone.all():
        raise ValueError("expected y_true with a label that is not missing, got none")
    if columns["sample_weight"] is None:
        columns["sample_weight"] = np.ones(gone.shape)
    filled = {}
    for name, values in columns.items():
        if values is not None:
            array = require.as_objects(name, values)
            require.same_shape(**{"y_true": gone} | {name: array})
            values = np.where(gone, FILLING[name], array)
        filled[name] = values
    return filled


FILLING = {"y_true": 0, "y_proba": 0.5, "sample_weight": 0, "compare": 0.5}


def _checked(by, y_true, y_proba, sample_weight, compare):
    """Return flat arrays of labels, probabilities, weights, other probabilities and groups."""
    y, p = require.as_numbers("y_true", y_true), require.as_numbers("y_proba", y_proba)
    require.same_shape(y_true=y, y_proba=p)
    require.in_unit_interval("y_proba", p)
    binary_cross_entropy(y, p, sample_weight=sample_weight)  # every rule that an input can break
    other = group = None
    if compare is not None:
        other = require.as_numbers("compare", compare)
        require.same_shape(y_true=y, compare=other)
        require.in_unit_interval("compare", other)
    if by is not None:
        group = require.as_objects("by", by)
        require.same_shape(y_true=y, by=group)
    arrays = y, p, checked_weights(y, sample_weight), other, group
    return [None if array is None else array.reshape(-1) for array in arrays]


def _blocks(*arrays):
    """Yield the rows of flat arrays, in parts that stay in the cache."""
    size = arrays[0].size
    for start in range(0, size, BLOCK):
        parts = [None if array is None else array[start : start + BLOCK] for array in arrays]
        *numbers, group = parts
        yield Block(
            np.arange(start, start + parts[0].size),
            *(None if part is None else as_float(part) for part in numbers),
            None if group is None else group.astype(str),
        )
