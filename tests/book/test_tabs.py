"""Cells that follow a name in bold stand in tabs on the site."""

import pathlib
import sys

import pytest
from docutils import nodes

EXTENSIONS = pathlib.Path(__file__).resolve().parents[2] / "book" / "_ext"


@pytest.fixture
def book_tabs(monkeypatch):
    monkeypatch.syspath_prepend(EXTENSIONS)
    import book_tabs

    yield book_tabs
    sys.modules.pop("book_tabs")


def name(text):
    return nodes.paragraph("", "", nodes.Text(""), nodes.strong(text, text), nodes.Text(""))


def cell(text):
    return nodes.container("", nodes.literal_block(text, text), nb_element="cell_code")


def words(*texts):
    return nodes.paragraph("", "", *map(nodes.Text, texts))


def test_pairs_become_tabs_in_their_order_and_the_rest_stays(book_tabs):
    before, after = words("Now"), words("How exactly?")
    section = nodes.section("", before, name("A"), cell("a"), name("B"), cell("b"), after)
    book_tabs.put_into_tabs(section)
    first, opening, tabs, closing, last = section.children
    assert (first, last) == (before, after)
    assert tabs["design_component"] == "tab-set"
    assert "radiogroup" in opening.astext()
    assert closing.astext() == "</div>"
    said = [[part.astext() for part in item.children] for item in tabs.children]
    assert said == [["A", "a"], ["B", "b"]]


def test_two_runs_become_two_sets(book_tabs):
    pairs = [name("A"), cell("a"), name("B"), cell("b")]
    section = nodes.section("", *pairs, words("between"), *(node.deepcopy() for node in pairs))
    book_tabs.put_into_tabs(section)
    sets = [node for node in section.children if isinstance(node, nodes.container)]
    assert [len(node.children) for node in sets] == [2, 2]
    assert section.index(sets[1]) - section.index(sets[0]) == 4  # the text between stays there


@pytest.mark.parametrize(
    "children",
    [
        [],
        [name("A"), cell("a")],
        [name("A"), cell("a"), words("B"), cell("b")],
        [name("A"), cell("a"), nodes.paragraph("", "", nodes.Text("see "), *name("B").children)],
        [name("A"), cell("a"), name("B"), words("b")],
        [cell("a"), cell("b"), cell("c"), cell("d")],
    ],
    ids=["nothing", "one", "no bold", "bold in a sentence", "no cell", "no name"],
)
def test_what_is_no_run_stays_as_it_is(book_tabs, children):
    section = nodes.section("", *children)
    kept = section.pformat()
    book_tabs.put_into_tabs(section)
    assert section.pformat() == kept


def test_the_chapter_on_frameworks_has_a_tab_for_each_framework():
    import chapters

    notebook = chapters.read(chapters.BOOK / "14-frameworks.ipynb")
    named = [chapters.source(c) for c in notebook["cells"] if c["id"].startswith("tab-")]
    assert named == [
        "**scikit-learn**",
        "**PyTorch**",
        "**Keras**",
        "**TensorFlow**",
        "**JAX with optax**",
        "**XGBoost**",
        "**LightGBM**",
        "**CatBoost**",
    ]
