"""A resolved page as plain Markdown, which every program that opens notebooks can show.

CommonMark, tables, `$` around formulas, and of HTML no more than `<a id>` and `<details>`. A kind
of node that is not known here stops the build, so that nothing is lost unseen.
"""

import re
from html import escape

from docutils import nodes
from sphinx.errors import ExtensionError

SPECIAL = re.compile(r"[\\`*_$~]|\](?=[(\[:])")
ENTITY = re.compile(r"&(?=#?\w+;)")
BLOCK_START = re.compile(
    r"^(?:(?=[#>+=-])|(\d+)(?=[.)](?:\s|$)))"
)  # where text would begin another block
UNSAFE = {"(": "%28", ")": "%29", "<": "%3C", ">": "%3E", " ": "%20"}  # in an address


class Writer:
    """Writes nodes; `link` gives the address of a reference, or None where there is none.

    `linked` holds the names to which links lead: no other place gets an anchor.
    """

    def __init__(self, link, linked):
        self.link, self.linked = link, linked

    def anchors(self, names):
        """Return the anchors of a place that has these names."""
        return "".join(f'<a id="{name}"></a>' for name in names if name in self.linked)

    def inline(self, node, *, cell=False):
        """Return the words of a paragraph, or of the cell of a table."""
        return "".join(self.words(part, cell) for part in node.children)

    def words(self, node, cell):
        """Return one part of them."""
        match node:
            case nodes.Text():
                text = self.plain(node.astext())
                return text.replace("|", r"\|") if cell else text
            case nodes.literal():
                text = code(node.astext())
                return text.replace("|", r"\|") if cell else text
            case nodes.math():
                formula = " ".join(node.astext().split())
                return "$" + (formula.replace("|", r"\vert ") if cell else formula) + "$"
            case nodes.emphasis():
                return f"*{self.inline(node, cell=cell)}*"
            case nodes.strong():
                return f"**{self.inline(node, cell=cell)}**"
            case nodes.reference():
                text, address = self.inline(node, cell=cell), self.link(node)
                return f"[{text}]({address})" if address else text
            case nodes.inline():
                return self.inline(node, cell=cell)
            case nodes.target():
                return ""
        raise ExtensionError(f"no Markdown for {node.tagname!r} in a line: {node.astext()!r}")

    def blocks(self, parts):
        """Return paragraphs and whatever else has lines of its own."""
        written = []
        for node in parts:
            if isinstance(node, nodes.target | nodes.comment):
                continue
            if isinstance(node, nodes.math_block) and (anchors := self.anchors(node["ids"])):
                # At the end of the text before, where it takes no room of its own.
                written.append(f"{written.pop() if written else ''}{anchors}")
            written.append(self.block(node))
        return "\n\n".join(written)

    def block(self, node):
        """Return one of them."""
        match node:
            case nodes.paragraph():
                return BLOCK_START.sub(r"\1\\", self.inline(node))
            case nodes.title():
                level, section = 0, node.parent
                while isinstance(section, nodes.section):
                    level, section = level + 1, section.parent
                return f"{'#' * level} {self.anchors(node.parent['ids'])}{self.inline(node)}"
            case nodes.rubric():
                return f"**{self.inline(node)}**"
            case nodes.math_block():
                tag = f"\n\\tag{{{node['number']}}}" if node["number"] else ""
                return f"$$\n{node.astext().strip()}{tag}\n$$"
            case nodes.literal_block():
                return f"```{node['language']}\n{node.astext()}\n```"
            case nodes.bullet_list():
                return self.items(node, ["- "] * len(node))
            case nodes.enumerated_list():
                first = node.get("start", 1)
                return self.items(node, [f"{first + i}. " for i in range(len(node))])
            case nodes.block_quote():
                return quote(self.blocks(node))
            case nodes.Admonition():
                titled = isinstance(node[0], nodes.title)
                title = self.inline(node[0]) if titled else node.tagname.capitalize()
                return quote(f"**{title}**\n\n{self.blocks(node[titled:])}")
            case nodes.container(attributes={"design_component": "dropdown"}):
                return self.fold(node[0].astext(), self.blocks(node[1:]))
            case nodes.table():
                return self.table(node)
        raise ExtensionError(f"no Markdown for {node.tagname!r}: {node.astext()!r}")

    def plain(self, text):
        """Return words without any meaning in Markdown."""
        text = SPECIAL.sub(r"\\\g<0>", re.sub(r"[ \n]+", " ", text))
        return ENTITY.sub("&amp;", text).replace("<", "&lt;")

    def fold(self, title, text):
        """Return what opens on request."""
        return f"<details>\n<summary>{escape(title, quote=False)}</summary>\n\n{text}\n\n</details>"

    def items(self, node, marks):
        """Return a list."""
        loose = any(len(item) > 1 for item in node)
        written = []
        for mark, item in zip(marks, node, strict=True):
            indented = self.blocks(item).replace("\n", "\n" + " " * len(mark))
            written.append(mark + re.sub(r"(?m)^ +$", "", indented))
        return ("\n\n" if loose else "\n").join(written)

    def table(self, node):
        """Return a table, with its title above it."""
        (group,) = node.findall(nodes.tgroup)
        rows = [[self.cell(entry) for entry in row] for row in group.findall(nodes.row)]
        rows.insert(1, ["---"] * len(rows[0]))
        lines = "\n".join(f"| {' | '.join(row)} |" for row in rows)
        titles = [f"{self.anchors(node['ids'])}**{self.inline(t)}**" for t in node if is_title(t)]
        return "\n\n".join([*titles, lines])

    def cell(self, entry):
        """Return the words of one cell."""
        return " ".join(self.inline(paragraph, cell=True) for paragraph in entry)


def is_title(node):
    """Tell whether a node is the title of its parent."""
    return isinstance(node, nodes.title)


def code(text):
    """Return words of code, between more backticks than they hold."""
    longest = max(map(len, re.findall("`+", text)), default=0)
    fence, space = "`" * (longest + 1), " " if longest else ""
    return f"{fence}{space}{text}{space}{fence}"


def quote(text):
    """Return a quotation."""
    return "\n".join(f"> {line}".rstrip() for line in text.split("\n"))


def address(uri):
    """Return an address as it may stand in the parentheses of a link."""
    return re.sub("[()<> ]", lambda match: UNSAFE[match[0]], uri)
