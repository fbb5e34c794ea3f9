"""What ``make bench`` measures on predictions in a file: time and memory against their number.

Each way runs in a process of its own, so that its memory can be told: the largest amount of
anonymous memory, which is what the program asked for, without the file's pages that the system
keeps. The file is read from the system's cache, so the limit is memory, not the disk. Times are
those of the clock on the wall, the least of several runs; the ratio that has a target is given in
processor time too, which counts no waiting for other programs.
"""

import json
import math
import pathlib
import re
import subprocess
import sys
import tempfile
import threading
import time
import uuid

import numpy as np
from threadpoolctl import threadpool_limits

import bce_tutorial as bce

ROUNDS, REPEATS = 3, 3
ROWS = 2**20  # of a block that is read at once, 8 MiB
DASK_ROWS = 2**22
COLUMNS = ("y", "p")
READ, BLOCKS, ARRAYS, DASK = "read and sum", "blocks", "whole arrays", "Dask, 2 workers"
FEATURES, PASSES = 20, 3
STATUS = pathlib.Path("/proc/self/status")


def measure(table, sizes):
    """Fill the tables and return seconds and memory of each way at each size."""
    scaling = {"sizes": sizes, "seconds": {}, "memory_mib": {}}
    with tempfile.TemporaryDirectory() as folder:
        write_predictions(folder, sizes[-1])
        runs = {way: [] for way in WAYS}
        for n in sizes:
            print(f"measuring {n:,} predictions in a file", flush=True)
            rounds = [{way: alone(way, folder, n, REPEATS) for way in WAYS} for _ in range(ROUNDS)]
            for way in WAYS:
                runs[way].append([one[way] for one in rounds])
        on_dask = with_dask(folder, sizes)
    for way, of_sizes in {**runs, DASK: on_dask}.items():
        scaling["seconds"][way] = [fastest(runs) for runs in of_sizes]
        scaling["memory_mib"][way] = [largest(runs) for runs in of_sizes]
    values = [of_sizes[-1][0]["value"] for of_sizes in (runs[BLOCKS], runs[ARRAYS], on_dask)]
    np.testing.assert_allclose(values, values[0], rtol=1e-12)
    seconds, memory = (
        {way: of[-1] for way, of in scaling[k].items()} for k in ("seconds", "memory_mib")
    )
    report = table(f"From a file, {sizes[-1]:,} predictions")
    report("time / reading and summing the same bytes", seconds[BLOCKS] / seconds[READ], 6)
    processor = {way: fastest(runs[way][-1], "processor") for way in (BLOCKS, READ)}
    report("the same in processor time", processor[BLOCKS] / processor[READ], 6)
    report("time / whole arrays, textbook", seconds[BLOCKS] / seconds[ARRAYS])
    report("time of Dask on two workers / one process", seconds[DASK] / seconds[BLOCKS])
    if memory[BLOCKS] is not None:
        report("anonymous memory, MiB", memory[BLOCKS], 64)
        report("anonymous memory of whole arrays, MiB", memory[ARRAYS])
        report("anonymous memory of a Dask worker, MiB", memory[DASK])
    training(table, sizes[-1] // 100)
    return scaling


def write_predictions(folder, n):
    """Write labels and probabilities, both float64, once."""
    rng = np.random.default_rng(0)
    files = [np.lib.format.open_memmap(path(folder, c), "w+", np.float64, (n,)) for c in COLUMNS]
    for start in range(0, n, ROWS):
        p = rng.uniform(0.001, 0.999, min(ROWS, n - start))
        part = slice(start, start + p.size)
        files[0][part], files[1][part] = rng.random(p.size) < p, p


def path(folder, column):
    """Return the path of a column's file."""
    return pathlib.Path(folder, f"{column}.npy")


def mapped(folder, n):
    """Return the first n labels and probabilities, still in their files."""
    return [np.load(path(folder, column), mmap_mode="r")[:n] for column in COLUMNS]


def read_and_sum(folder, n):
    """Do the least that a program does with the same blocks: look at every number, and add."""
    blocks = (column[k : k + ROWS] for column in mapped(folder, n) for k in range(0, n, ROWS))
    return math.fsum(block.sum() for block in blocks)


def in_blocks(folder, n):
    """Score the file block by block."""
    y, p = mapped(folder, n)
    total = bce.LossAccumulator()
    for start in range(0, n, ROWS):
        total.update(y[start : start + ROWS], p[start : start + ROWS])
    return total.result().loss


def whole_arrays(folder, n):
    """Load everything and write the formula as a textbook does."""
    y, p = (np.array(x) for x in mapped(folder, n))
    return -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))


def trained(folder, n):
    """Train from the files and return the weights' loss, which the parent compares."""
    files = [[path(folder, f"{name}{k}") for k in range(4)] for name in ("features", "labels")]
    fit = bce.gradient_descent_from_files(*files, learning_rate=0.3, n_passes=PASSES)
    return fit.losses[-1]


WAYS = {READ: read_and_sum, BLOCKS: in_blocks, ARRAYS: whole_arrays}


def alone(way, folder, n, repeats):
    """Run one way in a process of its own and return its seconds, memory and value."""
    command = [sys.executable, __file__, way, str(folder), str(n), str(repeats)]
    return json.loads(subprocess.check_output(command))


def timed(function, repeats):
    """Return the seconds of each call, on the wall and of the processor, and the last value."""
    seconds, processor = [], []
    for _ in range(repeats):
        start, busy = time.perf_counter(), time.process_time()
        value = function()
        seconds.append(time.perf_counter() - start)
        processor.append(time.process_time() - busy)
    return {"seconds": seconds, "processor": processor, "value": float(value)}


class Memory(threading.Thread):
    """Watch this process's anonymous memory, where the system tells it."""

    def __init__(self):
        super().__init__(daemon=True)
        self._done, self._largest = threading.Event(), anonymous()
        if self._largest is not None:
            self.start()

    def run(self):
        """Look every five milliseconds."""
        while not self._done.wait(0.005):
            self._largest = max(self._largest, anonymous())

    def stop(self):
        """Return the largest amount seen, in MiB."""
        self._done.set()
        return self._largest


def anonymous():
    """Return the MiB of anonymous memory of this process, None where only Linux would tell."""
    found = STATUS.exists() and re.search(r"^RssAnon:\s+(\d+) kB", STATUS.read_text(), re.MULTILINE)
    return int(found[1]) / 1024 if found else None


def fastest(runs, clock="seconds"):
    """Return the least seconds of some runs, which other work on the machine has delayed least."""
    return float(f"{min(second for run in runs for second in run[clock]):.3g}")


def largest(runs):
    """Return the largest memory of some runs, None if the system does not tell."""
    seen = [run["memory_mib"] for run in runs]
    return None if None in seen else float(f"{max(seen):.3g}")


def with_dask(folder, sizes):
    """Return the runs on two worker processes, which are started once and not timed."""
    import dask.array as da
    from distributed import Client, LocalCluster

    from bce_tutorial.scale import distributed_loss

    def column(index, n):
        sizes = [min(DASK_ROWS, n - start) for start in range(0, n, DASK_ROWS)]
        options = {"chunks": (tuple(sizes),), "dtype": float, "meta": np.empty(0)}
        # A new name each time: a cluster may still have the result of a task of the same name.
        return da.map_blocks(load, str(folder), n, index, name=uuid.uuid4().hex, **options)

    options = {"n_workers": 2, "threads_per_worker": 1, "host": "127.0.0.1"}
    runs = []
    anywhere = "127.0.0.1:0"  # a port that is free
    with LocalCluster(**options, dashboard_address=anywhere) as cluster, Client(cluster) as client:
        for n in sizes:

            def score(n=n):
                return distributed_loss(column(0, n), column(1, n))

            client.run(watch)
            score()  # also warms up
            memory = max(client.run(watched).values(), key=lambda mib: mib or 0)
            run = timed(score, ROUNDS * REPEATS)
            runs.append([{**run, "memory_mib": memory}])
    return runs


def load(folder, n, index, block_id):
    """Return one block of a column, mapped where the task runs."""
    start = block_id[0] * DASK_ROWS
    return mapped(folder, n)[index][start : start + DASK_ROWS]


def watch(dask_worker):
    """Begin to watch the memory of a worker."""
    dask_worker.bench_memory = Memory()


def watched(dask_worker):
    """Return the largest memory of a worker since then."""
    return dask_worker.bench_memory.stop()


def training(table, n):
    """Compare training from files with Newton's method in memory."""
    rng = np.random.default_rng(0)
    X = rng.normal(size=(n, FEATURES))
    y = (rng.random(n) < bce.sigmoid(X @ rng.normal(size=FEATURES))).astype(np.uint8)
    with threadpool_limits(1):
        start = time.perf_counter()
        optimum = bce.fit_logistic_regression(X, y).losses[-1]
        in_memory = time.perf_counter() - start
    with tempfile.TemporaryDirectory() as folder:
        for k in range(4):
            np.save(path(folder, f"features{k}"), X[k::4])
            np.save(path(folder, f"labels{k}"), y[k::4])
        run = alone("train", folder, n, repeats=1)
    report = table(f"Training from files, {n:,} × {FEATURES}, {PASSES} passes")
    report("loss above that of the optimum, nats", run["value"] - optimum, 1e-4)
    report("time / Newton in memory", run["seconds"][0] / in_memory)
    if run["memory_mib"] is not None:
        report("anonymous memory, MiB", run["memory_mib"], 64)


if __name__ == "__main__":
    way, folder, n, repeats = sys.argv[1:]
    function = {**WAYS, "train": trained}[way]
    with threadpool_limits(1):
        run = timed(lambda: function(folder, int(n)), int(repeats))
        memory = Memory()  # apart, since watching takes time
        function(folder, int(n))
    print(json.dumps({**run, "memory_mib": memory.stop()}))
