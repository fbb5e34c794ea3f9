"""Code cells that say the same in several libraries stand in tabs.

In the notebook each of them follows a paragraph that is nothing but its name in bold, which reads
well in Jupyter, in print and in an EPUB. On the site two or more such pairs become a set of tabs,
which needs no script.
"""

from book_files import add_where
from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx_design.shared import create_component

GROUP = '<div role="radiogroup" aria-label="Library">'  # since each tab is a radio button


def is_name(node):
    """Tell whether a node is a paragraph that is nothing but a name in bold."""
    parts = [type(child) for child in node.children if child.astext()]
    return isinstance(node, nodes.paragraph) and parts == [nodes.strong]


def is_cell(node):
    """Tell whether a node is a code cell with its outputs."""
    return isinstance(node, nodes.container) and node.get("nb_element") == "cell_code"


def runs(children):
    """Yield the starts and ends of the runs of two or more pairs of a name and a cell."""
    start = 0
    while start < len(children):
        end = start
        while end + 1 < len(children) and is_name(children[end]) and is_cell(children[end + 1]):
            end += 2
        if end - start >= 4:
            yield start, end
        start = max(end, start + 1)


def tab(name, cell):
    """Return the tab of one pair."""
    text = name.astext()
    label = nodes.rubric(text, text, classes=["sd-tab-label"])
    content = create_component("tab-content", classes=["sd-tab-content"], children=[cell])
    return create_component("tab-item", classes=["sd-tab-item"], children=[label, content])


def put_into_tabs(section):
    """Turn the runs among the children of a section into sets of tabs."""
    for start, end in reversed(list(runs(section.children))):
        pairs = section.children[start:end]
        tabs = [tab(name, cell) for name, cell in zip(pairs[::2], pairs[1::2], strict=True)]
        tab_set = create_component("tab-set", classes=["sd-tab-set"], children=tabs)
        section[start:end] = [html(GROUP), tab_set, html("</div>")]


def html(markup):
    """Return markup as a node."""
    return nodes.raw("", markup, format="html")


class CodeTabs(SphinxPostTransform):
    """Do so in every page of the site; what is printed, or is an EPUB, shows one after another."""

    default_priority = 190  # before sphinx-design turns its components into markup
    builders = ("html",)

    def run(self, **kwargs):
        """Go through the page."""
        for section in list(self.document.findall(nodes.section)):
            put_into_tabs(section)


def setup(app):
    """Register the transform."""
    app.add_post_transform(CodeTabs)
    add_where(app, 'class="sd-tab-set', "sphinx-design.min.css", "design-tabs.js")
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
