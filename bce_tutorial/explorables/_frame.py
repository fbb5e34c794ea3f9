"""What all explorables have in common: the frame, the controls, the places for results.

The markup shows the starting state by itself. Its script switches the controls on and from then
on fills the elements marked ``data-slot`` (text) and ``data-mark`` (geometry).
"""

import functools
import inspect
import json
from html import escape

from bce_tutorial.explorables import assets
from bce_tutorial.explorables._plot import SVG
from bce_tutorial.explorables._text import aloud
from bce_tutorial.look.folding import together
from bce_tutorial.look.sharing import shared

STILL = (
    "A still picture of the starting state. The controls work in the book online, "
    "and in Jupyter once you run this cell."
)


class Explorable:
    """An interactive figure: HTML in a notebook or a page, one line of text elsewhere.

    `moves` says for each control, by the name that its element has, which arguments of the
    function change when a reader sets it to a value; "press" stands for the buttons of that kind.
    """

    def __init__(self, kind, *, title, hint, summary, body, data, moves):
        self._moves = moves
        self._summary = f"{title}: {summary}"
        start = escape(json.dumps(data, separators=(",", ":")), quote=False).replace("'", "&#39;")
        self._html = (
            f'<div class="bce-explorable" data-kind="{kind}" role="group" '
            f"aria-label=\"{title}\" data-start='{start}'>\n"
            f"{shared('style', assets.stylesheet())}"
            f'<p class="bce-title"><b>{title}</b></p>\n'
            f'<p class="bce-hint">{together(hint)}</p>\n'
            f'<div class="bce-body">\n{together(body)}\n</div>\n'
            '<output class="bce-said" aria-live="polite"></output>\n'
            f'<p class="bce-still">{STILL}</p>\n'
            f"{shared('script', assets.script(kind))}"
            "</div>"
        )

    def __repr__(self):
        return self._summary

    def _repr_html_(self):
        return self._html

    def moved(self, control, value):
        """Return the explorable as it looks once a reader has set one control to a value.

        The script must show the same then.
        """
        return self._again(**self._moves[control](value))


def movable(function):
    """Let the explorables of a function be moved: it is called again with other arguments."""

    @functools.wraps(function)
    def start(*args, **options):
        given = inspect.signature(function).bind(*args, **options).arguments
        explorable = function(*args, **options)
        explorable._again = lambda **changes: start(**(given | changes))
        return explorable

    return start


def one_of_many(argument, values):
    """Return the moves of controls that are numbered, each for one of the values of an argument."""

    def move(index):
        return lambda value: {argument: [*values[:index], value, *values[index + 1 :]]}

    return {str(index): move(index) for index in range(len(values))}


def body(*parts):
    """Return the parts of an explorable, one below the other."""
    return "\n".join(parts)


def slot(name, text):
    """Mark text that the script rewrites."""
    return f'<b data-slot="{name}">{text}</b>'


def written(name, text):
    """Mark text of a drawing that the script rewrites."""
    return f'<tspan data-slot="{name}">{text}</tspan>'


def tile(name, value, words, sign="", *, large=False):
    """Return one result: a large number and what it counts, with its sign in the drawing."""
    classes = "bce-tile bce-large" if large else "bce-tile"
    return f'<span class="{classes}">{sign}{slot(name, value)} <span>{words}</span></span>'


def whole(name, text):
    """Return a sentence among the results, as wide as all of them."""
    return f'<span class="bce-whole" data-slot="{name}">{text}</span>'


def results(*tiles, columns):
    """Return what follows from the controls; once they rest, the first of it is read out."""
    style = f"grid-template-columns:repeat({columns},1fr)"
    inside = "\n".join(tiles)
    return f'<div class="bce-tiles" style="{style}">\n{inside}\n</div>'


def key(shape, *, wide=False):
    """Return the sign that a result has in the drawing."""
    classes, width = ("bce-key bce-wide", 24) if wide else ("bce-key", 12)
    return (
        f'<svg xmlns="{SVG}" class="{classes}" viewBox="0 0 {width} 12" aria-hidden="true">'
        f"{shape}</svg>"
    )


def bar(*parts):
    """Return a bar that fills its place, 100 units wide and 10 high."""
    return (
        f'<svg xmlns="{SVG}" class="bce-bar" viewBox="0 0 100 10" preserveAspectRatio="none" '
        f'aria-hidden="true">{"".join(parts)}</svg>'
    )


def slider(name, label, value, *, low, high, step, text, seen=None):
    """Return a labelled slider; `text` is its value with the unit, which is read out as words.

    One of several sliders that take turns is marked with its name, and may be out of sight.
    """
    turns = "" if seen is None else f'data-mark="{name}" style="{"" if seen else "display:none"}" '
    return (
        f'<input type="range" data-input="{name}" {turns}aria-label="{label}" '
        f'aria-valuetext="{aloud(text)}" '
        f'min="{low}" max="{high}" step="{step}" value="{value}" autocomplete="off" disabled=""/>'
    )


def flip(name, text, value, *, states=2):
    """Return a button that goes on to the next of 0, 1, ..., and round; `text` carries its slot."""
    more = "" if states == 2 else f' data-states="{states}"'
    return (
        f'<button type="button" data-flip="{name}"{more} data-default="{value}" value="{value}" '
        f'disabled="">{text}<span aria-hidden="true"> ⇄</span></button>'
    )


RESET = '<button type="button" data-reset="" disabled="">Reset</button>'


def labelled(words, *sliders):
    """Return words, with a value in its slot, and the slider or the sliders that set it."""
    return "\n".join((f"<span>{words}</span>", *sliders))


def controls(*sliders, buttons=()):
    """Return labelled sliders, one in a line, and the buttons; beside a drawing if there is room.

    They are hidden while they do not work.
    """
    row = "\n".join(('<div class="bce-actions">', *buttons, RESET, "</div>"))
    inside = "\n".join((*sliders, row))
    return f'<div class="bce-controls">\n{inside}\n</div>'
