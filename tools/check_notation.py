"""Whether the letters of the formulas are those that the page on notation explains.

A letter means one thing in the whole book, or one thing in the chapters that the second table of
the page names beside it.
"""

import re

from chapters import markdown, name_of

FORMULA = re.compile(r"\$\$(.+?)\$\$|(?<![\\$])\$([^$\n]+?)\$", re.DOTALL)
CODE = re.compile(r"(`{3,}).*?\1|`[^`\n]+`", re.DOTALL)
WORDS = re.compile(r"\\(?:text|mathrm|operatorname|begin|end)\*?\{[^{}]*\}")
LETTER = re.compile(
    r"\\(?:alpha|beta|gamma|delta|epsilon|eta|theta|lambda|mu|pi|rho|sigma|tau|phi|ell)(?![A-Za-z])"
    r"|(?<![\\A-Za-z])[A-Za-z](?![A-Za-z])"  # and no part of a command
)
TABLE = re.compile(r"^\| (?!Symbol|-)(.+?) \| .+ \|$", re.MULTILINE)
ROW = re.compile(r"^\| (?!Symbol|-)(.+?) \| .+ \| (.+) \|$", re.MULTILINE)
LINK = re.compile(r"\[(\d+)\]\(([\w-]+)\.ipynb\)")
LOCAL = "## Letters of single chapters"


def letters(text):
    """Return the letters of the formulas in a piece of Markdown."""
    formulas = ["".join(found) for found in FORMULA.findall(CODE.sub("", text))]
    return {letter for formula in formulas for letter in LETTER.findall(WORDS.sub(" ", formula))}


def explained(page):
    """Return the letters of the whole book, and those of single chapters with their names."""
    book, _, rest = page.partition(LOCAL)
    single = rest.partition("\n## ")[0]
    everywhere = {letter for symbol in TABLE.findall(book) for letter in letters(symbol)}
    local = {}
    for symbol, names in ROW.findall(single):
        for letter in letters(symbol) - everywhere:
            local.setdefault(letter, []).extend(name_of(stem) for _, stem in LINK.findall(names))
    return everywhere, local


def problems(notebooks, page):
    """Yield letters without a meaning, with two in one chapter, and meanings that none needs.

    `notebooks` holds (stem, notebook) of the chapters whose formulas must agree with the page.
    """
    everywhere, local = explained(page)
    for number, stem in LINK.findall(page):
        if number != name_of(stem).lstrip("0"):
            yield f"notation: the link with the number {number} leads to {name_of(stem)}"
    for letter, names in sorted(local.items()):
        for name in sorted({name for name in names if names.count(name) > 1}):
            yield f"notation: {letter} has two meanings in {name}"
    for stem, notebook in notebooks:
        name = name_of(stem)
        for letter in sorted(letters(markdown(notebook)) - everywhere):
            if name not in local.get(letter, ()):
                yield f"{name}: the page on notation does not say what {letter} is"
        for letter in sorted(local):
            if name in local[letter] and letter not in letters(markdown(notebook)):
                yield f"notation: {letter} is explained for {name}, whose formulas do not use it"
