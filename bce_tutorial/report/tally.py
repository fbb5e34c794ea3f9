"""What a score report needs, as sums over predictions that come in parts."""

import functools
import math

import numpy as np

from bce_tutorial.calibration import reliability_curve
from bce_tutorial.logits import logit, sigmoid, softplus
from bce_tutorial.losses import binary_cross_entropy
from bce_tutorial.scale.accumulator import LossAccumulator

KEPT = 20_000  # penalties that are kept for a bootstrap; beyond, it says what the formula says
RESAMPLES, AT_ONCE = 2000, 2**20
NORMAL = 1.96  # 95 % of a normal distribution lie within so many standard deviations
N_BINS = 10  # of the reliability curve


class Tally:
    """Sums over valid predictions, of which no more than `KEPT` penalties stay in memory."""

    def __init__(self):
        self.scores = LossAccumulator()
        self.edges = _edges()
        self.wrong, self.first_wrong = 0, None  # certain and wrong, so infinitely costly
        self.certain, self.soft = 0, 0  # predictions of exactly 0 or 1, labels between them
        # weighted sums of 1, label, probability, logit, its square, and label times logit
        self.bins = np.zeros((6, self.edges.size + 1))
        self._squares = np.zeros(3)  # of weight times 1, penalty and penalty squared
        self._kept = []

    def add(self, block):
        """Add rows that were checked. A weight of 0 leaves a prediction out."""
        places, y, p, w = block[:4]
        if w is not None and not w.all():
            y, p, places, w = (array[w > 0] for array in (y, p, places, w))
        if not y.size:
            return
        self.scores.update(y, p, w)
        w = np.ones(y.size) if w is None else w
        penalty = binary_cross_entropy(y, p, reduction="none")
        infinite = np.isinf(penalty)
        if infinite.any():
            self.first_wrong = self.first_wrong if self.wrong else int(places[infinite][0])
            self.wrong += int(infinite.sum())
        self.certain += int(((p == 0) | (p == 1)).sum())
        self.soft += int(((y > 0) & (y < 1)).sum())
        index, z = np.searchsorted(self.edges, p), logit(p)
        with np.errstate(invalid="ignore"):  # infinite logits stand in bins of their own
            for total, values in zip(self.bins, (1.0, y, p, z, z * z, y * z), strict=True):
                total += np.bincount(index, w * values, total.size)
        if not self.wrong:
            squares = w * w
            self._squares += [(squares * power).sum() for power in (1.0, penalty, penalty**2)]
            if self.scores.count <= KEPT:
                self._kept.append((penalty, w))
            else:
                self._kept.clear()

    def interval(self, rng):
        """Return the ends of the 95 % interval of the loss, and how it was found."""
        loss, count = self.scores.result().loss, self.scores.count
        if self.wrong or count == 1:
            return math.nan, math.nan, "none"
        if count <= KEPT:
            penalty, w = map(np.concatenate, zip(*self._kept, strict=True))
            return *_percentiles(w * penalty, w, rng), "bootstrap"
        ones, linear, squared = self._squares
        spread = math.sqrt(max(squared - 2 * loss * linear + loss**2 * ones, 0.0))
        margin = NORMAL * spread / float(self.bins[0].sum())
        return max(loss - margin, 0.0), loss + margin, "normal"

    def curve(self):
        """Return the reliability curve, which these bins make as exact as the predictions."""
        filled = self.bins[0] > 0
        w, y, p = self.bins[:3, filled]
        low, high = np.append(-np.inf, self.edges)[filled], np.append(self.edges, 1.0)[filled]
        p = (p / w).clip(np.nextafter(low, 1), high)  # rounding must not cross a border
        return reliability_curve((y / w).clip(0, 1), p, n_bins=N_BINS, sample_weight=w)

    def slope(self):
        """Return the calibration slope, or NaN where none is best."""
        w, y, _, z, squares, yz = self.bins[:, 1:-1][:, self.bins[0, 1:-1] > 0]
        z = z / w
        ones, zeros = z[y > 0], z[y < w]
        if not (ones.size and zeros.size):
            return math.nan
        if ones.min() >= zeros.max() or ones.max() <= zeros.min():  # a threshold separates them
            return math.nan
        # two points of the same mean and spread stand for the logits of a bin
        spread = np.sqrt((squares / w - z**2).clip(0))
        points, weight = np.concatenate([z - spread, z + spread]), np.tile(w / 2, 2)
        return _fit(points, weight / w.sum(), np.array([yz.sum(), y.sum()]) / w.sum())


@functools.cache
def _edges():
    """Return the borders of bins for predictions of nearly the same logit.

    They are 0.008 apart around 0, and wider further out, where the loss is a straight line. The
    first bin holds p = 0 alone and the last one p = 1; the reliability curve's borders are among
    them.
    """
    logits = 4 * np.sinh(np.arange(-2970, 1461) / 500)
    almost = np.nextafter(1.0, 0.0)
    inner = np.concatenate([sigmoid(logits), np.linspace(0, 1, N_BINS + 1)[1:-1]])
    return np.unique(np.append(inner.clip(0, almost), [0.0, almost]))


def _percentiles(weighted, w, rng):
    """Return the middle 95 % of the weighted means of resampled penalties."""
    n, means = w.size, []
    equal = (w == w[0]).all()
    block = max(1, AT_ONCE // n)
    for start in range(0, RESAMPLES, block):
        rows = rng.integers(0, n, size=(min(block, RESAMPLES - start), n))
        weight = n * w[0] if equal else w[rows].sum(axis=1)
        means.append(weighted[rows].sum(axis=1) / weight)
    low, high = np.percentile(np.concatenate(means), [2.5, 97.5])
    return float(low), float(high)


def _fit(z, w, target):
    """Return the slope of the logistic regression of labels on logits, by Newton's method.

    The labels appear in its gradient through their sums alone, the two numbers of `target`.
    """
    X = np.column_stack([z, np.ones(z.size)])

    def objective(beta):
        return w @ softplus(X @ beta) - target @ beta

    beta = np.array([0.0, logit(target[1])])
    loss = objective(beta)
    while True:
        q = sigmoid(X @ beta)
        curvature = (X.T * (w * q * (1 - q))) @ X
        step = np.linalg.lstsq(curvature, target - X.T @ (w * q), rcond=None)[0]
        for length in 0.5 ** np.arange(30):
            value = objective(beta + length * step)
            if value < loss:
                beta, loss = beta + length * step, value
                break
        else:
            return float(beta[0])
