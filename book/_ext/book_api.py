"""Pages of the package: links to them from the chapters, and names in its docstrings.

A chapter writes ``[`log_penalty`](api.md#bce_tutorial.log_penalty)``, which is a link in Jupyter
too. MyST looks for such an anchor among the headings of the page only, so it is told of the
functions. A link to a function that is not on that page stays a warning.

A long name may go on in the next line, but only between its parts. So may what a reader types: a
line ends after a parenthesis, an equals sign, a point or an underscore, and not within a word.

A reference in a docstring begins with initials, ``C. M. Bishop``. reStructuredText would read the
first one as the number of a list, and drop it.
"""

import re

LONG = re.compile(r'(?:(?<=<span class="pre">)|(?<=<code>))[^<\s]{13,}(?=</)')
BETWEEN = re.compile(r"(?<=[_.(=])(?=[A-Za-z]|&quot;|[\"'])|(?<=[a-z])(?=[A-Z])")
OPENING = '<span class="sig-paren">(</span>'  # of a signature, whose name and arguments are short
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
    """Let a line end within a long name, between its parts."""
    if app.builder.name != "epub":
        for part in ("body", "toc"):
            html = context.get(part) or ""
            html = LONG.sub(lambda match: BETWEEN.sub("<wbr>", match[0]), html)
            context[part] = html.replace(OPENING, f"{OPENING}<wbr>")


def setup(app):
    """Register the handlers."""
    app.connect("env-updated", add_anchors)
    app.connect("html-page-context", break_names)
    app.connect("autodoc-process-docstring", keep_initials)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
