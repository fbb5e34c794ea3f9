"""Execute the chapters again, in place: ``python tools/refresh.py [NN ...]``, all without a number.

Running it twice changes no byte: no timing, no version, and one form for the metadata. What a
chapter no longer prints is shown, with the places where it still stands.
"""

import pathlib
import sys

import nbformat
from jupyter_client import AsyncKernelManager
from jupyter_client.kernelspec import KernelSpec
from nbclient import NotebookClient

import ripple
from chapters import METADATA, folding, name_of, needs_frameworks, notebook_paths, read


class Kernel(AsyncKernelManager):
    """A kernel of the Python that it is given."""

    def __init__(self, python, **options):
        super().__init__(**options)
        command = [python, "-m", "ipykernel_launcher", "-f", "{connection_file}"]
        self._kernel_spec = KernelSpec(argv=command)


def python_for(path):
    """Return the Python that runs a chapter, None if it is not installed."""
    if not needs_frameworks(path.stem):
        return sys.executable
    home = pathlib.Path(f"{sys.prefix}-frameworks")
    found = [*home.glob("bin/python"), *home.glob("Scripts/python.exe")]
    return str(found[0]) if found else None


def refresh(path, python=sys.executable):
    """Execute one notebook and write it back with its outputs."""
    notebook = nbformat.read(path, as_version=4)
    for cell in notebook.cells:
        kept = {key: cell.metadata[key] for key in ("mystnb", "tags") if key in cell.metadata}
        kept |= folding(kept.get("tags", []))
        cell.metadata = nbformat.from_dict(kept)  # drop what an editor left behind
    client = NotebookClient(
        notebook,
        km=Kernel(python),
        record_timing=False,
        coalesce_streams=True,  # else timing decides into how many pieces printed text falls
        extra_arguments=["--log-level=ERROR"],
        resources={"metadata": {"path": path.parent}},
    )
    client.execute(cleanup_kc=True)  # stop the kernel, although it was not its own
    notebook.metadata = nbformat.from_dict(METADATA)
    nbformat.write(notebook, path)


def main(chapters):
    """Refresh the named chapters, or all, and show what they no longer print."""
    paths = {name_of(path.stem): path for path in notebook_paths()}
    if unknown := set(chapters) - set(paths):
        sys.exit(f"no such chapter: {', '.join(sorted(unknown))}")
    before = {}
    for name in chapters or paths:
        print(paths[name].name, flush=True)
        if python := python_for(paths[name]):
            before[name] = read(paths[name])
            refresh(paths[name], python)
        else:
            print("  left as it is: the frameworks are not installed, run make test-frameworks")
    told = ripple.places() if before else []
    for name, notebook in before.items():
        for line in ripple.lines(notebook, read(paths[name]), name, told):
            print(line)


if __name__ == "__main__":
    main(sys.argv[1:])
