"""The mean loss as a sum that can be cut anywhere and put together again."""

import math
from collections.abc import Iterable
from fractions import Fraction
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from bce_tutorial import _validation as require
from bce_tutorial._intervals import Formula
from bce_tutorial._reduction import BLOCK, Floats, Numbers, as_float, distance, dot
from bce_tutorial.logits import logit
from bce_tutorial.losses import block_losses
from bce_tutorial.scores import base_rate_loss

ROWS = 8 * BLOCK  # of a block: its sums cost less per prediction the longer it is
LOSS = np.array([0.0, 0.0, 1.0])  # factors of 1, label and loss
ROUNDING = 1e-12  # of a skill, which is then 0
_NONE = (math.nan,) * 4


class LossSummary(NamedTuple):
    """What a :class:`LossAccumulator` knows about the predictions it has seen.

    Losses are means in nats; `skill` is NaN while only one class was seen; `brier` is the mean
    squared difference of label and probability; `count` counts predictions, not weights. The 95 %
    interval of the loss reaches from `low` to `high`, that of the skill from `skill_low` to
    `skill_high`; they are NaN where fewer than two predictions have a weight above 0, where the
    loss is infinite, and for the skill where it is NaN or the base-rate loss not told from 0.
    """

    loss: float
    base_rate_loss: float
    skill: float
    brier: float
    count: int  # type: ignore[assignment]  # hides a tuple's method
    low: float
    high: float
    skill_low: float
    skill_high: float


class LossAccumulator:
    r"""Sum the binary cross-entropy of predictions that come in parts.

    .. math:: L = \frac{\sum_i w_i \ell_i}{\sum_i w_i}, \qquad
              \operatorname{var} L = \frac{\sum_i w_i^2 (\ell_i - L)^2}{(\sum_i w_i)^2}

    Both sums can be taken over any parts and added later, in any order: the sums of the parts
    are kept as fractions, exactly, so merging is associative and commutative to the last bit.
    (A mean of means is not: parts differ in weight.) The object is small and can be pickled.

    The 95 % interval of the loss is :math:`L \pm 1.96 \sqrt{\operatorname{var} L}`, for predictions
    that are independent. That of the skill is paired, row by row, with the constant guess of the
    base rate b, which costs :math:`g_i = -y_i \ln b - (1 - y_i) \ln (1 - b)`: it holds
    :math:`1 - r` for each ratio r of the two losses at which the interval of the mean of
    :math:`\ell_i - r g_i` holds 0. So it lies above 0 where the predictions are better than the
    guess beyond chance. Sums of squares and products are all that this needs.

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
    *The American Statistician* 37, 1983, doi:10.1080/00031305.1983.10483115. E. C. Fieller, "Some
    Problems in Interval Estimation", *Journal of the Royal Statistical Society B* 16, 1954, for the
    interval of a ratio.
    """

    def __init__(self) -> None:
        self.count = 0
        self._weighted = 0  # how many predictions have a weight above 0
        self._infinite = False  # whether a certain one of these was wrong
        self._sums = [Fraction()] * 10  # in the order of `_of_block`

    def update(
        self, y_true: ArrayLike, y_proba: ArrayLike, sample_weight: ArrayLike | None = None
    ) -> None:
        """Add predictions.

        Parameters
        ----------
        y_true : array_like of any shape, in [0, 1]
            Labels. Arrays without an entry change nothing.
        y_proba : array_like of the same shape, in [0, 1]
            Predicted probability of class 1.
            Paired by position, whatever index a Series has.
        sample_weight : array_like of the same shape, finite, not negative, optional
            Weights; 1 for each prediction by default. In one part all may be 0.

        Raises
        ------
        ValueError
            As :func:`binary_cross_entropy`, but for weights of 0 and for parts without an entry;
            nothing is added then.

        Examples
        --------
        >>> accumulator = LossAccumulator()
        >>> accumulator.update([1, 0], [0.9, 0.9])
        >>> round(accumulator.result().loss, 4)
        1.204
        """
        y = require.as_numbers("y_true", y_true, or_none=True)
        p = require.as_numbers("y_proba", y_proba, or_none=True)
        require.same_shape(y_true=y, y_proba=p)
        weight = None if sample_weight is None else _weights(y, sample_weight)
        if not y.size:
            return
        flat = y.reshape(-1), p.reshape(-1), weight
        unit = 1.0 if weight is None else 2.0 ** math.frexp(weight.max())[1]
        parts = (slice(start, start + ROWS) for start in range(0, y.size, ROWS))
        try:
            blocks = [_of_block(*flat, unit, part) for part in parts]
        except ValueError:  # of a block: one of these names the place in the whole
            require.in_unit_interval("y_proba", p)
            require.in_unit_interval("y_true", y)
        sums = [math.fsum(column) for column in zip(*blocks, strict=True)]
        self.count += y.size
        self._weighted += y.size if weight is None else int(np.count_nonzero(weight))
        self._infinite |= math.isinf(sums[2])
        exact = [Fraction(number) if math.isfinite(number) else Fraction() for number in sums]
        self._add(exact[:4] + [number * Fraction(unit) ** 2 for number in exact[4:]])

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
        self._weighted += other._weighted
        self._infinite |= other._infinite
        self._add(other._sums)

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
        weight, labels, losses, squares = self._sums[:4]
        if not weight:
            raise ValueError("expected sample_weight with a positive sum, got 0")
        loss = math.inf if self._infinite else float(losses / weight)
        rate = min(1.0, float(labels / weight))
        reference = base_rate_loss(rate)
        skill = 1 - loss / reference if reference else math.nan
        ends = self._ends(rate, reference) if self._weighted > 1 and not self._infinite else _NONE
        return LossSummary(loss, reference, skill, float(squares / weight), self.count, *ends)

    def _add(self, sums: Iterable[Fraction]) -> None:
        self._sums = [own + more for own, more in zip(self._sums, sums, strict=True)]

    def _ends(self, rate: float, reference: float) -> tuple[float, float, float, float]:
        """Return the ends of the intervals of the loss and of the skill."""
        weight, labels, losses, _, w2, w2y, w2yy, w2l, w2yl, w2ll = self._sums
        first = np.array([1, labels / weight, losses / weight], float)
        products = [[w2, w2y, w2l], [w2y, w2yy, w2yl], [w2l, w2yl, w2ll]]
        second = np.array([[float(x / weight**2) for x in row] for row in products])
        intervals = Formula(first, second)
        low, high = intervals.interval(LOSS)
        low = max(low, 0.0)
        if not reference:
            return low, high, math.nan, math.nan
        guess = np.array([-math.log1p(-rate), -logit(rate), 0.0])
        best, worst = intervals.ratio(LOSS, guess)
        if math.isnan(best):  # the one NaN, so that equal summaries are equal
            return low, high, math.nan, math.nan
        skills = [0.0 if abs(1 - ratio) < ROUNDING else 1 - ratio for ratio in (worst, best)]
        return low, high, skills[0], min(skills[1], 1.0)


def _weights(y: Numbers, sample_weight: ArrayLike) -> Numbers:
    """Return the weights as a flat array; in a part of the data all may be 0."""
    w = require.as_numbers("sample_weight", sample_weight, or_none=True)
    require.same_shape(y_true=y, sample_weight=w)
    if w.any():
        require.weights("sample_weight", w)
    return w.reshape(-1)


def _of_block(
    y: Numbers, p: Numbers, weight: Numbers | None, unit: float, part: slice
) -> tuple[float, ...]:
    """Return the sums of a block: w, wy, wl and we², then w², w²y, w²y², w²l, w²yl and w²l².

    The squared weights are in units of the square of `unit`, so that none leaves the range of
    floats.
    """
    y, p = as_float(y[part]), as_float(p[part])
    with np.errstate(all="ignore"):  # log 0 is minus infinity, and meant
        if weight is None:
            return _of_equal_weights(y, p)
        w, loss = as_float(weight[part]), block_losses(y, p, summed=False)
        loss = np.where(w > 0, loss, 0.0)  # 0 * inf: a weight of 0 leaves the prediction out
        once = w.sum(), (w * y).sum(), (w * loss).sum(), (w * np.square(y - p)).sum()
        w = np.square(w / unit)
        wy, wl = w * y, w * loss
        return *once, w.sum(), wy.sum(), dot(wy, y), wl.sum(), dot(wl, y), dot(wl, loss)


def _of_equal_weights(y: Floats, p: Floats) -> tuple[float, ...]:
    """Return the same sums where every weight is 1."""
    error = y - p
    squares = dot(error, error)
    positive = y == 1
    if (positive | (y == 0)).all():
        require.in_unit_interval("y_proba", p)
        logs = distance(p, np.subtract(1, y, out=error))  # of what happened, in memory at hand
        total = -np.log(logs, out=logs).sum()
        if total > y.size / 8:  # beside which the rounding of 1 - p does not show
            ones = int(np.count_nonzero(positive))
            once = y.size, ones, total, squares
            return *once, y.size, ones, ones, total, -dot(logs, y), dot(logs, logs)
    loss = np.asarray(block_losses(y, p, summed=False))
    labels, losses = y.sum(), loss.sum()
    once = y.size, labels, losses, squares
    return *once, y.size, labels, dot(y, y), losses, dot(loss, y), dot(loss, loss)
