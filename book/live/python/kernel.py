"""What Jupyter does with a cell, for Python in the page: run it, and send what it shows.

Messages are lines of JSON on the standard output, which nothing else writes to. Their kinds are
"stream", "show" and "error"; a result holds text, HTML or SVG, and nothing else leaves.
"""

import ast
import builtins
import io
import json
import linecache
import os
import sys
import time
import traceback

import __main__

OFTEN = 0.1  # seconds between two messages with printed text
MOST = 500_000  # characters that a cell may print, so that an endless loop fills no page
WORDS = {  # what a beginner may not read out of the last line of a traceback
    NameError: "A name is not known here. Is it spelled as above, and have the cells above run?",
    IndentationError: "The lines do not begin where Python expects it: look at their spaces.",
    SyntaxError: "This is not a sentence of Python: look at the marked place and just before it.",
    ModuleNotFoundError: "This module is not part of what runs in the page.",
    ZeroDivisionError: "A number is divided by zero.",
    IndexError: "There is no element at that position; the first has the number 0.",
    KeyError: "There is no entry with that key.",
    AttributeError: "That object has nothing of this name.",
    TypeError: "An operation or function got a kind of value that it cannot work with.",
    ValueError: "A function got a value that it cannot accept.",
    RecursionError: "A function calls itself without an end.",
    MemoryError: "There is not enough memory for this.",
    AssertionError: "Something that the code claims is not so.",
    SystemExit: "The code asked Python to end; it goes on.",
}
OTHER = "Python met an error."

_out = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115 (open as long as Python runs)


def send(kind, **message):
    """Write one message."""
    _out.write(json.dumps({"kind": kind, **message}) + "\n")
    _out.flush()


class Stream(io.TextIOBase):
    """Standard output or error of the cells."""

    def __init__(self, name):
        self.name = name
        self.begin()

    def begin(self):
        """Start a new cell."""
        self.parts, self.length, self.sent = [], 0, 0.0

    def writable(self):
        """Say that one can write here."""
        return True

    def write(self, text):
        """Keep the text, and send it now and then."""
        if self.length <= MOST:
            self.parts.append(text[: MOST - self.length])
            self.length += len(text)
            if self.length > MOST:
                self.parts.append("\n[The rest is not shown.]\n")
            if time.monotonic() - self.sent > OFTEN:
                self.flush()
        return len(text)

    def flush(self):
        """Send it now."""
        if self.parts:
            send("stream", name=self.name, text="".join(self.parts))
            self.parts, self.sent = [], time.monotonic()


def display(*values):
    """Show values as the last line of a cell does."""
    for value in values:
        data = {"text/plain": repr(value)}
        html = getattr(value, "_repr_html_", None)
        if html is not None and (text := html()) is not None:
            data["text/html"] = text
        show(data)


def show(data, **more):
    """Send a result, after what was printed before it."""
    sys.stdout.flush()
    sys.stderr.flush()
    send("show", data=data, **more)


def draw():
    """Show the figures that are open."""
    if "matplotlib.pyplot" in sys.modules:
        sys.modules["matplotlib.pyplot"].show()


def evaluate(code, name):
    """Run a cell, and show the value of its last line unless a semicolon follows it."""
    body = ast.parse(code, name).body
    last = body.pop() if body and isinstance(body[-1], ast.Expr) else None
    exec(compile(ast.Module(body, []), name, "exec"), vars(__main__))
    if last is not None:
        value = eval(compile(ast.Expression(last.value), name, "eval"), vars(__main__))
        if value is not None and not code.rstrip().endswith(";"):
            display(value)


def explain(error, name):
    """Return an error in plain words, its line in the cell, and its traceback without us."""
    frames = error.__traceback__
    while frames is not None and frames.tb_frame.f_code.co_filename != name:
        frames = frames.tb_next
    told = traceback.TracebackException(type(error), error, frames)
    at = error.lineno if isinstance(error, SyntaxError) else frames and frames.tb_lineno
    words = next((text for kind, text in WORDS.items() if isinstance(error, kind)), OTHER)
    said = list(told.format_exception_only())[-1].strip()
    if isinstance(error, ImportError):  # to which Python adds advice that does not apply here
        said = f"{type(error).__name__}: {error}"
    return {"words": words, "said": said, "line": at, "traceback": "".join(told.format())}


def run(code, name, alt):
    """Run a cell of that name, whose figures say `alt`, and send all that comes of it."""
    global description
    description = alt
    linecache.cache[name] = (len(code), None, code.splitlines(keepends=True), name)
    sys.stdout.begin()
    sys.stderr.begin()
    try:
        evaluate(code, name)
        draw()
    except BaseException as error:
        sys.stdout.flush()
        sys.stderr.flush()
        send("error", **explain(error, name))
    sys.stdout.flush()
    sys.stderr.flush()


description = ""
sys.stdout, sys.stderr = Stream("stdout"), Stream("stderr")
builtins.display = display
os.access = lambda path, mode, **more: os.path.exists(path)  # here no file has rights to ask for
