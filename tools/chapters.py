"""Where the chapters are, and the parts of a notebook that checks read."""

import json
import pathlib
import re

ROOT = pathlib.Path(__file__).resolve().parent.parent
BOOK = ROOT / "book"
METADATA = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}
HEADING = re.compile(
    r"^(?=\([\w-]+\)=\n## )|(?<!\)=\n)^(?=## )", flags=re.MULTILINE
)  # or its label
LABEL = re.compile(r"^\(([\w-]+)\)=$|\$\$ *\(([\w-]+)\)", flags=re.MULTILINE)
REPORT = "bce-report"  # the one kind of the package's own HTML that holds a result
FOLDED = {"jupyter": {"outputs_hidden": True, "source_hidden": True}}


def folding(tags):
    """Return the metadata that fold in JupyterLab what these tags fold in the book: solutions."""
    return FOLDED if "hide-cell" in tags else {}


def chapter_paths():
    """Return the paths of all chapters, in order."""
    return sorted(BOOK.glob("[0-9][0-9]-*.ipynb"))


def notebook_paths():
    """Return the paths of all chapters, and of the notebooks without a number that stand beside."""
    return sorted(BOOK.glob("*.ipynb"))


def name_of(stem):
    """Return what messages call a notebook: ``05`` for ``05-slug``, else its whole name."""
    return stem[:2] if is_chapter(stem) else stem


def slug_of(stem):
    """Return the name of a notebook without its number."""
    return stem[3:] if is_chapter(stem) else stem


def is_chapter(stem):
    """Tell whether a notebook is a chapter: its name starts with a number."""
    return re.match(r"\d\d-", stem) is not None


def needs_frameworks(stem):
    """Tell whether a notebook runs in the environment that `make test-frameworks` installs."""
    return "framework" in stem  # as in the Makefile


def read(path):
    """Return a notebook as it is stored."""
    return json.loads(path.read_text(encoding="utf-8"))


def source(cell):
    """Return a cell's source as one string."""
    return "".join(cell["source"])


def code_cells(notebook):
    """Return the code cells."""
    return [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]


def markdown(notebook):
    """Return the text of all Markdown cells."""
    cells = notebook["cells"]
    return "\n\n".join(source(cell) for cell in cells if cell["cell_type"] == "markdown")


def figure_texts(cell):
    """Return the alternative text, the caption and the name of a cell's figure."""
    settings = cell["metadata"].get("mystnb", {})
    figure = settings.get("figure", {})
    return settings.get("image", {}).get("alt", ""), figure.get("caption", ""), figure.get("name")


def parts(notebook):
    """Return (section, cell, text) in order; the text of a code cell is None.

    Sections are counted by their headings of the second level, from 0 before the first.
    """
    found, section = [], 0
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            found.append((section, cell, None))
            continue
        before, *after = HEADING.split(source(cell))
        if before.strip():
            found.append((section, cell, before))
        for text in after:
            section += 1
            found.append((section, cell, text))
    return found


def outputs(cell, mime):
    """Return a code cell's outputs of one MIME type, each as one string."""
    return _of_type(cell["outputs"], mime)


def results(cell, mime):
    """Return the outputs that are results of the cell's code.

    A quiz, a card, an answer box, a verdict on an exercise and a figure to play with are HTML of
    the package's own, and say what was typed in the package. Its classes begin with ``bce-``.
    """
    return _of_type([output for output in cell["outputs"] if not _is_asked(output)], mime)


def _is_asked(output):
    classes = re.findall(r'class="([\w-]+)', "".join(output.get("data", {}).get("text/html", "")))
    return REPORT not in classes and any(name.startswith("bce-") for name in classes)


def _of_type(found, mime):
    bundles = [output.get("data", {"text/plain": output.get("text", "")}) for output in found]
    return ["".join(data[mime]) for data in bundles if mime in data]


def places(notebook):
    """Return every label that a notebook defines with its section: headings, equations, figures."""
    found = []
    for section, cell, text in parts(notebook):
        names = [figure_texts(cell)[2]] if text is None else map("".join, LABEL.findall(text))
        found += [(name, section) for name in names if name]
    return found


def labels(notebook):
    """Return every label that a notebook defines, each as often as it does."""
    return [label for label, _ in places(notebook)]
