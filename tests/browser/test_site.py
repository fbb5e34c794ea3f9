"""The site's files, without a browser: links, names, descriptions, fonts."""

import collections
import functools
import posixpath
import re
import xml.etree.ElementTree as ElementTree
from urllib.parse import unquote, urlparse

import pytest
from bs4 import BeautifulSoup
from fontTools.ttLib import TTFont

from built_site import SITE, missing

ASSETS = SITE.parents[1] / "book" / "assets"


@pytest.fixture(autouse=True)
def built():
    if not (SITE / "book" / "index.html").exists():
        missing("the book is not built: make book")


@functools.cache
def soups():
    return {
        path.relative_to(SITE).as_posix(): BeautifulSoup(path.read_bytes(), "html.parser")
        for path in SITE.rglob("*.html")
    }


@functools.cache
def names(page):
    """Return how often each name stands on a page."""
    return collections.Counter(element["id"] for element in soups()[page](id=True))


def test_every_internal_link_leads_somewhere():
    dead = []
    for page, soup in soups().items():
        for element in soup(lambda tag: tag.has_attr("href") or tag.has_attr("src")):
            link = urlparse(element.get("href") or element["src"])
            if link.scheme or link.netloc:
                continue
            folder = posixpath.dirname(page)
            target = posixpath.normpath(f"{folder}/{unquote(link.path)}") if link.path else page
            target = target.removeprefix("/")
            known = names(target) if target in soups() else [link.fragment]
            if not (SITE / target).is_file() or (link.fragment and link.fragment not in known):
                dead.append(f"{page}: {link.geturl()}")
    assert dead == []


def test_no_page_uses_a_name_twice():
    twice = {page: {i for i, count in names(page).items() if count > 1} for page in soups()}
    assert {page: ids for page, ids in twice.items() if ids} == {}


def test_every_figure_is_inline_and_says_what_it_shows():
    figures = [(page, figure) for page, soup in soups().items() for figure in soup("figure")]
    assert len(figures) >= 10
    for page, figure in figures:
        assert figure.svg["role"] == "img", page
        assert len(figure.svg["aria-label"]) > 20, page
        assert "#22262b" not in str(figure.svg), f"{page}: ink that does not follow the theme"


def test_no_page_has_sound_a_film_a_frame_or_moves_by_itself():
    for page, soup in soups().items():
        assert soup(["audio", "video", "iframe", "object", "embed", "marquee", "blink"]) == [], page
        assert page == "index.html" or not soup("meta", {"http-equiv": "refresh"}), page
    scripts = [*SITE.glob("_static/**/*.js"), *SITE.glob("_static/**/*.css")]
    assert len(scripts) > 10
    moving = re.compile("autoplay|devicemotion|deviceorientation|setInterval|infinite;")
    for script in scripts:
        assert moving.findall(script.read_text(encoding="utf-8")) == [], script.name


def test_every_page_has_the_same_menu():
    menus = {
        page: [link.get_text() for link in soup.select(".sidebar-tree li a")]
        for page, soup in soups().items()
        if page != "index.html"
    }
    assert len(menus["search.html"]) > 25
    assert {page for page, menu in menus.items() if menu != menus["search.html"]} == set()


def test_every_page_of_the_book_describes_itself():
    described = {
        page: soup.find("meta", {"name": "description"})["content"]
        for page, soup in soups().items()
        if page.startswith("book/")
    }
    assert all(40 <= len(text) <= 160 for text in described.values()), described
    assert len(set(described.values())) == len(described)
    previews = [soup.find("meta", property="og:title") for soup in soups().values()]
    assert sum(tag is not None for tag in previews) == len(described)
    addressed = [page for page, soup in soups().items() if soup.find("meta", property="og:url")]
    assert addressed == []  # no address is known that it could begin with


def test_the_machinery_of_a_notebook_is_out_of_sight():
    chapters = [soup for page, soup in soups().items() if re.match(r"book/\d\d-", page)]
    assert len(chapters) > 10
    for soup in chapters:
        first, *others = soup.select("article .cell_input")
        assert first.find_parent("details"), soup.title
        assert "import" in first.get_text()
        open_code = [code.get_text() for code in others if not code.find_parent("details")]
        calls = ("use_book_style", "quiz(", "flash_cards(", "explorables.", "check.answer(")
        assert [code for code in open_code if any(call in code for call in calls)] == []
        said = [verdict.get_text() for verdict in soup.select(".bce-check")]
        assert said, soup.title  # what the solutions say stays
        assert not any("Not yet" in words for words in said)


def test_a_function_that_draws_has_a_picture_with_words_and_a_link_to_its_figure():
    page = soups()["book/api-figures.html"]
    entries = [one for one in page.select("dl.py") if ".plots." in one.dt["id"]]
    assert len(entries) > 20
    shown = [entry for entry in entries if entry.select_one("img.thumbnail")]
    assert len(shown) > 0.8 * len(entries)
    for entry in shown:
        picture = entry.select_one("img.thumbnail")
        assert len(picture["alt"]) > 40
        assert (SITE / "book" / picture["src"]).resolve().is_file()
        assert entry.select_one(".thumbnail a").get_text().startswith("Fig. ")
    played = [one for one in page.select("dl.py") if ".explorables." in one.dt["id"]]
    drawn = [one for one in played if one.select_one("img.thumbnail")]
    assert len(drawn) > 0.8 * len(played) > 10
    for entry in drawn:
        picture, link = entry.select_one("img.thumbnail"), entry.select_one(".thumbnail a")
        assert len(picture["alt"]) > 40
        file = (SITE / "book" / picture["src"]).resolve()
        ElementTree.parse(file)
        assert "var(" not in file.read_text(encoding="utf-8")
        target, _, anchor = link["href"].partition("#")
        section = soups()[f"book/{target}"].find(id=anchor)
        section = section if section.name == "section" else section.find_parent("section")
        assert section.select_one(".bce-explorable"), link


BY_PLACE = re.compile(
    r"\b(?:last|left|right|upper|lower|top|bottom|middle|round|square|green|blue|orange)"
    r"(?:-hand)? (?:button|slider|handle|box|field|control|tab)s?\b"
    r"|\b(?:button|slider|handle|box|field|control|tab)s? (?:at|on|to) the \w+",
    re.IGNORECASE,
)


def test_a_control_is_called_by_its_name_and_not_by_its_place():
    named = {
        page: BY_PLACE.findall(" ".join(soup.article.get_text().split()))
        for page, soup in soups().items()
        if soup.article
    }
    assert {page: found for page, found in named.items() if found} == {}
    assert BY_PLACE.findall("Press the last button, or the slider on the left: not Reset.") == [
        "last button",
        "slider on the left",
    ]


def test_a_page_loads_only_files_that_it_uses():
    users = {
        "explorables.js": ".bce-explorable",
        "answer.js": ".bce-answer",
        "map.css": ".book-map",
        "sheet.css": ".sheet",
        "sphinx-design.min.css": ".sd-tab-set",
        "copybutton.js": "article [class^=highlight-]",
        "live.js": "[data-live=start]",
    }
    for page, soup in soups().items():
        links = " ".join(e.get("src") or e["href"] for e in soup.select("script[src], link[href]"))
        for name, markup in users.items():
            assert (name in links) == (soup.select_one(markup) is not None), (page, name)


def test_only_a_site_with_python_has_the_button():
    pages = [page for page, soup in soups().items() if soup.select_one("[data-live]")]
    assert bool(pages) == (SITE / "live").exists()


def test_no_line_begins_with_the_stop_behind_a_formula():
    loose = [
        (page, formula.next_sibling)
        for page, soup in soups().items()
        for formula in soup("math")
        if re.match(r"[.,;:!?)’”]", str(formula.next_sibling or ""))
        and "kept" not in formula.parent.get("class", [])
    ]
    assert loose == []


def test_links_to_a_repository_wait_for_its_address():
    text = " ".join(str(soup.find(class_="byline")) for soup in soups().values())
    assert "Download the notebook" in text
    assert "http" not in text


def test_every_formula_is_drawn_by_the_books_own_font():
    font = TTFont(ASSETS / "fonts" / "math.woff2").getBestCmap()
    # one letter alone is drawn by its italic twin of another plane
    italic = {c for c in map(chr, range(0x3B1, 0x3CA)) if 0x1D6FC + ord(c) - 0x3B1 in font}
    used = set()
    for soup in soups().values():
        for formula in soup("math"):
            formula.annotation.decompose()
            used |= set(formula.get_text())
    lacking = {character for character in used if ord(character) not in font}
    assert {c for c in lacking if c.isprintable()} <= italic, "cut it again: tools/fonts.py"


def test_the_headings_are_drawn_by_the_books_own_font():
    font = TTFont(ASSETS / "fonts" / "headings.woff2").getBestCmap()
    titles = "".join(
        heading.get_text() for soup in soups().values() for heading in soup(["h1", "h2", "h3"])
    )
    assert {c for c in titles if ord(c) not in font and not c.isspace()} == set()


def test_measured_numbers_stand_point_below_point():
    columns = [
        [cell.get_text().removesuffix("\n") for cell in table.select("tbody .text-right")]
        for table in soups()["book/performance.html"]("table")
    ]
    assert len(columns) >= 5
    for column in columns:
        behind = {len(text.split(".")[1]) for text in column if "." in text}
        assert len(behind) == 1, column


def test_the_favicon_is_well_formed():
    assert ElementTree.parse(ASSETS / "favicon.svg").getroot().tag.endswith("svg")
