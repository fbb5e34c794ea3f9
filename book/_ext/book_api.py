"""Links from the chapters to what the package says about a function.

A chapter writes ``[`log_penalty`](api.md#bce_tutorial.log_penalty)``, which is a link in Jupyter
too. MyST looks for such an anchor among the headings of the page only, so it is told of the
functions. A link to a function that is not on that page stays a warning.
"""


def add_anchors(app, env):
    """Tell MyST of every function and class that a page documents."""
    for name, thing in env.get_domain("py").objects.items():
        slugs = env.metadata[thing.docname].setdefault("myst_slugs", {})
        slugs[name] = (0, thing.node_id, name)
    return []


def setup(app):
    """Register the handler."""
    app.connect("env-updated", add_anchors)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
