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
from bce_tutorial.report.delimited import delimited, lines_of
from bce_tutorial.report.open import TableError, beginning, needed, opened
from bce_tutorial.report.values import Values

ROWS = 2**14  # of a block: more objects would keep the garbage collector busy
OLD_EXCEL = b"\xd0\xcf\x11\xe0"


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
        found = False
        with contextlib.ExitStack() as stack:
            try:
                for rows, frame in self._frames(stack):
                    block = self._values.block(rows, frame)
                    found = found or block.y.size > 0
                    for start in range(0, block.y.size, BLOCK):  # parts that stay in the cache
                        part = slice(start, start + BLOCK)
                        yield block._make(None if array is None else array[part] for array in block)
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

    def _frames(self, stack):
        """Return rows and the wanted columns, part by part."""
        if isinstance(self._source, pd.DataFrame):
            return self._frame()
        stream = opened(self._source, stack)
        head = beginning(stream)
        if not head:
            raise TableError("the file is empty")
        if head.startswith(OLD_EXCEL):
            raise TableError("an Excel workbook of the old kind: save it as .xlsx or CSV")
        if head.startswith(b"PAR1"):
            return self._parquet(stream)
        if head.startswith(b"PK\3\4"):
            return self._excel(stream)
        parts = lines_of(stream, self._reading.encoding, stack)
        head = next(parts, "").removeprefix("\N{ZERO WIDTH NO-BREAK SPACE}")  # a byte order mark
        if head.lstrip().startswith("{"):
            return self._json(itertools.chain([head], parts))
        if re.match(r"\s*\[\s*[\[{]", head):
            raise TableError("a JSON array: write one object a line instead (JSON lines)")
        return delimited(head, parts, self._columns, self._reading, self._values)

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
        sheet = enumerate(book[chosen or titles[0]].iter_rows(values_only=True), 1)
        sheet = itertools.islice(sheet, self._reading.skip_rows, None)
        rows = ((row, cells) for row, cells in sheet if any(map(_is_filled, cells)))
        row, cells = next(rows, (1, ()))
        names = ["" if cell is None else str(cell).strip() for cell in cells]
        if not self._reading.header:
            names = list(map(str, range(1, len(cells) + 1)))
            rows = itertools.chain([(row, cells)], rows)
        found = self._columns.among(names, f"row {row}: ")
        while batch := list(itertools.islice(rows, ROWS)):
            # A sheet may end its rows at different cells.
            wanted = {
                role: [cells[k] if k < len(cells) else None for _, cells in batch]
                for role, k in found.items()
            }
            yield np.array([row for row, _ in batch]), pd.DataFrame(wanted)

    def _json(self, parts):
        """Yield the rows of JSON lines."""
        lines = enumerate((line for part in parts for line in part.split("\n")[:-1]), 1)
        records = ((row, _record(row, line)) for row, line in lines if line.strip())
        found = None
        while batch := list(itertools.islice(records, ROWS)):
            if not found:
                names = list(dict.fromkeys(name for _, record in batch for name in record))
                found = {role: names[k] for role, k in self._columns.among(names).items()}
            wanted = {role: [record.get(key) for _, record in batch] for role, key in found.items()}
            yield np.array([row for row, _ in batch]), pd.DataFrame(wanted)


def _is_filled(cell):
    return cell is not None and bool(str(cell).strip())


def _record(row, line):
    """Return the object of a line of JSON."""
    try:
        record = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise TableError(f"row {row}: no JSON: {error}") from error
    if not isinstance(record, dict):
        raise TableError(f"row {row}: expected an object of JSON")
    return record
