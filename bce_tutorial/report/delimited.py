"""Tables of text, one row a line, read by pandas: CSV in all its forms."""

import codecs
import csv
import io
import itertools
import re

import numpy as np
import pandas as pd

from bce_tutorial.report.open import PART, TableError

ROWS, CHARACTERS = 2**18, 2**23  # of a block, whichever is reached first
LONGEST = 2**24  # characters of a line
SAMPLE = 1000  # rows that may tell the decimal mark
DELIMITERS = ";\t|,"  # the comma last: in a row of semicolons it may be a decimal mark
MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF32_LE: "utf-32",  # before UTF-16, whose mark it begins with
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
# The last field of every line on its way to pandas, so that a row of another length shows.
FULL, BLANK = "\x1d", "\x1e"
# Since pandas 3.1 numbers are exact without asking.
EXACT = {} if pd.__version__ >= "3.1" else {"float_precision": "round_trip"}


def lines_of(stream, encoding, stack):
    """Yield the text of a stream in parts of whole lines; `stack` leaves the stream open."""
    mark = stream.read(4)
    stream.seek(-len(mark), io.SEEK_CUR)
    marked = next((MARKS[known] for known in MARKS if mark.startswith(known)), None)
    text = io.TextIOWrapper(stream, marked or encoding or "utf-8")
    stack.callback(text.detach)
    lines = 0
    try:
        while part := text.read(PART):
            part += text.readline(LONGEST)
            if "\0" in part:
                raise TableError("the file is not text: it holds zero bytes; or name its encoding")
            if len(part) >= LONGEST:
                raise TableError(f"no end of a line in {LONGEST:,} characters: is it a table?")
            lines += part.count("\n")
            yield part if part.endswith("\n") else part + "\n"
    except UnicodeDecodeError as error:
        raise TableError(
            f"line {lines + 1} or below: byte 0x{error.object[error.start]:02x} is not "
            f"{error.encoding} text; name its encoding, perhaps encoding='latin-1'"
        ) from error


def delimited(head, parts, columns, reading, values):
    """Yield rows and the wanted columns, from the first lines and the others."""
    delimiter, row, head = _below_titles(head, reading)
    if not head:
        raise TableError("the file is empty but for blank or skipped lines")
    delimiter = delimiter or _detected(head, columns, reading)
    names, lines = _first(head, delimiter, reading)
    if reading.header:
        found = columns.among(names, f"row {row}: ")
        head, line, row = head.split("\n", lines)[lines], row + lines, row + 1
    else:
        found, line = columns.among(list(map(str, range(1, len(names) + 1)))), row
    texts = (_without_remarks(text, reading.comment) for text in itertools.chain([head], parts))
    head = next(texts)
    form = _Form(delimiter, len(names), found, reading, head)
    values.decimal = values.decimal or form.mark(head)
    length = len(head) // (1 + head.count("\n")) + 1
    size = min(ROWS, CHARACTERS // length + 1)
    texts = form.closed(itertools.chain([head], texts), line)
    try:
        for frame in form.read(texts, values.decimal, chunksize=size):
            frame.index += row
            frame = form.full(frame)
            yield frame.index.to_numpy(), frame
    except pd.errors.ParserError as error:
        unclosed = r".*EOF inside string starting at row (\d+)"
        words = re.sub(
            unclosed,
            lambda place: f"row {row - 1 + int(place[1])}: a quotation mark is not closed",
            str(error),
        )
        raise TableError(words) from error


class _Form:
    """How the rows of a file are written, and which columns are wanted."""

    def __init__(self, delimiter, width, found, reading, head):
        self._delimiter, self._width, self._found = delimiter, width, found
        self._reading, self._spaces = reading, f"{delimiter} " in head

    def read(self, parts, decimal, **options):
        """Read text with pandas, whose names of the columns are their numbers from 0."""
        texts = {"by"}
        if self._reading.thousands or not decimal:
            texts.add("sample_weight")
        texts = {str(self._found[role]) for role in texts if role in self._found}
        places = {str(place) for place in self._found.values()}
        names = self._delimiter.join(map(str, range(self._width + 1)))
        types = dict.fromkeys(texts, str) | {str(self._width): "category"}
        return pd.read_csv(
            _Feed(itertools.chain([f"{names}\n".encode()], map(self._ended, parts))),
            sep=self._delimiter,
            index_col=False,
            usecols=[*places, str(self._width)],
            keep_default_na=False,
            na_values=dict.fromkeys(places - texts, ""),
            skipinitialspace=self._spaces,
            escapechar=self._reading.escape,
            decimal=decimal or ".",
            low_memory=False,  # a type for each column of a block
            **EXACT | {"dtype": types} | options,
        )

    def closed(self, parts, line):
        """Yield parts of a text, unless its quotation marks would let pandas join rows unsaid.

        A text in quotation marks may go over lines, so what is badly quoted needs a strict reader.
        """
        around, rest = np.frombuffer(f'\n"{self._delimiter}'.encode(), np.uint8), ""
        for part in parts:
            rest += part
            begun = len(rest)
            if '"' in rest:
                codes = np.frombuffer(f"\n{rest}".encode(), np.uint8)
                places = np.flatnonzero(codes == ord('"'))
                beside = codes[places + np.where(np.arange(places.size) % 2, 1, -1)]
                if self._reading.escape or places.size % 2 or not np.isin(beside, around).all():
                    begun = self._strictly(rest, line)
            line += rest.count("\n", 0, begun)
            rest = rest[begun:]
            yield part

    def _strictly(self, text, line):
        """Return where the row that is not closed begins in a text, or else its length."""
        lines = io.StringIO(text)
        rows = csv.reader(
            iter(lines.readline, ""),
            delimiter=self._delimiter,
            skipinitialspace=self._spaces,
            escapechar=self._reading.escape,
            strict=True,
        )
        closed = 0
        try:
            for _ in rows:
                closed = lines.tell()
        except csv.Error as error:
            if "end of data" not in str(error):
                raise TableError(
                    f"line {line + rows.line_num - 1}: something follows a closing quotation mark; "
                    "within a text such marks are doubled"
                ) from error
        return closed

    def mark(self, head):
        """Return the decimal mark of the first probabilities, which cannot part thousands."""
        try:
            sample = self.read([head], None, nrows=SAMPLE, dtype=str)
        except pd.errors.ParserError:  # which the next reading meets and names
            return None
        places = [str(self._found[role]) for role in ("y_proba", "compare") if role in self._found]
        texts = " ".join(sample[places].fillna("").to_numpy().ravel())
        mark = re.search("[.,]", texts)
        return mark[0] if mark else "." if self._delimiter == "," else None

    def full(self, frame):
        """Return the wanted columns of the rows that have all fields and something in them."""
        ends = frame[str(self._width)]
        if list(ends.cat.categories) != [FULL]:
            wrong = ends[~ends.isin([FULL, BLANK])]
            if wrong.size:
                got = "more" if str(wrong.iloc[0]) else "fewer"
                raise TableError(f"row {wrong.index[0]}: expected {self._width} fields, got {got}")
            frame = frame[ends == FULL]
        found = {role: frame[str(place)] for role, place in self._found.items()}
        if "by" in found:
            found["by"] = found["by"].str.replace(f"{self._delimiter}{FULL}", "")
        return pd.DataFrame(found)

    def _ended(self, text):
        """Return text in UTF-8, with one more field a line."""
        data, mark = text.encode(), self._delimiter.encode()
        end, blank = mark + FULL.encode(), self._width * mark + BLANK.encode()
        codes = np.frombuffer(b"\n" + data, np.uint8)
        firsts = codes[1:][codes[:-1] == ord("\n")]  # of each line
        data = data.replace(b"\n", end + b"\n")
        if np.isin(firsts, np.frombuffer(b"\n \t" + mark, np.uint8)).any():
            nothing = rb"(?m)^[ \t%b]*%b$" % (re.escape(mark), re.escape(end))
            data = re.sub(nothing, blank, data)
        return data


class _Feed:
    """Parts of a text as a file that pandas reads."""

    __iter__ = None  # pandas takes no other objects for files, and then calls `read` alone

    def __init__(self, parts):
        self._parts = filter(None, parts)

    def read(self, _):
        return next(self._parts, b"")


def _without_remarks(text, comment):
    """Return text in which a line that is a remark is blank."""
    if not comment:
        return text
    # A remark with a single quotation mark may be part of a text.
    return re.sub(rf'(?m)^[ \t]*{re.escape(comment)}(?:[^"\n]|"[^"\n]*")*$', "", text)


def _below_titles(head, reading):
    """Return a delimiter that is named, the row of the names of the columns, and the text there."""
    delimiter, row = reading.delimiter, 1 + reading.skip_rows
    if named := re.match(r'"?sep=(.)"?[ ,;\t|]*\n', head, re.IGNORECASE):
        delimiter, row, head = delimiter or named[1], row + 1, head[named.end() :]
    head = "".join(head.split("\n", reading.skip_rows)[reading.skip_rows :])
    remark = f"(?:{re.escape(reading.comment)}.*)?" if reading.comment else ""
    above = re.match(rf"(?:[ \t,;|]*{remark}\n)*", head)[0]
    return delimiter, row + above.count("\n"), head.removeprefix(above)


def _detected(head, columns, reading):
    """Return the delimiter that finds most of the wanted columns, or else most of all."""
    wanted = {str(name) for name in columns if reading.header and name is not None}

    def score(delimiter):
        names, _ = _first(head, delimiter, reading)
        return sum(name in wanted for name in names), len(names)

    return max(DELIMITERS, key=score)


def _first(head, delimiter, reading):
    """Return the fields of the first row, and how many lines it has."""
    rows = csv.reader(
        io.StringIO(head), delimiter=delimiter, skipinitialspace=True, escapechar=reading.escape
    )
    return [field.strip() for field in next(rows)], rows.line_num
