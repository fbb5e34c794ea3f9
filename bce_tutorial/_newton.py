"""Newton's method for logistic regression, in blocks that stay in the cache."""

import numpy as np

from bce_tutorial.logits import sigmoid
from bce_tutorial.losses import binary_cross_entropy_with_logits

ROWS = 4096  # rows of a block: with 20 features 640 KiB
MAX_STEPS = 100
SAMPLE = 50  # a large problem starts from the fit to one row in so many
LARGE = 50_000


def newton_steps(X, y, l2, fit_intercept):
    """Return weights, intercept, the objective after each step, and how it ended."""
    problem = _Problem(X, y, l2, fit_intercept)
    beta, loss = np.zeros(problem.size), np.log(2)
    if y.size > LARGE:
        rows = np.random.default_rng(0).integers(y.size, size=y.size // SAMPLE)
        w, b, _, _ = newton_steps(X[rows], y[rows], l2, fit_intercept)
        start = problem.inside(w, b)
        value = problem.objective(start)
        if value < loss:
            beta, loss = start, value
    losses, last_gain, ending = [], np.inf, "stopped"
    while ending == "stopped" and len(losses) < MAX_STEPS:
        slope, curvature = problem.derivatives(beta)
        step = _solve(curvature, -slope)
        gain = -slope @ step / 2  # what the touching parabola promises
        # near the minimum the error after a step is the square of that before
        fast = gain <= 1e-5 * loss and gain <= 1e-2 * last_gain
        if fast or gain <= max(1e-14, 1e-9 * loss):
            ending = "converged"
        for length in 0.5 ** np.arange(40):
            value = problem.objective(beta + length * step)
            if value < loss:
                beta, loss = beta + length * step, value
                break
        else:
            ending = "converged"  # no digit of the loss is left to gain
        losses.append(loss)
        last_gain = gain
    if l2 == 0 and (problem.separates(beta) or problem.recedes(step)):
        ending = "at infinity"
    return *problem.outside(beta), losses, ending


class _Problem:
    """The objective and its derivatives.

    Inside, a column far from 0 next to its spread is shifted, and the intercept comes last.
    """

    def __init__(self, X, y, l2, fit_intercept):
        self.X, self.sign = (
            X,
            1 - 2 * y,
        )  # a logit times its sign is the log-odds of the wrong label
        n, d = X.shape
        self.fit_intercept, self.size = fit_intercept, d + fit_intercept
        self.penalty = np.append(np.full(d, l2), 0.0)[: self.size]
        self.shift = np.zeros(d)
        if fit_intercept:
            sample = X[:: max(1, n // 10_000)]
            middle = np.median(sample, axis=0)
            spread = np.sqrt(((sample - middle) ** 2).mean(axis=0))
            self.shift = np.where(np.abs(middle) > 1000 * spread, middle, 0.0)

    def inside(self, w, b):
        return np.append(w, b + self.shift @ w)[: self.size]

    def outside(self, beta):
        w = beta[: self.shift.size]
        return w, float(beta[-1] - self.shift @ w) if self.fit_intercept else 0.0

    def objective(self, beta):
        wrong = self._wrong(beta)
        loss = binary_cross_entropy_with_logits(np.zeros(wrong.size, bool), wrong)
        return loss + self.penalty @ beta**2 / 2

    def derivatives(self, beta):
        n, d = self.X.shape
        slope, curvature = self.penalty * beta, np.diag(self.penalty)
        wrong = self._wrong(beta)
        for part, rows in self._blocks():
            q = sigmoid(wrong[part])
            residual = self.sign[part] * q / n
            slope[:d] += rows.T @ residual
            root = np.sqrt(q * (1 - q) / n)
            rows = rows * root[:, None]
            curvature[:d, :d] += rows.T @ rows
            if self.fit_intercept:
                slope[d] += residual.sum()
                curvature[d, :d] += rows.T @ root
                curvature[d, d] += root @ root
        curvature[:d, d:] = curvature[d:, :d].T
        return slope, curvature

    def separates(self, beta):
        """Tell whether every sample is on its side: larger weights are always better."""
        return self._wrong(beta).max() < 0

    def recedes(self, step):
        """Tell whether a step makes no sample worse: such a step can be repeated for ever."""
        change = self._wrong(step)
        return change.min() < -0.1 and change.max() <= -1e-6 * change.min()

    def _wrong(self, beta):
        w, b = beta[: self.shift.size], beta[-1] if self.fit_intercept else 0.0
        logits = np.concatenate([rows @ w for _, rows in self._blocks()])
        return self.sign * (logits + b)

    def _blocks(self):
        shifted = self.shift.any()
        for start in range(0, len(self.X), ROWS):
            part = slice(start, start + ROWS)
            yield part, self.X[part] - self.shift if shifted else self.X[part]


def _solve(curvature, slope):
    """Solve in units where the curvature of each weight alone is 1; least squares if singular."""
    diagonal = np.sqrt(curvature.diagonal())
    unit = np.divide(1, diagonal, out=np.zeros(diagonal.size), where=diagonal > 0)
    scaled = curvature * unit * unit[:, None]
    return unit * np.linalg.lstsq(scaled, unit * slope, rcond=1e-14)[0]
