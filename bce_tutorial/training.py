"""Logistic regression: gradient descent to watch, and Newton's method to get there."""

from __future__ import annotations  # so that naming a generator does not load numpy.random

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from bce_tutorial import _validation as require
from bce_tutorial._reduction import Floats
from bce_tutorial.logits import sigmoid
from bce_tutorial.losses import (
    binary_cross_entropy_gradient,
    binary_cross_entropy_with_logits,
)

AT_INFINITY = (
    "the classes can be separated: larger weights always lower the loss, "
    "so the optimum lies at infinity"
)
MOST_STEPS = 100
Batch = slice | NDArray[np.intp]  # the rows of a step
ROWS = 4096  # of a block: with 20 features 640 KiB, which caches hold
SMALLEST = 1e-150  # the square of its inverse is still a float


class LogisticFit(NamedTuple):
    """A fitted logistic regression.

    ``weights``, an array of shape (d,), has one weight per feature, in nats per unit of it.
    ``intercept`` is the log-odds where all features are 0. ``losses`` holds the objective on all
    data after each step, in nats. ``converged`` tells whether the objective is at its minimum, and
    ``message`` says in words how the fit ended.
    """

    weights: NDArray[np.float64]
    intercept: float
    losses: NDArray[np.float64]
    converged: bool
    message: str

    def logits(self, X: ArrayLike) -> NDArray[np.float64]:
        r"""Return the log-odds of class 1 for each row of `X`.

        .. math:: z_i = x_i^\top w + b

        Parameters
        ----------
        X : array_like of shape (n, d), finite
            Features, as many as there are weights.

        Returns
        -------
        ndarray of float64 of shape (n,)
            Log-odds in nats.

        Raises
        ------
        ValueError
            If `X` has another shape, or is not finite.

        Examples
        --------
        >>> fit = fit_logistic_regression([[0], [1], [0], [1]], [0, 1, 1, 1], l2=0.1)
        >>> fit.logits([[0], [1]]).round(2)
        array([0.72, 1.57])

        References
        ----------
        C. M. Bishop, *Pattern Recognition and Machine Learning*, Springer, 2006, section 4.3.2.
        """
        X = _features(X)
        if X.shape[1] != self.weights.size:
            raise ValueError(f"expected X with {self.weights.size} columns, got {X.shape[1]}")
        return X @ self.weights + self.intercept


def gradient_descent(
    X: ArrayLike,
    y_true: ArrayLike,
    *,
    learning_rate: float,
    n_steps: int,
    batch_size: int | None = None,
    l2: float = 0.0,
    fit_intercept: bool = True,
    rng: np.random.Generator | int | None = None,
) -> LogisticFit:
    r"""Fit a logistic regression by gradient descent, from weights of 0.

    .. math:: w \leftarrow w - \eta \Bigl[ \frac{1}{|B|} \sum_{i \in B}
              (\sigma(z_i) - y_i) \, x_i + \lambda w \Bigr]

    The objective is the mean binary cross-entropy plus :math:`\frac{\lambda}{2} \|w\|^2`; the
    intercept moves likewise, without the penalty. scikit-learn's ``C`` is
    :math:`1 / (n \lambda)`.

    Parameters
    ----------
    X : array_like of shape (n, d), finite
        Features.
    y_true : array_like of shape (n,), of 0 and 1
        Labels.
    learning_rate : float above 0
        The step :math:`\eta`.
    n_steps : int of at least 1
        Number of steps.
    batch_size : int in [1, n], optional
        Samples in a step's batch B: every pass over the data is shuffled and cut into batches,
        the last of which may be smaller. All samples by default.
    l2 : float of at least 0, default 0
        The penalty :math:`\lambda`.
    fit_intercept : bool, default True
        Whether there is an intercept.
    rng : numpy.random.Generator or int, default 0
        Source of the shuffling, or its seed.

    Returns
    -------
    LogisticFit
        ``converged`` when no component of the gradient exceeds 1e-6.

    Raises
    ------
    ValueError
        If shapes do not fit, a value is not finite, a label is neither 0 nor 1, or an option is
        not one of those above.

    Examples
    --------
    >>> fit = gradient_descent([[-2], [-1], [1], [2]], [0, 0, 1, 1], learning_rate=1, n_steps=10)
    >>> round(float(fit.weights[0]), 2)
    2.1

    References
    ----------
    C. M. Bishop, *Pattern Recognition and Machine Learning*, Springer, 2006, section 4.3.2.
    """
    X, y = _samples(X, y_true)
    n = y.size
    step = require.number("learning_rate", learning_rate, "above 0", lambda a: a > 0)
    n_steps = require.integer("n_steps", n_steps, "of at least 1", lambda k: k >= 1)
    batch = n if batch_size is None else batch_size
    batch = require.integer("batch_size", batch, f"in [1, {n}]", lambda k: 1 <= k <= n)
    l2 = require.number("l2", l2, "of at least 0", lambda a: a >= 0)
    w, b = np.zeros(X.shape[1]), 0.0
    losses: list[float] = []

    def gradient(rows: Batch) -> tuple[Floats, float]:
        residual = binary_cross_entropy_gradient(y[rows], X[rows] @ w + b)
        slope = residual.mean() if fit_intercept else 0.0
        return X[rows].T @ residual / residual.size + l2 * w, slope

    def objective() -> float:
        logits = X @ w + b
        if not np.isfinite(logits).all():  # features too large for a float
            return np.inf
        return float(binary_cross_entropy_with_logits(y, logits) + (l2 / 2 * (w @ w) if l2 else 0))

    with np.errstate(over="ignore", invalid="ignore"):  # a step too long is reported, not warned of
        for rows in _batches(n, batch, n_steps, np.random.default_rng(0 if rng is None else rng)):
            slopes, slope = gradient(rows)
            w, b = w - step * slopes, b - step * slope
            losses.append(objective())
            if not np.isfinite(losses[-1]):
                end = f"diverged after {len(losses)} steps: the learning rate is too large"
                return LogisticFit(w, float(b), np.array(losses), False, end)
    largest = max(np.abs(part).max() for part in gradient(slice(None)))
    message = f"after {n_steps} steps the largest component of the gradient is {largest:.2g}"
    if l2 == 0 and ((2 * y - 1) * (X @ w + b)).min() > 0:
        return LogisticFit(w, float(b), np.array(losses), False, f"{message}; {AT_INFINITY}")
    return LogisticFit(w, float(b), np.array(losses), bool(largest <= 1e-6), message)


def fit_logistic_regression(
    X: ArrayLike, y_true: ArrayLike, *, l2: float = 0.0, fit_intercept: bool = True
) -> LogisticFit:
    r"""Fit a logistic regression by Newton's method.

    .. math:: J(w, b) = \frac{1}{n} \sum_i \ell(y_i, x_i^\top w + b)
              + \frac{\lambda}{2} \|w\|^2

    with :math:`\ell` the binary cross-entropy of a logit. Each step minimises the parabola that
    touches J, and is halved while J does not fall. Features may have any scale, be constant or
    repeated (then the weights of smallest norm in the units of the columns' largest values are
    returned), and the classes may be separable (then the weights are large and the message says
    so).

    Parameters
    ----------
    X : array_like of shape (n, d), finite
        Features.
    y_true : array_like of shape (n,), of 0 and 1
        Labels.
    l2 : float of at least 0, default 0
        The penalty :math:`\lambda`.
    fit_intercept : bool, default True
        Whether there is an intercept.

    Returns
    -------
    LogisticFit
        ``converged`` is False where the optimum lies at infinity.

    Raises
    ------
    ValueError
        If shapes do not fit, a value is not finite, a label is neither 0 nor 1, all values of a
        feature are closer to 0 than 1e-150, or an option is not one of those above.

    Examples
    --------
    >>> from bce_tutorial.datasets import load_spam
    >>> X, y_true, feature_names = load_spam()
    >>> fit = fit_logistic_regression(X, y_true)
    >>> fit.converged, round(float(fit.losses[-1]), 4)
    (True, 0.444)

    References
    ----------
    C. M. Bishop, *Pattern Recognition and Machine Learning*, Springer, 2006, section 4.3.3.
    """
    X, y = _samples(X, y_true)
    l2 = require.number("l2", l2, "of at least 0", lambda a: a >= 0)
    A, scale, centre = _standard_units(X, 1 - 2 * y, bool(fit_intercept))
    penalty = np.append(np.minimum(l2 / scale / scale, 1e300), 0.0)[: A.shape[1]]
    beta, losses, change, converged = _newton(A, penalty)
    weights = beta[: scale.size] / scale
    intercept = float(beta[-1] - centre @ beta[: scale.size]) if fit_intercept else 0.0
    # what harms no sample, up to rounding, can be repeated for ever
    endless = any(odds.max() < -1e-10 * odds.min() for odds in (A @ beta, change))
    if l2 == 0 and endless:
        message, converged = f"stopped after {len(losses)} steps; {AT_INFINITY}", False
    elif converged:
        message = f"converged after {len(losses)} steps"
    else:
        message = f"stopped after {len(losses)} steps before the minimum was reached"
    return LogisticFit(weights, intercept, np.array(losses), converged, message)


def _standard_units(X: Floats, sign: Floats, fit_intercept: bool) -> tuple[Floats, Floats, Floats]:
    """Return rows A whose products with weights are log-odds of the wrong label, and the units.

    A column of X is divided by its largest size, which is its unit, and moved so that its mean is
    0; the column of the intercept comes last.
    """
    scale = np.abs(X).max(axis=0)
    scale[scale == 0] = 1.0
    if scale.min() < SMALLEST:
        raise ValueError(
            f"expected X with columns that are 0 or reach {SMALLEST}, "
            f"got {scale.min()} at most in column {scale.argmin()}"
        )
    n, d = X.shape
    A, centre = np.ones((n, d + fit_intercept)), np.zeros(d)
    features = np.divide(X, scale, out=A[:, :d])
    if fit_intercept:
        centre = features.mean(axis=0)
        features -= centre
    A *= sign[:, None]
    return A, scale, centre


def _newton(A: Floats, penalty: Floats) -> tuple[Floats, list[float], Floats, bool]:
    """Minimise the mean of softplus(A @ beta) plus the penalty, from weights of 0.

    Return the weights, the objective after each step, what the last step added to the log-odds
    `wrong`, and whether another one gained next to nothing: the loss is at its minimum, or so
    near 0 that nothing is left to gain.
    """

    def objective(beta: Floats, wrong: Floats) -> float:
        loss = binary_cross_entropy_with_logits(np.zeros(len(A)), wrong)
        return float(loss + penalty @ beta**2 / 2)

    beta, wrong = np.zeros(penalty.size), np.zeros(len(A))
    change, losses = wrong, [objective(beta, wrong)]
    for _ in range(MOST_STEPS):
        q = sigmoid(wrong)
        slope = A.T @ q / len(A) + penalty * beta
        bend = np.maximum(q * (1 - q), 1e-20) / len(A)  # where it rounds to 0, it is not
        step = _solve(_weighted_squares(A, bend) + np.diag(penalty), -slope)
        gain = -slope @ step / 2  # what the parabola that touches the objective promises
        added = A @ step
        while (loss := objective(beta + step, wrong + added)) > losses[-1]:
            step, added = step / 2, added / 2
        beta, wrong = beta + step, wrong + added
        if gain <= max(1e-9 * losses[-1], 1e-14):  # taken, but not counted
            losses[-1] = loss
            return beta, losses[1:] or losses, change, True
        change = added
        losses.append(loss)
    return beta, losses[1:], change, False


def _weighted_squares(A: Floats, weight: Floats) -> Floats:
    """Return the sum of weighted outer products of the rows, in blocks that stay in the cache."""
    total = np.zeros((A.shape[1], A.shape[1]))
    for start in range(0, len(A), ROWS):
        rows = A[start : start + ROWS] * np.sqrt(weight[start : start + ROWS, None])
        total += rows.T @ rows
    return total


def _solve(curvature: Floats, slope: Floats) -> Floats:
    """Solve in units where the curvature of each weight alone is 1; least squares if singular."""
    unit = np.sqrt(curvature.diagonal())
    unit = np.divide(1, unit, out=np.zeros(unit.size), where=unit > 0)
    matrix, right = curvature * unit * unit[:, None], unit * slope
    solution, _, rank, _ = np.linalg.lstsq(matrix, right)
    if rank == right.size:  # where one weight is far smaller than another, it keeps its digits
        solution = np.linalg.solve(matrix, right)
    return unit * solution


def _features(X: ArrayLike) -> Floats:
    X = require.as_numbers("X", X)
    if X.ndim != 2:
        raise ValueError(f"expected X of shape (n, d), got {X.shape}")
    require.finite("X", X)
    return X.astype(np.float64, copy=False)


def _samples(X: ArrayLike, y_true: ArrayLike) -> tuple[Floats, Floats]:
    X, y = _features(X), require.as_numbers("y_true", y_true)
    if y.shape != X.shape[:1]:
        raise ValueError(f"expected y_true of shape {X.shape[:1]}, got {y.shape}")
    require.hard_labels("y_true", y)
    return X, y.astype(np.float64)


def _batches(n: int, size: int, n_steps: int, rng: np.random.Generator) -> Iterator[Batch]:
    """Yield the rows of each step's batch: slices of one shuffled pass after the other."""
    if size == n:
        for _ in range(n_steps):
            yield slice(None)
        return
    while True:
        order = rng.permutation(n)
        for start in range(0, n, size):
            yield order[start : start + size]
            n_steps -= 1
            if n_steps == 0:
                return
