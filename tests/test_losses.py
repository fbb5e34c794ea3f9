"""Binary cross-entropy: closed forms, laws, and other libraries as oracles."""

import math

import mpmath
import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from sklearn.metrics import log_loss

from bce_tutorial import binary_cross_entropy, corrected_probabilities, log_penalty
from bce_tutorial.datasets import eight_predictions
from lengths import LONG
from tolerance import relative

IDS, Y, P = eight_predictions()
PROBABILITY = st.floats(1e-9, 1 - 1e-9)
LABELS = hnp.arrays(np.int64, 6, elements=st.sampled_from([0, 1]))
PROBABILITIES = hnp.arrays(np.float64, 6, elements=PROBABILITY)
ROUNDING = 1e-14  # a mean of six terms, each within 2 ulp, next to a 1 - p rounded at 1e-9


def ulps(value, exact):
    """Distance of `value` from an mpmath number, in units of the last place."""
    return float(abs(mpmath.mpf(float(value)) - exact)) / math.ulp(float(exact))


def bernoulli(n, seed=0):
    """Labels and honest probabilities."""
    rng = np.random.default_rng(seed)
    p = rng.random(n)
    return (rng.random(n) < p).astype(float), p


# Closed forms


@pytest.mark.parametrize(
    ("y", "p", "loss"),
    [
        (1, 1, 0.0),
        (0, 0, 0.0),
        (1, 0, math.inf),
        (0, 1, math.inf),
        (1, 0.5, math.log(2)),
        (0, 0.5, math.log(2)),
        (1, 0.9, math.log(10 / 9)),
        (0, 0.9, math.log(10)),
        (0.5, 0.5, math.log(2)),
    ],
)
def test_one_prediction(y, p, loss):
    result = binary_cross_entropy(y, p)
    assert type(result) is float
    assert math.copysign(1, result) == 1
    assert result == relative(loss, 1e-15)  # log(10 / 9) of a rounded 0.9


def test_the_table_of_eight():
    product = math.prod([0.94, 0.90, 0.78, 0.44, 0.49, 0.47, 0.32, 0.90])
    expected = -math.log(product) / 8
    assert binary_cross_entropy(Y, P) == relative(expected, ROUNDING)
    assert round(expected, 7) == 0.4937306


def test_the_published_figure_is_base_ten():
    assert round(binary_cross_entropy(Y, P, base=10), 7) == 0.2144245
    assert round(binary_cross_entropy(Y, P, base=2), 7) == 0.7123027


# Reductions, weights, clipping


def test_none_gives_each_loss_and_mean_and_sum_follow():
    each = binary_cross_entropy(Y, P, reduction="none")
    np.testing.assert_allclose(each, log_penalty(corrected_probabilities(Y, P)), rtol=1e-15)
    assert binary_cross_entropy(Y, P, reduction="sum") == relative(each.sum(), 1e-15)
    assert binary_cross_entropy(Y, P) == relative(each.mean(), 1e-15)
    bits = binary_cross_entropy(Y, P, base=2, reduction="none")
    assert bits.tolist() == (each / math.log(2)).tolist()


def test_none_keeps_the_shape():
    cube = (2, 2, 2)
    each = binary_cross_entropy(Y.reshape(cube), P.reshape(cube), reduction="none")
    assert each.shape == cube
    assert each.ravel().tolist() == binary_cross_entropy(Y, P, reduction="none").tolist()
    assert type(binary_cross_entropy(1, 0.5, reduction="none")) is float


def test_fortran_order_and_strides_pair_the_right_elements():
    y, p = np.asfortranarray(Y.reshape(2, 4)), P.reshape(2, 4)
    assert binary_cross_entropy(y, p) == binary_cross_entropy(Y, P)
    assert binary_cross_entropy(Y[::2], P[::2]) == binary_cross_entropy(list(Y[::2]), list(P[::2]))


@given(LABELS, PROBABILITIES, hnp.arrays(np.int64, 6, elements=st.integers(1, 4)))
def test_a_weight_repeats_a_sample(y, p, weight):
    repeated = binary_cross_entropy(np.repeat(y, weight), np.repeat(p, weight))
    assert binary_cross_entropy(y, p, sample_weight=weight) == relative(repeated, ROUNDING)


def test_weighted_reductions():
    weight = np.arange(8)
    each = binary_cross_entropy(Y, P, reduction="none")
    weighted = binary_cross_entropy(Y, P, sample_weight=weight, reduction="none")
    np.testing.assert_array_equal(weighted, weight * each)
    total = binary_cross_entropy(Y, P, sample_weight=weight, reduction="sum")
    assert total == relative((weight * each).sum(), 1e-15)
    assert binary_cross_entropy(Y, P, sample_weight=weight) == relative(total / 28, 1e-15)


def test_a_weight_of_zero_leaves_even_an_infinite_loss_out():
    assert binary_cross_entropy([1, 1], [0, 0.5], sample_weight=[0, 2]) == math.log(2)


def test_nothing_is_clipped_unless_asked_for():
    assert binary_cross_entropy([1, 1], [0, 1]) == math.inf
    clipped = binary_cross_entropy([1, 0, 1, 0.5], [0, 1, 1, 0.3], clip=1e-7, reduction="none")
    edge = -math.log(1e-7)
    middle = -(math.log(0.3) + math.log(0.7)) / 2
    # 1 - (1 - 1e-7) differs from 1e-7 in the tenth digit
    np.testing.assert_allclose(clipped, [edge, edge, -math.log1p(-1e-7), middle], rtol=1e-9)


# Laws


@given(LABELS, PROBABILITIES)
def test_symmetric_under_label_flip(y, p):
    flipped = binary_cross_entropy(1 - y, 1 - p)
    # 1 - p rounds to 2**-53, which is 1e-7 of the smallest probability drawn
    assert flipped == relative(binary_cross_entropy(y, p), 1e-7)


@given(st.floats(0.01, 0.99), st.floats(0.01, 0.99))
def test_proper(truth, forecast):
    """No forecast has a smaller expected loss than the true probability."""
    assert binary_cross_entropy(truth, forecast) >= binary_cross_entropy(truth, truth) - 1e-15


@given(LABELS, st.floats(0.01, 0.99))
def test_minimum_at_base_rate(y, constant):
    best = binary_cross_entropy(y, np.full(6, y.mean()))
    assert binary_cross_entropy(y, np.full(6, constant)) >= best - 1e-15


@given(LABELS, PROBABILITIES)
def test_exp_of_minus_the_loss_is_the_geometric_mean_of_the_corrected(y, p):
    mean = math.exp(math.fsum(np.log(corrected_probabilities(y, p))) / 6)
    assert math.exp(-binary_cross_entropy(y, p)) == relative(mean, 1e-12)


@given(LABELS, PROBABILITIES, st.floats(1.5, 100))
def test_base_change(y, p, base):
    nats = binary_cross_entropy(y, p)
    assert binary_cross_entropy(y, p, base=base) == relative(nats / math.log(base), 1e-15)


@given(st.floats(0, 1), PROBABILITY)
def test_soft_labels_interpolate(y, p):
    ends = y * binary_cross_entropy(1, p) + (1 - y) * binary_cross_entropy(0, p)
    assert binary_cross_entropy(y, p) == relative(ends, ROUNDING)


def test_soft_labels_keep_the_hard_limits():
    """In a block with soft labels 0 log 0 is still 0 and a certain mistake still infinite."""
    each = binary_cross_entropy([0.5, 1, 0, 1, 0.5], [0.5, 1, 0, 0, 0], reduction="none")
    assert each.tolist() == [math.log(2), 0, 0, math.inf, math.inf]
    assert not np.signbit(each).any()


def test_soft_labels_keep_the_digits_of_small_losses():
    y, p = 1e-14, 1e-12
    with mpmath.workprec(200):
        exact = -(y * mpmath.log(p) + (1 - mpmath.mpf(y)) * mpmath.log1p(-mpmath.mpf(p)))
        assert ulps(binary_cross_entropy(y, p), exact) < 3  # two logarithms and their sum


# Oracles


@pytest.mark.parametrize("y", [0, 1])
def test_each_loss_within_two_ulp(y):
    rng = np.random.default_rng(3)
    tiny, nearly_one = 10 ** rng.uniform(-300, 0, 200), 1 - 10 ** rng.uniform(-15, 0, 200)
    p = np.concatenate([tiny, nearly_one, rng.random(200), [1e-300, 1 - 1e-15]])
    losses = binary_cross_entropy(np.full(p.size, y), p, reduction="none")
    with mpmath.workprec(200):
        exact = [-mpmath.log(x) if y else -mpmath.log1p(-x) for x in map(mpmath.mpf, p.tolist())]
        assert max(map(ulps, losses, exact)) < 2


@given(LABELS, PROBABILITIES)
def test_agrees_with_scikit_learn(y, p):
    expected = log_loss(y, p, labels=[0, 1])
    assert binary_cross_entropy(y, p) == pytest.approx(expected, rel=ROUNDING, abs=1e-15)


@pytest.mark.parametrize("confidence", [1, 40, 700])
@pytest.mark.parametrize("n", [LONG - 1, LONG, LONG + 5])
def test_blocks_and_products_equal_the_sum_of_single_losses(n, confidence):
    """Losses from 0 to 700 nats, some blocks with products that would underflow."""
    y, p = bernoulli(n)
    p = p**confidence
    each = binary_cross_entropy(y, p, reduction="none")
    assert binary_cross_entropy(y, p, reduction="sum") == relative(math.fsum(each), 1e-14)


def test_confident_blocks_keep_their_digits():
    """Losses of 1e-10 are lost in a product of factors near 1; the sum must not take it."""
    p = np.full(LONG, 1e-10)
    exact = -math.log1p(-1e-10)
    assert binary_cross_entropy(np.zeros(LONG), p) == relative(exact, 1e-15)


@pytest.mark.parametrize("p", [1e-22, 1e-20, 1e-18, 0.5, 0.9, 0.93, 0.939, 0.94, 0.99, 0.993])
def test_equal_samples_do_not_add_up_their_rounding(p):
    """In a constant forecast every group of 16 is rounded the same way."""
    with mpmath.workprec(200):
        assert ulps(binary_cross_entropy(np.ones(LONG), np.full(LONG, p)), -mpmath.log(p)) < 6


def test_infinite_loss_in_a_long_array():
    y, p = bernoulli(LONG)
    p[LONG // 2] = 1 - y[LONG // 2]
    assert binary_cross_entropy(y, p) == math.inf


# Types


@pytest.mark.parametrize("dtype", [bool, *"bBhHiIlLqQ", np.float16, np.float32, np.longdouble])
def test_labels_of_every_type(dtype):
    assert binary_cross_entropy(Y.astype(dtype), P) == binary_cross_entropy(Y, P)


@pytest.mark.parametrize("dtype", [np.float16, np.float32, np.longdouble])
def test_probabilities_are_computed_in_float64(dtype):
    p = P.astype(dtype)
    assert binary_cross_entropy(Y, p) == binary_cross_entropy(Y, p.astype(np.float64))


def test_half_precision_sums_do_not_overflow():
    y, p = np.ones(10**5, np.float16), np.full(10**5, 0.25, np.float16)
    assert binary_cross_entropy(y, p, reduction="sum") == relative(1e5 * math.log(4), 1e-12)


def test_certain_predictions_of_integer_type():
    assert binary_cross_entropy([1, 0], np.array([1, 0], np.uint8)) == 0


@pytest.mark.parametrize("container", [list, tuple, pd.Series, lambda x: pd.array(x)])
def test_containers(container):
    assert binary_cross_entropy(container(Y), container(P)) == binary_cross_entropy(Y, P)


def test_inputs_are_left_alone():
    y, p = Y.astype(float), P.copy()
    binary_cross_entropy(y, p, clip=0.4, sample_weight=np.ones(8))
    assert y.tolist() == Y.tolist()
    assert p.tolist() == P.tolist()


def test_one_class_is_enough():
    assert binary_cross_entropy([1, 1], [0.5, 0.5]) == math.log(2)
