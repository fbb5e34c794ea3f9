"""Words against what they name, computed here without the package."""

import math

import pytest

from mistakes_table import C, P, Y, mistake
from tolerance import relative


def test_03_the_formula_has_no_minimum_for_a_quantity():
    numbers = mistake(3).numbers()

    def formula(y, p):
        return -(y * math.log(p) + (1 - y) * math.log(1 - p))

    assert numbers["near"] == pytest.approx(formula(3, 0.9))
    assert numbers["near"] < 0
    assert numbers["nearer"] == relative(formula(3, 0.999999), 1e-9)
    falling = [formula(3, 1 - 10**-k) for k in range(1, 12)]
    assert falling == sorted(falling, reverse=True)
    assert min(formula(1, p) for p in (0.5, 0.9, 0.999)) > 0  # a label has a floor
    assert min(formula(0.3, p) for p in (0.1, 0.3, 0.9)) == formula(0.3, 0.3)  # and a share


def test_13_the_loss_is_no_metric():
    numbers = mistake(13).numbers()
    assert numbers["there"] == pytest.approx(-math.log(0.9))
    assert numbers["far"] == pytest.approx(0.1)
    for c, y, p in zip(C, Y, P, strict=True):  # of hard labels it is a function of the distance
        assert -math.log(c) == pytest.approx(-math.log(1 - abs(y - p)))
    assert numbers["back"] == math.inf != numbers["there"]  # 0.1 of the truth at probability 0
    assert numbers["itself"] == pytest.approx(-0.3 * math.log(0.3) - 0.7 * math.log(0.7))
    assert numbers["itself"] > 0


def test_15_a_corrected_probability_corrects_nothing():
    numbers = mistake(15).numbers()
    assert (numbers["p"], numbers["c"]) == pytest.approx((0.56, 1 - 0.56))
    assert numbers["sum"] == 1
    assert numbers["p"] > 0.5  # the decision was class 1, and class 0 happened
    assert [c for c, y in zip(C, Y, strict=True) if y] == [
        p for p, y in zip(P, Y, strict=True) if y
    ]


def test_20_the_loss_is_no_difference():
    numbers = mistake(20).numbers()
    assert numbers["half"] == pytest.approx(math.log(2))
    assert numbers["half"] != 0.5
    assert numbers["large"] == pytest.approx(-math.log(1 - 0.99))
    assert numbers["large"] > 1  # no difference exceeds 1
    assert numbers["table"] == pytest.approx(sum(1 - c for c in C) / 8)
    assert numbers["loss"] == pytest.approx(-sum(map(math.log, C)) / 8)
    assert numbers["table"] != pytest.approx(numbers["loss"], abs=0.1)


def test_25_negative_losses_are_negative():
    numbers = mistake(25).numbers()
    likelihoods = [math.log(c) for c in C]
    assert numbers["loss"] == pytest.approx(-sum(likelihoods) / 8)
    assert numbers["loss"] > 0
    assert numbers["negative"] == -numbers["loss"] < 0
