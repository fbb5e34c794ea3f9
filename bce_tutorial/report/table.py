"""Rows of predictions from a file of any kind or a DataFrame, a block at a time.

Whatever is wrong is said in one line that names the row as the file counts it: the first is 1, and
what stands between quotation marks is in one row, as in a spreadsheet.
"""

import contextlib
import itertools
import json
import os
import re
import warnings

import numpy as np
import pandas as pd

from bce_tutorial._reduction import BLOCK
from bce_tutorial.report.delimited import Delimited
from bce_tutorial.report.source import Lines, TableError, needed, opened
from bce_tutorial.report.values import Values

ROWS = 2**14  # of a block: more objects would keep the garbage collector busy


class Table:
    """Yields the blocks of a table, once. Its rows are counted as `place` says."""

    def __init__(self, source, columns, reading):
        if not (isinstance(source, str | os.PathLike | pd.DataFrame) or hasattr(source, "read")):
            kind = type(source).__name__
            raise ValueError(f"expected source to be a path, a file or a DataFrame, got {kind}")
        self._source, self._columns, self._reading = source, columns, reading
        self.place = "index" if isinstance(source, pd.DataFrame) else "row"
        self._values = Values(columns, reading, self.place)

    def dropped(self):
        """Return how many rows were left out so far for want of a label."""
        return self._values.dropped

    def __iter__(self):
        kind, found = "table", False
        with contextlib.ExitStack() as stack:
            try:
                if isinstance(self._source, pd.DataFrame):
                    frames = self._frame()
                else:
                    stream, kind = opened(self._source, stack)
                    frames = {"text": self._text, "excel": self._excel, "parquet": self._parquet}[
                        kind
                    ](stream)
                for places, frame in frames:
                    block = self._values.block(places, frame) if len(frame) else None
                    if block and block.y.size:
                        found = True
                        yield from _parts(block)
            except (TableError, ImportError):
                raise
            except Exception as error:  # whatever the many readers make of a bad file
                if isinstance(error, OSError) and error.errno is not None:
                    raise
                reason = " ".join(str(error).split())  # on one line
                raise TableError(f"the file cannot be read: {reason}") from error
        if not found:
            left_out = f"; rows without a label: {self.dropped():,}" if self.dropped() else ""
            raise TableError(f"no predictions below the names of the columns{left_out}")
        self._values.check()

    def _frame(self):
        """Yield the rows of a DataFrame."""
        found = self._columns.among(list(self._source.columns))
        for start in range(0, len(self._source), ROWS):
            part = self._source.iloc[start : start + ROWS]
            wanted = {role: part.iloc[:, place] for role, place in found.items()}
            yield np.arange(start, start + len(part)), pd.DataFrame(wanted)

    def _parquet(self, stream):
        """Yield the rows of a Parquet file."""
        file = needed("pyarrow.parquet").ParquetFile(stream)
        names, row = file.schema_arrow.names, 1
        found = self._columns.among(names)
        for batch in file.iter_batches(ROWS, columns=[names[k] for k in set(found.values())]):
            wanted = {role: batch.column(names[k]).to_pandas() for role, k in found.items()}
            yield np.arange(row, row + len(batch)), pd.DataFrame(wanted)
            row += len(batch)

    def _excel(self, stream):
        """Yield the rows of a sheet."""
        with warnings.catch_warnings(action="ignore"):  # about styles
            book = needed("openpyxl").load_workbook(stream, read_only=True, data_only=True)
        titles, chosen = [sheet.title for sheet in book.worksheets], self._reading.sheet
        if chosen not in titles and (chosen or len(titles) != 1):
            listed = " or ".join(f"sheet={title!r}" for title in titles)
            raise TableError(f"choose a sheet of the workbook: {listed}")
        sheet = book[chosen or titles[0]].iter_rows(values_only=True)
        rows = itertools.islice(enumerate(sheet, 1), self._reading.skip_rows, None)
        rows = itertools.dropwhile(lambda row: not _is_filled(row[1]), rows)
        row, cells = next(rows, (1, ()))
        names = ["" if cell is None else str(cell).strip() for cell in cells]
        if not self._reading.header:
            names = list(map(str, range(1, len(cells) + 1)))
            rows = itertools.chain([(row, cells)], rows)
        found = self._columns.among(names, f"row {row}: ")
        while batch := list(itertools.islice(rows, ROWS)):
            filled = [(row, cells) for row, cells in batch if _is_filled(cells)]
            for row in sorted({row for row, _ in batch} - {row for row, _ in filled})[:1]:
                self._values.gap(row)
            # A sheet may end its rows at different cells.
            wanted = {
                role: [cells[k] if k < len(cells) else None for _, cells in filled]
                for role, k in found.items()
            }
            yield np.array([row for row, _ in filled]), pd.DataFrame(wanted)

    def _text(self, stream):
        """Yield the rows of CSV or JSON lines."""
        parts = iter(Lines(stream, self._reading.encoding))
        head = next(parts, "").removeprefix("\N{ZERO WIDTH NO-BREAK SPACE}")  # a byte order mark
        both = itertools.chain([head], parts)
        if head.lstrip().startswith("{"):
            return self._json(both)
        if re.match(r"\s*\[\s*[\[{]", head):
            raise TableError("a JSON array: write one object a line instead (JSON lines)")
        return Delimited(both, self._columns, self._reading).frames(self._values)

    def _json(self, parts):
        """Yield the rows of JSON lines."""
        lines = (line for part in parts for line in part.split("\n")[:-1])
        records = ((row, _record(row, line)) for row, line in enumerate(lines, 1) if line.strip())
        first = list(itertools.islice(records, ROWS))
        names = list(dict.fromkeys(name for _, record in first for name in record))
        found = {role: names[k] for role, k in self._columns.among(names).items()}
        rows = itertools.chain(first, records)
        while batch := list(itertools.islice(rows, ROWS)):
            wanted = {role: [record.get(key) for _, record in batch] for role, key in found.items()}
            yield np.array([row for row, _ in batch]), pd.DataFrame(wanted)


def _parts(block):
    """Yield a block in parts that stay in the cache when they are summed."""
    for start in range(0, block.y.size, BLOCK):
        part = slice(start, start + BLOCK)
        yield block._make(None if array is None else array[part] for array in block)


def _is_filled(cells):
    return any(cell is not None and str(cell).strip() for cell in cells)


def _record(row, line):
    """Return the object of a line of JSON."""
    try:
        record = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise TableError(f"row {row}: no JSON: {error}") from error
    if not isinstance(record, dict):
        raise TableError(f"row {row}: expected an object of JSON")
    return record
