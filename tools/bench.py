"""Measure the package against its peers and against the machine: ``make bench``.

Every peer runs on the same data, one after the other in each round. A ratio is that of the medians
over the rounds, for files that of the least times. PyTorch takes part where it is
installed; Dask must be. The run is stored where chapter 16 and the page on performance read it:
refresh that chapter afterwards. With ``--quick`` everything is a hundredth as large, and nothing is
stored.
"""

import datetime
import importlib.metadata
import json
import os
import pathlib
import platform
import sys

import bench_peers
import bench_scale

STORED = pathlib.Path(__file__).resolve().parent.parent / "bce_tutorial/data/measurements.json"
LIBRARIES = ("numpy", "scikit-learn", "torch", "dask")


def main(arguments):
    """Measure, print the ratios with the target beside each, and store the run."""
    quick = arguments == ["--quick"]
    if arguments and not quick:
        sys.exit(f"unknown arguments: {' '.join(arguments)}")
    run = {"date": datetime.date.today().isoformat(), "machine": machine(), "tables": []}
    bench_peers.measure(lambda title: table(run, title), n=10**5 if quick else 10**7)
    sizes = [10**k for k in ((3, 4, 5, 6) if quick else (5, 6, 7, 8))]
    run["scaling"] = bench_scale.measure(lambda title: table(run, title), sizes)
    if not quick:
        STORED.write_text(json.dumps(run, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
        print("\nStored. Now run: make refresh CHAPTER=16")


def table(run, title):
    """Begin a table and return the function that prints and keeps one line of it."""
    rows = []
    run["tables"].append({"title": title, "rows": rows})
    print(f"\n{title:52}  measured  target")

    def report(what, value, target=None):
        missed = bool(target is not None and value > target)
        limit = "" if target is None else f"{target:7.4g}"
        print(f"{what:52}  {value:8.3g}  {limit}{'  missed' * missed}", flush=True)
        rows.append({"what": what, "value": float(f"{value:.3g}"), "target": target})

    return report


def machine():
    """Describe the machine by what a reader needs to judge the numbers."""
    return {
        "processor": processor(),
        "cores": os.cpu_count(),
        "memory_gib": round(memory() / 2**30),
        "busy_cores": round(os.getloadavg()[0], 1) if hasattr(os, "getloadavg") else None,
        "system": platform.system(),
        "python": platform.python_version(),
        "libraries": {name: version(name) for name in LIBRARIES if version(name)},
    }


def processor():
    """Return the model of the processor, where the system tells."""
    info = pathlib.Path("/proc/cpuinfo")
    lines = info.read_text(encoding="utf-8").splitlines() if info.exists() else []
    models = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return (models or [platform.processor() or platform.machine()])[0]


def memory():
    """Return the bytes of memory."""
    import psutil

    return psutil.virtual_memory().total


def version(name):
    """Return the version of a library without its build, or None."""
    try:
        return importlib.metadata.version(name).partition("+")[0]
    except importlib.metadata.PackageNotFoundError:
        return None


if __name__ == "__main__":
    main(sys.argv[1:])
