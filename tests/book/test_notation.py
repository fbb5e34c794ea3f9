"""The page on notation says what every letter of the formulas is, and nothing that none needs."""

import chapters
import check_notation
from verdict import expect_none

PAGE = """
| Symbol | Meaning | In code | Domain |
|---|---|---|---|
| $p_i$ | a probability | `y_proba` | $[0, 1]$ |
| $\\sigma(z)$ | a function | | |

## Letters of single chapters

| Symbol | Meaning | Chapters |
|---|---|---|
| $b$ | base rate | [5](05-small.ipynb), [11](11-large.ipynb) |
| $b$ | intercept | [6](06-other.ipynb) |

## Units

| $e$ | nat | 1 nat |
"""


def notebook(text):
    return {"cells": [{"cell_type": "markdown", "source": [text]}]}


def told(text, stem="05-small", page=PAGE):
    return list(check_notation.problems([(stem, notebook(text))], page))


def test_letters_are_those_of_the_formulas_and_no_words():
    text = "$p_i \\ln q$ costs $5 and `$x$`:\n\n$$\n\\frac{\\text{no}}{2} \\ell_k\n$$ (eq-no)"
    assert check_notation.letters(text) == {"p", "i", "q", "\\ell", "k"}


def test_letters_that_are_explained_pass():
    assert told("$p_i = \\sigma(z), b$") == []
    assert told("$b$", "06-other") == []


def test_letters_without_a_meaning_are_told():
    assert told("$p \\, b \\, e$") == ["05: the page on notation does not say what e is"]
    assert told("$b$", "07-other") == ["07: the page on notation does not say what b is"]


def test_a_meaning_without_a_formula_is_told():
    assert told("$p$") == ["notation: b is explained for 05, whose formulas do not use it"]


def test_two_meanings_in_one_chapter_are_told():
    twice = PAGE.replace("| intercept | [6](06-other", "| intercept | [5](05-small")
    assert told("$b$", page=twice) == ["notation: b has two meanings in 05"]


def test_a_link_to_another_chapter_than_it_says_is_told():
    wrong = PAGE.replace("[11]", "[12]")
    assert told("$b$", page=wrong) == ["notation: the link with the number 12 leads to 11"]


def test_the_page_agrees_with_the_chapters():
    page = (chapters.BOOK / "notation.md").read_text(encoding="utf-8")
    expect_none(
        check_notation.problems(
            [(p.stem, chapters.read(p)) for p in chapters.notebook_paths()], page
        )
    )
