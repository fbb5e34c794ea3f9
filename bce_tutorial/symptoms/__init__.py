"""What a loss may mean: its known causes, from the number as it was printed."""

import math
import re
from numbers import Real
from typing import NamedTuple

from bce_tutorial import _validation as require
from bce_tutorial.losses import binary_cross_entropy
from bce_tutorial.symptoms import known_losses as table

MOST = 4  # causes
SAME = 1e-5  # relative error of a sum in float32
OFF = (-0.5, 0.99)  # rounded, or cut off: how far, in units of the last digit
LARGE = 5  # nats: no mean of honest mistakes
COARSE = 0.25  # a number that may be off by more than a quarter matches everything
PRECISE = 0.01  # so much may a number be off that is still taken for a share of a bound,
ORDINARY = 0.001  # and so much where many a loss lies: below that of always saying 0.5
NOTED = (1e-3, 1e9)  # beyond, a loss in other units says nothing
CHANCE, SHARED = 0.2, 0.05  # how often a rule may fit by accident, alone and for each bound
NUMBER = re.compile(r"-?(?:inf|nan|(?=\.?\d)\d*(?:\.(\d*))?(?:e([-+]?\d+))?)", re.IGNORECASE)


class Cause(NamedTuple):
    """A known value, what it means, and the section of the book that shows it."""

    value: float
    words: str
    section: str


class Diagnosis(NamedTuple):
    """The causes of a loss, most likely first, and the number in other words."""

    causes: tuple
    notes: tuple

    def __str__(self):
        return "\n".join([*(cause.words for cause in self.causes), *self.notes])


def diagnose_loss(loss, *, base_rate=None):
    r"""Return the known causes of a loss, from as many digits as were printed.

    A known value fits if the number may be it, rounded or cut off after its last digit. On top
    come :math:`\ln K` for K classes, :math:`n \ln 2` for common batch sizes,
    :math:`-\ln 10^{-k}` for hand-written bounds, whole percentages of a library's bound, and the
    base-rate loss. A rule stays silent where it would fit one number in five by accident, or,
    for one bound of a library, one in twenty, or one of less than three digits.

    Parameters
    ----------
    loss : float or str
        Loss in nats as printed; a text keeps its last zeros: ``"1.0000"``. Also inf and nan.
    base_rate : float in (0, 1), optional
        Share of class 1 among the labels.

    Returns
    -------
    Diagnosis
        `causes`, at least one, each with its known `value` in nats, `words` and `section`, the
        label of the heading in the book; `notes`, sentences. Prints as lines of text.

    Raises
    ------
    ValueError
        If `loss` is no number, or `base_rate` is not between 0 and 1.

    Examples
    --------
    >>> print(diagnose_loss(36.044))
    −ln 2.2e-16: scikit-learn, certain and wrong, float64
    If 36.044 is in bits, it is 24.9838 nats; if in bans, 82.9944.
    Above 0.6931, the loss of always saying 0.5.
    >>> diagnose_loss("0.602").causes[0].section
    'sec-debugging-eight'
    """
    text, value, unit = _read(loss)
    if base_rate is not None:
        base_rate = require.number("base_rate", base_rate, "in (0, 1)", lambda b: 0 < b < 1)
    if not math.isfinite(value):
        kind = "nan" if math.isnan(value) else "below" if value < 0 else "inf"
        if kind == "inf" and "inf" not in text.lower():  # a number that no float holds
            kind = "large"
        return Diagnosis((_by_rule(kind, value),), ())
    unit = math.copysign(unit, value)
    low, high = sorted(value + part * unit for part in OFF)
    found = [*_causes(value, low, high, base_rate)] if value else []
    if not found:
        found = [_by_rule(_kind(value, high - low), value)]
    return Diagnosis(tuple(found[:MOST]), tuple(_notes(text, value, base_rate)))


def _read(loss):
    """Return the loss as text and as a number, and the worth of its last digit."""
    text = str(loss).strip()
    parts = NUMBER.fullmatch(text)
    if not parts or not isinstance(loss, (str, Real)):
        raise ValueError(f"expected loss to be a number as printed, got {loss!r}")
    return text, float(text), float(f"1e{int(parts[2] or 0) - len(parts[1] or '')}")


def _causes(value, low, high, base_rate):
    """Return what fits between two ends: known values, nearest first, then what the rules find."""

    def fits(x, slack=0.0):
        return low - slack - SAME * abs(x) <= x <= high + slack + SAME * abs(x)

    width = high - low
    if width > COARSE * abs(value):
        return
    if base_rate is not None and fits(guess := _guess(base_rate), table.NEAR):
        yield _by_rule("base", guess)
    near = [row for row in table.known() if fits(row.value, row.slack)]
    for row in sorted(near, key=lambda row: abs(row.value - value)):
        yield Cause(row.value, row.words, f"sec-debugging-{row.section}")
    for n in table.BATCHES:
        if fits(n * table.LN_2):
            yield _by_rule("batch", n * table.LN_2, n, n)
    k = round(math.exp(min(value, 9)))
    if table.CLASSES[0] <= k <= table.CLASSES[1] and width * k < CHANCE and fits(math.log(k)):
        yield _by_rule("class", math.log(k), k, k)
    k = round(value / math.log(10))
    if k in table.TENTHS and fits(k * math.log(10)):
        yield _by_rule("tenth", k * math.log(10), k, k)
    for cap, slack in ((row.value, row.slack) for row in table.known() if row.shared):
        k = round(100 * min(value / cap, 1))
        precision = ORDINARY if value < table.LN_2 else PRECISE
        precise = width < min(SHARED * cap / 100, precision * value)
        if 0 < k < 100 and precise and fits(k * cap / 100, k * slack / 100):
            yield _by_rule("share", k * cap / 100, k, f"{cap:.6g}", k)


def _kind(value, width):
    """Name the rule for a number that is nothing known."""
    if value == 0:
        return "zero"
    if value < 0:
        return "below"
    if width > COARSE * value:
        return "coarse"
    return "usual" if value <= table.LN_2 else "worse" if value < LARGE else "large"


def _by_rule(name, value, *found):
    """Return the cause that a rule names."""
    words, section = table.WORDS[name]
    return Cause(value, words.format(*found), f"sec-debugging-{section}")


def _notes(text, value, base_rate):
    """Yield the number in other units, and beside a constant guess."""
    if not NOTED[0] <= value <= NOTED[1]:
        return
    bits, bans = value * table.LN_2, value * math.log(10)
    yield f"If {text} is in bits, it is {bits:.4f} nats; if in bans, {bans:.4f}."
    if base_rate is not None:
        guess = _guess(base_rate)
        share = 100 * (1 - value / guess)
        yield (
            f"At this base rate a constant guess costs {guess:.4f}: "
            f"you {'save' if share > -0.05 else 'lose'} {abs(share):.1f} % of it."
        )
    elif value > table.LN_2:
        yield "Above 0.6931, the loss of always saying 0.5."
    else:
        yield f"A constant guess costs as much at a base rate of {100 * _rate(value):.2f} %."


def _guess(rate):
    """Return the base-rate loss of a base rate."""
    return binary_cross_entropy(rate, rate)


def _rate(loss):
    """Return the base rate up to 1/2 with this base-rate loss."""
    low, high = 0.0, 0.5
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if _guess(middle) < loss else (low, middle)
    return (low + high) / 2
