"""Formulas on inputs whose answer is known, computed here without the package."""

import math

import numpy as np
import pytest

from mistakes_table import C, P, Y, mistake

PENALTIES = [-math.log(c) for c in C]


def test_04_absolute_error_rewards_exaggeration():
    numbers = mistake(4).numbers()
    expected = {q / 100: 0.7 * (1 - q / 100) + 0.3 * q / 100 for q in range(101)}
    assert numbers["absolute"] == min(expected, key=expected.get) == 1
    assert numbers["lowest"] == pytest.approx(expected[1.0])
    assert numbers["lowest"] == pytest.approx(0.3)
    assert numbers["honest"] == pytest.approx(expected[0.7])
    assert numbers["honest"] > numbers["lowest"]
    proper = {q: -0.7 * math.log(q) - 0.3 * math.log(1 - q) for q in list(expected)[1:-1]}
    assert numbers["log"] == pytest.approx(min(proper, key=proper.get))


def test_08_the_displayed_formula_averages_nothing():
    numbers = mistake(8).numbers()
    displayed = -(Y * np.log(P) + (1 - Y) * np.log(1 - P))
    assert displayed.shape == (8,)
    assert numbers["rows"] == 8
    assert displayed == pytest.approx(PENALTIES)
    assert (numbers["smallest"], numbers["largest"]) == pytest.approx(
        (min(PENALTIES), max(PENALTIES))
    )
    assert numbers["sum"] == pytest.approx(math.fsum(PENALTIES))
    assert numbers["mean"] == pytest.approx(math.fsum(PENALTIES) / 8)


def test_09_the_binary_loss_of_three_classes_is_another_number():
    numbers = mistake(9).numbers()
    categorical = -math.log(0.7)
    questions = [-math.log(0.7), -math.log(1 - 0.2), -math.log(1 - 0.1)]
    assert numbers["cce"] == pytest.approx(categorical)
    assert numbers["sum"] == pytest.approx(sum(questions))
    assert numbers["mean"] == pytest.approx(sum(questions) / 3)
    shown = [round(numbers[name], 3) for name in ("cce", "sum", "mean")]
    assert shown == [0.357, 0.685, 0.228]


def test_24_a_formula_without_labels_prefers_one_half():
    numbers = mistake(24).numbers()

    def printed(probabilities):  # N_pos + N_neg is the number of rows
        return -math.fsum(math.log(p) + math.log(1 - p) for p in probabilities) / len(probabilities)

    assert numbers["table"] == numbers["flipped"] == pytest.approx(printed(P))
    assert round(numbers["table"], 4) == 1.8945
    assert numbers["half"] == pytest.approx(2 * math.log(2))
    assert numbers["half"] == printed([0.5] * 8)
    assert all(printed([q / 100]) > numbers["half"] for q in range(1, 100) if q != 50)
    positives = -math.fsum(math.log(p) for p, y in zip(P, Y, strict=True) if y == 1)
    negatives = -math.fsum(math.log(1 - p) for p, y in zip(P, Y, strict=True) if y == 0)
    assert numbers["right"] == pytest.approx((positives + negatives) / 8)  # the right sums
    assert round(numbers["right"], 4) == 0.4937


def test_29_swapped_branches_charge_the_other_outcome():
    numbers = mistake(29).numbers()
    assert numbers["swapped"] == pytest.approx(-sum(math.log(1 - c) for c in C) / 8)
    assert round(numbers["swapped"], 4) == 1.4008
    assert numbers["right"] == pytest.approx(math.fsum(PENALTIES) / 8)
    assert numbers["good"] == pytest.approx(-math.log(0.1))
    assert numbers["good"] > numbers["should"]
    assert numbers["should"] == pytest.approx(-math.log(0.9))


def test_30_logsumexp_moves_with_its_scores():
    numbers = mistake(30).numbers()
    before, after = (math.log(sum(math.exp(z + b) for z in (0, 1, 2))) for b in (0, 5))
    assert numbers["before"] == pytest.approx(before)
    assert numbers["after"] == pytest.approx(after)
    assert numbers["after"] == pytest.approx(before + 5)
    assert numbers["moved"] == 0  # softmax: exp(z − logsumexp), in which b cancels
    assert [math.exp(z + 5 - after) for z in (0, 1, 2)] == pytest.approx(
        [math.exp(z - before) for z in (0, 1, 2)]
    )


def test_31_the_loss_of_log_odds_is_not_negative():
    numbers = mistake(31).numbers()

    def turned(y, z):
        return y * z - math.log(1 + math.exp(z))

    def likelihood(y, z):
        p = 1 / (1 + math.exp(-z))
        return math.log(p if y else 1 - p)

    for y, z in ((0, -3), (0, 2), (1, -3), (1, 2)):
        assert turned(y, z) == pytest.approx(likelihood(y, z))
        assert turned(y, z) < 0
    assert numbers["left"] == pytest.approx(-likelihood(1, 2))
    assert numbers["turned"] == pytest.approx(turned(1, 2))
    z = np.log(P / (1 - P))
    mean = math.fsum(turned(*row) for row in zip(Y, z, strict=True)) / 8
    assert numbers["mean"] == pytest.approx(mean) == pytest.approx(-math.fsum(PENALTIES) / 8)
