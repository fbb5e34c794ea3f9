"""Sums over cache-sized blocks: what every loss function does with its per-sample losses."""

import math

import numpy as np

from bce_tutorial import _validation as check

BLOCK = 2**14  # 128 KiB of float64: a block and its temporaries stay in the cache
REDUCTIONS = ("mean", "sum", "none")


def reduce_blocks(loss_of_block, n, sample_weight, reduction, divisor, rows=BLOCK):
    """Return the weighted mean, sum or array of `loss_of_block(slice)` over all n samples.

    With ``reduction="none"`` the blocks must return one loss a sample; otherwise, and without
    weights, they may return any array with the same sum.
    """
    if reduction == "none":
        parts = [loss for loss, _ in _weighted_blocks(loss_of_block, n, sample_weight, rows)]
        return np.concatenate(parts) / divisor
    blocks = _weighted_blocks(loss_of_block, n, sample_weight, rows)
    sums = [(loss.sum(), weight) for loss, weight in blocks]
    total, weight = (_exact_sum(column) for column in zip(*sums, strict=True))
    return total / divisor / (weight if reduction == "mean" else 1)


def checked_weights(y_true, sample_weight):
    """Return the weights, one a label, as a flat array, or None."""
    if sample_weight is None:
        return None
    w = check.as_numbers("sample_weight", sample_weight)
    check.same_shape(y_true=y_true, sample_weight=w)
    check.weights("sample_weight", w)
    return w.reshape(-1)


def as_float(array):
    """Return `array` in float64, itself where it already is."""
    return array.astype(np.float64, copy=False)


def _exact_sum(numbers):
    """Return a sum that is rounded once; that of numbers which are not negative may be infinite."""
    try:
        return math.fsum(numbers)
    except OverflowError:
        return math.inf


def _weighted_blocks(loss_of_block, n, sample_weight, rows):
    for start in range(0, n, rows):
        part = slice(start, min(start + rows, n))
        loss = loss_of_block(part)
        if sample_weight is None:
            yield loss, part.stop - start
        else:
            w = as_float(sample_weight[part])
            with np.errstate(invalid="ignore"):  # 0 * inf: a weight of 0 leaves the sample out
                yield np.where(w > 0, w * loss, 0.0), w.sum()
