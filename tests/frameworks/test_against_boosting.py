"""XGBoost, LightGBM and CatBoost as oracles: their metrics, and the first step of each.

A tree of two leaves without a penalty takes Newton's step in each leaf: minus the sum of the
gradients over the sum of the second derivatives, p (1 - p). That shows the objective's gradient.
"""

import catboost
import lightgbm
import numpy as np
import pytest
import xgboost
from catboost.utils import eval_metric

import bce_tutorial as bce
from framework_inputs import LABELS, WEIGHTS, N
from tolerance import relative

SCORES = np.random.default_rng(3).normal(scale=3, size=N)
HALVES = (np.arange(N) % 2).astype(float)[:, None]
XGBOOST = {"objective": "binary:logistic", "eval_metric": "logloss", "nthread": 1}
LIGHTGBM = {"objective": "binary", "metric": "binary_logloss", "num_threads": 1, "verbosity": -1}
STEP = {"learning_rate": 1, "max_depth": 1}


def xgboost_rows(weight=None):
    return xgboost.DMatrix(HALVES, LABELS, weight=weight, base_margin=SCORES)


def lightgbm_rows(weight=None):
    params = {**LIGHTGBM, "min_data_in_leaf": 1, "min_data_in_bin": 1}
    return lightgbm.Dataset(HALVES, LABELS, weight=weight, init_score=SCORES, params=params)


def xgboost_metric(weight):
    rows = xgboost_rows(weight)
    return float(xgboost.train(XGBOOST, rows, 0).eval(rows).partition(":")[2])


def lightgbm_metric(weight):
    (result,) = lightgbm.Booster(LIGHTGBM, lightgbm_rows(weight)).eval_train()
    return result.metric_value


def catboost_metric(weight):
    (value,) = eval_metric(LABELS, SCORES, "Logloss", weight=weight, thread_count=1)
    return value


@pytest.mark.parametrize("weight", [None, WEIGHTS], ids=["plain", "weighted"])
@pytest.mark.parametrize(
    ("metric", "tolerance"),
    # XGBoost's probabilities are float32
    [(xgboost_metric, 1e-6), (lightgbm_metric, 1e-6), (catboost_metric, 1e-12)],
)
def test_metric_divides_by_the_weights(metric, tolerance, weight):
    # LightGBM and CatBoost keep weights in float32
    weight = None if weight is None else weight.astype(np.float32).astype(float)
    ours = bce.binary_cross_entropy_with_logits(LABELS, SCORES, sample_weight=weight)
    assert metric(weight) == relative(ours, tolerance)


def xgboost_step(pos_weight):
    free = {"reg_lambda": 0, "min_child_weight": 0, "scale_pos_weight": pos_weight}
    rows = xgboost_rows()
    booster = xgboost.train({**XGBOOST, **STEP, **free, "base_score": 0.5}, rows, 1)
    return booster.predict(rows, output_margin=True) - SCORES


def lightgbm_step(pos_weight):
    free = {"min_sum_hessian_in_leaf": 0, "min_data_in_leaf": 1, "scale_pos_weight": pos_weight}
    booster = lightgbm.train({**LIGHTGBM, **STEP, **free}, lightgbm_rows(), 1)
    return booster.predict(HALVES, raw_score=True)  # without the scores that it started from


def catboost_step(pos_weight):
    model = catboost.CatBoostClassifier(
        iterations=1,
        learning_rate=1,
        depth=1,
        l2_leaf_reg=0,
        leaf_estimation_method="Newton",
        leaf_estimation_iterations=1,
        bootstrap_type="No",
        boosting_type="Plain",
        random_strength=0,
        scale_pos_weight=pos_weight,
        thread_count=1,
        verbose=False,
        allow_writing_files=False,
    )
    model.fit(catboost.Pool(HALVES, LABELS, baseline=SCORES))
    return model.predict(HALVES, prediction_type="RawFormulaVal")


@pytest.mark.parametrize("pos_weight", [1, 3])
@pytest.mark.parametrize("step", [xgboost_step, lightgbm_step, catboost_step])
def test_first_step_follows_our_gradient(step, pos_weight):
    weight = 1 + (pos_weight - 1) * LABELS
    gradient = weight * bce.binary_cross_entropy_gradient(LABELS, SCORES)
    p = bce.sigmoid(SCORES)
    curvature = weight * p * (1 - p)
    taken = step(pos_weight)
    for half in (0, 1):
        rows = HALVES[:, 0] == half
        newton = -gradient[rows].sum() / curvature[rows].sum()
        np.testing.assert_allclose(taken[rows], newton, rtol=1e-4, atol=1e-5)


def test_certain_and_wrong_costs_a_cap_in_two_of_them():
    rows = xgboost.DMatrix([[0.0]], [0], base_margin=[17.0])
    said = xgboost.train({**XGBOOST, "base_score": 0.5}, rows, 0).eval(rows)
    assert float(said.partition(":")[2]) == pytest.approx(-np.log(1e-16))
    rows = lightgbm.Dataset(np.zeros((1, 1)), [0], init_score=[50.0], params=LIGHTGBM)
    (result,) = lightgbm.Booster(LIGHTGBM, rows).eval_train()
    assert result.metric_value == pytest.approx(-np.log(1e-15))
    assert eval_metric([0], [50.0], "Logloss") == pytest.approx([50.0])
    assert bce.binary_cross_entropy_with_logits([0], [50.0]) == pytest.approx(50.0)
