"""How long a chapter takes, computed from its notebook and never typed.

The main line is everything before the exercises: a minute for 200 words, which is slow reading, and
a minute for three code cells. What follows is practice: five minutes for an exercise, one for a
question with its explanations, a third for a card. A notebook without a question bank, which stands
in the reference, has no practice.
"""

import re

import chapters
from bce_tutorial import questions

WORDS, CELLS = 200, 3  # in a minute
LIMIT, LONGER = 15, {"frameworks": 18, "debugging": 18}  # minutes of a main line
EXERCISE, QUESTION, CARD = 5, 1, 1 / 3  # minutes
WORD = re.compile(r"\S*\w\S*")  # and not the stroke of a table or a list
EXERCISES = re.compile(r"^## Exercises$", re.MULTILINE)


def reading(notebook):
    """Return the minutes of the main line."""
    words = cells = 0
    for _, _, text in chapters.parts(notebook):
        if text is None:
            cells += 1
        elif EXERCISES.search(text):
            break
        else:
            words += len(WORD.findall(text))
    return words / WORDS + cells / CELLS


def practice(notebook, slug):
    """Return the minutes of the exercises, questions and cards; 0 where there is no bank."""
    if slug not in questions.chapters():
        return 0
    bank = questions.load(slug)
    code = "\n".join(map(chapters.source, chapters.code_cells(notebook)))
    exercises = code.count("check.answer(")
    return EXERCISE * exercises + QUESTION * len(bank.questions) + CARD * len(bank.cards)


def problems(notebook, slug):
    """Yield that a main line is too long."""
    spent, limit = reading(notebook), LONGER.get(slug, LIMIT)
    if spent > limit:
        yield f"{slug} takes {spent:.1f} minutes before its exercises, allowed are {limit}"


def of_chapter(path):
    """Return both for a notebook, in whole minutes."""
    notebook = chapters.read(path)
    times = reading(notebook), practice(notebook, chapters.slug_of(path.stem))
    return tuple(round(time) for time in times)
