"""The backend of matplotlib in the page: a figure is shown as SVG, as the book's notebooks do."""

import io

import kernel
from matplotlib._pylab_helpers import Gcf
from matplotlib.backend_bases import FigureManagerBase
from matplotlib.backends.backend_agg import FigureCanvasAgg

from bce_tutorial.look.inline_svg import inline_svg, themed

_count = 0


class FigureManager(FigureManagerBase):
    """Shows each figure once, and closes it."""

    @classmethod
    def pyplot_show(cls, *, block=None):
        """Show all that are open."""
        figures = [manager.canvas.figure for manager in Gcf.get_all_fig_managers()]
        Gcf.destroy_all()
        for figure in figures:
            _show(figure)


class FigureCanvas(FigureCanvasAgg):
    """A canvas that nobody looks at."""

    manager_class = FigureManager


def _show(figure):
    """Send a figure as it is stored, and as an element that follows the page's colours."""
    global _count
    _count += 1
    file = io.StringIO()
    figure.savefig(file, format="svg", metadata={"Date": None, "Creator": None})
    svg = file.getvalue()
    element = inline_svg(svg, prefix=f"live-{_count}", alt=kernel.description, colours=themed)
    kernel.show({"text/plain": repr(figure), "image/svg+xml": svg}, element=element)
