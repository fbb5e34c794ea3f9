"""Sums over predictions of nearly the same logit, and what can be found from them alone."""

import functools
import math

import numpy as np

from bce_tutorial._intervals import NORMAL, wilson
from bce_tutorial.calibration import reliability_curve
from bce_tutorial.logits import logit, sigmoid, softplus
from bce_tutorial.report.result import Bins

N_BINS = 10  # of the reliability curve
CELLS = 2**14  # of equal width, a power of 2 so that the cell of a number is exact


class LogitBins:
    """Sums in some thousand bins: the first holds p = 0 alone, the last p = 1."""

    def __init__(self):
        self.edges = _edges()
        # weighted sums of 1, label, probability, logit, its square, and label times logit, and
        # the sum of the squares of the weights
        self.sums = np.zeros((7, self.edges.size + 1))

    def add(self, y, p, w, z):
        """Add flat arrays of labels, probabilities, weights and logits."""
        index = _bins(p)
        with np.errstate(invalid="ignore"):  # infinite logits stand in bins of their own
            for total, values in zip(self.sums, (1.0, y, p, z, z * z, y * z, w), strict=True):
                total += np.bincount(index, w * values, total.size)

    def mean_proba(self):
        """Return the mean prediction."""
        return float(self.sums[2].sum() / self.sums[0].sum())

    def curve(self):
        """Return the reliability curve, which these bins make as exact as the predictions."""
        filled = self.sums[0] > 0
        w, y, p = self.sums[:3, filled]
        low, high = np.append(-np.inf, self.edges)[filled], np.append(self.edges, 1.0)[filled]
        p = (p / w).clip(np.nextafter(low, 1), high)  # rounding must not cross a border
        return reliability_curve(y / w, p, n_bins=N_BINS, sample_weight=w)

    def borders(self, curve):
        """Return the borders of the bins of the curve, and the intervals of their shares."""
        index = np.searchsorted(_borders()[1:-1], np.append(self.edges, 1.0))
        weight, squares = (np.bincount(index, self.sums[row]) for row in (0, 6))
        filled = np.flatnonzero(weight)
        ends = wilson(curve.observed, weight[filled] ** 2 / squares[filled])
        lower, upper = filled / N_BINS, (filled + 1) / N_BINS
        return Bins(*(values.tolist() for values in (lower, upper, *ends)))

    def auc(self):
        """Return the area under the ROC curve, and how far it may be off."""
        weight, positive = self.sums[:2]
        negative = weight - positive
        shared = (positive * negative)[1:-1].sum()  # within a bin any order is possible
        pairs = positive.sum() * negative.sum()
        return auc(positive, negative), float(shared / pairs / 2) if pairs else math.nan

    def slope(self):
        """Return the calibration slope and the ends of its interval, NaN where none is best.

        The interval is from the information matrix. It is for labels of 0 and 1.
        """
        w, y, _, z, squares, yz, w2 = self.sums[:, 1:-1][:, self.sums[0, 1:-1] > 0]
        z = z / w
        ones, zeros = z[y > 0], z[y < w]
        if not (ones.size and zeros.size):
            return (math.nan,) * 3
        if ones.min() >= zeros.max() or ones.max() <= zeros.min():  # a threshold separates them
            return (math.nan,) * 3
        # two points of the same mean and spread stand for the logits of a bin
        spread = np.sqrt((squares / w - z**2).clip(0))
        points, total = np.concatenate([z - spread, z + spread]), w.sum()
        weight, w2 = np.tile(w / 2, 2) / total, np.tile(w2 / 2, 2) / total**2
        slope, error = _fit(points, weight, w2, np.array([yz.sum(), y.sum()]) / total)
        return slope, slope - NORMAL * error, slope + NORMAL * error


def auc(positive, negative):
    """Return the area under the ROC curve from weights of both classes, by rising prediction.

    It is the share of pairs of both classes in which class 1 has the higher prediction; equal
    predictions count half.
    """
    pairs = positive.sum() * negative.sum()
    below = np.cumsum(negative) - negative / 2
    return float(positive @ below / pairs) if pairs else math.nan


def _borders():
    """Return the borders of the bins of the reliability curve."""
    return np.linspace(0, 1, N_BINS + 1)


@functools.cache
def _edges():
    """Return the borders of bins for predictions of nearly the same logit.

    They are 0.008 apart around 0, and wider further out, where the loss is a straight line. The
    reliability curve's borders are among them.
    """
    logits = 4 * np.sinh(np.arange(-2970, 1461) / 500)
    almost = np.nextafter(1.0, 0.0)
    inner = np.concatenate([sigmoid(logits), _borders()[1:-1]])
    return np.unique(np.append(inner.clip(0, almost), [0.0, almost]))


@functools.cache
def _cells():
    """Return the bin in which each cell begins, which cells hold several edges, and the edges."""
    first = np.searchsorted(_edges(), np.arange(CELLS + 2) / CELLS)
    return first[:-1], np.diff(first) > 1, np.append(_edges(), np.inf)


def _bins(p):
    """Return ``np.searchsorted(_edges(), p)``, in a fifth of its time."""
    first, crowded, edges = _cells()
    cell = (p * CELLS).astype(np.intp)
    index = first[cell]
    index += edges[index] < p
    if (several := crowded[cell]).any():
        index[several] = np.searchsorted(edges, p[several])
    return index


def _fit(z, w, w2, target):
    """Return slope and standard error of the logistic regression of labels on logits.

    The labels appear in its gradient through their sums alone, the two numbers of `target`. `w`
    are sums of weights and `w2` of their squares. The method is Newton's.
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
            row = np.linalg.pinv(curvature)[0]
            scatter = (X.T * (w2 * q * (1 - q))) @ X
            return float(beta[0]), float(np.sqrt(row @ scatter @ row))
