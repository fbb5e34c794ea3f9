"""The kit for teachers: sheets that hold no answer, and slides that fit their frame."""

import itertools

import pytest
from bs4 import BeautifulSoup

import chapters
import kit_sheets
import kit_slides
from bce_tutorial import questions
from bce_tutorial.look.folding import typeset

BANKS = [questions.load(slug) for slug in questions.chapters()]
FRAME = {"width": 1280, "height": 720}

pytestmark = pytest.mark.usefixtures("chromium")  # which knows whether the book is built


def said(html):
    return " ".join(BeautifulSoup(html, "html.parser").get_text(" ").split())


def exercises(bank):
    headings = kit_sheets.page(bank.stem).select("#exercises > section > h3")
    return [said(str(heading)).removesuffix(" #") for heading in headings]


@pytest.mark.parametrize("bank", BANKS, ids=lambda bank: bank.stem)
def test_a_worksheet_asks_all_and_its_key_alone_answers(bank):
    sheet, key = said(kit_sheets.worksheet(bank)), said(kit_sheets.worksheet(bank, key=True))
    for entry in bank.questions:
        stem = said(typeset(entry.stem))
        assert stem in sheet
        assert stem in key
        reasons = [said(typeset(option.why)) for option in entry.options]
        assert not [reason for reason in reasons if reason in sheet]
        assert not [reason for reason in reasons if reason not in key]
    assert "Right." not in sheet
    assert key.count("Right.") >= len(bank.questions)
    cells = chapters.read(chapters.BOOK / f"{bank.stem}.ipynb")["cells"]
    practice = itertools.dropwhile(lambda cell: "## Exercises" not in chapters.source(cell), cells)
    for cell in practice:
        if "hide-cell" in cell["metadata"].get("tags", []):
            code = "".join(chapters.source(cell).split())
            assert code in "".join(key.split())
            assert code not in "".join(sheet.split())
    for exercise in exercises(bank):
        assert exercise in sheet
        assert exercise in key


def test_a_handout_stands_alone():
    bank = questions.load("log-penalty")
    html = kit_sheets.handout(bank.stem, solutions=False)
    article = BeautifulSoup(html, "html.parser").article
    here = {element["id"] for element in article.select("[id]")}
    for link in article.select("a[href]:not(svg *)"):
        assert ":" in link["href"] or link["href"][1:] in here, link
    assert "(chapter 5)" in article.get_text()
    assert article.find("h2", string="References")
    assert kit_sheets.LICENCE in html
    assert "--paper:" in html  # what the figures are drawn with
    solved = kit_sheets.handout(bank.stem, solutions=True)
    assert said(solved).count("Show the solution in code") == 2
    assert "Show the solution" not in said(html)


def test_the_objectives_name_every_section_question_and_exercise_once(tmp_path):
    path = tmp_path / "objectives.csv"
    kit_sheets.write_objectives(BANKS, path)
    table = path.read_text(encoding="utf-8-sig")
    rows = list(kit_sheets.csv.DictReader(table.splitlines()))
    starts = [n for n, row in enumerate(rows) if row["Title"]] + [len(rows)]
    for bank, (start, stop) in zip(BANKS, itertools.pairwise(starts), strict=True):
        part = rows[start:stop]
        assert part[0]["Title"] == bank.title
        numbers = ", ".join(row["Questions"] for row in part if row["Questions"]).split(", ")
        assert sorted(map(int, numbers)) == list(range(1, len(bank.questions) + 1))
        if bank.number is not None:
            assert part[0]["Objectives"]
            named = " | ".join(filter(None, (row["Exercises"] for row in part))).split(" | ")
            assert named == exercises(bank)


@pytest.mark.parametrize("bank", BANKS, ids=lambda bank: bank.stem)
def test_slides_show_the_figures_and_fit_their_frame(bank, page, tmp_path):
    path = tmp_path / "slides.html"
    path.write_text(kit_slides.deck(bank), encoding="utf-8")
    requests = []
    page.on("request", lambda request: requests.append(request.url))
    page.set_viewport_size(FRAME)
    page.goto(path.as_uri())
    page.wait_for_function("window.Reveal && Reveal.isReady()")
    assert requests == [path.as_uri()]
    sizes = page.evaluate(
        "[...document.querySelectorAll('.slides > section')].map((slide, number) => {"
        "Reveal.slide(number); return [slide.scrollWidth, slide.scrollHeight]; })"
    )
    assert [size for size in sizes if size[0] > FRAME["width"] or size[1] > FRAME["height"]] == []
    pages = BeautifulSoup(kit_sheets.page(bank.stem).decode(), "html.parser")
    figures = [f for f in pages.select("article figure") if f.svg and f.select_one("strong")]
    asked = 2 * len(bank.questions)
    assert len(sizes) >= asked + len(figures) + 2
