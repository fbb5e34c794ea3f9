"""The plain notebooks: nothing raw in them, nothing lost, every link leads somewhere, all run."""

import os
import pathlib
import re
import shutil
import subprocess
import sys
import sysconfig

import nbformat
import pytest
from bs4 import BeautifulSoup
from markdown_it import MarkdownIt
from mdit_py_plugins.dollarmath import dollarmath_plugin

import chapters
import notebooks
from built_site import SITE, missing

ROOT = pathlib.Path(__file__).resolve().parents[2]
CHAPTERS = [path.name for path in chapters.notebook_paths()]
FRAMEWORKS = " catboost jax keras lightgbm optax tensorflow torch xgboost"
OFFLINE = [name for name in CHAPTERS if not chapters.needs_frameworks(name)]
COMMONMARK = MarkdownIt("commonmark").enable("table")
COMMONMARK.use(dollarmath_plugin, allow_space=False, allow_labels=False)
RAW = re.compile(r"\{[\w:-]+\}$|:::|\$|`|\)=$|^\([a-z]+-[\w-]+\)$")
ANCHOR = re.compile(r'<a id="([\w-]+)"></a>')
OUTPUT_LINK = re.compile(r'<a href="([^"]+)"')
HTML = re.compile(r'(?:</?details>|<summary>[^<]+</summary>|<a id="[\w-]+">|</a>|\s)+')
FORMULA = "\0"
# What the export adds to a chapter's own cells.
ADDED = ("install-package", "references", "other-chapters")


@pytest.fixture(scope="session")
def made():
    """Return the folder of the notebooks in the built site."""
    folder = SITE / "notebooks"
    if not folder.exists():
        missing("the book is not built: make book")
    return folder


def read(path):
    return nbformat.read(path, as_version=4)


def markdown(notebook):
    return [cell.source for cell in notebook.cells if cell.cell_type == "markdown"]


def leaves(source):
    """Yield what CommonMark makes of a text: words, code, formulas, HTML."""
    for block in COMMONMARK.parse(source):
        yield from block.children or [block]


def raw(source):
    """Return what stays of MyST: roles, directives, labels, formulas that are none."""
    found = []
    for leaf in leaves(source):
        text = leaf.content
        if leaf.type == "text" and RAW.search(text):
            found.append(text)
        if leaf.type == "fence" and leaf.info not in ("python", "sh", "text"):
            found.append(leaf.info)
        if leaf.type.startswith("html") and (RAW.search(text) or not HTML.fullmatch(text)):
            found.append(text)
    return found


@pytest.mark.parametrize(
    "source",
    [
        "See {ref}`sec-a`.",
        "A {term}`loss <log loss>`",
        "(sec-a)=\n# Title",
        ":::{note}\nWords.\n:::",
        "```{bibliography}\n```",
        "$$\nx\n$$ (eq-a)",
        "a $ x$",
        '<div class="x">y</div>',
    ],
)
def test_a_raw_mark_is_found(source):
    assert raw(source)


@pytest.mark.parametrize("name", [*CHAPTERS, "index.ipynb"])
def test_no_directive_role_or_label_is_left(made, name):
    sources = markdown(read(made / name))
    assert len(sources) > 3
    assert [mark for source in sources for mark in raw(source)] == []


def words(notebook):
    """Return all text of a notebook, with one sign for each formula."""
    found = []
    for source in markdown(notebook):
        for leaf in leaves(source):
            if leaf.type.startswith("math"):
                found.append(FORMULA)
            elif leaf.type in ("softbreak", "hardbreak") or leaf.type.endswith(("_open", "_close")):
                found.append(" " if leaf.block or "break" in leaf.type else "")
            elif not leaf.type.startswith("html_inline"):
                found.append(
                    BeautifulSoup(leaf.content, "html.parser").get_text()
                    if leaf.type == "html_block"
                    else leaf.content
                )
    return " ".join("".join(found).split())


def paragraphs(page):
    """Yield the words between the formulas of every paragraph of a page."""
    article = BeautifulSoup(page.read_bytes(), "html.parser").article
    for part in article.select(".cell, .byline, .headerlink, .eqno"):
        part.decompose()
    for formula in article.select("math"):
        formula.replace_with(FORMULA)
    for element in article.select("p, li, td, th, h1, h2, h3, h4, summary"):
        if not element.find(("p", "li")):
            for piece in element.get_text().split(FORMULA):
                yield " ".join(piece.split())


@pytest.mark.parametrize("name", CHAPTERS)
def test_every_word_of_the_page_is_in_the_notebook(made, name):
    text = words(read(made / name))
    pieces = list(paragraphs(SITE / "book" / f"{name.removesuffix('.ipynb')}.html"))
    assert len(pieces) > 15
    assert [piece for piece in pieces if piece not in text] == []


def links(notebook):
    """Yield the addresses of all links, in the text and in stored outputs."""
    for source in markdown(notebook):
        for leaf in leaves(source):
            if leaf.type == "link_open":
                yield leaf.attrs["href"]
    for cell in notebook.cells:
        for output in cell.get("outputs", ()):
            yield from OUTPUT_LINK.findall(output.get("data", {}).get("text/html", ""))


@pytest.mark.parametrize("name", [*CHAPTERS, "index.ipynb"])
def test_every_link_has_a_target(made, name):
    anchors = {
        path.name: ANCHOR.findall("".join(markdown(read(path)))) for path in made.glob("*.ipynb")
    }
    for names in anchors.values():
        assert len(set(names)) == len(names)
    targets = set(links(read(made / name)))
    assert len(targets) > 10
    for target in targets:
        if not target.startswith("https://"):
            page, _, anchor = target.partition("#")
            assert not anchor or anchor in anchors[page or name], target
            assert page or anchor


@pytest.mark.parametrize("name", CHAPTERS)
def test_code_outputs_and_ids_are_those_of_the_chapter(made, name):
    notebook, chapter = read(made / name), read(chapters.BOOK / name)
    cells = {cell.id: cell for cell in notebook.cells}
    captions = [cell.id for cell in chapter.cells if "mystnb" in cell.metadata]
    stills = {
        cell.id: output.data["text/plain"]
        for cell in chapter.cells
        for output in cell.get("outputs", ())
        if 'class="bce-explorable"' in output.get("data", {}).get("text/html", "")
    }
    added = [*ADDED, *(f"{one}-caption" for one in captions), *(f"{one}-still" for one in stills)]
    assert len(cells) == len(notebook.cells)
    assert [one for one in cells if one not in added] == [cell.id for cell in chapter.cells]
    for one in captions:
        cell = next(cell for cell in chapter.cells if cell.id == one)
        description = chapters.figure_texts(cell)[0]
        assert list(cells)[list(cells).index(one) + 1] == f"{one}-caption"
        text = words(nbformat.v4.new_notebook(cells=[cells[f"{one}-caption"]]))
        assert description in text
    for one, still in stills.items():
        assert list(cells)[list(cells).index(one) + 1] == f"{one}-still"
        assert still in words(nbformat.v4.new_notebook(cells=[cells[f"{one}-still"]]))
    for cell in chapter.cells:
        if cell.cell_type == "code":
            copy = cells[cell.id]
            for output in copy.outputs:
                if "image/svg+xml" in output.get("data", {}):
                    assert output.data.pop("image/png")
            cell.metadata.pop("mystnb", None)
            assert copy == cell


def test_the_first_code_cell_installs_what_is_missing(made):
    for name in CHAPTERS:
        first = next(cell for cell in read(made / name).cells if cell.cell_type == "code")
        assert (first.id, first.execution_count, first.outputs) == ("install-package", None, [])
        (line,) = re.findall(r"(?m)^    %pip install -q (.+)$", first.source)
        assert line == '"bce-tutorial[chapters]"' + FRAMEWORKS * chapters.needs_frameworks(name)


@pytest.fixture(scope="session")
def fresh(tmp_path_factory):
    """Return the Python of an environment like this one, but without the package of the book.

    What pip installs comes from a folder that holds the package's wheel.
    """
    home = tmp_path_factory.mktemp("fresh")
    source = home / "source"
    shutil.copytree(ROOT / "bce_tutorial", source / "bce_tutorial")
    for name in ("pyproject.toml", "README.md", "LICENSE", "LICENSE-text"):
        shutil.copy(ROOT / name, source)
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check"]
    build = ["wheel", "--quiet", "--no-deps", "--no-build-isolation", "--wheel-dir", home / "dist"]
    subprocess.run([*pip, *build, source], check=True)
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", home / "env"], check=True)
    python = home / "env" / pathlib.Path(sys.executable).relative_to(sys.prefix)
    ask = "import sysconfig; print(sysconfig.get_path('purelib'))"
    packages = pathlib.Path(subprocess.check_output([python, "-c", ask], text=True).strip())
    for path in pathlib.Path(sysconfig.get_path("purelib")).iterdir():
        if "bce_tutorial" not in path.name:
            (packages / path.name).symlink_to(path, target_is_directory=path.is_dir())
    return python, {**os.environ, "PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(home / "dist")}


@pytest.fixture(scope="session")
def installed(fresh, made):
    """Return that Python, after the first cell of a chapter has installed the package."""
    python, environment = fresh
    cell = next(c for c in read(made / CHAPTERS[0]).cells if c.cell_type == "code")
    where = [python, "-c", "import bce_tutorial; print(bce_tutorial.__file__)"]
    folder = python.parent.parent.parent
    assert subprocess.run(where, cwd=folder, capture_output=True).returncode == 1
    run = [python, "-m", "IPython", "-c", cell.source]
    subprocess.run(run, check=True, cwd=folder, env=environment)
    found = subprocess.check_output(where, cwd=folder, text=True)
    assert pathlib.Path(found.strip()).is_relative_to(folder)
    return python


@pytest.mark.parametrize("name", OFFLINE)
def test_a_fresh_environment_prints_what_is_stored(installed, made, tmp_path, name):
    shutil.copy(made / name, tmp_path)
    command = [installed, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "nbval.plugin"]
    done = subprocess.run(
        [*command, "--nbval", "--nbval-current-env", name],
        cwd=tmp_path,
        env={**os.environ, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout


def test_what_a_reader_changed_stays(made, tmp_path):
    site, folder = tmp_path / "site", tmp_path / "notebooks"
    shutil.copytree(made, site)
    assert notebooks.copy(site, folder) == []
    first, second = folder / CHAPTERS[0], folder / CHAPTERS[1]
    assert {path.name for path in folder.glob("*.ipynb")} == {*CHAPTERS, "index.ipynb"}
    before = {path: path.stat().st_mtime_ns for path in folder.glob("*.ipynb")}
    first.write_text(first.read_text(encoding="utf-8") + " ", encoding="utf-8")
    theirs = first.read_bytes()
    (site / CHAPTERS[1]).unlink()
    for _ in range(2):
        assert notebooks.copy(site, folder) == [CHAPTERS[0]]
    assert first.read_bytes() == theirs
    assert not second.exists()
    for path in before.keys() - {first, second}:
        assert path.stat().st_mtime_ns == before[path]
    first.unlink()
    assert notebooks.copy(site, folder) == []
    assert first.read_bytes() == theirs[:-1]
