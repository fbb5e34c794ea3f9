"""The glossary and the frequent questions keep their form, and chapters name terms that exist."""

import itertools
import re

import pytest

import chapters
import check_prose
import claims
from verdict import expect_none

GLOSSARY, FAQ = (
    (chapters.BOOK / f"{name}.md").read_text(encoding="utf-8") for name in ("glossary", "faq")
)
ENTRIES = re.findall(
    r"((?:^[^\s`#(].*\n)+)((?:  .+\n)+)", GLOSSARY.split("```{glossary}\n")[1], re.M
)
TERMS = [term for names, _ in ENTRIES for term in names.splitlines()]
ANSWERS = re.findall(r"^### (.+\?)\n\n((?:(?!#).*\n)+)", FAQ, flags=re.MULTILINE)
NAMED = re.compile(r"\{term\}`(?:[^`<]*<)?([^`>]+)>?`")


def test_the_glossary_is_in_order_names_nothing_twice_and_leads_to_a_section():
    first = [names.splitlines()[0].lower() for names, _ in ENTRIES]
    assert len(first) > 40
    expect_none(
        f"glossary: {later!r} stands after {earlier!r}. Sort the terms"
        for earlier, later in itertools.pairwise(first)
        if later < earlier
    )
    expect_none(f"glossary: {t!r} is there twice" for t in set(TERMS) if TERMS.count(t) > 1)
    for names, definition in ENTRIES:
        term = names.splitlines()[0]
        if not claims.LINK.search(definition):
            expect_none([f"glossary: {term!r} leads to no section"])
        if (count := len(re.findall(r"[.!?](?=\s)", definition))) > 3:
            expect_none([f"glossary: {term!r} has {count} sentences, at most three are allowed"])


def test_the_loss_has_all_its_names():
    names = next(names.splitlines() for names, _ in ENTRIES if "log loss" in names)
    assert {"binary cross-entropy", "BCE", "logistic loss", "negative log-likelihood"} < set(names)


@pytest.mark.parametrize("path", chapters.chapter_paths(), ids=lambda path: path.stem)
def test_a_chapter_links_terms_that_the_glossary_has_each_once(path):
    name, named = path.stem[:2], NAMED.findall(chapters.markdown(chapters.read(path)))
    expect_none([] if named else [f"{name} links no term of the glossary: {{term}}`base rate`"])
    expect_none(
        f"{name}: the glossary has no term {term!r}. Correct it, or add it to book/glossary.md"
        for term in sorted(set(named) - set(TERMS))
    )
    expect_none(
        f"{name} links the term {term!r} {named.count(term)} times. Link it where it comes first"
        for term in sorted(set(named))
        if named.count(term) > 1
    )


def test_each_answer_is_short_and_leads_to_a_section_of_a_chapter():
    assert len(ANSWERS) >= 20
    for question, answer in ANSWERS:
        if not set(claims.LINK.findall(answer)) & set(check_prose.book_evidence()):
            expect_none([f"faq: the answer to {question!r} leads to no section of a chapter"])
        prose = claims.NOT_PROSE.sub(" ", answer)
        if not 2 <= (count := len(re.findall(r"[.?](?=\s|$)", prose))) <= 6:
            expect_none([f"faq: the answer to {question!r} has {count} sentences, not 2 to 6"])
