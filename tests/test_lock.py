"""requirements.txt is the complete lock of what pyproject.toml declares."""

import importlib.metadata
import pathlib
import re
import tomllib

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import lock

ROOT = pathlib.Path(__file__).resolve().parent.parent
PYPROJECT = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
LOCK = (ROOT / "requirements.txt").read_text(encoding="utf-8")
OWN = "bce-tutorial"


def read_pins(text):
    """Return the version of each package that this Python on this system needs."""
    lines = [line for line in text.splitlines() if line and not line.lstrip().startswith("#")]
    requirements = [Requirement(line) for line in lines]
    return {
        canonicalize_name(requirement.name): re.fullmatch(
            r"==([\w.!+]+)", str(requirement.specifier)
        )[1]
        for requirement in requirements
        if requirement.marker is None or requirement.marker.evaluate()
    }


def closure(requirements, pins):
    """Yield every requirement that follows from `requirements`, on this Python and system."""
    waiting, seen = [(Requirement(text), "") for text in requirements], set()
    while waiting:
        requirement, extra = waiting.pop()
        if requirement.marker and not requirement.marker.evaluate({"extra": extra}):
            continue
        yield requirement
        name = canonicalize_name(requirement.name)
        if name not in pins:
            continue
        for wanted in {"", *requirement.extras}:
            if (name, wanted) not in seen:
                seen.add((name, wanted))
                needs = importlib.metadata.requires(name) or []
                waiting += [(Requirement(text), wanted) for text in needs]


def declared():
    """Return every dependency that pyproject.toml names, without the package's own extras."""
    project = tomllib.loads(PYPROJECT)["project"]
    extras = project["optional-dependencies"].values()
    texts = project["dependencies"] + [text for extra in extras for text in extra]
    return [text for text in texts if Requirement(text).name != OWN]


def unmet(requirements, pins):
    """Return what the pins lack or hold in a version out of range."""
    return sorted(
        {
            str(requirement)
            for requirement in closure(requirements, pins)
            if not requirement.specifier.contains(
                pins.get(canonicalize_name(requirement.name), "0"), prereleases=True
            )
            or canonicalize_name(requirement.name) not in pins
        }
    )


def test_lock_was_made_from_these_dependency_tables():
    assert LOCK.startswith(lock.header(PYPROJECT)), "run: make lock"


@pytest.mark.parametrize(
    ("old", "new"),
    [('"numpy>=2.0"', '"numpy>=2.1"'), ('python = ">=3.11"', 'python = ">=3.12"')],
)
def test_header_changes_with_the_dependency_tables(old, new):
    assert old in PYPROJECT
    assert lock.header(PYPROJECT.replace(old, new)) != lock.header(PYPROJECT)


def test_every_requirement_in_the_closure_is_pinned_inside_its_range():
    assert unmet(declared(), read_pins(LOCK)) == []


def test_closure_finds_a_missing_and_an_outdated_pin():
    pins = read_pins(LOCK)
    assert "contourpy>=1.0.1" in unmet(declared(), {**pins, "contourpy": "0.1"})
    del pins["contourpy"]
    assert "contourpy>=1.0.1" in unmet(declared(), pins)


def test_installed_versions_are_the_locked_ones():
    pins = read_pins(LOCK)
    assert {name: importlib.metadata.version(name) for name in pins} == pins


def test_lock_names_no_index_and_no_address():
    assert not re.search(r"^\s*-|://", LOCK, flags=re.MULTILINE)
