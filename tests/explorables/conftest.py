"""A Chromium for the tests that need one."""

import os
import shutil

import pytest

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")


@pytest.fixture(scope="session")
def browser():
    """Start Chromium: the one on the path, or else Playwright's own."""
    sync_api = pytest.importorskip("playwright.sync_api")
    with sync_api.sync_playwright() as playwright:
        path = next(filter(None, map(shutil.which, NAMES)), None)
        try:
            chromium = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        except sync_api.Error:
            if os.environ.get("CI"):
                raise
            pytest.skip("no Chromium found: install one to test the explorables in a browser")
        yield chromium
        chromium.close()


@pytest.fixture
def show(browser, tmp_path):
    """Open explorables in a page from a folder; fail on messages and foreign requests."""
    contexts, complaints = [], []

    def open_page(*explorables, head="", change=lambda html: html, **options):
        body = "\n".join(change(each._repr_html_()) for each in explorables)
        file = tmp_path / "page.html"
        file.write_text(
            '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Test</title>'
            '<meta name="viewport" content="width=device-width">'
            "<style>body { margin: 1rem; font: 16px/1.5 sans-serif }"
            "@media (prefers-color-scheme: dark) { body { color: #d8dce0; background: #15181b } }"
            f"</style>{head}</head><body><main><h1>Test</h1>{body}</main></body></html>",
            encoding="utf-8",
        )
        contexts.append(browser.new_context(**options))
        page = contexts[-1].new_page()
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("request", lambda r: r.url.startswith("file:") or complaints.append(r.url))
        page.goto(file.as_uri())
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert complaints == []
