"""The losses that give their cause away: each known value once, with its cause in words.

`bce_tutorial.diagnose_loss` and the script of the explorable `symptom` both read this table, and
every section that it names is a heading of the chapter on debugging.
"""

import functools
import math
from typing import NamedTuple

import numpy as np

from bce_tutorial.datasets import eight_predictions
from bce_tutorial.losses import binary_cross_entropy, binary_cross_entropy_with_logits
from bce_tutorial.probabilities import corrected_probabilities

SECTIONS = {
    "symptoms": "What do you see?",
    "plateau": "Stuck at 0.693, or at the base-rate loss",
    "eight": "Ask your function for the eight predictions",
    "caps": "Certain and wrong: 36.04, 16.12, 15.94 or 100",
    "factor": "Off by a constant factor",
    "inf": "Infinite, or not a number",
    "negative": "Negative, or exactly 0",
    "floor": "A floor above 0",
}
LN_2 = math.log(2)
NEAR = 0.002  # a model that says 0.5, or the base rate, is seldom there to the last digit
BATCHES = (8, 10, 16, 20, 32, 50, 64, 100, 128, 200, 256, 500, 512, 1000, 1024, 2048, 4096)
CLASSES = (3, 1000)  # the fewest and the most
TENTHS = (3, 4, 5, 6, 8, 9, 10, 11, 13, 14)  # of hand-written bounds; libraries have 7, 12, 15, 16
TABLE = "what the eight predictions give: "

# What a rule says and the section it names; {} stands for the number that the rule has found.
WORDS = {
    "base": ("the base-rate loss: hardly more was learnt than how frequent class 1 is", "plateau"),
    "batch": ("{} × 0.6931: the sum over {} rows with p = 0.5, in place of a mean", "factor"),
    "class": ("ln {}: each of {} classes gets the same probability", "plateau"),
    "tenth": ("−ln 1e-{}: certain and wrong, with a bound of 1e-{}", "caps"),
    "share": ("{} % of {}: perhaps 0/1 votes for probabilities, {} % of them wrong", "caps"),
    "inf": ("infinite: the model said 0 or 1, and the other thing happened", "inf"),
    "nan": ("no number: 0 · log 0 in the textbook formula, or nan in the data", "inf"),
    "zero": (
        "no penalty: a single class, a feature that knows the label, or lost digits",
        "negative",
    ),
    "below": ("below 0: targets outside [0, 1], a lost minus, or a lost logarithm", "negative"),
    "empty": ("type the number as it was printed", "symptoms"),
    "coarse": ("too few digits to tell: type at least three", "symptoms"),
    "usual": ("no known constant: ask your function for the eight predictions", "eight"),
    "worse": ("worse than always 0.5: swapped columns, or certain mistakes", "eight"),
    "large": ("a sum for a mean, byte labels, or certain mistakes at a bound", "factor"),
}


class Known(NamedTuple):
    """A known loss and its cause; how far it may be off, and whether a share of it is known."""

    value: float
    words: str
    section: str
    slack: float = 0.0
    shared: bool = False


@functools.cache
def known():
    """Return every known value, computed and not copied."""
    caps = (
        (spacing(np.float64), "−ln 2.2e-16: scikit-learn, certain and wrong, float64"),
        (spacing(np.float32), "−ln 1.2e-7: scikit-learn in float32, or Keras where y = 0, p = 1"),
        (-math.log(1e-7), "−ln 1e-7: Keras, or TensorFlow's old log_loss, certain and wrong"),
        (100.0, "the bound of PyTorch's BCELoss: certain and wrong, and no gradient"),
        (-math.log(1e-16), "−ln 1e-16: XGBoost's logloss, certain and wrong"),
    )
    old = "scikit-learn before 1.2"
    upper = -math.log(1 - (1 - 1e-15))  # 1 - 1e-15 rounds, and what is left is 9.992e-16
    return (
        Known(
            LN_2, "ln 2: what 0.5 in every row costs; print the range of p", "plateau", slack=NEAR
        ),
        Known(1.0, "ln 2 in base 2, one bit: what 0.5 in every row costs", "plateau"),
        Known(math.log10(2), "ln 2 in base 10: what 0.5 in every row costs", "plateau"),
        *(Known(value, words, "caps", shared=True) for value, words in caps),
        Known(
            -math.log(1e-15),
            f"−ln 1e-15: {old}, LightGBM or Spark, certain and wrong",
            "caps",
            slack=upper + math.log(1e-15),
            shared=True,
        ),
        Known(upper, f"−ln 9.99e-16: {old}, certain and wrong where y = 0, p = 1", "caps"),
        Known(-math.log(2e-7), "−ln 2e-7: an old Keras, its bound applied twice", "caps"),
        Known(
            -math.log(1e-12),
            "−ln 1e-12: MXNet's Gluon or an old PyTorch, certain and wrong",
            "caps",
        ),
        Known(-math.log(1e-20), "−ln 1e-20: Caffe, certain and wrong", "caps"),
        Known(2.0**-52, "2.2e-16: scikit-learn, all certain and right, float64", "negative"),
        Known(-math.log(1 - 1e-15), f"9.99e-16: {old}, all certain and right", "negative"),
        Known(
            2.0**-23, "1.2e-7: Keras, or scikit-learn in float32, all certain and right", "negative"
        ),
        Known(-(2.0**-23), "−1.2e-7: a bound added in the logarithm, all right", "negative"),
        Known(spacing(np.float16), "−ln 9.8e-4: certain and wrong, float16", "caps"),
        Known(-math.log(2**-24), "the last finite loss of 1 − p in float32", "inf"),
        Known(-math.log(2**-53), "the last finite loss of 1 − p in float64", "inf"),
        Known(-math.log(2**-149), "the last finite loss of p in float32", "inf"),
        Known(-math.log(5e-324), "the last finite loss of p in float64", "inf"),
        *(Known(float(value), TABLE + words, name) for value, words, name in of_the_table()),
        Known(-LN_2 - 0.5, "a divergence of equal coins, called without the log", "negative"),
        Known(binary_cross_entropy(0.9, 0.9), "the floor of label smoothing by 0.2", "floor"),
        Known(binary_cross_entropy(0.95, 0.95), "the floor of label smoothing by 0.1", "floor"),
    )


def of_the_table():
    """Yield what the eight predictions give: done well, and with one mistake each."""
    _, y, p = eight_predictions()
    c, z = corrected_probabilities(y, p), np.log(p / (1 - p))
    loss = functools.partial(binary_cross_entropy, y)
    each_with_each = -(y.mean() * np.log(p) + (1 - y.mean()) * np.log1p(-p))
    sign_of_bytes = np.where(y == 1, 255.0, 1.0)  # 1 − 2y in unsigned bytes
    yield loss(p), "in nats, as it should be", "eight"
    yield loss(p, base=2), "a logarithm in base 2", "factor"
    yield loss(p, base=10), "a logarithm in base 10", "factor"
    yield loss(p, reduction="sum"), "a sum, not a mean", "factor"
    yield -loss(p), "the minus is lost", "negative"
    yield -c.mean(), "the logarithm is lost", "negative"
    for low, high in ((1, 2), (-1, 1), (0, 255)):
        coded = low + (high - low) * y
        wrong = -np.mean(coded * np.log(p) + (1 - coded) * np.log1p(-p))
        yield wrong, f"labels coded {low} and {high}", "negative"
    yield loss(1 - p), "branches or columns swapped", "eight"
    yield binary_cross_entropy_with_logits(y, p), "probabilities taken for logits", "eight"
    yield loss(np.clip(z, 1e-7, 1 - 1e-7)), "logits taken for probabilities", "eight"
    yield each_with_each.mean(), "(n,) broadcast against (n, 1)", "eight"
    yield -np.mean(np.log(p * (1 - p))), "a formula without labels", "eight"
    yield np.mean(np.logaddexp(0, sign_of_bytes * z)), "1 − 2y is 255 in bytes", "eight"
    yield loss(p > 0.5, clip=float(np.finfo(float).eps)), "votes, no probabilities", "caps"
    yield np.mean((y - p) ** 2), "the Brier score", "eight"


def spacing(dtype):
    """Return −ln of the spacing of a type's numbers at 1."""
    return -math.log(float(np.finfo(dtype).eps))
