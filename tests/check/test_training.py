"""The checker of chapter 8: what it accepts, and the answer to each wrong cause."""

import pytest

from bce_tutorial.check import diagnose
from bce_tutorial.check._boxes import boxes
from bce_tutorial.check.training import CAUSES, DIAGNOSES


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
