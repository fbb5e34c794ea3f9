"""Finding one's way: the search, the drawers of small screens, the outline, the next chapter."""

import re
from urllib.parse import quote, urlparse

import pytest
from bs4 import BeautifulSoup

from built_site import SITE

CHAPTER = "book/05-binary-cross-entropy.html"
NUMBERS = ["0.214", "0.4937", "0.6931", "36.04"]  # of this book

IN_SIGHT = """(words) => {
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  while (texts.nextNode()) {
    if (!texts.currentNode.textContent.includes(words)) continue;
    range.selectNode(texts.currentNode);
    const { top, bottom, height } = range.getBoundingClientRect();
    if (height && top > 0 && bottom < innerHeight) return true;
  }
  return false;
}"""


def results(page):
    page.locator("[role=status]").get_by_text(re.compile("Results|No page")).wait_for()
    return page.locator("#search-results li a")


def in_focus(page, selector):
    return page.evaluate("s => document.activeElement.matches(`${s} *`)", selector)


def test_the_search_finds_a_term_and_its_result_opens(open_page):
    page = open_page("book/index.html")
    page.fill(".sidebar-search", "logarithm")
    page.press(".sidebar-search", "Enter")
    result = results(page).first
    title = result.inner_text()
    result.click()
    assert page.locator("h1").first.inner_text().startswith(title.split(" > ")[0])


@pytest.mark.parametrize("number", NUMBERS)
def test_the_search_finds_a_number_and_leads_to_it(open_page, number):
    page = open_page("search.html", f"?q={number}")
    found = results(page)
    pages = {link.split("#")[0] for link in found.evaluate_all("all => all.map(a => a.href)")}
    holders = [
        path.as_uri()
        for path in (SITE / "book").glob("*.html")
        if re.search(rf"(?<![\d.]){re.escape(number)}(?!\d)", words(path))
    ]
    assert set(holders) <= pages
    assert len(holders) > 1
    assert page.locator("[role=status]").inner_text() == f"Results: {found.count()}."
    found.first.click()
    page.wait_for_url("**/book/*")
    page.wait_for_function(IN_SIGHT, arg=number)


def words(path, without="math"):
    """Return the text of a page that is searched: its article without what stands around it."""
    article = BeautifulSoup(path.read_bytes(), "html.parser").find("article")
    for other in article.select(
        f"script, style, svg, nav, button, .byline, .headerlink, {without}"
    ):
        other.decompose()
    return article.get_text()


@pytest.mark.parametrize(
    ("typed", "number"),
    [("0,214", "0.214"), (".214", "0.214"), (",5", "0.5"), ("36,04", "36.04"), ("7,2 %", "7.2")],
)
def test_a_number_is_found_however_it_is_typed(open_page, typed, number):
    found = [
        results(open_page("search.html", f"?q={quote(query)}")).evaluate_all(
            "all => all.map(a => decodeURIComponent(a.href))"
        )
        for query in (typed, number)
    ]
    assert found[0] == found[1] != []
    assert found[0][0].endswith(f"#:~:text={number}")


@pytest.mark.parametrize("number", ["1,150", "100", "60 %"])
def test_the_search_finds_thousands_whole_numbers_and_percentages(open_page, number):
    found = results(open_page("search.html", f"?q={quote(number)}"))
    paths = {
        link.split("/book/")[1].split("#")[0]
        for link in found.evaluate_all("all => all.map(a => a.href)")
    }
    digits = re.escape(number.removesuffix(" %"))
    assert len(paths) > 2
    for path in paths:
        assert re.search(rf"(?<!\d){digits}(?!\d)", words(SITE / "book" / path)), path


@pytest.mark.parametrize("query", ["0.4937", "60", "100", "entropy"])
def test_an_excerpt_is_a_piece_of_the_text_and_holds_what_was_sought(page, query):
    page.route(
        "http://book.test/**",  # what is opened from a folder fetches nothing
        lambda route: route.fulfill(path=SITE / urlparse(route.request.url).path[1:]),
    )
    page.goto(f"http://book.test/search.html?q={quote(query)}")
    results(page)
    assert page.locator("#search-results h2").inner_text() == "Search results"
    shown = page.locator("#search-results li")
    assert shown.count() > 2
    for result in shown.filter(has_not=page.locator("a + span")).all():  # which names a function
        address = urlparse(result.locator("a").get_attribute("href")).path.lstrip("/")
        excerpt = " ".join(result.locator(".context").inner_text().strip("…").split())
        text = " ".join(words(SITE / address, "annotation").split())
        assert excerpt in text, address
        marks = result.locator(".context .highlighted").all_inner_texts()
        assert marks != [], excerpt
        assert {mark.lower()[: len(query) - 1] for mark in marks} == {query[:-1]}
        for mark in marks if query[0].isdigit() else ():  # a number is marked from end to end
            assert re.search(rf"(?<![\d.,]){re.escape(mark)}(?!\d)", excerpt), excerpt
    page.unroute_all()


def test_the_search_page_has_a_field_on_a_phone_and_answers_it(open_page, resize):
    page = open_page("search.html")
    resize(390, 844)
    field = page.get_by_role("searchbox", name="Words or a number")
    field.fill("xylophone")
    field.press("Enter")
    assert results(page).count() == 0
    said = page.locator("[role=status]").inner_text()
    assert said.startswith("No page has all of that.")
    assert field.input_value() == "xylophone"
    page.get_by_role("link", name="0.4937").click()
    assert results(page).count() > 5


@pytest.mark.parametrize(
    ("name", "drawer", "width"),
    [("Chapters", "sidebar", 390), ("On this page", "toc", 390), ("On this page", "toc", 1200)],
)
def test_a_drawer_is_entered_kept_and_left_by_keyboard(open_page, resize, name, drawer, width):
    page = open_page(CHAPTER)
    resize(width, 800)
    opener = page.get_by_role("button", name=name, exact=True)
    inside = f".{drawer}-drawer"
    assert opener.get_attribute("aria-expanded") == "false"
    opener.press("Enter")
    assert page.get_by_role("complementary", name=name).is_visible()
    assert opener.get_attribute("aria-expanded") == "true"
    reached = set()
    for _ in range(80):  # nothing else is reached
        reached.add(page.evaluate("document.activeElement.textContent"))
        in_page = page.evaluate("document.activeElement !== document.body")
        assert in_focus(page, inside) or not in_page, reached
        page.keyboard.press("Tab")
    assert len(reached) > 10
    page.keyboard.press("Escape")
    assert opener.evaluate("button => button === document.activeElement")
    assert opener.get_attribute("aria-expanded") == "false"
    for _ in range(30):  # a closed drawer keeps no focus
        page.keyboard.press("Tab")
        assert not in_focus(page, inside)


def test_a_drawer_closes_by_its_button_and_by_a_click_beside_it(open_page, resize):
    page = open_page(CHAPTER)
    resize(390, 800)
    opener = page.get_by_role("button", name="Chapters", exact=True)
    opener.click()
    page.get_by_role("button", name="Close: Chapters").click()
    assert page.locator("[inert]").count() == 0
    opener.click()
    assert page.locator("[inert]").count() > 1
    page.mouse.click(350, 600)
    assert page.locator("[inert]").count() == 0
    assert opener.evaluate("button => button === document.activeElement")


def test_a_link_in_the_outline_closes_it_and_puts_the_focus_on_the_heading(open_page, resize):
    page = open_page(CHAPTER)
    resize(390, 800)
    page.get_by_role("button", name="On this page", exact=True).click()
    page.locator(".toc-tree a[href='#recap']").click()
    page.wait_for_function("document.activeElement.matches('h2')")
    assert page.evaluate("document.activeElement.textContent") == "Recap#"
    assert 0 < page.evaluate("document.activeElement.getBoundingClientRect().top") < 200
    assert not page.locator(".toc-drawer").is_visible()
    assert page.locator("[inert]").count() == 0


def test_a_drawer_that_is_open_closes_where_the_window_has_room_for_it(open_page, resize):
    page = open_page(CHAPTER)
    resize(390, 800)
    page.get_by_role("button", name="Chapters", exact=True).click()
    resize(1280)
    assert page.locator("[inert]").count() == 0
    assert page.locator(".sidebar-tree a").first.is_visible()


def test_the_outline_is_in_sight_on_a_laptop_and_each_of_its_links_is_24_pixels_high(
    open_page, resize
):
    page = open_page(CHAPTER)
    links = page.locator(".toc-tree a:visible")
    for width in (1280, 1440):
        resize(width)
        assert page.locator(".toc-sticky").bounding_box()["x"] < width - 150
    resize(390, 800)
    page.get_by_role("button", name="On this page", exact=True).click()
    assert links.count() > 10
    heights = links.evaluate_all("all => all.map(e => e.getBoundingClientRect().height)")
    assert min(heights) >= 24


def test_a_phone_says_which_chapter_it_shows(open_page, resize):
    page = open_page(CHAPTER)
    resize(390, 800)
    title = page.locator(".header-center a")
    assert title.inner_text() == "5. Average the penalties: binary cross-entropy"
    page.mouse.wheel(0, 3000)
    page.wait_for_function("scrollY > 1000")
    title.click()
    page.wait_for_function("scrollY === 0")


def test_nothing_appears_over_the_text_where_one_reads_upwards(open_page, resize):
    page = open_page(CHAPTER)
    for width in (390, 1280, 1440):
        resize(width)
        page.evaluate("scrollTo(0, 3000)")
        page.wait_for_timeout(100)
        page.evaluate("scrollTo(0, 2500)")
        page.wait_for_function("document.documentElement.matches('.show-back-to-top')")
        assert not page.locator(".back-to-top").is_visible()  # which furo would show now


def test_a_chapter_has_one_name_everywhere(open_page):
    page = open_page(CHAPTER)
    heading = page.locator("h1").first.inner_text().removesuffix("#")
    assert re.match(r"\d+\. ", heading)
    assert page.locator(".sidebar-tree .current-page > a").inner_text() == heading
    before = page.locator(".neighbours a:not(.after)")
    page = open_page(f"book/{before.get_attribute('href')}")
    following = page.locator(".neighbours .after")
    assert following.locator("b").inner_text() == heading
    assert following.locator("span").last.inner_text().endswith(".")  # what it promises
    page = open_page("book/index.html")
    names = page.locator(".book-map-stations a").all_inner_texts()
    assert heading in names
    assert names == page.locator(".sidebar-tree li").all_inner_texts()[: len(names)]
    page = open_page("book/flash-cards.html")
    assert page.locator("#cards-binary-cross-entropy h2").inner_text().removesuffix("#") == heading


def test_the_links_below_a_title_lead_to_its_recap_exercises_and_quiz(open_page):
    page = open_page(CHAPTER)
    for name, heading in {
        "Recap": "Recap",
        "Exercises": "Exercises",
        "Quiz": "Check yourself",
    }.items():
        link = page.locator(".byline").get_by_role("link", name=name, exact=True)
        section = page.locator(link.get_attribute("href"))
        assert section.locator("h2").first.inner_text().removesuffix("#") == heading
