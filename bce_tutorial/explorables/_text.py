"""Numbers as text: the scripts write the same digits."""

import math
import re

DIGITS = 12  # of a number that a script is given: later ones differ between processors
SUPERSCRIPTS = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
_DIGITS = {sign: chr(digit).replace("-", "minus ") for digit, sign in SUPERSCRIPTS.items()}


def fixed(value, digits):
    """Write `value` with so many decimals; infinity as its sign."""
    return "∞" if math.isinf(value) else f"{value:.{digits}f}"


def signed(value, digits):
    """Write a number with a true minus, and without one if all its digits are 0."""
    text = fixed(abs(value), digits)
    return f"−{text}" if value < 0 and float(text) else text


def power(exponent):
    """Write a power of ten: 10⁻⁶."""
    return f"10{str(exponent).translate(SUPERSCRIPTS)}"


def aloud(text):
    """Write in words what a voice would pass over: a minus, a power of ten, infinity."""
    text = re.sub("− ?", "minus ", text).replace("×", "times").replace("∞", "infinity")
    return re.sub("[⁻⁰¹²³⁴-⁹]+", lambda m: f" to the power of {m[0].translate(_DIGITS)}", text)


def number(value, digits=4):
    """Write a number: exact 0 without decimals, small ones in powers of ten."""
    value = float(value)
    if math.isnan(value):
        return "nan"
    sign, size = "−" if value < 0 else "", abs(value)
    if size == 0:
        return "0"
    if size >= 0.001:
        return sign + fixed(size, digits)
    mantissa, exponent = f"{size:.1e}".split("e")
    return f"{sign}{mantissa} × {power(int(exponent))}"


def loss(value):
    """Write a loss with four decimals, and one too small for them in powers of ten."""
    return fixed(value, 4) if value == 0 else number(value)


def trim(value):
    """Write a number with up to five decimals and no needless zero: 0.25, 0.00125."""
    return f"{value:.5f}".rstrip("0").rstrip(".")


def at(value):
    """Write a coordinate of a drawing."""
    return f"{value:.2f}".rstrip("0").rstrip(".")
