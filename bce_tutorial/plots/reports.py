"""The figure of a score report, as a file."""

import pathlib

import matplotlib as mpl
import matplotlib.style
from matplotlib.figure import Figure

from bce_tutorial.look.palette import PAPER
from bce_tutorial.plots.calibration import reliability
from bce_tutorial.plots.style import STYLE, WIDTH

SIZE = (WIDTH / 72, 5.4)


def save_reliability(target, curve, *, transparent=False):
    """Write a reliability diagram in the book's style, whatever the style in use.

    Parameters
    ----------
    target : str, path or binary file object
        Where to write: a name that ends with .svg, .png or .pdf, or a file for SVG.
    curve : ReliabilityCurve
        Result of :func:`bce_tutorial.reliability_curve`.
    transparent : bool, default False
        Whether to leave out the background.

    Raises
    ------
    ValueError
        If the name has no known ending.

    Examples
    --------
    >>> import io
    >>> from bce_tutorial import reliability_curve
    >>> target = io.BytesIO()
    >>> save_reliability(target, reliability_curve([0, 1], [0.2, 0.7]))
    >>> target.getvalue()[:5]
    b'<?xml'
    """
    suffix = ".svg"
    if not hasattr(target, "write"):
        suffix = pathlib.Path(target).suffix.lower()
    if suffix not in FORMATS:
        raise ValueError(f"expected target to end with {', '.join(FORMATS)}, got {str(target)!r}")
    with mpl.style.context(["default", STYLE]):
        figure = Figure(SIZE, facecolor="none" if transparent else PAPER)
        reliability(figure.subplots(), curve)
        figure.savefig(target, format=suffix[1:], metadata=FORMATS[suffix], dpi=200)


FORMATS = {  # and what would differ from day to day
    ".svg": {"Date": None, "Creator": None},
    ".png": {"Software": None},
    ".pdf": {"CreationDate": None, "Creator": None, "Producer": None},
}
