"""Three ways from a logit to its loss and gradient, each operation rounded to one float type.

Two of them fail where the third does not. They are here to be shown side by side; to compute,
use :func:`bce_tutorial.binary_cross_entropy_with_logits`.
"""

from typing import NamedTuple

import numpy as np

CLAMP = 100  # PyTorch's BCELoss keeps each logarithm above minus this,
SMALLEST = 1e-12  # and the denominator of its gradient above this
DTYPES = {"float32": np.float32, "float64": np.float64}


class Route(NamedTuple):
    """What one way arrives at: the loss, and its derivative by the logit."""

    loss: np.ndarray
    gradient: np.ndarray


class Routes(NamedTuple):
    """The probability on the way, its complement, and the three results."""

    p: np.ndarray
    q: np.ndarray
    naive: Route
    clamped: Route
    stable: Route


def routes(y, logits, dtype):
    """Return the loss of a label 0 or 1 for each logit, by all three ways.

    Logarithms and exponentials are computed in float64 and then rounded, so that a script in a
    browser arrives at the same digits.
    """
    kind = DTYPES[dtype]

    def rounded(function, x):
        return kind(function(np.float64(x)))

    z, one, sign = kind(logits), kind(1), kind(1 - 2 * y)
    with np.errstate(all="ignore"):  # to overflow, divide by 0 and multiply it by infinity
        p = one / (one + rounded(np.exp, -z))
        q = one - p
        happened = p if y else q
        naive = 0 - rounded(np.log, happened)
        slope = p * q  # of the sigmoid
        t = sign * z  # log-odds of what did not happen
        e = rounded(np.exp, -np.abs(t))
        return Routes(
            p,
            q,
            Route(naive, sign / happened * slope),
            Route(
                np.minimum(naive, kind(CLAMP)),
                (p - kind(y)) / np.maximum(slope, kind(SMALLEST)) * slope,
            ),
            Route(
                np.maximum(t, 0) + rounded(np.log1p, e),
                sign * (np.where(t >= 0, one, e) / (one + e)),
            ),
        )
