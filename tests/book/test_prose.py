"""Every number in the text is one that the code gives, or a listed exception."""

import functools

import pytest

import chapters
import check_prose
from bce_tutorial import questions
from verdict import expect_none

PAGES = sorted(chapters.BOOK.glob("*.md"))
EXCEPTIONS = check_prose.read_exceptions()


@functools.cache
def in_chapter(path):
    """Return the problems of a chapter, exceptions included."""
    return check_prose.chapter_problems(chapters.read(path), chapters.name_of(path.stem))


@functools.cache
def on_page(path):
    """Return the problems of a page, exceptions included."""
    return check_prose.page_problems(path.read_text(encoding="utf-8"), path.stem)


@functools.cache
def in_bank(slug):
    """Return the problems of a chapter's questions and cards, exceptions included."""
    bank = questions.load(slug)
    notebook = chapters.read(chapters.BOOK / f"{bank.stem}.ipynb")
    return check_prose.bank_problems(bank, notebook)


@pytest.mark.parametrize("path", chapters.notebook_paths(), ids=lambda path: path.stem)
def test_chapter_states_only_numbers_that_its_cells_print(path):
    expect_none(check_prose.without_exceptions(path.stem, in_chapter(path), EXCEPTIONS))


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_page_states_only_numbers_that_the_package_gives(path):
    expect_none(check_prose.without_exceptions(path.stem, on_page(path), EXCEPTIONS))


@pytest.mark.parametrize("slug", questions.chapters())
def test_questions_and_cards_state_only_numbers_that_their_chapter_prints(slug):
    page = f"questions/{slug}"
    expect_none(check_prose.without_exceptions(page, in_bank(slug), EXCEPTIONS))


def test_every_exception_is_needed_and_has_a_reason():
    found = [(path.stem, line) for path in chapters.notebook_paths() for line in in_chapter(path)]
    found += [(path.stem, line) for path in PAGES for line in on_page(path)]
    found += [
        (f"questions/{slug}", line) for slug in questions.chapters() for line in in_bank(slug)
    ]
    expect_none(
        f"prose_exceptions.toml: {entry['number']} of {entry['page']} is not needed. Delete it"
        for entry in EXCEPTIONS
        if not any(check_prose.covers(entry, *problem) for problem in found)
    )
    assert all(len(entry["reason"]) > 10 for entry in EXCEPTIONS)
