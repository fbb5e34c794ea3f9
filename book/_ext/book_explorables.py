"""The explorables and the answer boxes share files of the site, instead of a script each.

In EPUB their readers run no script: the starting state stands there, with the sentence that says
so.
"""

from pathlib import Path

from book_files import add_where

from bce_tutorial.check import _boxes as boxes
from bce_tutorial.explorables import assets
from bce_tutorial.look.sharing import without_shared

EXPLORABLE = 'class="bce-explorable"'


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
    """Connect all."""
    app.connect("builder-inited", write_files)
    app.connect("html-page-context", share, priority=500)
    add_where(app, EXPLORABLE, *assets.files(), epub=True)
    add_where(app, 'class="bce-answer"', *boxes.files(), epub=True)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
