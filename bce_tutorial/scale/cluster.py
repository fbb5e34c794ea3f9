"""The loss of more predictions than one machine holds, on Dask, from the extra ``scale``.

Never imported by default. With Dask's own schedulers it runs in threads on this machine; with a
`distributed.Client` at hand, on the machines of its cluster.
"""

import math

import dask
import dask.array as da
import numpy as np
from dask.base import get_scheduler
from dask.diagnostics import ProgressBar

from bce_tutorial.scale.accumulator import LossAccumulator

FAN_IN = 8  # accumulators that one task merges: the tree over 10^5 blocks is 6 levels high


def distributed_loss(y_true, y_proba, sample_weight=None, *, progress=False):
    r"""Return the mean binary cross-entropy of labels and predictions that lie in Dask.

    .. math:: L = -\frac{1}{\sum_i w_i} \sum_i w_i \,
              [\, y_i \ln p_i + (1 - y_i) \ln (1 - p_i) \,]

    Each block is summed by a :class:`~bce_tutorial.LossAccumulator` where it lies, and only the
    accumulators, some hundred bytes each, are sent and merged in a tree. Loading a block and
    summing it are one task, so a worker never holds more than one block per thread of each
    argument.

    Parameters
    ----------
    y_true : dask.array.Array of any shape, or a column of a Dask dataframe, in [0, 1]
        Labels.
    y_proba : dask.array.Array or dataframe column, in [0, 1]
        Predicted probability of class 1, in the same shape and cut into the same blocks.
        Where Dask does not know the length of the blocks, their number must be the same, and
        each worker compares the lengths. Rows are paired by position, whatever their index.
    sample_weight : dask.array.Array or dataframe column, finite, not negative, optional
        Weights, cut into the same blocks; 1 for each prediction by default.
    progress : bool, default False
        Whether to print Dask's progress bar.

    Returns
    -------
    float
        The loss in nats; ``inf`` if a certain prediction with positive weight was wrong.

    Raises
    ------
    ValueError
        If an argument is not a Dask collection, the blocks do not fit, or a block holds what
        :meth:`~bce_tutorial.LossAccumulator.update` refuses; the message names the block.

    Examples
    --------
    >>> import dask.array as da
    >>> from bce_tutorial.datasets import eight_predictions
    >>> ids, y_true, y_proba = eight_predictions()
    >>> loss = distributed_loss(da.from_array(y_true, chunks=3), da.from_array(y_proba, chunks=3))
    >>> round(loss, 4)
    0.4937

    References
    ----------
    M. Rocklin, "Dask: Parallel Computation with Blocked algorithms and Task Scheduling",
    *Proceedings of the 14th Python in Science Conference*, 2015, doi:10.25080/Majora-7b98e3ed-013.
    """
    total = delayed_accumulator(y_true, y_proba, sample_weight)
    return (_with_bar(total) if progress else total.compute()).result().loss


def delayed_accumulator(y_true, y_proba, sample_weight=None):
    """Return the work of :func:`distributed_loss` as a Dask task that is still to be done.

    Its result is a :class:`~bce_tutorial.LossAccumulator`: base-rate loss, skill and Brier score
    come from the same pass, and it can be merged with what another day has left.

    Parameters
    ----------
    y_true, y_proba, sample_weight
        As for :func:`distributed_loss`.

    Returns
    -------
    dask.delayed.Delayed

    Raises
    ------
    ValueError
        If an argument is not a Dask collection, or the blocks do not fit.

    Examples
    --------
    >>> import dask.array as da
    >>> from bce_tutorial.datasets import eight_predictions
    >>> ids, y_true, y_proba = eight_predictions()
    >>> parts = [da.from_array(values, chunks=3) for values in (y_true, y_proba)]
    >>> delayed_accumulator(*parts).compute().result().count
    8
    """
    named = {"y_true": y_true, "y_proba": y_proba}
    if sample_weight is not None:
        named["sample_weight"] = sample_weight
    cuts = {name: _cuts(name, value) for name, value in named.items()}
    for name in list(named)[1:]:
        _same_cuts(cuts["y_true"], name, cuts[name])
    arrays = [value for value in named.values() if isinstance(value, da.Array)]
    parts = _of_arrays(*named.values()) if arrays else _of_columns(*named.values())
    merge = dask.delayed(_merged, pure=True)
    while len(parts) > 1:
        parts = [merge(parts[i : i + FAN_IN]) for i in range(0, len(parts), FAN_IN)]
    return parts[0]


def _cuts(name, value):
    """Return the sizes of the blocks along each axis; those of a column's are not known."""
    if isinstance(value, da.Array):
        return value.chunks
    parts = getattr(value, "npartitions", None)  # without importing dask.dataframe
    if isinstance(parts, int) and hasattr(value, "to_dask_array") and value.ndim == 1:
        return ((math.nan,) * parts,)
    rule = "to be a Dask array or a column of a Dask dataframe"
    raise ValueError(f"expected {name} {rule}, got {type(value).__name__}")


def _same_cuts(reference, name, cuts):
    """Refuse an argument that is not cut like the labels, as far as can be seen from here."""
    known = not any(math.isnan(sum(sizes)) for sizes in (*reference, *cuts))
    for rule, of_axis in (("shape", sum), ("number of blocks", len)):
        wanted, got = tuple(map(of_axis, reference)), tuple(map(of_axis, cuts))
        if wanted != got and (known or of_axis is len):
            raise ValueError(
                f"expected y_true and {name} of the same {rule}, got {wanted} and {got}"
            )
    for axis, pair in enumerate(zip(reference, cuts, strict=True)):
        for block, (wanted, got) in enumerate(zip(*pair, strict=True)):
            if known and wanted != got:
                where = f"block {block}" + f" of axis {axis}" * (len(cuts) > 1)
                raise ValueError(
                    f"expected y_true and {name} cut at the same places, "
                    f"got {wanted} and {got} entries in {where}"
                )


def _of_arrays(*arrays):
    """Return one delayed accumulator per block; Dask fuses it with what loads the block."""
    arrays = [x if isinstance(x, da.Array) else x.to_dask_array() for x in arrays]
    one_each = tuple((1,) * count for count in arrays[0].numblocks)
    meta = np.empty((0,) * len(one_each), dtype=object)
    sums = da.map_blocks(_of_block, *arrays, dtype=object, chunks=one_each, meta=meta)
    return sums.to_delayed().ravel().tolist()


def _of_columns(first, *others):
    """Return one delayed accumulator per partition, likewise."""
    options = {"meta": (None, "object"), "enforce_metadata": False, "align_dataframes": False}
    return first.map_partitions(_of_partition, *others, **options).to_delayed()


def _of_block(*values, block_id):
    return _accumulated(values, block_id[0] if len(block_id) == 1 else block_id)


def _of_partition(*values, partition_info):
    return _accumulated(values, partition_info["number"])


def _accumulated(values, block):
    """Sum one block, on the worker that holds it; a filter may have left nothing of it."""
    accumulator = LossAccumulator()
    try:
        accumulator.update(*values)
    except ValueError as error:
        raise ValueError(f"{error} in block {block}") from error
    return accumulator


def _merged(accumulators):
    total = LossAccumulator()
    for accumulator in accumulators:
        total.merge(accumulator)
    return total


def _with_bar(task):
    """Compute a task while Dask's bar shows how far it is, here or on the client's cluster."""
    client = getattr(get_scheduler(collections=[task]), "__self__", None)
    if client is None:
        with ProgressBar():
            return task.compute()
    from distributed import progress

    future = client.compute(task)
    progress(future, notebook=False)
    return future.result()
