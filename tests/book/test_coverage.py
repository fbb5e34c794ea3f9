"""Nothing of the four sources is left out, and every place that the map names is there."""

import copy

import pytest

import check_coverage
from bce_tutorial import mistakes

ITEMS = check_coverage.items()
PLACES = check_coverage.places()
CARDS, STEMS = check_coverage.bank()


def found(items=ITEMS, places=PLACES, cards=CARDS, stems=STEMS):
    return list(check_coverage.problems(items, places, cards, stems, mistakes.load()))


def test_the_book_covers_every_item_of_its_sources():
    assert found() == []


def test_flash_cards_and_quizzes_of_the_sources_have_one_of_ours_each():
    assert len({item["card"] for item in ITEMS if "card" in item}) == 7
    assert len({item["question"] for item in ITEMS if "question" in item}) == 7


def test_a_label_that_is_renamed_is_missed():
    named = {label for item in ITEMS for label in item.get("labels", [])}
    assert len(named) > 50
    for label in named:
        renamed = {f"{name}-new" if name == label else name: page for name, page in PLACES.items()}
        problems = found(places=renamed)
        assert len(problems) == sum(label in item.get("labels", []) for item in ITEMS)
        assert all(problem.endswith(f"no label {label}") for problem in problems)


def test_a_card_or_a_question_that_is_removed_is_missed():
    fewer = {name: card for name, card in CARDS.items() if name != "card-the-formula"}
    (problem,) = found(cards=fewer)
    assert problem.endswith("no card card-the-formula")
    fewer = {name: stem for name, stem in STEMS.items() if name != "how-determined"}
    (problem,) = found(stems=fewer)
    assert problem.endswith("no question how-determined")


def test_an_item_that_is_removed_is_missed():
    for position, item in enumerate(ITEMS):
        problems = found(items=ITEMS[:position] + ITEMS[position + 1 :])
        lost = f"{item['source']} {item['kind']}: "
        assert [problem for problem in problems if problem.startswith(lost)] == problems[:1]
        assert len(problems) == 1 + len(item.get("corrected", []))


def test_a_doubled_item_is_found():
    assert any(problem.endswith("is there twice") for problem in found(items=[*ITEMS, ITEMS[3]]))


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"lables": ["sec-index"]}, "unknown lables"),
        ({"labels": ["sec-index", "sec-index"]}, "names a label twice"),
        ({"card": "card-the-formula"}, "a card must lead to a card"),
        ({"question": "how-determined"}, "a quiz must lead to a question"),
        ({"corrected": [3, 20]}, "mistake 20 is named 1 times"),
        ({"corrected": []}, "mistake 3 is named 0 times"),
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
    (problem,) = found(items=items)
    assert problem.endswith("leads nowhere")
