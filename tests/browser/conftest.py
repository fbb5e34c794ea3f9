"""The built book in a real browser: one Chromium and one page for all tests of a worker."""

import os
import pathlib

import pytest
from playwright.sync_api import sync_playwright

import browser as installed

SITE = pathlib.Path(__file__).resolve().parents[2] / "_build" / "html"


def missing(what):
    """Skip the test on a reader's machine; on CI nothing may be missing."""
    (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(what)


@pytest.fixture(scope="session")
def chromium():
    path = installed.find()
    if path is None:
        missing("no Chromium or Chrome found: the tests in a browser need one")
    if not (SITE / "book" / "index.html").exists():
        missing("the book is not built: make book")
    with sync_playwright() as playwright:
        instance = playwright.chromium.launch(executable_path=path, args=list(installed.FLAGS))
        yield instance
        instance.close()


@pytest.fixture(scope="session")
def session_page(chromium):
    return chromium.new_page(reduced_motion="reduce")


@pytest.fixture
def page(session_page):
    session_page.emulate_media(color_scheme="light")
    session_page.set_viewport_size({"width": 1280, "height": 900})
    session_page.set_default_timeout(10_000)
    yield session_page
    session_page.goto("about:blank")  # what a page kept in its storage stays with its origin


@pytest.fixture
def open_page(page):
    def goto(name, query=""):
        page.goto((SITE / name).as_uri() + query)
        return page

    return goto
