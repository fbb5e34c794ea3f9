"""The chapters' form, and what nbval does not see in their outputs."""

import re

import pytest

import chapters
import check_structure
from bce_tutorial.check._boxes import boxes


@pytest.mark.parametrize("path", chapters.chapter_paths(), ids=lambda path: path.stem)
def test_chapter_has_the_form_of_the_book(path):
    assert check_structure.problems(chapters.read(path), path.stem) == []
    assert list(check_structure.file_problems(path)) == []


def test_every_answer_box_stands_in_one_chapter():
    cells = [cell for path in chapters.chapter_paths() for cell in chapters.read(path)["cells"]]
    code = "\n".join("".join(cell["source"]) for cell in cells)
    assert sorted(re.findall(r'check\.answer\("(.+?)"\)', code)) == sorted(boxes())


def test_labels_are_unique_across_the_book():
    notebooks = [chapters.read(path) for path in chapters.chapter_paths()]
    assert check_structure.label_problems(notebooks) == []
    assert len(check_structure.label_problems([*notebooks, notebooks[0]])) > 2


def test_table_of_contents_lists_what_exists():
    toc = (chapters.ROOT / "_toc.yml").read_text(encoding="utf-8")
    assert list(check_structure.toc_problems(toc)) == []
    first = chapters.chapter_paths()[0].stem
    assert len(list(check_structure.toc_problems(toc.replace(first, "99-missing")))) == 2
