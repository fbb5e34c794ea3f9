"""The checkers of chapter 12: what they accept, and the hint for each known mistake."""

import numpy as np
import pytest

from bce_tutorial import brier_decomposition, check, reliability_curve
from bce_tutorial.check._boxes import boxes
from bce_tutorial.check.calibration import PART_CASES, softened
from verdict import expect_not_yet


def part(y, p):
    said, seen, count = reliability_curve(y, p)
    return np.average((said - seen) ** 2, weights=count)


def gaps(y, p):
    said, seen, count = reliability_curve(y, p)
    return said - seen, count


@pytest.mark.parametrize(
    "attempt", [part, lambda y, p: brier_decomposition(y, p, n_bins=10).reliability]
)
def test_the_reliability_passes(attempt):
    assert check.reliability_part(attempt)


@pytest.mark.parametrize(
    ("attempt", "words"),
    [
        (lambda y, p: np.mean(gaps(y, p)[0] ** 2), "Each bin counts alike"),
        (lambda y, p: np.average(abs(gaps(y, p)[0]), weights=gaps(y, p)[1]), "absolute gap"),
        (lambda y, p: part(y, p) ** 0.5, "the root of the reliability"),
        (lambda y, p: part(y, p) * len(y), "Divide by their number"),
        (lambda y, p: np.average(gaps(y, p)[0], weights=gaps(y, p)[1]) ** 2, "gaps cancel"),
        (lambda y, p: np.mean((p - y) ** 2), "the Brier score itself"),
        (lambda y, p: part(y, p) + 1e-3, "for 360 predictions"),
    ],
)
def test_the_reliability_says_what_is_missing(attempt, words):
    expect_not_yet(check.reliability_part(attempt), words)


def test_a_bin_without_predictions_is_no_trouble():
    y, p = (values[250:] for values in PART_CASES[0].values)
    assert check.reliability_part(part)
    assert part(y, p) == pytest.approx(brier_decomposition(y, p, n_bins=10).reliability)


def targets(y, own_of):
    counts = {label: np.sum(y == label) for label in (0, 1)}
    inner = np.array([own_of(counts[label], counts[1 - label]) for label in y])
    return np.where(y == 1, inner, 1 - inner)


def soft(y):
    return targets(y, lambda own, other: (own + 1) / (own + 2))


@pytest.mark.parametrize("attempt", [soft, lambda y: soft(y).tolist()])
def test_softened_targets_pass(attempt):
    assert check.softened_targets(attempt)


def test_the_softened_targets_are_those_of_platt():
    positive, negative = 2, 3
    got = softened(np.array([1, 1, 0, 0, 0]))
    assert got == pytest.approx([(positive + 1) / (positive + 2)] * 2 + [1 / (negative + 2)] * 3)


@pytest.mark.parametrize(
    ("attempt", "words"),
    [
        (lambda y: y, "the labels themselves"),
        (lambda y: targets(y, lambda own, other: (other + 1) / (other + 2)), "are swapped"),
        (lambda y: targets(y, lambda own, other: (len(y) + 1) / (len(y) + 2)), "not all rows"),
        (lambda y: np.where(y, soft(y), 1 / (y.sum() + 2)), "a count of their own"),
        (lambda y: np.where(y, soft(y), 0.0), "softened too"),
        (lambda y: 1 - soft(y), "belongs to the positive"),
        (lambda y: targets(y, lambda own, other: own / (own + 1)), "2 to the count below"),
        (lambda y: soft(y) + 1e-3, "yours 0.751."),
        (lambda y: 0.8, "wanted (6,)"),
        (..., "in the place of the dots"),
    ],
)
def test_the_softened_targets_say_what_is_missing(attempt, words):
    expect_not_yet(check.softened_targets(attempt), words)


def test_the_box_knows_the_target_of_a_rare_class():
    box = boxes()["softened-targets"]
    wanted = soft(np.repeat([1, 0], [3, 97]))[0]
    assert box.target.answer == pytest.approx(wanted)
    assert not {round(value, 2) for value, _ in box.target.wrong} & {round(wanted, 2)}
