"""Numbers and units, computed here without the package."""

import math

import numpy as np
import pytest

from mistakes_table import C, mistake
from tolerance import relative

NATS = math.fsum(-math.log(c) for c in C) / 8


def test_01_the_negative_mean_of_probabilities_is_another_number():
    numbers = mistake(1).numbers()
    assert all(-q / 10 < 0.214 for q in range(11))  # of whatever probabilities: never above 0
    assert numbers["mean"] == pytest.approx(-math.fsum(C) / 8)
    assert numbers["mean"] == pytest.approx(-0.655, abs=5e-4)
    assert numbers["mean"] != 0.214
    assert round(numbers["bans"], 3) == 0.214  # the printed number is in base 10
    assert numbers["bans"] == pytest.approx(math.fsum(-math.log10(c) for c in C) / 8)
    assert numbers["nats"] == pytest.approx(NATS)
    assert round(NATS, 4) == 0.4937  # and not in the base that the article names


def test_02_a_natural_logarithm_has_base_e():
    numbers = mistake(2).numbers()
    assert math.log(math.e) == 1 != math.log(2)
    assert numbers["nats"] == pytest.approx(NATS)
    assert numbers["bits"] == pytest.approx(math.fsum(-math.log2(c) for c in C) / 8)
    assert numbers["nats"] == pytest.approx(numbers["bans"] * numbers["ratio"])
    assert numbers["ratio"] == pytest.approx(2.302585, abs=5e-7)


def test_12_a_guess_passes_and_the_best_model_fails():
    numbers = mistake(12).numbers()
    for name, threshold in (("great", 0.05), ("good", 0.20)):
        b = numbers[name]
        entropy = -b * math.log(b) - (1 - b) * math.log(1 - b)
        assert entropy == relative(threshold, 1e-4)  # and it has learnt nothing
        assert b < 0.06
    rng = np.random.default_rng(1)  # the same world, drawn instead of integrated
    p = 1 / (1 + np.exp(-rng.normal(size=1_000_000)))
    y = rng.random(p.size) < p
    drawn = -np.log(np.where(y, p, 1 - p)).mean()
    assert numbers["best"] == pytest.approx(drawn, abs=0.002)  # about four standard errors
    assert numbers["best"] > 0.30  # "not ideal"
    assert 0.20 < 0.214 < 0.30  # the article's own number has no name


def test_17_the_lost_example_is_restored():
    numbers = mistake(17).numbers()
    assert numbers["right"] == pytest.approx(-math.log(0.9))
    assert numbers["wrong"] == pytest.approx(-math.log(0.1))
    assert round(numbers["right"], 4) == 0.1054  # relatively low, as the text around it says
    assert round(numbers["wrong"], 4) == 2.3026  # and much higher
    assert numbers["ratio"] == pytest.approx(math.log(0.1) / math.log(0.9))


def test_27_one_step_does_not_solve_it():
    numbers = mistake(27).numbers()
    x, y = [-2, -1, 1, 2], [0, 1, 0, 1]

    def slope(predict, w):
        return math.fsum(a * (predict(w * a) - b) for a, b in zip(x, y, strict=True))

    def logistic(z):
        return 1 / (1 + math.exp(-z))

    w = 1 / 10  # squared error: Σ x y / Σ x², the one step that Newton needs
    assert slope(lambda z: z, w) == pytest.approx(0, abs=1e-12)
    assert numbers["squared"] == pytest.approx(0, abs=1e-12)
    w = -slope(logistic, 0) / (0.25 * 10)
    assert abs(slope(logistic, w)) == pytest.approx(numbers["log"])
    assert abs(slope(logistic, w)) > 0.01
