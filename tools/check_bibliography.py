"""Whether the bibliography is complete: no entry without a use, no citation without an entry.

A citation stands in the text of a chapter or page, in a figure's caption, or as the source of an
option in the question bank or of a published mistake.
"""

import re

from pybtex.database import parse_string

from bce_tutorial import mistakes, questions
from chapters import BOOK, figure_texts, notebook_paths, parts, read

CITATION = re.compile(r"\{cite:\w+\}`([^`]+)`")
UNSIGNED = {"bcepost", "shortnote"}  # read as texts without author, date or address


def entries():
    """Return the entries of the bibliography by key, their fields in lower case."""
    return parsed((BOOK / "references.bib").read_text(encoding="utf-8"))


def parsed(text):
    """Return the entries of a text in BibTeX."""
    return parse_string(text, "bibtex").entries


def texts():
    """Return (place, text) of every text in each chapter, with its captions, and of every page."""
    for path in notebook_paths():
        for _, cell, text in parts(read(path)):
            words = "\n".join(map(str, figure_texts(cell))) if text is None else text
            yield f"{path.stem} {cell['id']}", words
    for path in sorted(BOOK.glob("*.md")):
        yield path.name, path.read_text(encoding="utf-8")


def cited(pieces):
    """Return the keys that (place, text) pairs cite, each with where it does so first."""
    found = {}
    for place, text in pieces:
        for line in text.splitlines():
            for key in {key.strip() for keys in CITATION.findall(line) for key in keys.split(",")}:
                around = line.find(key)
                shown = line[max(0, around - 70) : around + 40].strip()
                found.setdefault(key, f'{place} ("…{shown}…")')
    return found


def named():
    """Return the keys that the question bank and the mistakes name, each with where."""
    found = {}
    for chapter in questions.chapters():
        for question in questions.load(chapter).questions:
            for option in question.options:
                if option.source:
                    place = f"questions/{chapter}.toml {question.id}"
                    found.setdefault(option.source, f'{place} ("{option.text}")')
    for mistake in mistakes.load():
        key = mistake.cited or mistake.source
        found.setdefault(key, f'mistakes.toml {mistake.id} ("{mistake.said}")')
    return found


def problems(known, used):
    """Yield entries that nobody cites or that lack what a reader needs, and unknown citations.

    ``used`` is what `cited` and `named` return: keys, and where each is used.
    """
    for key in sorted(set(used) - set(known)):
        yield f"{used[key]} cites {key}, which references.bib lacks. Add it, or correct the key"
    for key in sorted(set(known) - set(used)):
        yield f"references.bib: {key} is never cited. Cite it, or delete it"
    for key, entry in known.items():
        fields = {name.lower() for name, value in entry.fields.items() if value.strip()}
        if "title" not in fields:
            yield f"references.bib: {key} has no title"
        if not (entry.persons or "key" in fields):
            yield f"references.bib: {key} has neither author nor key"
        if not fields & {"year", "howpublished"}:
            yield f"references.bib: {key} has neither year nor howpublished"
        if entry.type == "article" and not {"journal", "volume", "pages", "year"} <= fields:
            yield f"references.bib: {key} lacks journal, volume, pages or year"
        if not fields & {"doi", "url", "isbn"} and key not in UNSIGNED:
            yield f"references.bib: {key} has neither DOI, ISBN nor address"
        if not re.fullmatch(r"(10\.\d{4,}/\S+)?", entry.fields.get("doi", "")):
            yield f"references.bib: {key} has a DOI that is none"
        if not re.fullmatch(r"(https?://[^\s/]+\.[^\s/]+(/\S*)?)?", entry.fields.get("url", "")):
            yield f"references.bib: {key} has an address that is none"
    dois = [entry.fields["doi"].lower() for entry in known.values() if "doi" in entry.fields]
    yield from (
        f"references.bib: {doi} has two entries" for doi in sorted(set(dois)) if dois.count(doi) > 1
    )
