"""Four losses of one forecast, and what each costs on average when the probability is known."""

import numpy as np

from bce_tutorial import _validation as require
from bce_tutorial.look.palette import GREEN, GREY, INK, PAPER, PURPLE
from bce_tutorial.probabilities import log_penalty

TOP = 1.5  # both axes end here; log loss does not
LOSSES = {
    "absolute": lambda y, q: np.abs(q - y),
    "squared": lambda y, q: (q - y) ** 2,
    "0-1": lambda y, q: ((q >= 0.5) != y).astype(float),
    "log": lambda y, q: log_penalty(q if y == 1 else 1 - q),
}
STYLES = {
    "absolute": {"color": PURPLE, "linestyle": "-."},
    "squared": {"color": GREEN, "linestyle": "--"},
    "0-1": {"color": GREY, "linestyle": "-"},
    "log": {"color": INK, "linestyle": "-"},
}
EDGE = np.geomspace(1e-12, 0.004, 12)  # where log loss is steep
FORECASTS = np.unique(  # with both sides of 0.5, where the 0-1 loss jumps
    np.concatenate([EDGE, np.arange(201) / 200, [np.nextafter(0.5, 0)], 1 - EDGE])
)


def four_losses(ax):
    """Draw the absolute, squared, 0-1 and log loss of one forecast for an event that happened.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Where to draw.

    Returns
    -------
    matplotlib.axes.Axes
        The same axes: forecast p in [0, 1] across, loss up, log loss in nats.

    Examples
    --------
    >>> import matplotlib.pyplot as plt
    >>> ax = four_losses(plt.figure().subplots())
    >>> ax.get_ylabel()
    'Loss when y = 1 (log in nats)'
    >>> plt.close()
    """
    for name, loss in LOSSES.items():
        ax.plot(FORECASTS, loss(1, FORECASTS), label=name, **STYLES[name])
    ax.text(0.3, 0.73, "absolute")
    ax.text(0.08, 0.56, "squared")
    ax.text(0.51, 0.94, "0-1")
    ax.text(0.3, 1.29, "log, without an upper limit")
    ax.set(
        xlim=(0, 1),
        ylim=(0, TOP),
        xlabel="Forecast p of class 1",
        ylabel="Loss when y = 1 (log in nats)",
    )
    return ax


def expected_loss(ax, probability):
    r"""Draw the mean of four losses against the forecast, and mark where each is lowest.

    .. math:: \mathrm{E}\,\ell(y, q) = P \, \ell(1, q) + (1 - P) \, \ell(0, q)

    A strictly proper loss is lowest at q = P and nowhere else. A thick bar marks a loss that is
    lowest on a whole stretch of forecasts. The labels have room for P near 0.3 and near 0.7.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Where to draw.
    probability : float in [0, 1]
        P, the probability that y = 1.

    Returns
    -------
    matplotlib.axes.Axes
        The same axes: forecast q in [0, 1] across, expected loss up, log loss in nats.

    Raises
    ------
    ValueError
        If `probability` is not a number in [0, 1].

    Examples
    --------
    >>> import matplotlib.pyplot as plt
    >>> ax = expected_loss(plt.figure().subplots(), 0.7)
    >>> [text.get_text() for text in ax.texts][2:]
    ['squared: lowest at 0.7', '0-1: lowest at 0.5 to 1', 'log: lowest at 0.7']
    >>> plt.close()

    References
    ----------
    T. Gneiting and A. E. Raftery, "Strictly Proper Scoring Rules, Prediction, and Estimation",
    *Journal of the American Statistical Association* 102, 2007, section 2.
    """
    require.in_unit_interval("probability", require.as_numbers("probability", probability))
    q = np.union1d(FORECASTS, probability)
    side = 1 if probability >= 0.5 else -1  # the likelier outcome is on the right (1) or left
    outer, inner = ("left", "right")[::side]
    labels = {  # text, place on the q axis, offset in points, alignment
        "absolute": ("absolute:\n", (1 + side) / 2, (10 if side > 0 else -34, 0), outer, "center"),
        "squared": ("squared: ", probability, (0, -8), "center", "top"),
        "0-1": ("0-1: ", 0.5, (-16 * side, -14), inner, "top"),
        "log": ("log: ", probability, (0, 16), "center", "bottom"),
    }
    ax.axvline(probability, color=GREY, linestyle=":", linewidth=1.5)
    ax.text(probability, TOP, f"π = {probability:.3g}", ha="center", va="bottom")
    for name, (text, x, offset, ha, va) in labels.items():
        mean = _expectation(LOSSES[name], q, probability)
        low = mean.min()
        best = q[mean <= low + 1e-12][[0, -1]]
        where = " to ".join(dict.fromkeys(f"{edge:.3f}".rstrip("0").rstrip(".") for edge in best))
        bar = {"linewidth": 4, "clip_on": False, "zorder": 2.5 if name == "0-1" else 3}
        ax.plot(q, mean, label=name, **STYLES[name])
        ax.plot(best, [low, low], "o-", color=STYLES[name]["color"], **bar)
        place = {"xytext": offset, "textcoords": "offset points", "annotation_clip": False}
        place["bbox"] = {"facecolor": PAPER, "pad": 1}  # covers the dotted line
        ax.annotate(f"{text}lowest at {where}", (x, low), ha=ha, va=va, **place)
    ax.set(
        xlim=(0, 1),
        ylim=(0, TOP),
        xlabel="Forecast q of class 1",
        ylabel="Expected loss (log in nats)",
    )
    return ax


def _expectation(loss, forecast, probability):
    """Weigh the loss of both outcomes; one that cannot happen costs nothing, even if infinite."""
    return sum(
        np.multiply(weight, loss(y, forecast), out=np.zeros_like(forecast), where=weight > 0)
        for y, weight in ((1, probability), (0, 1 - probability))
    )
