"""Code cells that say the same in several libraries stand in tabs.

In the notebook each of them follows a paragraph that is nothing but its name in bold, which reads
well in Jupyter, in print and in an EPUB. In the page two or more such pairs become a set of tabs,
which need no script.
"""

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx_design.shared import create_component


def is_name(node):
    """Tell whether a node is a paragraph of one bold name."""
    return isinstance(node, nodes.paragraph) and [type(c) for c in node.children] == [nodes.strong]


def runs(children):
    """Yield the starts and ends of all runs of two or more pairs of a name and a code cell."""
    start = end = 0
    while start < len(children):
        end = start
        while [is_name(node) for node in children[end : end + 1]] == [True] and [
            node.get("nb_element") for node in children[end + 1 : end + 2]
        ] == ["cell_code"]:
            end += 2
        if end - start >= 4:
            yield start, end
        start = max(end, start + 1)


def tab(name, cell):
    """Return the tab of one pair."""
    label = nodes.rubric("", name.astext(), classes=["sd-tab-label"])
    content = create_component("tab-content", classes=["sd-tab-content"], children=[cell])
    return create_component("tab-item", classes=["sd-tab-item"], children=[label, content])


class CodeTabs(SphinxPostTransform):
    """Turn the runs of the page into sets of tabs."""

    default_priority = 190  # before sphinx-design turns its components into markup
    formats = ("html",)

    def run(self, **kwargs):
        """Replace them, except where the page is not one of the site."""
        if self.app.builder.name != "html":
            return
        for section in list(self.document.findall(nodes.section)):
            for start, end in reversed(list(runs(section.children))):
                pairs = section.children[start:end]
                tabs = [tab(*pair) for pair in zip(pairs[::2], pairs[1::2], strict=True)]
                section[start:end] = [
                    create_component("tab-set", classes=["sd-tab-set"], children=tabs)
                ]


def setup(app):
    """Register the transform."""
    app.add_post_transform(CodeTabs)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
