"""The checks bite: each kind of damage to a copy of a real chapter is found."""

import copy
import re
import subprocess
import sys
import xml.etree.ElementTree as ET

import nbformat
import pytest

import chapters
import check_prose
import check_structure
import facts

PATH = chapters.chapter_paths()[2]  # its first figure comes early
NOTEBOOK = chapters.read(PATH)
CODE = chapters.code_cells(NOTEBOOK)
PRINTED = next(cell["id"] for cell in CODE if chapters.outputs(cell, "text/plain"))
FIGURE = next(cell["id"] for cell in CODE if chapters.outputs(cell, "image/svg+xml"))


def find(notebook, name):
    """Return the cell with an id."""
    return next(cell for cell in notebook["cells"] if cell["id"] == name)


def damaged(name, change):
    """Return a copy of the chapter in which `change` was made to the named cell."""
    notebook = copy.deepcopy(NOTEBOOK)
    change(find(notebook, name))
    return notebook


def other_digit(text, pattern):
    """Change the last digit of the first match of a pattern."""
    match = re.search(pattern, text)
    end = match.end()
    return f"{text[: end - 1]}{(int(text[end - 1]) + 1) % 10}{text[end:]}"


def as_text(cell):
    """Join a text output's lines, so that a change can be made in one string."""
    output = cell["outputs"][0]
    holder, key = (output, "text") if "text" in output else (output["data"], "text/plain")
    holder[key] = "".join(holder[key])
    return holder, key


def change_printed_digit(cell):
    holder, key = as_text(cell)
    holder[key] = other_digit(holder[key], r"\d*\.?\d+")


def change_curve(cell):
    data = cell["outputs"][0]["data"]
    svg = "".join(data["image/svg+xml"])
    data["image/svg+xml"] = other_digit(svg, r'<path d="M -?\d+\.\d+')


def test_nbval_finds_a_changed_digit_and_a_changed_curve(tmp_path):
    """Run it on the chapter up to its first figure, as stored and with the two changes."""
    end = 1 + [cell["id"] for cell in NOTEBOOK["cells"]].index(FIGURE)
    changed = copy.deepcopy(NOTEBOOK)
    change_printed_digit(find(changed, PRINTED))
    change_curve(find(changed, FIGURE))
    for name, notebook in (("intact", NOTEBOOK), ("changed", changed)):
        opening = nbformat.from_dict({**notebook, "cells": notebook["cells"][:end]})
        nbformat.write(opening, tmp_path / f"{name}.ipynb")
    report = tmp_path / "report.xml"
    options = ["--nbval", "--nbval-current-env", "-p", "no:cacheprovider", f"--junitxml={report}"]
    command = [sys.executable, "-m", "pytest", *options, str(tmp_path)]
    subprocess.run(command, cwd=tmp_path, capture_output=True, check=False)
    cases = list(ET.parse(report).iter("testcase"))
    failed = {(case.get("classname"), case.get("name")) for case in cases if len(case)}
    order = [cell["id"] for cell in CODE]
    assert len(cases) == 2 * (order.index(FIGURE) + 1)
    assert failed == {
        ("changed.ipynb", f"Cell {order.index(PRINTED)}"),
        ("changed.ipynb", f"Cell {order.index(FIGURE)}"),
    }


def test_intact_chapter_passes():
    assert check_structure.problems(NOTEBOOK, PATH.stem) == []


STREAM = {"output_type": "stream", "name": "stderr", "text": ["oops\n"]}
ADDRESS = {"output_type": "stream", "name": "stdout", "text": ["<object at 0x7f3a5c0d1e20>\n"]}
WARNING = {"output_type": "stream", "name": "stdout", "text": ["a.py:3: UserWarning: oops\n"]}
PICTURE = {"output_type": "display_data", "data": {"image/png": "iVBORw0KGgo="}, "metadata": {}}
ERROR = {"output_type": "error", "ename": "ValueError", "evalue": "oops", "traceback": []}
STRUCTURE = {
    "execution count None, expected": (PRINTED, lambda cell: cell.update(execution_count=None)),
    "execution count 99, expected": (PRINTED, lambda cell: cell.update(execution_count=99)),
    "must have an output of type text/plain": (PRINTED, lambda cell: cell.update(outputs=[])),
    "must have an output of type image/svg": (FIGURE, lambda cell: cell.update(outputs=[])),
    "writes to stderr": (PRINTED, lambda cell: cell["outputs"].append(STREAM)),
    "an address in memory": (PRINTED, lambda cell: cell["outputs"].append(ADDRESS)),
    "prints a warning": (PRINTED, lambda cell: cell["outputs"].append(WARNING)),
    "output of type image/png": (PRINTED, lambda cell: cell["outputs"].append(PICTURE)),
    "an error needs the tag": (PRINTED, lambda cell: cell["outputs"].append(ERROR)),
    "and the tag an error": (
        PRINTED,
        lambda cell: cell["metadata"].update(tags=["raises-exception"]),
    ),
    "tag nbval-ignore-output": (
        PRINTED,
        lambda cell: cell["metadata"].update(tags=["nbval-ignore-output"]),
    ),
    "tells nbval to look away": (PRINTED, lambda cell: cell["source"].insert(0, "# NBVAL_SKIP\n")),
    "is not folded in JupyterLab as": (
        PRINTED,
        lambda cell: cell["metadata"].update(tags=["hide-cell"]),
    ),
    "metadata execution": (PRINTED, lambda cell: cell["metadata"].update(execution={})),
    "cell id 3fa9c01b is not made of words": (PRINTED, lambda cell: cell.update(id="3fa9c01b")),
    "is used twice": (PRINTED, lambda cell: cell.update(id=FIGURE)),
    "ends with a semicolon": (PRINTED, lambda cell: cell["source"].append(";")),
    "more than 15 lines": (PRINTED, lambda cell: cell["source"].extend(["\n", "x = 1"] * 15)),
    "not plain Python": (PRINTED, lambda cell: cell["source"].insert(0, "%matplotlib inline\n")),
    "the alternative text has fewer": (
        FIGURE,
        lambda cell: cell["metadata"]["mystnb"]["image"].update(alt="a curve"),
    ),
    "the figure has no caption": (
        FIGURE,
        lambda cell: cell["metadata"]["mystnb"]["figure"].update(caption=" "),
    ),
    "the figure's name is curve": (
        FIGURE,
        lambda cell: cell["metadata"]["mystnb"]["figure"].update(name="curve"),
    ),
    "describes a figure, but shows none": (FIGURE, lambda cell: cell.update(outputs=[])),
    "the figure was not drawn with": (
        FIGURE,
        lambda cell: cell["outputs"][0]["data"].update({"image/svg+xml": ["<svg></svg>"]}),
    ),
    "bytes, allowed are": (
        FIGURE,
        lambda cell: cell["outputs"][0]["data"]["image/svg+xml"].append(" " * 30_000),
    ),
}
TITLE, *_, LAST = (cell["id"] for cell in NOTEBOOK["cells"] if cell["cell_type"] == "markdown")
FORM = {
    "the first cell does not start with": (TITLE, lambda cell: cell["source"].pop(0)),
    "there must be one title": (TITLE, lambda cell: cell["source"].append("\n\n# Another")),
    "skips a level": (TITLE, lambda cell: cell["source"].append("\n\n### Too deep")),
    "the sections": (
        LAST,
        lambda cell: cell["source"].append("\n\n## Exercises") or cell["source"].pop(0),
    ),
    "empty cell": (LAST, lambda cell: cell.update(source=["\n"])),
    "the word 'Simply'": (LAST, lambda cell: cell["source"].append(" Simply so.")),
    "markup that not every reader": (LAST, lambda cell: cell["source"].append(" <b>bold</b>")),
}


@pytest.mark.parametrize("problem", [*STRUCTURE, *FORM])
def test_structure_check_finds(problem):
    notebook = damaged(*{**STRUCTURE, **FORM}[problem])
    assert any(problem in found for found in check_structure.problems(notebook, PATH.stem))


@pytest.mark.parametrize("path", chapters.chapter_paths(), ids=lambda path: path.stem)
def test_structure_check_finds_every_stripped_cell(path):
    notebook = chapters.read(path)
    before = check_structure.problems(notebook, path.stem)
    for cell in chapters.code_cells(notebook):
        stored, cell["outputs"] = cell["outputs"], []
        found = set(check_structure.problems(notebook, path.stem)) - set(before)
        assert bool(found) == bool(stored), cell["id"]
        cell["outputs"] = stored


def test_structure_check_finds_changed_metadata_a_path_and_a_large_file(tmp_path):
    notebook = {**NOTEBOOK, "metadata": {}, "nbformat_minor": 4}
    assert len(check_structure.problems(notebook, PATH.stem)) == 2
    large = tmp_path / "large.ipynb"
    large.write_text("see /" + "home/reader\n" + "x" * 600_000, encoding="utf-8")
    assert len(list(check_structure.file_problems(large))) == 2


@pytest.mark.parametrize("path", chapters.chapter_paths(), ids=lambda path: path.stem)
def test_prose_check_compares_every_number(path):
    """Some other last digits make another number of the chapter, but never all nine."""
    notebook = chapters.read(path)
    evidence = check_prose.evidence(notebook)
    claimed = check_prose.claims(check_prose.prose(notebook))
    assert len(claimed) > 10
    for number in claimed:
        others = [number]
        for _ in range(9):
            others += check_prose.claims(other_digit(others[-1].text, r"[\d.,]+"))
        assert len(check_prose.unproved(others[1:], *evidence)) > 0, number


@pytest.mark.parametrize("part", ["alt", "caption"])
def test_prose_check_reads_the_words_of_figures(part):
    def change(cell):
        section = cell["metadata"]["mystnb"][{"alt": "image", "caption": "figure"}[part]]
        section[part] += " The loss is 0.987654."

    before, after = NOTEBOOK, damaged(FIGURE, change)
    new = {number.text for number in check_prose.unproved_in(after)}
    assert new - {number.text for number in check_prose.unproved_in(before)} == {"0.987654"}


def test_page_check_finds_a_changed_number_in_each_row_of_the_table():
    lines = (chapters.BOOK / "notation.md").read_text(encoding="utf-8").splitlines()
    rows = [line for line in lines if re.match(r"\| ID\d \|", line)]
    assert len(rows) == 8
    for row in rows:
        assert facts.page_problems(row) == []
        for cell in re.finditer(r"(?<=\| )[\d.]+(?= \|)", row):
            text = other_digit(row[: cell.end()], r"[\d.]+$") + row[cell.end() :]
            assert facts.page_problems(text) != [], text


QUOTING = "A loss of {number} ({{ref}}`words <{label}>`)."


def test_page_may_state_what_the_chapter_printed_to_which_its_paragraph_links():
    label = f"sec-{PATH.stem[3:]}"
    exact, printed = check_prose.evidence(NOTEBOOK)
    known = facts.book_facts().values()
    printed = check_prose.claims(" ".join(map(str, printed)))
    number = check_prose.unproved(printed, [*known, *exact], [])[0]
    text = QUOTING.format(number=number.text, label=label)
    assert facts.page_problems(text) == []
    elsewhere = text.replace(label, "sec-notation")
    assert [problem.split()[0] for problem in facts.page_problems(elsewhere)] == [number.text]
    assert facts.page_problems(f"{number.text}\n\n{text}") != []


def test_page_check_reads_a_table_of_penalties_row_by_row():
    assert facts.page_problems("| 0.01 | 4.6052 | 6.6439 |\n| 0.1 | 2.3026 | 3.3219 |") == []
    assert len(facts.page_problems("| 0.1 | 4.6052 | 6.6439 |\n| 0.01 | 2.3026 | 3.3219 |")) == 4
