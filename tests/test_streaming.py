"""The accumulator: parts in any order and grouping give the whole."""

import math
import pickle

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import brier_score_loss

from bce_tutorial import LossAccumulator, base_rate_loss, binary_cross_entropy, skill_score
from bce_tutorial.datasets import eight_predictions

IDS, Y, P = eight_predictions()
PARTS = st.lists(
    st.lists(st.tuples(st.integers(0, 1), st.floats(0.01, 0.99), st.floats(0.5, 4)), min_size=1),
    min_size=3,
    max_size=3,
)


def filled(part):
    y, p, w = np.array(part).T
    accumulator = LossAccumulator()
    accumulator.update(y, p, w)
    return accumulator


def merged(first, *others):
    total = pickle.loads(pickle.dumps(first))
    for other in others:
        total.merge(other)
    return total


def test_the_table_in_one_piece():
    accumulator = LossAccumulator()
    accumulator.update(Y, P)
    loss, reference, skill, brier, count = accumulator.result()
    assert loss == pytest.approx(binary_cross_entropy(Y, P), rel=1e-15)
    assert reference == base_rate_loss(Y)
    assert skill == pytest.approx(skill_score(Y, P), rel=1e-14)
    assert brier == pytest.approx(brier_score_loss(Y, P), rel=1e-15)
    assert count == 8


@given(PARTS)
def test_merging_is_associative_and_commutative_to_the_last_bit(parts):
    a, b, c = map(filled, parts)
    left, right = merged(merged(a, b), c), merged(a, merged(b, c))
    assert left.result() == right.result() == merged(c, a, b).result()


@given(PARTS)
def test_parts_equal_the_whole(parts):
    together = filled([row for part in parts for row in part]).result()
    apart = merged(*map(filled, parts)).result()
    # each part's own sum is rounded once per 8 terms or fewer
    np.testing.assert_allclose(apart, together, rtol=1e-13, atol=1e-13)


def test_order_does_not_matter_to_1e_15():
    rng = np.random.default_rng(0)
    p = rng.random(100_000)
    y = rng.random(p.size) < p
    results = []
    for size in (1_000, 16_384, 30_000):
        total, order = LossAccumulator(), rng.permutation(p.size)
        for start in range(0, p.size, size):
            rows = order[start : start + size]
            total.update(y[rows], p[rows])
        results.append(total.result())
    np.testing.assert_allclose(results, [results[0]] * 3, rtol=1e-15)


def test_the_mean_of_means_is_not_the_mean():
    short, long = LossAccumulator(), LossAccumulator()
    short.update([1], [0.1])
    long.update(np.ones(9), np.full(9, 0.9))
    mean_of_means = (short.result().loss + long.result().loss) / 2
    assert merged(short, long).result().loss == pytest.approx(-math.log(0.1 * 0.9**9) / 10)
    assert mean_of_means > 3 * merged(short, long).result().loss


def test_a_certain_mistake_is_infinite_unless_its_weight_is_zero():
    accumulator = LossAccumulator()
    accumulator.update([1, 1, 0], [0, 0.5, 0.5], [0, 1, 1])
    assert accumulator.result().loss == math.log(2)
    accumulator.update([1], [0])
    assert accumulator.result()[:3] == (
        math.inf,
        pytest.approx(base_rate_loss([1, 1, 0])),
        -math.inf,
    )
    assert merged(LossAccumulator(), accumulator).result().loss == math.inf


def test_one_class_has_no_skill_yet():
    accumulator = LossAccumulator()
    accumulator.update([1, 1], [0.5, 0.5])
    assert math.isnan(accumulator.result().skill)


def test_bad_input_adds_nothing():
    accumulator = LossAccumulator()
    with pytest.raises(ValueError, match=r"^expected y_proba in \[0, 1\], got 1.5 at index 1$"):
        accumulator.update([1, 0], [0.5, 1.5])
    assert accumulator.count == 0


def test_an_empty_accumulator_has_no_result():
    with pytest.raises(
        ValueError, match=r"^expected at least one prediction before result\(\), got 0$"
    ):
        LossAccumulator().result()


def test_a_part_may_weigh_nothing_but_not_the_whole():
    accumulator = LossAccumulator()
    accumulator.update([1, 0], [0.5, 0.1], [0, 0])
    with pytest.raises(ValueError, match=r"^expected sample_weight with a positive sum, got 0$"):
        accumulator.result()
    accumulator.update([1], [0.25], [3])
    assert accumulator.result()[:1] == (math.log(4),)
    assert accumulator.count == 3


@pytest.mark.parametrize(
    ("weights", "message"),
    [
        ([1, -1], "sample_weight not negative, got -1 at index 1"),
        ([1, np.nan], "sample_weight finite, got nan at index 1"),
        ([1], r"y_true and sample_weight of the same shape, got \(2,\) and \(1,\)"),
    ],
)
def test_bad_weights_are_named(weights, message):
    with pytest.raises(ValueError, match=message):
        LossAccumulator().update([1, 0], [0.5, 0.5], weights)


def test_soft_labels_in_many_blocks():
    rng = np.random.default_rng(1)
    y, p, w = rng.random((3, 40_000))
    accumulator = LossAccumulator()
    accumulator.update(y, p, w)
    scores = accumulator.result()
    assert scores.loss == pytest.approx(binary_cross_entropy(y, p, sample_weight=w), rel=1e-14)
    assert scores.base_rate_loss == pytest.approx(base_rate_loss(np.average(y, weights=w)))
    assert scores.brier == pytest.approx(np.average((y - p) ** 2, weights=w), rel=1e-13)
    with pytest.raises(ValueError, match=r"y_true in \[0, 1\], got 2 at index 30000$"):
        accumulator.update(np.where(np.arange(40_000) == 30_000, 2.0, y), p)


def test_only_accumulators_merge():
    with pytest.raises(ValueError, match=r"^expected other to be a LossAccumulator, got dict$"):
        LossAccumulator().merge({})
