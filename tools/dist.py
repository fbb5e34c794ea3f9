"""Build the wheel and the source archive, check them, and try them: ``make dist``.

The locked hatchling builds both from `pyproject.toml`, where the version stands, with times, owners
and modes of its own choice: the same files give the same bytes. The wheel is built from the source
archive, so that nothing can be missing there. Each is then installed into an empty environment,
one with the lowest versions that `pyproject.toml` allows and the other with the newest.
"""

import pathlib
import shutil
import subprocess
import sys
import tarfile
import tempfile
import tomllib
import zipfile

from own_files import files

ROOT = pathlib.Path(__file__).resolve().parent.parent
FOLDER = ROOT / "_build" / "dist"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
NAME = f"{PROJECT['name'].replace('-', '_')}-{PROJECT['version']}"
WHEEL, SOURCE = f"{NAME}-py3-none-any.whl", f"{NAME}.tar.gz"
LICENCES = PROJECT["license-files"]
ABOUT = [f"{NAME}.dist-info/{name}" for name in ("METADATA", "RECORD", "WHEEL")]
ABOUT += [f"{NAME}.dist-info/licenses/{name}" for name in LICENCES]
BESIDE = [".gitignore", "CHANGELOG.md", "CITATION.cff", "PKG-INFO", "README.md", "pyproject.toml"]
BESIDE += LICENCES
# The oldest versions are asked for by name, since a wheel's own needs would be met by the newest.
VERSIONS = {
    "lowest": [WHEEL, "--resolution=lowest-direct", *PROJECT["dependencies"]],
    "newest": [SOURCE, "--resolution=highest"],
}
TRIAL = ROOT / "tools" / "dist_trial.py"


def build(source, folder):
    """Build both archives from the files in `source` into `folder`, without asking an index."""
    command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", folder, source]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"The archives were not built:\n{done.stdout}{done.stderr}")


def contents(folder):
    """Return the names in the wheel and in the source archive."""
    with zipfile.ZipFile(folder / WHEEL) as wheel, tarfile.open(folder / SOURCE) as source:
        names = [member.name.removeprefix(f"{NAME}/") for member in source if member.isfile()]
        return set(wheel.namelist()), set(names)


def misplaced(folder, package):
    """Return what each archive lacks, and what it holds besides the files of the package."""
    wanted = {*package, *ABOUT}, {*package, *BESIDE}
    return [
        f"{archive} {'lacks' if name in right else 'should not hold'} {name}"
        for archive, found, right in zip((WHEEL, SOURCE), contents(folder), wanted, strict=True)
        for name in sorted(found ^ right)
    ]


def attempt(which, folder):
    """Install one archive into an empty environment with these versions, and run its examples."""
    archive, *options = VERSIONS[which]
    with tempfile.TemporaryDirectory() as empty:
        python = pathlib.Path(empty, "bin" if sys.platform != "win32" else "Scripts", "python")
        uv = [sys.executable, "-m", "uv", "--quiet"]
        subprocess.run([*uv, "venv", "--clear", "--python", sys.executable, empty], check=True)
        install = [*uv, "pip", "install", "--python", python, folder / archive, *options]
        subprocess.run(install, check=True)
        trial = [python, "-I", "-W", "error", TRIAL, PROJECT["version"]]
        subprocess.run(trial, check=True, cwd=empty)


def main():
    """Write both archives to `_build/dist`, or say what is wrong with them."""
    shutil.rmtree(FOLDER, ignore_errors=True)
    build(ROOT, FOLDER)
    problems = misplaced(FOLDER, [n for n in files(ROOT) if n.startswith("bce_tutorial/")])
    if problems:
        sys.exit("\n".join(problems))
    archives = [FOLDER / SOURCE, FOLDER / WHEEL]
    subprocess.run([sys.executable, "-m", "twine", "check", "--strict", *archives], check=True)
    for which in VERSIONS:
        attempt(which, FOLDER)
    print(f"Wheel and source archive of version {PROJECT['version']} are in _build/dist")


if __name__ == "__main__":
    main()
