"""All that can be said about a set of predictions, in one report."""

import math
from typing import NamedTuple

import numpy as np

from bce_tutorial import _validation as require
from bce_tutorial._reduction import BLOCK, as_float, checked_weights
from bce_tutorial.calibration import ReliabilityCurve
from bce_tutorial.losses import binary_cross_entropy
from bce_tutorial.report.tally import Tally


class ScoreReport(NamedTuple):
    """What :func:`bce_tutorial.score_report` found: a table and a figure in Jupyter, or text.

    ``count`` counts predictions, ``base_rate`` and ``mean_proba`` are the means of labels and
    probabilities. ``loss``, its interval from ``low`` to ``high`` and ``base_rate_loss`` are in
    nats, and ``bits`` is the loss in bits. ``interval`` says how the interval was found:
    ``"bootstrap"``, ``"normal"`` or ``"none"``. ``reliability`` is a curve of ten bins.
    ``skill`` and ``calibration_slope`` are NaN where they have no value. ``certain`` counts the
    predictions of exactly 0 or 1, ``certain_and_wrong`` those with an infinite penalty,
    the first at ``first_certain_and_wrong``, an index or, in a file, a row, as ``place`` says.
    ``soft_labels`` counts labels between 0 and 1.
    """

    count: int
    base_rate: float
    mean_proba: float
    loss: float
    low: float
    high: float
    interval: str
    base_rate_loss: float
    skill: float
    brier: float
    calibration_slope: float
    reliability: ReliabilityCurve
    certain: int
    certain_and_wrong: int
    first_certain_and_wrong: int | None
    soft_labels: int
    place: str

    @property
    def bits(self):
        """The loss in bits."""
        return self.loss / math.log(2)

    def as_dict(self):
        """Return the report in numbers, strings, lists and None, as JSON needs it.

        None stands for what has no value, and for an infinite loss.

        Returns
        -------
        dict

        Examples
        --------
        >>> score_report([1, 0], [0.9, 0.2]).as_dict()["reliability"]["observed"]
        [0.0, 1.0]
        """
        named = self._asdict() | {"bits": self.bits}
        named["reliability"] = {
            name: values.tolist() for name, values in self.reliability._asdict().items()
        }
        return {
            name: None if isinstance(value, float) and not math.isfinite(value) else value
            for name, value in named.items()
        }

    def __repr__(self):
        from bce_tutorial.report.page import as_text

        return as_text(self)

    def _repr_html_(self):
        from bce_tutorial.report.page import as_html

        return as_html(self)


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
    y, p, tally = y.reshape(-1), p.reshape(-1), Tally()
    for start in range(0, y.size, BLOCK):
        part = slice(start, start + BLOCK)
        places = np.arange(start, start + y[part].size)
        weight = None if w is None else as_float(w[part])
        tally.add(as_float(y[part]), as_float(p[part]), weight, places)
    return _report(tally, rng, "index")


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
    tally = Tally()
    for rows, (y, p, *weights) in blocks(source, columns, delimiter, encoding):
        tally.add(y, p, *(weights or [None]), rows)
    if not tally.scores.count:
        raise ValueError(f"expected a weight above 0 in column {sample_weight!r}, got none")
    return _report(tally, rng, "row")


def _report(tally, rng, place):
    loss, reference, skill, brier, count = tally.scores.result()[:5]
    low, high, interval = tally.interval(np.random.default_rng(0 if rng is None else rng))
    weight, labels, probabilities = tally.bins[:3].sum(axis=1)
    return ScoreReport(
        count=count,
        base_rate=min(float(labels / weight), 1.0),
        mean_proba=min(float(probabilities / weight), 1.0),
        loss=loss,
        low=low,
        high=high,
        interval=interval,
        base_rate_loss=reference,
        skill=skill,
        brier=brier,
        calibration_slope=tally.slope(),
        reliability=tally.curve(),
        certain=tally.certain,
        certain_and_wrong=tally.wrong,
        first_certain_and_wrong=tally.first_wrong,
        soft_labels=tally.soft,
        place=place,
    )
