"""Executing a chapter again changes no byte."""

import shutil
import sys

import pytest

import chapters
import refresh

PATHS = [path for path in chapters.chapter_paths() if path.name[:2] != refresh.FRAMEWORKS]


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
    chapter = tmp_path / "12-frameworks.ipynb"
    assert refresh.python_for(chapter) is None
    for place in ("Scripts/python.exe", "bin/python"):
        python = tmp_path / "env-frameworks" / place
        python.parent.mkdir(parents=True)
        python.touch()
        assert refresh.python_for(chapter) == str(python)


def test_kernel_is_the_python_that_it_is_given():
    assert refresh.Kernel("other/python").kernel_spec.argv[0] == "other/python"


def test_refresh_says_when_the_frameworks_are_not_installed(tmp_path, monkeypatch, capsys):
    chapter = tmp_path / "12-frameworks.ipynb"
    monkeypatch.setattr(refresh, "chapter_paths", lambda: [chapter])
    monkeypatch.setattr(refresh, "python_for", lambda path: None)
    refresh.main([])
    assert "the frameworks are not installed" in capsys.readouterr().out
