"""Each lock is complete and holds what pyproject.toml declares.

Runs in both environments, and compares what is installed with the lock that it was installed from.
"""

import importlib.metadata
import importlib.util
import pathlib
import re
import tomllib

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import lock

ROOT = pathlib.Path(__file__).resolve().parent.parent
PYPROJECT = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
LOCKS = {name: (ROOT / name).read_text(encoding="utf-8") for name in lock.options(PYPROJECT)}
INSTALLED = lock.FRAMEWORKS if importlib.util.find_spec("torch") else lock.LOCK
LOCK = LOCKS[INSTALLED]
HASH = r" \\\n +--hash=sha256:[0-9a-f]{64}\b"
OWN = "bce-tutorial"
STATED = {
    table["name"]: table["requires-dist"]
    for table in tomllib.loads(PYPROJECT)["tool"]["uv"]["dependency-metadata"]
}


def requirement_lines(text):
    """Return each requirement of a lock as it stands, with the hashes that follow it."""
    return re.findall(r"^[\w.-]+.*(?:\n +--hash=.*)*", text, flags=re.MULTILINE)


def read_pins(text):
    """Return the version of each package that this Python on this system needs."""
    requirements = [Requirement(line.split(" \\\n")[0]) for line in requirement_lines(text)]
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
                needs = STATED.get(name) or importlib.metadata.requires(name) or []
                waiting += [(Requirement(text), wanted) for text in needs]


def declared():
    """Return every dependency that pyproject.toml names for the installed lock."""
    project = tomllib.loads(PYPROJECT)["project"]
    texts, waiting = list(project["dependencies"]), list(lock.extras(PYPROJECT)[INSTALLED])
    while waiting:
        for text in project["optional-dependencies"][waiting.pop()]:
            requirement = Requirement(text)
            if requirement.name == OWN:
                waiting += requirement.extras
            else:
                texts.append(text)
    return texts


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


def unhashed(text):
    """Return the requirements of a lock that no SHA-256 follows."""
    return [line for line in requirement_lines(text) if not re.search(HASH, line)]


@pytest.mark.parametrize("name", LOCKS)
def test_lock_was_made_from_these_dependency_tables(name):
    assert LOCKS[name].startswith(lock.header(PYPROJECT, name)), "run: make lock"


@pytest.mark.parametrize("name", [lock.LOCK, lock.LIVE])
def test_all_but_the_frameworks_is_installed_by_hash(name):
    assert unhashed(LOCKS[name]) == []


def test_what_runs_in_the_page_is_locked_and_nothing_else():
    (group,) = tomllib.loads(PYPROJECT)["dependency-groups"].values()
    pins = read_pins(LOCKS[lock.LIVE])
    assert sorted(f"{name}=={version}" for name, version in pins.items()) == sorted(group)


def test_a_pin_without_hashes_is_found():
    text = LOCKS[lock.LOCK]
    without = re.sub(r"^(numpy==\S+)( \\\n +--hash=\S+)+", r"\1", text, flags=re.MULTILINE)
    assert [line.partition("==")[0] for line in unhashed(without)] == ["numpy"]


def test_every_extra_is_in_one_lock():
    extras = [extra for extras in lock.extras(PYPROJECT).values() for extra in extras]
    assert sorted(extras) == sorted(tomllib.loads(PYPROJECT)["project"]["optional-dependencies"])


def test_both_locks_pin_what_they_share_to_the_same_version():
    ours, theirs = (read_pins(LOCKS[name]) for name in (lock.LOCK, lock.FRAMEWORKS))
    shared = ours.keys() & theirs.keys()
    assert {"numpy", "matplotlib", "scikit-learn", "ipykernel", "nbval"} <= shared
    assert {name: theirs[name] for name in shared} == {name: ours[name] for name in shared}


def test_lock_of_the_frameworks_is_free_of_gpu_packages():
    pins = read_pins(LOCKS[lock.FRAMEWORKS])
    assert {"torch", "keras", "jax", "optax"} <= pins.keys()
    assert not [name for name in pins if re.search("nvidia|cuda|triton|rocm", name)]


@pytest.mark.parametrize(
    ("old", "new"),
    [('"numpy>=2.0"', '"numpy>=2.1"'), ('python = ">=3.11"', 'python = ">=3.12"')],
)
def test_header_changes_with_the_dependency_tables(old, new):
    assert old in PYPROJECT
    changed = PYPROJECT.replace(old, new)
    assert lock.header(changed, lock.LOCK) != lock.header(PYPROJECT, lock.LOCK)


def test_every_requirement_in_the_closure_is_pinned_inside_its_range():
    assert unmet(declared(), read_pins(LOCK)) == []


def test_closure_finds_a_missing_and_an_outdated_pin():
    pins = read_pins(LOCK)
    assert "contourpy>=1.0.1" in unmet(declared(), {**pins, "contourpy": "0.1"})
    del pins["contourpy"]
    assert "contourpy>=1.0.1" in unmet(declared(), pins)


def test_installed_versions_are_the_locked_ones():
    pins = read_pins(LOCK)
    versions = {name: importlib.metadata.version(name).split("+")[0] for name in pins}
    assert versions == pins  # a build for one kind of processor, such as 2.13.0+cpu, counts


@pytest.mark.skipif(INSTALLED == lock.LOCK, reason="the frameworks are not installed here")
@pytest.mark.parametrize("name", sorted(STATED.keys() & read_pins(LOCKS[lock.FRAMEWORKS])))
def test_stated_dependencies_are_those_of_a_build_without_gpu(name):
    pins = read_pins(LOCK)
    needs = [Requirement(text) for text in importlib.metadata.requires(name)]
    plain = {canonicalize_name(need.name): need for need in needs if need.marker is None}
    assert set() < plain.keys() <= {Requirement(text).name for text in STATED[name]}
    assert [str(need) for key, need in plain.items() if pins[key] not in need.specifier] == []


@pytest.mark.parametrize("name", LOCKS)
def test_lock_names_no_index_and_no_address(name):
    assert not re.search(r"^\s*-(?!-hash=)|://", LOCKS[name], flags=re.MULTILINE)
