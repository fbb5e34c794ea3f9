"""Chapter 14 says which versions it measured; they are those of the frameworks' lock."""

import pathlib
import re

from packaging.requirements import Requirement

import chapters

ROOT = pathlib.Path(__file__).resolve().parents[2]
LOCK = (ROOT / "requirements-frameworks.txt").read_text(encoding="utf-8")
CHAPTER = chapters.read(ROOT / "book" / "14-frameworks.ipynb")


def locked(name):
    """Return major.minor of a package, of every build that the lock names."""
    lines = [line for line in LOCK.splitlines() if re.match(rf"{name}(-cpu)?==", line)]
    pins = {str(Requirement(line).specifier).removeprefix("==") for line in lines}
    return {".".join(pin.split(".")[:2]) for pin in pins}


def test_the_versions_in_the_chapter_are_the_locked_ones():
    (cell,) = (cell for cell in CHAPTER["cells"] if cell["id"] == "imports-book")
    (printed,) = chapters.outputs(cell, "text/plain")
    versions = dict(item.split() for item in printed.split(", "))
    assert {"scikit-learn", "torch", "keras", "tensorflow", "jax", "optax"} == versions.keys()
    for name, version in versions.items():
        assert locked(name) == {version}, name
