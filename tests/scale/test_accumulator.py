"""The accumulator: parts in any order and grouping give the whole."""

import math
import pickle

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.metrics import brier_score_loss

from bce_tutorial import LossAccumulator, base_rate_loss, binary_cross_entropy, skill_score
from bce_tutorial.datasets import eight_predictions
from lengths import LONG
from tolerance import relative

IDS, Y, P = eight_predictions()
PARTS = st.lists(
    st.lists(st.tuples(st.integers(0, 1), st.floats(0.01, 0.99), st.floats(0.5, 4)), min_size=1),
    min_size=3,
    max_size=3,
)
# What a block may hold: anything, models that are sure and right, sure and wrong, the same again
# and again, soft labels, and losses of which the last digits are easily lost.
KINDS = {
    "any": lambda rng, n: (rng.integers(0, 2, n), rng.random(n)),
    "sure": lambda rng, n: (rng.random(n) < 0.5, 10 ** rng.uniform(-18, -2, n)),
    "wrong": lambda rng, n: (np.ones(n), 10 ** rng.uniform(-300, -20, n)),
    "constant": lambda rng, n: (rng.random(n) < 0.9, np.full(n, rng.uniform(0.85, 0.99))),
    "right": lambda rng, n: (np.zeros(n), np.full(n, rng.uniform(0.001, 0.1))),
    "soft": lambda rng, n: (rng.random(n), rng.random(n)),
}


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
    loss, reference, skill, brier, count = accumulator.result()[:5]
    assert loss == relative(binary_cross_entropy(Y, P), 1e-15)
    assert reference == base_rate_loss(Y)
    assert skill == relative(skill_score(Y, P), 1e-14)
    assert brier == relative(brier_score_loss(Y, P), 1e-15)
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
    assert apart.loss == relative(together.loss, 1e-15)
    assert apart.brier == relative(together.brier, 1e-15)
    # near a base rate of 1 its last digit is many of the entropy's, and skill is a difference
    np.testing.assert_allclose(apart[:5], together[:5], rtol=1e-13, atol=1e-13)
    # the ends of an interval hold the root of a difference, and near a base rate of 1 its rounding
    np.testing.assert_allclose(apart[5:], together[5:], rtol=1e-6, atol=1e-6)


@settings(max_examples=50, deadline=None)
@given(
    st.integers(0, 2**32),
    st.integers(1, LONG),
    st.sampled_from(list(KINDS)),
    st.booleans(),
    st.lists(st.floats(0, 1), max_size=3),
)
def test_order_and_cuts_do_not_matter_to_1e_15(seed, n, kind, weighted, cuts):
    hold_the_laws(seed, n, kind, weighted, cuts)


@pytest.mark.parametrize("kind", KINDS)
def test_long_arrays_of_each_kind(kind):
    hold_the_laws(0, LONG, kind, weighted=False, cuts=[0.5])


@pytest.mark.parametrize("p", [0.001, 0.003, 0.01, 0.03, 0.1])
def test_small_equal_losses_keep_their_digits(p):
    accumulator = LossAccumulator()
    accumulator.update(np.zeros(LONG), np.full(LONG, p))
    assert accumulator.result().loss == relative(-math.log1p(-p), 1e-15)


def hold_the_laws(seed, n, kind, weighted, cuts):
    rng = np.random.default_rng(seed)
    y, p = KINDS[kind](rng, n)
    w = rng.exponential(size=n) if weighted else None
    whole, parts, order = LossAccumulator(), [], rng.permutation(n)
    whole.update(y, p, w)
    for rows in np.split(order, sorted(int(cut * n) for cut in cuts)):
        if rows.size:
            parts.append(LossAccumulator())
            parts[-1].update(y[rows], p[rows], None if w is None else w[rows])
    whole, again = whole.result(), merged(*parts).result()
    each = binary_cross_entropy(y, p, reduction="none") * (1 if w is None else w)
    reference = math.fsum(each) / (n if w is None else math.fsum(w))
    assert again.count == whole.count == n
    assert again.brier == relative(whole.brier, 1e-15)
    assert again.loss == relative(whole.loss, 1e-15)
    assert whole.loss == relative(reference, 1e-15)


def test_a_count_beyond_any_float():
    total = LossAccumulator()
    total.update(Y, P)
    once = total.result()
    for _ in range(1100):
        total.merge(pickle.loads(pickle.dumps(total)))
    assert total.result()[:5] == (*once[:4], 8 * 2**1100)
    assert total.result().low == total.result().high == once.loss
    assert len(pickle.dumps(total)) < 2000


def test_it_goes_on_where_it_was_pickled():
    accumulator = LossAccumulator()
    accumulator.update(Y[:3], P[:3])
    again = pickle.loads(pickle.dumps(accumulator))
    for each in (accumulator, again):
        each.update(Y[3:], P[3:])
    assert again.result() == accumulator.result()
    assert again.count == 8


@pytest.mark.parametrize("dtype", [np.uint8, bool, np.float32, np.int64])
def test_a_long_array_of_any_type(dtype):
    rng = np.random.default_rng(3)
    y, p = rng.integers(0, 2, LONG).astype(dtype), rng.random(LONG).astype(np.float32)
    accumulator = LossAccumulator()
    accumulator.update(y, p)
    loss, reference, _, brier, count = accumulator.result()[:5]
    assert loss == pytest.approx(math.fsum(binary_cross_entropy(y, p, reduction="none")) / count)
    assert reference == base_rate_loss(y)
    assert brier == relative(brier_score_loss(y, p.astype(float)), 1e-14)
    assert count == LONG


@pytest.mark.parametrize("value", [-1e-20, 1 + 2e-16, np.nan, np.inf])
@pytest.mark.parametrize("name", ["y_true", "y_proba"])
def test_one_bad_value_in_a_long_array_is_named(name, value):
    arrays = {"y_true": np.ones(LONG), "y_proba": np.full(LONG, 0.5)}
    arrays[name][LONG - 7] = value
    accumulator = LossAccumulator()
    remedy = rf"(: if that is rounding, pass np\.clip\({name}, 0, 1\)|: score_report .*|)"
    with pytest.raises(ValueError, match=rf"^expected {name} .* at index {LONG - 7}{remedy}$"):
        accumulator.update(**arrays)
    assert accumulator.count == 0


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


def test_a_base_rate_that_rounds_above_one_is_one():
    """NumPy sums the field of a packed record in other groups than its products with labels."""
    rows = np.zeros(9000, [("tag", "i1"), ("weight", "f8")])
    for seed in range(40):
        rows["weight"] = np.random.default_rng(seed).random(rows.size)
        accumulator = LossAccumulator()
        accumulator.update(np.ones(rows.size), np.full(rows.size, 0.5), rows["weight"])
        assert accumulator.result().base_rate_loss == pytest.approx(0, abs=1e-14)


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
        ([1e308, 1e308], r"sample_weight with a sum in \[1e-300, 1e300\], got inf"),
        ([5e-324, 0], r"sample_weight with a sum in \[1e-300, 1e300\], got 5e-324"),
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
    assert scores.loss == relative(binary_cross_entropy(y, p, sample_weight=w), 1e-14)
    assert scores.base_rate_loss == pytest.approx(base_rate_loss(np.average(y, weights=w)))
    assert scores.brier == relative(np.average((y - p) ** 2, weights=w), 1e-13)
    with pytest.raises(ValueError, match=r"y_true in \[0, 1\], got 2 at index 30000$"):
        accumulator.update(np.where(np.arange(40_000) == 30_000, 2.0, y), p)


def test_only_accumulators_merge():
    with pytest.raises(ValueError, match=r"^expected other to be a LossAccumulator, got dict$"):
        LossAccumulator().merge({})


# Intervals


def textbook(y, p, w):
    """Return both intervals from the losses of all rows, one by one."""
    loss = binary_cross_entropy(y, p, reduction="none")
    guess = binary_cross_entropy(y, np.full(y.size, np.average(y, weights=w)), reduction="none")
    pair = np.array([loss, guess])
    means = np.average(pair, axis=1, weights=w)
    margins = 1.96**2 * np.square(w) * (pair - means[:, None]) @ (pair - means[:, None]).T
    margins /= w.sum() ** 2
    (rest, half), (_, square) = np.outer(means, means) - margins
    ratios = np.sort(np.roots([square, -2 * half, rest]).real)
    margin = math.sqrt(margins[0, 0])
    ends = max(means[0] - margin, 0), means[0] + margin, 1 - ratios[1], min(1 - ratios[0], 1)
    return ends if square > 0 else (*ends[:2], np.nan, np.nan)


def interval(y, p, w=None):
    accumulator = LossAccumulator()
    accumulator.update(y, p, w)
    return accumulator.result()[5:]


def test_the_interval_of_the_loss_of_the_table_by_hand():
    penalties = -np.log([0.94, 0.90, 0.78, 0.44, 0.49, 0.47, 0.32, 0.90])
    half = 1.96 * np.std(penalties) / math.sqrt(8)
    expected = penalties.mean() + np.array([-half, half])
    np.testing.assert_allclose(interval(Y, P)[:2], expected, rtol=1e-13)


def test_at_the_ends_of_the_skill_the_difference_is_no_longer_told_from_0():
    penalties = -np.log([0.94, 0.90, 0.78, 0.44, 0.49, 0.47, 0.32, 0.90])
    guess = np.where(Y == 1, -math.log(5 / 8), -math.log(3 / 8))
    for skill, sign in zip(interval(Y, P)[2:], (1, -1), strict=True):
        difference = penalties - (1 - skill) * guess
        half = 1.96 * np.std(difference) / math.sqrt(8)
        assert difference.mean() + sign * half == pytest.approx(0, abs=1e-14)


@given(PARTS)
def test_the_skill_lies_above_0_where_the_mean_difference_lies_below(parts):
    y, p, w = np.array([row for part in parts for row in part]).T
    rate = np.average(y, weights=w)
    if 0 < rate < 1:
        each = binary_cross_entropy(y, p, reduction="none")
        each = each - binary_cross_entropy(y, np.full(y.size, rate), reduction="none")
        mean = np.average(each, weights=w)
        margin = 1.96 * math.sqrt(np.sum((w * (each - mean)) ** 2)) / w.sum()
        low, high = interval(y, p, w)[2:]
        if not math.isnan(low) and min(abs(abs(mean) - margin), abs(mean)) > 1e-6:
            assert (low > 0) == (mean + margin < 0)
            assert (high < 0) == (mean - margin > 0)


@settings(max_examples=50, deadline=None)
@given(
    st.integers(0, 2**32),
    st.integers(10, LONG),
    st.sampled_from(["any", "sure", "soft"]),
    st.booleans(),
    st.floats(0, 1),
)
def test_intervals_of_parts_are_those_of_the_rows(seed, n, kind, weighted, cut):
    rng = np.random.default_rng(seed)
    y, p = KINDS[kind](rng, n)
    y[:2] = 0, 1
    w = rng.exponential(size=n) if weighted else np.ones(n)
    total = LossAccumulator()
    for rows in np.split(rng.permutation(n), [int(cut * n)]):
        part = LossAccumulator()
        part.update(y[rows], p[rows], w[rows] if weighted else None)
        total.merge(part)
    expected = textbook(y.astype(float), p, w)
    np.testing.assert_allclose(total.result()[5:], expected, rtol=1e-6, atol=1e-7)


@pytest.mark.parametrize("unit", [1e-290, 1e-160, 1e160, 1e290])
def test_the_unit_of_the_weights_changes_no_interval(unit):
    w = np.arange(8) + 1.0
    np.testing.assert_allclose(interval(Y, P, unit * w), interval(Y, P, w), rtol=1e-12)


def test_a_weight_of_zero_leaves_a_prediction_out_of_the_intervals():
    w = np.where(np.arange(9) < 8, 2.5, 0)
    left_out = interval(np.append(Y, 1), np.append(P, 0), w)
    np.testing.assert_allclose(left_out, interval(Y, P), rtol=1e-12)


def test_a_small_loss_keeps_the_digits_of_its_interval():
    p = np.array([1e-12, 3e-12] * 500)
    low, high, *_ = interval(np.zeros(1000), p)
    np.testing.assert_allclose((high - low) / 2, 1.96 * 1e-12 / math.sqrt(1000), rtol=1e-6)


def test_the_interval_covers_the_true_loss_as_often_as_it_says():
    rng = np.random.default_rng(0)
    forecasts = rng.beta(1, 3, (1000, 500))
    happened = rng.random(forecasts.shape) < forecasts
    truth = np.mean([base_rate_loss(p) for p in rng.beta(1, 3, 20_000)])
    ends = np.array([interval(y, p)[:2] for y, p in zip(happened, forecasts, strict=True)])
    assert 0.92 < np.mean((ends[:, 0] < truth) & (truth < ends[:, 1])) < 0.97


def test_the_pairing_finds_what_the_loss_alone_does_not():
    """At a base rate of 1 %, a skill of 23 % and 2000 rows: in most samples, not in a few."""
    rng = np.random.default_rng(0)
    chances = 1 / (1 + np.exp(-rng.normal(-5.9, 1.7, (200, 2000))))
    unpaired = paired = 0
    for p in chances:
        y = rng.random(p.size) < p
        _, high, skill_low, _ = interval(y, p)
        unpaired += high < base_rate_loss(y)
        paired += skill_low > 0
    assert unpaired < 80
    assert paired > 160


@pytest.mark.parametrize("rate", [0.5, 0.3, 0.01])
def test_the_constant_guess_itself_is_neither_better_nor_worse(rate):
    y = np.arange(1000) < 1000 * rate
    assert interval(y, np.full(1000, rate))[2:] == (0, 0)


@pytest.mark.parametrize(
    ("y", "p", "w", "missing"),
    [
        ([1], [0.5], None, [True] * 4),
        ([1, 0], [0.5, 0.5], [1, 0], [True] * 4),
        ([1, 0], [0, 0.5], None, [True] * 4),
        ([1, 1], [0.5, 0.6], None, [False, False, True, True]),
        (np.arange(1000) == 7, np.full(1000, 0.01), None, [False, False, True, True]),
        ([1, 0], [0.5, 0.6], None, [False] * 4),
        ([1, 0, 1], [0.5, 0.6, 0], [1, 1, 0], [False] * 4),
    ],
)
def test_ends_that_have_no_value_are_nan(y, p, w, missing):
    assert np.isnan(interval(y, p, w)).tolist() == missing
    assert interval(y, p, w) == interval(y, p, w)


# Parts without an entry


@pytest.mark.parametrize("empty", [[], np.empty((0, 3)), np.array([], object)])
@pytest.mark.parametrize("weighted", [False, True])
def test_an_empty_part_changes_nothing(empty, weighted):
    accumulator = LossAccumulator()
    accumulator.update(Y, P)
    before = accumulator.result()
    accumulator.update(empty, empty, empty if weighted else None)
    assert accumulator.result() == before


@pytest.mark.parametrize("parts", [([], P), (Y, []), ([], [], [1])])
def test_an_empty_array_beside_a_full_one_is_refused(parts):
    with pytest.raises(ValueError, match=r"of the same shape, got "):
        LossAccumulator().update(*parts)


def test_nearly_right_predictions_have_the_interval_of_their_penalties():
    y = np.array([0.0, 1.0, 1.0, 0.0] * 25)
    p = np.where(y == 1, 0.99, 0.02) + np.linspace(-0.005, 0.005, y.size)
    accumulator = LossAccumulator()
    accumulator.update(y, p)
    penalties = binary_cross_entropy(y, p, reduction="none")
    half = 1.96 * penalties.std() / 10
    result = accumulator.result()
    assert result.low == pytest.approx(penalties.mean() - half, rel=1e-4)
    assert result.high == pytest.approx(penalties.mean() + half, rel=1e-4)
