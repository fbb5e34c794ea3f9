"""The extra ``chapters`` provides every import, and the wheel holds every file of the package."""

import ast
import fnmatch
import importlib.metadata
import pathlib
import sys
import tomllib

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import chapters
from own_files import files

ROOT = pathlib.Path(__file__).resolve().parent.parent
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PROJECT = PYPROJECT["project"]
DISTRIBUTIONS = importlib.metadata.packages_distributions()
NOTEBOOKS = [p for p in chapters.notebook_paths() if not chapters.needs_frameworks(p.stem)]
MODULES = sorted((ROOT / "bce_tutorial").rglob("*.py"))
NOTEBOOK = {"IPython", "matplotlib_inline"}  # every kernel of Jupyter brings them
FILES = [name for name in files(ROOT) if name.startswith("bce_tutorial/")]


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


def left_out(files, data):
    """Return the files that are neither modules nor named as data of their package."""
    patterns = [
        f"{package.replace('.', '/')}/{pattern}"
        for package, patterns in data.items()
        for pattern in patterns
    ]
    others = [name for name in files if not name.endswith(".py")]
    return [name for name in others if not any(fnmatch.fnmatch(name, glob) for glob in patterns)]


def test_the_wheel_holds_every_file_of_the_package():
    data = PYPROJECT["tool"]["setuptools"]["package-data"]
    assert "bce_tutorial/py.typed" in FILES
    assert left_out(FILES, data) == []
    assert left_out(["bce_tutorial/py.typed"], {"bce_tutorial": ["data/*"]}) != []
