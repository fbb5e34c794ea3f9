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
FOLDED = {"jupyter": {"outputs_hidden": True, "source_hidden": True}}


def folding(tags):
    """Return the metadata that fold in JupyterLab what these tags fold in the book: solutions."""
    return FOLDED if "hide-cell" in tags else {}


def chapter_paths():
    """Return the paths of all chapters, in order."""
    return sorted(BOOK.glob("[0-9][0-9]-*.ipynb"))


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


def outputs(cell, mime):
    """Return a code cell's outputs of one MIME type, each as one string."""
    found = []
    for output in cell["outputs"]:
        data = output.get("data", {"text/plain": output.get("text", "")})
        if mime in data:
            found.append("".join(data[mime]))
    return found


def labels(notebook):
    """Return every label that a notebook defines: sections, equations and figures."""
    text = markdown(notebook)
    names = [figure_texts(cell)[2] for cell in code_cells(notebook)]
    return [
        *re.findall(r"^\(([\w-]+)\)=$", text, flags=re.MULTILINE),
        *re.findall(r"\$\$ *\(([\w-]+)\)", text),
        *filter(None, names),
    ]
