"""Every page: self-contained, light, quiet, accessible from the start, no wider than the screen."""

import gzip
import pathlib
from urllib.parse import unquote, urlparse

import pytest
from axe_playwright_python.sync_playwright import Axe

from built_site import PAGES, SITE, START

# Both widths and both themes see every rule. What all pages share, and the pages whose parts change
# with the width, are looked at in all four pairs.
VIEWS = (("light", 1280), ("dark", 390))
OTHERS = (("light", 390), ("dark", 1280))
ALL_VIEWS = {
    "book/03-corrected-probabilities.html",
    "book/cheat-sheet.html",
    "book/index.html",
    "book/notation.html",
    "search.html",
}
# Thousands of tokens and strokes that are alike everywhere: on all pages but one, the rules see
# code and signatures as plain text and a figure or formula by its name alone.
WHOLE = {"book/03-corrected-probabilities.html", "book/api-training.html"}
FLATTEN = """for (const box of document.querySelectorAll(
  "article :is(pre, code, .sig-param, .sig-prename, .sig-name, p math, td math), .book-figure svg"
)) box.textContent = box.matches("math") ? "x" : box.matches("svg") ? "" : box.textContent;"""
# Of WCAG 2.2, and off unless they are asked for.
RULES = {name: {"enabled": True} for name in ("label-content-name-mismatch", "target-size")}
# Who moves from stop to stop by keyboard reaches all that scrolls sideways once, by name.
STOPS = """() => {
  const wrong = [];
  for (const box of document.querySelectorAll("body *")) {
    const stop = box.matches("[tabindex='0'][role=group]");
    const scrolls = box.scrollWidth > box.clientWidth + 1 && box.checkVisibility()
      && ["auto", "scroll"].includes(getComputedStyle(box).overflowX);
    const tell = (what) => wrong.push(`${what}: ${box.outerHTML.slice(0, 200)}`);
    if (scrolls && !(stop && box.ariaLabel)) tell("no stop, or no name");
    if (stop && !scrolls && box.checkVisibility()) tell("a stop, but does not scroll");
    if (stop && box.parentElement.closest("[tabindex='0']")) tell("a stop within a stop");
  }
  return wrong;
}"""
# Bytes that a page may transfer; the search page carries the words of the whole book.
WITH_FIGURES, WITHOUT, SEARCH = 150_000, 90_000, 105_000


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
def test_page(name, open_page, resize, heard):
    page = open_page(name)
    requests, messages = heard
    page.evaluate("document.fonts.ready")
    limit = WITH_FIGURES if page.locator(".book-figure, img").count() else WITHOUT
    limit = SEARCH if name == "search.html" else limit
    for theme, width in VIEWS + (OTHERS if name in ALL_VIEWS else ()):
        page.emulate_media(color_scheme=theme)
        resize(width)
        overflow = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert overflow <= 0, f"{overflow} pixels too wide at {width}"
        assert page.evaluate(STOPS) == [], f"at {width}"
        if name not in WHOLE:
            page.evaluate(FLATTEN)
        options = {"preload": False, "resultTypes": ["violations"], "rules": RULES}
        report = Axe().run(page, options=options)
        assert report.violations_count == 0, f"{theme}, {width}\n{report.generate_report()}"
    assert [url for url in requests if not url.startswith((SITE.as_uri(), "data:"))] == []
    assert messages == []
    assert transferred(url for url in requests if url.startswith("file:")) <= limit


def test_who_opens_the_folder_comes_to_the_first_page(open_page, heard):
    page = open_page(START)
    page.wait_for_url("**/book/index.html")
    page.locator("h1").wait_for()
    assert heard[1] == []


def test_a_phone_reaches_what_scrolls_as_soon_as_a_page_is_loaded(open_page, resize):
    resize(390)
    page = open_page("book/14-frameworks.html")
    report = Axe().run(page, options={"runOnly": ["scrollable-region-focusable"]})
    assert report.violations_count == 0, report.generate_report()
    assert page.evaluate(STOPS) == []
