"""Try the installed package as it came, with NumPy and no extra: ``tools/dist.py`` starts it.

It runs the examples of all public functions, but for the one that reads files with pandas, and the
one on the page of the package index.
"""

import doctest
import importlib
import importlib.metadata
import pathlib
import sys

import numpy

import bce_tutorial

NEED_AN_EXTRA = {"bce_tutorial.report.file"}


def examples():
    """Yield how the examples of each module went, and those of the package's own page."""
    objects = [getattr(bce_tutorial, name) for name in bce_tutorial.__all__]
    modules = {thing.__module__ for thing in objects if hasattr(thing, "__module__")}
    for name in sorted(modules - NEED_AN_EXTRA):
        yield doctest.testmod(importlib.import_module(name))
    page = importlib.metadata.metadata("bce-tutorial").get_payload().replace("```", "")
    case = doctest.DocTestParser().get_doctest(page, {}, "the page of the package", None, 0)
    yield doctest.DocTestRunner().run(case)


def main(version):
    """Stop with an error if anything is not as it should be."""
    if not pathlib.Path(bce_tutorial.__file__).is_relative_to(sys.prefix):
        sys.exit(f"This is not what was installed: {bce_tutorial.__file__}")
    if (installed := importlib.metadata.version("bce-tutorial")) != version:
        sys.exit(f"Version {installed} is installed, not {version}")
    done = list(examples())
    if any(part.failed for part in done) or not done[-1].attempted:
        sys.exit("Not all examples hold, or there are none")
    count = sum(part.attempted for part in done)
    print(f"{count} examples hold with NumPy {numpy.__version__} alone")


if __name__ == "__main__":
    main(sys.argv[1])
