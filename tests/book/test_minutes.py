"""The minutes of a chapter follow from its words, its cells and its bank."""

import pytest

import chapters
import minutes
from bce_tutorial import questions
from verdict import expect_none


def markdown(text):
    return {"cell_type": "markdown", "source": [text]}


def code(text):
    return {"cell_type": "code", "source": [text]}


def notebook(*cells):
    return {"cells": list(cells)}


LINE = markdown("# A title\n\n" + "word " * 396 + "\n\n| a | b |")  # 400 words


def test_200_words_or_3_cells_are_a_minute():
    assert minutes.reading(notebook(LINE)) == 2
    assert minutes.reading(notebook(LINE, *[code("1")] * 6)) == 4


@pytest.mark.parametrize("heading", ["## Exercises\n\nOne.", "(sec-try)=\n## Exercises\n\nOne."])
def test_the_main_line_ends_at_the_exercises(heading):
    after = markdown("word " * 1000), code("1")
    assert minutes.reading(notebook(LINE, markdown(heading), *after)) == 2
    assert minutes.reading(notebook(LINE, markdown("### Exercises for later"), *after)) > 7


def test_practice_counts_exercises_questions_and_cards():
    bank = questions.load("log-penalty")
    asked = len(bank.questions) + len(bank.cards) / 3
    boxes = notebook(code('check.answer("find-base")'), code("check.find_base(1)"))
    assert minutes.practice(notebook(), "log-penalty") == pytest.approx(asked)
    assert minutes.practice(boxes, "log-penalty") == pytest.approx(asked + 5)
    assert minutes.practice(boxes, "no-such-bank") == 0


def test_every_chapter_takes_minutes():
    for path in chapters.chapter_paths():
        assert all(5 < time < 40 for time in minutes.of_chapter(path)), path.stem


@pytest.mark.parametrize("path", chapters.notebook_paths(), ids=lambda path: path.stem)
def test_the_main_line_of_a_chapter_is_short(path):
    expect_none(minutes.problems(chapters.read(path), chapters.slug_of(path.stem)))


def test_a_long_main_line_is_told():
    long = notebook(markdown("word " * 3001))
    assert list(minutes.problems(long, "log-penalty")) == [
        "log-penalty takes 15.0 minutes before its exercises, allowed are 15"
    ]
    assert not list(minutes.problems(long, "frameworks"))
