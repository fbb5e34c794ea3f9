"""Execute the chapters again, in place: ``python tools/refresh.py [NN ...]``, all without a number.

Running it twice changes no byte: no timing, no version, and one form for the metadata.
"""

import sys

import nbformat
from nbclient import NotebookClient

from chapters import METADATA, chapter_paths


def refresh(path):
    """Execute one notebook and write it back with its outputs."""
    notebook = nbformat.read(path, as_version=4)
    for cell in notebook.cells:
        kept = {key: cell.metadata[key] for key in ("mystnb", "tags") if key in cell.metadata}
        cell.metadata = nbformat.from_dict(kept)  # drop what an editor left behind
    client = NotebookClient(
        notebook,
        kernel_name="python3",
        record_timing=False,
        coalesce_streams=True,  # else timing decides into how many pieces printed text falls
        extra_arguments=["--log-level=ERROR"],
        resources={"metadata": {"path": path.parent}},
    )
    client.execute()
    notebook.metadata = nbformat.from_dict(METADATA)
    nbformat.write(notebook, path)


def main(chapters):
    """Refresh the named chapters, or all."""
    paths = chapter_paths()
    unknown = set(chapters) - {path.name[:2] for path in paths}
    if unknown:
        sys.exit(f"no such chapter: {', '.join(sorted(unknown))}")
    for path in paths:
        if not chapters or path.name[:2] in chapters:
            print(path.name, flush=True)
            refresh(path)


if __name__ == "__main__":
    main(sys.argv[1:])
