"""Claims of four articles and of other teaching material, as cards that compute their verdicts.

The entries are in ``mistakes.toml``. The numbers of a verdict come from the function that its
entry names, in the module named after its kind.
"""

import functools
import string
from typing import NamedTuple

from bce_tutorial import _validation as require
from bce_tutorial.look.folding import Html, fold, frame, lines, typeset

SOURCES = ("saxena2024", "bcepost", "productteams", "shortnote", "elsewhere")
KINDS = ("number", "edge", "formula", "word", "promise")  # by what finds them
OPENING = '<ol style="padding-left: 2.25rem">'  # room for numbers of two digits


class Mistake(NamedTuple):
    """What a text says, what is true in it, and what is not.

    ``source`` is a key of the bibliography, or ``"elsewhere"``, where ``said`` puts the mistake in
    other words and ``cited`` is the key. ``computed`` is a template for the numbers of the function
    ``shown_by``. ``test`` names the test that proves it, ``section`` the label of the text that
    teaches it.
    """

    number: int
    id: str
    source: str
    where: str
    said: str
    kind: str
    true: str
    word: str
    verdict: str
    computed: str
    shown_by: str
    chapter: str
    section: str
    test: str
    cited: str = ""

    def numbers(self):
        """Compute the numbers of the verdict, by name."""
        import importlib

        return getattr(importlib.import_module(f"{__name__}.{self.kind}"), self.shown_by)()

    def sentence(self):
        """Return the computation in words, with its numbers."""
        return _Numbers().vformat(self.computed, (), self.numbers())


class _Numbers(string.Formatter):
    """Format numbers as the book prints them, with a true minus sign and ∞."""

    def format_field(self, value, format_spec):
        shown = format(value, format_spec)
        return shown.replace("-", "−").replace("inf", "∞").replace("%", " %")


@functools.cache
def load():
    """Return every mistake, in the order of their numbers.

    Returns
    -------
    tuple of Mistake

    Examples
    --------
    >>> len(load()), load()[0].sentence()[:42]
    (32, 'On the table of eight, mean of −c: −0.6550')
    """
    import importlib.resources
    import tomllib

    text = (importlib.resources.files(__name__) / "mistakes.toml").read_text("utf-8")
    return tuple(Mistake(**entry) for entry in tomllib.loads(text)["mistake"])


def spot_the_mistake(source=None, *, kind=None):
    """Show what texts on binary cross-entropy say, each with a verdict to open.

    Parameters
    ----------
    source : {'saxena2024', 'bcepost', 'productteams', 'shortnote', 'elsewhere'}, optional
        Only the cards of one text, named as in the bibliography; ``'elsewhere'`` is other
        teaching material.
    kind : {'number', 'edge', 'formula', 'word', 'promise'}, optional
        Only mistakes of one kind.

    Returns
    -------
    Html
        Displays a list of sentences. The verdict on each is a native ``<details>``, with numbers
        that are computed when the cards are made.

    Raises
    ------
    ValueError
        If there is no such source or kind, or no mistake of that kind in the source.

    Examples
    --------
    >>> spot_the_mistake("shortnote")
    Spot the mistake: 5 cards
    >>> spot_the_mistake(kind="formula")
    Spot the mistake: 7 cards (formula)
    """
    if source is not None:
        require.one_of("source", source, SOURCES)
    if kind is not None:
        require.one_of("kind", kind, KINDS)
    cards = [card for card in load() if source in (None, card.source) and kind in (None, card.kind)]
    if not cards:
        raise ValueError(f"expected a kind that occurs in {source}, got {kind!r}")
    count = "1 card" if len(cards) == 1 else f"{len(cards)} cards"
    text = f"Spot the mistake: {count}" + (f" ({kind})" if kind else "")
    hint = "Say what is true in it, what is not, and how you would show it. Then open the verdict."
    body = f"{OPENING}\n{lines([_card(*card) for card in enumerate(cards, start=1)])}\n</ol>"
    return Html(text, frame("bce-quiz", text, hint, body))


def _card(place, card):
    said, key = typeset(card.said).replace("\n", "<br/>\n"), card.cited
    if card.source != "elsewhere":
        said, key = f"“{said}”", card.source
    chapter = int(card.chapter[:2])
    parts = [
        f"<b>What is true.</b> {typeset(card.true)}",
        f'<b class="bce-wrong">{card.word}.</b> {typeset(card.verdict)}',
        f"<b>Computed.</b> {typeset(card.sentence())}",
        f'Taught in: <a href="{card.chapter}.ipynb#{card.section}">chapter {chapter}</a>',
    ]
    return (
        f'<li id="mistake-{card.number}"><p>{said}</p>\n'
        f"<p><cite>{key}</cite>, {typeset(card.where)}.</p>\n"  # book_cards.py links the key
        f"{fold(f'Verdict on {place}', '</p><p>'.join(parts))}</li>"
    )
