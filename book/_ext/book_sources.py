"""The page on sources: what they contain and where the book covers it, and what was corrected.

Both are made from data: the map in ``coverage.toml``, and the published mistakes of the package.
"""

import sys
from itertools import groupby
from pathlib import Path

from book_links import link_to
from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.docutils import SphinxDirective

from bce_tutorial import mistakes

sys.path.append(str(Path(__file__).parents[2] / "tools"))

KINDS = {  # in the order of the map, one heading in a table each
    "opening": "Opening",
    "outcome": "Learning outcomes",
    "section": "Sections",
    "picture": "Pictures, lost where only the text is kept",
    "takeaway": "Key takeaways",
    "question": "Frequent questions",
    "card": "Flash cards",
    "quiz": "Quiz questions, printed without answers",
    "response": "Responses from readers",
    "property": "Properties and intuition",
    "concept": "Concepts",
    "step": "Steps of the computation",
    "application": "Applications",
    "benefit": "Promised benefits",
    "conclusion": "Conclusion",
    "formula": "Formula",
    "statement": "Statements",
    "example": "Examples",
    "implication": "Implications",
    "plot": "Plots",
}
CHECKED = "17-spot-the-mistake"
SCHEME = "chapter:"  # a link into a chapter whose address depends on the form of the book


class CoverageMap(SphinxDirective):
    """A table for one source: what stands there, and where the book has it."""

    required_arguments = 1

    def run(self):
        """Return the table."""
        import check_coverage  # not above: a copy of the extensions builds a book without chapters

        self.env.note_dependency(str(check_coverage.BOOK / "coverage.toml"))
        self.pages, (self.cards, self.stems) = check_coverage.places(), check_coverage.bank()
        entries = [e for e in check_coverage.items() if e["source"] == self.arguments[0]]
        body = nodes.tbody()
        for kind, group in groupby(entries, key=lambda entry: entry["kind"]):
            body += row([nodes.strong("", KINDS[kind])], span=1)
            for entry in group:
                body += row([nodes.Text(entry["what"])], *self.places(entry))
        titles = ("In the source", "In this book (chapter)")
        head = nodes.thead("", row(*([nodes.Text(title)] for title in titles)))
        columns = [nodes.colspec(colwidth=width) for width in (45, 55)]
        return [nodes.table("", nodes.tgroup("", *columns, head, body, cols=2))]

    def places(self, entry):
        """Return the second column of one item, a paragraph for each place."""
        labels = list(entry.get("labels", []))
        if "card" in entry:
            card, chapter = self.cards[entry["card"]]
            yield [nodes.Text("Card: "), link(f"flash-cards#cards-{chapter}", card.front)]
            labels.insert(0, card.section)
        if "question" in entry:
            question, chapter = self.stems[entry["question"]]
            page = self.pages[f"sec-{chapter}"]
            yield [nodes.Text("Quiz: "), link(f"{page}#check-yourself", question.stem)]
            labels.insert(0, question.section)
        yield from (
            [link_to(self, label), nodes.Text(number(self.pages, label))] for label in labels
        )
        if numbers := entry.get("corrected"):
            yield [nodes.Text("Corrected: "), *verdicts(numbers)]


class Corrections(SphinxDirective):
    """How many sentences of each source the book corrects, with links to the verdicts."""

    def run(self):
        """Return the list."""
        entries = nodes.bullet_list()
        for source, group in groupby(mistakes.load(), key=lambda mistake: mistake.source):
            numbers = [mistake.number for mistake in group]
            text, _ = self.parse_inline(
                "Other teaching material" if source == "elsewhere" else f"{{cite:t}}`{source}`"
            )
            parts = [*text, nodes.Text(f", {len(numbers)} in all: "), *verdicts(numbers)]
            entries += nodes.list_item("", nodes.paragraph("", "", *parts))
        return [entries]


class IntoChapters(SphinxPostTransform):
    """Give the links into chapters their addresses."""

    default_priority = 400

    def run(self, **kwargs):
        """Replace what stands for them."""
        here = self.env.docname
        for node in self.document.findall(nodes.reference):
            if (address := node.get("refuri", "")).startswith(SCHEME):
                page, anchor = address.removeprefix(SCHEME).split("#")
                folder = here.rpartition("/")[0]
                uri = self.app.builder.get_relative_uri(here, f"{folder}/{page}".lstrip("/"))
                node["refuri"] = f"{uri}#{anchor}"


def row(*cells, span=0):
    """Return a row of a table: a cell for the first argument, one for all others together."""
    first = nodes.entry("", nodes.paragraph("", "", *cells[0]), morecols=span)
    rest = [nodes.paragraph("", "", *cell) for cell in cells[1:]]
    return nodes.row("", *([first] if span else [first, nodes.entry("", *rest)]))


def link(target, text):
    """Return a link to an anchor of a page."""
    return nodes.reference("", text, refuri=f"{SCHEME}{target}", internal=True)


def number(pages, label):
    """Return the number of the chapter that a label belongs to, in words for the end of a link."""
    name = pages.get(label, "")
    return f" ({int(name[:2])})" if name[:2].isdigit() else ""


def verdicts(numbers):
    """Return links to the cards of published mistakes, with commas between them."""
    named = {mistake.number: mistake.id.replace("-", " ") for mistake in mistakes.load()}
    links = [link(f"{CHECKED}#mistake-{number}", named[number]) for number in numbers]
    return [part for one in links for part in (nodes.Text(", "), one)][1:]


def setup(app):
    """Register everything."""
    app.add_directive("coverage-map", CoverageMap)
    app.add_directive("corrections", Corrections)
    app.add_post_transform(IntoChapters)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
