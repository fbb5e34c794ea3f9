"""The probabilities of three classes as a triangle, coloured by what each point costs."""

import numpy as np

from bce_tutorial import _validation as require
from bce_tutorial.categorical import categorical_cross_entropy
from bce_tutorial.look.palette import GREY, INK
from bce_tutorial.losses import binary_cross_entropy

CORNERS = np.array([[0.5, np.sqrt(0.75)], [0.0, 0.0], [1.0, 0.0]])  # of classes 0, 1 and 2
LEVELS = (0.25, 0.5, 1, 2, 4)  # in nats
SHADES = (0.04, 0.12, 0.21, 0.31, 0.42, 0.54)
RAYS = {  # shares of class 2 in what class 0 does not get; straight lines need only two
    "categorical": np.array([0.0, 1.0]),
    "binary": np.linspace(0, 1, 17),
}
HAPPENED = np.eye(3)[0]
LOSSES = {
    "categorical": lambda p: categorical_cross_entropy(np.zeros(len(p)), p, reduction="none"),
    "binary": lambda p: binary_cross_entropy(
        np.tile(HAPPENED, (len(p), 1)), p, reduction="none"
    ).sum(axis=1),
}


def loss_simplex(ax, points=(), *, loss="categorical"):
    r"""Draw what three probabilities cost when class 0 happens, over all that sum to 1.

    .. math:: -\ln p_0 \qquad\text{or}\qquad -\ln p_0 - \ln(1 - p_1) - \ln(1 - p_2)

    Each corner is certainty of one class, and the middle is 1/3 for each. Lines join points of
    equal loss. The categorical loss reads nothing but the probability of what happened, so its
    lines are parallel to one side.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Where to draw.
    points : array_like of shape (n, 3), in [0, 1], default none
        Predictions to mark with their loss; every row sums to 1.
    loss : {"categorical", "binary"}
        The categorical cross-entropy, or the sum of three binary ones, in nats.

    Returns
    -------
    matplotlib.axes.Axes
        The same axes, without spines and ticks: the corners and the lines are labelled.

    Raises
    ------
    ValueError
        If `points` are no rows of three probabilities, or `loss` is another word.

    Examples
    --------
    >>> import matplotlib.pyplot as plt
    >>> ax = loss_simplex(plt.figure().subplots(), [[0.7, 0.2, 0.1]])
    >>> ax.texts[-1].get_text()
    '0.357'
    >>> plt.close()
    """
    require.one_of("loss", loss, tuple(LOSSES))
    points = _checked(points)
    lines = [level_line(level, loss) @ CORNERS for level in (0, *LEVELS, np.inf)]
    for shade, near, far in zip(SHADES, lines, lines[1:], strict=False):
        ax.fill(*np.concatenate([near, far[::-1]]).T, color=GREY, alpha=shade, linewidth=0)
    for level, line in zip(LEVELS, lines[1:], strict=False):
        ax.plot(*line.T, color=INK, linewidth=0.8)
        if line[0, 1] > 0.1:  # below there is no room next to the corner
            ax.annotate(f"{level:g}", line[0], (-5, 2), textcoords="offset points", ha="right")
    ax.plot(*CORNERS[[0, 1, 2, 0]].T, color=INK, linewidth=1)
    ax.text(*CORNERS[0] + [0, 0.04], "p₀ = 1, what happened", ha="center")
    ax.text(*CORNERS[1] - [0, 0.04], "p₁ = 1", ha="center", va="top")
    ax.text(*CORNERS[2] - [0, 0.04], "p₂ = 1", ha="center", va="top")
    for row, (x, y) in zip(points, points @ CORNERS, strict=True):
        ax.plot(x, y, "o", color=INK, markersize=5)
        cost = LOSSES[loss](row[np.newaxis])[0]
        beside = {"xytext": (6, 0), "textcoords": "offset points", "va": "center"}
        ax.annotate(f"{cost:.3f}", (x, y), weight="bold", **beside)
    ax.set(aspect="equal", xlim=(-0.12, 1.12), ylim=(-0.11, 0.96))
    ax.axis("off")
    return ax


def level_line(level, loss):
    """Return the rows of probabilities that cost `level` nats, one on each ray from corner 0.

    Examples
    --------
    >>> level_line(0.5, "categorical")[0].round(4)
    array([0.6065, 0.3935, 0.    ])
    """
    share = RAYS[loss]
    cheap, dear = np.zeros_like(share), np.ones_like(share)  # the loss grows along every ray
    for _ in range(53):  # halvings, as many as a float has digits
        rest = (cheap + dear) / 2
        rows = np.column_stack([1 - rest, rest * (1 - share), rest * share])
        below = LOSSES[loss](rows) < level
        cheap, dear = np.where(below, rest, cheap), np.where(below, dear, rest)
    return rows


def _checked(points):
    """Return the points as rows of probabilities; none at all is fine."""
    if len(points) == 0:
        return np.empty((0, 3))
    points = require.as_numbers("points", points)
    if points.shape[1:] != (3,):
        raise ValueError(f"expected points of shape (n, 3), got {points.shape}")
    require.rows_sum_to_one("points", points)
    return points
