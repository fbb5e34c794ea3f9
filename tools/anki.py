"""Write the flash cards as a package for Anki: ``make anki``.

Decks, note type and notes take their identity from the bank, so that a reader who imports a newer
package keeps the history of every card. SOURCE_DATE_EPOCH, in seconds, replaces the date, and two
builds are then the same file.
"""

import hashlib
import io
import os
import pathlib
import re
import time
import zipfile

import genanki

import chapters
from bce_tutorial import questions
from bce_tutorial.look.folding import typeset

NAME = "binary-cross-entropy.apkg"
BOOK = "Binary cross-entropy"
CSS = """
.card { color: #1f2328; background: #fff; font: 1.25rem/1.5 system-ui, sans-serif; }
.nightMode.card { color: #e6e6e6; background: #1e1e1e; }
.card > div { margin: 1em auto; max-width: 32em; text-align: left; }
.where { font-size: 0.75em; opacity: 0.75; }
"""
FRONT = "<div>{{Front}}</div>"
BACK = '{{FrontSide}}<hr id="answer"><div>{{Back}}</div><div class="where">{{Where}}</div>'


def identity(*words):
    """Return a number that depends on nothing but the words, in the range that Anki asks for."""
    digest = hashlib.sha256("/".join(words).encode()).hexdigest()
    return 2**30 + int(digest[:7], 16)


MODEL = genanki.Model(
    identity(BOOK, "note type"),
    BOOK,
    fields=[{"name": "Front"}, {"name": "Back"}, {"name": "Where"}],
    templates=[{"name": "Card", "qfmt": FRONT, "afmt": BACK}],
    css=CSS,
)


def heading(notebook, label):
    """Return the heading that a label stands before."""
    pattern = rf"^\({re.escape(label)}\)=\n#+ +(.+?) *$"
    found = re.search(pattern, chapters.markdown(notebook), flags=re.MULTILINE)
    if not found:
        raise LookupError(f"no heading has the label {label}")
    return found[1]


def title_of(bank):
    """Return the title of a chapter behind its number, so that a list of them is in order."""
    return bank.title if bank.number is None else f"{bank.number:02} {bank.title}"


def deck(slug):
    """Return the deck of one chapter."""
    bank = questions.load(slug)
    notebook = chapters.read(chapters.BOOK / f"{bank.stem}.ipynb")
    result = genanki.Deck(identity(BOOK, slug), f"{BOOK}::{title_of(bank)}")
    for card in bank.cards:
        where = f"{bank.place}: {heading(notebook, card.section)}"
        fields = [typeset(text) for text in (card.front, card.back, where)]
        guid = genanki.guid_for(BOOK, card.id)
        result.add_note(genanki.Note(MODEL, fields, guid=guid, tags=[slug]))
    return result


def write(path):
    """Write the cards of all chapters to a file."""
    date = float(os.environ.get("SOURCE_DATE_EPOCH") or time.time())
    package = genanki.Package([deck(slug) for slug in questions.chapters()])
    file = io.BytesIO()
    package.write_to_file(file, timestamp=date)
    # again, without the date that the ZIP format adds to each member
    with zipfile.ZipFile(file) as source, zipfile.ZipFile(path, "w") as target:
        for name in source.namelist():
            target.writestr(zipfile.ZipInfo(name), source.read(name), zipfile.ZIP_DEFLATED)


def main():
    """Write the package beside the built book."""
    path = pathlib.Path(chapters.ROOT, "_build", NAME)
    path.parent.mkdir(exist_ok=True)
    write(path)
    print(f"The cards are written: import {path.relative_to(chapters.ROOT)} into Anki.")


if __name__ == "__main__":
    main()
