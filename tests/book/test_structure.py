"""The chapters' form, and what nbval does not see in their outputs."""

import pytest

import chapters
import check_structure
from bce_tutorial import questions
from bce_tutorial.check._boxes import boxes
from verdict import expect_none


@pytest.mark.parametrize("path", chapters.notebook_paths(), ids=lambda path: path.stem)
def test_chapter_has_the_form_of_the_book(path):
    expect_none(check_structure.problems(chapters.read(path), path.stem))
    expect_none(check_structure.file_problems(path))


@pytest.mark.parametrize("path", chapters.notebook_paths(), ids=lambda path: path.stem)
def test_chapter_is_written(path):
    expect_none(check_structure.unwritten(chapters.read(path), chapters.name_of(path.stem)))


@pytest.mark.parametrize("path", chapters.notebook_paths(), ids=lambda path: path.stem)
def test_chapter_has_exercises_questions_and_cards_and_counts_them_rightly(path):
    slug = chapters.slug_of(path.stem)
    if slug not in questions.chapters():
        if not chapters.is_chapter(path.stem):
            return  # a notebook of the reference may have them
        expect_none([f"{path.stem[:2]} has no bce_tutorial/questions/{slug}.toml. Add it"])
    bank = questions.load(slug)
    expect_none(check_structure.practice_problems(chapters.read(path), bank))


def test_every_answer_box_stands_in_one_chapter():
    cells = [cell for path in chapters.notebook_paths() for cell in chapters.read(path)["cells"]]
    found = [name for cell in cells for name in check_structure.BOX.findall(chapters.source(cell))]
    expect_none(
        f"answer box {name}: stands in {found.count(name)} cells of the book, wanted is one"
        for name in sorted({*found, *boxes()})
        if found.count(name) != 1
    )


def test_labels_are_unique_across_the_book():
    notebooks = [chapters.read(path) for path in chapters.notebook_paths()]
    expect_none(check_structure.label_problems(notebooks))


def test_table_of_contents_lists_what_exists():
    toc = (chapters.ROOT / "_toc.yml").read_text(encoding="utf-8")
    expect_none(check_structure.toc_problems(toc))


def test_a_page_without_a_place_and_a_place_without_a_page_are_found():
    present = "".join(f"- file: book/{path.stem}\n" for path in check_structure.pages())
    assert list(check_structure.toc_problems(present)) == []
    changed = present.replace("book/faq\n", "book/faqs\n")
    assert list(check_structure.toc_problems(changed)) == [
        "book/faqs is in _toc.yml, but there is no such file. Delete the line, or add it",
        "book/faq is not in _toc.yml. Add a line, or delete the file",
    ]
