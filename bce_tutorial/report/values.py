"""Columns of anything as checked numbers: never a number that could have been another."""

import decimal
import functools
import numbers
import re

import numpy as np
import pandas as pd

from bce_tutorial import _validation as require
from bce_tutorial._labels import WORDS, BinaryLabels
from bce_tutorial.report.block import Block
from bce_tutorial.report.columns import quoted
from bce_tutorial.report.open import TableError

NUMBER = re.compile(r"[+-]?(?:(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?|inf(?:inity)?)", re.A | re.I)
MISSING = {"", "-", "na", "n/a", "#n/a", "<na>", "nan", "-nan", "null", "none"}
POSITIVE = "for other labels name the positive one as pos_label"


class Values:
    """Turns rows into blocks. `decimal` is the mark of the numbers, None where it is not known."""

    def __init__(self, columns, reading, place):
        self.names = {
            role: name if isinstance(name, str) and name.isidentifier() else repr(name)
            for role, name in columns._asdict().items()
        }
        self._thousands = reading.thousands
        self.decimal = reading.decimal or {",": ".", ".": ","}.get(reading.thousands)
        self._drop, self.dropped = reading.drop_missing, 0
        # A minus sign is not missing where it is the other side of a plus sign.
        label = "" if reading.pos_label is None else str(reading.pos_label).casefold()
        self._missing = MISSING - {"-" if label == "+" else label or None}
        self._place, self._binary = place, None
        if reading.pos_label is not None:
            self._binary = BinaryLabels(self.names["y_true"], reading.pos_label)

    def block(self, places, frame):
        """Return the rows of a frame, whose columns have the names of `Columns`."""
        y = self._labels(places, frame["y_true"])
        missing = np.isnan(y)
        if missing.any():
            if not self._drop:
                words = (
                    f"{self.names['y_true']} is missing; leave such rows out with drop_missing=True"
                )
                raise self._error(places[missing][0], words)
            self.dropped += int(missing.sum())
            places, frame, y = places[~missing], frame[~missing], y[~missing]
        p, w, other = (
            self._numbers(places, role, frame[role]) if role in frame else None
            for role in ("y_proba", "sample_weight", "compare")
        )
        group = None
        if "by" in frame:
            codes, found = pd.factorize(frame["by"].astype(object))
            group = np.array([*(str(name).strip() for name in found), ""], dtype=object)[codes]
        return Block(places, y, p, w, other, group)

    def check(self):
        """Refuse labels of which none was the positive one."""
        if self._binary:
            self._binary.check()

    def _error(self, row, words):
        return TableError(f"{self._place} {row}: {words}")

    def _labels(self, places, column):
        """Return labels as numbers, and NaN where one is missing."""
        if not self._binary:
            y = self._floats(places, "y_true", column)
            self._refuse(places, "y_true", y, (y < 0) | (y > 1), "in [0, 1]")
            return y
        return self._each(places, column, self._label)

    def _label(self, value):
        """Return 1 for the positive label, 0 for the other, and NaN for what is missing.

        A text stands for the number or the truth value that it spells.
        """
        if isinstance(value, str):
            value = value.strip()
            word = value.casefold()
            if word in self._missing:
                return np.nan
            value = float(value) if NUMBER.fullmatch(value) else WORDS.get(word, value)
        try:
            return self._binary.code([value])[0]
        except ValueError as error:
            words = re.sub(r"(, the latter)? at index 0$", "", str(error))
            raise TableError(words) from error

    def _each(self, places, column, read):
        """Return what a function makes of each value, which is asked once for equal ones."""
        values, known = np.empty(len(column)), {}
        for k, value in enumerate(column.tolist()):
            key = str(value) if isinstance(value, (list, dict, bool)) else value
            try:
                if key not in known:
                    known[key] = read(value)
            except TableError as error:
                raise self._error(places[k], error) from error
            values[k] = known[key]
        return values

    def _numbers(self, places, role, column):
        """Return probabilities or weights, of which none is missing."""
        values = self._floats(places, role, column)
        missing = np.isnan(values)
        if missing.any():
            raise self._error(places[missing][0], f"{self.names[role]} is missing")
        if role == "sample_weight":
            wrong = (values < 0) | np.isinf(values)
            self._refuse(places, role, values, wrong, "finite and not negative")
        else:
            self._refuse(places, role, values, (values < 0) | (values > 1), "in [0, 1]")
        return values

    def _refuse(self, places, role, values, wrong, rule):
        """Refuse the first value that breaks a rule."""
        if not wrong.any():
            return
        value, remedy = float(values[wrong][0]), ""
        if role == "y_true":
            remedy = f"; {POSITIVE}"
        elif role != "sample_weight":
            remedy = require.percent_hint(values)
        got = repr(value).removesuffix(".0")
        words = f"expected {self.names[role]} {rule}, got {got}{remedy}"
        raise self._error(places[wrong][0], words)

    def _floats(self, places, role, column):
        """Return a column as float64, NaN where a value is missing."""
        kind = column.dtype.kind
        if kind in "uif" or (kind == "b" and role == "y_true"):
            return column.to_numpy(dtype=np.float64, na_value=np.nan)
        return self._each(places, column, functools.partial(self._number, role))

    def _number(self, role, value):
        """Return what a value of any type says."""
        if isinstance(value, str):
            return self._text(role, value.strip())
        if require.is_missing(value):
            return np.nan
        if isinstance(value, (bool, np.bool_)):
            if role == "y_true":
                return float(value)
        elif isinstance(value, (numbers.Real, decimal.Decimal)):
            return float(value) if abs(value) < 2**1023 else np.inf
        raise self._no_number(role, value)

    def _text(self, role, text):
        """Return the number that a text says, if it can say no other."""
        word = text.casefold()
        if word in self._missing:
            return np.nan
        if role == "y_true" and word in WORDS:
            return float(WORDS[word])
        if self._thousands and _grouped(text, self._thousands):
            text = text.replace(self._thousands, "")
        plain, mark = text.replace(",", "."), next((mark for mark in text if mark in ".,"), None)
        value = float(plain) if NUMBER.fullmatch(plain) else None
        foreign = mark and mark != self.decimal
        # A probability is no thousand unless the mark is known to be another.
        within = not self.decimal and role != "sample_weight" and value is not None and value <= 1
        if foreign and _grouped(text, mark) and not within:
            raise self._two_readings(role, text, mark, value)
        if value is None:
            raise self._no_number(role, text)
        if foreign and self.decimal:
            raise TableError(
                f"expected numbers with one decimal mark, {self.decimal!r}, got {quoted(text)}; "
                f"say which with decimal='.' or decimal=','"
            )
        return value

    def _two_readings(self, role, text, mark, value):
        """Return the error for a mark that may part thousands."""
        readings = f"{quoted(text.replace(mark, ''))[1:-1]} with thousands={mark!r}"
        if value is not None:
            readings += f", or {value:g} with decimal={mark!r}"
        name = self.names[role]
        return TableError(f"expected {name} to be read in one way, got {quoted(text)}: {readings}")

    def _no_number(self, role, value):
        what, advice = "a number", ""
        if role == "y_true":
            what, advice = "a number, true or false", f"; {POSITIVE}"
        return TableError(f"expected {self.names[role]} to be {what}, got {quoted(value)}{advice}")


def _grouped(text, mark):
    """Say whether a text is a number whose thousands are parted by a mark, with or without more."""
    other, mark = "[.,]".replace(mark, ""), re.escape(mark)
    return re.fullmatch(rf"[+-]?[1-9]\d{{0,2}}(?:{mark}\d{{3}})+(?:{other}\d*)?", text, re.A)
