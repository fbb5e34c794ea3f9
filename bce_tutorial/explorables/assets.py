"""The stylesheet and the scripts: inside each output, or once for a whole site.

Every output is complete by itself, so that it works in a notebook. A site takes the shared parts
out of its pages with :func:`without_assets` and offers the files of :func:`files` instead.
"""

import functools
import importlib.resources
import re

from bce_tutorial.palette import CLASS_0, CLASS_1, FOURTH, GRID, THIRD

KINDS = ("threshold", "expected_loss", "corrected", "penalty", "mean_loss")
MARK = 'data-bce-shared=""'  # an empty value, for XML

_SHARED = re.compile(rf"<(style|script) {MARK}>.*?</\1>\n", re.DOTALL)
_COLOURS = {
    "class-1": CLASS_1,
    "class-0": CLASS_0,
    "third": THIRD,
    "fourth": FOURTH,
    "grid": GRID,
}


def stylesheet():
    """Return the styles of all explorables: in the page's own colours, or in the book's.

    Examples
    --------
    >>> stylesheet().splitlines()[1].strip()
    '--bce-class-1: var(--class-1, #cf5a12);'
    """
    colours = "".join(
        f"  --bce-{name}: var(--{name}, {value});\n" for name, value in _COLOURS.items()
    )
    return f".bce-explorable {{\n{colours}}}\n{_read('shared.css')}"


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


def files():
    """Return the files that a site offers once: names and contents.

    Examples
    --------
    >>> list(files())
    ['explorables.css', 'explorables.js']
    """
    return {"explorables.css": stylesheet(), "explorables.js": script(*KINDS)}


def without_assets(html):
    r"""Return `html` without the stylesheets and scripts that :func:`files` replaces.

    Examples
    --------
    >>> without_assets('<p>p</p>\n<script data-bce-shared="">\n1;\n</script>\n</div>')
    '<p>p</p>\n</div>'
    """
    return _SHARED.sub("", html)


@functools.cache
def _read(name):
    return (importlib.resources.files(__package__) / name).read_text(encoding="utf-8")
