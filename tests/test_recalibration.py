"""A temperature, and the way back from a changed base rate."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.linear_model import LogisticRegression

from bce_tutorial import (
    binary_cross_entropy_with_logits,
    fit_temperature,
    logit,
    move_base_rate,
    sigmoid,
)
from tolerance import relative

ROWS = st.lists(
    st.tuples(st.floats(0, 1), st.floats(-30, 30), st.integers(1, 4)), min_size=2, max_size=30
)


def overconfident(n=2000, temperature=2.5):
    rng = np.random.default_rng(0)
    z = 2 * rng.normal(size=n)
    return (rng.random(n) < sigmoid(z)).astype(float), temperature * z


def test_a_known_temperature_in_closed_form():
    # three in four right at z = 3: the best probability is 3/4, so z / T = ln 3
    assert fit_temperature([1, 1, 1, 0], [3, 3, 3, 3]) == relative(3 / math.log(3), 1e-14)
    assert fit_temperature([0, 0, 0, 1], [-3] * 4) == relative(3 / math.log(3), 1e-14)


def test_it_finds_how_much_the_logits_were_stretched():
    y, z = overconfident()
    assert fit_temperature(y, z) == relative(2.5, 0.1)  # 2,000 labels know it within 4 %


def test_it_is_logistic_regression_without_intercept():
    y, z = overconfident()
    model = LogisticRegression(C=math.inf, fit_intercept=False, solver="newton-cholesky", tol=1e-12)
    weight = model.fit(z[:, None], y).coef_[0, 0]
    assert fit_temperature(y, z) == relative(1 / weight, 1e-9)


@given(ROWS)
def test_no_other_temperature_is_better(rows):
    y, z, w = np.array(rows).T
    try:
        best = fit_temperature(y, z, sample_weight=w)
    except ValueError:
        best = 1e-300  # the loss falls all the way, and z / 1e-300 is as far as it goes
    with np.errstate(over="ignore"):
        least = binary_cross_entropy_with_logits(y, z / best, sample_weight=w)
    for t in np.geomspace(0.01, 1000, 50):
        loss = binary_cross_entropy_with_logits(y, z / t, sample_weight=w)
        assert least <= loss + 1e-12 * (1 + loss)


def test_scaled_logits_scale_the_temperature_at_any_size():
    y, z = overconfident(200)
    at_one = fit_temperature(y, z)
    for scale in (1e-300, 1e-9, 40.0, 1e9, 1e300):
        assert fit_temperature(y, scale * z) / scale == relative(at_one, 1e-12)


def test_weights_count_like_copies_and_zero_leaves_out():
    y, z = [1, 1, 0, 0], [3.0, 1.0, 2.0, -1.0]
    copied = fit_temperature([1, 1, 1, 0, 0], [3.0, 3.0, 1.0, 2.0, -1.0])
    assert fit_temperature(y, z, sample_weight=[2, 1, 1, 1]) == relative(copied, 1e-12)
    with pytest.raises(ValueError, match="disagree somewhere"):
        fit_temperature(y, z, sample_weight=[1, 1, 0, 1])


def test_shapes_and_types_do_not_matter():
    got = fit_temperature([[True, True], [True, False]], np.full((2, 2), 3, np.int8))
    assert got == relative(3 / math.log(3), 1e-14)
    assert type(got) is float


@pytest.mark.parametrize("logits", [[-1.0, 1.0], [1.0, 1.0]])
def test_logits_that_know_nothing_are_worth_one_half(logits):
    assert fit_temperature([1, 0], logits) == math.inf
    assert sigmoid(np.array(logits) / math.inf).tolist() == [0.5, 0.5]


def test_logits_of_zero_change_nothing():
    assert fit_temperature([1, 1, 1, 0, 1], [3, 3, 3, 3, 0]) == pytest.approx(3 / math.log(3))


@pytest.mark.parametrize(("y", "z"), [([1, 0], [2.0, -1.0]), ([1, 0], [2.0, 0.0])])
def test_separated_logits_have_no_best_temperature(y, z):
    with pytest.raises(ValueError, match=r"^expected y_true and logits that disagree somewhere: "):
        fit_temperature(y, z)


@pytest.mark.parametrize(
    ("y", "z", "message"),
    [
        ([2, 0], [1, 1], r"^expected y_true in \[0, 1\], got 2 at index 0: if 2 is class 1, pass "),
        ([1, 0], [1, math.inf], "^expected logits finite, got inf at index 1$"),
        ([1, 0], [1], r"^expected y_true and logits of the same shape, got \(2,\) and \(1,\)$"),
    ],
)
def test_bad_input_is_named(y, z, message):
    with pytest.raises(ValueError, match=message):
        fit_temperature(y, z)


def test_the_offset_is_the_difference_of_the_log_odds():
    z = np.array([-3.0, 0.0, 5.0])
    moved = move_base_rate(z, trained=0.5, actual=0.2)
    np.testing.assert_allclose(moved - z, math.log(0.2 / 0.8), rtol=1e-14)
    np.testing.assert_allclose(move_base_rate(moved, trained=0.2, actual=0.5), z, atol=1e-14)


@given(st.floats(-20, 20), st.floats(0.01, 0.99))
def test_the_same_base_rate_changes_nothing(z, rate):
    assert move_base_rate(z, trained=rate, actual=rate) == z


def test_it_is_the_rule_of_bayes():
    # what class 1 and 0 say about x, times how often they occur
    likelihood_1, likelihood_0, trained, actual = 0.3, 0.1, 0.5, 0.05

    def posterior(rate):
        return rate * likelihood_1 / (rate * likelihood_1 + (1 - rate) * likelihood_0)

    z = logit(posterior(trained))
    moved = sigmoid(move_base_rate(z, trained=trained, actual=actual))
    assert moved == relative(posterior(actual), 1e-14)
    assert type(moved) is float


def test_certain_logits_stay_certain():
    moved = move_base_rate([-math.inf, math.inf], trained=0.5, actual=0.01)
    assert moved.tolist() == [-math.inf, math.inf]


@pytest.mark.parametrize("name", ["trained", "actual"])
@pytest.mark.parametrize("rate", [0, 1, 1.5, "half"])
def test_a_base_rate_is_in_the_open_interval(name, rate):
    rates = {"trained": 0.5, "actual": 0.5, name: rate}
    message = rf"^expected {name} to be a number in \(0, 1\), got {rate!r}$"
    with pytest.raises(ValueError, match=message):
        move_base_rate([0.0], **rates)


def test_nan_logits_are_named():
    with pytest.raises(ValueError, match=r"^expected logits without NaN, got nan at index 1$"):
        move_base_rate([0, math.nan], trained=0.5, actual=0.1)


@pytest.mark.parametrize(
    ("logits", "weights"), [([0, 0], None), ([0.0, -0.0], None), ([0, 3], [1, 0])]
)
def test_logits_of_0_have_no_temperature(logits, weights):
    with pytest.raises(ValueError, match=r"^expected logits that are not all 0 where weights are "):
        fit_temperature([1, 0], logits, sample_weight=weights)
