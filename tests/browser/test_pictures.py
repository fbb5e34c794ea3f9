"""Pictures come first: one early in each chapter, its code below it."""

import pytest

import chapters

CHAPTERS = [path.stem for path in chapters.notebook_paths() if chapters.is_chapter(path.stem)]
PICTURE = "article figure .book-figure, article .bce-explorable"
LIMITS = {390: 1_260, 768: 1_200, 1280: 1_200}  # a phone's own letters are narrower than the tests'
TOP = "e => e.getBoundingClientRect().top + scrollY"


@pytest.mark.parametrize("stem", CHAPTERS)
def test_a_chapter_shows_a_picture_early(open_page, resize, stem):
    page = open_page(f"book/{stem}.html")
    for width, limit in LIMITS.items():
        resize(width)
        page.evaluate("document.fonts.ready")
        assert page.locator(PICTURE).first.evaluate(TOP) < limit, width


@pytest.mark.parametrize("stem", CHAPTERS)
def test_the_code_of_a_figure_is_folded_below_it(open_page, stem):
    page = open_page(f"book/{stem}.html")
    cells = page.locator(".cell:has(> .cell_output figure .book-figure)")
    for cell in cells.all():
        code = cell.locator("details.hide:not([open])", has_text="Show the code")
        assert code.evaluate(TOP) > cell.locator("figure").evaluate(TOP)
