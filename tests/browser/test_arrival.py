"""Where a reader arrives: by a link to a section, to a piece of text, by a reload and by Back."""

from urllib.parse import quote

import pytest

CHAPTER = "book/14-frameworks.html"
SECTION = "#one-model-three-frameworks"  # far down, below formulas, code, tables and folded parts
SENTENCE = "You double all sample weights. Which reported loss stays as it was?"
HEADER = 60  # pixels, on a phone
TOP = "element => element.getBoundingClientRect().top"
STILL = """async () => {
  const before = scrollY;
  await new Promise((go) => setTimeout(go, 300));
  return scrollY === before && document.readyState === "complete";
}"""


@pytest.fixture(params=[1280, 390])
def page(request, page):
    """Show the pages as wide as a laptop and as a phone, with whatever motion furo has."""
    page.emulate_media(reduced_motion="no-preference")
    page.set_viewport_size({"width": request.param, "height": 800})
    return page


@pytest.fixture(params=["prompt", "late"])
def arrive(request, page):
    """Go somewhere and wait until nothing moves; late fonts come when all else is in its place."""
    held = []
    late = request.param == "late"
    if late:
        page.route("**/*.woff2", lambda route: held.append(route))

    def by(navigation, *arguments):
        held.clear()
        navigation(*arguments, wait_until="domcontentloaded")
        if late:
            page.wait_for_timeout(300)
            assert held
            for route in held:
                route.continue_()
        page.wait_for_function(STILL)

    yield by
    page.unroute_all()


def top(page, selector):
    return page.locator(selector).evaluate(TOP)


def test_a_link_to_a_section_arrives_there(page, open_page, arrive):
    arrive(lambda **options: open_page(CHAPTER, SECTION, **options))
    assert HEADER / 2 < top(page, SECTION) < 2 * HEADER
    page.locator(".toc-tree a[href='#in-yours-do-this']").evaluate("link => link.click()")
    page.wait_for_function(STILL)
    assert HEADER / 2 < top(page, "#in-yours-do-this") < 2 * HEADER


def test_a_link_to_a_piece_of_text_shows_it(page, open_page, arrive):
    arrive(lambda **options: open_page(CHAPTER, f"#:~:text={quote(SENTENCE)}", **options))
    place = page.get_by_text(SENTENCE)
    assert 2 * HEADER < place.evaluate(TOP) < 800 - 2 * HEADER  # in the middle of the window
    assert page.evaluate("scrollY") > 5000


def test_a_reload_and_back_show_what_was_read(page, open_page, arrive):
    arrive(lambda **options: open_page(CHAPTER, **options))
    page.get_by_text(SENTENCE).evaluate("element => element.scrollIntoView({block: 'center'})")
    page.wait_for_function(STILL)
    place = page.get_by_text(SENTENCE).evaluate(TOP)
    assert 2 * HEADER < place < 800 - 2 * HEADER
    arrive(page.reload)
    assert page.get_by_text(SENTENCE).evaluate(TOP) == pytest.approx(place, abs=5)
    arrive(lambda **options: open_page("book/index.html", **options))
    arrive(page.go_back)
    assert page.get_by_text(SENTENCE).evaluate(TOP) == pytest.approx(place, abs=5)
