"""The look of every figure: one call at the top of a chapter."""

import matplotlib as mpl

from bce_tutorial.look.palette import GRID, INK, PAPER, SERIES

STYLE = {
    "axes.axisbelow": True,
    "axes.edgecolor": INK,
    "axes.facecolor": "none",
    "axes.grid": True,
    "axes.labelcolor": INK,
    "axes.prop_cycle": mpl.cycler(color=SERIES),
    "axes.spines.right": False,
    "axes.spines.top": False,
    "axes.titlelocation": "left",
    "axes.titlesize": "medium",
    "figure.constrained_layout.use": True,
    "figure.facecolor": PAPER,
    "figure.figsize": (7, 3.8),
    "font.sans-serif": ["DejaVu Sans"],
    "font.size": 11,
    "grid.alpha": 0.3,
    "grid.color": GRID,
    "hatch.color": INK,
    "legend.frameon": False,
    "lines.linewidth": 2,
    "patch.edgecolor": "none",
    "savefig.facecolor": "auto",
    "svg.fonttype": "none",
    "svg.hashsalt": "bce-tutorial",
    "text.color": INK,
    "xtick.color": INK,
    "ytick.color": INK,
}


def use_book_style():
    """Set the book's figure style; in Jupyter, show figures as SVG that is equal byte for byte.

    Examples
    --------
    >>> use_book_style()
    """
    mpl.rcParams.update(STYLE)
    try:
        from IPython import get_ipython
        from matplotlib_inline.backend_inline import set_matplotlib_formats
    except ImportError:  # plain Python
        return
    if get_ipython() is not None:
        set_matplotlib_formats("svg", metadata={"Date": None, "Creator": None})
