"""Write the plain notebooks to `_build/notebooks`, for a reader to work on: ``make notebooks``.

They come from the built site, and name the kernel of this environment: JupyterLab would write its
name into each that is opened, and ask whether to save. What a reader has changed stays as it is.
"""

import hashlib
import json
import pathlib

import nbformat
from ipykernel.ipkernel import IPythonKernel
from ipykernel.kernelspec import get_kernel_dict

BUILD = pathlib.Path(__file__).resolve().parent.parent / "_build"
WRITTEN = ".written.json"  # digests of what was written, by name


def for_this_kernel(path):
    """Return the text of a notebook, with this environment's kernel in its metadata."""
    notebook = nbformat.read(path, as_version=4)
    kernel = get_kernel_dict()
    spec = {"name": "python3", **{key: kernel[key] for key in ("display_name", "language")}}
    notebook.metadata = {"kernelspec": spec, "language_info": IPythonKernel.language_info}
    return nbformat.writes(notebook) + "\n"


def digest(text):
    """Return what stands for a text in the record."""
    return hashlib.sha256(text.encode()).hexdigest()


def copy(made, folder):
    """Write the notebooks of one folder into another, and return the names of those left alone."""
    folder.mkdir(parents=True, exist_ok=True)
    record = folder / WRITTEN
    known = json.loads(record.read_text(encoding="utf-8")) if record.exists() else {}
    texts = {path.name: for_this_kernel(path) for path in sorted(made.glob("*.ipynb"))}
    changed = []
    for name in {**known, **texts}:
        path = folder / name
        present = path.read_text(encoding="utf-8") if path.exists() else None
        if present is not None and digest(present) != known.get(name):
            changed.append(name)
        elif name not in texts:  # of a chapter that is no more
            path.unlink(missing_ok=True)
        elif present != texts[name]:
            path.write_text(texts[name], encoding="utf-8", newline="\n")
    digests = {name: digest(text) for name, text in texts.items()}
    kept = {name: known[name] for name in changed if name in known}
    record.write_text(json.dumps({**digests, **kept}, indent=1) + "\n", encoding="utf-8")
    return changed


def main():
    """Write them, and name those that were changed."""
    for name in copy(BUILD / "html" / "notebooks", BUILD / "notebooks"):
        print(f"_build/notebooks/{name} has changes of yours and stays: delete it to get it anew")
    print("The notebooks are in _build/notebooks.")


if __name__ == "__main__":
    main()
