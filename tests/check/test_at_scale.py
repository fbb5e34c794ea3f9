"""The checkers of chapter 16: what they accept, and the hint for each known mistake."""

import numpy as np
import pytest

from bce_tutorial import LossAccumulator, base_rate_loss, check
from bce_tutorial.check.at_scale import merged, skill_of_both
from verdict import expect_not_yet


def skill(loss, rate):
    return 1 - loss / base_rate_loss(rate)


def test_the_truth_is_what_the_accumulator_says():
    rng = np.random.default_rng(0)
    parts, summaries, weights = LossAccumulator(), [], []
    for n in (30, 500):
        p = rng.uniform(0.05, 0.5, n)
        y, w = rng.random(n) < p, rng.exponential(size=n)
        part = LossAccumulator()
        part.update(y, p, w)
        parts.merge(part)
        summaries.append((part.result().loss, np.average(y, weights=w)))
        weights.append(w.sum())
    (loss_a, rate_a), (loss_b, rate_b) = summaries
    both = parts.result()
    assert merged(loss_a, weights[0], loss_b, weights[1]) == pytest.approx(both.loss)
    assert skill_of_both(loss_a, rate_a, weights[0], loss_b, rate_b, weights[1]) == pytest.approx(
        both.skill
    )


@pytest.mark.parametrize(
    "attempt",
    [merged, lambda a, v, b, w: np.average([a, b], weights=[v, w])],
)
def test_right_merges_pass(attempt):
    assert check.merge_results(attempt)


@pytest.mark.parametrize(
    ("attempt", "words"),
    [
        (lambda a, v, b, w: None, "returns nothing yet"),
        (lambda a, v, b, w: (a + b) / 2, "the mean of the means"),
        (lambda a, v, b, w: a + b, "adds two means"),
        (lambda a, v, b, w: a * v + b * w, "Divide by all weights"),
        (lambda a, v, b, w: (a * w + b * v) / (v + w), "are swapped"),
        (lambda a, v, b, w: (a * v + b * w) / 2, "not by 2"),
        (lambda a, v, b, w: 0.0, "wanted 0.56"),
    ],
)
def test_the_merge_says_what_is_missing(attempt, words):
    expect_not_yet(check.merge_results(attempt), words)


def test_right_skills_pass():
    assert check.merge_skill(skill_of_both)


@pytest.mark.parametrize(
    ("attempt", "words"),
    [
        (lambda a, r, v, b, s, w: (skill(a, r) + skill(b, s)) / 2, "the mean of two skills"),
        (lambda a, r, v, b, s, w: merged(skill(a, r), v, skill(b, s), w), "is a quotient"),
        (
            lambda a, r, v, b, s, w: (
                1 - merged(a, v, b, w) / merged(base_rate_loss(r), v, base_rate_loss(s), w)
            ),
            "knows one base rate",
        ),
        (
            lambda a, r, v, b, s, w: skill(merged(a, v, b, w), (r + s) / 2),
            "The base rates are means too",
        ),
        (
            lambda a, r, v, b, s, w: skill((a + b) / 2, merged(r, v, s, w)),
            "The losses are means too",
        ),
        (lambda a, r, v, b, s, w: 0.0, "wanted 0.3311"),
    ],
)
def test_the_skill_says_what_is_missing(attempt, words):
    expect_not_yet(check.merge_skill(attempt), words)
