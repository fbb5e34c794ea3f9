"""Every cell of every chapter shows in its page what is stored, figures byte for byte.

What does not is in `book/live/differences.toml`, with its reason; what no longer differs fails.
"""

import re
import tomllib

import pytest

from built_site import SITE
from live_page import Live

KNOWN = SITE.parents[1] / "book" / "live" / "differences.toml"
TOLD = tomllib.loads(KNOWN.read_text(encoding="utf-8")).get("difference", [])
CHAPTERS = sorted(
    path.stem for path in (SITE / "book").glob("*.html") if 'data-live="start"' in path.read_text()
)


def test_there_are_chapters_that_run():
    notebooks = {path.stem for path in (SITE.parents[1] / "book").glob("*.ipynb")}
    assert notebooks - set(CHAPTERS) == {
        "14-frameworks",
        "framework-limits",
        "score-your-predictions",
    }


def test_every_known_difference_has_a_reason_and_is_told_once():
    cells = [(one["chapter"], cell) for one in TOLD for cell in one["cells"]]
    assert len(cells) == len(set(cells))
    assert all(len(one["reason"]) > 20 for one in TOLD)
    assert {chapter for chapter, _ in cells} <= set(CHAPTERS)


@pytest.mark.parametrize("slug", CHAPTERS)
def test_a_chapter_runs_in_its_page_as_it_is_stored(new_page, slug):
    page = new_page(slug)
    live = Live(page).start()
    verdicts = page.locator("[data-live=verdict]").all_text_contents()
    page.context.close()
    assert len(verdicts) == len(live.about)
    known = {cell: one["reason"] for one in TOLD if one["chapter"] == slug for cell in one["cells"]}
    found = {
        one["id"]: verdict
        for one, verdict in zip(live.about, verdicts, strict=True)
        if verdict != "Same as the book"
    }
    assert found == {cell: f"Differs from the book: {reason}" for cell, reason in known.items()}


def test_a_digit_that_is_stored_otherwise_is_found(new_page):
    page = new_page()

    def change(route):
        about = route.fetch().json()
        figure, text = (cell["outputs"][-1] for cell in about["cells"][1:3])
        svg, printed = figure["data"]["image/svg+xml"], text["text"]
        number = re.search(r"\d+\.\d{6}", svg)[0]
        figure["data"]["image/svg+xml"] = svg.replace(number, f"{float(number) + 1e-6:.6f}", 1)
        text["text"] = printed.replace("0.4937 nats", "0.4938 nats")
        route.fulfill(json=about)

    page.route("**/live/05-*.json", change)
    Live(page).start()
    verdicts = page.locator("[data-live=verdict]").all_text_contents()
    page.context.close()
    differ = [i for i, verdict in enumerate(verdicts) if verdict == "Differs from the book"]
    assert differ == [1, 2]
