"""Tables of text, one row a line, read by pandas: CSV in all its forms."""

import csv
import io
import itertools
import re
import warnings

import numpy as np
import pandas as pd

from bce_tutorial.report.columns import ColumnError
from bce_tutorial.report.source import TableError
from bce_tutorial.report.values import NUMBER, missing_words

ROWS, CHARACTERS = 2**18, 2**23  # of a block, whichever is reached first
SAMPLE = 1000  # rows that may tell the decimal mark
TITLES = 50  # lines among which the names of the columns are looked for, to give advice
DELIMITERS = ",;\t|"
QUOTE = ord('"')
# The last field of every line on its way to pandas, so that a row of another length shows.
FULL, BLANK, EMPTY = "\x1d", "\x1e", "\x1f"
# Since pandas 3.1 numbers are exact without asking.
EXACT = {} if pd.__version__ >= "3.1" else {"float_precision": "round_trip"}


class Delimited:
    """The rows below a head, from text that comes in whole lines."""

    def __init__(self, parts, columns, reading):
        self._parts, self._reading = parts, reading
        head, row, delimiter = _without_titles(next(parts), reading)
        if not head:
            raise TableError("the file is empty but for blank or skipped lines")
        self._delimiter = delimiter or _detected(head, columns, reading)
        names, lines = _first(head, self._delimiter, reading)
        self._found, self._width = _found(names, columns, reading, row, head), len(names)
        self._line = row
        if reading.header:
            self._line, head, row = row + lines, head.split("\n", lines)[lines], row + 1
        self._head, self.row = head, row  # of the first prediction

    def frames(self, values):
        """Yield the places and the wanted columns of rows."""
        self._learn_mark(values)
        texts = {role for role in self._found if role == "by"}
        if self._reading.thousands or not values.decimal:
            texts |= {"sample_weight"} & self._found.keys()
        words = missing_words(self._reading.pos_label)
        missing = {form for word in words for form in (word, word.upper(), word.title(), "NaN")}
        length = len(self._head) // (1 + self._head.count("\n")) + 1
        options = EXACT | {
            "chunksize": min(ROWS, CHARACTERS // length + 1),
            "dtype": {str(self._width): "category"} | self._each(texts, str),
            "na_values": self._each(self._found.keys() - texts, missing),
            "decimal": values.decimal or ".",
        }
        try:
            for frame in _quietly(self._read(itertools.chain([self._head], self._parts), options)):
                frame.index += self.row
                frame = self._full(frame, values)
                found = {role: frame[str(place)] for role, place in self._found.items()}
                if "by" in found:
                    found["by"] = found["by"].str.replace(f"{self._delimiter}{FULL}", "")
                yield frame.index.to_numpy(), pd.DataFrame(found)
        except pd.errors.ParserError as error:
            unclosed = r".*EOF inside string starting at row (\d+)"
            words = "row {}: a quotation mark is not closed"
            raise TableError(
                re.sub(unclosed, lambda row: words.format(self.row - 1 + int(row[1])), str(error))
            ) from error

    def _each(self, roles, option):
        """Return an option of the columns in these roles."""
        return {str(self._found[role]): option for role in roles}

    def _read(self, parts, options):
        """Read text with pandas, whose names of the columns are their numbers from 0."""
        names = self._delimiter.join(map(str, range(self._width + 1)))
        return pd.read_csv(
            _Feed(itertools.chain([f"{names}\n".encode()], self._ended(parts))),
            sep=self._delimiter,
            index_col=False,
            usecols=[str(place) for place in {*self._found.values(), self._width}],
            keep_default_na=False,
            skipinitialspace=f"{self._delimiter} " in self._head,
            escapechar=self._reading.escape,
            **options,
        )

    def _ended(self, parts):
        """Yield text in UTF-8, with one more field a line."""
        mark, comment = self._delimiter.encode(), (self._reading.comment or "").encode()
        end, empty = mark + FULL.encode(), self._width * mark + EMPTY.encode()
        blank = self._width * mark + BLANK.encode()
        spaces, quoted = rb"[^\S\n%b]*" % re.escape(mark), rb'(?:[^"\n]|"[^"\n]*")*'
        # A remark with a single quotation mark may be part of a text.
        remark = re.compile(rb"^%b%b%b$" % (spaces, re.escape(comment), quoted), re.MULTILINE)
        nothing = re.compile(
            rb"^%b((?:%b%b)*)%b$" % (spaces, re.escape(mark), spaces, re.escape(end)), re.MULTILINE
        )
        starts = np.frombuffer(b"\n \t" + mark, np.uint8)
        inside, line = False, self._line
        for part in parts:
            text = part.encode()
            if comment:
                text = remark.sub(b"", text)
            # The first character of each line says whether there may be a row of nothing.
            codes = np.frombuffer(b"\n" + text, np.uint8)
            firsts = np.flatnonzero(codes[:-1] == starts[0]) + 1
            rare = np.isin(codes[firsts], starts).any()
            inside = self._check_quotes(text, codes, inside, line)
            line += firsts.size
            text = text.replace(b"\n", end + b"\n")
            if rare:
                text = nothing.sub(lambda line: empty if line[1] else blank, text)
            yield text

    def _check_quotes(self, text, codes, inside, line):
        """Refuse quotation marks that pandas would let swallow rows; say if the last one is open.

        `codes` are those of the text behind a line end, and `inside` says if it begins in a field.
        """
        if self._reading.escape:
            escape = re.escape(self._reading.escape.encode())
            codes = np.frombuffer(b"\n" + re.sub(escape + b"[^\n]", b"..", text), np.uint8)
        places = np.flatnonzero(codes == QUOTE)
        around = np.frombuffer(b'\n "' + self._delimiter.encode(), np.uint8)
        ends = (np.arange(places.size) + inside) % 2 == 1
        if np.isin(codes[places + np.where(ends, 1, -1)], around).all():
            return bool((places.size + inside) % 2)
        skipped = -1  # the second of two marks that stand for one
        for place in places:
            if not inside:  # elsewhere than at the start of a field it is a mark like others
                before = place - 1
                while codes[before] == around[1]:
                    before -= 1
                inside = codes[before] in (around[0], around[3])
            elif codes[place + 1] == QUOTE and place != skipped:
                skipped = place + 1
            elif place != skipped:
                if codes[place + 1] not in around:
                    line += int((codes[1:place] == around[0]).sum())
                    raise TableError(f"line {line}: a quotation mark within a text is not doubled")
                inside = False
        return bool(inside)

    def _full(self, frame, values):
        """Return the rows that have all fields and something in them."""
        ends = frame[str(self._width)]
        if list(ends.cat.categories) == [FULL]:
            return frame
        wrong = ends[~ends.isin([FULL, BLANK, EMPTY])]
        if wrong.size:
            got = "more" if str(wrong.iloc[0]) else "fewer"
            raise TableError(f"row {wrong.index[0]}: expected {self._width} fields, got {got}")
        for row in ends.index[ends == EMPTY][:1]:
            values.gap(row)
        return frame[ends == FULL]

    def _learn_mark(self, values):
        """Find the decimal mark in the first rows."""
        if not values.decimal:
            try:
                sample = self._read([self._head], {"nrows": SAMPLE, "dtype": str})
            except pd.errors.ParserError:  # which the next reading meets and names
                return
            for role in ("y_proba", "compare", "y_true", "sample_weight"):
                if role in self._found:
                    values.learn_mark(role, sample[str(self._found[role])])
            if self._delimiter == ",":
                values.decimal = values.decimal or "."


def _quietly(frames):
    """Pass frames on, without a warning of pandas of types that differ within a column."""
    while True:
        with warnings.catch_warnings(category=pd.errors.DtypeWarning, action="ignore"):
            frame = next(frames, None)
        if frame is None:
            break
        yield frame


class _Feed:
    """Parts of a text as a file that pandas reads."""

    __iter__ = None  # pandas takes no other objects for files, and then calls `read` alone

    def __init__(self, parts):
        self._parts = filter(None, parts)

    def read(self, _):
        return next(self._parts, b"")


def _without_titles(head, reading):
    """Return text from the names of the columns on, their row, and a delimiter that was named."""
    delimiter, row = reading.delimiter, 1
    if named := re.match(r'"?sep=(.)"?[ ,;\t|]*\n', head, re.IGNORECASE):
        delimiter, row, head = delimiter or named[1], 2, head[named.end() :]
    for _ in range(reading.skip_rows):
        row, head = row + 1, head.partition("\n")[2]
    remark = f"(?:{re.escape(reading.comment)}.*)?" if reading.comment else ""
    above = re.match(rf"(?:[ \t,;|]*{remark}\n)*", head)[0]
    return head.removeprefix(above), row + above.count("\n"), delimiter


def _detected(head, columns, reading):
    """Return the delimiter that finds most of the wanted columns, or else most of all."""
    wanted = [str(name) for name in columns if name is not None]

    def score(delimiter):
        names, _ = _first(head, delimiter, reading)
        if reading.header:
            return sum(name in wanted for name in names), len(names)
        fields = [names[int(k) - 1] for k in wanted if k.isdecimal() and 0 < int(k) <= len(names)]
        return sum(map(_is_number, fields)), len(fields)

    return max(DELIMITERS, key=score)


def _first(head, delimiter, reading):
    """Return the fields of the first row, or their numbers, and how many lines it has."""
    rows = csv.reader(
        io.StringIO(head), delimiter=delimiter, skipinitialspace=True, escapechar=reading.escape
    )
    return [field.strip() for field in next(rows)], rows.line_num


def _found(names, columns, reading, row, head):
    """Return where the wanted columns stand, or say what to do."""
    if not reading.header:
        return columns.among(list(map(str, range(1, len(names) + 1))))
    try:
        return columns.among(names, f"row {row}: ")
    except ColumnError as error:
        if all(map(_is_number, re.split(f"[{DELIMITERS}]", ",".join(names)))):
            words = "numbers, where the names of the columns should be"
            advice = "choose header=False and columns by number"
            raise TableError(f"row {row}: {words}; {advice}") from error
        for k, line in enumerate(head.split("\n")[1:TITLES], row):
            if str(columns.y_true) in line and str(columns.y_proba) in line:
                raise TableError(f"{error}; choose skip_rows={k} to begin below") from error
        raise


def _is_number(text):
    return bool(NUMBER.fullmatch(text.replace(",", ".")))
