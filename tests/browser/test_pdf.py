"""The book on paper: what it holds, how long it is, how one finds one's way in it."""

import re
import unicodedata

import pytest
from bs4 import BeautifulSoup
from pypdf import PdfReader

import dist
import pdf
from built_site import SITE, missing

pytestmark = pytest.mark.xdist_group("pdf")  # which one worker prints

MOST_PAGES, MOST_BYTES = 250, 8_000_000
CHAPTER = "5. Average the penalties: binary cross-entropy"


@pytest.fixture(scope="module")
def book(chromium):
    """Print it once: `chromium` says whether that is possible here."""
    pdf.main()
    return PdfReader(pdf.BUILD / pdf.NAME)


@pytest.fixture(scope="module")
def pages():
    """The pages that stand in it, in their order, as the site has them."""
    if not (SITE / "book" / "index.html").exists():
        missing("the book is not built: make book")
    names = [name for part in pdf.reading_order(SITE).values() for name in part]
    return {name: BeautifulSoup((SITE / name).read_bytes(), "html.parser") for name in names}


@pytest.fixture(scope="module")
def starts(book):
    """The title of each first heading of the outline, and the index of its page."""
    entries = [entry for entry in book.outline if not isinstance(entry, list)]
    return {
        " ".join(entry.title.split()): book.get_destination_page_number(entry) for entry in entries
    }


@pytest.fixture(scope="module")
def texts(book):
    """The words of each page, in which letters may be joined, such as those of "fit"."""
    words = [" ".join(page.extract_text().split()) for page in book.pages]
    return [unicodedata.normalize("NFKC", text) for text in words]


def test_it_is_a_book_that_one_can_print_and_send(book, texts):
    assert len(book.pages) <= MOST_PAGES
    assert (pdf.BUILD / pdf.NAME).stat().st_size <= MOST_BYTES
    first = texts[0]
    assert f"Version {dist.PROJECT['version']}" in first
    assert dist.PROJECT["authors"][0]["name"] in first


def test_its_outline_holds_every_chapter_in_order(starts, pages):
    titles = [pdf.heading(page) for page in pages.values()]
    assert CHAPTER in titles
    assert list(starts) == ["Contents", *titles, pdf.ANSWERS_TITLE]
    assert list(starts.values()) == sorted(set(starts.values()))


def test_the_reference_to_the_package_is_left_to_the_site(starts, pages):
    every = {path.stem for path in (SITE / "book").glob("*.html")}
    assert {name.removeprefix("book/").removesuffix(".html") for name in pages} == (
        every - pdf.LEFT_TO_THE_SITE
    )
    assert "The package" not in starts


def test_the_contents_name_the_page_of_every_chapter(texts, starts):
    lines = texts[starts["Contents"]] + " "
    for title, start in starts.items():
        if title != "Contents":
            assert re.search(rf"{re.escape(title)} ?{start + 1} ", lines), title


def test_every_page_says_its_chapter_and_its_number(texts, starts):
    ends = [*list(starts.values())[1:], len(texts)]
    sheet = starts["Cheat sheet"]
    for (title, start), end in zip(starts.items(), ends, strict=True):
        for number in range(start, end):
            if title != "Contents" and number != sheet:
                shown = texts[number]
                heads = (shown[: len(title) + 12], shown[-len(title) - 12 :])
                assert any(title in head and str(number + 1) in head for head in heads), number + 1


def test_the_cheat_sheet_is_one_sheet(starts):
    following = list(starts)[list(starts).index("Cheat sheet") + 1]
    assert starts[following] - starts["Cheat sheet"] == 1


def test_answers_and_solutions_stand_at_the_end(texts, starts, pages):
    end = starts[pdf.ANSWERS_TITLE]
    chapters = " ".join(texts[:end])
    answers = " ".join(texts[end:])
    quiz = pages["book/05-binary-cross-entropy.html"].select_one(".bce-quiz")
    question = quiz.select_one("ol > li > p").get_text()
    assert question in chapters
    reason = "The model is asked for a probability, not for a label."
    assert reason in quiz.get_text()
    assert reason in answers
    assert reason not in chapters
    assert chapters.count("Answers: page ") == answers.count("Check yourself") > 15
    for page in re.findall(r"(?:Answers|Solution): page (\d+)", chapters):
        assert end < int(page) <= len(texts)


def test_its_links_stay_inside_and_it_is_tagged(book):
    assert book.root_object["/MarkInfo"]["/Marked"]
    assert book.root_object["/Lang"] == "en"
    notes = [link.get_object() for page in book.pages for link in page.get("/Annots", []) or []]
    targets = {str(link.get("/Dest")) for link in notes} - {"None"}
    assert len(targets) > 200
    assert {target for target in targets if target not in book.named_destinations} == set()
    assert "file:" not in str([link.get("/A") for link in notes])
