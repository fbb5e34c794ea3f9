"""The checks of form bite: each kind of damage to a small chapter gives one line with its place."""

import pytest

import check_structure
from small_chapter import STEM, SVG, bank, cell, chapter, damaged, reworded

PRINTED, FIGURE = "by-hand", "curve"
STREAM = {"output_type": "stream", "name": "stderr", "text": ["oops\n"]}
ADDRESS = {"output_type": "stream", "name": "stdout", "text": ["<object at 0x7f3a5c0d1e20>\n"]}
WARNING = {"output_type": "stream", "name": "stdout", "text": ["a.py:3: UserWarning: oops\n"]}
PICTURE = {"output_type": "display_data", "data": {"image/png": "iVBORw0KGgo="}, "metadata": {}}
ERROR = {"output_type": "error", "ename": "ValueError", "evalue": "oops", "traceback": []}


def settings(section, **changes):
    """Return what changes the description of a figure."""
    return lambda cell: cell["metadata"]["mystnb"][section].update(changes)


def say(text):
    """Return what adds to the source of a cell."""
    return lambda cell: cell["source"].append(text)


DAMAGE = {
    "execution count None, expected 2": (PRINTED, lambda cell: cell.update(execution_count=None)),
    "execution count 99, expected 2": (PRINTED, lambda cell: cell.update(execution_count=99)),
    "must have an output of type text/plain": (PRINTED, lambda cell: cell.update(outputs=[])),
    "writes to stderr": (FIGURE, lambda cell: cell["outputs"].append(STREAM)),
    "prints an address in memory": (FIGURE, lambda cell: cell["outputs"].append(ADDRESS)),
    "prints a warning": (FIGURE, lambda cell: cell["outputs"].append(WARNING)),
    "output of type image/png": (PRINTED, lambda cell: cell["outputs"].append(PICTURE)),
    "printed text in pieces": (PRINTED, lambda cell: cell["outputs"].append(cell["outputs"][0])),
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
    "ends with a semicolon": (PRINTED, say(";")),
    "more than 15 lines": (PRINTED, say("\n".join(["", *["x = 1"] * 15, "print(y)"]))),
    "not plain Python": (PRINTED, lambda cell: cell["source"].insert(0, "%matplotlib inline\n")),
    "the alternative text has fewer": (FIGURE, settings("image", alt="a curve")),
    "the figure has no caption": (FIGURE, settings("figure", caption=" ")),
    "the figure's name is curve": (FIGURE, settings("figure", name="curve")),
    "describes a figure, but shows none": (
        FIGURE,
        lambda cell: cell["outputs"][0]["data"].pop("image/svg+xml"),
    ),
    "the figure was not drawn with": (
        FIGURE,
        lambda cell: cell["outputs"][0]["data"].update({"image/svg+xml": ["<svg></svg>"]}),
    ),
    "bytes, allowed are": (
        FIGURE,
        lambda cell: cell["outputs"][0]["data"].update({"image/svg+xml": [SVG + " " * 30_000]}),
    ),
    "the first cell does not start with": ("title", lambda cell: cell["source"].pop(0)),
    "there must be one title": ("title", say("\n\n# Another")),
    "skips a level": ("title", say("\n\n### Too deep")),
    "the sections": ("recap", lambda cell: cell["source"].pop(0)),
    "does not say: What you need": ("plan", lambda cell: cell["source"].pop()),
    "empty cell": ("further", lambda cell: cell.update(source=["\n"])),
    "the word 'Simply' (…rther reading - A book, section 4.3.2. Simply so.…). Leave it out": (
        "further",
        say(" Simply so."),
    ),
    "markup that not every reader can see: <b>": ("further", say(" <b>bold")),
}
ALSO = {  # damage of two kinds at once
    "describes a figure, but shows none": 2,
    "empty cell": 2,
}


def test_the_small_chapter_has_no_problem():
    assert check_structure.problems(chapter(), STEM) == []
    assert list(check_structure.practice_problems(chapter(), bank())) == []


@pytest.mark.parametrize("problem", DAMAGE)
def test_each_damage_is_found_once_and_placed(problem):
    name, change = DAMAGE[problem]
    notebook = damaged(name, change)
    found = check_structure.problems(notebook, STEM)
    assert len(found) == ALSO.get(problem, 1), found
    assert any(problem in line and line.startswith("05 ") for line in found), found


def test_every_stripped_cell_is_found():
    for code in chapter()["cells"]:
        if code.get("outputs"):
            notebook = damaged(code["id"], lambda cell: cell.update(outputs=[]))
            found = check_structure.problems(notebook, STEM)
            assert any(line.startswith(f"05 {code['id']}: ") for line in found), code["id"]


def test_changed_metadata_a_path_and_a_large_file_are_found(tmp_path):
    notebook = {**chapter(), "metadata": {}, "nbformat_minor": 4}
    assert len(check_structure.problems(notebook, STEM)) == 2
    large = tmp_path / "large.ipynb"
    large.write_text("see /" + "home/reader\n" + "x" * 600_000, encoding="utf-8")
    assert len(list(check_structure.file_problems(large))) == 2


def test_labels_that_are_defined_twice_are_found():
    assert check_structure.label_problems([chapter()]) == []
    assert check_structure.label_problems([chapter(), chapter()]) == [
        f"label {label} is defined twice"
        for label in ("fig-small", "sec-costs", "sec-shares", "sec-small")
    ]


def practice(notebook, questions=None):
    return list(check_structure.practice_problems(notebook, questions or bank()))


@pytest.mark.parametrize(
    ("name", "old", "new", "expected"),
    [
        ("quiz", 'quiz("small")', "1", ["05 calls quiz('small') 0 times, not once"]),
        (
            "cards",
            'flash_cards("small")',
            'flash_cards("large")',
            [
                "05 calls flash_cards('small') 0 times, not once",
                '05 shows flash_cards("large")',
            ],
        ),
        (
            "box",
            'check.answer("two-nats")',
            "1",
            [
                "05 exercise two_nats: has starter, solution; wanted are starter, answer box and "
                "folded solution"
            ],
        ),
        (
            "exercises",
            "One exercise",
            "Two exercises",
            ["05 exercises: says Two exercises, but there are 1. Correct the sentence"],
        ),
        (
            "check-yourself",
            "One question",
            "8 short questions",
            ["05 check-yourself: says 8 questions, but there are 1. Correct the sentence"],
        ),
        (
            "check-yourself",
            "one card",
            "three flash cards",
            ["05 check-yourself: says three flash cards, but there are 1. Correct the sentence"],
        ),
    ],
)
def test_missing_practice_and_wrong_counts_are_found(name, old, new, expected):
    assert practice(reworded(name, old, new)) == expected


def test_a_solution_that_is_not_folded_and_a_chapter_without_exercises_are_found():
    (problem,) = practice(damaged("solution", lambda cell: cell.update(metadata={})))
    assert problem.startswith("05 exercise two_nats: has starter, answer box, starter;")
    notebook = chapter()
    for name in ("start", "box", "solution"):
        cell(notebook, name)["source"] = ["1"]
    assert "05 has no exercise: CONTRIBUTING.md says how to add one" in practice(notebook)


def test_a_question_too_many_for_the_sentence_is_found():
    more = bank()._replace(questions=bank().questions * 2)
    (problem,) = practice(chapter(), more)
    assert problem.startswith("05 check-yourself: says One question, but there are 2.")


def test_what_is_still_to_be_written_is_found():
    notebook = reworded("recap", "- It", "- (To write:) it")
    assert check_structure.unwritten(chapter(), "05") == []
    assert check_structure.unwritten(notebook, "05") == [
        "05 recap: still says '(To write:)'. Write it"
    ]
