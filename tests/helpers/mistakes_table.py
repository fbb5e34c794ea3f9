"""The table of eight as plain numbers, and the entries by number: what the tests start from."""

import numpy as np

from bce_tutorial.mistakes import load

# ID6, ID1, ID7, ID8, ID2, ID3, ID4, ID5
Y = np.array([1, 1, 1, 0, 0, 1, 1, 0])
P = np.array([0.94, 0.90, 0.78, 0.56, 0.51, 0.47, 0.32, 0.10])
C = [0.94, 0.90, 0.78, 0.44, 0.49, 0.47, 0.32, 0.90]


def mistake(number):
    """Return the entry of one number."""
    return load()[number - 1]
