"""Rows of predictions as they pass from a reader to the sums of a report."""

from typing import NamedTuple

import numpy as np


class Block(NamedTuple):
    """Some rows: where each stands, its label, probability, and what else was asked for.

    `y`, `p`, `w` and `other` (the prediction to compare with) are flat float64 arrays, `group` an
    array of strings; the last three may be None.
    """

    places: np.ndarray
    y: np.ndarray
    p: np.ndarray
    w: np.ndarray | None = None
    other: np.ndarray | None = None
    group: np.ndarray | None = None
