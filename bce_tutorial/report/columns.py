"""Which columns of a table are wanted, and how its file is to be read."""

import re
from typing import NamedTuple

from bce_tutorial.report.open import TableError

SHOWN = 12  # names of columns in a message


class Columns(NamedTuple):
    """The names of the columns, or in a file their numbers from 1."""

    y_true: object
    y_proba: object
    sample_weight: object = None
    compare: object = None
    by: object = None

    def among(self, names, where=""):
        """Return where the columns stand among the names of all, by role."""
        wanted = {role: name for role, name in self._asdict().items() if name is not None}
        found = {role: _place(names, role, name, where) for role, name in wanted.items()}
        numbers = [place for role, place in found.items() if role != "by"]
        if len(set(numbers)) < len(numbers):
            listed = ", ".join(str(name) for role, name in wanted.items() if role != "by")
            raise TableError(f"expected columns of different names, got {listed}")
        return found


class Reading(NamedTuple):
    """How to read a file, as the options of :func:`bce_tutorial.score_file` say it."""

    pos_label: object = None
    drop_missing: bool = False
    delimiter: str | None = None
    decimal: str | None = None
    thousands: str | None = None
    escape: str | None = None
    encoding: str | None = None
    skip_rows: int = 0
    comment: str | None = None
    header: bool = True
    sheet: str | None = None


def _place(names, role, name, where):
    name = name if name in names else str(name)
    count = names.count(name)
    if count == 1:
        return names.index(name)
    if count:
        raise TableError(f"{where}{count} columns are called {quoted(name)}")
    if re.fullmatch(r"[1-9]\d{,8}", name) and int(name) <= len(names):
        return int(name) - 1
    there = ", ".join(map(quoted, names[:SHOWN])) or "none"
    more = f" and {len(names) - SHOWN:,} more" if len(names) > SHOWN else ""
    advice = f"; choose {role}=NAME"
    if where:
        advice += ", skip_rows=N to skip titles, or header=False and numbers if there are no names"
    raise TableError(f"{where}no column {quoted(name)}; there are {there}{more}{advice}")


def quoted(value):
    """Show what stands in the file, on one line and not at length."""
    shown = repr(value)
    return shown if len(shown) <= 42 else f"{shown[:38]}...{shown[0]}"
