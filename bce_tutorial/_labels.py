"""Labels in any spelling, as 0 and 1, for the functions that ask which one is positive."""

from collections.abc import Hashable

import numpy as np
from numpy.typing import ArrayLike, NDArray

from bce_tutorial import _validation as require

WORDS = {"true": True, "false": False}


class BinaryLabels:
    """Give labels that come in parts as 1 for the positive one and 0 for the other.

    A number equals another of any type, and ``True`` equals 1. A positive label that is a text, as
    a command line has it, also stands for the number or the truth value that it spells.
    """

    def __init__(self, name: str, pos_label: Hashable) -> None:
        if not isinstance(pos_label, Hashable) or require.is_missing(pos_label):
            raise ValueError(f"expected pos_label to be a label of {name}, got {pos_label!r}")
        self._name, self._pos_label, self._forms = name, pos_label, _forms(pos_label)
        self._found = False
        self._others: dict[Hashable, None] = {}  # as a set that keeps its order

    def code(self, values: ArrayLike) -> NDArray[np.float64]:
        """Return the labels of a part as 0 and 1, and NaN where one is missing."""
        labels = require.as_objects(self._name, values)
        flat = labels.reshape(-1).tolist()
        try:
            codes: dict[Hashable, float] = dict.fromkeys(flat, 0.0)
        except TypeError as error:
            raise ValueError(f"expected {self._name} to be an array of labels: {error}") from error
        for label in codes:
            if require.is_missing(label):
                codes[label] = np.nan
            elif label in self._forms:
                codes[label], self._found = 1.0, True
            else:
                self._others[label] = None
                if len(self._others) > 1:
                    raise ValueError(
                        f"expected {self._name} with two values, {self._pos_label!r} and one "
                        f"other, got {_listed(self._others)}, the latter at index "
                        f"{flat.index(label)}"
                    )
        return np.fromiter(map(codes.__getitem__, flat), float, len(flat)).reshape(labels.shape)

    def check(self) -> None:
        """Refuse labels of which none was the positive one."""
        if not self._found:
            raise ValueError(
                f"expected {self._name} with the positive label {self._pos_label!r}, "
                f"got {_listed(self._others) or 'no label'}"
            )


def binary_labels(name: str, values: ArrayLike, pos_label: Hashable) -> NDArray[np.float64]:
    """Return labels as 1 where they are `pos_label`, 0 for the other, and NaN where missing."""
    labels = BinaryLabels(name, pos_label)
    coded = labels.code(values)
    labels.check()
    return coded


def missing(name: str, values: ArrayLike) -> NDArray[np.bool]:
    """Tell which values are missing: NaN, None, pandas' NA, NaT, or masked."""
    array = require.as_objects(name, values)
    found = np.fromiter(map(require.is_missing, array.flat), bool, array.size)
    return found.reshape(array.shape)


def _forms(label: Hashable) -> set[Hashable]:
    """Return the labels that stand for the same as this one."""
    if not isinstance(label, str):
        return {label}
    try:
        return {label, float(label)}
    except ValueError:
        return {label, WORDS.get(label.casefold(), label)}


def _listed(labels: dict[Hashable, None]) -> str:
    return " and ".join(map(repr, labels))
