"""What a release offers, and which tags make none."""

import hashlib
import zipfile

import pytest

import dist
import release

CHANGELOG = "# Changelog\n\n## [Unreleased]\n\n## [1.2.0] - 2027-01-31\n\n### Added\n\n- A thing.\n"


@pytest.fixture
def built(tmp_path):
    """A folder with a file in each place that a release takes from."""
    names = [f"_build/dist/{dist.WHEEL}", f"_build/dist/{dist.SOURCE}", *dist.LICENCES]
    names += [f"_build/{name}" for name in release.ALONE]
    names += ["_build/html/notebooks/a.ipynb", "_build/html/b/c.html", "_build/html/.built"]
    names += ["bce_tutorial/questions/d.toml", "_build/teaching/qti/e.zip"]
    for name in names:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name)
    return tmp_path


def test_the_folder_holds_every_form_with_the_version_and_its_digest(built):
    folder = built / "release"
    release.collect(built, folder)
    book, version = release.BOOK, release.VERSION
    kinds = [f"-{form}-{{}}.zip" for form in ("notebooks", "questions", "site", "teaching")]
    forms = {book + kind.format(version) for kind in (*kinds, "-{}.pdf", "-{}.epub", "-{}.apkg")}
    assert {path.name for path in folder.iterdir()} == forms | {
        dist.WHEEL,
        dist.SOURCE,
        "SHA256SUMS",
    }
    lines = [line.split("  ") for line in (folder / "SHA256SUMS").read_text().splitlines()]
    assert {name for _, name in lines} == forms | {dist.WHEEL, dist.SOURCE}
    for digest, name in lines:
        assert digest == hashlib.sha256((folder / name).read_bytes()).hexdigest()


def test_a_packed_site_has_its_licences_and_is_the_same_file_each_time(built):
    release.collect(built, built / "first")
    (built / "_build/html/b/c.html").touch()
    release.collect(built, built / "second")
    for path in (built / "first").iterdir():
        assert path.read_bytes() == (built / "second" / path.name).read_bytes()
    name = f"{release.BOOK}-site-{release.VERSION}"
    with zipfile.ZipFile(built / "first" / f"{name}.zip") as site:
        inside = ["LICENSE", "LICENSE-text", "b/c.html", "notebooks/a.ipynb"]
        assert site.namelist() == [f"{name}/{path}" for path in inside]
        assert site.read(f"{name}/b/c.html") == b"_build/html/b/c.html"


def test_what_has_not_been_built_is_said(built):
    (built / "_build/html/notebooks/a.ipynb").unlink()
    with pytest.raises(SystemExit, match=r"nothing in _build/html/notebooks"):
        release.collect(built, built / "release")


@pytest.mark.parametrize(
    ("tag", "changelog", "said"),
    [
        ("v1.2.0", CHANGELOG, None),
        ("1.2.0", CHANGELOG, "The tag is 1.2.0"),
        ("v1.2.1", CHANGELOG, "The tag is v1.2.1"),
        ("v1.2.0", CHANGELOG.replace("1.2.0", "1.1.0"), "is 1.1.0, the version 1.2.0"),
        ("v1.2.0", CHANGELOG.replace("d]\n", "d]\n\n- More.\n"), "lines under Unreleased"),
    ],
)
def test_a_tag_that_must_not_be_released(tag, changelog, said):
    found = list(release.objections(tag, "1.2.0", changelog))
    assert [said in line for line in found] == [True] * (said is not None)


def test_the_notes_are_the_section_of_the_version():
    assert release.sections(CHANGELOG) == {"Unreleased": "", "1.2.0": "### Added\n\n- A thing."}
