"""Promises against counterexamples, found here without the package's losses and fits."""

import math

import numpy as np
import pytest
from sklearn.linear_model import LogisticRegression

import chapters
from bce_tutorial.datasets import load_spam, spam_filter
from bce_tutorial.mistakes.promise import PROMISED
from mistakes_table import C, P, Y, mistake
from tolerance import relative


def loss(y, p):
    return -np.log(np.where(y == 1, p, 1 - p)).mean()


def loss_of_logits(y, z):
    return np.logaddexp(0, np.where(y == 1, -z, z)).mean()


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


@pytest.fixture(scope="module")
def emails():
    """Return standardised features and labels."""
    X, y, _ = load_spam()
    X = np.log1p(X)
    return (X - X.mean(axis=0)) / X.std(axis=0), y


@pytest.fixture(scope="module")
def held_out():
    """Return labels and log-odds of e-mails that scikit-learn's model has not seen."""
    spam = spam_filter()
    model = LogisticRegression(C=1e9, solver="newton-cholesky", tol=1e-9)
    model.fit(spam.X_train, spam.y_train)
    return spam.y_test, model.decision_function(spam.X_test)


def test_06_the_difference_does_not_decide_the_penalty():
    numbers = mistake(6).numbers()
    differences = [abs(p - c) for p, c, y in zip(P, C, Y, strict=True) if y == 1]
    assert set(differences) == {0} == {numbers["none"]}
    assert numbers["cost"] == pytest.approx(-math.log(0.32))
    assert numbers["cost"] == max(-math.log(c) for c in C)
    assert numbers["large"] == pytest.approx(0.9 - 0.1)
    assert numbers["little"] == pytest.approx(-math.log(0.9))
    falling = [-math.log(1 - p) for p in (0.4, 0.3, 0.2, 0.1)]  # while |p - c| grows
    assert falling == sorted(falling, reverse=True)
    assert numbers["near"] == pytest.approx(-math.log(0.9) / 0.1)
    assert numbers["far"] == pytest.approx(-math.log(0.01) / 0.99)
    distance = np.linspace(0.01, 0.49, 49)  # of c from 1
    for log in (np.log, np.log2, np.log10):
        assert (-log(1 - 2 * distance) > 2 * -log(1 - distance)).all()


def test_11_the_better_accuracy_can_have_the_worse_loss(held_out):
    numbers = mistake(11).numbers()
    assert -math.log(0.5) * numbers["bound"] == pytest.approx(0.05)  # if all others cost nothing
    assert numbers["hesitant"] == pytest.approx(-math.log(0.51))  # 100 % right
    assert numbers["bold"] == pytest.approx(-0.95 * math.log(0.99) - 0.05 * math.log(0.01))
    assert numbers["bold"] < numbers["hesitant"]  # though it is right less often
    y, z = held_out
    right = np.mean((z > 0) == y)
    assert right == np.mean((5 * z > 0) == y) == numbers["right"]
    assert loss_of_logits(y, z) == pytest.approx(numbers["once"], abs=1e-5)  # two solvers
    assert loss_of_logits(y, 5 * z) == pytest.approx(numbers["five"], abs=1e-4)
    assert numbers["five"] > 2.5 * numbers["once"]


def test_14_the_loss_treats_both_classes_alike():
    numbers = mistake(14).numbers()
    assert (numbers["renamed"], numbers["table"]) == pytest.approx((loss(Y, P), loss(Y, P)))
    assert loss(1 - Y, 1 - P) == pytest.approx(loss(Y, P))
    assert (numbers["positive"], numbers["negative"]) == pytest.approx((math.log(5), math.log(5)))


def test_16_every_promised_subject_has_a_section_here():
    labels = [label for path in chapters.chapter_paths() for label in _labels(path)]
    assert set(PROMISED.values()) <= set(labels)
    assert mistake(16).numbers()["subjects"] == len(PROMISED) == len(set(PROMISED.values())) == 7


def test_18_the_best_forecast_is_the_share_of_positives():
    numbers = mistake(18).numbers()
    costs = {q / 100: -0.7 * math.log(q / 100) - 0.3 * math.log(1 - q / 100) for q in range(1, 100)}
    assert min(costs, key=costs.get) == pytest.approx(numbers["best"]) == 0.7
    assert numbers["honest"] == pytest.approx(costs[0.7])
    assert numbers["pushed"] == pytest.approx(costs[0.99])
    assert numbers["pushed"] > 2 * numbers["honest"]
    w, seen = 0.0, {}
    x, y = np.array([-2, -1, 1, 2]), np.array([0, 0, 1, 1])
    for step in range(1, 1001):
        w -= x @ (sigmoid(w * x) - y) / 4
        seen[step] = w
    assert (numbers["ten"], numbers["thousand"]) == pytest.approx((seen[10], seen[1000]))
    assert seen[10] < seen[100] < seen[1000]  # and no end


def test_19_a_sigmoid_does_not_calibrate(held_out):
    numbers = mistake(19).numbers()
    y, z = held_out
    p = sigmoid(z)
    assert ((p >= 0) & (p <= 1)).all()  # in range, as any sigmoid
    sure = p >= 0.99
    assert numbers["n"] == sure.sum()
    assert numbers["spam"] == y[sure].mean()
    assert numbers["said"] == pytest.approx(p[sure].mean(), abs=1e-5)
    spread = math.sqrt(numbers["said"] * (1 - numbers["said"]) / sure.sum())
    assert numbers["spam"] < numbers["said"] - 5 * spread  # no accident


def test_21_a_class_weight_ruins_calibration(emails):
    numbers = mistake(21).numbers()
    X, y = emails
    kept = np.concatenate([np.flatnonzero(y == 0), np.flatnonzero(y == 1)[::16]])
    rows = np.random.default_rng(0).permutation(kept)
    train, test = rows[::2], rows[1::2]
    settings = {"C": 1e9, "solver": "newton-cholesky", "tol": 1e-9}
    plain = LogisticRegression(**settings).fit(X[train], y[train])
    weighted = LogisticRegression(class_weight={0: 1, 1: 16}, **settings).fit(X[train], y[train])
    z = weighted.decision_function(X[test])
    assert numbers["rate"] == y[test].mean() < 0.05
    assert numbers["weight"] == 16
    assert numbers["plain"] == pytest.approx(
        loss(y[test], plain.predict_proba(X[test])[:, 1]), 1e-4
    )
    assert numbers["balanced"] == pytest.approx(loss_of_logits(y[test], z), 1e-4)
    assert numbers["restored"] == pytest.approx(loss_of_logits(y[test], z - math.log(16)), 1e-4)
    assert numbers["said"] == pytest.approx(sigmoid(z).mean(), 1e-4)
    assert numbers["said"] > 4 * numbers["rate"]
    assert numbers["balanced"] > 2 * numbers["plain"]
    assert numbers["restored"] < 1.1 * numbers["plain"]


def test_22_a_few_wrong_labels_multiply_the_loss():
    numbers = mistake(22).numbers()
    y = np.ones(1000)
    assert loss(y, np.full(1000, 0.999)) == pytest.approx(numbers["clean"])
    y[:10] = 0
    assert loss(y, np.full(1000, 0.999)) == pytest.approx(numbers["flipped"])
    assert numbers["ratio"] == pytest.approx(numbers["flipped"] / numbers["clean"])
    assert round(numbers["ratio"]) == 70
    assert -math.log(0.001) > 6000 * -math.log(0.999)  # one wrong label, thousands of right ones


def test_23_the_gradient_is_larger_than_that_of_squared_error():
    numbers = mistake(23).numbers()

    def slope(function, z, step=1e-4):
        return (function(z + step) - function(z - step)) / (2 * step)

    def log(z):  # y = 0: −ln(1 − σ(z))
        return math.log1p(math.exp(z))

    def squared(z):
        return (1 / (1 + math.exp(-z))) ** 2 / 2

    assert slope(log, 5) == relative(numbers["log"], 1e-6)
    assert slope(squared, 5) == relative(numbers["squared"], 1e-6)
    assert slope(log, 5) / slope(squared, 5) == relative(numbers["five"], 1e-5)
    assert slope(log, 10) / slope(squared, 10) == relative(numbers["ten"], 1e-4)
    assert slope(log, 0) / slope(squared, 0) == pytest.approx(4)  # unsure: hardly faster


def _labels(path):
    return chapters.labels(chapters.read(path))
