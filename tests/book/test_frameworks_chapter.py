"""The notebooks on frameworks say which versions they measured: those of the frameworks' lock."""

import pathlib
import re

import pytest
from packaging.requirements import Requirement

import chapters

ROOT = pathlib.Path(__file__).resolve().parents[2]
LOCK = (ROOT / "requirements-frameworks.txt").read_text(encoding="utf-8")
NOTEBOOKS = [path for path in chapters.notebook_paths() if chapters.needs_frameworks(path.stem)]


def locked(name):
    """Return major.minor of a package, of every build that the lock names."""
    lines = [line for line in LOCK.splitlines() if re.match(rf"{name}(-cpu)?==", line)]
    pins = {str(Requirement(line).specifier).removeprefix("==") for line in lines}
    return {".".join(pin.split(".")[:2]) for pin in pins}


def test_two_notebooks_need_the_frameworks():
    assert [path.stem for path in NOTEBOOKS] == ["14-frameworks", "framework-limits"]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_the_versions_in_the_notebook_are_the_locked_ones(path):
    cells = chapters.code_cells(chapters.read(path))
    (cell,) = (cell for cell in cells if "version(name)" in chapters.source(cell))
    (printed,) = chapters.outputs(cell, "text/plain")
    last_lines = "\n".join(printed.splitlines()[-2:])
    versions = dict(item.split() for item in re.split(r",\s+", last_lines))
    deep = {"torch", "keras", "tensorflow", "jax", "optax"}
    assert {"scikit-learn", "xgboost", "lightgbm", "catboost", *deep} == versions.keys()
    for name, version in versions.items():
        assert locked(name) == {version}, name
