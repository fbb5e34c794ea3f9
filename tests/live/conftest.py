"""The site with Python in its pages, served as a host does, in a real browser."""

import functools
import http.server
import threading

import pytest

from built_site import SITE, missing
from live_page import CHAPTER, LONG, Live


class Server(http.server.ThreadingHTTPServer):
    """Serves the site, and does not mind a page that closes before it has all."""

    daemon_threads = True

    def handle_error(self, request, client_address):
        """Stay quiet."""


class Handler(http.server.SimpleHTTPRequestHandler):
    """Answers without a log."""

    def log_message(self, *args):
        """Stay quiet."""


@pytest.fixture(scope="session")
def address():
    """Return where the site is served."""
    if not any((SITE / "live").glob("python-*.wasm.gz")):
        missing("the pages were built without Python: make live")
    with Server(("127.0.0.1", 0), functools.partial(Handler, directory=SITE)) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.fixture(scope="session")
def new_page(chromium, address):
    """Open a chapter in a context of its own; `address` and `path` are where it is."""

    def open_one(slug=CHAPTER, **options):
        context = chromium.new_context(reduced_motion="reduce", **options)
        page = context.new_page()
        page.set_default_timeout(LONG)
        page.goto(f"{address}/book/{slug}.html")
        return page

    return open_one


@pytest.fixture(scope="module")
def live(new_page):
    """Return one chapter in which all cells have run; a test leaves the cells as they were."""
    page = new_page()
    yield Live(page).start()
    page.context.close()
