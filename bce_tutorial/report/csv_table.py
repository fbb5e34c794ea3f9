"""Two or three columns of numbers from a CSV file, a block of rows at a time.

Whatever is wrong is said in one line that names the row as the file counts it: the first is 1.
"""

import csv
import gzip
import itertools
import math
import operator
import re
import zlib

import numpy as np

from bce_tutorial.report.text_file import opened

ROWS = 2**14  # of a block
DELIMITERS = ",;\t|"
LABELS = {"true": 1.0, "false": 0.0}
LONGEST = 2**20  # characters of the first row
SHOWN = 12  # names of columns in a message


class ColumnError(ValueError):
    """A name that no column of the table has."""


def blocks(source, columns, delimiter, encoding):
    """Yield row numbers and a list of arrays: labels, probabilities and perhaps weights.

    `source` is a path, or a binary file object that stays open.
    """
    if len(set(columns)) < len(columns):
        raise ValueError(f"expected columns of different names, got {', '.join(columns)}")
    if delimiter is not None and (len(delimiter) != 1 or delimiter in '"\r\n'):
        raise ValueError(f"expected delimiter to be one character, got {delimiter!r}")
    table = _Table(columns, delimiter)
    try:
        with opened(source, encoding) as text:
            table.read_names(text)
            yield from table.blocks()
    except UnicodeDecodeError as error:
        line = table.line() + 1 + error.object[: error.start].count(b"\n")
        byte = error.object[error.start]
        raise ValueError(
            f"line {line}: byte 0x{byte:02x} is not {error.encoding} text; "
            "name its encoding, perhaps latin-1"
        ) from error
    except csv.Error as error:
        raise ValueError(
            f"line {table.line()}: {error}; is a quotation mark not closed?"
        ) from error
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise ValueError(f"the gzip file is damaged: {error}") from error
    if not table.found:
        raise ValueError(f"no predictions below row {table.header}, the names of the columns")


class _Table:
    """Rows below a row of names. `row` is the last one read, `header` that of the names."""

    def __init__(self, columns, delimiter):
        self.columns, self.delimiter, self.reader = columns, delimiter, None
        self.row, self.found = 1, False
        self.empty = None  # the first row of empty fields, which may end the file

    def line(self):
        """Return how many lines were read."""
        return self.reader.line_num if self.reader else 0

    def read_names(self, text):
        """Find the names of the columns."""
        while (first := text.readline(LONGEST)) and not first.strip():
            self.row += 1
        if not first:
            raise ValueError("the file is empty but for blank lines")
        if len(first) == LONGEST:
            raise ValueError(f"row {self.row} has more than {LONGEST:,} characters: no CSV file")
        delimiter = self.delimiter or _detected(first, self.columns)
        self.decimal_comma = delimiter != ","
        lines = itertools.chain(["\n"] * (self.row - 1), [first], text)
        self.reader = csv.reader(lines, delimiter=delimiter, skipinitialspace=True, strict=True)
        names = [name.strip() for name in next(filter(None, self.reader))]
        self.header, self.width = self.row, len(names)
        for name in self.columns:
            if names.count(name) != 1:
                raise _not_one(names, name, self.row)
        self.places = [names.index(name) for name in self.columns]

    def blocks(self):
        """Yield row numbers and arrays, some thousand rows at a time."""
        while batch := list(itertools.islice(self.reader, ROWS)):
            rows = range(self.row + 1, self.row + 1 + len(batch))
            self.row += len(batch)
            values = self._fast(batch)
            if values is None:
                found = [self._slow(*each) for each in zip(rows, batch, strict=True)]
                rows = [row for row, numbers in zip(rows, found, strict=True) if numbers]
                values = np.array(list(filter(None, found))).T
            if len(rows):
                self.found = True
                yield np.array(rows), list(values)

    def _fast(self, batch):
        """Return the columns if all is plain and well, else None."""
        if self.empty or set(map(len, batch)) != {self.width}:
            return None
        values = []
        for place in self.places:
            texts = list(map(operator.itemgetter(place), batch))
            try:
                values.append(np.array(list(map(float, texts))))
            except ValueError:
                return None
            if "_" in "".join(texts):  # a number for Python, and for nobody else
                return None
        inside = all(((v >= 0) & (v <= 1)).all() for v in values[:2])
        weighted = all(((v >= 0) & (v < math.inf)).all() for v in values[2:])
        return values if inside and weighted else None

    def _slow(self, row, fields):
        """Return the numbers of a row, or None for an empty one."""
        if not any(field.strip() for field in fields):
            self.empty = self.empty or (row if fields else None)
            return None
        if self.empty:  # only below all others an empty row is none
            raise ValueError(f"row {self.empty}: every field is empty, and more rows follow")
        if len(fields) != self.width:
            raise ValueError(
                f"row {row}: expected {self.width} fields as in row {self.header}, "
                f"got {len(fields)}"
            )
        return [self._number(row, fields[place].strip(), k) for k, place in enumerate(self.places)]

    def _number(self, row, text, k):
        name = _plain(self.columns[k])
        if not text:
            raise ValueError(f"row {row}: expected {name} to be a number, got an empty field")
        if k == 0 and text.lower() in LABELS:
            return LABELS[text.lower()]
        # where commas are delimiters, "1,234" may be a large weight
        value = _float(text.replace(",", ".") if self.decimal_comma or k < 2 else text)
        if value is None:
            what = "a number" if k else "a number, true or false"
            raise ValueError(f"row {row}: expected {name} to be {what}, got {_quoted(text)}")
        if math.isnan(value):
            raise ValueError(f"row {row}: expected {name} without NaN, got {_quoted(text)}")
        if k < 2 and not 0 <= value <= 1:
            raise ValueError(f"row {row}: expected {name} in [0, 1], got {_quoted(text)}")
        if not 0 <= value < math.inf:
            raise ValueError(
                f"row {row}: expected {name} finite and not negative, got {_quoted(text)}"
            )
        return value


def _detected(first, columns):
    """Return the delimiter that finds most of the wanted names, or else most names."""

    def found(delimiter):
        names = next(csv.reader([first], delimiter=delimiter, skipinitialspace=True))
        return sum(name.strip() in columns for name in names), len(names)

    return max(DELIMITERS, key=found)


def _not_one(names, name, row):
    """Return the error that says what is wrong with a wanted name."""
    count = names.count(name)
    if count:
        return ValueError(f"row {row}: {count} columns are called {_quoted(name)}")
    fields = re.split(f"[{DELIMITERS}]", ",".join(names))
    if all(_float(field) is not None for field in fields):
        return ValueError(f"row {row}: numbers, where the names of the columns should be")
    there = [_quoted(other) for other in names[:SHOWN]]
    more = f" and {len(names) - SHOWN:,} more" if len(names) > SHOWN else ""
    return ColumnError(f"row {row}: no column {_quoted(name)}; there are {', '.join(there)}{more}")


def _float(text):
    """Return the number that a text says, or None; underscores are no digits here."""
    try:
        return None if "_" in text else float(text)
    except ValueError:
        return None


def _plain(name):
    return name if name.isidentifier() else _quoted(name)


def _quoted(text):
    """Quote what stands in the file, on one line and not at length."""
    return repr(text if len(text) <= 40 else text[:37] + "...")
