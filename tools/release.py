"""Put together what a release offers: ``make release``.

`_build/release` gets the wheel and the source archive, the PDF, the EPUB and the flash cards, the
plain notebooks, the questions, the kit for teachers and the site, each of these four packed, and
the digest of every file. The notes, the changelog's section on this version, stand beside the
folder. `--tag v1.2.3` compares a tag with the version instead, and with the changelog, before
anything is built.
"""

import argparse
import hashlib
import re
import shutil
import sys
import zipfile

import dist

ROOT = dist.ROOT
BUILD = ROOT / "_build"
BOOK = "binary-cross-entropy"
VERSION = dist.PROJECT["version"]
ALONE = [f"{BOOK}.pdf", f"{BOOK}.epub", f"{BOOK}.apkg"]
PACKED = {
    "notebooks": "_build/html/notebooks/*.ipynb",
    "questions": "bce_tutorial/questions/*.toml",
    "teaching": "_build/teaching/**/*",
    "site": "_build/html/**/*",
}
SECTION = re.compile(r"^## \[(.+?)\].*\n((?:(?!## \[).*\n)*)", re.MULTILINE)


def sections(changelog):
    """Return the text of each section of the changelog, by version, newest first."""
    return {name: text.strip() for name, text in SECTION.findall(changelog)}


def objections(tag, version, changelog):
    """Yield why this tag must not be released."""
    if tag != f"v{version}":
        yield f"The tag is {tag}, the version in pyproject.toml {version}"
    waiting, last, *_ = sections(changelog).items()
    if last[0] != version:
        yield f"The last release in CHANGELOG.md is {last[0]}, the version {version}"
    if waiting[1]:
        yield "CHANGELOG.md has lines under Unreleased: move them to the version"


def pack(paths, archive):
    """Write files into a zip archive, by their names there: the same bytes for the same files."""
    with zipfile.ZipFile(archive, "w") as target:
        for name in sorted(paths):
            entry = zipfile.ZipInfo(f"{archive.stem}/{name}")
            entry.external_attr = 0o100644 << 16
            target.writestr(entry, paths[name].read_bytes(), zipfile.ZIP_DEFLATED)


def collect(root, folder):
    """Fill the folder, or say what has not been built."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for name in (dist.WHEEL, dist.SOURCE):
        shutil.copyfile(root / "_build" / "dist" / name, folder / name)
    for name in ALONE:
        stem, suffix = name.rsplit(".", 1)
        shutil.copyfile(root / "_build" / name, folder / f"{stem}-{VERSION}.{suffix}")
    for what, pattern in PACKED.items():
        start = root / pattern.partition("/*")[0]
        found = [path for path in root.glob(pattern) if path.is_file() and path.name != ".built"]
        if not found:
            sys.exit(f"There is nothing in {pattern}: make site")
        paths = {path.relative_to(start).as_posix(): path for path in found}
        licences = {name: root / name for name in dist.LICENCES}
        pack(paths | licences, folder / f"{BOOK}-{what}-{VERSION}.zip")
    digests = {path.name: hashlib.sha256(path.read_bytes()) for path in sorted(folder.iterdir())}
    lines = [f"{digest.hexdigest()}  {name}\n" for name, digest in digests.items()]
    (folder / "SHA256SUMS").write_text("".join(lines), encoding="utf-8", newline="\n")


def main(tag):
    """Judge the tag, or collect the files and the notes."""
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    if tag:
        sys.exit("\n".join(objections(tag, VERSION, changelog)) or 0)
    collect(ROOT, BUILD / "release")
    notes = sections(changelog).get(VERSION, "")
    (BUILD / "release-notes.md").write_text(notes + "\n", encoding="utf-8", newline="\n")
    print(f"All files of release {VERSION} are in _build/release")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tag", help="compare this tag with the version, and build nothing")
    main(parser.parse_args().tag)
