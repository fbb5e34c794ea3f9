"""The mean loss as a sum that can be cut anywhere and put together again."""

import math
from typing import NamedTuple

import numpy as np

from bce_tutorial import _validation as check
from bce_tutorial._reduction import BLOCK, as_float, checked_weights
from bce_tutorial.losses import binary_cross_entropy
from bce_tutorial.scores import base_rate_loss

UNIT = 2**1074  # every float is a whole number of times 1 / UNIT


class LossSummary(NamedTuple):
    """What a :class:`LossAccumulator` knows about the predictions it has seen.

    Losses are means in nats; `skill` is NaN while only one class was seen; `brier` is the mean
    squared difference of label and probability; `count` counts predictions, not weights.
    """

    loss: float
    base_rate_loss: float
    skill: float
    brier: float
    count: int


class LossAccumulator:
    r"""Sum the binary cross-entropy of predictions that come in parts.

    .. math:: L = \frac{\sum_i w_i \ell_i}{\sum_i w_i}

    Both sums can be taken over any parts and added later, in any order: the sums of the blocks
    are kept as whole numbers, exactly, so merging is associative and commutative to the last bit.
    (A mean of means is not: parts differ in weight.) The object is small and can be pickled.

    Examples
    --------
    >>> from bce_tutorial.datasets import eight_predictions
    >>> ids, y_true, y_proba = eight_predictions()
    >>> first, second = LossAccumulator(), LossAccumulator()
    >>> first.update(y_true[:3], y_proba[:3])
    >>> second.update(y_true[3:], y_proba[3:])
    >>> first.merge(second)
    >>> round(first.result().loss, 4)
    0.4937

    References
    ----------
    T. F. Chan, G. H. Golub and R. J. LeVeque, "Algorithms for Computing the Sample Variance",
    *The American Statistician* 37, 1983, doi:10.1080/00031305.1983.10483115.
    """

    def __init__(self):
        self.count = 0
        self._infinite = False  # whether a certain prediction with positive weight was wrong
        self._weight = self._positive = self._loss = self._squares = 0

    def update(self, y_true, y_proba, sample_weight=None):
        """Add predictions.

        Parameters
        ----------
        y_true : array_like of any shape, in [0, 1]
            Labels.
        y_proba : array_like of the same shape, in [0, 1]
            Predicted probability of class 1.
        sample_weight : array_like of the same shape, finite, not negative, optional
            Weights; 1 for each prediction by default.

        Raises
        ------
        ValueError
            As :func:`binary_cross_entropy`; nothing is added then.

        Examples
        --------
        >>> accumulator = LossAccumulator()
        >>> accumulator.update([1, 0], [0.9, 0.9])
        >>> round(accumulator.result().loss, 4)
        1.204
        """
        y, p = check.as_numbers("y_true", y_true), check.as_numbers("y_proba", y_proba)
        loss = binary_cross_entropy(y, p, sample_weight=sample_weight, reduction="sum")
        weight, y, p = checked_weights(y, sample_weight), y.reshape(-1), p.reshape(-1)
        sums = np.zeros(3)
        for start in range(0, y.size, BLOCK):
            part = slice(start, start + BLOCK)
            labels, probabilities = as_float(y[part]), as_float(p[part])
            squares = np.square(labels - probabilities)
            if weight is None:
                sums += labels.size, labels.sum(), squares.sum()
            else:
                w = as_float(weight[part])
                sums += w.sum(), w @ labels, w @ squares
        self.count += y.size
        self._weight += _exact(sums[0])
        self._positive += _exact(sums[1])
        self._squares += _exact(sums[2])
        if math.isinf(loss):
            self._infinite = True
        else:
            self._loss += _exact(loss)

    def merge(self, other):
        """Add all that another accumulator has seen; the other stays as it is.

        Parameters
        ----------
        other : LossAccumulator
            What another part of the data left.

        Raises
        ------
        ValueError
            If `other` is something else.

        Examples
        --------
        >>> accumulator = LossAccumulator()
        >>> accumulator.merge(LossAccumulator())
        >>> accumulator.count
        0
        """
        if not isinstance(other, LossAccumulator):
            raise ValueError(f"expected other to be a LossAccumulator, got {type(other).__name__}")
        self.count += other.count
        self._infinite |= other._infinite
        for name in ("_weight", "_positive", "_loss", "_squares"):
            setattr(self, name, getattr(self, name) + getattr(other, name))

    def result(self):
        """Return the scores of all predictions seen so far.

        Returns
        -------
        LossSummary

        Raises
        ------
        ValueError
            If nothing was added yet.

        Examples
        --------
        >>> accumulator = LossAccumulator()
        >>> accumulator.update([1, 0], [0.5, 0.5])
        >>> accumulator.result().brier
        0.25
        """
        if not self.count:
            raise ValueError("expected at least one prediction before result(), got 0")
        loss = math.inf if self._infinite else self._loss / self._weight
        reference = base_rate_loss(min(1.0, self._positive / self._weight))
        skill = 1 - loss / reference if reference else math.nan
        return LossSummary(loss, reference, skill, self._squares / self._weight, self.count)


def _exact(number):
    """Return a float as a whole number of times 1 / UNIT; the ratio of two such is a float."""
    numerator, denominator = float(number).as_integer_ratio()
    return numerator * (UNIT // denominator)
