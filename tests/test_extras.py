"""The extra ``chapters`` provides every import."""

import ast
import importlib.metadata
import pathlib
import sys
import tomllib

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import chapters

ROOT = pathlib.Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
DISTRIBUTIONS = importlib.metadata.packages_distributions()
NOTEBOOKS = [p for p in chapters.notebook_paths() if not chapters.needs_frameworks(p.stem)]
MODULES = sorted((ROOT / "bce_tutorial").rglob("*.py"))
NOTEBOOK = {"IPython", "matplotlib_inline"}  # every kernel of Jupyter brings them


def provided(extra):
    """Return the names of the packages that the project with this extra asks for."""
    names, waiting = set(), [*PROJECT["dependencies"]]
    waiting += PROJECT["optional-dependencies"][extra]
    while waiting:
        requirement = Requirement(waiting.pop())
        name = canonicalize_name(requirement.name)
        names.add(name)
        if name == PROJECT["name"]:
            waiting += [
                text
                for wanted in requirement.extras
                for text in PROJECT["optional-dependencies"][wanted]
            ]
    return names


def imports(code):
    """Return the top-level names that a piece of code imports from elsewhere."""
    names = set()
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Import):
            names |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            names.add(node.module.partition(".")[0])
    return names - sys.stdlib_module_names - {"bce_tutorial"}


def missing(names, extra):
    """Return the imported names of which no package is provided."""
    return {name for name in names if provided(extra).isdisjoint(packages_of(name))}


def packages_of(name):
    """Return the packages that a name is imported from; one that is not installed is its own."""
    return {canonicalize_name(package) for package in DISTRIBUTIONS.get(name, [name])}


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_the_extra_provides_what_a_chapter_imports(path):
    names = set().union(
        *map(imports, map(chapters.source, chapters.code_cells(chapters.read(path))))
    )
    assert {"numpy", *(["matplotlib"] if chapters.is_chapter(path.stem) else [])} <= names
    assert missing(names, "chapters") == set()


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_the_extra_provides_what_the_package_imports(path):
    names = imports(path.read_text(encoding="utf-8")) - NOTEBOOK
    assert missing(names, "chapters") == set()


def test_an_import_that_no_extra_provides_is_found():
    code = (
        "import os, polars\nfrom sklearn.tree import A\ndef late():\n    import dask.array as da\n"
    )
    assert imports(code) == {"polars", "sklearn", "dask"}
    assert missing(imports(code), "chapters") == {"polars"}
    assert missing(imports(code), "plots") == {"polars", "sklearn", "dask"}
