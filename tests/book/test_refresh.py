"""Executing a chapter again changes no byte."""

import shutil
import sys

import pytest

import chapters
import claims
import refresh
import ripple
import small_chapter

PATHS = [p for p in chapters.notebook_paths() if not chapters.needs_frameworks(p.stem)]


@pytest.mark.slow
@pytest.mark.parametrize("path", PATHS[-1:], ids=lambda path: path.stem)
def test_refresh_reproduces_the_stored_chapter(path, tmp_path):
    copy = tmp_path / path.name
    shutil.copy(path, copy)
    refresh.refresh(copy)
    assert copy.read_bytes() == path.read_bytes()


def test_refresh_refuses_an_unknown_chapter():
    with pytest.raises(SystemExit, match="no such chapter: 99"):
        refresh.main(["99"])


def test_chapter_on_frameworks_runs_in_their_environment_and_others_in_this(tmp_path, monkeypatch):
    monkeypatch.setattr(sys, "prefix", str(tmp_path / "env"))
    assert refresh.python_for(PATHS[0]) == sys.executable
    chapter = tmp_path / "14-frameworks.ipynb"
    assert refresh.python_for(chapter) is None
    for place in ("Scripts/python.exe", "bin/python"):
        python = tmp_path / "env-frameworks" / place
        python.parent.mkdir(parents=True)
        python.touch()
        assert refresh.python_for(chapter) == str(python)


def test_kernel_is_the_python_that_it_is_given():
    assert refresh.Kernel("other/python").kernel_spec.argv[0] == "other/python"


def test_refresh_says_when_the_frameworks_are_not_installed(tmp_path, monkeypatch, capsys):
    chapter = tmp_path / "14-frameworks.ipynb"
    monkeypatch.setattr(refresh, "notebook_paths", lambda: [chapter])
    monkeypatch.setattr(refresh, "python_for", lambda path: None)
    refresh.main([])
    assert "the frameworks are not installed" in capsys.readouterr().out


def told(**texts):
    """Return the numbers of some texts by place, as `ripple.places` does for the book."""
    return [(place, claim) for place, text in texts.items() for claim in claims.claims(text)]


def other_share(cell):
    cell["outputs"][0]["text"] = ["saves 65.8%\n"]


def test_ripple_shows_where_a_value_that_vanished_still_stands_rounded_forms_too():
    before, after = small_chapter.chapter(), small_chapter.damaged("saving", other_share)
    places = told(
        faq="It saves 67.8 %, which is much.",
        mistakes="The share is 0.678, or 0.68. The other is 0.66, and 0.6780 is another.",
        glossary="Of 67 or 68 %.",
    )
    assert ripple.lines(before, after, "05", places) == [
        "05 saving no longer prints 67.8 %. Still there:",
        '  faq: 67.8 % ("It saves 67.8 %, which is much.")',
        '  glossary: 68 % ("Of 67 or 68 %.")',
    ]
    own = [("05 recap", claim) for _, claim in places[:1]]
    shown = ripple.lines(before, after, "05", [*places, *own])
    assert shown[1] == '  05 recap: 67.8 % ("It saves 67.8 %, which is much.")'
    many = ripple.lines(before, after, "05", places[:1] * 10)
    assert many[-1] == "  and in 2 more places"
    assert len(many) == 10


def test_ripple_knows_a_fraction_that_is_told_as_a_percentage():
    def other_loss(cell):
        cell["outputs"][0]["text"] = ["0.2237\n", "1.6094\n"]

    before, after = small_chapter.chapter(), small_chapter.damaged("by-hand", other_loss)
    places = told(faq="Both 22.3 % and 22 %, but not 0.2237 or 1.6094.")
    assert ripple.lines(before, after, "05", places)[1:] == [
        '  faq: 22.3 % ("Both 22.3 % and 22 %, but not 0.2237 or 1.6094.")'
    ]  # what is printed now is 22 % too


def test_ripple_is_silent_if_nothing_vanished():
    notebook = small_chapter.chapter()
    assert ripple.lines(notebook, notebook, "05", told(faq="0.2231")) == []


def test_ripple_looks_at_chapters_questions_mistakes_and_pages():
    where = {place.split(" ")[0] for place, _ in ripple.places()}
    assert {
        "05",
        "questions/log-penalty.toml",
        "mistakes.toml",
        "faq.md",
        "cheat-sheet.md",
    } <= where
