"""Build the book as an EPUB: ``make epub``. Every page of it must be well-formed XML."""

import pathlib
import shutil
import subprocess
import sys
import zipfile
from xml.etree import ElementTree

ROOT = pathlib.Path(__file__).resolve().parent.parent
BUILD = ROOT / "_build"
NAME = "binary-cross-entropy.epub"
COMMAND = [pathlib.Path(sys.executable).with_name("jupyter-book"), "build", ".", "--all"]
COMMAND += ["--builder", "custom", "--custom-builder", "epub", "--path-output", "."]
COMMAND += ["-W", "-n", "--keep-going", "--quiet"]


def malformed(book):
    """Return what is wrong with the pages of an EPUB, one line each."""
    problems = []
    with zipfile.ZipFile(book) as archive:
        for name in archive.namelist():
            if name.endswith((".xhtml", ".opf", ".ncx")):
                try:
                    ElementTree.fromstring(archive.read(name))
                except ElementTree.ParseError as error:
                    problems.append(f"{name}: {error}")
    return problems


def main():
    """Write the EPUB, or say what is wrong."""
    subprocess.run(COMMAND, cwd=ROOT, check=True)
    shutil.copy(BUILD / "epub" / NAME, BUILD / NAME)
    problems = malformed(BUILD / NAME)
    if problems:
        sys.exit("\n".join(problems))
    print(f"The EPUB is built: _build/{NAME}")


if __name__ == "__main__":
    main()
