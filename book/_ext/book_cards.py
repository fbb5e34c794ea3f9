"""The page of flash cards, filled from the question bank, with the cards for Anki to download.

It also gives the quizzes of the chapters, and the cards of published mistakes, their links to the
bibliography and to other chapters.
"""

import re
import sys
from functools import partial
from html import escape
from pathlib import Path

from book_files import add_where
from book_links import link_to
from docutils import nodes
from sphinx import addnodes
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from bce_tutorial import questions
from bce_tutorial.look import folding

sys.path.append(str(Path(__file__).parents[2] / "tools"))
import anki
import chapters

LOG = logging.getLogger(__name__)
CITE = re.compile(r"<cite>([\w-]+)</cite>")
TAUGHT = re.compile(r'<a href="[\w-]+\.ipynb#([\w-]+)">[^<]*</a>')


class FlashCards(SphinxDirective):
    """All cards of the bank, a section for each chapter."""

    def run(self):
        """Return the sections."""
        return [self.chapter(questions.load(slug)) for slug in questions.chapters()]

    def chapter(self, bank):
        """Return the section of one chapter."""
        notebook = chapters.read(chapters.BOOK / f"{bank.stem}.ipynb")
        title = anki.heading(notebook, f"sec-{bank.chapter}")  # the name that it has everywhere
        number = f"{bank.number}. " if bank.number else ""
        section = nodes.section("", nodes.title("", number + title), ids=[f"cards-{bank.chapter}"])
        section += html('<ul class="bce-cards">')
        for card in bank.cards:
            folded = folding.fold(card.front, folding.typeset(card.back))
            opening, closing = folded.rsplit("</p>", 1)
            section += html(f"<li>{opening}</p>")
            section += nodes.paragraph("", "Explained in: ", link_to(self, card.section))
            section += html(f"{closing}</li>")
        section += html("</ul>")
        return section


class AnkiLink(SphinxDirective):
    """The link to the package that `write_package` leaves beside the page."""

    def run(self):
        """Return a paragraph, for the site only: other forms of the book hold one file."""
        link = f'<p><a href="{anki.NAME}" download>Download all cards for Anki</a></p>'
        return [addnodes.only("", html(link), expr="not epub")]


class Sources(SphinxPostTransform):
    """Put the reference in the place of its key where a quiz or a card names a source.

    A link to a place in another notebook becomes one to its page, with the heading as its text.
    """

    default_priority = 400
    formats = ("html",)

    def run(self, **kwargs):
        """Rewrite the quizzes of the page."""
        for node in list(self.document.findall(nodes.raw)):
            if 'class="bce-quiz"' in node.astext():
                link = partial(self.link, location=node)
                section = partial(self.section, location=node)
                node.replace_self(html(TAUGHT.sub(section, CITE.sub(link, node.astext()))))

    def link(self, match, location):
        """Return a link to an entry of the bibliography, with the words of `{cite:t}`."""
        domain, page, builder = self.env.get_domain("cite"), self.env.docname, self.app.builder
        text = domain.resolve_xref(self.env, page, builder, "t", match[1], location, None)
        target = next(text.findall(nodes.reference), {})  # none: the domain has warned
        return f'<a href="{target.get("refuri")}">{text.astext()}</a>'

    def section(self, match, location):
        """Return a link to a labelled section, with its heading as the text."""
        label = match[1]
        if label not in self.env.get_domain("std").labels:
            LOG.warning("a card leads to %s, a label that is not there", label, location=location)
            return match[0]
        page, anchor, heading = self.env.get_domain("std").labels[label]
        address = self.app.builder.get_relative_uri(self.env.docname, page)
        return f'<a href="{address}#{anchor}">{escape(heading)}</a>'


def html(text):
    """Return a piece of HTML as a node."""
    return nodes.raw(text, text, format="html")


def write_package(app, exception):
    """Write the cards for Anki where the page links to them."""
    if exception is None and app.builder.name == "html":
        anki.write(Path(app.outdir, "book", anki.NAME))


def setup(app):
    """Register everything."""
    app.add_directive("flash-cards", FlashCards)
    app.add_directive("flash-cards-for-anki", AnkiLink)
    app.add_post_transform(Sources)
    for kind in ("bce-quiz", "bce-cards"):
        add_where(app, f'class="{kind}"', "questions.js")
    app.connect("build-finished", write_package)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
