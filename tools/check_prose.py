"""Whether the numbers in the text are the numbers that the code printed.

A number is proved by the cells of its own section, by those before the first section, by those of
a section to which its paragraph links, or by the package. Counts (three digits or more, and no
point) may come from any section before. The opening of a chapter, and all from its recap on,
may state what any of its cells printed.
"""

import functools
import re
import tomllib

import facts
from bce_tutorial import questions
from chapters import ROOT, notebook_paths, parts, places, read
from claims import claims, claims_in, evidence, nearest, numbers, paragraphs, proof

EXCEPTIONS = ROOT / "tests" / "book" / "prose_exceptions.toml"
TABLE_ROW = re.compile(r"\| *(ID\d|mean) *\|")
PENALTY_ROW = re.compile(r"\| *(0\.\d+|[01]) *\| *[\d.]+ *\|")  # begins with a probability


def chapter_problems(notebook, name):
    """Return the numbers of a chapter that no cell proves, one line each; ``name`` is ``"05"``."""
    known, end = evidence(notebook), _first_of_the_end(notebook)
    elsewhere = {**book_evidence(), **_by_label(notebook, known)}
    found = []
    for section, cell, claim in claims_in(notebook):
        everywhere = not 0 < section < end
        near = [
            fact
            for fact in known
            if everywhere
            or fact.section in (0, section)
            or (fact.section < section and _is_count(claim.number))
        ]
        near += _linked(claim, elsewhere) + facts.named_rows(claim.sentence)
        given = facts.proving(claim.number, facts.example_facts())
        if proof(claim.number, [*near, *given]):
            continue
        if other := proof(claim.number, known):
            problem = f"{claim.number} is printed only in another section, by {other.where}"
            advice = "Link to that section in the paragraph, or correct the sentence"
        else:
            problem = _not_printed(claim.number, known)
            advice = f"Run make refresh CHAPTER={name}, or correct the sentence"
        found.append(f'{name} {cell}: {problem} ("{claim.sentence}"). {advice}')
    return found


def page_problems(text, name):
    """Return the numbers of a page without code that have no proof; tables are read row by row."""
    return [problem for part in paragraphs(text) for problem in _in_part(part, name)]


def bank_problems(bank, notebook):
    """Return the numbers in the questions and cards of a chapter that it does not print."""
    known = evidence(notebook)
    found = []
    for entry in (*bank.questions, *bank.cards):
        said = texts(entry)
        near = [*known, *facts.named_rows(" ".join(said))]
        for claim in [claim for text in said for claim in claims(text)]:
            given = facts.proving(claim.number, facts.book_facts())
            if not proof(claim.number, [*near, *given]):
                problem = _not_printed(claim.number, near)
                place = f"questions/{bank.chapter}.toml {entry.id}"
                found.append(
                    f'{place}: {problem} ("{claim.sentence}"). '
                    f"Correct it, or print it in {bank.stem}"
                )
    return found


def texts(entry):
    """Return what a reader sees of a question or a card."""
    if isinstance(entry, questions.Card):
        return [entry.front, entry.back]
    return [entry.stem, *(text for option in entry.options for text in (option.text, option.why))]


@functools.cache
def book_evidence():
    """Return what the section of each label in each chapter holds and has printed."""
    found = {}
    for notebook in map(read, notebook_paths()):
        found |= _by_label(notebook, evidence(notebook))
    return found


def read_exceptions():
    """Return the exceptions: the page, the number, words of its sentence, and the reason."""
    return tomllib.loads(EXCEPTIONS.read_text(encoding="utf-8")).get("exception", [])


def without_exceptions(page, problems, exceptions):
    """Return the problems that no exception covers."""
    return [found for found in problems if not any(covers(e, page, found) for e in exceptions)]


def covers(exception, page, problem):
    """Tell whether an exception is about a problem of a page."""
    return (
        exception["page"] == page
        and f": {exception['number']} is " in problem
        and exception["words"] in problem
    )


def _by_label(notebook, known):
    """Return the facts of each label's section, of the whole chapter for the label of its title."""
    return {
        label: [fact for fact in known if not section or fact.section in (0, section)]
        for label, section in places(notebook)
    }


def _first_of_the_end(notebook):
    """Return the number of the section with the recap, or one more than the last."""
    cut = [(section, text or "") for section, _, text in parts(notebook)]
    found = [section for section, text in cut if re.search(r"^## Recap", text, re.MULTILINE)]
    return found[0] if found else cut[-1][0] + 1


def _linked(claim, elsewhere):
    return [fact for label in claim.links for fact in elsewhere.get(label, [])]


def _is_count(number):
    return "." not in number.text and not number.percent


def _not_printed(number, known):
    close = nearest(number, known)
    where = f"; nearest {close.number} in {close.where}" if close else ""
    return f"{number} is not printed{where}"


def _in_part(part, name):
    if row := TABLE_ROW.match(part):
        expected = facts.row_facts().get(row[1], facts.mean_facts())
        return _out_of_order(part, expected, name)
    if row := PENALTY_ROW.match(part):
        return _out_of_order(part, facts.penalty_facts(float(row[1])), name)
    found = []
    for claim in claims(part):
        near = [*_linked(claim, book_evidence()), *facts.named_rows(part)]
        given = facts.proving(claim.number, facts.book_facts())
        if not proof(claim.number, [*near, *given]):
            problem = _not_printed(claim.number, near or facts.book_facts())
            advice = "Correct it, or link in the paragraph to the section that prints it"
            found.append(f'{name}: {problem} ("{claim.sentence}"). {advice}')
    return found


def _out_of_order(part, expected, name):
    """Return the numbers that are not the known values in their order; some may be left out."""
    rest = iter(expected)
    wrong = [n for n in numbers(part) if all(proof(n, [fact]) is None for fact in rest)]
    row = ", ".join(str(fact.number) for fact in expected)
    return [f"{name}: {number} is not in its place of the row {row} ({part})" for number in wrong]
