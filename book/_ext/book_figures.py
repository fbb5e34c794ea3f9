"""Notebook figures become part of the page: inline SVG that follows the theme's colours."""

import re
from pathlib import Path
from xml.etree import ElementTree

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util import logging

from bce_tutorial.palette import INK, THEMES

SVG = "http://www.w3.org/2000/svg"
HREF = "{http://www.w3.org/1999/xlink}href"
NUMBER = re.compile(r"-?\d+\.\d+")
FONT_FAMILY = re.compile(r"font-family:[^;]*;?\s*")  # the page's own is no wider
HEIGHT = re.compile(r'viewBox="[^"]* ([\d.]+)"')
LEVEL = re.compile(r"rotate\(-?0 [^)]*\)")
UNSEEN = ("}metadata", "}style", "}title", "}desc")
ElementTree.register_namespace("", SVG)
logger = logging.getLogger(__name__)


def themed(style):
    """Replace the colours of the palette by those of the page's theme."""
    style = style.replace(INK, "currentColor")
    for name, (colour, _) in THEMES.items():
        style = style.replace(colour, f"var(--{name})")
    return style


def short(path):
    """Round the numbers of a path to a hundredth of a point and join its lines."""
    rounded = NUMBER.sub(lambda match: f"{float(match[0]):.2f}".rstrip("0").rstrip("."), path)
    return " ".join(rounded.split())


def opened(element):
    """Return what stands in a group that says nothing, or else the element itself."""
    if element.tag != f"{{{SVG}}}g" or element.attrib:
        return [element]
    return [part for child in element for part in opened(child)]


def inline_svg(source, *, prefix, alt, follow_theme):
    """Return a matplotlib SVG as an element of a page.

    `prefix` keeps its ids apart from those of the page's other figures; `alt` is what it says
    to who cannot see it.
    """
    root = ElementTree.fromstring(source)
    for parent in list(root.iter()):
        for child in list(parent):
            if child.tag.endswith(UNSEEN):
                parent.remove(child)
    used = set(re.findall(r'(?:url\(|href=")#([^)"]+)', source))
    for element in root.iter():
        attributes = element.attrib
        if "id" in attributes and attributes["id"] not in used:
            del attributes["id"]
        if HREF in attributes:
            attributes["href"] = attributes.pop(HREF)
        for key, value in attributes.items():
            if key == "id":
                value = f"{prefix}-{value}"
            elif key == "href":
                value = value.replace("#", f"#{prefix}-", 1)
            elif key in ("d", "points", "transform"):
                value = short(LEVEL.sub("", value))
            elif key in ("x", "y"):
                value = short(value)
            elif key in ("style", "fill", "stroke"):
                value = FONT_FAMILY.sub("", value)
                value = themed(value) if follow_theme else value
            attributes[key] = value.replace("url(#", f"url(#{prefix}-")
        element.text = (element.text or "").strip() or None
        element.tail = None
    for parent in list(root.iter()):
        parent[:] = [part for child in parent for part in opened(child)]
    root.attrib.update({"role": "img", "aria-label": alt})
    # matplotlib says the next two in a style element, which would reach every SVG of the page
    root.attrib.update({"stroke-linejoin": "round", "stroke-linecap": "butt"})
    width = float(root.attrib.pop("width").removesuffix("pt"))
    root.set("style", f"max-width: {width / 12:.4g}rem")  # grows with the reader's type size
    del root.attrib["height"]
    return ElementTree.tostring(root, encoding="unicode")


class InlineFigures(SphinxPostTransform):
    """Put every SVG of a notebook into its page."""

    default_priority = 400
    formats = ("html",)

    def run(self, **kwargs):
        """Replace the image nodes."""
        slug = re.sub(r"\W+", "-", self.env.docname.rsplit("/", 1)[-1])
        images = [i for i in self.document.findall(nodes.image) if i["uri"].endswith(".svg")]
        for count, image in enumerate(images, 1):
            if not image.get("alt"):
                logger.warning("a figure without alternative text", location=image)
            svg = inline_svg(
                Path(self.env.srcdir, image["uri"]).read_text(encoding="utf-8"),
                prefix=f"{slug}-{count}",
                alt=image.get("alt", ""),
                follow_theme=self.app.builder.name != "epub",  # its readers know no variables
            )
            height = f"--height: {float(HEIGHT.search(svg)[1]) / 12:.4g}rem"
            html = f'<div class="book-figure" style="{height}">{svg}</div>'
            image.replace_self(nodes.raw("", html, format="html"))


def setup(app):
    """Register the transform."""
    app.add_post_transform(InlineFigures)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
