"""The glossary and the frequent questions keep their form, and chapters name terms that exist."""

import re

import pytest

import chapters
import check_prose
import facts

GLOSSARY, FAQ, CHEAT_SHEET = (
    (chapters.BOOK / f"{name}.md").read_text(encoding="utf-8")
    for name in ("glossary", "faq", "cheat-sheet")
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
    assert first == sorted(first)
    assert len(TERMS) == len(set(TERMS))
    for names, definition in ENTRIES:
        assert facts.LINK.search(definition), names
        assert len(re.findall(r"[.!?](?=\s)", definition)) <= 3, names


def test_the_loss_has_all_its_names():
    names = next(names.splitlines() for names, _ in ENTRIES if "log loss" in names)
    assert {"binary cross-entropy", "BCE", "logistic loss", "negative log-likelihood"} < set(names)


@pytest.mark.parametrize("path", chapters.chapter_paths(), ids=lambda path: path.stem)
def test_a_chapter_links_terms_that_the_glossary_has_each_once(path):
    named = NAMED.findall(chapters.markdown(chapters.read(path)))
    assert named
    assert set(named) <= set(TERMS)
    assert len(named) == len(set(named))


def test_each_answer_is_short_and_leads_to_a_section_of_a_chapter():
    assert len(ANSWERS) >= 20
    for question, answer in ANSWERS:
        assert set(facts.LINK.findall(answer)) & set(facts.chapter_facts()), question
        prose = check_prose.NOT_PROSE.sub(" ", answer)
        assert 2 <= len(re.findall(r"[.?](?=\s|$)", prose)) <= 6, question


@pytest.mark.parametrize("page", [FAQ, CHEAT_SHEET], ids=["faq", "cheat-sheet"])
def test_every_number_on_these_pages_is_compared(page):
    """Some other last digit of each number must be found to be wrong."""
    for part in facts.parts(page):
        for number in check_prose.claims(part):
            last = number.text[-1]
            changed = [
                part.replace(number.text, number.text[:-1] + digit)
                for digit in "0123456789"
                if digit != last
            ]
            assert any(facts.page_problems(text) for text in changed), (number.text, part)
