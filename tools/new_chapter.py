"""Begin a chapter: ``python tools/new_chapter.py SLUG "Title"``, then say what is left to do.

It writes a notebook that runs and passes the checks of form, with one exercise, one question and
one card, and names it in the table of contents and on the map. ``--at 08`` makes room there and
moves the chapters behind it; ``--reference`` writes a notebook without a number and without
exercises, for the last part of the book.
"""

import argparse
import re
import subprocess
import sys

import nbformat

from chapters import METADATA, ROOT, folding, slug_of
from check_structure import TO_WRITE, pages

SLUG = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
TEXTS = ("*.md", "*.py", "*.toml", "*.yml", "Makefile", "run")
CHECKER = '''"""The exercises of chapter {number}."""

import math

from bce_tutorial.check._boxes import Number
from bce_tutorial.check._judge import Target, checker, values

COST = Target(
    4,
    -math.log(0.2),
    ((-math.log(0.8), "that is the price of 0.8 when class 1 happens."),),
    "what did the prediction leave for class 0?",
)
BOXES = {{
    "{box}": Number(
        "What does a prediction of 0.8 cost when class 0 happens?",
        COST,
        "a sure and wrong prediction costs most.",
    ),
}}


@checker
def {exercise}(cost):
    """Check what a prediction of 0.8 costs when class 0 happens.

    Parameters
    ----------
    cost : float
        To four decimals.

    Returns
    -------
    Verdict

    Examples
    --------
    >>> {exercise}(0.2231)
    Not yet: `cost` is not 0.2231. That is the price of 0.8 when class 1 happens.
    """
    (cost,) = values(cost=cost)
    COST.judge("cost", cost)
    return "the penalty is minus the logarithm of what was left for class 0."
'''
TEST = '''"""The checkers of chapter {number}: the right cost, and a hint for each known mistake."""

import math

import pytest

from bce_tutorial.check import {exercise}
from verdict import expect_not_yet


@pytest.mark.parametrize("cost", [1.6094, -math.log(0.2)])
def test_the_right_cost_passes(cost):
    assert {exercise}(cost)


@pytest.mark.parametrize(
    ("cost", "words"),
    [
        (..., "put your value for `cost`"),
        (0.2231, "That is the price of 0.8"),
        (0.2, "What did the prediction leave for class 0?"),
    ],
)
def test_each_wrong_cost_gets_its_sentence(cost, words):
    expect_not_yet({exercise}(cost), words)
'''
BANK = """number = {number}
title = "{title}"

[[question]]
id = "{slug}-first-question"
stem = "What does a prediction of 0.8 cost when class 1 happens?"
section = "sec-{slug}-idea"

[[question.options]]
text = "0.2231 nats"
why = "It is −ln 0.8."
right = true

[[question.options]]
text = "1.6094 nats"
why = "That is −ln 0.2, the price when class 0 happens."

[[card]]
id = "card-{slug}-first"
front = "What does a prediction of 0.8 cost when class 1 happens?"
back = "0.2231 nats, which is −ln 0.8."
section = "sec-{slug}-idea"
"""
OPENING = """(sec-{slug})=
# {title}

{to_write} the question of this chapter, with a number or a picture that surprises."""
PLAN = """**What you'll do.** {to_write} it in one sentence.

**What you'll learn.** {to_write} it in one sentence.

**What you need.** {to_write} it, with links: {{ref}}`sec-log-penalty`, and what a
{{term}}`base rate` is."""
SETUP = "import numpy as np\n\nfrom bce_tutorial import binary_cross_entropy"
IDEA = """(sec-{slug}-idea)=
## By hand, then with the helper

{to_write} the idea. The helper is
[`binary_cross_entropy`](api.md#bce_tutorial.binary_cross_entropy)."""
BY_HAND = """for y in (1, 0):
    by_hand = -np.log(0.8 if y == 1 else 0.2)
    print(f"y = {y}: {by_hand:.4f} by hand, {binary_cross_entropy(y, 0.8):.4f} by the helper")"""
READING = "A prediction of 0.8 costs 0.2231 when class 1 happens, and 1.6094 when class 0 does."
EXERCISE = """## Exercises

Change the starter cell of an exercise and run it: `check` says what is right or what is missing.
The box below it checks an answer in the page itself.

### Exercise 1: the other outcome

{to_write} the exercise. What does a prediction of 0.8 cost when class 0 happens?"""
STARTER = "from bce_tutorial import check\n\ncost = ...  # to four decimals\ncheck.{exercise}(cost)"
SOLUTION = 'cost = -np.log(0.2)\nprint(f"{{cost:.4f}}")\ncheck.{exercise}(cost)'
QUIZ = 'from bce_tutorial import flash_cards, quiz\n\nquiz("{slug}")'
RECAP = "## Recap\n\n- {to_write} what to keep, in at most five lines."
FURTHER = "## Further reading\n\n- {{cite:t}}`bishop2006`, section 4.3: {to_write} what it adds."


def notebook(slug, title, *, reference=False):
    """Return the notebook, not yet executed."""
    words = {"slug": slug, "title": title, "to_write": TO_WRITE, "exercise": exercise_of(slug)}
    cells = [
        _text("title", OPENING, words),
        *([] if reference else [_text("plan", PLAN, words)]),
        _code("setup", SETUP),
        _text("by-hand", IDEA, words),
        _code("by-hand-cell", BY_HAND),
        _text("by-hand-read", READING, words),
    ]
    if not reference:
        cells += [
            _text("recap", RECAP, words),
            _text("exercise-first", EXERCISE, words),
            _code("exercise-first-start", STARTER.format(**words)),
            _code("exercise-first-box", f'check.answer("{slug}-first")'),
            _code("exercise-first-solution", SOLUTION.format(**words), tags=["hide-cell"]),
            _text("check-yourself", "## Check yourself\n\n{to_write} a sentence.", words),
            _code("quiz", QUIZ.format(**words)),
            _code("cards", f'flash_cards("{slug}")'),
            _text("further-reading", FURTHER, words),
        ]
    return nbformat.from_dict(
        {"cells": cells, "metadata": METADATA, "nbformat": 4, "nbformat_minor": 5}
    )


def exercise_of(slug):
    """Return the name of the first exercise of a chapter."""
    return f"{slug.replace('-', '_')}_first"


def begin_chapter(slug, title, number=None, root=ROOT):
    """Write and register a chapter; return its number, and the stems that had to move."""
    stems = sorted(path.stem for path in (root / "book").glob("[0-9][0-9]-*.ipynb"))
    number = number or len(stems) + 1
    moved = make_room(stems, number, root)
    before = stems[number - 2] if number > 1 else None
    stem = f"{number:02}-{slug}"
    _write(root / "book" / f"{stem}.ipynb", notebook(slug, title))
    _list_after(before, stem, root / "_toc.yml")
    _stop_at(number, root / "book" / "index.md")
    words = {"slug": slug, "title": title, "number": number, "box": f"{slug}-first"}
    words["exercise"], module = exercise_of(slug), slug.replace("-", "_")
    package = root / "bce_tutorial"
    _create(package / "questions" / f"{slug}.toml", BANK.format(**words))
    _create(package / "check" / f"{module}.py", CHECKER.format(**words))
    _create(root / "tests" / "check" / f"test_{module}.py", TEST.format(**words))
    _register(package / "check" / "__init__.py", module, words["exercise"])
    return number, moved


def begin_reference(slug, title, root=ROOT):
    """Write a notebook without a number, and name it at the end of the table of contents."""
    _write(root / "book" / f"{slug}.ipynb", notebook(slug, title, reference=True))
    _list_after(None, slug, root / "_toc.yml")


def make_room(stems, number, root):
    """Move the chapters from a number on by one, with all that names them; return old and new."""
    moved = {stem: f"{int(stem[:2]) + 1:02}{stem[2:]}" for stem in stems if int(stem[:2]) >= number}
    for old, new in reversed(moved.items()):
        (root / "book" / f"{old}.ipynb").rename(root / "book" / f"{new}.ipynb")
        bank = root / "bce_tutorial" / "questions" / f"{old[3:]}.toml"
        _change(
            bank, lambda text, new=new: re.sub(r"^number = \d+", f"number = {int(new[:2])}", text)
        )
    if moved:
        names = re.compile(rf"\b(?:{'|'.join(moved)})\b")
        for path in _texts(root):
            _change(path, lambda text: names.sub(lambda found: moved[found[0]], text))
        _change_map(root / "book" / "index.md", lambda n: n + (n >= number))
    return moved


def mentions(number, root=ROOT):
    """Return the lines that name a chapter by a number that has moved."""
    found = []
    for path in [*_texts(root), *sorted((root / "book").glob("*.ipynb"))]:
        for place, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            told = [int(n) for n in re.findall(r"\b[Cc]hapters? (\d+)", line)]
            if any(n >= number for n in told):
                found.append(f"{path.relative_to(root)}:{place}: {line.strip()[:80]}")
    return found


def _text(name, text, words):
    return {"cell_type": "markdown", "id": name, "metadata": {}, "source": text.format(**words)}


def _code(name, source, tags=()):
    metadata = {"tags": list(tags), **folding(tags)} if tags else {}
    return {
        "cell_type": "code",
        "execution_count": None,
        "id": name,
        "metadata": metadata,
        "outputs": [],
        "source": source,
    }


def _write(path, content):
    _create(path, "")
    nbformat.write(content, path)


def _create(path, text):
    if path.exists():
        raise SystemExit(f"{path} exists already")
    path.write_text(text, encoding="utf-8")


def _change(path, change):
    text = path.read_text(encoding="utf-8")
    if (new := change(text)) != text:
        path.write_text(new, encoding="utf-8")


def _texts(root):
    folders = ("bce_tutorial", "book", "tests", "tools", ".ci", ".github")
    inside = [path for folder in folders for name in TEXTS for path in (root / folder).rglob(name)]
    return sorted({*inside, *(path for name in TEXTS for path in root.glob(name))})


def _list_after(stem, new, path):
    """Put a line behind that of a stem; without one behind the last."""

    def change(text):
        line = re.search(rf"^ *- file: book/{stem}\n", text, re.MULTILINE) if stem else None
        last = line or list(re.finditer(r"^ *- file: book/.*\n", text, re.MULTILINE))[-1]
        indent = re.match(r" *", last[0])[0]
        return f"{text[: last.end()]}{indent}- file: book/{new}\n{text[last.end() :]}"

    _change(path, change)


def _change_map(path, change):
    def renumber(block):
        return re.sub(r"\b\d+\b", lambda n: str(change(int(n[0]))), block[0])

    _change(path, lambda text: re.sub(r"```\{book-map\}\n.*?```", renumber, text, flags=re.DOTALL))


def _stop_at(number, path):
    """Let the longest path of the map stop at a chapter."""

    def stop(block):
        longest = max(block[0].splitlines()[1:-1], key=lambda line: len(line.split()))
        name, _, stops = longest.rpartition(": ")
        numbers = sorted([*map(int, stops.split()), number])
        return block[0].replace(longest, f"{name}: {' '.join(map(str, numbers))}")

    _change(path, lambda text: re.sub(r"```\{book-map\}\n.*?```", stop, text, flags=re.DOTALL))


def _register(path, module, exercise):
    """Import an exercise where all are offered, in the order that the linter wants."""

    def change(text):
        opening = "from bce_tutorial.check._boxes import answer\n"
        line = f"from bce_tutorial.check.{module} import {exercise}\n"
        return text.replace(opening, opening + line).replace(
            "__all__ = [\n", f'__all__ = [\n    "{exercise}",\n'
        )

    _change(path, change)
    ruff = [sys.executable, "-m", "ruff", "check", "--quiet", "--fix", "--select", "I,RUF022"]
    subprocess.run(
        [*ruff, "--config", ROOT / "pyproject.toml", path], cwd=path.parents[2], check=True
    )


def main(arguments):
    """Begin what the arguments name, and say what is left."""
    parser = argparse.ArgumentParser(prog="new_chapter.py", description=__doc__.splitlines()[0])
    parser.add_argument("slug", help="a name in small letters and hyphens")
    parser.add_argument("title", help="with a verb: what the reader does")
    parser.add_argument("--at", type=int, metavar="NN", help="its number; later ones move")
    parser.add_argument("--reference", action="store_true", help="no number and no exercises")
    given = parser.parse_args(arguments)
    if not SLUG.fullmatch(given.slug):
        parser.error(f"expected a slug in small letters and hyphens, got {given.slug!r}")
    if given.slug in {slug_of(path.stem) for path in pages()}:
        parser.error(f"book/ has a page of that name: {given.slug}")
    if given.reference:
        begin_reference(given.slug, given.title)
        print(f"book/{given.slug}.ipynb is written and stands in _toc.yml. What is left:")
        print(f"  write it: make edit, then make refresh CHAPTER={given.slug}")
        return
    highest = len(list((ROOT / "book").glob("[0-9][0-9]-*.ipynb"))) + 1
    if given.at is not None and not 1 <= given.at <= highest:
        parser.error(f"expected --at from 1 to {highest}, got {given.at}")
    number, moved = begin_chapter(given.slug, given.title, given.at)
    module = given.slug.replace("-", "_")
    print(f"book/{number:02}-{given.slug}.ipynb is written and registered. What is left:")
    print(f"  its place: the part in _toc.yml, the paths in book/index.md, now with {number}")
    print(f"  its text: replace what begins with {TO_WRITE!r}, in JupyterLab or an editor")
    print(f"  its exercise: bce_tutorial/check/{module}.py and tests/check/test_{module}.py")
    print(f"  six questions and six cards: bce_tutorial/questions/{given.slug}.toml")
    print(f"  then make refresh CHAPTER={number:02} and make check CHAPTER={number:02}")
    if moved:
        print(f"  {len(moved)} chapters moved. These lines name one by its number, look at each,")
        print("  then make refresh, since outputs name chapters too:")
        for line in mentions(number):
            print(f"    {line}")


if __name__ == "__main__":
    main(sys.argv[1:])
