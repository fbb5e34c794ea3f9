"""What each library makes of a probability near 0 that came true."""

import math

import numpy as np

from bce_tutorial import _validation as require
from bce_tutorial.look.palette import COMPARED, INK
from bce_tutorial.plots.ends import name_ends

# There are three colours for what is compared. The fourth has that of the log loss, dotted.
LINES = tuple(zip((*COMPARED, INK), ("-", "--", "-.", ":"), strict=True))
ENDS_EARLY = {"xytext": (5, -2), "textcoords": "offset points", "va": "top"}


def epsilon_zoo(ax, exponents, curves, *, gradient=False):
    """Draw what each library returns for class 1 at the probability 10 to the power of minus k.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Where to draw.
    exponents : array_like of shape (n,), finite, rising from 0
        The exponents k. The truth is drawn over them as a thin line.
    curves : dict of str to array_like of shape (n,)
        For each of up to four libraries its losses in nats, or its gradients by p; the fourth is
        drawn in the colour of the truth. Values that are not finite are left out.
    gradient : bool, default False
        Whether the curves are gradients. These are drawn without their sign, on an axis that is
        logarithmic above 1 and has a place for 0.

    Returns
    -------
    matplotlib.axes.Axes
        The same axes: k across, the loss or the size of its gradient up.

    Raises
    ------
    ValueError
        If `exponents` is empty, not numeric or not finite, or a curve has another shape.

    Examples
    --------
    >>> import matplotlib.pyplot as plt
    >>> ax = epsilon_zoo(plt.figure().subplots(), [0, 5, 10], {"capped at 16": [0, 11.5, 16]})
    >>> ax.texts[0].get_text()
    'capped at 16'
    >>> plt.close()
    """
    k = require.as_numbers("exponents", exponents)
    require.finite("exponents", k)
    ends = k[[0, -1]]  # the truth is a straight line on either axis
    ax.plot(ends, 10.0**ends if gradient else ends * math.log(10), color=INK, linewidth=1)
    ends = []
    for (name, curve), (color, style) in zip(curves.items(), LINES, strict=False):
        values = require.as_numbers(f"curves[{name!r}]", curve)
        require.same_shape(**{"exponents": k, f"curves[{name!r}]": values})
        shown = np.where(np.isfinite(values), np.abs(values), np.nan)
        ax.plot(k, shown, style, color=color, linewidth=3)
        for last in np.flatnonzero(np.isfinite(shown))[-1:]:
            if last == k.size - 1:
                ends.append((name, shown[last], color))
            else:  # beside its own end, below the truth
                ax.annotate(name, (k[last], shown[last]), **ENDS_EARLY, color=color)
    ax.set(xlim=(k[0], k[-1]), xlabel="Zeros k, p = 10⁻ᵏ")
    ax.set_xticks(range(0, int(k[-1]) + 1, 10))
    if gradient:
        ax.set_yscale("symlog", linthresh=1, linscale=4)
        ticks = range(0, int(k[-1]) + 1, 10)
        ax.set_yticks([0, *(10.0**t for t in ticks)], ["0", "1", *(f"1e{t}" for t in ticks[1:])])
        ax.minorticks_off()
        ax.set(ylim=(-0.5, None), ylabel="Size of the gradient by p")
    else:
        ax.set(ylim=(0, None), ylabel="Loss (nats)")
    name_ends(ax, ends)
    return ax
