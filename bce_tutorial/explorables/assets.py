"""The stylesheet and the scripts: those of one output, and the files that a site offers once."""

import functools
import importlib.resources
import re

from bce_tutorial.look.palette import CLASS_0, CLASS_1, GREEN, GREY, PURPLE

_FILES = importlib.resources.files(__package__)
KINDS = tuple(
    sorted(
        file.name.removesuffix(".js")
        for file in _FILES.iterdir()
        if file.name.endswith(".js") and file.name != "shared.js"
    )
)  # each is a module, its script, and a line in the package's __init__
_COLOURS = {
    "class-1": CLASS_1,
    "class-0": CLASS_0,
    "third": GREEN,
    "fourth": PURPLE,
    "grid": GREY,
}


def stylesheet(*, follow_page=True):
    """Return the styles of all explorables: in the page's own colours, or in the book's.

    Examples
    --------
    >>> stylesheet().splitlines()[1].strip()
    '--bce-class-1: var(--class-1, #c4540f);'
    """
    styles = _read("shared.css")
    if not follow_page:
        return re.sub(r"var\(--bce-([\w-]+)\)", lambda match: _COLOURS[match[1]], styles)
    colours = "".join(
        f"  --bce-{name}: var(--{name}, {value});\n" for name, value in _COLOURS.items()
    )
    return f".bce-explorable {{\n{colours}}}\n{styles}"


def script(*kinds):
    """Return one script for the named explorables.

    It starts those on the page that no script has started yet, so it may run more than once.

    Examples
    --------
    >>> script("penalty").splitlines()[0]
    '(() => {'
    """
    parts = "".join(_read(f"{name}.js") for name in ("shared", *kinds))
    return f"(() => {{\n{parts}}})();\n"


def files(*, follow_page=True):
    """Return the files that a site offers once: names and contents.

    An EPUB does not follow the page's colours, since many of its readers know no variables.

    Examples
    --------
    >>> list(files())
    ['explorables.css', 'explorables.js']
    """
    return {
        "explorables.css": stylesheet(follow_page=follow_page),
        "explorables.js": script(*KINDS),
    }


@functools.cache
def _read(name):
    return (_FILES / name).read_text(encoding="utf-8")
