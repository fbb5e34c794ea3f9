"""Write what teachers take along to `_build/teaching`: ``make kit``, ``make handout CHAPTER=04``.

Everything is made from the built book and its question bank, so nothing of it can go stale.
"""

import argparse
import os
import sys

import browser
import chapters
import kit_questions
import kit_sheets
import kit_slides
import pdf
from bce_tutorial import questions

KIT = chapters.ROOT / "_build" / "teaching"
PAGES = kit_sheets.SITE / "book"  # whose stylesheets the sheets have


def handout(name, chromium):
    """Print one chapter, with its solutions if SOLUTIONS is set."""
    found = [path.stem for path in chapters.notebook_paths() if chapters.name_of(path.stem) == name]
    if not found:
        sys.exit(f"There is no chapter {name} in book/: make handout CHAPTER=04")
    solutions = os.environ.get("SOLUTIONS", "") not in ("", "0")
    path = KIT / f"handout-{found[0]}{'-solved' * solutions}.pdf"
    pdf.print_out(chromium, kit_sheets.handout(found[0], solutions), PAGES, path)
    print(f"The handout is written: {path.relative_to(chapters.ROOT)}")


def kit(chromium):
    """Write question files, objectives, worksheets and their keys, and slides."""
    banks = [questions.load(slug) for slug in questions.chapters()]
    for name in ("worksheets", "slides", "qti"):
        (KIT / name).mkdir(exist_ok=True)
    (KIT / "questions-moodle.xml").write_bytes(kit_questions.moodle(banks))
    kit_sheets.write_objectives(banks, KIT / "objectives.csv")
    for bank in banks:
        kit_questions.write_qti(bank, KIT / "qti" / f"{bank.stem}.zip")
        for key in (False, True):
            path = KIT / "worksheets" / f"{bank.stem}{'-key' * key}.pdf"
            pdf.print_out(chromium, kit_sheets.worksheet(bank, key), PAGES, path)
        (KIT / "slides" / f"{bank.stem}.html").write_text(kit_slides.deck(bank), encoding="utf-8")
    print(f"The kit is written: {KIT.relative_to(chapters.ROOT)}")


def main():
    """Write a handout, or the whole kit."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--handout", metavar="CHAPTER")
    chosen = parser.parse_args()
    chromium = browser.require("make kit")
    KIT.mkdir(parents=True, exist_ok=True)
    if chosen.handout:
        handout(chosen.handout, chromium)
    else:
        kit(chromium)


if __name__ == "__main__":
    main()
