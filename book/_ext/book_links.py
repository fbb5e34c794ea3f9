"""What the directives of this book share: the link to a label."""

from docutils import nodes
from sphinx import addnodes


def link_to(directive, label):
    """Return a directive's link to a label, with the heading there as its text."""
    link = addnodes.pending_xref(
        "",
        nodes.inline("", label, classes=["xref", "std", "std-ref"]),
        refdomain="std",
        reftype="ref",
        reftarget=label,
        refdoc=directive.env.docname,
        refexplicit=False,
        refwarn=True,
    )
    directive.set_source_info(link)
    return link
