"""Answer boxes: a number or a choice that a published page can check without a kernel.

The page holds salted hashes of the answers. Its script writes what the reader typed in the form
of :func:`written`, hashes it, and looks up which sentence belongs to it.
"""

import functools
import importlib
import importlib.resources
import json
import pkgutil
import tomllib
from html import escape
from typing import NamedTuple

from bce_tutorial import _validation as require
from bce_tutorial.check._judge import Target
from bce_tutorial.look.folding import inline
from bce_tutorial.look.sharing import shared
from bce_tutorial.questions import Option

STILL = (
    "Your answer is checked here by a script: in the book online, and in Jupyter once you "
    "run this cell. Without it, unfold the solution below."
)
_FILES = importlib.resources.files(__package__)
DECIMALS = ("a whole number", "one decimal", "two decimals", "three decimals", "four decimals")
SLACK = 3  # from so many digits on, the last one may be off by one


class Number(NamedTuple):
    """A question with a number for an answer, and what to say when it is right."""

    question: str
    target: Target
    praise: str

    @property
    def digits(self):
        """Return how many decimals are asked for."""
        return self.target.digits

    @property
    def hint(self):
        """Return what to say to an answer that is not known."""
        return self.target.hint

    def sentences(self):
        """Return the sentences, and which of them belongs to which written answer."""
        told = [self.praise, *(hint for _, hint in self.target.wrong)]
        numbers = [self.target.answer, *(value for value, _ in self.target.wrong)]
        known = {}
        for step in (0, 1, -1) if self.digits >= SLACK else (0,):
            for index, value in enumerate(numbers):
                known.setdefault(written(value + step * 10**-self.digits, self.digits), index)
        return told, known

    def entry(self):
        """Return the controls."""
        return (
            f"<label><span>{inline(self.question)} ({DECIMALS[self.digits]})</span>\n"
            '<input type="text" inputmode="decimal" size="10" autocomplete="off" '
            'spellcheck="false"/></label>'
        )


class Choice(NamedTuple):
    """A question with options, one of which is right."""

    question: str
    options: tuple
    hint: str = "choose one of the answers."
    digits: int | None = None

    def sentences(self):
        """Return the sentences, the right one first, and which belongs to which option."""
        order = sorted(self.options, key=lambda option: not option.right)
        return [o.why for o in order], {o.text: index for index, o in enumerate(order)}

    def entry(self):
        """Return the controls; radio buttons belong together within their form only."""
        buttons = "\n".join(
            f'<label><input type="radio" name="choice" value="{escape(option.text)}" '
            f'autocomplete="off"/> <span>{inline(option.text)}</span></label>'
            for option in self.options
        )
        return f"<fieldset>\n<legend>{inline(self.question)}</legend>\n{buttons}\n</fieldset>"


class Box:
    """An answer box: HTML in a notebook or a page, one line of text elsewhere."""

    def __init__(self, name, task):
        self._question = task.question
        told, known = task.sentences()
        data = {
            "salt": name,
            "digits": task.digits,
            "form": DECIMALS[task.digits or 0],
            "told": [inline(sentence) for sentence in told],
            "hint": inline(task.hint),
            "known": {digest(name, text): index for text, index in known.items()},
        }
        known_to_page = escape(json.dumps(data, ensure_ascii=False, separators=(",", ":")))
        self._html = (
            '<form class="bce-answer" novalidate="" '
            f'data-answer="{known_to_page}">\n'
            f"{shared('style', _read('answer.css'))}"
            f'<div class="bce-entry">\n{task.entry()}\n'
            '<button type="submit">Check</button>\n</div>\n'
            '<output aria-live="polite"></output>\n'
            f'<p class="bce-still">{STILL}</p>\n'
            f"{shared('script', _read('answer.js'))}"
            "</form>"
        )

    def __repr__(self):
        return f"Answer box: {self._question}"

    def _repr_html_(self):
        return self._html


def answer(exercise):
    """Show a box for the answer to an exercise, checked by the page itself.

    Parameters
    ----------
    exercise : str
        Name of the exercise's checker with hyphens: ``"repair-where"``.

    Returns
    -------
    Box
        Displays as a form in a notebook, prints as a line of text elsewhere.

    Raises
    ------
    ValueError
        If there is no such exercise.

    Examples
    --------
    >>> answer("two-nats")
    Answer box: Which probability of what happened costs exactly 2 nats?
    """
    tasks = boxes()
    require.one_of("exercise", exercise, tuple(tasks))
    return Box(exercise, tasks[exercise])


@functools.cache
def boxes():
    """Return every number or choice that an answer box asks for, by exercise.

    Numbers are computed in the module of their chapter. Choices stand in a TOML file beside it.
    """
    tasks = {}
    for module in pkgutil.iter_modules([str(_FILES)]):
        chapter = importlib.import_module(f"{__package__}.{module.name}")
        tasks.update(getattr(chapter, "BOXES", {}))
    for file in _FILES.iterdir():
        if file.name.endswith(".toml"):
            for name, entry in tomllib.loads(file.read_text(encoding="utf-8")).items():
                options = tuple(Option(**option) for option in entry["options"])
                tasks[name] = Choice(entry["question"], options)
    return tasks


def files():
    """Return the files that a site offers once: names and contents.

    Examples
    --------
    >>> list(files())
    ['answer.css', 'answer.js']
    """
    return {name: _read(name) for name in ("answer.css", "answer.js")}


def written(value, digits):
    """Write a number in the one form that is hashed.

    Examples
    --------
    >>> written(0.49373, 4), written(-1e-9, 2)
    ('0.4937', '0.00')
    """
    text = f"{value:.{digits}f}"
    return text if float(text) else text.lstrip("-")


def digest(salt, text):
    """Return the 64-bit FNV-1a hash of a salted text: enough to keep an answer unread.

    Examples
    --------
    >>> digest("", "a")
    'af63dc4c8601ec8c'
    """
    state = 14695981039346656037
    for byte in f"{salt}{text}".encode():
        state = (state ^ byte) * 1099511628211 % 2**64
    return f"{state:016x}"


@functools.cache
def _read(name):
    return (_FILES / name).read_text(encoding="utf-8")
