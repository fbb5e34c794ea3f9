"""Change the mathematics at random, and print what its own tests do not notice: ``make mutants``.

A mutant is the package with one operator, comparison, number or truth value changed. It stands in a
copy of the repository, where the tests and the doctests of the changed module run. A change that
they let pass points to a line that is missing a test or is not needed, or it means the same.
"""

import argparse
import ast
import itertools
import os
import pathlib
import random
import shutil
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
NEEDED = ("bce_tutorial", "tests", "tools", "pyproject.toml")
PARTS = ("bce_tutorial/*.py", "bce_tutorial/scale/*.py", "bce_tutorial/report/*.py")
# Where the tests of a module do not have its name.
TESTED_AS = {
    "_reduction": ("losses", "categorical"),
    "_validation": ("validation", "calibration", "categorical", "information"),
    "page": ("report",),
    "result": ("report",),
    "report": ("report", "verdict", "groups", "further_scores"),
    "summing": ("report", "verdict", "groups"),
    "tally": ("report", "verdict", "groups"),
    "words": ("report", "verdict"),
    "logit_bins": ("further_scores", "report", "verdict"),
    "values": ("file", "groups"),
} | dict.fromkeys(("columns", "delimited", "open", "table"), ("file",))
PYTEST = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:nbval", "-p", "no:cacheprovider"]
UNCACHED = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}  # no compiled file outlives its mutant
# Each operator as it is written, and what it is changed to.
OPERATORS = {
    ast.Add: "+ -",
    ast.Sub: "- +",
    ast.Mult: "* /",
    ast.Div: "/ *",
    ast.FloorDiv: "// /",
    ast.Mod: "% *",
    ast.Pow: "** *",
    ast.BitAnd: "& |",
    ast.BitOr: "| &",
    ast.And: "and or",
    ast.Or: "or and",
    ast.Lt: "< <= >",
    ast.LtE: "<= < >",
    ast.Gt: "> >= <",
    ast.GtE: ">= > <",
    ast.Eq: "== !=",
    ast.NotEq: "!= ==",
}


def changes(source):
    """Yield the start and the end of each change of `source`, in bytes, and its text."""
    lines = list(itertools.accumulate(map(len, source.splitlines(keepends=True)), initial=0))

    def start(node):
        return lines[node.lineno - 1] + node.col_offset

    def end(node):
        return lines[node.end_lineno - 1] + node.end_col_offset

    def walk(node):
        operators = []
        match node:
            case ast.FunctionDef(decorator_list=[ast.Name("overload")]) | ast.JoinedStr():
                return  # types are for mypy, and in f-strings Python 3.11 does not know the place
            case ast.BinOp(left, op, right) | ast.AugAssign(left, op, right):
                operators = [(left, op, right)]
            case ast.BoolOp(op, [left, right, *_]):
                operators = [(left, op, right)]
            case ast.Compare(left, ops, rights):
                operators = zip([left, *rights], ops, rights, strict=False)
            case ast.UnaryOp(op):
                yield start(node), start(node) + (3 if isinstance(op, ast.Not) else 1), b""
            case ast.Constant(bool(value)):
                yield start(node), end(node), str(not value).encode()
            case ast.Constant(int(value)):
                yield start(node), end(node), str(value + 1).encode()
            case ast.Constant(float(value)):
                yield start(node), end(node), str(2 * value or 1.0).encode()
        for left, op, right in operators:
            sign, *others = OPERATORS.get(type(op), "").encode().split() or [b""]
            at = source.index(sign, end(left), start(right))
            yield from ((at, at + len(sign), other) for other in others)
        for name, value in ast.iter_fields(node):
            for child in value if isinstance(value, list) else [value]:
                if isinstance(child, ast.AST) and name not in ("annotation", "returns"):
                    yield from walk(child)

    return walk(ast.parse(source))


def own_tests(copy, module):
    """Return the module and its tests, as paths in the copy."""
    own = module.stem if module.stem != "__init__" else module.parent.name
    names = TESTED_AS.get(own, (own.removeprefix("_"),))
    folder = copy.joinpath("tests", *module.parts[1:-1])
    tests = [path for name in names for path in sorted(folder.glob(f"test_{name}*.py"))]
    if not tests:
        sys.exit(f"{module} has no tests of its own: say in TESTED_AS what tests it")
    return [str(module), *(str(path.relative_to(copy)) for path in tests)]


def seconds(copy, module, **options):
    """Return how long the tests of a module took in the copy, or None if they failed."""
    begin = time.monotonic()
    command = [*PYTEST, "--doctest-modules", *own_tests(copy, module)]
    try:
        run = subprocess.run(command, cwd=copy, stdout=subprocess.DEVNULL, **options)
    except subprocess.TimeoutExpired:
        return None
    return None if run.returncode else time.monotonic() - begin


def main(number, seed, files):
    """Change one place after the other, run the tests, and print what went unnoticed."""
    paths = map(pathlib.Path, files) if files else itertools.chain(*map(ROOT.glob, PARTS))
    sources = {path.resolve().relative_to(ROOT): path.read_bytes() for path in sorted(paths)}
    possible = [(name, *change) for name in sources for change in changes(sources[name])]
    chosen = sorted(random.Random(seed).sample(possible, min(number, len(possible))))
    unnoticed, usual = 0, {}
    with tempfile.TemporaryDirectory() as folder:
        copy = pathlib.Path(folder)
        for name in NEEDED:
            (shutil.copytree if (ROOT / name).is_dir() else shutil.copy2)(ROOT / name, copy / name)
        for name, start, end, text in chosen:
            if name not in usual and not usual.setdefault(name, seconds(copy, name)):
                sys.exit(f"The tests of {name} fail before anything is changed.")
            source = sources[name]
            (copy / name).write_bytes(source[:start] + text + source[end:])
            if seconds(copy, name, timeout=30 + 5 * usual[name], env=UNCACHED):
                unnoticed += 1
                row = source.count(b"\n", 0, start)
                line = source.splitlines()[row].decode().strip()
                what = f"{source[start:end].decode()} -> {text.decode() or 'nothing'}"
                print(f"{name}:{row + 1}: {what} in {line}", flush=True)
            (copy / name).write_bytes(source)
    print(f"{unnoticed} of {len(chosen)} changes went unnoticed; {len(possible)} are possible.")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("number", type=int, help="of changes")
    parser.add_argument("files", nargs="*", help="to change instead of all the mathematics")
    parser.add_argument("--seed", type=int, default=0, help="which changes are chosen")
    arguments = parser.parse_args()
    main(arguments.number, arguments.seed, arguments.files)
