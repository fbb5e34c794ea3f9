"""Newton's method for logistic regression, in blocks that stay in the cache."""

import numpy as np

from bce_tutorial.logit_losses import binary_cross_entropy_with_logits
from bce_tutorial.logits import sigmoid

ROWS = 1024  # rows of a block: with 20 features 160 KiB
MAX_STEPS = 100


def newton_steps(X, y, l2, fit_intercept):
    """Return weights, intercept, the objective after each step, and how it ended.

    Inside, columns are centred (where there is an intercept) and scaled to unit variance, and
    the intercept is one more column, of ones.
    """
    d = X.shape[1]
    centre, inverse = _standard_units(X, fit_intercept)
    penalty = np.append(l2 * inverse**2, 0.0)[: d + fit_intercept]
    sign = 1 - 2 * y  # a logit times its sign is the log-odds of the wrong label
    beta, wrong = np.zeros(d + fit_intercept), np.zeros(y.size)
    loss, losses, ending = np.log(2), [], "stopped"

    def columns(part):
        rows = X[part]
        A = np.ones((len(rows), beta.size))
        np.multiply(rows - centre, inverse, out=A[:, :d])
        return A

    while ending == "stopped" and len(losses) < MAX_STEPS:
        slope, curvature = penalty * beta, np.diag(penalty)
        for part in _parts(y.size):
            A, q = columns(part), sigmoid(wrong[part])
            slope += A.T @ (sign[part] * q) / y.size
            A *= np.sqrt(q * (1 - q) / y.size)[:, None]
            curvature += A.T @ A
        step = -np.linalg.lstsq(curvature, slope, rcond=1e-14)[0]
        change = np.concatenate([sign[part] * (columns(part) @ step) for part in _parts(y.size)])
        gain = -slope @ step / 2  # what the parabola promises
        if gain <= max(1e-14, 1e-9 * loss):
            ending = "converged"
        for length in 0.5 ** np.arange(40):
            trial, moved = wrong + length * change, beta + length * step
            value = binary_cross_entropy_with_logits(np.zeros(y.size, bool), trial)
            value += penalty @ moved**2 / 2
            if value < loss:
                beta, wrong, loss = moved, trial, value
                break
        else:
            ending = "converged"  # no digit of the loss is left to gain
        losses.append(loss)
    if l2 == 0 and (wrong.max() < 0 or _recedes(change)):
        ending = "at infinity"
    w = beta[:d] * inverse
    return w, float(beta[d] - centre @ w) if fit_intercept else 0.0, losses, ending


def _standard_units(X, centred):
    """Return what to subtract from each column and what to multiply it by (0 if constant)."""
    centre = X.mean(axis=0) if centred else np.zeros(X.shape[1])
    squares = sum(((X[part] - centre) ** 2).sum(axis=0) for part in _parts(len(X)))
    scale = np.sqrt(squares / len(X))
    varies = scale > 1e-12 * np.abs(centre)
    return centre, np.divide(1, scale, out=np.zeros(scale.size), where=varies)


def _recedes(change):
    """Tell whether a step makes no sample worse: such a step can be repeated for ever."""
    return change.min() < -0.1 and change.max() <= -1e-6 * change.min()


def _parts(n):
    return [slice(start, start + ROWS) for start in range(0, n, ROWS)]
