"""What ``make bench`` compares with other libraries: the same arrays, one after the other."""

import statistics
import subprocess
import sys
import time
import tracemalloc
from importlib.util import find_spec

import mpmath
import numpy as np
from threadpoolctl import threadpool_limits

import bce_tutorial as bce

ROUNDS = 15
MIB = 2**20
OURS = "this book"


def measure(table, n):
    """Fill one table for each promise; `n` is the number of predictions of the largest."""
    torch = torch_on_one_thread()
    with threadpool_limits(1):
        compare(table(f"Binary, from probabilities, {n:,}"), binary(torch, n), memory=4)
        compare(table(f"Binary, from logits, {n:,}"), binary_logits(torch, n))
        compare(table(f"10 classes, from logits, {n // 10:,}"), categorical_logits(torch, n // 10))
        calls = newton(n // 10)
        compare(table(f"Newton, {n // 10:,} × 20"), calls, rounds=3, at_least_as_good=True)
    report = table("Accuracy and import")
    report("error of one sample's loss, units in the last place", largest_error(), 2)
    report("import beyond NumPy, ms", import_cost() * 1000, 10)


def torch_on_one_thread():
    """Return PyTorch, or say that it is not measured."""
    if not find_spec("torch"):
        print("PyTorch is not installed, so it is not measured.")
        return None
    import torch

    torch.set_num_threads(1)
    return torch


def compare(report, calls, *, rounds=ROUNDS, memory=None, at_least_as_good=False):
    """Report the time of our call next to that of each peer, and the memory ours allocates.

    `calls` holds a call for each name, and for each peer the target of the ratio. All must give
    the same number; with `at_least_as_good`, no peer may give a smaller one.
    """
    values = {name: call() for name, (call, _) in calls.items()}  # also warms up
    ours = values[OURS]
    if at_least_as_good:
        assert all(ours <= value + 1e-9 for value in values.values()), values
    else:
        np.testing.assert_allclose(list(values.values()), ours, rtol=1e-12)
    times = {name: [] for name in calls}
    for _ in range(rounds):
        for name, (call, _) in calls.items():
            start = time.perf_counter()
            call()
            times[name].append(time.perf_counter() - start)
    seconds = {name: statistics.median(measured) for name, measured in times.items()}
    for name, (_, target) in calls.items():
        if name != OURS:
            report(f"time / {name}", seconds[OURS] / seconds[name], target)
    report("extra memory, MiB", extra_memory(calls[OURS][0]) / MIB, memory)


def binary(torch, n):
    """Return what to compare for the loss from probabilities."""
    from sklearn.metrics import log_loss

    rng = np.random.default_rng(0)
    p = rng.uniform(0.001, 0.999, n)
    y = (rng.random(p.size) < 0.3).astype(np.float64)
    calls = {
        OURS: (lambda: bce.binary_cross_entropy(y, p), None),
        "textbook, two logs": (lambda: -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p)), 0.8),
        "scikit-learn": (lambda: log_loss(y, p), 0.05),
    }
    if torch:
        tensors = torch.from_numpy(p), torch.from_numpy(y)
        loss = torch.nn.functional.binary_cross_entropy
        calls["PyTorch"] = (lambda: loss(*tensors).item(), 0.25)
    return calls


def binary_logits(torch, n):
    """Return what to compare for the loss from logits."""
    rng = np.random.default_rng(0)
    z = rng.normal(scale=3, size=n)
    y = (rng.random(z.size) < 0.3).astype(np.float64)
    calls = {OURS: (lambda: bce.binary_cross_entropy_with_logits(y, z), None)}
    if torch:
        tensors = torch.from_numpy(z), torch.from_numpy(y)
        loss = torch.nn.functional.binary_cross_entropy_with_logits
        calls["PyTorch"] = (lambda: loss(*tensors).item(), 0.5)
    return calls


def categorical_logits(torch, n):
    """Return what to compare for many classes."""
    rng = np.random.default_rng(0)
    z = rng.normal(scale=2, size=(n, 10))
    y = rng.integers(0, 10, len(z))
    calls = {OURS: (lambda: bce.categorical_cross_entropy_with_logits(y, z), None)}
    if torch:
        tensors = torch.from_numpy(z), torch.from_numpy(y)
        calls["PyTorch"] = (lambda: torch.nn.functional.cross_entropy(*tensors).item(), 0.5)
    return calls


def newton(n):
    """Return what to compare for logistic regression: each call gives the objective reached."""
    from sklearn.linear_model import LogisticRegression

    rng = np.random.default_rng(0)
    X = rng.normal(size=(n, 20))
    y = (rng.random(len(X)) < bce.sigmoid(X @ rng.normal(size=20))).astype(np.float64)

    def objective(logits, weights):
        penalty = (weights @ weights) / (2 * len(y))
        return bce.binary_cross_entropy_with_logits(y, logits) + penalty

    def ours():
        fit = bce.fit_logistic_regression(X, y, l2=1 / len(y))
        return objective(fit.logits(X), fit.weights)

    def theirs(solver):
        fit = LogisticRegression(solver=solver).fit(X, y)
        return objective(fit.decision_function(X), fit.coef_[0])

    targets = {"lbfgs": 3, "newton-cholesky": 1.5}  # what 45 plain lines should hold
    peers = {name: (lambda s=name: theirs(s), target) for name, target in targets.items()}
    return {OURS: (ours, None), **peers}


def extra_memory(call):
    """Return the peak of bytes allocated during one call; NumPy reports its arrays."""
    tracemalloc.start()
    before, _ = tracemalloc.get_traced_memory()
    call()
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
            losses = bce.binary_cross_entropy(np.full_like(p, label), p, reduction="none")
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
