"""Beside a function that draws, on the page of the package, stands what it drew in a chapter."""

import functools
import os
import re
import sys
from pathlib import Path

from docutils import nodes
from sphinx import addnodes

sys.path.append(str(Path(__file__).parents[2] / "tools"))
import chapters

MODULE = "bce_tutorial.plots"
DRAWN = re.compile(r"\bplots\.(\w+)\(")
VIEW = re.compile(r'viewBox="0 0 ([\d.]+) ([\d.]+)"')
WIDTH = 250  # pixels


@functools.cache
def first_figures():
    """Return for each function the first figure that it drew: the cell and its SVG."""
    found = {}
    for path in chapters.notebook_paths():
        for cell in chapters.code_cells(chapters.read(path)):
            if chapters.figure_texts(cell)[2]:
                for svg in chapters.outputs(cell, "image/svg+xml"):
                    for function in DRAWN.findall(chapters.source(cell)):
                        found.setdefault(function, (cell, svg))
    return found


def thumbnail(env, function, cell, svg):
    """Return a small picture, with the link to the figure."""
    path = Path(env.doctreedir, f"{function}-thumbnail.svg")
    path.write_text(svg, encoding="utf-8")
    uri = "/" + Path(os.path.relpath(path, env.srcdir)).as_posix()
    width, height = map(float, VIEW.search(svg).groups())
    alternative, _, label = chapters.figure_texts(cell)
    size = {"width": f"{WIDTH}px", "height": f"{WIDTH * height / width:.0f}px"}
    classes = ["thumbnail", "no-scaled-link"]
    image = nodes.image(uri=uri, alt=alternative, classes=classes, loading="lazy", **size)
    link = addnodes.pending_xref(
        "",
        nodes.inline("", label),
        refdomain="std",
        reftype="numref",
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
    name = content.parent[0]["fullname"]
    if content.parent[0]["module"] == MODULE and name in first_figures():
        content.insert(0, thumbnail(app.env, name, *first_figures()[name]))


def setup(app):
    """Connect it."""
    app.connect("object-description-transform", add)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
