"""Re-execute the chapters in place: ``python tools/refresh.py [NN ...]``, all without a number.

Running it twice changes no byte: no timing, no version, and one form for the metadata.
"""

import pathlib
import sys

import nbformat
from nbclient import NotebookClient

BOOK = pathlib.Path(__file__).resolve().parent.parent / "book"
METADATA = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}


def refresh(path):
    """Execute one notebook and write it back with its outputs."""
    notebook = nbformat.read(path, as_version=4)
    for cell in notebook.cells:
        cell.metadata.pop("execution", None)
    client = NotebookClient(
        notebook, kernel_name="python3", record_timing=False, resources={"metadata": {"path": BOOK}}
    )
    client.execute()
    notebook.metadata = nbformat.from_dict(METADATA)
    nbformat.write(notebook, path)


def main(chapters):
    """Refresh the named chapters, or all."""
    paths = sorted(BOOK.glob("[0-9][0-9]-*.ipynb"))
    unknown = set(chapters) - {path.name[:2] for path in paths}
    if unknown:
        sys.exit(f"no such chapter: {', '.join(sorted(unknown))}")
    for path in paths:
        if not chapters or path.name[:2] in chapters:
            print(path.name, flush=True)
            refresh(path)


if __name__ == "__main__":
    main(sys.argv[1:])
