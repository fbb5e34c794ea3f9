"""One clear message for each rule that an input can break.

Every message reads ``expected <argument> <rule>, got <value> at index <i>``, and ends with the
remedy where there is one.
"""

import math
import numbers
from collections.abc import Callable, Iterable
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

OFF = 3.5e-4  # what float32 may leave a sum of probabilities off by: the root of its precision
LABELS = "y_true"  # the argument whose remedies are those of labels


def as_numbers(name: str, value: ArrayLike, *, or_none: bool = False) -> NDArray[Any]:
    """Return `value` as a real array in its own dtype, or say why it is none.

    An array without entries is one only where `or_none` is true.
    """
    array = _as_array(name, value)
    if np.ma.is_masked(value):
        index = np.argwhere(np.ma.getmaskarray(np.ma.asarray(value)))[0]
        where = f"{_at(index)}{_leave_out(name)}"
        raise ValueError(f"expected {name} without masked entries, got one{where}")
    if array.dtype.kind == "O":
        array = _from_objects(name, array)
    if array.dtype.kind not in "buif":
        hint = _of_texts(name, array) if array.dtype.kind == "U" else ""
        raise ValueError(f"expected {name} to be numeric, got dtype {array.dtype}{hint}")
    if array.size == 0 and not or_none:
        raise ValueError(f"expected {name} to have at least one entry, got shape {array.shape}")
    return array


def as_objects(name: str, value: ArrayLike) -> NDArray[Any]:
    """Return `value` as an array of Python objects, None where it is masked."""
    if np.ma.isMaskedArray(value):
        array = np.ma.getdata(value).astype(object)
        array[np.ma.getmaskarray(value)] = None
        return array
    return _as_array(name, value, object)


def is_missing(value: object) -> bool:
    """Tell whether a value is NaN, None, pandas' NA or NaT."""
    try:
        return value is None or bool(value != value)
    except (TypeError, ValueError):  # pandas' NA is neither true nor false, and a list is no value
        return not hasattr(value, "__len__")


def same_shape(**arrays: NDArray[Any]) -> None:
    """Refuse arrays of different shapes: nothing is ever broadcast."""
    (first, reference), *others = arrays.items()
    for name, array in others:
        if array.shape != reference.shape:
            raise ValueError(
                f"expected {first} and {name} of the same shape, "
                f"got {reference.shape} and {array.shape}"
            )


def in_unit_interval(name: str, array: NDArray[Any], *, clip: float | None = None) -> None:
    """Refuse NaN and values outside [0, 1].

    `clip` is the bound of a function that has one, 0 where it is not set. Where it is, a value may
    be outside by rounding.
    """
    slack = OFF if clip else 0.0
    if array.min() >= -slack and array.max() <= 1 + slack:  # both are False for NaN
        return
    index = np.argwhere(~((array >= -slack) & (array <= 1 + slack)))[0]
    value = float(array[tuple(index)])
    if math.isnan(value):
        raise ValueError(f"expected {name} without NaN, got nan{_at(index)}{_leave_out(name)}")
    if -OFF <= value <= 1 + OFF:
        remedy = f"np.clip({name}, 0, 1)" if clip is None else "clip=1e-7"
        hint = f": if that is rounding, pass {remedy}"
    else:
        hint = _of_two(name, array) if name == LABELS else percent_hint(array)
    raise ValueError(f"expected {name} in [0, 1], got {_shortest(value)}{_at(index)}{hint}")


def percent_hint(values: NDArray[Any]) -> str:
    """Return a question for the end of a message if all values look like percentages, or nothing.

    Without a value above 10 they may be logits, or probabilities that are a little too large.
    """
    if values.min() >= 0 and 10 < values.max() <= 100:
        return "; divide by 100?"
    return ""


def not_nan(name: str, array: NDArray[Any]) -> None:
    """Refuse NaN."""
    nan = np.isnan(array)
    if nan.any():
        raise ValueError(f"expected {name} without NaN, got nan{_at(np.argwhere(nan)[0])}")


def an_axis(axis: int, ndim: int) -> None:
    """Refuse an axis that an array of `ndim` dimensions does not have."""
    integer("axis", axis, f"in [{-ndim}, {ndim})", lambda k: -ndim <= k < ndim)


def rows_sum_to_one(
    name: str, array: NDArray[Any], *, normalize: bool | None = None
) -> NDArray[Any]:
    """Return rows (last axis) of probabilities that sum to 1, or say which one does not.

    A sum may be off by what float32 leaves, whatever type holds it now, and the row stays as it
    is. `normalize` is the option of a function that has one: where it is true, rows of numbers
    that are not negative are divided by their sums.
    """
    if normalize:
        not_negative(name, array)
        with np.errstate(over="ignore"):
            sums = array.sum(axis=-1, dtype=np.float64, keepdims=True)
        _none_is(f"the sum of each row of {name}", "above 0", sums[..., 0] <= 0, sums[..., 0])
        finite(f"the sum of each row of {name}", sums[..., 0])
        return array / sums
    in_unit_interval(name, array)
    excess = np.atleast_1d(array.sum(axis=-1, dtype=np.float64) - 1)
    off = np.abs(excess) > OFF
    if off.any():
        index = np.argwhere(off)[0]
        value = excess[tuple(index)]
        where = _at(index).replace("index", "row") if array.ndim > 1 else ""
        words = f"{abs(value):.6g} too {'much' if value > 0 else 'little'}{where}"
        if normalize is not None and abs(value) < 0.005 * array.shape[-1]:  # two decimals
            words += ": if that is rounding, pass normalize=True"
        raise ValueError(f"expected {name} to sum to 1, got {1 + value:.6g}, {words}")
    return array


def class_indices(name: str, array: NDArray[Any], n_classes: int) -> NDArray[np.intp]:
    """Return labels as integers in [0, n_classes), or say which one is none."""
    bad = ~((array >= 0) & (array < n_classes) & (array == np.floor(array)))
    from_one = array.min() == 1 and array.max() == n_classes
    remedy = f": if they count from 1, pass np.subtract({name}, 1)" if from_one else ""
    _none_is(name, f"to be class indices 0 to {n_classes - 1}", bad, array, remedy)
    return array.astype(np.intp)


def hard_labels(name: str, array: NDArray[Any]) -> None:
    """Refuse labels other than 0 and 1."""
    in_unit_interval(name, array)
    _none_is(name, "to be 0 or 1", (array != 0) & (array != 1), array)


def finite(name: str, array: NDArray[Any]) -> None:
    """Refuse NaN and infinities."""
    _none_is(name, "finite", ~np.isfinite(array), array)


def weights(name: str, array: NDArray[Any]) -> None:
    """Refuse weights that are not finite, are negative, or sum to 0 or beyond what floats hold."""
    not_negative(name, array)
    if not array.any():
        raise ValueError(f"expected {name} with a positive sum, got 0")
    with np.errstate(over="ignore"):
        total = array.sum(dtype=np.float64)
    if not 1e-300 <= total <= 1e300:  # below, the weighted losses would lose digits
        raise ValueError(f"expected {name} with a sum in [1e-300, 1e300], got {total}")


def not_negative(name: str, array: NDArray[Any]) -> None:
    """Refuse NaN, infinities and negative numbers."""
    finite(name, array)
    _none_is(name, "not negative", array < 0, array)


def log_base(base: float) -> float:
    """Return ln(base) for a finite base above 1."""
    b = _as_float(base)
    if not 1 < b < math.inf:
        raise ValueError(f"expected base to be a finite number above 1, got {base!r}")
    return math.log(b)


def clip_bound(clip: float | None) -> float:
    """Return the clipping bound as a float, 0.0 for None."""
    if clip is None:
        return 0.0
    bound = _as_float(clip)
    if not bound < 0.5 or not 1 - bound < 1:
        raise ValueError(
            f"expected clip to be None or a number below 0.5 with 1 - clip < 1, got {clip!r}"
        )
    return bound


def number(name: str, value: float, rule: str, holds: Callable[[float], bool]) -> float:
    """Return `value` as a float if it is a finite number for which `holds` is true."""
    result = _as_float(value)
    if not math.isfinite(result) or not holds(result):
        raise ValueError(f"expected {name} to be a number {rule}, got {value!r}")
    return result


def integer(name: str, value: int, rule: str, holds: Callable[[int], bool]) -> int:
    """Return `value` as an int if it is a whole number for which `holds` is true."""
    if isinstance(value, bool) or not isinstance(value, numbers.Integral) or not holds(value):
        raise ValueError(f"expected {name} to be an integer {rule}, got {value!r}")
    return int(value)


def one_of(name: str, value: str, allowed: Iterable[str]) -> None:
    """Refuse an option that is not in `allowed`."""
    if not isinstance(value, str) or value not in allowed:
        raise ValueError(f"expected {name} to be one of {', '.join(allowed)}, got {value!r}")


def _as_array(name: str, value: ArrayLike, dtype: type | None = None) -> NDArray[Any]:
    """Return `value` as an array, or say why it is none."""
    if hasattr(value, "toarray"):  # of scipy.sparse, which NumPy takes for a single object
        raise ValueError(
            f"expected {name} to be a dense array, got {type(value).__name__}: use {name}.toarray()"
        )
    try:
        return np.asarray(value, dtype=dtype)
    except (TypeError, ValueError, RuntimeError) as error:
        rule = f"expected {name} to be an array of numbers"
        if "inhomogeneous" in str(error):
            raise ValueError(f"{rule}, got rows of different lengths: make all as long") from error
        raise ValueError(f"{rule}: {error}") from error


def _none_is(
    name: str, rule: str, bad: NDArray[np.bool], array: NDArray[Any], remedy: str = ""
) -> None:
    """Refuse an array with an entry where `bad` is true, and name the first."""
    if bad.any():
        index = np.argwhere(bad)[0]
        raise ValueError(f"expected {name} {rule}, got {array[tuple(index)]}{_at(index)}{remedy}")


def _leave_out(name: str) -> str:
    """Return what to do about labels that are missing."""
    if name != LABELS:
        return ""
    return ": score_report leaves such rows out with drop_missing=True"


def _of_two(name: str, array: NDArray[Any]) -> str:
    """Return how whole numbers or texts of two kinds become 0 and 1, nothing if there are more."""
    flat = array.reshape(-1)
    others = flat[flat != flat[0]]
    if not others.size or (others != others[0]).any():
        return ""
    values = np.array([flat[0], others[0]]).tolist()
    if array.dtype.kind in "if" and not all(float(value).is_integer() for value in values):
        return ""
    positive = _shortest(max(values))
    return f": if {positive} is class 1, pass np.asarray({name}) == {positive}"


def _of_texts(name: str, array: NDArray[Any]) -> str:
    """Return how texts become numbers, nothing if they are none and no two labels either."""
    try:
        np.asarray(array, dtype=float)
    except (TypeError, ValueError):
        # NumPy makes a text of the NaN in a list of texts
        values = [value for value in array.flat if not is_missing(value) and value != "nan"]
        if name != LABELS or not all(isinstance(value, str) for value in values):
            return ""
        if len(values) < array.size:
            return ": score_report takes such labels, with pos_label and drop_missing=True"
        return _of_two(name, array)
    return f": pass np.asarray({name}, dtype=float)"


def _as_float(value: object) -> float:
    """Return a real number as a float, NaN for all else and where no float is as large."""
    if isinstance(value, bool) or not isinstance(value, numbers.Real):
        return math.nan
    try:
        return float(value)
    except OverflowError:
        return math.nan


def _from_objects(name: str, array: NDArray[Any]) -> NDArray[Any]:
    """Convert an object array; texts stay texts and are refused by name."""
    result = np.empty(array.shape)
    for index, value in np.ndenumerate(array):
        if is_missing(value):
            raise ValueError(
                f"expected {name} without missing entries, got {value!r}{_at(index)}"
                f"{_leave_out(name)}"
            )
        try:
            if isinstance(value, (str, bytes)):
                raise TypeError("a string is no number")
            result[index] = float(value)
        except (TypeError, ValueError, OverflowError) as error:
            hint = _of_texts(name, array) if isinstance(value, str) else ""
            got = f"{value!r}{_at(index)}{hint}"
            raise ValueError(f"expected {name} to be numeric, got {got}") from error
    return result


def _shortest(value: object) -> str:
    """Write a value, a whole number without a decimal point."""
    return repr(value).removesuffix(".0")


def _at(index: Iterable[int]) -> str:
    """Format an index: `` at index 3``, `` at index (0, 3)``, nothing for a scalar."""
    index = tuple(int(i) for i in index)
    if not index:
        return ""
    return f" at index {index[0] if len(index) == 1 else index}"
