"""Quizzes and flash cards from the question bank, as HTML that needs no script.

The bank is one TOML file per chapter in ``questions/``, named after the chapter's slug. A notebook
of the reference may have one too, without a number.
"""

import functools
import math
from typing import NamedTuple

from bce_tutorial import _validation as require
from bce_tutorial.look.folding import Html, fold, frame, lines, typeset


class Option(NamedTuple):
    """One answer to a question: its text, whether it is right, and why or why not."""

    text: str
    why: str
    right: bool = False
    source: str = ""  # key in book/references.bib, where the option is a published misconception


class Question(NamedTuple):
    """A stem and its options; `section` is the label of the text that answers it."""

    id: str
    stem: str
    section: str
    options: tuple


class Card(NamedTuple):
    """A flash card; `section` is the label of the text that explains it."""

    id: str
    front: str
    back: str
    section: str


class Bank(NamedTuple):
    """The questions and flash cards of one chapter, or of a notebook of the reference."""

    chapter: str
    number: int | None  # of a chapter only
    title: str
    questions: tuple
    cards: tuple

    @property
    def stem(self):
        """Return the name of its notebook, without the suffix."""
        return self.chapter if self.number is None else f"{self.number:02}-{self.chapter}"

    @property
    def place(self):
        """Return what to call the notebook in a sentence's beginning."""
        return "Reference" if self.number is None else f"Chapter {self.number}"


def chapters():
    """Return the slugs of all notebooks that have questions, in the order of the book.

    Returns
    -------
    tuple of str

    Examples
    --------
    >>> chapters()[2]
    'corrected-probabilities'
    """
    names = [file.name for file in _folder().iterdir() if file.name.endswith(".toml")]
    slugs = [name.removesuffix(".toml") for name in names]
    return tuple(sorted(slugs, key=lambda slug: (_read(slug).get("number", math.inf), slug)))


def load(chapter):
    """Return the question bank of one chapter.

    Parameters
    ----------
    chapter : str
        Slug of the chapter: the name of its notebook without the number.

    Returns
    -------
    Bank

    Raises
    ------
    ValueError
        If no chapter of that name has questions.

    Examples
    --------
    >>> load("corrected-probabilities").title
    'Corrected probabilities'
    """
    require.one_of("chapter", chapter, chapters())
    data = _read(chapter)
    questions = tuple(
        Question(**{**entry, "options": tuple(Option(**option) for option in entry["options"])})
        for entry in data["question"]
    )
    cards = tuple(Card(**entry) for entry in data["card"])
    return Bank(chapter, data.get("number"), data["title"], questions, cards)


def quiz(chapter):
    """Return the quiz of a chapter: choose an answer to learn whether and why it is right.

    Parameters
    ----------
    chapter : str
        Slug of the chapter: the name of its notebook without the number.

    Returns
    -------
    Html
        Displays as a list of questions, each answer a native ``<details>``, of which a question
        has one open at a time.

    Raises
    ------
    ValueError
        If no chapter of that name has questions.

    Examples
    --------
    >>> quiz("corrected-probabilities")
    Quiz: Corrected probabilities, 7 questions
    """
    bank = load(chapter)
    questions = [_question(number, entry) for number, entry in enumerate(bank.questions, start=1)]
    hint = "Choose an answer: it opens, and says whether it is right, and why."
    name = f"Quiz: {bank.title}"
    return Html(
        f"{name}, {len(questions)} questions",
        frame("bce-quiz", name, hint, f"<ol>\n{lines(questions)}\n</ol>"),
    )


def flash_cards(chapter):
    """Return the flash cards of a chapter: open a card to see its back.

    Parameters
    ----------
    chapter : str
        Slug of the chapter: the name of its notebook without the number.

    Returns
    -------
    Html
        Displays each card as a native ``<details>``.

    Raises
    ------
    ValueError
        If no chapter of that name has questions.

    Examples
    --------
    >>> flash_cards("corrected-probabilities")
    Flash cards: Corrected probabilities, 7 cards
    """
    bank = load(chapter)
    cards = [f"<li>{fold(card.front, typeset(card.back))}</li>" for card in bank.cards]
    hint = "Answer in your head first, then open the card."
    name = f"Flash cards: {bank.title}"
    return Html(
        f"{name}, {len(cards)} cards",
        frame("bce-cards", name, hint, f"<ul>\n{lines(cards)}\n</ul>"),
    )


def _question(number, question):
    options = [f"<li>{_option(option, question.id)}</li>" for option in question.options]
    return (
        f"<li><p>{typeset(question.stem)}</p>\n"
        f'<ol type="A">\n{lines(options)}\n</ol>\n'
        f'<p><a href="#{question.section}">Where the chapter explains question {number}</a></p>'
        "</li>"
    )


def _option(option, name):
    kind, word = ("right", "✓ Right.") if option.right else ("wrong", "✗ No.")
    why = f'<b class="bce-{kind}">{word}</b> {typeset(option.why)}'
    if option.source:  # book_cards.py turns the key into a link to the entry
        why += f" Seen in <cite>{option.source}</cite>."
    return fold(option.text, why, name)


@functools.cache
def _read(chapter):
    import tomllib

    return tomllib.loads((_folder() / f"{chapter}.toml").read_text("utf-8"))


def _folder():
    import importlib.resources

    return importlib.resources.files("bce_tutorial") / "questions"
