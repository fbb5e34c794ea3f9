"""Figures are equal byte for byte and use the book's colours."""

import io
import sys

import matplotlib as mpl
import matplotlib.pyplot as plt
import pytest

from bce_tutorial import plots
from bce_tutorial.look import palette


@pytest.fixture(autouse=True)
def _default_style():
    with mpl.rc_context():
        yield
    plt.close("all")


def svg():
    fig, ax = plt.subplots()
    ax.plot([0, 1], [0, 1], label="a")
    ax.fill_between([0, 1], [0, 1], hatch="//")
    ax.legend()
    file = io.StringIO()
    fig.savefig(file, format="svg", metadata={"Date": None, "Creator": None})
    return file.getvalue()


def test_two_drawings_are_the_same_bytes():
    plots.use_book_style()
    assert svg() == svg()


def test_colours_and_text():
    plots.use_book_style()
    drawing = svg()
    assert palette.INK in drawing
    assert palette.GREEN in drawing
    assert not any(colour in drawing for colour in palette.LABELS)
    assert "<text" in drawing


class Shell:
    """Stands for a running IPython shell."""


def test_in_jupyter_the_figure_format_becomes_svg(monkeypatch):
    calls = []
    monkeypatch.setattr("IPython.get_ipython", Shell)
    monkeypatch.setattr(
        "matplotlib_inline.backend_inline.set_matplotlib_formats",
        lambda *formats, **options: calls.append((formats, options)),
    )
    plots.use_book_style()
    assert calls == [(("svg",), {"metadata": {"Date": None, "Creator": None}, "bbox_inches": None})]


def test_without_ipython_only_the_style_is_set(monkeypatch):
    monkeypatch.setitem(sys.modules, "IPython", None)
    plots.use_book_style()
    assert mpl.rcParams["svg.fonttype"] == "none"
