"""The colours of the book, for figures, explorables and the stylesheet alike, and what each means.

`INK` and `PAPER` stand for the page's own text and background and are replaced by them there. Every
other colour can be read as text on the light page, with a contrast of 4.5:1, and seen as a line on
a dark one, with 3:1, even where nothing replaces it, as in a plain notebook.
"""

INK = "#22262b"
PAPER = "#ffffff"
CLASS_1 = "#c4540f"  # orange
CLASS_0 = "#0b7bc0"  # blue
GREEN = "#0a8562"
PURPLE = "#b0569a"
GREY = "#6f7680"
SEAGREEN = "#2e8b57"  # matplotlib's colour of that name,
BROWN = "#a52a2a"  # and this one

# What a colour of a figure means: it is used for this and for nothing else.
MEANINGS = {
    INK: "text, axes, and the log loss wherever other losses or settings stand beside it",
    PAPER: "the page behind",
    CLASS_1: "label 1: what happens in class 1, or is predicted for it",
    CLASS_0: "label 0: what happens in class 0, or is predicted for it",
    GREEN: "the first of what is compared: other losses, models, settings, libraries",
    PURPLE: "the second of what is compared",
    GREY: "the third of what is compared, what a reader may know before, and the grid",
    SEAGREEN: "the logarithm in the source's first plot, drawn again",
    BROWN: "the negative logarithm in the source's second plot",
}
LABELS = (CLASS_1, CLASS_0)
COMPARED = (GREEN, PURPLE, GREY)
REDRAWN = {"fig-penalty-note": (SEAGREEN, BROWN)}  # the one figure that keeps its source's colours

# The stylesheet's variables: the value on the light page, which figures are drawn in, and on the
# dark one. Only `accent` marks what can be clicked, and no figure has it.
THEMES = {
    "ink": (INK, "#d8dce0"),
    "paper": (PAPER, "#15181b"),
    "grid": (GREY, "#8a9099"),
    "class-1": (CLASS_1, "#f0894a"),
    "class-0": (CLASS_0, "#4fa9e6"),
    "third": (GREEN, "#35bb92"),
    "fourth": (PURPLE, "#d98ac8"),
    "seagreen": (SEAGREEN, "#4fb37d"),
    "brown": (BROWN, "#d9796a"),
    "accent": ("#0b6e6e", "#62c6bf"),
    "soft": ("#575d65", "#a3a9b0"),  # captions, outlines, what stands back
    "panel": ("#f6f5f1", "#1c2024"),  # code, sidebar, callouts
    "line": ("#dfddd6", "#343a40"),
}
