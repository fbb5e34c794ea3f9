"""The command ``python -m bce_tutorial``: what predictions in a file are worth."""

import argparse
import contextlib
import io
import json
import os
import pathlib
import sys

from bce_tutorial import score_file
from bce_tutorial.report.csv_table import ColumnError
from bce_tutorial.report.text_file import is_known

ENDINGS = (".svg", ".png", ".pdf")
CHOICES = ("--y-true", "--y-proba", "--sample-weight")
NAMED = {"tab": "\t", "\\t": "\t", "space": " "}
DESCRIPTION = """\
Score the predictions in a CSV file: log loss with a 95 % interval, base-rate
loss, skill, Brier score, calibration slope and reliability. The first row
names the columns. The file may be gzipped, of any length, and hold decimal
commas.
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
  query | python -m bce_tutorial report - --json
"""


def parser():
    """Return the parser of the command line."""
    command = argparse.ArgumentParser(
        prog="python -m bce_tutorial", description="What predicted probabilities are worth."
    )
    commands = command.add_subparsers(title="commands", required=True, metavar="COMMAND")
    report = commands.add_parser(
        "report",
        help="score the predictions in a CSV file",
        description=DESCRIPTION,
        epilog=f"{EXIT_CODES}\n{EXAMPLES}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    report.add_argument("file", metavar="FILE", help="a CSV file, or - for standard input")
    report.add_argument(
        "--y-true",
        default="y_true",
        metavar="COLUMN",
        help="the column of labels: 0 and 1, numbers between, or true and false (default: y_true)",
    )
    report.add_argument(
        "--y-proba",
        default="y_proba",
        metavar="COLUMN",
        help="the column of probabilities of class 1 (default: y_proba)",
    )
    report.add_argument(
        "--sample-weight", metavar="COLUMN", help="a column of weights (default: none)"
    )
    report.add_argument(
        "--delimiter",
        type=_delimiter,
        metavar="CHARACTER",
        help="what separates the columns, such as ';' or tab (default: found from the names)",
    )
    report.add_argument(
        "--encoding",
        default="utf-8",
        type=_encoding,
        metavar="NAME",
        help="encoding of the file (default: utf-8)",
    )
    report.add_argument(
        "--plot",
        type=_picture,
        metavar="FILE",
        help=f"write the reliability diagram to this file: {', '.join(ENDINGS)}",
    )
    report.add_argument("--json", action="store_true", help="print JSON instead of a table")
    return command


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
    except ColumnError as error:
        return _failed(options.file, f"{error}; choose with {', '.join(CHOICES)}")
    except ValueError as error:
        return _failed(options.file, error)
    except KeyboardInterrupt:
        return _failed(options.file, "interrupted")
    return 0


def _score(options):
    """Read the file, with a progress bar on a terminal."""
    from tqdm import tqdm

    columns = {name: getattr(options, name) for name in COLUMNS}
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
        return score_file(watched, **columns)


COLUMNS = ("y_true", "y_proba", "sample_weight", "delimiter", "encoding")


class _Watched(io.RawIOBase):
    """A stream that tells how much of it was read."""

    def __init__(self, stream, tell):
        self._stream, self._tell = stream, tell

    def readable(self):
        return True

    def readinto(self, target):
        size = self._stream.readinto(target)
        self._tell(size)
        return size


def _delimiter(text):
    delimiter = NAMED.get(text, text)
    if len(delimiter) != 1 or delimiter in '"\r\n':
        raise argparse.ArgumentTypeError(f"expected one character, tab or space, got {text!r}")
    return delimiter


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
