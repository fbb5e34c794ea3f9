"""The loss on Dask: as in memory, block by block, on workers that may die.

One cluster runs at a time: all its tests are in this file, which one worker of pytest takes.
"""

import contextlib
import os
import signal
import subprocess
import sys
import tracemalloc

import dask
import dask.array as da
import dask.dataframe as dd
import numpy as np
import pandas as pd
import pytest
from distributed import Client, LocalCluster

from bce_tutorial import LossAccumulator, binary_cross_entropy
from bce_tutorial.scale import delayed_accumulator, distributed_loss
from bce_tutorial.scale.cluster import FAN_IN
from tolerance import relative

RNG = np.random.default_rng(14)
N, BLOCK = 20_000, 700
P = RNG.random(N)
Y = (RNG.random(N) < P).astype(np.uint8)
W = RNG.exponential(size=N)
WHOLE = LossAccumulator()
WHOLE.update(Y, P, W)
LOSS = WHOLE.result().loss
COLUMNS = pd.DataFrame({"y": Y, "p": P, "w": W})
SHAPED = (40, 500), (7, 130)  # as pixels, cut along both axes


def cut(values, chunks=BLOCK):
    return da.from_array(values, chunks=chunks)


def test_arrays_give_the_loss_of_the_whole():
    with dask.config.set(scheduler="synchronous"):
        assert distributed_loss(cut(Y), cut(P)) == relative(binary_cross_entropy(Y, P), 1e-12)
        loss = distributed_loss(cut(Y), cut(P), cut(W))
    assert isinstance(loss, float)
    assert loss == relative(LOSS, 1e-12)


def test_any_shape_and_an_array_of_no_dimension():
    shape, chunks = SHAPED
    images = [cut(values.reshape(shape), chunks) for values in (Y, P, W)]
    assert distributed_loss(*images) == relative(LOSS, 1e-12)
    assert distributed_loss(da.asarray(1.0), da.asarray(0.25)) == pytest.approx(np.log(4))


def test_columns_of_a_dataframe():
    frame = dd.from_pandas(COLUMNS, npartitions=9)
    assert distributed_loss(frame.y, frame.p, frame.w) == relative(LOSS, 1e-12)


def test_a_column_and_an_array_of_unknown_length():
    frame = dd.from_pandas(COLUMNS, npartitions=9)
    array = frame.p.to_dask_array()
    assert np.isnan(array.shape[0])
    assert distributed_loss(frame.y, array, frame.w) == relative(LOSS, 1e-12)


def test_arrays_of_unknown_length():
    y, p = cut(Y), cut(P)
    rows = P > 0.5
    loss = binary_cross_entropy(Y[rows], P[rows])
    assert distributed_loss(y[p > 0.5], p[p > 0.5]) == relative(loss, 1e-12)
    with pytest.raises(ValueError, match=r"same shape, got \(\d+,\) and \(700,\) in block \d+$"):
        distributed_loss(y[p > 0.5], p)


def test_rows_are_paired_by_position():
    frame = dd.from_pandas(COLUMNS, npartitions=9)
    other = frame.map_partitions(lambda part: part.set_index(part.index[::-1]))
    assert distributed_loss(frame.y, other.p, frame.w) == relative(LOSS, 1e-12)


def test_a_column_of_a_nullable_type():
    frame = dd.from_pandas(COLUMNS.astype({"y": "Int64", "p": "Float64"}), npartitions=9)
    assert distributed_loss(frame.y, frame.p, frame.w) == relative(LOSS, 1e-12)
    absent = frame.assign(p=frame.p.mask(frame.p > 0.9))
    with pytest.raises(ValueError, match=r"y_proba without NaN, got nan at index \d+ in block \d$"):
        distributed_loss(absent.y, absent.p)


def test_partitions_that_a_filter_has_emptied():
    frame = dd.from_pandas(COLUMNS.sort_values("p"), npartitions=9, sort=False)
    sure = frame[frame.p > 0.9]
    rows = P > 0.9
    assert distributed_loss(sure.y, sure.p, sure.w) == relative(
        binary_cross_entropy(Y[rows], P[rows], sample_weight=W[rows]), 1e-12
    )


def test_a_block_of_weights_that_are_all_zero():
    weights = np.where(np.arange(N) < 2 * BLOCK, 0.0, W)
    assert distributed_loss(cut(Y), cut(P), cut(weights)) == relative(
        binary_cross_entropy(Y, P, sample_weight=weights), 1e-12
    )


def test_the_task_gives_an_accumulator_that_merges_on():
    half = N // 2
    first = delayed_accumulator(cut(Y[:half]), cut(P[:half]), cut(W[:half])).compute()
    second = delayed_accumulator(cut(Y[half:]), cut(P[half:]), cut(W[half:])).compute()
    first.merge(second)
    np.testing.assert_allclose(first.result(), WHOLE.result(), rtol=1e-12)


def test_the_merges_are_a_tree_of_small_tasks():
    blocks = FAN_IN**2 + 1
    y = cut(np.zeros(blocks), 1)
    graph = delayed_accumulator(y, y + 0.5).dask
    merges = {
        key: wanted for key, wanted in graph.get_all_dependencies().items() if type(key) is str
    }
    assert max(map(len, merges.values())) == FAN_IN
    assert len(merges) == FAN_IN + 1 + 2 + 1  # 65 blocks: 9 merges, 2, 1


def test_loading_and_summing_a_block_are_one_task():
    wanted = delayed_accumulator(*loaded_blocks(4, 10)).dask.get_all_dependencies()
    assert sum(not keys for keys in wanted.values()) == 4  # each loads two blocks, keeps neither


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"y_true": Y}, "y_true to be a Dask array or a column of a Dask dataframe, got ndarray"),
        ({"y_proba": None}, "y_proba to be a Dask array or a column .* got NoneType"),
        ({"sample_weight": [1]}, "sample_weight to be a Dask array .* got list"),
        ({"y_proba": dd.from_pandas(COLUMNS, npartitions=2)}, "y_proba .* got DataFrame"),
        ({"y_proba": dask.delayed(P)}, "y_proba .* got Delayed"),
        ({"y_proba": cut(P[1:])}, r"same shape, got \(20000,\) and \(19999,\)$"),
        ({"y_proba": cut(P, 1000)}, r"same number of blocks, got \(29,\) and \(20,\)$"),
        (
            {"y_proba": cut(P, ((700, 600, *[700] * 26, 500),))},
            "y_true and y_proba cut at the same places, got 700 and 600 entries in block 1$",
        ),
        ({"sample_weight": cut(W, 1000)}, "y_true and sample_weight of the same number of blocks"),
        (
            {"y_proba": cut(np.where(np.arange(N) == 1403, 1.5, P))},
            r"^expected y_proba in \[0, 1\], got 1.5 at index 3 in block 2$",
        ),
        ({"sample_weight": cut(np.zeros(N))}, "expected sample_weight with a positive sum, got 0$"),
        ({"sample_weight": cut(np.full(N, -1.0))}, "sample_weight not negative.* in block "),
    ],
)
def test_what_does_not_fit_is_named(change, message):
    with pytest.raises(ValueError, match=message):
        distributed_loss(**{"y_true": cut(Y), "y_proba": cut(P), **change})


def test_columns_that_do_not_fit_are_named():
    frame, other = (dd.from_pandas(COLUMNS, npartitions=k) for k in (9, 4))
    with pytest.raises(ValueError, match=r"same number of blocks, got \(9,\) and \(4,\)$"):
        distributed_loss(frame.y, other.p)
    with pytest.raises(ValueError, match=r"same shape, got \(\d+,\) and \(\d+,\) in block \d$"):
        distributed_loss(frame.y[frame.p > 0.5], frame.p)
    with pytest.raises(ValueError, match="at least one prediction"):
        distributed_loss(frame.y[frame.p > 2], frame.p[frame.p > 2])


def test_a_block_along_two_axes_is_named():
    shape, chunks = SHAPED
    broken = P.reshape(shape).copy()
    broken[8, 140] = np.nan
    with pytest.raises(
        ValueError, match=r"without NaN, got nan at index \(1, 10\) in block \(1, 1\)"
    ):
        distributed_loss(cut(Y.reshape(shape), chunks), cut(broken, chunks))
    uneven = cut(broken, (7, (150, 130, 130, 90)))
    with pytest.raises(ValueError, match=r"got 130 and 150 entries in block 0 of axis 1$"):
        distributed_loss(cut(Y.reshape(shape), chunks), uneven)


def test_the_progress_bar_of_the_local_schedulers(capsys):
    assert distributed_loss(cut(Y), cut(P), cut(W), progress=True) == pytest.approx(LOSS)
    assert "100% Completed" in capsys.readouterr().out
    distributed_loss(cut(Y), cut(P))
    assert capsys.readouterr().out == ""


@pytest.mark.slow
def test_the_package_is_imported_without_dask():
    code = "import sys, bce_tutorial; sys.exit('dask' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code]).returncode == 0


# On two worker processes of one thread each.


@pytest.fixture(scope="module")
def client():
    patient = {f"distributed.comm.timeouts.{what}": "10m" for what in ("connect", "tcp")}
    options = {"n_workers": 2, "threads_per_worker": 1, "host": "127.0.0.1"}
    with (
        dask.config.set(patient),  # a busy machine takes its time
        LocalCluster(**options, dashboard_address="127.0.0.1:0") as cluster,  # any free port
        Client(cluster, timeout="10m") as connected,
    ):
        yield connected


def draw(size, seed):
    """Return labels and probabilities of one block."""
    rng = np.random.default_rng(seed)
    p = rng.random(size)
    return (rng.random(size) < p).astype(np.float64), p


def load(which, size, block_id):
    return draw(size, block_id[0])[which]


def loaded_blocks(count, size):
    """Return labels and probabilities whose blocks only a worker makes."""
    chunks = ((size,) * count,)
    return [
        da.map_blocks(load, k, size, chunks=chunks, dtype=float, meta=np.empty(0)) for k in (0, 1)
    ]


def in_memory(count, size):
    y, p = np.hstack([draw(size, seed) for seed in range(count)])
    return binary_cross_entropy(y, p)


@pytest.mark.slow
def test_two_workers_agree_with_memory(client):
    assert len(client.scheduler_info()["workers"]) == 2
    assert distributed_loss(*loaded_blocks(20, 10_000)) == relative(in_memory(20, 10_000), 1e-12)
    frame = dd.from_pandas(COLUMNS, npartitions=9)
    assert distributed_loss(frame.y, frame.p, frame.w) == relative(LOSS, 1e-12)


@pytest.mark.slow
def test_the_progress_bar_of_a_cluster(client, capsys):
    assert distributed_loss(cut(Y), cut(P), cut(W), progress=True) == pytest.approx(LOSS)
    assert "100% Completed" in capsys.readouterr().out


@pytest.mark.slow
def test_an_error_on_a_worker_is_the_same_error(client):
    with pytest.raises(ValueError, match=r"in block 2$"):
        distributed_loss(cut(Y), cut(np.where(np.arange(N) == 1403, 1.5, P)))


def peak(client, blocks):
    """Return the largest number of bytes that a worker had allocated at any time of a run."""
    client.run(tracemalloc.start)
    distributed_loss(*blocks)
    peaks = client.run(tracemalloc.get_traced_memory)
    client.run(tracemalloc.stop)
    return max(most for _, most in peaks.values())


@pytest.mark.slow
def test_memory_of_a_worker_does_not_grow_with_the_data(client):
    size = 250_000
    a_block = 2 * 8 * size  # labels and probabilities
    assert peak(client, loaded_blocks(32, size)) < 3 * a_block + 4 * 2**20


@pytest.mark.slow
def test_a_worker_killed_in_the_middle(client, tmp_path):
    count, size = 24, 1_000

    def load_or_die(which, block_id):
        block = block_id[0]
        if which == 0:
            others = len(os.listdir(tmp_path))
            if block >= count // 2 and others >= 4:  # in the middle: some are summed by now
                with contextlib.suppress(FileExistsError), open(tmp_path / "killed", "x") as file:
                    file.write(str(os.getpid()))
                    file.flush()
                    os.kill(os.getpid(), signal.SIGKILL)
            (tmp_path / f"block {block}").touch()
        return draw(size, block)[which]

    workers = client.run(os.getpid)
    chunks = ((size,) * count,)
    y, p = (
        da.map_blocks(load_or_die, k, chunks=chunks, dtype=float, meta=np.empty(0)) for k in (0, 1)
    )
    assert distributed_loss(y, p) == relative(in_memory(count, size), 1e-12)
    assert len(os.listdir(tmp_path)) == count + 1  # every block, and one death
    killed = int((tmp_path / "killed").read_text())
    assert killed in workers.values()
    assert killed not in client.run(os.getpid).values()
