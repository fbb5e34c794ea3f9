"""The built book in a real browser: one page for all tests of a worker."""

import pytest

from built_site import SITE, missing


@pytest.fixture(scope="session")
def chromium(chromium):
    if not (SITE / "book" / "index.html").exists():
        missing("the book is not built: make book")
    return chromium


@pytest.fixture(scope="session")
def session_page(chromium):
    # pages to publish let nothing be evaluated from text, which is how a test asks them
    return chromium.new_page(reduced_motion="reduce", bypass_csp=True)


@pytest.fixture
def page(session_page):
    session_page.emulate_media(color_scheme="light", reduced_motion="reduce", media="null")
    session_page.set_viewport_size({"width": 1280, "height": 900})
    session_page.set_default_timeout(10_000)
    yield session_page
    session_page.goto("about:blank")  # what a page kept in its storage stays with its origin


@pytest.fixture
def open_page(page):
    def goto(name, query="", **options):
        page.goto((SITE / name).as_uri() + query, **options)
        return page

    return goto


@pytest.fixture
def resize(page):
    """Change the size of the window, and wait until the page has answered to it."""

    def to(width, height=900):
        page.set_viewport_size({"width": width, "height": height})
        page.evaluate("new Promise((go) => requestAnimationFrame(() => requestAnimationFrame(go)))")

    return to
