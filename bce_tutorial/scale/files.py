"""Logistic regression from files that are larger than memory, by mini-batches."""

from __future__ import annotations  # so that naming a generator does not load numpy.random

import os
import pathlib
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from bce_tutorial import _validation as require
from bce_tutorial._reduction import Floats, Numbers
from bce_tutorial.losses import (
    binary_cross_entropy_gradient,
    binary_cross_entropy_with_logits,
)
from bce_tutorial.training import AT_INFINITY, LogisticFit

PathLike = str | os.PathLike[str]
Block = tuple[Floats, Floats]  # features and labels
ENTRIES = 2**18  # numbers of a block of rows in memory: 2 MiB


def gradient_descent_from_files(
    X_files: PathLike | Sequence[PathLike],
    y_files: PathLike | Sequence[PathLike],
    *,
    learning_rate: float,
    n_passes: int,
    batch_size: int = 256,
    l2: float = 0.0,
    fit_intercept: bool = True,
    rng: np.random.Generator | int | None = None,
) -> LogisticFit:
    r"""Fit a logistic regression to rows in files, a few megabytes of them in memory at a time.

    .. math:: w \leftarrow w - \eta \Bigl[ \frac{1}{|B|} \sum_{i \in B}
              (\sigma(z_i) - y_i) \, x_i + \lambda w \Bigr]

    The objective and the step are those of :func:`gradient_descent`. Each pass reads blocks of
    rows in a new order and shuffles every block, so rows that belong together (all of one class,
    one day) should be mixed when the files are written. Single steps scatter about the optimum:
    the weights returned are the mean over the steps of the last pass.

    Parameters
    ----------
    X_files : path or sequence of paths
        Files in NumPy's ``.npy`` format: features of shape (n, d), finite, with the same d.
    y_files : path or sequence of paths
        As many such files with the labels, 0 or 1, of shape (n,).
    learning_rate : float above 0
        The step :math:`\eta`.
    n_passes : int of at least 1
        How often all rows are used.
    batch_size : int of at least 1, default 256
        Rows in a step's batch B; the last one of a block may be smaller.
    l2 : float of at least 0, default 0
        The penalty :math:`\lambda`.
    fit_intercept : bool, default True
        Whether there is an intercept.
    rng : numpy.random.Generator or int, default 0
        Source of the shuffling, or its seed.

    Returns
    -------
    LogisticFit
        ``losses`` holds the objective on all rows after each pass, for the mean weights of that
        pass. ``converged`` when no component of the gradient exceeds 1e-6.

    Raises
    ------
    ValueError
        If a file is no ``.npy`` file or cut short, files do not fit each other, one holds a value
        that is not finite or a label that is neither 0 nor 1, or an option is not one of those
        above.

    Examples
    --------
    >>> import pathlib, tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     X_file, y_file = pathlib.Path(folder, "X.npy"), pathlib.Path(folder, "y.npy")
    ...     np.save(X_file, [[0], [1], [0], [1]])
    ...     np.save(y_file, [0, 1, 1, 0])
    ...     fit = gradient_descent_from_files(X_file, y_file, learning_rate=1, n_passes=3)
    >>> round(float(fit.losses[-1]), 4)
    0.6931

    References
    ----------
    B. T. Polyak and A. B. Juditsky, "Acceleration of Stochastic Approximation by Averaging",
    *SIAM Journal on Control and Optimization* 30, 1992, pages 838-855, doi:10.1137/0330046.
    """
    step = require.number("learning_rate", learning_rate, "above 0", lambda a: a > 0)
    n_passes = require.integer("n_passes", n_passes, "of at least 1", lambda k: k >= 1)
    batch = require.integer("batch_size", batch_size, "of at least 1", lambda k: k >= 1)
    l2 = require.number("l2", l2, "of at least 0", lambda a: a >= 0)
    rng = np.random.default_rng(0 if rng is None else rng)
    rows = _Rows(X_files, y_files, batch)
    w, b = np.zeros(rows.columns), 0.0
    losses: list[float] = []
    for _ in range(n_passes):
        w_sum, b_sum, n_steps = np.zeros_like(w), 0.0, 0
        for X, y in rows.shuffled(rng):
            for start in range(0, y.size, batch):
                part = slice(start, start + batch)
                residual = binary_cross_entropy_gradient(y[part], X[part] @ w + b)
                w = w - step * (X[part].T @ residual / residual.size + l2 * w)
                b = b - step * residual.mean() if fit_intercept else 0.0
                w_sum, b_sum, n_steps = w_sum + w, b_sum + b, n_steps + 1
        mean = w_sum / n_steps, float(b_sum / n_steps)
        loss, largest, apart = _state(rows, *mean, l2, fit_intercept)
        losses.append(loss)
        if not np.isfinite(loss):
            message = f"diverged in pass {len(losses)}: the learning rate is too large"
            return LogisticFit(*mean, np.array(losses), False, message)
    message = f"after {n_passes} passes the largest component of the gradient is {largest:.2g}"
    if apart and l2 == 0:
        return LogisticFit(*mean, np.array(losses), False, f"{message}; {AT_INFINITY}")
    return LogisticFit(*mean, np.array(losses), bool(largest <= 1e-6), message)


def _state(
    rows: _Rows, w: Floats, b: float, l2: float, fit_intercept: bool
) -> tuple[float, float, bool]:
    """Return the objective, the largest component of its gradient, and whether w separates."""
    loss, slopes, slope, apart = 0.0, np.zeros_like(w), 0.0, True
    for X, y in rows.in_order():
        logits = X @ w + b
        residual = binary_cross_entropy_gradient(y, logits)
        loss += float(binary_cross_entropy_with_logits(y, logits, reduction="sum"))
        slopes += X.T @ residual
        slope += residual.sum()
        apart &= bool(((2 * y - 1) * logits).min() > 0)
    slopes, slope = slopes / rows.count + l2 * w, slope / rows.count * fit_intercept
    with np.errstate(over="ignore"):  # a step that is too long is reported, not warned of
        objective = loss / rows.count + l2 / 2 * float(w @ w)
    return objective, max(np.abs(slopes).max(), abs(slope)), apart


class _Part(NamedTuple):
    """The rows of two files, and their names."""

    X: Numbers
    y: Numbers
    X_name: str
    y_name: str


class _Rows:
    """The rows of all files, in blocks that are copied from the mapped files one by one."""

    def __init__(
        self,
        X_files: PathLike | Sequence[PathLike],
        y_files: PathLike | Sequence[PathLike],
        batch: int,
    ) -> None:
        X_paths, y_paths = _paths("X_files", X_files), _paths("y_files", y_files)
        if len(X_paths) != len(y_paths):
            numbers = f"{len(X_paths)} and {len(y_paths)}"
            raise ValueError(f"expected as many X_files as y_files, got {numbers}")
        self._parts: list[_Part] = []
        self._blocks: list[tuple[int, int, int]] = []  # part, first row, row after the last
        self.count = 0
        for index, files in enumerate(zip(X_paths, y_paths, strict=True)):
            X, y = map(_mapped, files)
            d = self._parts[0].X.shape[1] if self._parts else "d"
            if X.ndim != 2 or (self._parts and X.shape[1] != d):
                raise ValueError(f"expected X in {files[0].name} of shape (n, {d}), got {X.shape}")
            if y.shape != X.shape[:1] or not y.size:
                rule = "one entry per row of X, and at least one"
                raise ValueError(f"expected y in {files[1].name} with {rule}, got {y.shape}")
            self._parts.append(_Part(X, y, *(file.name for file in files)))
            size = -(-max(1, ENTRIES // max(1, X.shape[1])) // batch) * batch
            self._blocks += [(index, start, start + size) for start in range(0, y.size, size)]
            self.count += y.size
        self.columns: int = self._parts[0].X.shape[1]

    def in_order(self) -> Iterator[Block]:
        """Yield features and labels of each block."""
        return map(self._read, self._blocks)

    def shuffled(self, rng: np.random.Generator) -> Iterator[Block]:
        """Yield them in a random order, the rows of a block too."""
        for index in rng.permutation(len(self._blocks)):
            X, y = self._read(self._blocks[index])
            order = rng.permutation(y.size)
            yield X[order], y[order]

    def _read(self, block: tuple[int, int, int]) -> Block:
        index, start, stop = block
        X, y, X_name, y_name = self._parts[index]
        where = f"from row {start}"
        X = require.as_numbers(f"X in {X_name} {where}", X[start:stop])
        y = require.as_numbers(f"y in {y_name} {where}", y[start:stop])
        require.finite(f"X in {X_name} {where}", X)
        require.hard_labels(f"y in {y_name} {where}", y)
        return X.astype(np.float64), y.astype(np.float64)


def _mapped(file: pathlib.Path) -> Numbers:
    """Return the array in a file, of which only what is used is read."""
    try:
        return np.lib.format.open_memmap(file, mode="r")
    except ValueError as error:  # does not say which file
        raise ValueError(f"expected {file.name} to be a whole .npy file: {error}") from error


def _paths(name: str, files: PathLike | Sequence[PathLike]) -> list[pathlib.Path]:
    try:
        several = [files] if isinstance(files, (str, os.PathLike)) else files
        paths = [pathlib.Path(path) for path in several]
    except TypeError as error:
        raise ValueError(f"expected {name} to be a path or several: {error}") from error
    if not paths:
        raise ValueError(f"expected {name} to hold at least one path, got none")
    return paths
