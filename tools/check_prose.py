"""Whether the numbers in the text are the numbers that the code printed.

A number with three or more significant digits must equal, at its printed precision, a number in
the same notebook's outputs or code, or, on a page without code, one that the package gives.
Percentages may be printed as fractions. Signs are not compared. Figures prove nothing: only text
outputs count.
"""

import ast
import html
import re
import tomllib
from decimal import Decimal
from typing import NamedTuple

from chapters import ROOT, code_cells, figure_texts, markdown, outputs, source

EXCEPTIONS = ROOT / "tests" / "book" / "prose_exceptions.toml"
NUMBER = re.compile(
    r"(?<![\w.,#])(?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d*\.\d+|\d+)"
    r"(?P<exponent>e[+-]?\d+)?(?![\w])(?P<percent>\s*\\?%)?",
    flags=re.IGNORECASE,
)
NOT_PROSE = re.compile(
    r"""https?://\S+ | \b10\.\d{4,}/\S+               # addresses, also DOIs
    | \{[\w:-]+\}`[^`]*` | ^:label:.*$ | ^:name:.*$  # citations and references
    | ^\([\w-]+\)=$ | \$\$\s*\([\w-]+\)             # labels
    | \]\([^)\s]*\)                                 # targets of links""",
    flags=re.VERBOSE | re.MULTILINE,
)


class Number(NamedTuple):
    """A number as it stands in a text: its digits, and its value with the printed precision."""

    text: str
    value: Decimal
    percent: bool


def numbers(text):
    """Return the numbers in a text."""
    text = re.sub(r"(?<=\d)(?:\{,\}|\\,|[\u2009\u202f])(?=\d{3})", ",", text)
    text = re.sub(r"\s*(?:\\cdot|\\times|×)\s*10\^\{?([+-]?\d+)\}?", r"e\1", text)
    text = re.sub(r"\b10\^\{?[+-]?\d+\}?", "", text)  # a bare power of ten has one digit
    return [
        Number(
            match["digits"] + (match["exponent"] or ""),
            Decimal(match["digits"].replace(",", "") + (match["exponent"] or "")),
            bool(match["percent"]),
        )
        for match in NUMBER.finditer(text)
    ]


def claims(text):
    """Return the numbers in a text that need a proof: three or more significant digits."""
    return [number for number in numbers(NOT_PROSE.sub(" ", text)) if _digits(number) >= 3]


def prose(notebook):
    """Return what a chapter says in words: text, and the captions and descriptions of figures."""
    figures = [" ".join(figure_texts(cell)[:2]) for cell in code_cells(notebook)]
    return "\n\n".join([markdown(notebook), *figures])


def evidence(notebook):
    """Return the values that a chapter's code holds or has printed; those of code are exact."""
    exact, printed = [], []
    for cell in code_cells(notebook):
        exact += [
            abs(Decimal(repr(node.value)))
            for node in ast.walk(ast.parse(source(cell)))
            if isinstance(node, ast.Constant) and type(node.value) in (int, float)
        ]
        tables = [html.unescape(_plain(text)) for text in outputs(cell, "text/html")]
        for text in [*outputs(cell, "text/plain"), *tables]:
            printed += [number.value for number in numbers(text)]
    return exact, printed


def unproved(claimed, exact, printed):
    """Return the claimed numbers that equal no exact and no printed value."""
    return [number for number in claimed if not _is_proved(number, exact, printed)]


def unproved_in(notebook):
    """Return the numbers that a chapter states without holding or printing them."""
    return unproved(claims(prose(notebook)), *evidence(notebook))


def read_exceptions():
    """Return the reason for each exempted (page, number)."""
    tables = tomllib.loads(EXCEPTIONS.read_text(encoding="utf-8")).get("exception", [])
    return {(table["page"], table["number"]): table["reason"] for table in tables}


def _digits(number):
    """Count significant digits; trailing zeros count, they were printed."""
    return len(re.sub(r"e.*|[.,]", "", number.text, flags=re.IGNORECASE).lstrip("0"))


def _is_proved(number, exact, printed):
    wanted = [number.value]
    if number.percent:
        wanted.append(number.value.scaleb(-2))
    for value in wanted:
        quantum = value.as_tuple().exponent
        known = [*exact, *(other for other in printed if other.as_tuple().exponent <= quantum)]
        if any(abs(other - value) * 2 <= Decimal(1).scaleb(quantum) for other in known):
            return True
    return False


def _plain(text):
    """Return the words of HTML: no tags, styles, scripts or drawings."""
    text = re.sub(r"<(style|script|svg)\b.*?</\1>", " ", text, flags=re.DOTALL)
    return re.sub(r"<[^>]*>", " ", text)
