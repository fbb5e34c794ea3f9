"""The explorables and the answer boxes share files of the site, instead of a script each.

In EPUB their readers run no script: the starting state stands there, with the sentence that says
so.
"""

from pathlib import Path

from book_files import add_where
from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from bce_tutorial import datasets, explorables
from bce_tutorial.check import _boxes as boxes
from bce_tutorial.explorables import assets
from bce_tutorial.look.sharing import without_shared

EXPLORABLE = 'class="bce-explorable"'


class Live(SphinxDirective):
    """An explorable of the eight predictions, on a page that is no notebook; named by argument."""

    required_arguments = 1

    def run(self):
        """Return what a cell would show."""
        draw = getattr(explorables, self.arguments[0])
        html = draw(*datasets.eight_predictions())._repr_html_()
        return [nodes.raw("", html, format="html")]


def write_files(app):
    """Put the files where the pages look for them."""
    if app.builder.format == "html":
        folder = Path(app.outdir, "_static")
        folder.mkdir(parents=True, exist_ok=True)
        files = assets.files(follow_page=app.builder.name != "epub") | boxes.files()
        for name, content in files.items():
            (folder / name).write_text(content, encoding="utf-8")


def share(app, pagename, templatename, context, doctree):
    """Take out of a page what the files hold."""
    if context.get("body"):
        context["body"] = without_shared(context["body"])


def setup(app):
    """Register and connect all."""
    app.add_directive("explorable", Live)
    app.connect("builder-inited", write_files)
    app.connect("html-page-context", share, priority=500)
    add_where(app, EXPLORABLE, *assets.files(), epub=True)
    add_where(app, 'class="bce-answer"', *boxes.files(), epub=True)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
