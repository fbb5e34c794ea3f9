"""What a score report needs, as sums over predictions that come in parts."""

import numpy as np

from bce_tutorial._intervals import Bootstrap, Formula
from bce_tutorial.logits import logit
from bce_tutorial.losses import binary_cross_entropy
from bce_tutorial.report.groups import COLUMNS, Groups
from bce_tutorial.report.logit_bins import LogitBins, auc

KEPT = 20_000  # rows that are kept for a bootstrap; beyond, it says what the formula says


class Tally:
    """Sums over valid predictions, of which no more than `KEPT` rows stay in memory.

    Infinite penalties are counted and left out of the sums.
    """

    def __init__(self):
        self.count = self.certain = self.soft = self.ones = 0
        self.wrong, self.first_wrong, self.other_wrong = 0, None, 0
        self.lowest, self.highest = np.inf, -np.inf  # prediction
        self.sums = dict.fromkeys(SUMS, 0.0)
        self.promised = 0.0  # variance of the sum of losses if the probabilities are right
        self.first, self.second = np.zeros(COLUMNS), np.zeros((COLUMNS, COLUMNS))
        self.bins, self.groups = LogitBins(), Groups()
        self.compared, self.unit, self._kept = False, None, []

    def add(self, block):
        """Add rows that were checked. A weight of 0 leaves a prediction out."""
        places, y, p, w, other, group = _weighty(block)
        if not y.size:
            return
        if self.unit is None:  # a power of 2, so that scaling by it is exact
            self.unit = float(np.ldexp(1.0, np.frexp(w.max())[1]))
        w = w / self.unit  # the squares of weights stay in range
        penalty, infinite = _penalty(y, p)
        if infinite.any():
            self.first_wrong = self.first_wrong if self.wrong else int(places[infinite][0])
            self.wrong += int(infinite.sum())
        columns = [np.ones(y.size), penalty, y, self._difference(y, other, penalty)]
        z = logit(p)
        self._count(y, p)
        self._sum(y, p, w, penalty, z)
        self.bins.add(y, p, w, z)
        weighted = np.array(columns) * w
        if group is not None:
            self.groups.add(group, weighted, y, infinite)
        self._keep(weighted, p)

    def _difference(self, y, other, penalty):
        """Return the penalties of the other prediction, if there is one, less the first's."""
        if other is None:
            return np.zeros(y.size)
        self.compared = True
        other, wrong = _penalty(y, other)
        self.other_wrong += int(wrong.sum())
        return other - penalty

    def _count(self, y, p):
        self.count += y.size
        self.ones += float(y.sum())
        self.certain += int(((p == 0) | (p == 1)).sum())
        self.soft += int(((y > 0) & (y < 1)).sum())
        self.lowest, self.highest = min(self.lowest, p.min()), max(self.highest, p.max())

    def _sum(self, y, p, w, penalty, z):
        """Add to the plain sums: each is of the weights times one number a row."""
        entropy = binary_cross_entropy(p, p, reduction="none")
        with np.errstate(invalid="ignore"):
            chance = np.where(np.isfinite(z), p * (1 - p) * z * z, 0.0)  # variance of the penalty
        for name, values in (
            ("brier", np.square(y - p)),
            ("accuracy", np.where(p >= 0.5, y, 1 - y)),
            ("squares", np.square(penalty)),
            ("expected", entropy),
            ("expected_squares", np.square(entropy) + chance),
            ("other_class", binary_cross_entropy(1 - y, p, reduction="none")),
        ):
            self.sums[name] += float((w * values).sum())
        self.promised += float((w * w * chance).sum())

    def _keep(self, weighted, p):
        self.first += weighted.sum(axis=1)
        self.second += weighted @ weighted.T
        if self.count <= KEPT:
            self._kept.append(np.vstack([weighted, p]))
        else:
            self._kept.clear()

    def mean(self, name):
        """Return one of the plain sums, over the sum of the weights."""
        return self.sums[name] / float(self.first[0])

    def intervals(self, rng):
        """Return what gives the ends of intervals: a bootstrap, or the formula for many rows."""
        if self.count > KEPT:
            return Formula(self.first, self.second)
        return Bootstrap(np.hstack(self._kept)[:-1].T, rng)

    def auc(self):
        """Return the area under the ROC curve, and how far it may be off."""
        if self.count > KEPT:
            return self.bins.auc()
        w, _, positive, _, p = np.hstack(self._kept)
        index = np.unique(p, return_inverse=True)[1]
        positive = np.bincount(index, positive)
        return auc(positive, np.bincount(index, w) - positive), 0.0


SUMS = ("brier", "accuracy", "squares", "expected", "expected_squares", "other_class")


def _weighty(block):
    """Return the rows of a block whose weight is not 0, with weights of 1 if it has none."""
    if block.w is None:
        return block._replace(w=np.ones(block.y.size))
    if block.w.all():
        return block
    kept = block.w > 0
    return block._make(None if array is None else array[kept] for array in block)


def _penalty(y, p):
    """Return the penalties, with 0 for infinite ones, and where these are."""
    penalty = binary_cross_entropy(y, p, reduction="none")
    infinite = np.isinf(penalty)
    return np.where(infinite, 0.0, penalty), infinite
