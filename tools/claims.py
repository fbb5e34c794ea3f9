"""The numbers that a text claims, and the numbers that prove them.

What needs a proof: every decimal, every percentage, and every number of three or more digits.
"""

import ast
import html
import re
from decimal import Decimal
from typing import NamedTuple

from chapters import code_cells, figure_texts, parts, results, source

NUMBER = re.compile(
    r"""(?<![\w.,\#])(?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d*\.\d+|\d+)
    (?P<exponent>e[+-]?\d+)?(?![\w])
    (?P<percent>\s*\\?%)?
    (?P<listed>(?=(?:(?:,|\ and|\ to|\ or|\ against)+\s\d+)+\s*\\?%))?   # the 21 of "21 and 18 %"
    """,
    flags=re.IGNORECASE | re.VERBOSE,
)
NOT_PROSE = re.compile(
    r"""https?://\S+ | \b10\.\d{4,}/\S+               # addresses, also DOIs
    | \{[\w:-]+\}`[^`]*` | ^:label:.*$ | ^:name:.*$  # citations and references
    | ^\([\w-]+\)=$ | \$\$\s*\([\w-]+\)             # labels
    | \]\([^)\s]*\)                                 # targets of links
    | \bsections?\s(?:(?:,\s|\sand\s)?\d+(?:\.\d+)+)+  # of a book that is cited
    | \b(?:CC\ BY|Python|Guidelines)\s\d\.\d+       # versions
    | ^\|\s\d\.\d\.\d+(?=\s)                       # of a criterion, as the first of its row
    """,
    flags=re.VERBOSE | re.MULTILINE | re.IGNORECASE,
)
LINK = re.compile(r"\{(?:ref|eq|numref)\}`(?:[^`<]*<)?([\w-]+)>?`")
PARAGRAPH = re.compile(r"\n\s*\n|(?<=\|)\n|\n(?=\|)")  # a row of a table is one too
SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[\"'*$`(\[\w…])|\n(?=[-*:] |#)|(?<=\?)\n")
SHOWN = 110  # characters of a sentence


class Number(NamedTuple):
    """A number as it stands in a text: its digits, and its value with the printed precision."""

    text: str
    value: Decimal
    percent: bool = False

    def __str__(self):
        return f"{self.text} %" if self.percent else self.text


class Claim(NamedTuple):
    """A number that needs a proof, its sentence, and the labels to which its paragraph links."""

    number: Number
    sentence: str
    links: tuple


class Fact(NamedTuple):
    """A number that proves others: one that a cell holds (then it is exact) or has printed."""

    number: Number
    exact: bool
    where: str
    section: int = 0


def numbers(text):
    """Return the numbers in a text."""
    text = re.sub(r"(?<=\d)(?:\{,\}|\\,|[\u2009\u202f])(?=\d{3})", ",", text)
    text = re.sub(r"\s*(?:\\cdot|\\times|×)\s*10\^\{?([+-]?\d+)\}?", r"e\1", text)
    text = re.sub(r"\b10\^\{?[+-]?\d+\}?", "", text)  # a bare power of ten has one digit
    found = []
    for match in NUMBER.finditer(text):
        digits, exponent = match["digits"], match["exponent"] or ""
        listed = match["listed"] is not None and "." not in digits
        value = Decimal(digits.replace(",", "") + exponent)
        found.append(Number(digits + exponent, value, bool(match["percent"]) or listed))
    return found


def paragraphs(text):
    """Return the paragraphs of a text, each with the heading above it, and the rows of tables."""
    return PARAGRAPH.split(re.sub(r"^(#+ .*)\n\s*\n", r"\1\n", text, flags=re.MULTILINE))


def claims(text, links=()):
    """Return the numbers in a text that need a proof."""
    found = []
    for paragraph in paragraphs(text):
        leads = (*links, *LINK.findall(paragraph))
        for sentence in SENTENCE.split(NOT_PROSE.sub(" … ", paragraph)):
            told = [number for number in numbers(sentence) if _needs_proof(number)]
            found += [Claim(number, _shown(sentence, number.text), leads) for number in told]
    return found


def claims_in(notebook):
    """Return (section, cell id, claim) for a chapter's text, captions and alternative texts."""
    found = []
    for section, cell, text in parts(notebook):
        figure = "\n\n".join(figure_texts(cell)[:2])
        links = LINK.findall(figure) if text is None else ()
        told = claims(figure if text is None else text, links)
        found += [(section, cell["id"], claim) for claim in told]
    return found


def evidence(notebook):
    """Return what a chapter's code holds or has printed. Figures prove nothing, nor do quizzes."""
    sections = {id(cell): section for section, cell, text in parts(notebook) if text is None}
    return [
        fact._replace(section=sections[id(cell)])
        for cell in code_cells(notebook)
        for fact in [*constants(source(cell), cell["id"]), *_printed(cell)]
    ]


def constants(code, where):
    """Return the numbers that stand in Python code."""
    values = [node.value for node in ast.walk(ast.parse(code)) if isinstance(node, ast.Constant)]
    return [given(value, where) for value in values if type(value) in (int, float)]


def given(value, where):
    """Return a fact that holds in all its digits."""
    exact = abs(Decimal(value) if isinstance(value, int) else Decimal(repr(float(value))))
    return Fact(Number(f"{value:.6g}".lstrip("-"), exact), True, where)


def _printed(cell):
    tables = [html.unescape(_plain(text)) for text in results(cell, "text/html")]
    texts = [*results(cell, "text/plain"), *tables]
    return [Fact(number, False, cell["id"]) for text in texts for number in numbers(text)]


def unproved(claimed, facts):
    """Return the claims that no fact proves."""
    return [claim for claim in claimed if not proof(claim.number, facts)]


def proof(number, facts):
    """Return the first fact that equals a number at its printed precision, or None."""
    return next((fact for fact in facts if _proves(fact, number)), None)


def nearest(number, facts):
    """Return the fact that comes closest to a number, a printed one if there is any."""
    printed = [fact for fact in facts if not fact.exact]
    return min(printed or facts, key=lambda fact: _distance(fact, number), default=None)


def digits(number):
    """Count the significant digits of a number; trailing zeros count, they were printed."""
    return len(re.sub(r"e.*|[.,]", "", number.text, flags=re.IGNORECASE).lstrip("0"))


def _proves(fact, number):
    told = fact.number.value
    for value in _readings(fact, number):
        quantum = value.as_tuple().exponent
        precise = fact.exact or told.as_tuple().exponent <= quantum
        if precise and abs(told - value) * 2 <= Decimal(1).scaleb(quantum):
            return True
    return False


def _readings(fact, number):
    """Return the values by which a fact may state a number: a share may be printed as 0.43."""
    if not number.percent:
        return [number.value]
    share = [] if fact.number.percent else [number.value.scaleb(-2)]
    return share if fact.exact else [number.value, *share]


def _distance(fact, number):
    return min(
        (abs(fact.number.value - value) / (abs(value) or 1) for value in _readings(fact, number)),
        default=Decimal("inf"),
    )


def _needs_proof(number):
    return number.percent or "." in number.text or digits(number) >= 3


def _shown(sentence, number):
    """Return a sentence in one line, cut around its number if it is long."""
    words = " ".join(sentence.split())
    if len(words) <= SHOWN:
        return words
    start = max(0, min(words.find(number) - SHOWN // 2, len(words) - SHOWN))
    cut = words[start : start + SHOWN]
    return f"{'…' if start else ''}{cut}{'…' if start + SHOWN < len(words) else ''}"


def _plain(text):
    """Return the words of HTML: no tags, styles, scripts or drawings."""
    text = re.sub(r"<(style|script|svg)\b.*?</\1>", " ", text, flags=re.DOTALL)
    return re.sub(r"<[^>]*>", " ", text)
