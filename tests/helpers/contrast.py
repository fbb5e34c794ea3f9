"""How well two colours can be told apart, by the measure of WCAG 2."""

import re


def channels(colour):
    """Read a colour as the palette writes it, #0b6e6e, or a browser, rgb(11, 110, 110)."""
    if colour.startswith("#"):
        return [int(colour[i : i + 2], 16) for i in (1, 3, 5)]
    return [int(number) for number in re.fullmatch(r"rgb\((\d+), (\d+), (\d+)\)", colour).groups()]


def luminance(colour):
    """Return the relative luminance of an opaque colour, between 0 and 1."""
    shares = [channel / 255 for channel in channels(colour)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in shares]
    return sum(w * c for w, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one, other):
    """Return the contrast ratio of two colours, between 1 and 21."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)
