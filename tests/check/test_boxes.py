"""Answer boxes: what the page holds, and what it does not."""

import json
import re
from html import unescape

import pytest

from bce_tutorial import check
from bce_tutorial.check._boxes import Choice, Number, boxes, digest, written

NAMES = sorted(boxes())


def data(name):
    html = check.answer(name)._repr_html_()
    return json.loads(unescape(re.search(r'data-answer="(.*?)"', html)[1]))


def test_there_is_one_box_or_checker_under_each_name():
    checkers = {name.replace("_", "-") for name in check.__all__ if name != "answer"}
    assert set(NAMES) <= checkers
    assert len(NAMES) >= 10


def test_an_unknown_exercise_is_named():
    with pytest.raises(ValueError, match=r"expected exercise to be one of .*repair-where.*got 'x'"):
        check.answer("x")


@pytest.mark.parametrize("name", NAMES)
def test_the_page_holds_no_answer_in_the_clear(name):
    task, html = boxes()[name], check.answer(name)._repr_html_()
    told, known = task.sentences()
    if isinstance(task, Number):
        right = written(task.target.answer, task.digits)
        assert known[right] == 0
        sentences = " ".join([task.question, task.hint, *told[1:]])
        numbers = re.findall(r"-?\d*\.?\d+", sentences.replace("−", "-"))
        assert right not in numbers
    assert data(name)["told"][0] != ""
    assert set(data(name)["known"]) == {digest(name, text) for text in known}
    assert set(data(name)["known"].values()) == set(range(len(told)))
    assert check.answer(name)._repr_html_() == html


@pytest.mark.parametrize("name", NAMES)
def test_sentences_follow_a_colon(name):
    task = boxes()[name]
    for sentence in [*task.sentences()[0], task.hint]:
        assert sentence.endswith((".", "?")), sentence
        assert not re.match("[A-Z][a-z]", sentence) or isinstance(task, Choice), sentence


@pytest.mark.parametrize("name", [n for n in NAMES if isinstance(boxes()[n], Choice)])
def test_one_option_is_right_and_no_longer_than_the_others(name):
    options = boxes()[name].options
    lengths = [len(option.text) for option in options]
    assert len({option.text for option in options}) == len(lengths) >= 3
    (right,) = (option for option in options if option.right)
    assert len(right.text) <= 1.5 * sorted(lengths)[len(lengths) // 2]


def test_neighbours_in_the_last_digit_are_accepted_unless_they_mean_something_else():
    _, known = boxes()["ninth-prediction"].sentences()
    assert [known[text] for text in ("0.3897", "0.3896", "0.3898")] == [0, 0, 0]
    _, known = boxes()["best-forecast"].sentences()
    assert set(known) == {"1.00", "0.60", "0.00", "0.50", "0.40"}


def test_hashes_depend_on_the_exercise_and_do_not_collide():
    texts = [written(k / 10_000, 4) for k in range(30_000)]
    assert len({digest("two-nats", text) for text in texts}) == len(texts)
    assert digest("two-nats", "0.1353") != digest("find-base", "0.1353")


def test_box_reads_as_a_line_of_text_and_works_without_a_script():
    box = check.answer("two-nats")
    assert repr(box) == "Answer box: Which probability of what happened costs exactly 2 nats?"
    html = box._repr_html_()
    assert "unfold the solution" in html
    assert ' id="' not in html
