"""The order in which to ask what is wrong with a loss."""

from matplotlib.patches import FancyBboxPatch

from bce_tutorial.datasets import eight_predictions
from bce_tutorial.look.palette import GREEN, GREY, INK
from bce_tutorial.losses import binary_cross_entropy

STEPS = (  # a question, and the cause to which a yes leads
    ("Is it nan?", "0 · log 0, or nan\nin the data"),
    ("Is it inf?", "p is exactly 0 or 1,\nand it was wrong"),
    ("Is it negative?", "targets outside [0, 1],\na lost minus or log"),
    (
        "Does your function\nmiss {:.4f} for the\neight predictions?",
        "the function is wrong:\nits value says how",
    ),
    ("Is it a constant\nthat is known?", "ln 2, ln K, or\na library's bound"),
    ("Is it the\nbase-rate loss?", "the features do not\nreach the output"),
    ("Do two numbers\ndisagree?", "other rows, weights,\nlabels or label order"),
)
END = "Believe it,\nand ask for its skill"
ASKED, LED = (0.0, 0.4), (0.53, 1.0)  # the two columns, from edge to edge
STEP, HALF = 1.0, 0.36  # from one question to the next; half the height of a box


def debugging_flow(ax):
    """Draw the questions to ask about a strange loss, from top to bottom, and where a yes leads.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Where to draw, about 5.6 inches wide and 6.6 high.

    Returns
    -------
    matplotlib.axes.Axes
        The same axes, without spines and ticks: questions on the left, causes on the right.

    Examples
    --------
    >>> import matplotlib.pyplot as plt
    >>> ax = debugging_flow(plt.figure().subplots())
    >>> ax.texts[0].get_text()
    'Is it nan?'
    >>> plt.close()
    """
    _, y_true, y_proba = eight_predictions()
    right = binary_cross_entropy(y_true, y_proba)
    down = sum(ASKED) / 2
    for step, (question, cause) in enumerate(STEPS):
        y = -step * STEP
        _box(ax, ASKED, y, question.format(right), edgecolor=INK)
        _box(ax, LED, y, cause, facecolor=GREY, alpha=0.15)
        _arrow(ax, (ASKED[1], y), (LED[0], y))
        _arrow(ax, (down, y - HALF), (down, y - STEP + HALF))
        ax.text((ASKED[1] + LED[0]) / 2, y + 0.06, "yes", ha="center", va="bottom")
        ax.text(down + 0.02, y - STEP / 2, "no", va="center")
    _box(ax, ASKED, -len(STEPS) * STEP, END, edgecolor=GREEN)
    ax.set(xlim=(-0.01, 1.01), ylim=(-len(STEPS) * STEP - HALF - 0.05, HALF + 0.05))
    ax.axis("off")
    return ax


def _box(ax, column, y, words, *, edgecolor="none", facecolor="none", alpha=1):
    """Draw a box across a column, and words in its middle."""
    left, right = column
    shape = {"boxstyle": "round,pad=0,rounding_size=0.03", "mutation_aspect": 5}
    colours = {"edgecolor": edgecolor, "facecolor": facecolor, "alpha": alpha, "linewidth": 1.5}
    ax.add_patch(FancyBboxPatch((left, y - HALF), right - left, 2 * HALF, **shape, **colours))
    ax.text((left + right) / 2, y, words, ha="center", va="center")


def _arrow(ax, start, end):
    """Draw an arrow from one box to the next."""
    style = {"arrowstyle": "-|>", "color": INK, "shrinkA": 0, "shrinkB": 0}
    ax.annotate("", end, start, arrowprops=style)
