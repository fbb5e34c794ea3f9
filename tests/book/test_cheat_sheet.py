"""The lines of code on the cheat sheet give the known answer; `tests/frameworks` has two more."""

import re

import numpy as np
import pytest
from sklearn.metrics import log_loss

import chapters
from bce_tutorial import (
    binary_cross_entropy,
    binary_cross_entropy_gradient,
    binary_cross_entropy_with_logits,
    categorical_cross_entropy_with_logits,
    corrected_probabilities,
    cross_entropy,
    datasets,
    entropy,
    kl_divergence,
    logit,
    softmax,
)
from tolerance import relative

PAGE = (chapters.BOOK / "cheat-sheet.md").read_text(encoding="utf-8")
BLOCK = re.search(r"```python\n(.*?)```", PAGE, flags=re.DOTALL)[1]
GROUPS = {
    re.match(r"[\w -]+", group)[0]: group.splitlines()[1:]
    for group in re.split(r"^# ", BLOCK, flags=re.MULTILINE)[1:]
}
HERE = ["NumPy", "scikit-learn", "this book"]
_, Y, P = datasets.eight_predictions()
Z, LOSS = logit(P), binary_cross_entropy(Y, P)
U = (1 - 2 * Y) * Z
EACH = binary_cross_entropy(Y, P, reduction="none")
TRUE, BELIEVED, SCORES = np.array([0.7, 0.2, 0.1]), np.array([0.5, 0.3, 0.2]), np.array([2.0, 1, 0])
SHARES = np.exp(SCORES) / np.exp(SCORES).sum()
STEP = 1e-5


def slope(function, at):
    """Return a central difference."""
    return (function(at + STEP) - function(at - STEP)) / (2 * STEP)


def along(k):
    """Return the loss of three scores, with the first class true, as one of them moves."""
    return lambda t: categorical_cross_entropy_with_logits([0], [SCORES + t * np.eye(3)[k]])


# What the sheet writes, the same in NumPy, and what it must equal.
FORMULAS = [
    (r"c = p^{\,y} \, (1 - p)^{1 - y}", P**Y * (1 - P) ** (1 - Y), corrected_probabilities(Y, P)),
    (
        r"L = -\frac{1}{n} \sum_{i=1}^{n} \ln c_i",
        -np.log(corrected_probabilities(Y, P)).mean(),
        LOSS,
    ),
    (
        r"L &= -\frac{1}{n} \sum_i \left[ y_i \ln p_i + (1 - y_i) \ln (1 - p_i) \right]",
        -np.mean(Y * np.log(P) + (1 - Y) * np.log(1 - P)),
        LOSS,
    ),
    (
        r"&= -\frac{1}{n} \left[ \sum_{y_i = 1} \ln p_i + \sum_{y_i = 0} \ln (1 - p_i) \right]",
        -(np.log(P[Y == 1]).sum() + np.log(1 - P[Y == 0]).sum()) / 8,
        LOSS,
    ),
    (r"z = \ln \frac{p}{1 - p}", np.log(P / (1 - P)), Z),
    (r"p = \sigma(z) = \frac{1}{1 + e^{-z}}", 1 / (1 + np.exp(-Z)), P),
    (
        r"\ell = \max(u, 0) + \ln\left(1 + e^{-|u|}\right) \quad u = (1 - 2y) \, z",
        np.maximum(U, 0) + np.log(1 + np.exp(-np.abs(U))),
        EACH,
    ),
    (
        r"\frac{\partial \ell}{\partial z} = p - y",
        P - Y,
        binary_cross_entropy_gradient(Y, Z),
    ),
    (
        r"\frac{\partial L}{\partial w} = \frac{1}{n} \sum_i (p_i - y_i) \, x_i",
        np.mean((P - Y) * Z),  # at w = 1 and b = 0, with z for the feature
        slope(lambda w: binary_cross_entropy_with_logits(Y, w * Z), 1),
    ),
    (r"p_k = \frac{e^{z_k}}{\sum_j e^{z_j}}", SHARES, softmax(SCORES)),
    (r"\ell = -\ln p_y", -np.log(SHARES[0]), along(0)(0)),
    (
        r"\frac{\partial \ell}{\partial z_k} = p_k - y_k",
        SHARES - [1, 0, 0],
        [slope(along(k), 0) for k in range(3)],
    ),
    (
        r"\underbrace{-\sum_k \pi_k \ln q_k}_{H(\pi, q)}",
        -(TRUE * np.log(BELIEVED)).sum(),
        cross_entropy(TRUE, BELIEVED),
    ),
    (r"\underbrace{-\sum_k \pi_k \ln \pi_k}_{H(\pi)}", -(TRUE * np.log(TRUE)).sum(), entropy(TRUE)),
    (
        r"\underbrace{\sum_k \pi_k \ln \frac{\pi_k}{q_k}}_{D(\pi \,\Vert\, q)}",
        (TRUE * np.log(TRUE / BELIEVED)).sum(),
        kl_divergence(TRUE, BELIEVED),
    ),
]
NAMES = {
    "np": np,
    "log_loss": log_loss,
    "binary_cross_entropy": binary_cross_entropy,
    "binary_cross_entropy_with_logits": binary_cross_entropy_with_logits,
    "y": Y.astype(float),
    "p": P,
    "z": logit(P),
}


def test_four_libraries_and_this_book_have_their_lines():
    assert list(GROUPS) == ["NumPy", "scikit-learn", "PyTorch", "Keras", "this book"]
    assert all(GROUPS.values())


@pytest.mark.parametrize("line", [line for name in HERE for line in GROUPS[name]])
def test_line_gives_the_loss_of_the_eight_predictions(line):
    assert eval(line, dict(NAMES)) == relative(binary_cross_entropy(Y, P), 1e-12)


@pytest.mark.parametrize("line", GROUPS["NumPy"][1:])
def test_line_from_logits_survives_1000(line):
    z = np.array([1000.0, -1000.0, 1000.0])
    loss = eval(line, {**NAMES, "y": np.array([1.0, 0.0, 0.0]), "z": z})
    assert loss == relative(1000 / 3, 1e-12)


@pytest.mark.parametrize(("formula", "written", "known"), FORMULAS, ids=[f[0] for f in FORMULAS])
def test_formula_stands_on_the_sheet_and_is_right(formula, written, known):
    assert PAGE.count(formula) == 1
    assert written == relative(np.asarray(known), 1e-8)


def test_no_displayed_formula_is_left_out():
    rest = "".join(re.findall(r"\$\$\n(.*?)\$\$", PAGE, flags=re.DOTALL))
    for formula, *_ in FORMULAS:
        rest = rest.replace(formula, "")
    assert re.sub(r"\\(quad|begin\{aligned\}|end\{aligned\})|\\\\", "", rest).split() == ["&=", "+"]
