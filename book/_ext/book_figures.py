"""Notebook figures become part of the page: inline SVG that follows the theme's colours."""

import re
from pathlib import Path

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util import logging

from bce_tutorial.look.inline_svg import inline_svg, themed

logger = logging.getLogger(__name__)


class Drawing(nodes.General, nodes.Element):
    """A figure in the page; no raw HTML, of which the search would index the labels of the axes."""


def visit_drawing(self, node):
    """Write it."""
    self.body.append(node["html"])
    raise nodes.SkipNode


def is_figure(image):
    """Tell whether an image becomes part of the page: a thumbnail stays a file."""
    return image["uri"].endswith(".svg") and "thumbnail" not in image["classes"]


class InlineFigures(SphinxPostTransform):
    """Put every SVG of a notebook into its page."""

    default_priority = 400
    formats = ("html",)

    def run(self, **kwargs):
        """Replace the image nodes."""
        slug = re.sub(r"\W+", "-", self.env.docname.rsplit("/", 1)[-1])
        images = [i for i in self.document.findall(nodes.image) if is_figure(i)]
        for count, image in enumerate(images, 1):
            if not image.get("alt"):
                logger.warning("a figure without alternative text", location=image)
            svg = inline_svg(
                Path(self.env.srcdir, image["uri"]).read_text(encoding="utf-8"),
                prefix=f"{slug}-{count}",
                alt=image.get("alt", ""),
                # readers of an EPUB know no variables
                colours=str if self.app.builder.name == "epub" else themed,
            )
            html = f'<div class="book-figure">{svg}</div>'
            image.replace_self(Drawing(html=html))


def setup(app):
    """Register both."""
    app.add_node(Drawing, html=(visit_drawing, None))
    app.add_post_transform(InlineFigures)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
