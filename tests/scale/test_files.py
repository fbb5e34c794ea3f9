"""Training from files reaches what training in memory reaches, in a few megabytes."""

import re
import tracemalloc

import numpy as np
import pytest

from bce_tutorial import (
    fit_logistic_regression,
    gradient_descent,
    gradient_descent_from_files,
    sigmoid,
)
from tolerance import relative


def draw(n, d, seed=0):
    rng = np.random.default_rng(seed)
    X = rng.normal(size=(n, d))
    return X, (rng.random(n) < sigmoid(X @ rng.normal(size=d) - 0.5)).astype(np.uint8)


def write(folder, X, y, n_files=1):
    """Write every n_files-th row to the same file, and return the paths."""
    paths = [(folder / f"X{k}.npy", folder / f"y{k}.npy") for k in range(n_files)]
    for k, (X_file, y_file) in enumerate(paths):
        np.save(X_file, X[k::n_files])
        np.save(y_file, y[k::n_files])
    return [list(column) for column in zip(*paths, strict=True)]


@pytest.mark.parametrize("l2", [0.0, 0.01])
@pytest.mark.parametrize("fit_intercept", [True, False])
def test_the_loss_of_the_optimum_within_1e_4(tmp_path, l2, fit_intercept):
    X, y = draw(60_000, 8)
    files = write(tmp_path, X, y, n_files=3)
    optimum = fit_logistic_regression(X, y, l2=l2, fit_intercept=fit_intercept)
    options = {"l2": l2, "fit_intercept": fit_intercept}
    fit = gradient_descent_from_files(*files, learning_rate=0.3, n_passes=4, **options)
    assert 0 <= fit.losses[-1] - optimum.losses[-1] < 1e-4
    assert fit_intercept or fit.intercept == 0


def test_one_batch_of_all_rows_is_gradient_descent(tmp_path):
    X, y = draw(500, 3)
    files = write(tmp_path, X, y)
    fit = gradient_descent_from_files(
        *files, learning_rate=0.7, n_passes=20, batch_size=500, l2=0.1
    )
    reference = gradient_descent(X, y, learning_rate=0.7, n_steps=20, l2=0.1)
    np.testing.assert_allclose(fit.weights, reference.weights, rtol=1e-12)
    np.testing.assert_allclose(fit.losses, reference.losses, rtol=1e-12)
    assert fit.intercept == relative(reference.intercept, 1e-12)


def test_memory_does_not_grow_with_the_files(tmp_path):
    X, y = np.ones((400_000, 16)), np.arange(400_000) % 2
    files = write(tmp_path, X, y, n_files=2)
    tracemalloc.start()
    gradient_descent_from_files(*files, learning_rate=0.3, n_passes=1, batch_size=10_000)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert X.nbytes > 50e6
    assert peak < 11e6  # "a few megabytes": blocks of two, copied and shuffled


def test_the_seed_decides_the_order(tmp_path):
    files = write(tmp_path, *draw(2_000, 2))
    options = {"learning_rate": 0.5, "n_passes": 1, "batch_size": 10}
    first, again, other = (
        gradient_descent_from_files(*files, rng=seed, **options).weights for seed in (None, 0, 1)
    )
    assert (first == again).all()
    assert (first != other).any()


def test_integers_and_single_paths_and_a_gradient_of_zero(tmp_path):
    (X_file,), (y_file,) = write(tmp_path, np.array([[0], [1], [0], [1]]), np.array([0, 1, 1, 0]))
    options = {"learning_rate": 1, "n_passes": 1, "batch_size": 4}
    fit = gradient_descent_from_files(str(X_file), y_file, **options)
    assert fit.converged
    assert fit.losses == relative([np.log(2)], 1e-15)


def test_separable_classes_are_reported(tmp_path):
    files = write(tmp_path, np.array([[-2.0], [-1], [1], [2]]), np.array([0, 0, 1, 1]))
    fit = gradient_descent_from_files(*files, learning_rate=1, n_passes=3)
    assert not fit.converged
    assert "optimum lies at infinity" in fit.message
    held = gradient_descent_from_files(*files, learning_rate=1, n_passes=3, l2=0.1)
    assert "infinity" not in held.message


def test_divergence_is_reported(tmp_path):
    files = write(tmp_path, *draw(100, 2))
    fit = gradient_descent_from_files(*files, learning_rate=1e200, n_passes=5, l2=1.0)
    assert not fit.converged
    assert fit.message == f"diverged in pass {fit.losses.size}: the learning rate is too large"
    assert fit.losses.size < 5


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"learning_rate": 0}, "learning_rate to be a number above 0"),
        ({"n_passes": 0}, "n_passes to be an integer of at least 1"),
        ({"batch_size": 0}, "batch_size to be an integer of at least 1"),
        ({"l2": -1}, "l2 to be a number of at least 0"),
    ],
)
def test_bad_options_are_named(tmp_path, change, message):
    files = write(tmp_path, *draw(10, 2))
    with pytest.raises(ValueError, match=message):
        gradient_descent_from_files(*files, **{"learning_rate": 1, "n_passes": 1, **change})


@pytest.mark.parametrize(
    ("X", "y", "message"),
    [
        (np.zeros(4), np.zeros(4), r"X in X0.npy of shape \(n, d\), got \(4,\)"),
        (np.zeros((4, 2)), np.zeros(3), r"y in y0.npy with one entry per row .* got \(3,\)"),
        (np.zeros((0, 2)), np.zeros(0), r"y in y0.npy with .* at least one, got \(0,\)"),
        (np.zeros((4, 0)), np.zeros(4), r"X in X0.npy from row 0 to have at least one entry"),
        (np.full((4, 2), np.nan), np.zeros(4), r"X in X0.npy from row 0 finite, got nan"),
        (np.zeros((4, 2)), np.full(4, 2), r"y in y0.npy from row 0 in \[0, 1\], got 2"),
    ],
)
def test_bad_files_are_named(tmp_path, X, y, message):
    files = write(tmp_path, X, y)
    with pytest.raises(ValueError, match=message):
        gradient_descent_from_files(*files, learning_rate=1, n_passes=1)


def test_the_row_of_a_later_block_is_named(tmp_path):
    n, row = 600_000, 599_000
    files = write(tmp_path, np.zeros((n, 1)), np.where(np.arange(n) == row, 0.5, 0))
    message = r"y in y0.npy from row (\d+) to be 0 or 1, got 0.5 at index (\d+)$"
    with pytest.raises(ValueError, match=message) as error:
        gradient_descent_from_files(*files, learning_rate=1, n_passes=1, batch_size=1000)
    start, index = map(int, re.search(message, str(error.value)).groups())
    assert 0 < start == row - index


def test_files_must_fit_each_other(tmp_path):
    X_files, y_files = write(tmp_path, *draw(10, 2), n_files=2)
    options = {"learning_rate": 1, "n_passes": 1}
    with pytest.raises(ValueError, match="as many X_files as y_files, got 2 and 1"):
        gradient_descent_from_files(X_files, y_files[:1], **options)
    with pytest.raises(ValueError, match="X_files to hold at least one path, got none"):
        gradient_descent_from_files([], [], **options)
    np.save(X_files[1], np.zeros((5, 3)))
    with pytest.raises(ValueError, match=r"X in X1.npy of shape \(n, 2\), got \(5, 3\)"):
        gradient_descent_from_files(X_files, y_files, **options)


@pytest.mark.parametrize("content", [b"", b"x,y\n1,2\n", b"\x93NUMPY\x01\x00v\x00{'descr'"])
def test_a_file_of_another_kind_is_named(tmp_path, content):
    X_files, y_files = write(tmp_path, *draw(10, 2))
    X_files[0].write_bytes(content)
    with pytest.raises(ValueError, match=r"^expected X0.npy to be a whole .npy file: "):
        gradient_descent_from_files(X_files, y_files, learning_rate=1, n_passes=1)


@pytest.mark.parametrize("index", [0, 1])
def test_a_file_that_was_cut_short_is_named(tmp_path, index):
    files = write(tmp_path, *draw(1000, 2))
    (file,) = files[index]
    file.write_bytes(file.read_bytes()[:-1])
    with pytest.raises(ValueError, match=f"^expected {file.name} to be a whole .npy file: "):
        gradient_descent_from_files(*files, learning_rate=1, n_passes=1)


@pytest.mark.parametrize("paths", [None, 3, np.zeros((3, 2))])
def test_what_is_no_path_is_refused(tmp_path, paths):
    X_files, y_files = write(tmp_path, *draw(10, 2))
    options = {"learning_rate": 1, "n_passes": 1}
    with pytest.raises(ValueError, match=r"^expected X_files to be a path or several: "):
        gradient_descent_from_files(paths, y_files, **options)
    with pytest.raises(ValueError, match=r"^expected y_files to be a path or several: "):
        gradient_descent_from_files(X_files, paths, **options)
    with pytest.raises(FileNotFoundError, match=r"nowhere\.npy"):
        gradient_descent_from_files(tmp_path / "nowhere.npy", y_files, **options)


def test_any_type_and_order_of_the_numbers(tmp_path):
    X, y = draw(1000, 3)
    X = X.astype(np.float16)
    options = {"learning_rate": 0.5, "n_passes": 2}
    fits = [
        gradient_descent_from_files(*write(tmp_path, *arrays), **options)
        for arrays in ((X, y), (np.asfortranarray(X, dtype=">f8"), y.astype(bool)))
    ]
    np.testing.assert_array_equal(fits[0].weights, fits[1].weights)
