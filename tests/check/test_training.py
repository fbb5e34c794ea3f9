"""The checkers of chapter 8: what they accept, and the answer to each wrong cause and mean."""

import numpy as np
import pytest

from bce_tutorial.check import diagnose, epoch_loss
from bce_tutorial.check._boxes import boxes
from bce_tutorial.check.training import CAUSES, DIAGNOSES
from verdict import expect_not_yet


def test_the_right_causes_pass():
    assert diagnose("rate too small", "rate too large", "features say nothing")


@pytest.mark.parametrize("place", range(3))
def test_each_wrong_cause_has_its_own_answer(place):
    solution = [cause for cause, _ in DIAGNOSES.values()]
    answers = set()
    for cause in CAUSES:
        attempt = [*solution[:place], cause, *solution[place + 1 :]]
        verdict = diagnose(*attempt)
        assert bool(verdict) == (cause == solution[place])
        answers.add(repr(verdict))
    assert len(answers) == 4
    for said in (..., None):
        assert f"cause of {'ABC'[place]} in" in repr(
            diagnose(*solution[:place], said, *solution[place + 1 :])
        )
    assert "is none of the four causes" in repr(
        diagnose(*solution[:place], "bad luck", *solution[place + 1 :])
    )


def test_the_box_praises_the_right_option():
    assert "base-rate loss" in boxes()["diagnose"].sentences()[0][0]


@pytest.mark.parametrize(
    "function",
    [
        lambda losses, sizes: np.average(losses, weights=sizes),
        lambda losses, sizes: sum(np.repeat(losses, sizes)) / sum(sizes),
    ],
)
def test_a_mean_over_the_rows_passes(function):
    assert epoch_loss(function)


@pytest.mark.parametrize(
    ("function", "words"),
    [
        (lambda losses, sizes: np.mean(losses), "counts like a full one"),
        (lambda losses, sizes: losses @ sizes / len(sizes), "not by that of batches"),
        (lambda losses, sizes: losses @ sizes, "Make it a mean"),
        (lambda losses, sizes: sum(losses) / sum(sizes), "a mean over its rows"),
        (lambda losses, sizes: np.mean(losses[:-1]), "belongs to the epoch too"),
        (lambda losses, sizes: 0.5, "returns 0.5, wanted 0.4294."),
    ],
)
def test_a_wrong_mean_gets_the_hint_that_fits(function, words):
    expect_not_yet(epoch_loss(function), words)


def test_the_box_of_the_epoch_praises_the_right_option():
    assert "counts more" in boxes()["epoch-loss"].sentences()[0][0]
