"""The entries are complete, each has its test and its card, and the cards work by themselves."""

import ast
import inspect
import pathlib
import re
import string
import tomllib
import xml.etree.ElementTree as ET
from collections import Counter

import pytest

import bce_tutorial.mistakes as bank
import chapters
import check_structure
import claims
import facts
import fingerprint
from bce_tutorial import spot_the_mistake
from verdict import expect_none

MISTAKES = bank.load()
FOLDER = pathlib.Path(__file__).parent
CHAPTER = chapters.BOOK / "17-spot-the-mistake.ipynb"
WORDS = {"Wrong", "Too strong", "Imprecise", "Incomplete", "Lost in this copy"}
SENTENCES = tomllib.loads((FOLDER / "sentences.toml").read_text("utf-8"))
each = pytest.mark.parametrize("entry", MISTAKES, ids=lambda entry: entry.id)


def fields(template):
    """Return the names in a template."""
    return [name for _, name, _, _ in string.Formatter().parse(template) if name is not None]


def computation(entry):
    """Return the function that an entry names."""
    module = __import__(f"bce_tutorial.mistakes.{entry.kind}", fromlist=[entry.shown_by])
    return getattr(module, entry.shown_by)


def typed(entry):
    """Return the numbers of a verdict that are typed and neither quoted nor given to its function.

    A probability that was given stands for its complement too, and a row for its values.
    """
    text = re.sub(r"\{[^}]*\}", " ", f"{entry.true} {entry.verdict} {entry.computed}")
    given = claims.constants(inspect.getsource(computation(entry)), entry.shown_by)
    given += [claims.given(round(1 - float(f.number.value), 9), f.where) for f in given]
    given = [fact._replace(exact=False) for fact in given]
    given += [claims.Fact(number, False, "said") for number in claims.numbers(entry.said)]
    given += facts.named_rows(text)
    return [str(claim.number) for claim in claims.unproved(claims.claims(text), given)]


def test_there_are_28_of_four_articles_and_four_of_other_material():
    assert [entry.number for entry in MISTAKES] == list(range(1, 33))
    assert Counter(entry.source for entry in MISTAKES) == dict(
        zip(bank.SOURCES, (16, 3, 4, 5, 4), strict=True)
    )
    assert {entry.kind for entry in MISTAKES} == set(bank.KINDS)
    for name in ("id", "said", "true", "verdict", "shown_by", "test"):
        assert len({getattr(entry, name) for entry in MISTAKES}) == 32, name


@each
def test_entry_is_complete_and_short(entry):
    assert entry.word in WORDS
    assert all(field.strip() == field for field in entry[1:])
    assert "…" not in entry.said  # what is left out can change the sense
    assert len(entry.said.split()) <= 40
    assert (entry.cited != "") == (entry.source == "elsewhere")
    assert entry.true.endswith(".")
    assert entry.verdict.endswith((".", ".)"))
    assert entry.computed.endswith(".")
    assert not entry.where.endswith(".")
    assert entry.test.startswith(f"test_{entry.number:02}_")


def stands_in(said, source):
    """Whether the sentences of a quotation are those of its source, whole and in its order."""
    wanted, found = fingerprint.fingerprints(said), SENTENCES[source]
    starts = [i for i, one in enumerate(found) if one == wanted[0]]
    return any(found[i : i + len(wanted)] == wanted for i in starts)


@each
def test_quotation_stands_in_its_source_in_whole_sentences(entry):
    if entry.source != "elsewhere":
        assert stands_in(entry.said, entry.source), f"{entry.source} does not say: {entry.said}"


def test_sentences_end_at_marks_and_lines_and_forget_layout():
    text = "- The loss is `0`.  Here\tis why:\n\n1. $x = 1$? Yes"
    assert fingerprint.sentences(text) == ["The loss is 0.", "Here is why:", "x = 1?", "Yes"]


@pytest.mark.parametrize("number", [1, 12, 24])
def test_a_quotation_with_a_changed_a_missing_or_a_moved_word_is_found(number):
    entry = MISTAKES[number - 1]
    words = entry.said.split(" ")
    for said in (
        entry.said.replace("e", "a", 1),
        " ".join(words[1:]),
        " ".join(words[:-1]),
        " ".join(words[::-1]),
    ):
        assert not stands_in(said, entry.source)
    assert not stands_in(entry.said, "productteams")


@each
def test_entry_keeps_to_the_words_of_the_book(entry):
    text = re.sub(r"`[^`]+`", "", f"{entry.true} {entry.verdict} {entry.computed} {entry.where}")
    words = re.findall(rf"\b(?:{check_structure.BANNED})\b", text, flags=re.IGNORECASE)
    marks = re.findall(r"[—$`]|<[a-z/]|\*\*", text)
    expect_none(f"mistakes.toml {entry.id}: says {found!r}" for found in [*words, *marks])


@each
def test_every_number_is_computed_and_every_computed_number_is_shown(entry):
    assert set(fields(entry.computed)) == set(entry.numbers())
    expect_none(
        f"mistakes.toml {entry.id}: {number} is typed, and {entry.shown_by}() is not given it. "
        "Compute it there, and write {name} in its place"
        for number in typed(entry)
    )


def test_a_typed_number_is_found():
    entry = MISTAKES[0]._replace(computed="The mean is 0.4937, not {mean:.4f} or {bans:.4f}.")
    assert typed(entry) == ["0.4937"]


def test_numbers_are_written_as_in_the_book():
    entry = MISTAKES[6]._replace(computed="{one:.1%}, {zero}, {one:.1f}")
    assert entry.sentence() == "0.0 %, −∞, 0.0"


@each
def test_entry_leads_to_the_section_that_teaches_it(entry):
    path = chapters.BOOK / f"{entry.chapter}.ipynb"
    assert f"({entry.section})=" in chapters.markdown(chapters.read(path)).splitlines()


def test_every_entry_has_one_test_and_no_test_is_left_over():
    found = {
        node.name: path.stem
        for path in FOLDER.glob("test_*.py")
        if path.name != pathlib.Path(__file__).name
        for node in ast.parse(path.read_text("utf-8")).body
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
    }
    assert found == {entry.test: f"test_{entry.kind}" for entry in MISTAKES}


def test_every_entry_has_one_card_in_the_chapter_and_no_card_is_left_over():
    """Another process has made these cards: they do not depend on its hashes."""
    stored = [
        html
        for cell in chapters.code_cells(chapters.read(CHAPTER))
        for html in chapters.outputs(cell, "text/html")
        if 'id="mistake-' in html
    ]
    assert stored == [spot_the_mistake(kind=kind)._repr_html_() for kind in bank.KINDS]
    ids = re.findall(r'id="mistake-(\d+)"', "".join(stored))
    assert sorted(map(int, ids)) == [entry.number for entry in MISTAKES]


def cards(shown):
    """Return the list items of some cards."""
    return list(ET.fromstring(shown._repr_html_()).find("ol"))


def test_cards_show_what_is_said_and_fold_the_verdict():
    shown = cards(spot_the_mistake())
    assert len(shown) == 32
    for place, (entry, item) in enumerate(zip(MISTAKES, shown, strict=True), start=1):
        said, origin, fold = item
        assert item.attrib == {"id": f"mistake-{entry.number}"}
        text = entry.said.replace("`", "")
        assert "".join(said.itertext()) == (text if entry.source == "elsewhere" else f"“{text}”")
        (cited,) = (cite.text for cite in origin.iter("cite"))
        assert cited == (entry.cited or entry.source)
        assert "".join(origin.itertext()).endswith(f"{entry.where}.")
        assert fold.tag == "details"
        assert fold.attrib == {}  # closed
        summary, kept, verdict, numbers, link = fold
        assert summary.text == f"Verdict on {place}"
        assert "".join(kept.itertext()) == f"What is true. {entry.true}"
        assert "".join(verdict.itertext()) == f"{entry.word}. {entry.verdict}"
        assert "".join(numbers.itertext()) == f"Computed. {entry.sentence()}"
        assert link.find("a").attrib == {"href": f"{entry.chapter}.ipynb#{entry.section}"}
        assert link.find("a").text == f"chapter {int(entry.chapter[:2])}"


def test_html_needs_neither_script_nor_stylesheet_and_is_named():
    shown = spot_the_mistake("saxena2024", kind="edge")
    tree = ET.fromstring(shown._repr_html_())
    assert tree.attrib == {
        "class": "bce-quiz",
        "role": "group",
        "aria-label": "Spot the mistake: 3 cards (edge)",
    }
    assert tree.find("p").text.startswith("Say what is true")
    assert ET.fromstring(spot_the_mistake()._repr_html_()).find("p").text.startswith("Say what")
    allowed = {"div", "p", "ol", "li", "details", "summary", "a", "b", "br", "code", "cite"}
    allowed |= {"sub", "var"}
    assert {element.tag for element in tree.iter()} <= allowed


@pytest.mark.parametrize(
    ("chosen", "text", "numbers"),
    [
        ({"source": "bcepost"}, "Spot the mistake: 3 cards", [17, 18, 19]),
        ({"source": "elsewhere", "kind": "edge"}, "Spot the mistake: 1 card (edge)", [32]),
        ({"kind": "edge"}, "Spot the mistake: 6 cards (edge)", [5, 7, 10, 26, 28, 32]),
    ],
)
def test_cards_of_one_source_or_kind(chosen, text, numbers):
    shown = spot_the_mistake(**chosen)
    assert repr(shown) == text
    assert [item.attrib["id"] for item in cards(shown)] == [f"mistake-{n}" for n in numbers]


@pytest.mark.parametrize(
    ("chosen", "message"),
    [
        ({"source": "S1"}, "expected source to be one of saxena2024, .*, got 'S1'"),
        ({"kind": "typo"}, "expected kind to be one of number, .*, got 'typo'"),
        (
            {"source": "bcepost", "kind": "edge"},
            "expected a kind that occurs in bcepost, got 'edge'",
        ),
    ],
)
def test_what_does_not_exist_is_refused_by_name(chosen, message):
    with pytest.raises(ValueError, match=f"^{message}$"):
        spot_the_mistake(**chosen)
