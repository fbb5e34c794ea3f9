"""Numbers and units: what comes out when they are computed again."""

import numpy as np

from bce_tutorial.datasets import eight_predictions
from bce_tutorial.logits import sigmoid
from bce_tutorial.losses import binary_cross_entropy
from bce_tutorial.probabilities import corrected_probabilities

_, Y, P = eight_predictions()


def negative_average():
    """Compare the negative mean of the probabilities with that of their logarithms."""
    return {
        "mean": -corrected_probabilities(Y, P).mean(),
        "bans": binary_cross_entropy(Y, P, base=10),
        "nats": binary_cross_entropy(Y, P),
    }


def three_units():
    """Compute one loss in three bases."""
    bases = {"nats": np.e, "bits": 2, "bans": 10}
    found = {name: binary_cross_entropy(Y, P, base=base) for name, base in bases.items()}
    return {**found, "ratio": np.log(10)}


def threshold_table():
    """Find the base rates at which a guess passes, and the loss of a best possible model."""
    rates = np.linspace(1e-4, 0.5, 1_000_000)
    guesses = binary_cross_entropy(rates, rates, reduction="none")
    great, good = np.interp([0.05, 0.2], guesses, rates)
    z = np.linspace(-12, 12, 4801)
    density = np.exp(-(z**2) / 2)
    floors = binary_cross_entropy(sigmoid(z), sigmoid(z), reduction="none")
    return {"great": great, "good": good, "best": np.average(floors, weights=density)}


def lost_example():
    """Compute the two losses of the example whose numbers are lost."""
    right, wrong = binary_cross_entropy([1, 0], [0.9, 0.9], reduction="none")
    return {"right": right, "wrong": wrong, "ratio": wrong / right}


def one_step():
    """Take one Newton step from 0 with either loss."""
    x, y = np.array([-2.0, -1, 1, 2]), np.array([0.0, 1, 0, 1])
    w = (x @ y) / (x @ x)  # squared error, without an intercept
    squared = x @ (w * x - y)
    w = x @ (y - 0.5) / (x @ x / 4)  # log loss, from w = 0
    return {
        "squared": abs(squared),
        "log": abs(x @ (sigmoid(w * x) - y)),
    }
