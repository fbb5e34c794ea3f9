"""What an import costs, and what the package offers."""

import inspect
import subprocess
import sys

import jedi
import pytest

import bce_tutorial
from bce_tutorial import plots

NEW_MODULES = """
import sys
import numpy
before = set(sys.modules)
import bce_tutorial
print(*sorted(set(sys.modules) - before))
"""


def test_import_loads_numpy_and_nothing_heavy():
    run = subprocess.run([sys.executable, "-c", NEW_MODULES], capture_output=True, text=True)
    loaded = set(run.stdout.split())
    packages = {name.partition(".")[0] for name in loaded} - sys.stdlib_module_names
    assert packages == {"bce_tutorial", "lazy_loader"}
    assert [name for name in loaded if name.startswith("bce_tutorial.")] == []


def test_what_is_loaded_later_is_offered_from_the_start():
    program = "import bce_tutorial; print(*dir(bce_tutorial))"
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert set(run.stdout.split()) >= set(bce_tutorial.__all__) > {"datasets", "sigmoid"}
    with pytest.raises(AttributeError, match=r"bce_tutorial attribute los$"):
        bce_tutorial.los  # noqa: B018, asking is enough


def test_all_names_exist_and_are_documented():
    for module in (bce_tutorial, plots):
        assert module.__all__ == sorted(module.__all__)
        for name in module.__all__:
            assert inspect.getdoc(getattr(module, name)), name


def test_an_editor_goes_to_the_definition():
    code = f"from bce_tutorial import {', '.join(bce_tutorial.__all__)}"
    for name in bce_tutorial.__all__:
        found = jedi.Script(code).goto(1, code.index(f" {name}") + 1, follow_imports=True)
        there = inspect.getsourcefile(getattr(bce_tutorial, name))
        assert [str(place.module_path) for place in found] == [there], name
