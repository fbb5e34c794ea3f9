"""The stored run of the benchmark: complete, about a machine and not about its owner."""

import re

import pytest

import bench_scale
import check_structure
from bce_tutorial.datasets import load_measurements
from tolerance import relative

RUN = load_measurements()
ROWS = {
    (table["title"].partition(",")[0], row["what"]): row
    for table in RUN["tables"]
    for row in table["rows"]
}


def test_the_machine_is_described_without_names_and_paths():
    text = str(RUN)
    assert list(check_structure.machine_paths(text)) == []
    assert set(RUN["machine"]) == {
        *("processor", "cores", "memory_gib", "busy_cores", "system", "python", "libraries")
    }
    assert {"numpy", "dask"} <= set(RUN["machine"]["libraries"])
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", RUN["date"])


def test_every_way_was_measured_at_every_size():
    scaling = RUN["scaling"]
    assert scaling["sizes"] == [10**5, 10**6, 10**7, 10**8]
    for what in ("seconds", "memory_mib"):
        assert set(scaling[what]) == {"read and sum", "blocks", "whole arrays", "Dask, 2 workers"}
        for values in scaling[what].values():
            assert len(values) == 4


@pytest.mark.parametrize(
    ("title", "what", "limit"),
    [
        ("From a file", "time / reading and summing the same bytes", 6),
        ("From a file", "anonymous memory, MiB", 64),
        ("Training from files", "loss above that of the optimum, nats", 1e-4),
        ("Training from files", "anonymous memory, MiB", 64),
    ],
)
def test_the_promises_of_chapter_14_were_kept(title, what, limit):
    row = ROWS[title, what]
    assert row["target"] == limit
    assert row["value"] <= limit


def test_no_other_target_for_files_was_missed():
    titles = ("From a file", "Training from files")
    rows = [row for (title, _), row in ROWS.items() if title in titles and row["target"]]
    assert len(rows) >= 4
    assert [row for row in rows if row["value"] > row["target"]] == []


@pytest.mark.slow
def test_the_benchmark_measures_anonymous_memory(tmp_path):
    n = 4_000_000  # 31 MiB per column
    bench_scale.write_predictions(tmp_path, n)
    blocks, arrays = (
        bench_scale.alone(way, tmp_path, n, 1) for way in (bench_scale.BLOCKS, bench_scale.ARRAYS)
    )
    assert blocks["value"] == relative(arrays["value"], 1e-12)
    if blocks["memory_mib"] is not None:  # Linux tells it
        assert blocks["memory_mib"] < 48 < 93 < arrays["memory_mib"]


@pytest.mark.parametrize("peer", ["PyTorch", "scikit-learn", "textbook, two logs"])
def test_the_peers_took_part(peer):
    assert ROWS["Binary", f"time / {peer}"]["value"] < 1
