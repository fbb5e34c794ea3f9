"""The second checker of chapter 5; the first is tried in test_mean_loss."""

import math

import numpy as np
import pytest

from bce_tutorial import binary_cross_entropy
from bce_tutorial.check import ninth_prediction
from bce_tutorial.check._boxes import boxes
from bce_tutorial.datasets import eight_predictions
from tolerance import relative
from verdict import expect_not_yet

_, Y, P = eight_predictions()
LOSS = 0.4937306


def test_the_ninth_row_passes_and_leaves_the_mean():
    assert ninth_prediction(0.6103, 0.3897)
    p = boxes()["ninth-prediction"].target.answer
    nine = binary_cross_entropy(np.append(Y, 0), np.append(P, p))
    assert nine == relative(binary_cross_entropy(Y, P), 1e-14)


@pytest.mark.parametrize(
    ("attempt", "words"),
    [
        ((..., ...), "your value for `c_ninth`"),
        ((LOSS, 0.4), "This is the loss that the ninth row must have."),
        ((0.655, 0.345), "This takes the mean of c."),
        ((0.3897, 0.6103), "This is the probability of the other outcome."),
        ((10**-LOSS, 0.5), "so which exponential undoes it?"),
        ((0.0193, 0.5), "This is the product of the eight."),
        ((0.7, 0.3), "What must the ninth row cost"),
        ((0.6103, 0.6103), "What is p when y = 0?"),
        ((0.6103, 0.345), "This takes the mean of c."),
        ((0.6103, 0.4937), "This is the loss that the ninth row must have."),
        ((0.6103, 0.5063), "This subtracts a loss from 1."),
        ((0.6103, 1 - 10**-LOSS), "so which exponential undoes it?"),
        ((0.6103, 0.1), "What must the ninth row cost"),
    ],
)
def test_each_wrong_value_gets_its_sentence(attempt, words):
    expect_not_yet(ninth_prediction(*attempt), words)


def test_the_flipped_table_and_the_table_add_up_to_the_printed_formula():
    flipped = boxes()["repair-formula"].target.answer
    printed = -np.mean(np.log(P) + np.log(1 - P))
    assert flipped + binary_cross_entropy(Y, P) == relative(printed, 1e-14)
    assert math.isclose(flipped, 1.4008, abs_tol=5e-5)
