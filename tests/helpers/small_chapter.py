"""A small chapter that passes every check, to be damaged: its code is real, so it can be run."""

import copy
import re

from bce_tutorial.questions import Bank, Card, Option, Question
from chapters import FOLDED, METADATA

STEM = "05-small"
SVG = '<svg><path d="M 10.0 20.0"/><text>loss</text></svg>'
QUIZ = '<div class="bce-quiz" role="group"><p>It costs 0.7777, that is 77.7 %.</p></div>'


def chapter():
    """Return a fresh copy of the chapter."""
    return copy.deepcopy(CHAPTER)


def cell(notebook, name):
    """Return the cell with an id."""
    return next(cell for cell in notebook["cells"] if cell["id"] == name)


def damaged(name, change):
    """Return a copy in which `change` was made to the named cell."""
    notebook = chapter()
    change(cell(notebook, name))
    return notebook


def reworded(name, old, new):
    """Return a copy in which one passage of the named text cell was changed."""

    def change(text):
        said = "".join(text["source"])
        assert said.count(old) == 1, old
        text["source"] = [said.replace(old, new)]

    return damaged(name, change)


def other_digit(text, pattern):
    """Change the last digit of the first match of a pattern."""
    match = re.search(pattern, text)
    end = match.end()
    return f"{text[: end - 1]}{(int(text[end - 1]) + 1) % 10}{text[end:]}"


def bank():
    """Return its questions and cards."""
    options = (
        Option("It costs 0.2231", "That is −ln 0.8.", right=True),
        Option("It costs 1.6094", "That is −ln 0.2, for the other label."),
    )
    question = Question("what-it-costs", "What does 0.8 cost?", "sec-costs", options)
    card = Card("card-costs", "What does 0.8 cost when 1 happened?", "0.2231 nats.", "sec-costs")
    return Bank("small", 5, "Small", (question,), (card,))


def _text(name, *lines):
    return {
        "cell_type": "markdown",
        "id": name,
        "metadata": {},
        "source": "\n".join(lines).splitlines(keepends=True),
    }


def _code(name, source, *outputs, **metadata):
    return {
        "cell_type": "code",
        "execution_count": None,
        "id": name,
        "metadata": metadata,
        "outputs": list(outputs),
        "source": source.splitlines(keepends=True),
    }


def _printed(text):
    return {"name": "stdout", "output_type": "stream", "text": text.splitlines(keepends=True)}


def _shown(data, kind="execute_result"):
    extra = {"execution_count": None} if kind == "execute_result" else {}
    return {"data": data, "metadata": {}, "output_type": kind, **extra}


SETUP = """import matplotlib.pyplot as plt
import numpy as np

from bce_tutorial import plots

plots.use_book_style()"""
STARTER = """from bce_tutorial import check

cost = ...
check.two_nats(cost, ...)"""
CELLS = [
    _text("title", "(sec-small)=", "# A small chapter", "", "One row costs 0.2231."),
    _text("plan", "**What you'll do.** A.", "", "**What you'll learn.** B.", "",
          "**What you need.** C."),
    _code("setup", SETUP),
    _text("costs", "(sec-costs)=", "## What it costs", "", "Take $p = 0.8$."),
    _code("by-hand", 'for y in (1, 0):\n    print(f"{-np.log(0.8 if y else 0.2):.4f}")',
          _printed("0.2231\n1.6094\n")),
    _text("by-hand-read", "The first row costs 0.2231, the second 1.6094. Both are losses."),
    _text("shares", "(sec-shares)=", "## What it saves"),
    _code("saving", 'print(f"saves {1 - np.log(0.8) / np.log(0.5):.1%}")',
          _printed("saves 67.8%\n")),
    _text("saving-read", "It saves 67.8 %, about 68 % of the guess. "
          "The 0.2231 of {ref}`sec-costs` is all that is left."),
    _code("curve", "fig, ax = plt.subplots()\nax.plot([0.1, 0.9], [2.3, 0.1])\nplt.show()",
          _shown({"image/svg+xml": [SVG], "text/plain": ["<Figure>"]}, "display_data"),
          mystnb={"image": {"alt": "A line that falls from left to right, and ends near the axis."},
                  "figure": {"caption": "It saves 67.8 %.", "name": "fig-small"}}),
    _text("recap", "## Recap", "", "- It costs 0.2231 and saves 67.8 %."),
    _text("exercises", "## Exercises", "", "One exercise.", "", "### Exercise 1: two nats"),
    _code("start", STARTER, _shown({"text/html": ['<p class="bce-check">no</p>'],
                                    "text/plain": ["Not yet: put your value"]})),
    _code("box", 'check.answer("two-nats")',
          _shown({"text/html": ['<form class="bce-answer"></form>'], "text/plain": ["Answer"]})),
    _code("solution", "check.two_nats(np.exp(-2), 2 / np.log(2))",
          _shown({"text/html": ['<p class="bce-check">yes</p>'], "text/plain": ["Right: yes"]}),
          tags=["hide-cell"], **FOLDED),
    _text("check-yourself", "## Check yourself", "", "One question and one card."),
    _code("quiz", 'from bce_tutorial import flash_cards, quiz\n\nquiz("small")',
          _shown({"text/html": [QUIZ], "text/plain": ["Quiz: Small, 1 questions, 0.7777"]})),
    _code("cards", 'flash_cards("small")',
          _shown({"text/html": ['<div class="bce-cards"></div>'], "text/plain": ["Cards"]})),
    _text("further", "## Further reading", "", "- A book, section 4.3.2."),
]  # fmt: skip
for _count, _cell in enumerate((c for c in CELLS if c["cell_type"] == "code"), start=1):
    _cell["execution_count"] = _count
CHAPTER = {"cells": CELLS, "metadata": METADATA, "nbformat": 4, "nbformat_minor": 5}
