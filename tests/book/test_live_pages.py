"""What decides whether a page has Python in it, and what it loads."""

import pathlib
import sys
import types
import zipfile

import pytest
from sphinx.errors import ExtensionError

import live

EXTENSIONS = pathlib.Path(__file__).resolve().parents[2] / "book" / "_ext"


@pytest.fixture
def book_live(monkeypatch):
    monkeypatch.syspath_prepend(EXTENSIONS)
    import book_live

    yield book_live
    for name in ("book_live", "book_notebooks"):
        sys.modules.pop(name)


def site(builder="html", **config):
    """Return what an extension sees of a build."""
    config = types.SimpleNamespace(**{"live_page": True, "live_base": "", **config})
    return types.SimpleNamespace(config=config, builder=types.SimpleNamespace(name=builder))


def test_only_pages_to_publish_have_python_and_one_setting_takes_it_out(book_live, monkeypatch):
    monkeypatch.delenv("BOOK_LIVE", raising=False)
    assert not book_live.wanted(site())
    monkeypatch.setenv("BOOK_LIVE", "1")
    assert book_live.wanted(site())
    assert not book_live.wanted(site(live_page=False))
    assert not book_live.wanted(site("epub"))


def test_a_build_without_the_files_says_how_to_make_them(book_live, monkeypatch, tmp_path):
    monkeypatch.setenv("BOOK_LIVE", "1")
    monkeypatch.setattr(live, "MANIFEST", tmp_path / "manifest.json")
    with pytest.raises(ExtensionError, match="make live"):
        book_live.prepare(site())


def test_the_policy_names_the_inline_scripts_and_the_other_address(book_live):
    html = "<head></head><script>1;</script><script src='a.js'></script>"
    policy = book_live.policy(html, "https://files.example/")
    assert policy.count("sha256-") == 1
    assert "connect-src 'self' https://files.example/;" in policy
    assert "http" not in book_live.policy(html, "")
    assert book_live.policy(html.replace("1;", "2;"), "") != book_live.policy(html, "")


@pytest.mark.parametrize(
    ("code", "more"),
    [
        ("import numpy as np", []),
        ("import matplotlib.pyplot as plt", ["matplotlib", "fonts"]),
        (
            "from bce_tutorial import plots\nfrom sklearn import tree",
            ["matplotlib", "fonts", "sklearn"],
        ),
        ("from imblearn import over_sampling", ["sklearn", "imblearn"]),
        ("def f():\n    import scipy.stats", ["sklearn"]),
    ],
)
def test_a_page_loads_what_its_cells_import(code, more):
    assert live.needed([code, "print(1)"]) == ["python", "numpy", "package", *more]


@pytest.mark.parametrize(
    ("name", "group"),
    [
        ("json/__init__.pyc", "numpy"),
        ("numpy/__init__.pyc", "numpy"),
        ("numpy/tests/test_lazy.pyc", None),
        ("matplotlib/pyplot.pyc", "matplotlib"),
        ("six.pyc", "matplotlib"),
        ("sklearn/tree/_tree.pyc", "sklearn"),
        ("sympy/core.pyc", None),
        ("numpy-2.5.2.dist-info/METADATA", None),
    ],
)
def test_the_archive_is_sorted_into_what_is_loaded_together(name, group):
    assert live.group(name) == group


def test_an_archive_is_the_same_each_time_and_packs_nothing(tmp_path):
    first = live.archive({"b/c.txt": b"2", "a.txt": b"1" * 1000})
    assert first == live.archive({"a.txt": b"1" * 1000, "b/c.txt": b"2"})
    path = tmp_path / "archive.zip"
    path.write_bytes(first)
    with zipfile.ZipFile(path) as archive:
        assert archive.namelist() == ["a.txt", "b/c.txt"]
        assert {member.compress_type for member in archive.infolist()} == {zipfile.ZIP_STORED}


def test_a_module_loses_its_custom_sections_and_nothing_else():
    head, types_, names = b"\0asm\1\0\0\0", b"\1\4\1\x60\0\0", b"\0\x83\1" + b"x" * 131
    assert live.number(b"\xe5\x8e\x26", 0) == (624485, 3)
    assert live.without_names(head + names + types_ + names) == head + types_
