"""What a chapter no longer prints, and where it still stands: shown after a refresh.

Rounded forms count, down to two digits. Whether a place is about the same computation, only its
author can tell: the same example stands in chapters, questions, mistakes and answers.
"""

import check_prose
from bce_tutorial import mistakes, questions
from chapters import BOOK, name_of, notebook_paths, read
from claims import claims, claims_in, digits, evidence, proof

SHOWN = 8  # places of one value


def vanished(before, after):
    """Return the facts that a cell printed before and does not print after, each once."""
    now = _printed(after)
    gone = [
        fact
        for cell, facts in _printed(before).items()
        for fact in facts
        if digits(fact.number) > 1 and not proof(fact.number, now.get(cell, []))
    ]
    return list({(fact.where, str(fact.number)): fact for fact in gone}.values())


def places():
    """Return (place, claim) for every number in the words of the book."""
    found = []
    for path in notebook_paths():
        for _, cell, claim in claims_in(read(path)):
            found.append((f"{name_of(path.stem)} {cell}", claim))
    for slug in questions.chapters():
        bank = questions.load(slug)
        for entry in (*bank.questions, *bank.cards):
            place = f"questions/{slug}.toml {entry.id}"
            found += [(place, c) for text in check_prose.texts(entry) for c in claims(text)]
    for mistake in mistakes.load():
        told = claims(f"{mistake.verdict} {mistake.sentence()}")
        found += [(f"mistakes.toml {mistake.id}", claim) for claim in told]
    for path in sorted(BOOK.glob("*.md")):
        found += [(path.name, claim) for claim in claims(path.read_text(encoding="utf-8"))]
    return found


def lines(before, after, name, told):
    """Return what to show: each value that vanished, and below it the places where it stands.

    A place is left out if what the cell prints now proves it too.
    """
    now, shown = _printed(after), []
    for fact in vanished(before, after):
        standing = [
            (place, claim)
            for place, claim in told
            if digits(claim.number) > 1
            and proof(claim.number, [fact])
            and not proof(claim.number, now.get(fact.where, []))
        ]
        if standing:
            standing.sort(key=lambda found: (not found[0].startswith(f"{name} "), found[0]))
            shown.append(f"{name} {fact.where} no longer prints {fact.number}. Still there:")
            shown += [f'  {place}: {c.number} ("{c.sentence}")' for place, c in standing[:SHOWN]]
            if len(standing) > SHOWN:
                shown.append(f"  and in {len(standing) - SHOWN} more places")
    return shown


def _printed(notebook):
    cells = {}
    for fact in evidence(notebook):
        if not fact.exact:
            cells.setdefault(fact.where, []).append(fact)
    return cells
