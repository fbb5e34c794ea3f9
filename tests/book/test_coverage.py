"""Nothing of the four sources is left out, and every place that the map names is there."""

import copy
from types import SimpleNamespace

import pytest

import check_coverage
from bce_tutorial import mistakes
from verdict import expect_none

ITEMS = [
    {"source": "a", "kind": "section", "what": "One", "labels": ["sec-a"], "corrected": [3, 5]},
    {"source": "a", "kind": "section", "what": "Two", "labels": ["sec-a", "sec-b"]},
    {"source": "a", "kind": "card", "what": "Three", "card": "card-a"},
    {"source": "b", "kind": "quiz", "what": "Four", "question": "why-a"},
]
CONTENTS = {("a", "section"): 2, ("a", "card"): 1, ("b", "quiz"): 1}
PLACES = {"sec-a": "05", "sec-b": "06"}
MISTAKES = [SimpleNamespace(source="a", number=number) for number in (3, 5)]
CORRECTED = SimpleNamespace(source="elsewhere", number=6)


def found(items=ITEMS, places=PLACES, cards=("card-a",), stems=("why-a",)):
    """Return the problems of a small map, which has none."""
    given = [*MISTAKES, CORRECTED]
    return list(check_coverage.problems(items, places, cards, stems, given, CONTENTS))


def test_the_book_covers_every_item_of_its_sources():
    cards, stems = check_coverage.bank()
    expect_none(
        check_coverage.problems(
            check_coverage.items(), check_coverage.places(), cards, stems, mistakes.load()
        )
    )


def test_flash_cards_and_quizzes_of_the_sources_have_one_of_ours_each():
    items = check_coverage.items()
    assert len({item["card"] for item in items if "card" in item}) == 7
    assert len({item["question"] for item in items if "question" in item}) == 7


def test_a_complete_map_has_no_problem():
    assert found() == []


def test_a_label_that_is_renamed_is_missed():
    assert found(places={"sec-a": "05", "sec-new": "06"}) == ["a section 'Two': no label sec-b"]
    assert len(found(places={"sec-b": "06"})) == 2


def test_a_card_or_a_question_that_is_removed_is_missed():
    assert found(cards=()) == ["a card 'Three': no card card-a"]
    assert found(stems=()) == ["b quiz 'Four': no question why-a"]


def test_an_item_that_is_removed_is_missed():
    for position, item in enumerate(ITEMS):
        problems = found(items=ITEMS[:position] + ITEMS[position + 1 :])
        assert problems[0].startswith(f"{item['source']} {item['kind']}: ")
        assert len(problems) == 1 + len(item.get("corrected", []))


def test_a_doubled_item_is_found():
    assert found(items=[*ITEMS, ITEMS[1]]) == [
        "a section: 3 items, the source has 2",
        "a section Two: is there twice",
    ]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"lables": ["sec-a"]}, "unknown lables"),
        ({"labels": ["sec-a", "sec-a"]}, "names a label twice"),
        ({"card": "card-a"}, "a card must lead to a card"),
        ({"question": "why-a"}, "a quiz must lead to a question"),
        ({"corrected": [3, 5, 6]}, "mistake 6 is named 1 times"),
        ({"corrected": [5]}, "mistake 3 is named 0 times"),
    ],
)
def test_a_wrong_entry_is_found(change, expected):
    items = copy.deepcopy(ITEMS)
    items[0].update(change)
    (problem,) = found(items=items)
    assert expected in problem


def test_an_item_that_leads_nowhere_is_found():
    items = copy.deepcopy(ITEMS)
    del items[0]["labels"]
    assert found(items=items) == ["a section 'One': leads nowhere"]
