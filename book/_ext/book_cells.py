"""What only the machinery of a notebook needs stays out of sight on the site.

Set-up is folded: the first cell of a chapter, the one that sets the style of figures, and imports
that stand alone. So is the code of a figure, which waits below it. What is folded among the
exercises is called a solution. A cell that does no more than call a figure to play with, a quiz,
cards or an answer box shows what it calls and not the call. "Not yet", which an exercise says to
who has not tried it, waits for the notebook, where one can try.

What is printed as sentences may go on in the next line; columns keep their lines.
"""

import ast
import re

from docutils import nodes
from myst_nb.sphinx_ import HideCodeCellNode
from sphinx.transforms.post_transforms import SphinxPostTransform

WIDGETS = ("bce-explorable", "bce-quiz", "bce-cards", "bce-answer")
STYLE = "use_book_style()"
GAP = re.compile(r"\S {2,}\S")  # between two columns
UNTRIED = '<p class="bce-check" role="status"><strong>Not yet:'


def elements(node, kind):
    """Return the parts of a page that myst-nb made of a cell, its source or its outputs."""
    return [part for part in node.findall(nodes.container) if part.get("nb_element") == kind]


def outputs(cell):
    """Return the HTML that a cell shows."""
    return [raw for raw in cell.findall(nodes.raw) if raw["format"] == "html"]


def source(cell):
    """Return the code of a cell."""
    return "".join(node.astext() for node in elements(cell, "cell_code_source"))


def is_import(line):
    """Tell whether a statement is an import."""
    return isinstance(line, ast.Import | ast.ImportFrom)


def is_set_up(cell, first):
    """Tell whether a cell only prepares what follows."""
    code, shown = source(cell), elements(cell, "cell_code_output")
    alone = all(map(is_import, ast.parse(code).body))
    return STYLE in code or (not shown and (first or alone))


def is_call(code):
    """Tell whether code is imports and one call."""
    *before, last = ast.parse(code).body or [None]
    called = isinstance(last, ast.Expr) and isinstance(last.value, ast.Call)
    return called and all(map(is_import, before))


def is_widget(cell):
    """Tell whether a cell does no more than call one of `WIDGETS`."""
    shown = [node for output in elements(cell, "cell_code_output") for node in output]
    known = [any(f'class="{name}"' in node.astext() for name in WIDGETS) for node in shown]
    return known == [True] and is_call(source(cell))


def name(cell, what):
    """Say what is folded."""
    cell.attributes |= {"prompt_show": f"Show the {what}", "prompt_hide": f"Hide the {what}"}


def fold(cell, what):
    """Fold the source of a cell, as the tag "hide-input" does, below words that say what it is."""
    cell["hide_mode"] = "input"
    name(cell, what)


def name_solution(cell):
    """Say of a cell that is folded among the exercises that it is a solution."""
    part = cell.parent
    while part is not None and "exercises" not in part.get("ids", ()):
        part = part.parent
    if part is not None and cell.get("hide_mode") == "all":
        name(cell, "solution in code")


def mark_sentences(cell):
    """Mark the paragraphs that are printed without columns: their lines may be broken."""
    for output in elements(cell, "cell_code_output"):
        for printed in list(output.findall(nodes.literal_block)):
            paragraphs = []
            for text in re.split(r"\n\s*\n", printed.astext()):
                paragraph = nodes.literal_block(text, text, **printed.attributes)
                paragraph["classes"] = [*printed["classes"]]
                if not GAP.search(text):
                    paragraph["classes"].append("sentences")
                paragraphs.append(paragraph)
            printed.replace_self(paragraphs)


def drop_untried(cell):
    """Take away what an exercise says to who has not tried it."""
    for raw in outputs(cell):
        if raw.astext().startswith(UNTRIED):
            raw.parent.remove(raw)
    for output in elements(cell, "cell_code_output"):
        if not output.children:
            cell.remove(output)


def only_prepares(cell):
    """Tell whether a cell is folded for the length of what it computes, and shows nothing."""
    return cell.get("hide_mode") == "input" and not elements(cell, "cell_code_output")


def draws(cell):
    """Tell whether a cell shows a figure with a caption."""
    return any(any(part.findall(nodes.figure)) for part in elements(cell, "cell_code_output"))


class Plumbing(SphinxPostTransform):
    """Do so in every page; the plain notebooks are made in another way."""

    default_priority = 150  # outputs have been chosen, and nothing is folded yet
    formats = ("html",)

    def run(self, **kwargs):
        """Go through the cells."""
        for index, cell in enumerate(elements(self.document, "cell_code")):
            if is_set_up(cell, first=index == 0):
                fold(cell, "set-up")
            elif only_prepares(cell):
                name(cell, "preparation")
            elif draws(cell) and not cell.get("hide_mode"):
                fold(cell, "code")
            if is_widget(cell):
                cell.remove(elements(cell, "cell_code_source")[0])
            drop_untried(cell)
            name_solution(cell)
            mark_sentences(cell)


class FigureFirst(SphinxPostTransform):
    """Put the folded code of a figure below it."""

    default_priority = Plumbing.default_priority + 50  # myst-nb has folded
    formats = ("html",)

    def run(self, **kwargs):
        """Go through the cells that show a figure first of all."""
        for cell in elements(self.document, "cell_code"):
            if draws(cell) and isinstance(cell[0], HideCodeCellNode) and len(cell) > 1:
                cell.append(cell.pop(0))


def setup(app):
    """Register the transforms."""
    app.add_post_transform(Plumbing)
    app.add_post_transform(FigureFirst)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
