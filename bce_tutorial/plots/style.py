"""The look of every figure: one call at the top of a chapter."""

import matplotlib as mpl

from bce_tutorial.look.palette import COMPARED, GREY, INK, PAPER

WIDTH = 400  # in points, of every figure of the book: the width of a phone,
TEXT = 10.5  # on which text of this size has ten pixels and more

STYLE = {
    "axes.axisbelow": True,
    "axes.edgecolor": INK,
    "axes.facecolor": "none",
    "axes.grid": True,
    "axes.labelcolor": INK,
    "axes.prop_cycle": mpl.cycler(color=COMPARED),
    "axes.spines.right": False,
    "axes.spines.top": False,
    "axes.titlelocation": "left",
    "axes.titlesize": "medium",
    "figure.constrained_layout.use": True,
    "figure.facecolor": PAPER,
    "figure.figsize": (WIDTH / 72, 3.4),
    "font.sans-serif": ["DejaVu Sans"],
    "font.size": TEXT,
    "grid.alpha": 0.25,
    "grid.color": GREY,
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
        whole = {"bbox_inches": None}  # as wide as it was asked for: Jupyter would cut its margins
        set_matplotlib_formats("svg", metadata={"Date": None, "Creator": None}, **whole)
