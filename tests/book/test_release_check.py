"""The release check of chapter 15 passes true probabilities of every base rate, and no others."""

import numpy as np
import pytest

import chapters
from bce_tutorial import base_rate_loss, binary_cross_entropy, sigmoid

RATES = (0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 0.5)
ROWS, SAMPLES = 20_000, 200


@pytest.fixture(scope="module")
def chapter():
    """Return what the chapter's two cells define."""
    names = {"np": np, "binary_cross_entropy": binary_cross_entropy}
    (path,) = chapters.BOOK.glob("*-debugging.ipynb")
    for cell in chapters.code_cells(chapters.read(path)):
        if cell["id"] in ("release-deviations", "release-checks"):
            exec(chapters.source(cell), names)
    return names


@pytest.fixture(scope="module")
def worlds():
    """Return true probabilities of a base rate, and labels drawn from them."""
    rng = np.random.default_rng(15)

    def draw(rate, n=ROWS):
        true = rate * rng.uniform(0.1, 1.9, n)
        return (rng.random(n) < true).astype(int), true

    return draw


def passes(chapter, y, p):
    answers = {name: passed for name, passed, _ in chapter["release_checks"](y, p)}
    return all(passed for name, passed in answers.items() if name.endswith("as expected"))


def share(chapter, worlds, rate, spoil):
    drawn = (worlds(rate) for _ in range(SAMPLES))
    return np.mean([passes(chapter, y, sigmoid(spoil(np.log(p / (1 - p))))) for y, p in drawn])


@pytest.mark.parametrize("rate", RATES)
def test_true_probabilities_pass(chapter, worlds, rate):
    assert share(chapter, worlds, rate, lambda z: z) >= 0.97  # 0.995 with normal sums


@pytest.mark.parametrize("rate", RATES)
@pytest.mark.parametrize("factor", [2, 0.5])
def test_scores_that_are_too_sure_or_too_timid_fail(chapter, worlds, rate, factor):
    assert share(chapter, worlds, rate, lambda z: factor * z) <= 0.02


@pytest.mark.parametrize("rate", RATES[2:])
def test_doubled_odds_fail_where_there_are_a_few_hundred_cases(chapter, worlds, rate):
    assert share(chapter, worlds, rate, lambda z: z + np.log(2)) <= 0.02


def test_the_share_finds_what_the_loss_cannot_see(chapter, worlds):
    y, _ = worlds(0.3)
    p = np.random.default_rng(0).uniform(0.49, 0.51, ROWS)  # its log-odds cancel out
    loss, share = chapter["deviations"](y, p)
    assert abs(loss) < 3
    assert share < -10


def test_expectation_and_spread_are_those_of_drawn_labels(chapter):
    p = np.random.default_rng(0).uniform(0.01, 0.9, 500)
    drawn = np.random.default_rng(1).random((4000, 500)) < p
    off = np.array([chapter["deviations"](y, p) for y in drawn])
    assert off.mean(axis=0) == pytest.approx([0, 0], abs=0.06)  # four standard errors
    assert off.std(axis=0) == pytest.approx([1, 1], abs=0.05)


def test_certainty_ends_the_check(chapter):
    answers = [*chapter["release_checks"](np.array([0, 1]), np.array([0.0, 0.5]))]
    assert [passed for _, passed, _ in answers] == [False]


def test_a_constant_guess_is_no_better_than_itself(chapter):
    y, guess = np.arange(1000) % 4 == 0, np.full(1000, 0.25)
    answers = {
        name: passed for name, passed, _ in chapter["release_checks"](y, np.full(1000, 0.25))
    }
    assert base_rate_loss(y) == pytest.approx(binary_cross_entropy(y, guess))
    assert not answers["better than the constant guess"]
    assert answers["loss as expected"]
    assert answers["share of class 1 as expected"]
