"""Every number in the text is one that the code gives, or a listed exception."""

import pytest

import chapters
import check_prose
import facts

PAGES = sorted(chapters.BOOK.glob("*.md"))


def unproved_in_chapter(path):
    """Return the texts of the numbers that a chapter states without printing them."""
    notebook = chapters.read(path)
    claimed = check_prose.claims(check_prose.prose(notebook))
    return [
        number.text for number in check_prose.unproved(claimed, *check_prose.evidence(notebook))
    ]


def unproved_on_page(path):
    """Return the problems of a page; each starts with the number."""
    return facts.page_problems(path.read_text(encoding="utf-8"))


def without_exceptions(page, problems):
    """Drop the problems whose number has a reason."""
    exempt = {number for listed, number in check_prose.read_exceptions() if listed == page}
    return [problem for problem in problems if problem.split()[0] not in exempt]


@pytest.mark.parametrize("path", chapters.chapter_paths(), ids=lambda path: path.stem)
def test_chapter_states_only_numbers_that_its_cells_print(path):
    assert without_exceptions(path.stem, unproved_in_chapter(path)) == []


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_page_states_only_numbers_that_the_package_gives(path):
    assert without_exceptions(path.stem, unproved_on_page(path)) == []


def test_every_exception_is_needed_and_has_a_reason():
    exceptions = check_prose.read_exceptions()
    found = {
        (path.stem, text) for path in chapters.chapter_paths() for text in unproved_in_chapter(path)
    }
    found |= {(path.stem, text.split()[0]) for path in PAGES for text in unproved_on_page(path)}
    assert set(exceptions) - found == set()
    assert all(len(reason) > 10 for reason in exceptions.values())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a loss of 0.4937, then 4,601 e-mails.", ["0.4937", "4,601"]),
        ("$4{,}601$, $4\\,601$ and 10\u202f000", ["4,601", "4,601", "10,000"]),
        ("25.4 % and $25.4\\%$", ["25.4", "25.4"]),
        ("$2.2204 \\cdot 10^{-16}$ or 2.220e-16", ["2.2204e-16", "2.220e-16"]),
        ("0.94, 12, 0.0061, $10^{-300}$, float64, ID6, {cite:t}`good1952`, DOI:10.1145/12345", []),
        ("(sec-2024)=\n$$ x $$ (eq-1234) https://example.org/12345 [text](#123)", []),
        ("`p = 0.123`, 0.900 and 100", ["0.123", "0.900", "100"]),
    ],
)
def test_claims_are_the_numbers_with_three_significant_digits(text, expected):
    assert [number.text for number in check_prose.claims(text)] == expected


@pytest.mark.parametrize(
    ("text", "printed", "proved"),
    [
        ("0.4937", "0.493731", True),
        ("0.4938", "0.493731", False),
        ("0.4937", "0.49", False),
        ("25.4 %", "0.25369", True),
        ("25.4 %", "25.37", True),
        ("25.4", "0.25369", False),
        ("4,601", "(4601, 6)", True),
        ("2.2204e-16", "2.220446049250313e-16", True),
        ("2.2205e-16", "2.220446049250313e-16", False),
    ],
)
def test_claim_is_proved_at_its_printed_precision(text, printed, proved):
    values = [number.value for number in check_prose.numbers(printed)]
    assert (check_prose.unproved(check_prose.claims(text), [], values) == []) is proved
