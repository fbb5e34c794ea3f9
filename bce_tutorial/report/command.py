"""The command ``python -m bce_tutorial``: what predictions in a file are worth."""

import argparse
import contextlib
import importlib.metadata
import inspect
import io
import json
import os
import pathlib
import re
import sys

from bce_tutorial import score_file
from bce_tutorial.report.file import is_mark
from bce_tutorial.report.open import is_known

ENDINGS = (".svg", ".png", ".pdf")
NAMED = {"tab": "\t", "\\t": "\t", "space": " "}
OPTIONS = [
    name for name in inspect.signature(score_file).parameters if name not in ("source", "rng")
]
DESCRIPTION = """\
Score the predictions in a file: log loss with a 95 % interval, base-rate loss,
skill, Brier score, calibration slope and reliability. The file holds CSV, JSON
lines, Parquet or an Excel sheet, may be packed and of any length, and hold
decimal commas. Its first row names the columns.
"""
DELAY = 1  # seconds after which a bar shows on a terminal
EXIT_CODES = """\
exit codes:
  0  the report was written
  1  the file cannot be read or holds bad data, or the picture cannot be written
  2  the command was not understood
"""
EXAMPLES = """\
examples:
  python -m bce_tutorial report predictions.csv
  python -m bce_tutorial report export.csv.gz --y-true spam --y-proba score --plot spam.svg
  python -m bce_tutorial report survey.xlsx --pos-label yes --drop-missing
  query | python -m bce_tutorial report - --json
"""


def parser():
    """Return the parser of the command line."""
    command = argparse.ArgumentParser(
        prog="python -m bce_tutorial", description="What predicted probabilities are worth."
    )
    version = f"bce-tutorial {importlib.metadata.version('bce-tutorial')}"
    command.add_argument("--version", action="version", version=version)
    commands = command.add_subparsers(title="commands", required=True, metavar="COMMAND")
    report = commands.add_parser(
        "report",
        help="score the predictions in a file",
        description=DESCRIPTION,
        epilog=f"{EXIT_CODES}\n{EXAMPLES}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    report.add_argument("file", metavar="FILE", help="a file, or - for standard input")
    _add_columns(report.add_argument_group("columns, by name or by number from 1"))
    _add_labels(report.add_argument_group("labels"))
    _add_text(report.add_argument_group("how a file of text is written (default: recognised)"))
    _add_layout(report.add_argument_group("what stands around the table"))
    _add_output(report.add_argument_group("output"))
    return command


def _add_columns(group):
    for name, default, what in (
        ("--y-true", "y_true", "labels"),
        ("--y-proba", "y_proba", "probabilities of class 1"),
        ("--sample-weight", None, "weights"),
        ("--by", None, "groups, each of which is scored too"),
        ("--compare", None, "other probabilities, compared on the same rows"),
    ):
        text = f"{what} (default: {default or 'none'})"
        group.add_argument(name, default=default, metavar="COLUMN", help=text)


def _add_labels(group):
    words = "the label of class 1, where labels are not 0 and 1 or true and false"
    group.add_argument("--pos-label", metavar="LABEL", help=words)
    words = "leave rows without a label out, and count them"
    group.add_argument("--drop-missing", action="store_true", help=words)


def _add_text(group):
    for name, what in (
        ("--delimiter", "what separates the columns, such as ';' or tab"),
        ("--thousands", "what parts thousands, such as , or space (default: nothing)"),
        ("--escape", "what takes the meaning from the next character, such as a backslash"),
    ):
        group.add_argument(name, type=_mark, metavar="CHARACTER", help=what)
    words = "the decimal mark, . or ,"
    group.add_argument("--decimal", choices=(".", ","), metavar="MARK", help=words)
    words = "encoding of a file without a mark of its own (default: utf-8)"
    group.add_argument("--encoding", type=_encoding, metavar="NAME", help=words)


def _add_layout(group):
    words = "how many lines stand above the names of the columns"
    group.add_argument("--skip-rows", type=_count, default=0, metavar="N", help=words)
    group.add_argument("--comment", metavar="TEXT", help="what begins a line that is a remark")
    words = "the first row holds no names: choose columns by number"
    group.add_argument("--no-header", dest="header", action="store_false", help=words)
    group.add_argument("--sheet", metavar="NAME", help="the sheet of a workbook that has several")


def _add_output(group):
    words = f"write the reliability diagram to this file: {', '.join(ENDINGS)}"
    group.add_argument("--plot", type=_picture, metavar="FILE", help=words)
    group.add_argument("--json", action="store_true", help="print JSON instead of a table")


def main(arguments=None):
    """Run the command and return its exit code."""
    options = parser().parse_args(arguments)
    try:
        report = _score(options)
        if options.plot:
            from bce_tutorial.plots import save_reliability

            save_reliability(options.plot, report.reliability)
        print(json.dumps(report.as_dict(), indent=2) if options.json else report, flush=True)
    except BrokenPipeError:  # the reader of the report has seen enough
        with open(os.devnull, "wb") as nowhere:
            os.dup2(nowhere.fileno(), sys.stdout.fileno())
    except OSError as error:
        return _failed(error.filename or options.file, error.strerror or str(error))
    except (ValueError, ImportError) as error:
        return _failed(options.file, _typed(error))
    except KeyboardInterrupt:
        return _failed(options.file, "interrupted")
    return 0


def _score(options):
    """Read the file, with a progress bar on a terminal."""
    from tqdm import tqdm

    chosen = {name: getattr(options, name) for name in OPTIONS}
    with contextlib.ExitStack() as stack:
        size = None
        if options.file == "-":
            if sys.stdin is None:
                raise OSError("it is closed")
            stream = sys.stdin.buffer
        else:
            stream = stack.enter_context(open(options.file, "rb", buffering=0))
            size = os.fstat(stream.fileno()).st_size or None
        bar = tqdm(total=size, unit="B", unit_scale=True, leave=False, delay=DELAY, disable=None)
        stack.enter_context(bar)
        watched = io.BufferedReader(_Watched(stream, bar.update), 2**16)
        return score_file(watched, **chosen)


class _Watched(io.RawIOBase):
    """A stream that tells how much of it was read."""

    def __init__(self, stream, tell):
        self._stream, self._tell = stream, tell

    def readable(self):
        return True

    def seekable(self):
        return self._stream.seekable()

    def seek(self, place, whence=os.SEEK_SET):
        return self._stream.seek(place, whence)

    def readinto(self, target):
        size = self._stream.readinto(target)
        self._tell(size)
        return size


def _typed(error):
    """Write the options in a message as they are typed in a shell."""
    text = str(error).replace("header=False", "--no-header")
    text = text.replace("drop_missing=True", "--drop-missing")
    return re.sub(
        rf"\b(pos_label|(?:{'|'.join(OPTIONS)})=)",
        lambda match: f"--{match[1].replace('_', '-').replace('=', ' ')}",
        text,
    )


def _mark(text):
    mark = NAMED.get(text, text)
    if not is_mark(mark):
        raise argparse.ArgumentTypeError(f"expected one character, tab or space, got {text!r}")
    return mark


def _count(text):
    if not text.isdecimal():
        raise argparse.ArgumentTypeError(f"expected a count, got {text!r}")
    return int(text)


def _encoding(text):
    if not is_known(text):
        raise argparse.ArgumentTypeError(f"unknown encoding {text!r}")
    return text


def _picture(text):
    if pathlib.Path(text).suffix.lower() not in ENDINGS:
        raise argparse.ArgumentTypeError(f"expected a name that ends with {', '.join(ENDINGS)}")
    try:
        import matplotlib  # noqa: F401
    except ImportError as error:
        raise argparse.ArgumentTypeError("a picture needs matplotlib") from error
    return text


def _failed(file, reason):
    """Say in one line what went wrong."""
    name = "standard input" if file == "-" else file
    print(f"bce_tutorial: {name}: {reason}", file=sys.stderr)
    return 1
