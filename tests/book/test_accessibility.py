"""The page on accessibility has every criterion, and names tests that exist."""

import ast
import collections
import re

import chapters

PAGE = (chapters.BOOK / "accessibility.md").read_text(encoding="utf-8")
# Level A and AA of WCAG 2.2, in whose numbering 4.1.1 is a criterion that was removed.
CRITERIA = """
1.1.1 A, 1.2.1 A, 1.2.2 A, 1.2.3 A, 1.2.4 AA, 1.2.5 AA, 1.3.1 A, 1.3.2 A, 1.3.3 A, 1.3.4 AA,
1.3.5 AA, 1.4.1 A, 1.4.2 A, 1.4.3 AA, 1.4.4 AA, 1.4.5 AA, 1.4.10 AA, 1.4.11 AA, 1.4.12 AA,
1.4.13 AA, 2.1.1 A, 2.1.2 A, 2.1.4 A, 2.2.1 A, 2.2.2 A, 2.3.1 A, 2.4.1 A, 2.4.2 A, 2.4.3 A,
2.4.4 A, 2.4.5 AA, 2.4.6 AA, 2.4.7 AA, 2.4.11 AA, 2.5.1 A, 2.5.2 A, 2.5.3 A, 2.5.4 A, 2.5.7 AA,
2.5.8 AA, 3.1.1 A, 3.1.2 AA, 3.2.1 A, 3.2.2 A, 3.2.3 AA, 3.2.4 AA, 3.2.6 A, 3.3.1 A, 3.3.2 A,
3.3.3 AA, 3.3.4 AA, 3.3.7 A, 3.3.8 AA, 4.1.2 A, 4.1.3 AA
"""
ROW = re.compile(r"^\| ([\d.]+) [A-Z].* \((A+)\) \| (.+?) \| (.+) \|$", re.MULTILINE)
TEST = re.compile(r"`(test_\w+)`")
STATES = {"Tested", "By hand", "Not done", "Does not apply"}


def defined():
    """Return how often each test function is defined in the folder of tests."""
    trees = (ast.parse(path.read_bytes()) for path in (chapters.ROOT / "tests").rglob("test_*.py"))
    nodes = (node for tree in trees for node in ast.walk(tree))
    return collections.Counter(n.name for n in nodes if isinstance(n, ast.FunctionDef))


def unknown(page, tests):
    """Return the tests that a page names and no file, or more than one, defines."""
    return {name for name in TEST.findall(page) if tests[name] != 1}


def test_each_criterion_has_one_row():
    wanted = [tuple(text.split()) for text in CRITERIA.split(",")]
    assert [level for _, level in wanted].count("A") == 31
    assert [level for _, level in wanted].count("AA") == 24
    assert [(number, level) for number, level, *_ in ROW.findall(PAGE)] == wanted


def test_what_is_tested_names_its_tests_and_what_is_not_says_why():
    for number, _, state, behind in ROW.findall(PAGE):
        assert state in STATES, number
        assert state != "Tested" or TEST.search(behind), number
        assert behind.endswith("."), number


def test_every_test_that_the_page_names_exists_once():
    assert unknown(PAGE, defined()) == set()
    assert unknown("`test_page` and `test_nothing_of_the_kind`", defined()) == {
        "test_nothing_of_the_kind"
    }
