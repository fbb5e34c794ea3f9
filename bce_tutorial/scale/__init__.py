"""Predictions that come in parts, lie in files, or on the machines of a cluster.

Only the cluster needs Dask, from the extra ``scale``, and is loaded when it is first asked for.
"""

from bce_tutorial.scale.accumulator import LossAccumulator, LossSummary
from bce_tutorial.scale.files import gradient_descent_from_files

__all__ = [
    "LossAccumulator",
    "LossSummary",
    "delayed_accumulator",
    "distributed_loss",
    "gradient_descent_from_files",
]


def __getattr__(name):
    if name not in ("delayed_accumulator", "distributed_loss"):
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from bce_tutorial.scale import cluster

    return getattr(cluster, name)
