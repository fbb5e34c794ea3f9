"""The cheat sheet as a reader prints it, and the map of formulas as a reader sees it."""

import io

import pytest
from pypdf import PdfReader

A4 = (595, 842)  # points


def letters(text):
    """Return a text without spaces, which a PDF does not have: readers guess them from gaps."""
    return "".join(text.split())


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_cheat_sheet_prints_on_one_sheet_of_a4(open_page, theme):
    page = open_page("book/cheat-sheet.html")
    page.emulate_media(color_scheme=theme)
    page.evaluate("document.fonts.ready")
    sheets = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages
    assert len(sheets) == 1
    assert (sheets[0].mediabox.width, sheets[0].mediabox.height) == pytest.approx(A4, abs=1)
    words = letters(sheets[0].extract_text())
    titles = [letters(title).removesuffix("#") for title in page.locator("h2").all_inner_texts()]
    assert len(titles) >= 10
    assert [title for title in titles if title not in words] == []
    assert "Skiptocontent" not in words
    assert "Copyright" not in words


@pytest.mark.parametrize("width", [390, 1280])
def test_each_box_of_the_map_holds_its_formula_and_leads_to_a_section(open_page, width):
    page = open_page("book/notation.html")
    page.set_viewport_size({"width": width, "height": 900})
    boxes = page.locator(".formula-map li > p")
    assert boxes.count() >= 12
    overflow = "box => [...box.children].map(e => e.getBoundingClientRect().right)"
    for box in boxes.all():
        right = box.bounding_box()["x"] + box.bounding_box()["width"]
        assert max(box.evaluate(overflow)) <= right + 1, box.inner_text()
        assert box.locator("a").count() == box.locator("math").count() >= 1
    arrows = page.locator(".formula-map em")
    assert arrows.count() == boxes.count() - 1
