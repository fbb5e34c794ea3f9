"""Beside a function that draws, on the page of the package, stands what it drew in a chapter.

Of a figure to play with it is the drawing of the starting state, with a link to its section.
"""

import functools
import os
import re
import sys
from pathlib import Path

from docutils import nodes
from sphinx import addnodes

from bce_tutorial.explorables import assets
from bce_tutorial.look.palette import INK

sys.path.append(str(Path(__file__).parents[2] / "tools"))
import chapters

MODULES = {"bce_tutorial.plots": "plots", "bce_tutorial.explorables": "explorables"}
PLAYED = re.compile(r"\bexplorables\.(\w+)\(")
DRAWING = re.compile(  # which may hold others
    r'<svg [^>]*class="bce-drawing"(?:<svg.*?</svg>|(?!</?svg).)*</svg>', re.DOTALL
)
WORDS = re.compile(r'aria-label="([^"]*)"')
DRAWN = re.compile(r"\bplots\.(\w+)\(")
SECTION = re.compile(r"^\((sec-[\w-]+)\)=$", re.MULTILINE)
VIEW = re.compile(r'viewBox="0 0 ([\d.]+) ([\d.]+)"')
WIDTH = 250  # pixels


@functools.cache
def first_figures():
    """Return for each function its first figure: SVG, words for it, label and kind of reference."""
    found, notebooks = {}, [chapters.read(path) for path in chapters.notebook_paths()]
    for notebook in notebooks:
        for cell in chapters.code_cells(notebook):
            words, _, label = chapters.figure_texts(cell)
            if label:
                for svg in chapters.outputs(cell, "image/svg+xml"):
                    for function in DRAWN.findall(chapters.source(cell)):
                        found.setdefault(("plots", function), (svg, words, label, "numref"))
    return found | first_drawings(notebooks)


def first_drawings(notebooks):
    """Return the same for the figures to play with, in the section that shows them."""
    found, styles = {}, assets.stylesheet(follow_page=False)
    style = f"<style>svg {{ color: {INK}; font-family: sans-serif }}\n{styles}</style>"
    for notebook in notebooks:
        label = ""
        for _, cell, text in chapters.parts(notebook):
            if text is not None:
                label = next(iter(SECTION.findall(chapters.source(cell))[-1:]), label)
                continue
            for function in PLAYED.findall(chapters.source(cell)):
                for html in chapters.outputs(cell, "text/html"):
                    if drawing := DRAWING.search(html):
                        svg = drawing[0].replace(">", f">{style}", 1)
                        words = WORDS.search(drawing[0])[1]
                        found.setdefault(("explorables", function), (svg, words, label, "ref"))
    return found


def thumbnail(env, function, svg, words, label, kind):
    """Return a small picture, with the link to the figure."""
    path = Path(env.doctreedir, f"{function}-thumbnail.svg")
    path.write_text(svg, encoding="utf-8")
    uri = "/" + Path(os.path.relpath(path, env.srcdir)).as_posix()
    width, height = map(float, VIEW.search(svg).groups())
    size = {"width": f"{WIDTH}px", "height": f"{WIDTH * height / width:.0f}px"}
    classes = ["thumbnail", "no-scaled-link"]
    image = nodes.image(uri=uri, alt=words, classes=classes, loading="lazy", **size)
    link = addnodes.pending_xref(
        "",
        nodes.inline("", label, classes=["xref", "std", f"std-{kind}"]),
        refdomain="std",
        reftype=kind,
        reftarget=label,
        refdoc=env.docname,
        refexplicit=False,
        refwarn=True,
    )
    return nodes.container("", image, nodes.paragraph("", "", link), classes=["thumbnail"])


def add(app, domain, objtype, content):
    """Put it in front of what the page says about the function."""
    if domain != "py":
        return
    key = (MODULES.get(content.parent[0]["module"]), content.parent[0]["fullname"])
    if key in first_figures():
        content.insert(0, thumbnail(app.env, "-".join(key), *first_figures()[key]))


def setup(app):
    """Connect it."""
    app.connect("object-description-transform", add)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
