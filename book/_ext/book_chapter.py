"""What stands around a chapter: its minutes, its practice, and what the next one promises."""

import re
import sys
from pathlib import Path

from book_maths import plain_text
from docutils import nodes
from sphinx.util.nodes import clean_astext

sys.path.append(str(Path(__file__).parents[2] / "tools"))
import minutes

DOING = re.compile(r"What you’ll do\. (?:You will )?(\w)(.*?[.?!])(?: .*)?")
JUMPS = {"Recap": "Recap", "Exercises": "Exercises", "Check yourself": "Quiz"}  # by heading


def plain_words(node):
    """Return the words of a part of a page, formulas as they read without layout."""
    node = node.deepcopy()
    for formula in list(node.findall(nodes.math)):
        formula.replace_self(nodes.Text(plain_text(formula.astext())))
    return " ".join(node.astext().split())


def times(env, name):
    """Return the minutes of reading and of practice, None for a page that is no notebook."""
    path = Path(env.doc2path(name))
    return minutes.of_chapter(path) if path.suffix == ".ipynb" else None


def jumps(doctree):
    """Return the sections that a reader comes back for, as words and anchors."""
    anchors = {plain_words(section[0]): section["ids"][0] for section in doctree.findall(is_titled)}
    return [(text, anchors[heading]) for heading, text in JUMPS.items() if heading in anchors]


def is_titled(node):
    """Tell whether a node is a section with a heading."""
    return isinstance(node, nodes.section) and isinstance(node[0], nodes.title)


def promise(doctree):
    """Return what a reader will do in a chapter, the first sentence of its opening; or nothing."""
    for paragraph in doctree.findall(nodes.paragraph):
        if match := DOING.fullmatch(plain_words(paragraph)):
            return match[1].upper() + match[2]
    return ""


def neighbour(app, pagename, name):
    """Return what a link to the page before or after says."""
    number = app.env.toc_secnumbers.get(name, {}).get("")
    return {
        "link": app.builder.get_relative_uri(pagename, name),
        "number": ".".join(map(str, number or ())),
        "title": clean_astext(app.env.titles[name]),
        "promise": promise(app.env.get_doctree(name)),
    }


def surround(app, pagename, templatename, context, doctree):
    """Give the page's template all of it."""
    if doctree is None or app.builder.name == "epub":
        return
    context["book_times"] = times(app.env, pagename)
    context["book_jumps"] = jumps(doctree)
    _, before, after = app.builder.relations.get(pagename, (None, None, None))
    for place, name in (("book_before", before), ("book_after", after)):
        context[place] = neighbour(app, pagename, name) if name else None


def setup(app):
    """Connect it."""
    app.connect("html-page-context", surround)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
