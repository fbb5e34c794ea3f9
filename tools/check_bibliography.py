"""Whether the bibliography is complete: no entry without a use, no citation without an entry.

A citation stands in the text of a chapter or page, in a figure's caption, or as the source of an
option in the question bank or of a published mistake.
"""

import re

from pybtex.database import parse_string

from bce_tutorial import mistakes, questions
from chapters import BOOK, chapter_paths, code_cells, figure_texts, markdown, read

CITATION = re.compile(r"\{cite:\w+\}`([^`]+)`")
UNSIGNED = {"bcepost", "shortnote"}  # read as texts without author, date or address


def entries():
    """Return the entries of the bibliography by key, their fields in lower case."""
    text = (BOOK / "references.bib").read_text(encoding="utf-8")
    return parse_string(text, "bibtex").entries


def texts():
    """Return the text of every chapter, with its captions, and of every page."""
    for path in chapter_paths():
        notebook = read(path)
        captions = [str(text) for cell in code_cells(notebook) for text in figure_texts(cell)]
        yield "\n".join([markdown(notebook), *captions])
    for path in sorted(BOOK.glob("*.md")):
        yield path.read_text(encoding="utf-8")


def cited(pieces):
    """Return the keys that texts cite, and those that the question bank and the mistakes name."""
    keys = {
        key.strip() for text in pieces for keys in CITATION.findall(text) for key in keys.split(",")
    }
    for chapter in questions.chapters():
        for question in questions.load(chapter).questions:
            keys |= {option.source for option in question.options if option.source}
    return keys | {mistake.source for mistake in mistakes.load() if mistake.source != "elsewhere"}


def problems(known, used):
    """Yield entries that nobody cites or that lack what a reader needs, and unknown citations."""
    yield from (f"{key} is cited and has no entry" for key in sorted(used - set(known)))
    yield from (f"{key} is never cited" for key in sorted(set(known) - used))
    for key, entry in known.items():
        fields = {name.lower() for name, value in entry.fields.items() if value.strip()}
        if "title" not in fields:
            yield f"{key} has no title"
        if not (entry.persons or "key" in fields):
            yield f"{key} has neither author nor key"
        if not fields & {"year", "howpublished"}:
            yield f"{key} has neither year nor howpublished"
        if entry.type == "article" and not {"journal", "volume", "pages", "year"} <= fields:
            yield f"{key} lacks journal, volume, pages or year"
        if not fields & {"doi", "url", "isbn"} and key not in UNSIGNED:
            yield f"{key} has neither DOI, ISBN nor address"
        if not re.fullmatch(r"(10\.\d{4,}/\S+)?", entry.fields.get("doi", "")):
            yield f"{key} has a DOI that is none"
        if not re.fullmatch(r"(https?://[^\s/]+\.[^\s/]+(/\S*)?)?", entry.fields.get("url", "")):
            yield f"{key} has an address that is none"
    dois = [entry.fields["doi"].lower() for entry in known.values() if "doi" in entry.fields]
    yield from (f"{doi} has two entries" for doi in sorted(set(dois)) if dois.count(doi) > 1)
