"""One stylesheet a page: each request costs a phone a tenth of a second before it shows anything.

The styles stay apart while they are written and while Sphinx and furo copy or make them. At the
end each page's own list of links becomes one link to one file, named after its content.
"""

import hashlib
import re
from pathlib import Path

from sphinx.errors import ExtensionError

COMMENT = re.compile(r"(?m)/\*[\s\S]*?\*/\s*|^\s*//.*\n|^ +")  # they and indentation are for us
LINKS = re.compile(r'(?:<link rel="stylesheet" type="text/css" href="[^"]+" />\s*)+')
HREF = re.compile(r'href="([^"?]+)')
OURS = re.compile(r"styles-\w+\.css")
OUTSIDE = re.compile(r"url\((?![\"']?(?:data:|#))[\"']?([^)\"']+)")


def stylesheet(static, names):
    """Return the text of these stylesheets, with addresses as seen from the folder of statics."""
    parts = []
    for name in names:
        text = COMMENT.sub("", Path(static, name).read_text(encoding="utf-8"))
        if "/" in name and OUTSIDE.search(text):
            raise ExtensionError(f"{name} names {OUTSIDE.search(text)[1]!r} from its own folder")
        parts.append(text)
    return "".join(parts)


def bundle(app, exception):
    """Write the stylesheets, and let each page link to its one."""
    if exception or app.builder.name != "html":
        return
    static = Path(app.outdir, "_static")
    made, used = {}, set()
    for page in Path(app.outdir).rglob("*.html"):
        markup = page.read_text(encoding="utf-8")
        links = LINKS.search(markup)
        if links is None:  # the page that sends on to the first one
            continue
        folder, names = zip(*(h.split("_static/", 1) for h in HREF.findall(links[0])), strict=True)
        if OURS.fullmatch(names[0]):  # an earlier run's page, which had no need to be written again
            used.update(names)
            continue
        if names not in made:
            text = stylesheet(static, names)
            made[names] = f"styles-{hashlib.sha256(text.encode()).hexdigest()[:8]}.css"
            (static / made[names]).write_text(text, encoding="utf-8")
        href = f"{folder[0]}_static/{made[names]}"
        link = f'<link rel="stylesheet" type="text/css" href="{href}" />\n'
        page.write_text(markup.replace(links[0], link), encoding="utf-8")
    for name in {name for names in made for name in names}:
        (static / name).unlink()
    for path in static.glob("styles-*.css"):
        if path.name not in used.union(made.values()):
            path.unlink()
    script = static / "book.js"
    script.write_text(COMMENT.sub("", script.read_text(encoding="utf-8")), encoding="utf-8")


def setup(app):
    """Run when all other extensions are done with their files."""
    app.connect("build-finished", bundle, priority=900)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
