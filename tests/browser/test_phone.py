"""What a phone shows whole: outputs, formulas, titles, tables, tabs; and letters one can read."""

import pytest

WIDE = "all => all.filter(e => e.scrollWidth > e.clientWidth + 1).map(e => e.textContent)"
PAGES = {
    "book/02-loss-functions.html",
    "book/07-gradient-descent.html",
    "book/11-what-is-a-good-loss.html",
    "book/12-calibration.html",
    "book/13-imbalance.html",
    "book/14-frameworks.html",
    "book/15-debugging.html",
    "book/api.html",
    "book/api-figures.html",
}
SMALLEST = """Math.min(...[...document.querySelectorAll("article pre, article pre *")]
.filter(e => e.checkVisibility()).map(e => parseFloat(getComputedStyle(e).fontSize)))"""
COLUMNS = 59  # of an output, that fit


@pytest.mark.parametrize("name", sorted(PAGES))
def test_what_is_printed_and_written_as_a_formula_fits(open_page, resize, name):
    page = open_page(name)
    resize(390, 844)
    page.evaluate("document.fonts.ready")
    assert page.locator("article .formula").evaluate_all(WIDE) == []
    assert page.locator("article .sentences pre").evaluate_all(WIDE) == []
    columns = page.locator(".cell_output:not(details *, .sd-tab-content *) pre").evaluate_all(WIDE)
    assert all(max(map(len, text.splitlines())) > COLUMNS for text in columns)
    if page.locator("article pre:visible").count():
        assert page.evaluate(SMALLEST) >= 10


def test_sentences_go_on_in_the_next_line_and_columns_do_not(open_page, resize):
    page = open_page("book/11-what-is-a-good-loss.html")
    resize(390, 844)
    kinds = page.locator(".cell_output .stream").evaluate_all(
        "all => all.map(e => [e.matches('.sentences'), / {2,}\\S/.test(e.textContent.trim()), "
        "getComputedStyle(e.querySelector('pre')).whiteSpace])"
    )
    assert {(True, False, "pre-wrap"), (False, True, "pre")} == set(map(tuple, kinds))


def test_the_header_shows_the_whole_title_of_each_page(open_page, resize):
    page = open_page("book/index.html")
    resize(390, 844)
    cut = page.evaluate(
        """() => { const brand = document.querySelector(".header-center .brand");
        return [...document.querySelectorAll(".sidebar-tree a")].map((a) => a.textContent)
        .filter((title) => { brand.textContent = title;
        return brand.scrollHeight > brand.clientHeight + 2; }); }"""
    )
    assert cut == []


@pytest.mark.parametrize(("width", "rows"), [(1280, 1), (390, 2)])
def test_the_tabs_stand_in_few_rows(open_page, resize, width, rows):
    page = open_page("book/14-frameworks.html")
    resize(width)
    labels = page.locator(".sd-tab-set").first.locator("> label")
    tops = labels.evaluate_all("all => all.map(e => Math.round(e.getBoundingClientRect().top))")
    assert len(tops) == 8
    assert len(set(tops)) == rows


def test_a_row_of_the_table_of_criteria_is_a_card(open_page, resize):
    page = open_page("book/accessibility.html")
    cell = page.locator(".stacked td:last-child").first
    wide = cell.bounding_box()["x"]
    resize(390, 844)
    table = page.locator(".stacked table").first.bounding_box()
    box = cell.bounding_box()
    assert wide > box["x"] + 100
    assert box["width"] == pytest.approx(table["width"], abs=2)


def test_what_is_folded_among_the_exercises_is_called_a_solution(open_page):
    page = open_page("book/13-imbalance.html")
    folds = page.locator("#exercises details.hide > summary").all_inner_texts()
    assert len(folds) > 1
    assert {text.strip() for text in folds} == {"Show the solution in code"}


def test_the_questions_begin_with_links_to_their_groups(open_page):
    page = open_page("book/faq.html")
    links = page.locator("h1 ~ p").filter(has_text="·").locator("a")
    groups = page.locator("section > h2").all_inner_texts()
    assert links.all_inner_texts() == [text.removesuffix("#") for text in groups]
