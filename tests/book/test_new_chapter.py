"""A chapter that the tool begins runs, has the form of the book, and stands where it should."""

import json
import shutil

import pytest

import chapters
import check_prose
import check_structure
import new_chapter
import refresh
from bce_tutorial import questions

TOC = """root: book/index
parts:
  - caption: The idea
    chapters:
      - file: book/01-coin
      - file: book/02-dice
  - caption: Reference
    chapters:
      - file: book/faq
"""
INDEX = """# Book

```{book-map}
play: 1
work: 1 2
```

Chapter 2 of 10.
"""
INIT = '''"""Exercises."""

from bce_tutorial.check._boxes import answer
from bce_tutorial.check.coin import toss

__all__ = [
    "answer",
    "toss",
]
'''


@pytest.fixture
def small_book(tmp_path):
    """Return the folder of a book with two chapters, in which each name stands somewhere."""
    files = {
        "_toc.yml": TOC,
        "book/index.md": INDEX,
        "bce_tutorial/check/__init__.py": INIT,
        "bce_tutorial/check/_boxes.py": "",
        "bce_tutorial/check/coin.py": "",
        "tests/check/test_dice.py": 'NOTEBOOK = "book/02-dice.ipynb"\n',
    }
    for number, name in ((1, "coin"), (2, "dice")):
        files[f"book/{number:02}-{name}.ipynb"] = json.dumps({"cells": []})
        files[f"bce_tutorial/questions/{name}.toml"] = f'number = {number}\ntitle = "2"\n'
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def text(root, name):
    return (root / name).read_text(encoding="utf-8")


def test_a_chapter_is_added_at_the_end(small_book):
    assert new_chapter.begin_chapter("two-cards", "Draw two cards", root=small_book) == (3, {})
    assert text(small_book, "_toc.yml") == TOC.replace(
        "02-dice\n", "02-dice\n      - file: book/03-two-cards\n"
    )
    assert "\nwork: 1 2 3\n" in text(small_book, "book/index.md")
    assert text(small_book, "bce_tutorial/questions/two-cards.toml").startswith("number = 3\n")
    assert text(small_book, "bce_tutorial/check/__init__.py") == INIT.replace(
        "import toss\n",
        "import toss\nfrom bce_tutorial.check.two_cards import two_cards_first\n",
    ).replace('"toss",\n', '"toss",\n    "two_cards_first",\n')
    assert new_chapter.mentions(3, small_book) == [
        'bce_tutorial/check/two_cards.py:1: """The exercises of chapter 3."""',
        'tests/check/test_two_cards.py:1: """The checkers of chapter 3: the right cost, '
        "and a hint for each known mistake.",
    ]


def test_chapters_behind_a_new_one_move_with_all_that_names_them(small_book):
    moved = new_chapter.begin_chapter("cards", "Draw a card", 2, root=small_book)[1]
    assert moved == {"02-dice": "03-dice"}
    stems = sorted(path.stem for path in (small_book / "book").glob("*.ipynb"))
    assert stems == ["01-coin", "02-cards", "03-dice"]
    listed = [
        line.split("/")[1] for line in text(small_book, "_toc.yml").splitlines() if "file" in line
    ]
    assert listed == ["01-coin", "02-cards", "03-dice", "faq"]
    assert "play: 1\nwork: 1 2 3\n" in text(small_book, "book/index.md")
    assert text(small_book, "bce_tutorial/questions/dice.toml") == 'number = 3\ntitle = "2"\n'
    assert text(small_book, "tests/check/test_dice.py") == 'NOTEBOOK = "book/03-dice.ipynb"\n'
    assert "book/index.md:8: Chapter 2 of 10." in new_chapter.mentions(2, small_book)


def test_a_notebook_without_a_number_stands_last(small_book):
    new_chapter.begin_reference("limits", "Know the limits", root=small_book)
    assert text(small_book, "_toc.yml") == f"{TOC}      - file: book/limits\n"
    notebook = chapters.read(small_book / "book" / "limits.ipynb")
    assert [cell["id"] for cell in notebook["cells"]] == [
        *("title", "setup", "by-hand", "by-hand-cell", "by-hand-read")
    ]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["Big", "T"], "expected a slug in small letters and hyphens, got 'Big'"),
        (["log-penalty", "T"], "book/ has a page of that name: log-penalty"),
        (["faq", "T"], "book/ has a page of that name: faq"),
        (["new", "T", "--at", "99"], "expected --at from 1 to "),
    ],
)
def test_what_cannot_be_is_refused(arguments, message, capsys):
    with pytest.raises(SystemExit):
        new_chapter.main(arguments)
    assert message in capsys.readouterr().err


@pytest.mark.slow
def test_what_is_begun_runs_and_has_the_form_of_the_book(tmp_path, monkeypatch):
    """In a copy of the package, since the exercise is a module of it."""
    for name in ("bce_tutorial", "book", "tests/check", "_toc.yml"):
        source = chapters.ROOT / name
        if source.is_dir():
            shutil.copytree(source, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, tmp_path / name)
    number, _ = new_chapter.begin_chapter("two-cards", "Draw two cards", root=tmp_path)
    new_chapter.begin_reference("limits", "Know the limits", root=tmp_path)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    bank = questions.Bank("two-cards", number, "Draw two cards", (), ())
    for stem in (f"{number:02}-two-cards", "limits"):
        path = tmp_path / "book" / f"{stem}.ipynb"
        refresh.refresh(path)
        notebook, name = chapters.read(path), chapters.name_of(stem)
        assert check_structure.problems(notebook, stem) == []
        assert check_prose.chapter_problems(notebook, name) == []
        assert check_structure.unwritten(notebook, name)
        if stem != "limits":
            assert list(check_structure.practice_problems(notebook, bank)) == []
    said = chapters.markdown(chapters.read(tmp_path / "book" / f"{number:02}-two-cards.ipynb"))
    assert "Right" not in said
    toc = text(tmp_path, "_toc.yml")
    assert f"book/{number:02}-two-cards\n" in toc
