"""Executing a chapter again changes no byte."""

import shutil

import pytest

import chapters
import refresh


@pytest.mark.parametrize("path", chapters.chapter_paths()[-1:], ids=lambda path: path.stem)
def test_refresh_reproduces_the_stored_chapter(path, tmp_path):
    copy = tmp_path / path.name
    shutil.copy(path, copy)
    refresh.refresh(copy)
    assert copy.read_bytes() == path.read_bytes()


def test_refresh_refuses_an_unknown_chapter():
    with pytest.raises(SystemExit, match="no such chapter: 99"):
        refresh.main(["99"])
