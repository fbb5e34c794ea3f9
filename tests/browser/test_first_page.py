"""The first page: its idea is alive in the first screen, and the rest follows in order."""

import pytest

FIRST = "book/index.html"
SCREENS = [(1280, 900), (390, 844)]


@pytest.mark.parametrize("size", SCREENS)
def test_the_first_screen_holds_the_title_a_sentence_and_the_figure(open_page, resize, size):
    page = open_page(FIRST)
    resize(*size)
    figure = page.locator(".bce-explorable").first
    sentence = page.locator("h1 ~ p").first
    boxes = [part.bounding_box() for part in (page.locator("h1"), sentence, figure)]
    ends = [box["y"] + box["height"] for box in boxes]
    assert ends == sorted(ends)
    assert ends[-1] <= size[1], "the figure does not end in the first screen"
    assert figure.get_by_text("0.4937").first.is_visible()
    assert figure.locator("input[type=range]").count() == 8


def test_a_moved_prediction_changes_the_mean(open_page):
    page = open_page(FIRST)
    mean = page.locator('.bce-explorable [data-slot="loss"]').first
    assert "0.4937" in mean.inner_text()
    page.locator(".bce-explorable input[type=range]").first.press("ArrowLeft")
    assert "0.4937" not in mean.inner_text()


def test_what_follows_stands_in_order(open_page):
    page = open_page(FIRST)
    start = page.locator("section > p", has_text="Start:")
    assert start.locator("a").all_inner_texts() == ["chapter 1", "Debug a number", "Cheat sheet"]
    headings = page.locator("#what-you-will-be-able-to-do, nav.book-map, #run-it")
    tops = headings.evaluate_all("all => all.map(e => e.getBoundingClientRect().top)")
    top = start.bounding_box()["y"]
    assert [top, *tops] == sorted([top, *tops])
    assert len(tops) == 3


def test_the_map_says_how_long_each_chapter_takes(open_page):
    page = open_page(FIRST)
    stations = page.locator(".book-map-stations > li")
    minutes = page.locator(".book-map-minutes").all_inner_texts()
    assert len(minutes) == stations.count() > 10
    address = stations.first.locator("a").get_attribute("href")
    page = open_page(f"book/{address}")
    read, practise = minutes[0].removesuffix(" min").split(" + ")
    assert page.get_by_text(f"Read {read} min · practise {practise} min").is_visible()
