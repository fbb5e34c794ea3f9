"""Formulas as MathML, written at build time: no script, no request, readable without either."""

import html
import re

from docutils import nodes
from math_core import LatexError, LatexToMathML
from sphinx.util import logging
from sphinx.util.math import get_node_equation_number

CONVERTER = LatexToMathML(xml_namespace=True, annotation=True)
logger = logging.getLogger(__name__)

# The combining characters that math-core writes as wide accents do not stretch in browsers.
WIDE_ACCENTS = str.maketrans({"\u0302": "\u02c6", "\u0303": "\u02dc", "\u0332": "\u00af"})
WIDE_SPACE = re.compile(r"\\q?quad(?![A-Za-z])")
TOGETHER = re.compile(r"\\begin\b|\\left\b")  # parts of these are no formulas
STRETCHY = re.compile(r'(?<=<mo stretchy="true">).(?=</mo></mover>)')


def mathml(latex, *, display, location=None):
    """Return the `<math>` element of a formula; a formula that cannot be read is a warning.

    The LaTeX source stays in the element, as annotation (for whoever copies it) and as the
    alternative text (for a reader that does not know MathML).
    """
    try:
        markup = CONVERTER.convert_with_local_state(latex.strip(), displaystyle=display)
    except LatexError as error:
        logger.warning("formula: %s", error, location=location)
        return f"<code>{html.escape(latex)}</code>"
    markup = STRETCHY.sub(lambda match: match[0].translate(WIDE_ACCENTS), markup)
    markup = markup.replace("&ApplyFunction;", "\u2061")  # an entity of HTML, not of EPUB's XML
    alternative = html.escape(" ".join(latex.split()))
    return markup.replace("<math ", f'<math alttext="{alternative}" ', 1)


def side_by_side(latex):
    """Return what stands side by side in a formula, so that a narrow page can stack it."""
    parts = WIDE_SPACE.split(latex)
    whole = all(part.count("{") == part.count("}") for part in parts)
    return parts if whole and not TOGETHER.search(latex) else [latex]


def plain_text(latex):
    """Return a formula as it reads without layout, for descriptions of pages."""
    markup = re.sub(r"<annotation.*?</annotation>", "", mathml(latex, display=False))
    return html.unescape(re.sub(r"<[^>]+>", "", markup)).replace("\u2061", " ").strip()


def ancestors(node):
    """Yield what the node stands in, the nearest first."""
    while node.parent is not None:
        node = node.parent
        yield node


def visit_math(self, node):
    """Write a formula in a line of text."""
    markup = mathml(node.astext(), display=False, location=node)
    if any(isinstance(parent, nodes.thead) for parent in ancestors(node)):
        # A formula alone is no name yet for the cells below it.
        label = html.escape(plain_text(node.astext()))
        markup = markup.replace("<math ", f'<math aria-label="{label}" ', 1)
    self.body.append(markup)
    raise nodes.SkipNode


def visit_math_block(self, node):
    """Write a formula of its own, with its number and the link to it."""
    name = f' id="{node["ids"][0]}"' if node["ids"] else ""
    self.body.append(f'<div class="math"{name}><div class="formula">')
    for part in side_by_side(node.astext()):
        self.body.append(mathml(part, display=True, location=node))
    self.body.append("</div>")
    if node["number"]:
        self.body.append(f'<span class="eqno">({get_node_equation_number(self, node)})')
        self.add_permalink_ref(node, "Link to this equation")
        self.body.append("</span>")
    self.body.append("</div>\n")
    raise nodes.SkipNode


def setup(app):
    """Register the renderer; `html_math_renderer: mathml` chooses it."""
    app.add_html_math_renderer("mathml", (visit_math, None), (visit_math_block, None))
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
