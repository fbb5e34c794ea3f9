"""The map of the book is drawn from its table of contents, and its paths are paths."""

import os
import re
import subprocess
import sys

import pytest
from bs4 import BeautifulSoup

from chapters import BOOK, ROOT, chapter_paths

CONF = f"""
import sys
sys.path.insert(0, {str(BOOK / "_ext")!r})
extensions = ["myst_parser", "sphinx_external_toc", "book_map"]
exclude_patterns = ["_build"]
"""
TOC = """
root: index
subtrees:
  - caption: First & last
    entries: [{file: 01-coin}, {file: 02-dice}]
  - caption: Reference
    entries: [{file: words}]
"""


def build(folder, body):
    """Build a book of two chapters whose first page holds a map with these lines."""
    pages = {"01-coin": "Toss a coin", "02-dice": "Roll *two* dice", "words": "Words"}
    for name, title in pages.items():
        (folder / f"{name}.md").write_text(f"# {title}\n", encoding="utf-8")
    (folder / "conf.py").write_text(CONF, encoding="utf-8")
    (folder / "_toc.yml").write_text(TOC, encoding="utf-8")
    (folder / "index.md").write_text(f"# Map\n\n```{{book-map}}\n{body}\n```\n", encoding="utf-8")
    command = [sys.executable, "-m", "sphinx", "-q", "-W", folder, folder / "_build"]
    return subprocess.run(
        command, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True
    )


def words(element):
    return " ".join(element.get_text().split())


@pytest.mark.slow
def test_stations_lines_and_words_say_the_same(tmp_path):
    result = build(tmp_path, "walk: 1 2\nrun: 2")
    assert result.returncode == 0, result.stderr
    page = BeautifulSoup((tmp_path / "_build" / "index.html").read_bytes(), "html.parser")
    drawing = page.select_one("nav.book-map")
    assert [words(key) for key in drawing.select(".book-map-key li")] == ["walk", "run"]
    assert [words(caption) for caption in drawing.select("b")] == ["First & last", "Reference"]
    stations = drawing.select(".book-map-stations > li")
    assert [words(s) for s in stations] == ["1. Toss a coin (walk)", "2. Roll two dice (walk, run)"]
    stops = [["stop" in rail["class"] for rail in station.select("i")] for station in stations]
    assert stops == [[True, False], [True, True]]
    links = {words(link): link["href"] for link in drawing.select("a")}
    assert links == {
        "1. Toss a coin": "01-coin.html",
        "2. Roll two dice": "02-dice.html",
        "Words": "words.html",
    }
    assert {rail.get("aria-hidden") for rail in drawing.select("i")} == {"true"}


@pytest.mark.slow
@pytest.mark.parametrize("body", ["walk: 1 3", "walk:", "1 2"])
def test_a_path_to_nowhere_stops_the_build(tmp_path, body):
    result = build(tmp_path, body)
    assert result.returncode != 0
    assert "no path through chapters" in result.stderr


def test_every_chapter_lies_on_a_path_and_no_path_turns_back():
    text = (BOOK / "index.md").read_text(encoding="utf-8")
    body = re.search(r"```\{book-map\}\n(.*?)```", text, re.DOTALL)[1]
    paths = [[int(n) for n in line.rpartition(":")[2].split()] for line in body.splitlines()]
    assert len(paths) == 3
    assert all(path == sorted(set(path)) for path in paths)
    assert {n for path in paths for n in path} == {int(path.name[:2]) for path in chapter_paths()}
