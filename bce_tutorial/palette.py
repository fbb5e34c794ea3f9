"""The colours of the book, for figures, explorables and the stylesheet alike.

Every series colour has a contrast of at least 3:1 on white and on the dark page. `INK` and
`PAPER` stand for the page's own text and background colours and are replaced by them there.
"""

INK = "#22262b"
PAPER = "#ffffff"
GRID = "#8a9099"

CLASS_1 = "#cf5a12"  # what happens in class 1: orange
CLASS_0 = "#0b7bc0"  # and in class 0: blue
THIRD = "#0a8f69"
FOURTH = "#b0569a"
SERIES = (CLASS_1, CLASS_0, THIRD, FOURTH)
