"""The bibliography holds what is cited, all of it and nothing else, and where to find it."""

import copy

import pytest

import check_bibliography

KNOWN = check_bibliography.entries()
TEXTS = list(check_bibliography.texts())
USED = check_bibliography.cited(TEXTS)


def test_every_entry_is_cited_and_complete_and_every_citation_has_one():
    assert list(check_bibliography.problems(KNOWN, USED)) == []


def test_an_entry_without_a_use_and_a_citation_without_an_entry_are_found():
    fewer = {key: entry for key, entry in KNOWN.items() if key != "good1952"}
    assert list(check_bibliography.problems(fewer, USED)) == ["good1952 is cited and has no entry"]
    assert list(check_bibliography.problems(KNOWN, USED - {"good1952"})) == [
        "good1952 is never cited"
    ]


def test_a_citation_counts_wherever_it_stands():
    assert {"a1", "b2"} <= check_bibliography.cited(["so {cite:t}`a1` says {cite:p}`a1, b2`"])
    assert {"saxena2024", "bcepost", "productteams", "shortnote"} <= check_bibliography.cited([])


@pytest.mark.parametrize(
    ("key", "lost", "expected"),
    [
        ("good1952", ["title"], "has no title"),
        ("bcepost", ["key"], "has neither author nor key"),
        ("torchbceloss", ["howpublished"], "has neither year nor howpublished"),
        ("murphy1973", ["pages"], "lacks journal, volume, pages or year"),
        ("good1952", ["doi"], "has neither DOI, ISBN nor address"),
        ("bishop2006", ["isbn"], "has neither DOI, ISBN nor address"),
        ("saxena2024", ["url"], "has neither DOI, ISBN nor address"),
    ],
)
def test_an_incomplete_entry_is_found(key, lost, expected):
    known = copy.deepcopy(KNOWN)
    for field in lost:
        del known[key].fields[field]
    assert list(check_bibliography.problems(known, USED)) == [f"{key} {expected}"]


@pytest.mark.parametrize(
    ("field", "value", "expected"),
    [
        ("doi", "https://doi.org/10.1000/1", "good1952 has a DOI that is none"),
        ("url", "www.example.org", "good1952 has an address that is none"),
        ("doi", "10.1002/J.1538-7305.1948.tb01338.x", "10.1002/j.1538-7305.1948.tb01338.x has two"),
    ],
)
def test_a_wrong_address_is_found(field, value, expected):
    known = copy.deepcopy(KNOWN)
    known["good1952"].fields[field] = value
    (problem,) = check_bibliography.problems(known, USED)
    assert problem.startswith(expected)
