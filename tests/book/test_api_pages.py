"""The pages of the package: every public function is there, and chapters lead to what they use."""

import inspect
import sys
from types import SimpleNamespace

import pytest
from docutils import nodes
from docutils.core import publish_doctree

import bce_tutorial
import check_api
from bce_tutorial import datasets
from chapters import BOOK, name_of, notebook_paths, read
from verdict import expect_none

PAGES = {path.stem: path.read_text(encoding="utf-8") for path in BOOK.glob("api*.md")}
NAMES = sorted(set(bce_tutorial.__all__) - check_api.SHOWN)
DATA = [
    f"datasets.{name}"
    for name, function in inspect.getmembers(datasets, inspect.isfunction)
    if function.__module__ == datasets.__name__ and not name.startswith("_")
]


SMALL = {"api": ".. autofunction:: bce_tutorial.log_penalty\n.. autofunction:: bce_tutorial.logit"}
LINK = "[`log_penalty`](api.md#bce_tutorial.log_penalty)"


def test_every_public_function_is_documented_once():
    asking = sorted(check_api.SHOWN - {"datasets"})
    expect_none(check_api.page_problems([*NAMES, *asking, *DATA], PAGES))


@pytest.mark.parametrize("path", notebook_paths(), ids=lambda path: path.stem)
def test_a_chapter_links_every_helper_that_it_imports(path):
    problems = check_api.link_problems(read(path), NAMES, PAGES)
    expect_none(f"{name_of(path.stem)}: {problem}" for problem in problems)


def importing(text):
    """Return a chapter that imports one helper and says a text."""
    code = {"cell_type": "code", "source": "from bce_tutorial import log_penalty", "metadata": {}}
    return {"cells": [code, {"cell_type": "markdown", "source": text}]}


def test_a_missing_page_and_a_second_one_are_found():
    names = ["log_penalty", "logit"]
    assert list(check_api.page_problems(names, SMALL)) == []
    once = {"api": SMALL["api"].replace(".log_penalty", ".penalty")}
    twice = {**SMALL, "api-x": SMALL["api"].splitlines()[1]}
    for pages, line in (
        (once, "log_penalty is documented 0 times"),
        (twice, "logit is documented 2"),
    ):
        (problem,) = check_api.page_problems(names, pages)
        assert problem.startswith(line)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (LINK, []),
        ("`log_penalty`", ["log_penalty is imported, and no text links it to its page"]),
        (LINK.replace("api.md", "api-x.md"), ["log_penalty is not on the page api-x"]),
        (LINK.replace("[`log_penalty`", "[`penalty`"), ["penalty links to log_penalty"]),
    ],
)
def test_a_missing_link_and_a_wrong_page_are_found(text, expected):
    found = list(check_api.link_problems(importing(text), ["log_penalty"], SMALL))
    assert [line.split(". ")[0] for line in found] == expected
    assert all(". " in line for line in found)  # and what to do


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


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("binary_cross_entropy", "binary_<wbr>cross_<wbr>entropy"),
        (
            "BinaryCrossentropy(from_logits=True)",
            "Binary<wbr>Crossentropy(<wbr>from_<wbr>logits=<wbr>True)",
        ),
        ("class_weight=&quot;on&quot;", "class_<wbr>weight=<wbr>&quot;on&quot;"),
        ('penalty(reduction="sum")', 'penalty(<wbr>reduction=<wbr>"sum")'),
        ("pos_weight", "pos_weight"),  # short enough for any line
        ("2.718281828459045", "2.718281828459045"),
    ],
)
def test_a_long_name_breaks_between_its_parts_only(name, shown, monkeypatch):
    monkeypatch.syspath_prepend(BOOK / "_ext")
    import book_api

    sys.modules.pop("book_api")
    body = '<span class="pre">{0}</span> <code>{0}</code><span class="sig-paren">(</span>{1}'
    context = {"body": body.format(name, name), "toc": ""}
    app = SimpleNamespace(builder=SimpleNamespace(name="html"))
    book_api.break_names(app, "api", "page.html", context, None)
    assert context["body"] == body.format(shown, f"<wbr>{name}")
