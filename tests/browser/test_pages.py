"""Every page: self-contained, light, quiet, accessible, and no wider than the screen."""

import gzip
import pathlib
from urllib.parse import unquote, urlparse

import pytest
from axe_playwright_python.sync_playwright import Axe

from built_site import SITE

PAGES = sorted(path.relative_to(SITE).as_posix() for path in SITE.rglob("*.html"))
# Both themes and both widths see every rule, and each of the four pairs those on colours.
VIEWS = (
    ("light", 1280, None),
    ("dark", 1280, ["color-contrast", "link-in-text-block"]),
    ("dark", 390, None),
    ("light", 390, ["color-contrast", "link-in-text-block"]),
)
# Thousands of tokens and strokes that are alike everywhere: on all pages but one, the rules see
# code as plain text and a figure or formula by its name alone.
FLATTEN = """for (const box of document.querySelectorAll("article pre, .book-figure svg, math")) {
  box.textContent = box.matches("pre") ? box.textContent : box.matches("math") ? "x" : "";
}"""
# What waits off screen is laid out in idle moments once the reader moves (book.js).
LAID_OUT = """[...document.querySelectorAll(
    "article section section, article .highlight, .book-figure, .bce-explorable"
)].every((box) => box.style.contentVisibility)"""
WHOLE = "book/03-corrected-probabilities.html"
# Bytes that a page may transfer; the search page carries the words of the whole book.
WITH_FIGURES, WITHOUT, SEARCH = 150_000, 80_000, 100_000


def transferred(urls):
    """Return the bytes of these files as a host that compresses sends them."""
    paths = {pathlib.Path(unquote(urlparse(url).path)) for url in urls}
    return sum(
        path.stat().st_size
        if path.suffix in (".woff2", ".png")
        else len(gzip.compress(path.read_bytes(), 6))
        for path in paths
    )


@pytest.fixture
def heard(page):
    """Everything that a page asks for and says while it is open."""
    requests, messages = [], []
    handlers = {
        "request": lambda request: requests.append(request.url),
        "requestfailed": lambda request: messages.append(f"failed: {request.url}"),
        "console": lambda message: messages.append(f"console: {message.text}"),
        "pageerror": lambda error: messages.append(f"error: {error}"),
    }
    for event, handler in handlers.items():
        page.on(event, handler)
    yield requests, messages
    for event, handler in handlers.items():
        page.remove_listener(event, handler)


@pytest.mark.parametrize("name", PAGES)
def test_page(name, open_page, heard):
    page = open_page(name)
    requests, messages = heard
    page.wait_for_load_state("networkidle")
    page.evaluate("document.fonts.ready")
    assert [url for url in requests if not url.startswith((SITE.as_uri(), "data:"))] == []
    assert messages == []
    page.keyboard.press("Shift")
    page.wait_for_function(LAID_OUT)
    limit = WITH_FIGURES if page.locator(".book-figure").count() else WITHOUT
    limit = SEARCH if name == "search.html" else limit
    assert transferred(url for url in requests if url.startswith("file:")) <= limit
    for width in (1280, 390):
        page.set_viewport_size({"width": width, "height": 900})
        overflow = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert overflow <= 0, f"{overflow} pixels too wide at {width}"
    if name != WHOLE:
        page.evaluate(FLATTEN)
    for theme, width, rules in VIEWS:
        page.emulate_media(color_scheme=theme)
        page.set_viewport_size({"width": width, "height": 900})
        options = {"preload": False, "resultTypes": ["violations"]}
        report = Axe().run(page, options=options | ({"runOnly": rules} if rules else {}))
        assert report.violations_count == 0, f"{theme}, {width}\n{report.generate_report()}"
