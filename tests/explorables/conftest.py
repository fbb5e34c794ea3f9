"""A page to try explorables on."""

import pytest

pytest.register_assert_rewrite("explorable_trees")


@pytest.fixture
def show(chromium, tmp_path):
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
        contexts.append(chromium.new_context(**options))
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
