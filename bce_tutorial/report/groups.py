"""Sums over predictions, for each group of them."""

import numpy as np

COLUMNS = 4  # 1, penalty, label, and the other prediction's penalty less the first's
PAIRS = np.triu_indices(COLUMNS)


class Groups:
    """For each name of a group, sums over its rows of columns and of their products in pairs."""

    def __init__(self):
        self._number = {}  # of each name
        self._sums = np.zeros((0, 3 + COLUMNS + len(PAIRS[0])))

    def add(self, names, weighted, y, infinite):
        """Add rows: names, the columns times the weights, labels, and infinite penalties."""
        names, index = np.unique(names, return_inverse=True)
        parts = [np.ones(y.size), y, infinite, *weighted]
        parts += [weighted[i] * weighted[j] for i, j in zip(*PAIRS, strict=True)]
        rows = [self._number.setdefault(name, len(self._number)) for name in names.tolist()]
        new = len(self._number) - len(self._sums)
        self._sums = np.pad(self._sums, ((0, new), (0, 0)))
        self._sums[rows] += np.array([np.bincount(index, part) for part in parts]).T

    def __iter__(self):
        """Yield name, count, labels, infinite penalties, and the two kinds of sums of each group.

        The largest groups come first.
        """
        counts = {name: self._sums[row, 0] for name, row in self._number.items()}
        for name in sorted(counts, key=lambda name: (-counts[name], name)):
            count, ones, wrong, *sums = self._sums[self._number[name]]
            second = np.zeros((COLUMNS, COLUMNS))
            second[PAIRS] = second.T[PAIRS] = sums[COLUMNS:]
            yield name, int(count), ones, int(wrong), np.array(sums[:COLUMNS]), second
