"""What an import costs, and what the package offers."""

import inspect
import subprocess
import sys

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
    packages = {name.partition(".")[0] for name in run.stdout.split()}
    assert packages - sys.stdlib_module_names == {"bce_tutorial"}
    later = {f"bce_tutorial.{module}" for module in bce_tutorial.LATER.values()}
    assert later.isdisjoint(run.stdout.split())


def test_what_is_loaded_later_is_offered_from_the_start():
    assert set(bce_tutorial.LATER) < set(bce_tutorial.__all__) <= set(dir(bce_tutorial))
    with pytest.raises(AttributeError, match="'bce_tutorial' has no attribute 'los'"):
        bce_tutorial.los  # noqa: B018, asking is enough


def test_all_names_exist_and_are_documented():
    for module in (bce_tutorial, plots):
        assert module.__all__ == sorted(module.__all__)
        for name in module.__all__:
            assert inspect.getdoc(getattr(module, name)), name
