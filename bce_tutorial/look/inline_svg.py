"""Matplotlib's SVG as an element of a page, in the page's colours and without what it need not say.

The book does this to the figures of its chapters, and a score report to its own.
"""

import re
from xml.etree import ElementTree

from bce_tutorial.look.palette import INK, THEMES

SVG = "http://www.w3.org/2000/svg"
HREF = "{http://www.w3.org/1999/xlink}href"
NUMBER = re.compile(r"-?\d+\.\d+")
FONT_FAMILY = re.compile(r"font-family:[^;]*;?\s*")  # the page's own is no wider
LEVEL = re.compile(r"rotate\(-?0 [^)]*\)")
REM = 37 / 400  # of a point: a figure 400 wide is as wide as the text of the book
UNSEEN = ("}metadata", "}style", "}title", "}desc")
ElementTree.register_namespace("", SVG)


def inline_svg(source, *, prefix, alt, colours):
    """Return a matplotlib SVG as an element of a page.

    `prefix` keeps its ids apart from those of the page's other figures, `alt` is what it says to
    who cannot see it, and `colours` turns a style in the colours of the palette into the page's.
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
                value = _short(LEVEL.sub("", value))
            elif key in ("x", "y"):
                value = _short(value)
            elif key in ("style", "fill", "stroke"):
                value = colours(FONT_FAMILY.sub("", value))
            attributes[key] = value.replace("url(#", f"url(#{prefix}-")
        element.text = (element.text or "").strip() or None
        element.tail = None
    for parent in list(root.iter()):
        parent[:] = [part for child in parent for part in _opened(child)]
    root.attrib.update({"role": "img", "aria-label": alt})
    # matplotlib says the next two in a style element, which would reach every SVG of the page
    root.attrib.update({"stroke-linejoin": "round", "stroke-linecap": "butt"})
    width = float(root.attrib.pop("width").removesuffix("pt"))
    root.set("style", f"max-width: {width * REM:.4g}rem")  # grows with the reader's type size
    del root.attrib["height"]
    return ElementTree.tostring(root, encoding="unicode")


def themed(style):
    """Replace the colours of the palette by those of the page's theme."""
    return _replaced(style, "var(--{name})")


def themed_anywhere(style):
    """Replace them likewise, and keep them where the page has no theme of ours."""
    return _replaced(style, "var(--{name}, {colour})")


def _replaced(style, form):
    style = style.replace(INK, "currentColor")
    names = {colour: form.format(name=name, colour=colour) for name, (colour, _) in THEMES.items()}
    return re.sub("|".join(names), lambda match: names[match[0]], style)


def _short(path):
    """Round the numbers of a path to a hundredth of a point and join its lines."""
    rounded = NUMBER.sub(lambda match: f"{float(match[0]):.2f}".rstrip("0").rstrip("."), path)
    return " ".join(rounded.split())


def _opened(element):
    """Return what stands in a group that says nothing, or else the element itself."""
    if element.tag != f"{{{SVG}}}g" or element.attrib:
        return [element]
    return [part for child in element for part in _opened(child)]
