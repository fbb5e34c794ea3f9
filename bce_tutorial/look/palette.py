"""The colours of the book, for figures, explorables and the stylesheet alike.

`INK` and `PAPER` stand for the page's own text and background and are replaced by them there. A
series colour has a contrast of at least 3:1 on the light and on the dark page even where nothing
replaces it, as in a plain notebook.
"""

INK = "#22262b"
PAPER = "#ffffff"
GRID = "#8a9099"

CLASS_1 = "#cf5a12"  # what happens in class 1: orange
CLASS_0 = "#0b7bc0"  # and in class 0: blue
THIRD = "#0a8f69"
FOURTH = "#b0569a"
SERIES = (CLASS_1, CLASS_0, THIRD, FOURTH)
BROWN = "#a52a2a"  # only where a figure of an article is drawn again

# The stylesheet's variables: the value on the light page, which figures are drawn in, and on the
# dark one. Only `accent` marks what can be clicked, and no series has it.
THEMES = {
    "ink": (INK, "#d8dce0"),
    "paper": (PAPER, "#15181b"),
    "grid": (GRID, "#8a9099"),
    "class-1": (CLASS_1, "#f0894a"),
    "class-0": (CLASS_0, "#4fa9e6"),
    "third": (THIRD, "#35bb92"),
    "fourth": (FOURTH, "#d98ac8"),
    "brown": (BROWN, "#d9796a"),
    "accent": ("#0b6e6e", "#62c6bf"),
    "soft": ("#575d65", "#a3a9b0"),  # captions, outlines, what stands back
    "panel": ("#f6f5f1", "#1c2024"),  # code, sidebar, callouts
    "line": ("#dfddd6", "#343a40"),
}
