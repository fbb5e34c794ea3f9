"""The bibliography holds what is cited, all of it and nothing else, and where to find it."""

import pytest

import check_bibliography
from verdict import expect_none

SMALL = """
@article{good1952, author = {I. J. Good}, title = {Rational decisions}, year = {1952},
  journal = {JRSS B}, volume = {14}, pages = {107--114}, doi = {10.1111/j.2517-6161.1952.tb00104.x}}
@book{bishop2006, author = {C. M. Bishop}, title = {Pattern recognition}, year = {2006},
  isbn = {9780387310732}}
@misc{post, key = {Post}, title = {A post}, howpublished = {Web page}, url = {https://a.org/x}}
"""
USED = check_bibliography.cited([("05 by-hand", "so {cite:t}`good1952` says {cite:p}`bishop2006`")])
USED["post"] = 'questions/log-penalty.toml q-1 ("0")'


def found(text=SMALL, used=USED):
    """Return the problems of a small bibliography, which has none."""
    return list(check_bibliography.problems(check_bibliography.parsed(text), used))


def test_every_entry_is_cited_and_complete_and_every_citation_has_one():
    used = check_bibliography.cited(check_bibliography.texts()) | check_bibliography.named()
    expect_none(check_bibliography.problems(check_bibliography.entries(), used))


def test_a_complete_bibliography_has_no_problem():
    assert found() == []


def test_an_entry_without_a_use_and_a_citation_without_an_entry_are_found():
    assert found(SMALL.replace("{good1952", "{good1953"), USED | {"good1953": "x"}) == [
        '05 by-hand ("…so {cite:t}`good1952` says {cite:p}`bishop2006`…") cites good1952, '
        "which references.bib lacks. Add it, or correct the key"
    ]
    used = {key: place for key, place in USED.items() if key != "good1952"}
    assert found(used=used) == [
        "references.bib: good1952 is never cited. Cite it, or delete it",
    ]


def test_a_citation_counts_wherever_it_stands():
    texts = [("05 a", "{cite:p}`a1, b2`"), ("faq.md", "\n{cite:t}`c`")]
    assert set(check_bibliography.cited(texts)) == {"a1", "b2", "c"}
    assert {"saxena2024", "bcepost", "productteams", "shortnote"} <= set(check_bibliography.named())


@pytest.mark.parametrize(
    ("part", "expected"),
    [
        ("title = {Rational decisions},", "good1952 has no title"),
        ("key = {Post},", "post has neither author nor key"),
        ("howpublished = {Web page},", "post has neither year nor howpublished"),
        ("pages = {107--114},", "good1952 lacks journal, volume, pages or year"),
        (
            ", doi = {10.1111/j.2517-6161.1952.tb00104.x}",
            "good1952 has neither DOI, ISBN nor address",
        ),
        (",\n  isbn = {9780387310732}", "bishop2006 has neither DOI, ISBN nor address"),
        (", url = {https://a.org/x}", "post has neither DOI, ISBN nor address"),
    ],
)
def test_an_incomplete_entry_is_found(part, expected):
    assert SMALL.count(part) == 1
    assert found(SMALL.replace(part, "")) == [f"references.bib: {expected}"]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("doi = {10.1111", "doi = {https://doi.org/10.1111", "good1952 has a DOI that is none"),
        ("https://a.org/x", "www.example.org", "post has an address that is none"),
        (
            "isbn = {9780387310732}",
            "doi = {10.1111/J.2517-6161.1952.TB00104.x}",
            "10.1111/j.2517-6161.1952.tb00104.x has two entries",
        ),
    ],
)
def test_a_wrong_address_is_found(old, new, expected):
    assert found(SMALL.replace(old, new)) == [f"references.bib: {expected}"]
