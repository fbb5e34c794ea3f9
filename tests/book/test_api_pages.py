"""The pages of the package: every public function is there, and chapters lead to what they use."""

import inspect
import json
import sys

import pytest
from docutils import nodes
from docutils.core import publish_doctree

import bce_tutorial
import check_api
from bce_tutorial import datasets
from chapters import BOOK, chapter_paths, read

PAGES = {path.stem: path.read_text(encoding="utf-8") for path in BOOK.glob("api*.md")}
NAMES = sorted(set(bce_tutorial.__all__) - check_api.SHOWN)
DATA = [
    f"datasets.{name}"
    for name, function in inspect.getmembers(datasets, inspect.isfunction)
    if function.__module__ == datasets.__name__ and not name.startswith("_")
]


def test_every_public_function_is_documented_once():
    asking = sorted(check_api.SHOWN - {"datasets"})
    assert list(check_api.page_problems([*NAMES, *asking, *DATA], PAGES)) == []


@pytest.mark.parametrize("path", chapter_paths(), ids=lambda path: path.stem)
def test_a_chapter_links_every_helper_that_it_imports(path):
    assert list(check_api.link_problems(read(path), NAMES, PAGES)) == []


def test_a_missing_page_a_missing_link_and_a_wrong_page_are_found():
    pages = {**PAGES, "api": PAGES["api"].replace("autofunction:: log_penalty", "")}
    assert list(check_api.page_problems(NAMES, pages)) == ["log_penalty is documented 0 times"]
    text = json.dumps(read(BOOK / "04-log-penalty.ipynb"))
    link = "[`log_penalty`](api.md#bce_tutorial.log_penalty)"
    for damaged, expected in (
        ("`log_penalty`", ["log_penalty is imported, and no text links it to its page"]),
        (link.replace("api.md", "api-x.md"), ["log_penalty is not on the page api-x"]),
        (link.replace("[`log_penalty`", "[`penalty`"), ["penalty links to log_penalty"]),
    ):
        assert text.count(link) == 1
        notebook = json.loads(text.replace(link, damaged))
        assert list(check_api.link_problems(notebook, NAMES, PAGES)) == expected


@pytest.mark.parametrize("reference", ["C. M. Bishop, *Book*, 2006.", "I. J. Good, 1952."])
def test_the_initials_of_an_author_do_not_become_a_list(reference, monkeypatch):
    monkeypatch.syspath_prepend(BOOK / "_ext")
    import book_api

    sys.modules.pop("book_api")
    lines = reference.splitlines()
    assert list(publish_doctree(reference).findall(nodes.enumerated_list))
    book_api.keep_initials(None, "function", "name", None, None, lines)
    (paragraph,) = publish_doctree("\n".join(lines)).children
    assert paragraph.astext() == reference.replace("*", "")
