"""How an exercise is judged: call what the reader wrote, compare, and say it in a sentence."""

import contextlib
import functools
import io
import math
import warnings
from typing import NamedTuple

import numpy as np

from bce_tutorial.look.folding import inline


class NotYet(Exception):  # noqa: N818, it is no error
    """Raised inside a checker to say what is still missing."""


class Verdict:
    """The answer of a checker: true if the exercise is solved, and a sentence about it."""

    def __init__(self, passed, sentence):
        self.passed = passed
        self._word = "Right" if passed else "Not yet"
        self._sentence = sentence

    def __bool__(self):
        return self.passed

    def __repr__(self):
        return f"{self._word}: {self._sentence}"

    def _repr_html_(self):
        sentence = inline(self._sentence)
        return f'<p class="bce-check" role="status"><strong>{self._word}:</strong> {sentence}</p>'


def checker(judge):
    """Turn a function that returns a sentence, or raises `NotYet`, into a checker."""

    @functools.wraps(judge)
    def check(*attempt, **named):
        try:
            return Verdict(True, judge(*attempt, **named))
        except NotYet as reason:
            return Verdict(False, str(reason))
        except Exception as error:  # whatever the reader hands over, no traceback
            return Verdict(False, f"the check cannot read this. {_named(error)}")

    return check


class Case(NamedTuple):
    """Arguments for the reader's function, and the same in words."""

    values: tuple
    words: str


class Target(NamedTuple):
    """The number that an exercise asks for; `wrong` holds known wrong ones with their hints."""

    digits: int
    answer: float
    wrong: tuple
    hint: str

    def judge(self, name, value):
        """Raise `NotYet` with a hint if a reader's value is not the answer."""
        tolerance = 0.6 * 10**-self.digits
        if abs(value - self.answer) > tolerance:
            hints = [hint for other, hint in self.wrong if abs(value - other) <= tolerance]
            coarse = [round(self.answer, digits) for digits in range(1, self.digits)]
            if not hints and any(math.isclose(value, known) for known in coarse):
                raise NotYet(f"`{name}` is about {value:g}. Give {self.digits} decimals.")
            hint = (*hints, self.hint)[0]
            number = f"{value:.{self.digits}f}"
            raise NotYet(f"`{name}` is not {number}. {hint[0].upper()}{hint[1:]}")


class Mistake(NamedTuple):
    """A known wrong formula, and the hint for who wrote it."""

    formula: object
    hint: str


def run(function, case, *, may_return_none=False):
    """Return what the reader's function returns for a case, or say why it returns nothing."""
    if function is None or function is ...:
        raise NotYet("put your function in the place of the dots.")
    if not callable(function):
        raise NotYet("hand over the function itself: its name, without brackets behind it.")
    handed = [value.copy() if isinstance(value, np.ndarray) else value for value in case.values]
    printed = io.StringIO()
    try:
        with (
            contextlib.redirect_stdout(printed),
            warnings.catch_warnings(action="ignore"),
            np.errstate(all="ignore"),
        ):
            result = function(*handed)
    except Exception as error:
        said = f"for {case.words} your function stops with an error. {_named(error)}"
        raise NotYet(said) from None
    if not all(map(np.array_equal, handed, case.values)):
        raise NotYet("your function changes the arrays that it is given. Make new ones instead.")
    if result is None and printed.getvalue():
        raise NotYet("your function prints its result, but hands nothing back: use `return`.")
    if result is ...:
        raise NotYet("put your code in the place of the dots.")
    if result is None and not may_return_none:
        raise NotYet("your function returns nothing yet.")
    return result


def number(value, said):
    """Return `value` as a float; `said` begins the sentence that says why it is none."""
    try:
        if isinstance(value, (str, bytes)):
            raise TypeError("a text is no number, even if it looks like one")
        array = np.asarray(value, dtype=np.float64)
    except (TypeError, ValueError):
        raise NotYet(f"{said} a value of type {type(value).__name__}, wanted a number.") from None
    if array.ndim:
        raise NotYet(f"{said} an array of shape {array.shape}, wanted one number.")
    if math.isnan(array):
        raise NotYet(f"{said} nan, which is not a number. Where does it arise?")
    return float(array)


def column(value, shape):
    """Return `value` as an array of floats of a shape, or say what it is instead."""
    array = np.asarray(value)
    if array.dtype.kind not in "biuf":
        raise NotYet(f"your function returns a {type(value).__name__}, wanted numbers.")
    if array.shape != shape:
        raise NotYet(f"your function returns the shape {array.shape}, wanted {shape}.")
    return array.astype(np.float64)


def values(**named):
    """Return the reader's values as floats, or say which is none."""
    for name, value in named.items():
        if value is None or value is ...:
            raise NotYet(f"put your value for `{name}` in the place of the dots.")
    return [number(value, f"`{name}` is") for name, value in named.items()]


def result(function, case):
    """Return the number that the reader's function returns for a case."""
    return number(run(function, case), f"for {case.words} your function returns")


def compare(function, cases, truth, mistakes=()):
    """Raise `NotYet` with the first case in which the function is wrong, and the hint that fits."""
    for case in cases:
        got, wanted = result(function, case), truth(*case.values)
        if not same(got, wanted):
            if shown(got) == shown(wanted):
                raise NotYet("your function rounds its result: hand back all digits.")
            hint = _hint(function, cases, mistakes)
            said = f"for {case.words} your function returns {shown(got)}"
            raise NotYet(f"{said}, wanted {shown(wanted)}.{hint}")


def same(got, wanted):
    """Tell whether two results agree, but for rounding in the last digits."""
    return math.isclose(got, wanted, rel_tol=1e-6, abs_tol=1e-9)


def shown(value):
    """Write a number as the book prints it.

    Examples
    --------
    >>> shown(0.49373), shown(0.7), shown(-0.00001)
    ('0.4937', '0.7', '-1e-05')
    """
    if 1e-3 <= abs(value) < 1e4:
        return f"{value:.4f}".rstrip("0").rstrip(".")
    return f"{value + 0:.4g}"  # no minus before a 0


def _hint(function, cases, mistakes):
    """Return the hint of the mistake that gives the same results in all cases that give any."""
    known = []
    for case in cases:
        with contextlib.suppress(NotYet):
            known.append((case.values, result(function, case)))
    with np.errstate(all="ignore"):
        for mistake in mistakes:
            if all(same(got, mistake.formula(*handed)) for handed, got in known):
                return f" {mistake.hint}"
    return ""


def _named(error):
    """Name an exception and the first line of its message."""
    first = str(error).partition("\n")[0].rstrip(".")
    return f"{type(error).__name__}: {first}." if first else f"It is called {type(error).__name__}."
