"""All that can be said about a set of predictions, in one report."""

import numpy as np

from bce_tutorial import _validation as require
from bce_tutorial._reduction import BLOCK, as_float, checked_weights
from bce_tutorial.losses import binary_cross_entropy
from bce_tutorial.report.block import Block
from bce_tutorial.report.summing import report_of


def score_report(y_true, y_proba, *, sample_weight=None, rng=None):
    r"""Return what predicted probabilities are worth: loss, skill, calibration.

    .. math:: L = \frac{\sum_i w_i \ell_i}{\sum_i w_i}, \qquad
              S = 1 - \frac{L}{H(b)}, \qquad
              \Pr(y_i = 1) \approx \sigma \bigl( \beta \operatorname{logit}(p_i) + \alpha \bigr)

    The 95 % interval of the loss L treats predictions as independent. Up to 20,000 of them it is
    the bootstrap's, from 2,000 resamples of the rows; above, where the two agree, it is
    :math:`L \pm 1.96 \sqrt{\sum_i w_i^2 (\ell_i - L)^2} / \sum_i w_i`. The interval of the skill
    takes the base rate b as known. The calibration slope :math:`\beta` is 1 for a calibrated
    model and smaller for one that is too sure; predictions of exactly 0 or 1 are left out of it.

    Parameters
    ----------
    y_true : array_like of any shape, in [0, 1]
        Labels 0 and 1, or soft labels between them.
    y_proba : array_like of the same shape, in [0, 1]
        Predicted probability of class 1, not a logit.
    sample_weight : array_like of the same shape, finite, not negative, optional
        Weights w. A weight of 0 leaves a prediction out.
    rng : numpy.random.Generator or int, default 0
        Source of the resampling, or its seed.

    Returns
    -------
    ScoreReport
        Displays as a table and a reliability diagram in Jupyter, prints as text elsewhere.

    Raises
    ------
    ValueError
        As :func:`binary_cross_entropy`.

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
    to the Bootstrap*, Chapman and Hall, 1993, chapter 13, for the interval.
    """
    y, p = require.as_numbers("y_true", y_true), require.as_numbers("y_proba", y_proba)
    binary_cross_entropy(y, p, sample_weight=sample_weight)  # every rule that an input can break
    w = checked_weights(y, sample_weight)
    return report_of(_blocks(y.reshape(-1), p.reshape(-1), w), place="index", rng=rng)


def _blocks(y, p, w):
    """Yield the rows of flat arrays, in parts that stay in the cache."""
    for start in range(0, y.size, BLOCK):
        part = slice(start, start + BLOCK)
        places = np.arange(start, start + y[part].size)
        weight = None if w is None else as_float(w[part])
        yield Block(places, as_float(y[part]), as_float(p[part]), weight)


def score_file(
    source,
    *,
    y_true="y_true",
    y_proba="y_proba",
    sample_weight=None,
    delimiter=None,
    encoding="utf-8",
    rng=None,
):
    r"""Return the score report of predictions in a CSV file, of any length.

    .. math:: L = \frac{\sum_i w_i \ell_i}{\sum_i w_i}

    The file is read in parts, in bounded memory, and checked on the way. It may be gzipped, have
    a byte order mark, be in UTF-16 with one, use decimal commas, and end with blank lines. Labels
    may be ``True`` and ``False``. The numbers are those of :func:`score_report`.

    Parameters
    ----------
    source : str, path or binary file object
        The file. Its first row holds the names of the columns.
    y_true, y_proba : str
        Names of the columns of labels and of probabilities of class 1.
    sample_weight : str, optional
        Name of the column of weights.
    delimiter : str of one character, optional
        What separates the columns. By default the one of comma, semicolon, tab and upright bar
        that gives the columns their names.
    encoding : str, default "utf-8"
        Encoding of a file without a byte order mark.
    rng : numpy.random.Generator or int, default 0
        Source of the resampling, or its seed.

    Returns
    -------
    ScoreReport
        With rows as they are counted in the file: the first one holds the names.

    Raises
    ------
    OSError
        If the file cannot be opened.
    ValueError
        If a row breaks a rule of :func:`score_report`, in words that name the row, if the file is
        no such table, or if an option is not one of those above.

    Examples
    --------
    >>> import io
    >>> file = io.BytesIO(b"id;label;p\nID6;1;0,94\nID8;0;0,56\n")
    >>> round(score_file(file, y_true="label", y_proba="p").brier, 4)
    0.1586

    References
    ----------
    Y. Shafranovich, "Common Format and MIME Type for Comma-Separated Values (CSV) Files",
    RFC 4180, 2005.
    """
    from bce_tutorial.report.csv_table import blocks

    columns = [y_true, y_proba, *([] if sample_weight is None else [sample_weight])]
    found = (Block(rows, *values) for rows, values in blocks(source, columns, delimiter, encoding))
    return report_of(found, place="row", rng=rng)
