"""Python in the page: the button, the cells that it runs, and a policy that allows no other host.

Only pages that are to be published have it, those of `make live` and `make site`, which set
`BOOK_LIVE`; `tools/live.py` has made what they load. In `_config.yml`, `live_page: false` turns it
off, and `live_base` is the address of a folder elsewhere that holds the packed files.
"""

import base64
import hashlib
import json
import os
import re
import shutil
import sys
import tomllib
from pathlib import Path

import nbformat
from book_notebooks import frameworks
from sphinx.errors import ExtensionError

sys.path.append(str(Path(__file__).parents[2] / "tools"))
import live

FOLDER = "live"
CELL = '<div class="cell '
NOT_YET = "<strong>Not yet:"  # what an untried exercise says in a notebook, and not on its page
SHELL = "import subprocess"
INLINE = re.compile(r"<script>(.*?)</script>", re.DOTALL)
HEAD = "<head>"
POLICY = (
    "default-src 'self'; script-src 'self' 'wasm-unsafe-eval' {hashes}; connect-src 'self' {base}; "
    "style-src 'self' 'unsafe-inline'; img-src 'self' data:; object-src 'none'; base-uri 'none'; "
    "form-action 'self'"
)


def wanted(app):
    """Tell whether the pages being built have Python in them."""
    return bool(os.environ.get("BOOK_LIVE")) and app.config.live_page and app.builder.name == "html"


def prepare(app):
    """Read what `tools/live.py` has made, and copy it into the site."""
    app.live_manifest = None
    if not wanted(app):
        return
    if not live.MANIFEST.exists():
        raise ExtensionError("what runs Python in the page is not there yet: run `make live`")
    app.live_manifest = json.loads(live.MANIFEST.read_text(encoding="utf-8"))
    known = tomllib.loads(Path(app.srcdir, "book/live/differences.toml").read_text("utf-8"))
    app.live_reasons = {
        (one["chapter"], cell): one["reason"]
        for one in known.get("difference", ())
        for cell in one["cells"]
    }
    shutil.copytree(live.FILES, Path(app.outdir, FOLDER), dirs_exist_ok=True)


def output(one):
    """Return a stored output in the form of the messages that Python sends."""
    if one.output_type == "stream":
        return {"kind": "stream", "name": one.name, "text": one.text}
    return {"kind": "show", "data": one.data}


def describe(cell, reason):
    """Return what a page needs to know of a cell."""
    about = {
        "id": cell.id,
        "source": cell.source,
        "alt": cell.metadata.get("mystnb", {}).get("image", {}).get("alt", ""),
        "outputs": [output(one) for one in cell.outputs],
    }
    if any(NOT_YET in one.get("data", {}).get("text/html", "") for one in cell.outputs):
        about["partial"] = True  # the page lacks a part of what the notebook has stored
    return about | ({"reason": reason} if reason else {})


def add(app, pagename, templatename, context, doctree):
    """Mark the cells of a page, write a file about them, and give the template its button."""
    if app.live_manifest is None or doctree is None:
        return
    path = Path(app.env.doc2path(pagename))
    if path.suffix != ".ipynb":
        return
    notebook = nbformat.read(path, as_version=4)
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    if frameworks(notebook) or any(SHELL in cell.source for cell in cells):
        return  # neither runs in a browser
    if context["body"].count(CELL) != len(cells):
        raise ExtensionError(f"{pagename}: the page does not have one part for each cell")
    context["body"] = context["body"].replace(CELL, f'<div data-live="cell" {CELL[5:]}')
    manifest, slug = app.live_manifest, path.stem
    files = [manifest[name] for name in live.needed(cell.source for cell in cells)]
    content = json.dumps(
        {
            "base": app.config.live_base or ".",
            "worker": manifest["worker.js"]["file"],
            "licences": manifest["licences"]["file"],
            "files": files,
            "cells": [describe(cell, app.live_reasons.get((slug, cell.id))) for cell in cells],
        },
        ensure_ascii=False,
    )
    name = f"{slug}-{hashlib.sha256(content.encode()).hexdigest()[:12]}.json"
    Path(app.outdir, FOLDER, name).write_text(content, encoding="utf-8")
    context["book_live"] = {
        "cells": context["pathto"](f"{FOLDER}/{name}", 1),
        "script": context["pathto"](f"{FOLDER}/{manifest['page.js']['file']}", 1),
        "style": context["pathto"](f"{FOLDER}/{manifest['page.css']['file']}", 1),
        "megabytes": round(sum(file["bytes"] for file in files) / 1e6),
    }
    app.add_js_file("live.js", loading_method="defer")


def policy(html, base):
    """Return the content security policy of a page."""
    digests = (hashlib.sha256(script.encode()).digest() for script in INLINE.findall(html))
    hashes = {f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests}
    return POLICY.format(hashes=" ".join(sorted(hashes)), base=base)


def protect(app, exception):
    """Let no page of the site ask another host."""
    if exception or app.live_manifest is None:
        return
    for path in Path(app.outdir).rglob("*.html"):
        html = path.read_text(encoding="utf-8")
        content = policy(html, app.config.live_base)
        meta = f'<meta http-equiv="Content-Security-Policy" content="{content}">'
        path.write_text(html.replace(HEAD, HEAD + meta, 1), encoding="utf-8")


def setup(app):
    """Connect all."""
    app.add_config_value("live_page", True, "html", bool)
    app.add_config_value("live_base", "", "html", str)
    app.connect("builder-inited", prepare)
    app.connect("html-page-context", add, priority=950)
    app.connect("build-finished", protect, priority=900)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
