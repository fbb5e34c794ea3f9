"""The house stays tidy: what is tracked, how large files are, what they must not hold."""

import pathlib
import re
import shutil
import subprocess
import sysconfig
import tomllib

import pytest
import yaml

import check_structure
from own_files import files
from tolerance import relative
from verdict import expect_none

ROOT = pathlib.Path(__file__).resolve().parent.parent
PICTURES = (".png", ".woff2")
LIMITS = {".ipynb": check_structure.MAX_NOTEBOOK, ".txt": 400_000}  # a lock holds many hashes
UNFINISHED = re.compile(r"\b(?:TO[D]O|FIX[M]E|X[X]X|lorem[ ]ipsum)\b", flags=re.IGNORECASE)


FILES = files(ROOT)


needs_git = pytest.mark.skipif(not (ROOT / ".git").exists(), reason="an archive without .git")


def read(name):
    """Return a tracked file's text; a picture or a font has no words, whatever its bytes spell."""
    return "" if name.endswith(PICTURES) else (ROOT / name).read_text(encoding="utf-8")


def tracked_and_ignored(*patterns):
    """Return the tracked files that .gitignore, or these patterns, call generated."""
    command = ["git", "ls-files", "--cached", "--ignored", "--exclude-standard"]
    options = [f"--exclude={pattern}" for pattern in patterns]
    return subprocess.check_output([*command, *options], cwd=ROOT, text=True).splitlines()


@needs_git
def test_nothing_generated_is_tracked():
    assert tracked_and_ignored() == []
    assert tracked_and_ignored("/README.md") == ["README.md"]


@pytest.mark.parametrize("name", FILES)
def test_file_is_small_and_has_no_machine_path_and_no_loose_end(name):
    limit = LIMITS.get(pathlib.Path(name).suffix, 200_000)
    size, text = (ROOT / name).stat().st_size, re.sub(r"\A#!.*", "", read(name))
    expect_none([f"{name} has {size} bytes, allowed are {limit}"] if size > limit else [])
    expect_none(f"{name} has {problem}" for problem in check_structure.machine_paths(text))
    expect_none(f"{name} says {word!r}. Finish it" for word in UNFINISHED.findall(text))


def test_checks_of_files_bite():
    assert UNFINISHED.search("# to" + "do: finish")
    assert list(check_structure.machine_paths("open('/" + "tmp/x')"))
    assert list(check_structure.machine_paths(str(ROOT / "book")))
    assert list(check_structure.machine_paths("https://example.org/home/page and a/tmp/b")) == []


def test_a_relative_tolerance_is_relative_for_small_numbers_too():
    assert relative(1e-15, 1e-3) != 2e-15
    assert relative(1e-15, 1e-3) == 1.0005e-15
    assert pytest.approx(0, abs=1e-12) == 1e-13


def stated_versions(texts):
    """Return the version that each file states, the last release for the changelog."""
    patterns = {
        "pyproject.toml": r'^version = "(.*)"$',
        "CITATION.cff": r"^version: (.*)$",
        "CHANGELOG.md": r"^## \[(\d.*)\] - \d{4}-\d\d-\d\d$",
    }
    found = {name: re.search(rule, texts[name], re.MULTILINE) for name, rule in patterns.items()}
    return {name: match[1] for name, match in found.items()}


def test_all_files_state_the_same_version():
    texts = {name: read(name) for name in FILES if name.count("/") == 0}
    stated = stated_versions(texts)
    assert set(stated.values()) == {stated["pyproject.toml"]}
    for name in stated:
        damaged = {**texts, name: texts[name].replace(stated[name], "9.8.7")}
        assert stated_versions(damaged) == {**stated, name: "9.8.7"}


def test_the_citation_says_what_the_project_says():
    project = tomllib.loads(read("pyproject.toml"))["project"]
    cited = yaml.safe_load(read("CITATION.cff"))
    released = re.search(r"^## \[\d.*\] - (.*)$", read("CHANGELOG.md"), re.MULTILINE)[1]
    assert str(cited["date-released"]) == released
    assert cited["license"] == project["license"].split(" AND ")
    assert cited["keywords"] == project["keywords"]
    assert cited["authors"] == project["authors"]
    assert f"*{cited['title']}*" in read("README.md")


def test_the_workflows_are_safe():
    zizmor = shutil.which("zizmor", path=sysconfig.get_path("scripts"))
    command = [zizmor, "--offline", "--quiet", "--no-progress", ".github"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


@needs_git
def test_ci_entry_point_is_executable():
    listing = subprocess.check_output(["git", "ls-files", "-s", ".ci/run"], cwd=ROOT, text=True)
    assert listing.startswith("100755 ")


def test_an_archive_without_git_is_read_from_its_files(tmp_path):
    for name in (
        "a.py",
        "book/b.md",
        "_build/c.html",
        ".venv-x/d",
        "e/__pycache__/f.pyc",
        ".coverage",
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    (tmp_path / ".gitignore").write_bytes((ROOT / ".gitignore").read_bytes())
    assert files(tmp_path) == [".gitignore", "a.py", "book/b.md"]


def test_the_book_is_verified_and_then_built_with_its_downloads_before_it_is_published():
    workflow = read(".github/workflows/publish.yml")
    steps = [
        "run: make test ",
        "run: make test-frameworks ",
        "run: make site ",
        "upload-pages-artifact@",
        "deploy-pages@",
        "gh run download ",
        "HEAD:notebooks",
    ]
    assert sorted(steps, key=workflow.index) == steps


def test_a_release_is_compared_with_its_tag_verified_and_built_before_it_is_published():
    workflow = read(".github/workflows/release.yml")
    steps = [
        'run: python tools/release.py --tag "$GITHUB_REF_NAME"',
        "run: make test ",
        "run: make test-frameworks ",
        "run: make release ",
        "upload-artifact@",
        "gh-action-pypi-publish@",
        "attestations: true",
        "sha256sum --check",
        "attest-build-provenance@",
        "gh release create ",
    ]
    assert sorted(steps, key=workflow.index) == steps


def test_actions_are_pinned_by_commit():
    uses = [
        line
        for name in FILES
        if name.startswith(".github/workflows/")
        for line in read(name).splitlines()
        if "uses:" in line
    ]
    assert len(uses) > 5
    for line in uses:
        assert re.search(r"uses: [\w-]+/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$", line)
