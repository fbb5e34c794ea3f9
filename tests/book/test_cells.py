"""What is machinery is folded or left out on the site, and what is content stays."""

import pathlib
import sys

import pytest
from docutils import nodes

EXTENSIONS = pathlib.Path(__file__).resolve().parents[2] / "book" / "_ext"
QUIZ = '<div class="bce-quiz" role="group">Questions</div>'
UNTRIED = '<p class="bce-check" role="status"><strong>Not yet:</strong> put your code here.</p>'
RIGHT = '<p class="bce-check" role="status"><strong>Right:</strong> that is it.</p>'


@pytest.fixture
def book_cells(monkeypatch):
    monkeypatch.syspath_prepend(EXTENSIONS)
    import book_cells

    yield book_cells
    sys.modules.pop("book_cells")


def part(kind, *children):
    return nodes.container("", *children, nb_element=kind)


def cell(code, *shown):
    """Return a cell as the build has it: texts are printed, what begins with "<" is HTML."""
    results = [
        nodes.raw("", text, format="html") if text[0] == "<" else nodes.literal_block(text, text)
        for text in shown
    ]
    source = part("cell_code_source", nodes.literal_block(code, code))
    return part("cell_code", source, *([part("cell_code_output", *results)] if results else []))


def site(book_cells, *cells):
    """Return the cells as the site shows them."""
    page = nodes.section("", *cells)
    plumbing = object.__new__(book_cells.Plumbing)
    plumbing.document = page
    plumbing.run()
    return [(one.get("hide_mode"), one.astext().split("\n\n")) for one in page.children]


SET_UP = "import numpy as np\nfrom bce_tutorial import plots\n\nplots.use_book_style()"


@pytest.mark.parametrize(
    ("cells", "folded"),
    [
        ([cell("x = 1"), cell("y = 2"), cell("print(x)", "1")], [True, False, False]),
        ([cell("print(1)", "1"), cell("x = 1")], [False, False]),
        ([cell("import os"), cell(SET_UP), cell("x = 1")], [True, True, False]),
        ([cell("import os"), cell(f"{SET_UP}\nprint(1)", "1")], [True, True]),
        (
            [cell("x = 1"), cell("import os\nfrom os import path"), cell("import os; 1", "1")],
            [1, 1, 0],
        ),
    ],
)
def test_set_up_is_folded_and_what_computes_is_not(book_cells, cells, folded):
    assert [hidden == "input" for hidden, _ in site(book_cells, *cells)] == folded


def test_a_call_of_a_widget_is_left_out_and_what_it_shows_stays(book_cells):
    code = 'from bce_tutorial import quiz\n\nquiz("log-penalty")'
    assert site(book_cells, cell(code, QUIZ)) == [(None, [QUIZ])]


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        ("x = 2\nquiz(x)", [QUIZ]),  # more than the call
        ('quiz("log-penalty")', ["printed", QUIZ]),
        ('quiz("log-penalty")', [RIGHT]),  # no widget
        ("score(path)", ['<div class="bce-report">0.4937</div>']),  # a result of the code
        ("", [QUIZ]),
    ],
)
def test_what_does_more_keeps_its_code(book_cells, code, shown):
    assert site(book_cells, cell("x = 1"), cell(code, *shown))[1][1][0] == code


def test_not_yet_is_left_out_and_a_result_beside_it_stays(book_cells):
    code = "answer = ...\nprint(1)\ncheck.one(answer)"
    both, alone, right = (cell(code, *shown) for shown in (["1", UNTRIED], [UNTRIED], [RIGHT]))
    seen = site(book_cells, cell("x = 1"), both, alone, right)[1:]
    assert [said for _, said in seen] == [[code, "1"], [code], [code, RIGHT]]
