"""A ruler of losses: the values that give their cause away, each with its cause."""

from bce_tutorial.look.palette import GREEN, GREY, PURPLE
from bce_tutorial.plots.ends import name_ends
from bce_tutorial.symptoms.known_losses import TABLE, known

NAMES = (  # how the table of known losses begins to put it, in short, and the kind
    (TABLE + "1 − 2y is 255", "labels stored as bytes", GREEN),
    ("the bound of PyTorch", "PyTorch's BCELoss", PURPLE),
    ("−ln 2.2e-16", "scikit-learn, float64", PURPLE),
    ("−ln 1e-15", "older scikit-learn, LightGBM", PURPLE),
    ("−ln 1e-7", "Keras", PURPLE),
    ("−ln 1.2e-7", "Keras, scikit-learn in float32", PURPLE),
    (TABLE + "logits taken", "logits as probabilities", GREEN),
    (TABLE + "a sum", "a sum, no mean", GREEN),
    (TABLE + "a formula without", "formula without labels", GREEN),
    (TABLE + "branches", "swapped branches or columns", GREEN),
    (TABLE + "(n,)", "shapes (n,) and (n, 1)", GREEN),
    ("ln 2: ", "0.5 in every row?", GREY),
    (TABLE + "probabilities taken", "probabilities as logits", GREEN),
    (TABLE + "in nats", "as it should be", GREEN),
    ("ln 2 in base 10", "0.5 in every row? base 10", GREY),
    (TABLE + "a logarithm in base 10", "base 10", GREEN),
)
LIMITS, TICKS = (0.17, 260), (0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200)
LARGE = 10  # nats: from here on two decimals


def loss_ruler(ax):
    """Draw the losses that are known by their value on one logarithmic ruler.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Where to draw, about 5.6 inches wide and 5.6 high. Only its left part keeps the ruler; the
        names stand to the right.

    Returns
    -------
    matplotlib.axes.Axes
        The same axes: a dot for each loss, and a line to its value and cause.

    Examples
    --------
    >>> import matplotlib.pyplot as plt
    >>> ax = loss_ruler(plt.figure().subplots())
    >>> ax.texts[0].get_text()
    '0.2144  base 10'
    >>> plt.close()
    """
    place = ax.get_position()
    ax.set_position([place.x0, 0.02, 0.2, 0.96])
    ends = [_end(*row) for row in NAMES]
    ax.set(yscale="log", ylim=LIMITS, xlim=(0, 1), ylabel="Loss (nats)", xticks=[])
    ax.set_yticks(TICKS, [f"{tick:g}" for tick in TICKS])
    ax.minorticks_off()
    ax.grid(visible=False)
    ax.spines[["top", "right", "bottom"]].set_visible(False)
    name_ends(ax, ends)
    down = ax.transData + ax.transAxes.inverted()
    for text, (_, value, kind) in zip(ax.texts, sorted(ends, key=lambda end: end[1]), strict=True):
        start, end = down.transform((0, value))[1], text.get_position()[1]
        style = {"color": kind, "transform": ax.transAxes, "clip_on": False}
        ax.plot([0, 0.4, 0.98], [start, start, end], linewidth=0.8, **style)
        ax.plot(0, start, "o", markersize=5, **style)
    return ax


def _end(start, words, kind):
    """Return the name, the height and the colour of the known loss whose words start like this."""
    (value,) = (row.value for row in known() if row.words.startswith(start))
    shown = f"{value:.{4 if value < LARGE else 2}f}".removesuffix(".00")
    return f"{shown}  {words}", value, kind
