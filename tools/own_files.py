"""Which files are the project's, with git and in an archive without it."""

import fnmatch
import os
import pathlib
import subprocess


def files(root):
    """Return what belongs to the project: what git tracks, or would, in an archive without it."""
    if (root / ".git").exists():
        return subprocess.check_output(["git", "ls-files"], cwd=root, text=True).splitlines()
    ignored = [line.rstrip("/") for line in (root / ".gitignore").read_text("utf-8").split()]
    found = []
    for folder, folders, names in os.walk(root):
        kept = [n for n in folders if not any(fnmatch.fnmatch(n, rule) for rule in ignored)]
        folders[:] = kept
        found += [pathlib.Path(folder, name).relative_to(root).as_posix() for name in names]
    return sorted(n for n in found if not any(fnmatch.fnmatch(n, rule) for rule in ignored))
