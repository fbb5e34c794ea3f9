"""Pages of the package: links to them from the chapters, and names in its docstrings.

A chapter writes ``[`log_penalty`](api.md#bce_tutorial.log_penalty)``, which is a link in Jupyter
too. MyST looks for such an anchor among the headings of the page only, so it is told of the
functions. A link to a function that is not on that page stays a warning.

A long name may go on in the next line behind an underscore, and nowhere else.

A reference in a docstring begins with initials, ``C. M. Bishop``. reStructuredText would read the
first one as the number of a list, and drop it.
"""

import re

NAME = re.compile(r'(?<=<span class="pre">)[^<]*(?=</span>)')
INITIAL = re.compile(r"^(\s*[A-Z])(?=\. [A-Z])")


def add_anchors(app, env):
    """Tell MyST of every function and class that a page documents."""
    for name, thing in env.get_domain("py").objects.items():
        slugs = env.metadata[thing.docname].setdefault("myst_slugs", {})
        slugs[name] = (0, thing.node_id, name)
    return []


def keep_initials(app, what, name, obj, options, lines):
    """Keep the initial at the start of a line from becoming the number of a list."""
    lines[:] = [INITIAL.sub(r"\1\\", line) for line in lines]


def break_names(app, pagename, templatename, context, doctree):
    """Let a line end behind an underscore."""
    if app.builder.name != "epub":
        for part in ("body", "toc"):
            html = context.get(part) or ""
            context[part] = NAME.sub(lambda match: match[0].replace("_", "_<wbr>"), html)


def setup(app):
    """Register the handlers."""
    app.connect("env-updated", add_anchors)
    app.connect("html-page-context", break_names)
    app.connect("autodoc-process-docstring", keep_initials)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
