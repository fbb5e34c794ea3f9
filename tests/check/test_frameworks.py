"""The checkers of chapter 14: what they accept, and the hint for each known slip. No framework."""

import numpy as np
import pytest

from bce_tutorial import binary_cross_entropy, check, datasets
from bce_tutorial.check._boxes import boxes
from bce_tutorial.check.frameworks import NAMES, slips
from verdict import expect_not_yet

_, Y, P = datasets.eight_predictions()
LOSS = binary_cross_entropy(Y, P)
RIGHT = dict.fromkeys(NAMES, LOSS)


def test_the_slips_are_the_numbers_that_the_book_prints():
    loss, known = slips()
    assert loss == LOSS
    values = [round(value, 4) for value, _ in known]
    assert values[:3] == [3.9498, 0.602, 0.8938]
    assert values[4:8] == [1.4008, -0.4937, 0.2144, 0.7123]
    assert min(abs(a - LOSS) for a in values) > 0.01


@pytest.mark.parametrize("factor", [1, 1 + 1e-6, 1 - 1e-6])
def test_four_equal_losses_pass_in_any_precision(factor):
    assert check.four_lines({name: np.float32(LOSS * factor) for name in NAMES})
    assert check.four_lines({**RIGHT, "TensorFlow": 7})


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(("value", "hint"), slips()[1])
def test_each_slip_is_named_at_each_framework(name, value, hint):
    verdict = check.four_lines({**RIGHT, name: np.float32(value)})
    assert not verdict
    assert repr(verdict).startswith(f"Not yet: {name} says")
    assert repr(verdict).endswith(hint)


@pytest.mark.parametrize(
    ("attempt", "words"),
    [
        (None, "in the place of the dots"),
        ([LOSS] * 4, "hand over a dictionary"),
        ({"scikit-learn": LOSS}, "no loss named 'PyTorch'"),
        ({**RIGHT, "Keras": [LOSS]}, "Keras gives an array of shape (1,)"),
        ({**RIGHT, "optax": float("nan")}, "optax gives nan"),
        ({**RIGHT, "optax": float("inf")}, "optax says inf"),
        (
            {**RIGHT, "PyTorch": LOSS + 3e-6},
            "PyTorch says 0.4937336, wanted 0.4937306. That is 3e-06 away, allowed is 1e-06.",
        ),
    ],
)
def test_it_says_what_is_missing(attempt, words):
    expect_not_yet(check.four_lines(attempt), words)


def test_the_division_by_the_mean_weight_passes():
    assert check.per_weight(lambda loss, weights: loss * len(weights) / sum(weights))


@pytest.mark.parametrize(
    ("function", "words"),
    [
        (lambda loss, weights: loss, "Double all weights"),
        (lambda loss, weights: loss / sum(weights), "First undo the division"),
        (lambda loss, weights: loss / len(weights), "divided by the number of rows already"),
        (lambda loss, weights: loss * np.mean(weights), "the other direction"),
        (lambda loss, weights: loss * len(weights), "Now divide it by the weights"),
        (lambda loss, weights: 0.25, "your function returns 0.25, wanted 0.5."),
    ],
)
def test_a_wrong_division_gets_the_hint_that_fits(function, words):
    expect_not_yet(check.per_weight(function), words)


def test_the_box_of_the_weights_praises_the_right_option():
    assert "the mean weight is 2.25" in boxes()["per-weight"].sentences()[0][0]
