"""A page in which Python runs, as a test uses it."""

import functools
import json
import re

from built_site import SITE

CHAPTER = "05-binary-cross-entropy"
LONG = 240_000  # milliseconds: Python starts, and a chapter runs, on a slow machine


class Live:
    """A page in which Python runs."""

    def __init__(self, page):
        self.page = page

    def start(self):
        """Press the button, and wait until all cells have run."""
        self.page.locator("[data-live=start]").click()
        self.wait("same as the book")
        return self

    def wait(self, words):
        """Wait until the page says so."""
        said = self.page.locator(".live-panel [role=status]")
        said.filter(has_text=re.compile(words)).wait_for()

    def cell(self, name):
        """Return a cell by the text of its code as the book has it."""
        number = next(i for i, one in enumerate(self.about) if name in one["source"])
        return Cell(self.page.locator("[data-live=cell]").nth(number))

    @functools.cached_property
    def about(self):
        """Return what the page knows of its cells."""
        name = self.page.url.rpartition("/")[2].removesuffix(".html")
        (path,) = (SITE / "live").glob(f"{name}-*.json")
        return json.loads(path.read_text(encoding="utf-8"))["cells"]


class Cell:
    """One of its cells."""

    def __init__(self, box):
        self.box = box

    def part(self, hook):
        """Return what a hook names."""
        return self.box.locator(f"[data-live={hook}]")

    def write(self, code):
        """Replace the code, which may be folded."""
        code_of_cell = self.part("code")
        code_of_cell.evaluate(
            "(e) => { const fold = e.closest('details'); if (fold) fold.open = true; }"
        )
        code_of_cell.fill(code)
        return self

    def run(self):
        """Run it, and wait until that is over."""
        self.part("run").click()
        self.wait("Same|Differs|Stopped")
        return self

    def wait(self, words):
        """Wait for a verdict."""
        self.part("verdict").filter(has_text=re.compile(words)).wait_for(state="attached")

    @property
    def verdict(self):
        """Return what the page says of it."""
        return self.part("verdict").text_content()

    @property
    def output(self):
        """Return what it shows."""
        return self.part("output").inner_text()
