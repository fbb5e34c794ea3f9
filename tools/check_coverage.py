"""Whether the book covers what its sources contain: every item leads somewhere, none is lost.

The map is ``book/coverage.toml``; the pages are made from it by ``book/_ext/book_sources.py``.
"""

import re
import tomllib
from collections import Counter

from bce_tutorial import questions
from chapters import BOOK, labels, notebook_paths, read

LABEL = re.compile(r"^\(([\w-]+)\)=$", re.MULTILINE)
FIELDS = {"source", "kind", "what", "labels", "card", "question", "corrected"}
# What a reader counts in each source: (source, kind) and how many.
CONTENTS = {
    ("saxena2024", "opening"): 1,
    ("saxena2024", "outcome"): 9,
    ("saxena2024", "section"): 9,
    ("saxena2024", "picture"): 6,  # lost in its text: two formulas, three tables, one number
    ("saxena2024", "takeaway"): 5,
    ("saxena2024", "question"): 4,
    ("saxena2024", "card"): 7,
    ("saxena2024", "quiz"): 7,  # stems; it gives neither options nor answers
    ("saxena2024", "response"): 2,
    ("bcepost", "opening"): 1,
    ("bcepost", "section"): 10,
    ("bcepost", "property"): 3,  # of section 6
    ("bcepost", "example"): 2,  # of section 7
    ("productteams", "opening"): 1,
    ("productteams", "concept"): 3,
    ("productteams", "step"): 5,
    ("productteams", "application"): 4,
    ("productteams", "benefit"): 3,
    ("productteams", "conclusion"): 1,
    ("shortnote", "formula"): 1,
    ("shortnote", "statement"): 2,
    ("shortnote", "example"): 2,
    ("shortnote", "implication"): 2,
    ("shortnote", "plot"): 2,
}


def items():
    """Return the entries of the map."""
    return tomllib.loads((BOOK / "coverage.toml").read_text(encoding="utf-8"))["item"]


def places():
    """Return all labels of the book, each with the name of its page."""
    found = {label: path.stem for path in notebook_paths() for label in labels(read(path))}
    for path in BOOK.glob("*.md"):
        found |= dict.fromkeys(LABEL.findall(path.read_text(encoding="utf-8")), path.stem)
    return found


def bank():
    """Return the cards and the questions of the bank, each with its chapter, by id."""
    banks = [questions.load(chapter) for chapter in questions.chapters()]
    cards = {card.id: (card, bank.chapter) for bank in banks for card in bank.cards}
    stems = {entry.id: (entry, bank.chapter) for bank in banks for entry in bank.questions}
    return cards, stems


def problems(entries, known, cards, stems, mistakes, contents=CONTENTS):
    """Yield what is missing, what is there twice, and what leads nowhere."""
    counts = Counter((entry["source"], entry["kind"]) for entry in entries)
    for key in sorted({*contents, *counts}):
        if counts[key] != contents.get(key, 0):
            yield f"{' '.join(key)}: {counts[key]} items, the source has {contents.get(key, 0)}"
    names = Counter((entry["source"], entry["kind"], entry["what"]) for entry in entries)
    yield from (f"{' '.join(name)}: is there twice" for name, count in names.items() if count > 1)
    for entry in entries:
        name = f"{entry['source']} {entry['kind']} {entry['what']!r}"
        if unknown := set(entry) - FIELDS:
            yield f"{name}: unknown {', '.join(sorted(unknown))}"
        if not {"labels", "card", "question"} & set(entry):
            yield f"{name}: leads nowhere"
        if (entry["kind"] == "card") != ("card" in entry):
            yield f"{name}: a card must lead to a card, and nothing else to one"
        if (entry["kind"] == "quiz") != ("question" in entry):
            yield f"{name}: a quiz must lead to a question, and nothing else to one"
        wanted = {
            "label": (entry.get("labels", []), known),
            "card": ([entry["card"]] if "card" in entry else [], cards),
            "question": ([entry["question"]] if "question" in entry else [], stems),
        }
        for word, (targets, there) in wanted.items():
            if len(set(targets)) < len(targets):
                yield f"{name}: names a {word} twice"
            yield from (f"{name}: no {word} {target}" for target in targets if target not in there)
    yield from _correction_problems(entries, mistakes)


def _correction_problems(entries, mistakes):
    """Every mistake of a source stands in one item of this source."""
    named = Counter((e["source"], number) for e in entries for number in e.get("corrected", []))
    expected = Counter((m.source, m.number) for m in mistakes if m.source != "elsewhere")
    for source, number in sorted({*named, *expected}):
        if named[source, number] != expected[source, number]:
            yield f"{source}: mistake {number} is named {named[source, number]} times"
