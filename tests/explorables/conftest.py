"""A page to try explorables on."""

import pytest

pytest.register_assert_rewrite("explorable_trees")

HEAD = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Test</title>
<meta name="viewport" content="width=device-width">
<style>body { margin: 1rem; font: 16px/1.5 sans-serif } a { color: inherit }
@media (prefers-color-scheme: dark) { body { color: #d8dce0; background: #15181b } }</style>"""
VIEWPORT = {"width": 1280, "height": 800}


@pytest.fixture(scope="session")
def shared_page(chromium):
    """Open one page for all tests of a worker that need no other kind of browser."""
    context = chromium.new_context()
    yield context.new_page()
    context.close()


@pytest.fixture
def show(chromium, shared_page, tmp_path):
    """Open explorables in a page from a folder; fail on messages and foreign requests.

    A page of its own has the options of a browser context.
    """
    contexts, complaints, watched = [], [], []
    listeners = {
        "console": lambda message: complaints.append(message.text),
        "pageerror": lambda error: complaints.append(str(error)),
        "request": lambda r: r.url.startswith("file:") or complaints.append(r.url),
    }

    def open_page(
        *explorables,
        head="",
        change=lambda html: html,
        width=1280,
        scheme="light",
        motion="reduce",
        **options,
    ):
        body = "\n".join(change(each._repr_html_()) for each in explorables)
        file = tmp_path / "page.html"
        file.write_text(
            f"{HEAD}{head}</head><body><main><h1>Test</h1>{body}</main></body></html>",
            encoding="utf-8",
        )
        page = shared_page
        if options:
            contexts.append(chromium.new_context(**options))
            page = contexts[-1].new_page()
        if page not in watched:
            watched.append(page)
            for event, listener in listeners.items():
                page.on(event, listener)
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme=scheme, media="screen", reduced_motion=motion)
        page.goto(file.as_uri())
        return page

    open_page.complaints = complaints
    yield open_page
    for event, listener in listeners.items():
        if shared_page in watched:
            shared_page.remove_listener(event, listener)
    for context in contexts:
        context.close()
    assert complaints == []
