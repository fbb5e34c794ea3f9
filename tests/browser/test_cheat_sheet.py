"""The cheat sheet alone, as a reader prints it."""

import io

import pytest
from pypdf import PdfReader

A4 = (595, 842)  # points


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_cheat_sheet_prints_on_one_sheet_of_a4(open_page, theme):
    page = open_page("book/cheat-sheet.html")
    page.emulate_media(color_scheme=theme)
    page.evaluate("document.fonts.ready")
    sheets = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages
    assert len(sheets) == 1
    assert (sheets[0].mediabox.width, sheets[0].mediabox.height) == pytest.approx(A4, abs=1)
    words = " ".join(sheets[0].extract_text().split())
    titles = [
        " ".join(title.split()).removesuffix("#") for title in page.locator("h2").all_inner_texts()
    ]
    assert len(titles) >= 10
    assert [title for title in titles if title not in words] == []
    assert "Skip to content" not in words
    assert "Copyright" not in words
