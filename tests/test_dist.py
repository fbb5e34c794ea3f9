"""The wheel and the source archive: the same bytes each time, and in them what belongs there."""

import os
import pathlib
import re
import shutil
import subprocess
import sys
import tarfile
import zipfile
from email.parser import Parser

import pytest

import dist
from own_files import files

ROOT = pathlib.Path(__file__).resolve().parent.parent
PACKAGE = [name for name in files(ROOT) if name.startswith("bce_tutorial/")]
ARCHIVES = (dist.SOURCE, dist.WHEEL)

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Both archives, built from a copy of the tracked files."""
    here = tmp_path_factory.mktemp("first")
    return copy_and_build(here, when=1_000_000_000, mask=0o022)


def copy_and_build(here, when, mask):
    """Build from files that were written at a certain time with certain rights."""
    before = os.umask(mask)
    try:
        for name in {*PACKAGE, *dist.BESIDE} - {"PKG-INFO"}:
            copy = here / "source" / name
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, copy)
            os.utime(copy, (when, when))
        dist.build(here / "source", here / "dist")
    finally:
        os.umask(before)
    return here / "dist"


def test_another_folder_another_time_and_other_rights_give_the_same_bytes(folder, tmp_path):
    other = copy_and_build(tmp_path / "elsewhere", when=1_700_000_000, mask=0o077)
    for name in ARCHIVES:
        assert (folder / name).read_bytes() == (other / name).read_bytes(), name


def test_both_hold_every_file_of_the_package_the_licences_and_nothing_else(folder):
    assert dist.misplaced(folder, PACKAGE) == []
    new = "bce_tutorial/questions/new.toml"
    lacking = [f"{name} lacks {new}" for name in (dist.WHEEL, dist.SOURCE)]
    assert dist.misplaced(folder, [*PACKAGE, new]) == lacking
    loose = [f"{name} should not hold {PACKAGE[0]}" for name in (dist.WHEEL, dist.SOURCE)]
    assert dist.misplaced(folder, PACKAGE[1:]) == loose


def test_licences_and_files_are_those_of_the_repository(folder):
    with (
        zipfile.ZipFile(folder / dist.WHEEL) as wheel,
        tarfile.open(folder / dist.SOURCE) as source,
    ):
        for name in (*dist.LICENCES, *PACKAGE):
            inside = f"{dist.NAME}.dist-info/licenses/{name}" if name in dist.LICENCES else name
            text = (ROOT / name).read_bytes()
            assert wheel.read(inside) == text, name
            assert source.extractfile(f"{dist.NAME}/{name}").read() == text, name


def test_the_page_on_the_index_is_the_section_on_the_package(folder):
    with zipfile.ZipFile(folder / dist.WHEEL) as wheel:
        about = Parser().parsestr(wheel.read(f"{dist.NAME}.dist-info/METADATA").decode())
    assert about["Version"] == dist.PROJECT["version"]
    assert about["License-Expression"] == dist.PROJECT["license"]
    assert about.get_all("License-File") == dist.LICENCES
    page = about.get_payload()
    assert page.startswith("\n# bce-tutorial\n") or page.startswith("# bce-tutorial\n")
    assert ">>> from bce_tutorial import" in page
    asked = re.findall(r"pip install ([^`]+)`", page)
    assert len(asked) >= 5
    assert all(re.fullmatch(r'bce-tutorial|"bce-tutorial\[\w+\]"', name) for name in asked), asked
    assert re.findall(r"\]\((?!http)", page) == []  # what is relative there leads nowhere


def test_twine_finds_nothing(folder):
    command = [sys.executable, "-m", "twine", "check", "--strict"]
    done = subprocess.run([*command, *(folder / name for name in ARCHIVES)], capture_output=True)
    assert done.returncode == 0, done.stdout + done.stderr
