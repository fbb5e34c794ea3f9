"""Sums over blocks of samples: the one place that knows of blocks and of what makes them fast."""

import math
from collections.abc import Callable, Sequence
from typing import Any, Literal, get_args

import numpy as np
from numpy.typing import ArrayLike, NDArray

from bce_tutorial import _validation as require
from bce_tutorial.probabilities import as_scalar

BLOCK = 2**14  # numbers, 128 KiB of float64: a block and its temporaries stay in the cache
GROUP = 16  # numbers that are multiplied before one logarithm is taken
Reduction = Literal["mean", "sum", "none"]
Numbers = NDArray[Any]  # of any real type
Floats = NDArray[np.float64]
Losses = np.float64 | Floats  # the sum of a block, or one per sample


def reduce_blocks(
    losses: Callable[..., Losses],
    arrays: Sequence[Numbers],
    shape: tuple[int, ...],
    weight: Numbers | None,
    *,
    base: float = math.e,
    reduction: Reduction = "mean",
) -> float | NDArray[np.float64]:
    """Return the weighted mean, sum or array of the losses of samples that have this `shape`.

    ``losses(*blocks, summed)`` gets the same samples of each of the `arrays` and returns one loss
    per sample; where `summed` is true, it may return their sum instead.
    """
    require.one_of("reduction", reduction, get_args(Reduction))
    divisor, summed = require.log_base(base), reduction != "none" and weight is None
    columns = [array.reshape(-1, *array.shape[len(shape) :]) for array in arrays]
    n, width = len(columns[0]), columns[-1].size // len(columns[0])
    rows = GROUP * max(1, BLOCK // GROUP // width)
    found = []
    with np.errstate(all="ignore"):  # log 0 is minus infinity, and meant
        for start in range(0, n, rows):
            part = slice(start, start + rows)
            try:
                loss = losses(*(column[part] for column in columns), summed)
            except ValueError:
                return losses(*arrays, summed)  # raises again, and names the place in the whole
            if weight is not None:
                w = as_float(weight[part])
                loss = np.where(w > 0, w * loss, 0.0)  # a weight of 0 leaves out even infinity
            found.append(loss if reduction == "none" else loss.sum())
        if reduction == "none":
            return as_scalar(np.concatenate(found).reshape(shape) / divisor)
        total = float(np.sum(found)) / divisor
    if reduction == "sum":
        return total
    return total / (n if weight is None else float(weight.sum(dtype=np.float64)))


def sum_of_logs(numbers: Floats) -> np.float64 | None:
    """Return the sum of the logarithms of positive numbers, None where it would not be exact.

    The sum of logarithms is the logarithm of the product, so one serves for 16 numbers: unless
    their product leaves the range of floats, or is so near 1 that its rounding would show.
    """
    if numbers.size % GROUP:
        return None
    products = numbers.reshape(GROUP, -1).prod(axis=0)
    total = np.log(products).sum()
    exact = products.min() > np.finfo(float).tiny and 2 * products.size < abs(total) < math.inf
    return total if exact else None


def dot(a: Floats, b: Floats) -> np.float64:
    """Return the sum of the products of two flat arrays, in rows short enough for one thread."""
    rows = a.size // GROUP * GROUP
    products = np.vecdot(a[:rows].reshape(GROUP, -1), b[:rows].reshape(GROUP, -1))
    return products.sum() + a[rows:] @ b[rows:]


def distance(a: Floats, b: Floats) -> Floats:
    """Return the absolute difference of two arrays, written over the second."""
    return np.abs(np.subtract(a, b, out=b), out=b)


def checked_weights(y_true: Numbers, sample_weight: ArrayLike | None) -> Numbers | None:
    """Return the weights, one per label, as a flat array, or None."""
    if sample_weight is None:
        return None
    w = require.as_numbers("sample_weight", sample_weight)
    require.same_shape(y_true=y_true, sample_weight=w)
    require.weights("sample_weight", w)
    return w.reshape(-1)


def as_float(array: Numbers) -> Floats:
    """Return `array` in float64, itself where it already is."""
    return array.astype(np.float64, copy=False)
