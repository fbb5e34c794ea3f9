"""The mean loss as a sum that can be cut anywhere and put together again."""

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from bce_tutorial import _validation as require
from bce_tutorial._reduction import BLOCK, Numbers, as_float
from bce_tutorial.losses import binary_cross_entropy, block_losses
from bce_tutorial.scores import base_rate_loss

ROWS = 2 * BLOCK  # of a block: its four sums cost less per prediction the longer it is
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
    count: int  # type: ignore[assignment]  # hides a tuple's method


class LossAccumulator:
    r"""Sum the binary cross-entropy of predictions that come in parts.

    .. math:: L = \frac{\sum_i w_i \ell_i}{\sum_i w_i}

    Both sums can be taken over any parts and added later, in any order: the sums of the parts
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

    def __init__(self) -> None:
        self.count = 0
        self._infinite = False  # whether a certain prediction with positive weight was wrong
        self._weight = self._positive = self._loss = self._squares = 0

    def update(
        self, y_true: ArrayLike, y_proba: ArrayLike, sample_weight: ArrayLike | None = None
    ) -> None:
        """Add predictions.

        Parameters
        ----------
        y_true : array_like of any shape, in [0, 1]
            Labels.
        y_proba : array_like of the same shape, in [0, 1]
            Predicted probability of class 1.
        sample_weight : array_like of the same shape, finite, not negative, optional
            Weights; 1 for each prediction by default. In one part all may be 0.

        Raises
        ------
        ValueError
            As :func:`binary_cross_entropy`, but for weights of 0; nothing is added then.

        Examples
        --------
        >>> accumulator = LossAccumulator()
        >>> accumulator.update([1, 0], [0.9, 0.9])
        >>> round(accumulator.result().loss, 4)
        1.204
        """
        y, p = require.as_numbers("y_true", y_true), require.as_numbers("y_proba", y_proba)
        require.same_shape(y_true=y, y_proba=p)
        weight = None if sample_weight is None else _weights(y, sample_weight)
        flat = y.reshape(-1), p.reshape(-1), weight
        try:
            columns = [_sums(*flat, slice(start, start + ROWS)) for start in range(0, y.size, ROWS)]
        except ValueError:
            # raises again, and names the place in the whole
            return binary_cross_entropy(y, p)  # type: ignore[return-value]
        total, positive, loss, squares = map(math.fsum, zip(*columns, strict=True))
        self.count += y.size
        self._weight += _exact(total)
        self._positive += _exact(positive)
        self._squares += _exact(squares)
        if math.isinf(loss):
            self._infinite = True
        else:
            self._loss += _exact(loss)

    def merge(self, other: "LossAccumulator") -> None:
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

    def result(self) -> LossSummary:
        """Return the scores of all predictions seen so far.

        Returns
        -------
        LossSummary

        Raises
        ------
        ValueError
            If nothing was added yet, or only predictions with a weight of 0.

        Examples
        --------
        >>> accumulator = LossAccumulator()
        >>> accumulator.update([1, 0], [0.5, 0.5])
        >>> accumulator.result().brier
        0.25
        """
        if not self.count:
            raise ValueError("expected at least one prediction before result(), got 0")
        if not self._weight:
            raise ValueError("expected sample_weight with a positive sum, got 0")
        loss = math.inf if self._infinite else self._loss / self._weight
        reference = base_rate_loss(min(1.0, self._positive / self._weight))
        skill = 1 - loss / reference if reference else math.nan
        return LossSummary(loss, reference, skill, self._squares / self._weight, self.count)


def _weights(y: Numbers, sample_weight: ArrayLike) -> Numbers:
    """Return the weights as a flat array; in a part of the data all may be 0."""
    w = require.as_numbers("sample_weight", sample_weight)
    require.same_shape(y_true=y, sample_weight=w)
    if w.any():
        require.weights("sample_weight", w)
    return w.reshape(-1)


def _sums(
    y: Numbers, p: Numbers, weight: Numbers | None, part: slice
) -> tuple[float, float, float, float]:
    """Return the sums of weights, weighted labels, losses and squared errors of one block."""
    y, p = as_float(y[part]), as_float(p[part])
    with np.errstate(all="ignore"):  # log 0 is minus infinity, and meant
        loss = block_losses(y, p, summed=weight is None)
    squares = np.square(y - p)
    if weight is None:
        return y.size, y.sum(), loss.sum(), squares.sum()
    w = as_float(weight[part])
    loss = np.where(w > 0, loss, 0.0)  # 0 * inf: a weight of 0 leaves the prediction out
    return w.sum(), (w * y).sum(), (w * loss).sum(), (w * squares).sum()


def _exact(number: float) -> int:
    """Return a float as a whole number of times 1 / UNIT; the ratio of two such is a float."""
    numerator, denominator = float(number).as_integer_ratio()
    return numerator * (UNIT // denominator)
