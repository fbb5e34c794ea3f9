"""Measure `binary_cross_entropy` against its peers: ``make bench``.

Every peer runs in this process on the same arrays, one after the other in each round; a ratio is
that of the medians over the rounds. PyTorch takes part where it is installed.
"""

import statistics
import subprocess
import sys
import time
import tracemalloc
from importlib.util import find_spec

import mpmath
import numpy as np

from bce_tutorial import binary_cross_entropy

N = 10**7
ROUNDS = 7
MIB = 2**20


def main():
    """Print one line for each promise: what was measured, and the target beside it."""
    rng = np.random.default_rng(0)
    y_true = (rng.random(N) < 0.3).astype(np.float64)
    y_proba = rng.uniform(0.001, 0.999, N)
    print(f"{'n = 10^7, float64':44}  measured  target")
    seconds = medians(peers(y_true, y_proba))
    for name, target in (("PyTorch", 0.25), ("textbook, two logs", 0.8), ("scikit-learn", 0.05)):
        if name in seconds:
            report(f"time / {name}", seconds["this book"] / seconds[name], target)
        else:
            print(f"time / {name}: not installed, not measured")
    report("extra memory, MiB", extra_memory(y_true, y_proba) / MIB, 4)
    report("error of one sample's loss, ulp", largest_error(), 2)
    report("import beyond numpy, ms", import_cost() * 1000, 10)


def report(what, value, target):
    """Print one line of the table."""
    print(f"{what:44}  {value:8.3f}  {target:6}{'' if value <= target else '  missed'}")


def peers(y, p):
    """Return a call to measure for each peer that is installed."""
    calls = {
        "this book": lambda: binary_cross_entropy(y, p),
        "textbook, two logs": lambda: -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p)),
    }
    if find_spec("sklearn"):
        from sklearn.metrics import log_loss

        calls["scikit-learn"] = lambda: log_loss(y, p)
    if find_spec("torch"):
        import torch

        torch.set_num_threads(1)
        y_tensor, p_tensor = torch.from_numpy(y), torch.from_numpy(p)
        loss = torch.nn.functional.binary_cross_entropy
        calls["PyTorch"] = lambda: loss(p_tensor, y_tensor).item()
    return calls


def medians(calls):
    """Return the median time of each call over alternating rounds; all must agree."""
    values = {name: call() for name, call in calls.items()}  # also warms up
    np.testing.assert_allclose(list(values.values()), values["this book"], rtol=1e-12)
    times = {name: [] for name in calls}
    for _ in range(ROUNDS):
        for name, call in calls.items():
            start = time.perf_counter()
            call()
            times[name].append(time.perf_counter() - start)
    return {name: statistics.median(measured) for name, measured in times.items()}


def extra_memory(y_true, y_proba):
    """Return the peak of bytes allocated during one call; NumPy reports its arrays."""
    tracemalloc.start()
    before, _ = tracemalloc.get_traced_memory()
    binary_cross_entropy(y_true, y_proba)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return peak - before


def largest_error():
    """Return the largest error of a sample's loss against mpmath, in units in the last place."""
    rng = np.random.default_rng(1)
    near_1 = 1 - 10 ** rng.uniform(-15, -0.3, 2000)
    p = np.concatenate([[1e-300, 1 - 1e-15], 10 ** rng.uniform(-300, -0.3, 2000), near_1])
    worst = 0.0
    with mpmath.workdps(400):
        for label in (0.0, 1.0):
            losses = binary_cross_entropy(np.full_like(p, label), p, reduction="none")
            for probability, loss in zip(p, losses, strict=True):
                happened = mpmath.mpf(float(probability))
                exact = -mpmath.log(happened if label else 1 - happened)
                worst = max(worst, float(abs(mpmath.mpf(float(loss)) - exact)) / np.spacing(loss))
    return worst


def import_cost():
    """Return the seconds that importing the package takes after numpy, median of processes."""
    code = (
        "import time, numpy; start = time.perf_counter(); import bce_tutorial; "
        "print(time.perf_counter() - start)"
    )
    runs = [subprocess.check_output([sys.executable, "-c", code]) for _ in range(2 * ROUNDS)]
    return statistics.median(map(float, runs))


if __name__ == "__main__":
    main()
