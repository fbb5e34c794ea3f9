"""Whether a stored figure can be read on a phone, and uses each colour for what it means.

Every check takes a code cell as stored and yields its problems as sentences, which begin with the
cell.
"""

import ast
import re

from matplotlib.colors import get_named_colors_mapping, to_hex

from bce_tutorial.look.palette import CLASS_0, CLASS_1, MEANINGS, REDRAWN
from bce_tutorial.plots.style import WIDTH
from chapters import figure_texts, outputs, source

PHONE = 390  # pixels: a figure reaches from edge to edge there, and is no wider
FOLDED = 340  # within a folded solution
LEAST = 10  # pixels of text
VIEW = re.compile(r'viewBox="[-\d.]+ [-\d.]+ ([\d.]+) ')
SIZE = re.compile(r"font(?:-size)?: (?:[\w-]+ )*([\d.]+)px")
WORDS = re.compile(r"<text[^>]*>([^<]*)")
HEX = re.compile(r"(?<!url\()#[0-9a-f]{6}\b")
SAYS = {CLASS_1: re.compile(r"\by = 1\b"), CLASS_0: re.compile(r"\by = 0\b")}
FINDING = re.compile(r"\*\*[^*]+[.!?]\*\* ?")
NAMES = "|".join(map(re.escape, get_named_colors_mapping()))
LITERAL = re.compile(rf"#[0-9a-fA-F]{{3,8}}|C\d|{NAMES}")
LINE = r"[.osx^D+*]?(?:--|-\.|-|:)"
FORMAT = re.compile(rf"[bgrcmykw]{LINE}|(?:--|-\.)[bgrcmykw]")  # such as "r--"


def problems(cell):
    """Yield what is wrong with the figure of a cell, its caption, and the colours in its code."""
    name = cell["id"]
    _, caption, label = figure_texts(cell)
    allowed = REDRAWN.get(label, ())
    column = FOLDED if "hide-cell" in cell["metadata"].get("tags", []) else PHONE
    for what in foreign_colours(source(cell), allowed):
        yield f"{name}: {what}. Take a name of bce_tutorial.look.palette, which says its meaning"
    for svg in outputs(cell, "image/svg+xml"):
        yield from (f"{name}: {problem}" for problem in _sizes(svg, column))
        yield from (f"{name}: {problem}" for problem in _colours(svg, allowed))
        if not FINDING.match(caption):
            yield f"{name}: the caption does not begin with its finding, a sentence in bold"


def smallest_text(svg, width=PHONE):
    """Return the pixels of the smallest text of a figure in a column of `width` pixels."""
    return min(map(float, SIZE.findall(svg))) * width / float(VIEW.search(svg)[1])


def foreign_colours(code, allowed=()):
    """Yield the colours that a piece of Python names by itself, without the palette."""
    nodes = list(ast.walk(ast.parse(code)))
    maps = [node.value for node in nodes if isinstance(node, ast.keyword) and node.arg == "cmap"]
    for node in nodes:
        text = node.value if isinstance(node, ast.Constant) and node not in maps else None
        if not isinstance(text, str) or len(text) < 2:  # a letter alone may be anything
            continue
        if FORMAT.fullmatch(text) or (LITERAL.fullmatch(text) and to_hex(text) not in allowed):
            yield f"colour {text!r}"


def _sizes(svg, column):
    width = float(VIEW.search(svg)[1])
    wanted = WIDTH if column == PHONE else column
    if abs(width - wanted) > 2:
        yield f"the figure is {width:g} wide, wanted are {wanted}: figsize[0] is {wanted} / 72"
    if (size := smallest_text(svg, column)) < LEAST:
        yield f"text of {size:.1f} pixels on a phone, wanted are {LEAST}: leave its size alone"


def _colours(svg, allowed):
    used = set(HEX.findall(svg))
    for colour in sorted(used - set(MEANINGS) - set(allowed)):
        yield f"colour {colour} is not in the palette"
    for colour in sorted(used & set(sum(REDRAWN.values(), ())) - set(allowed)):
        yield f"colour {colour} is kept for the figure that is drawn again"
    words = " ".join(WORDS.findall(svg))
    for colour, says in SAYS.items():
        if colour in used and not says.search(words):
            yield (
                f"colour {colour} means {MEANINGS[colour].split(':')[0]}, but the figure does not "
                f"say {says.pattern.strip(chr(92) + 'b')!r}"
            )
