"""Promises: one counterexample each."""

import numpy as np

from bce_tutorial.datasets import eight_predictions
from bce_tutorial.logits import sigmoid
from bce_tutorial.losses import (
    binary_cross_entropy,
    binary_cross_entropy_gradient,
    binary_cross_entropy_with_logits,
)
from bce_tutorial.mistakes import _emails
from bce_tutorial.probabilities import corrected_probabilities, log_penalty
from bce_tutorial.training import gradient_descent

IDS, Y, P = eight_predictions()
PROMISED = {  # subject of the outcomes, and the label of the section that keeps the promise
    "frameworks": "sec-frameworks",
    "gradient descent": "sec-gradient-descent",
    "softmax": "sec-softmax",
    "NumPy and tensors": "sec-bce-shapes",
    "KL divergence": "sec-entropy-and-kl",
    "batch size": "sec-gradient-batch",
    "image segmentation": "sec-frameworks-segmentation",
}


def small_differences():
    """Look for what the difference decides, and for the penalty per distance of c from 1."""
    c = corrected_probabilities(Y, P)
    differences, penalties = np.abs(P - c), log_penalty(c)
    fourth, fifth = (list(IDS).index(name) for name in ("ID4", "ID5"))
    near, far = log_penalty([0.9, 0.01]) / (1 - np.array([0.9, 0.01]))
    return {
        "none": differences[fourth],
        "cost": penalties[fourth],
        "large": differences[fifth],
        "little": penalties[fifth],
        "near": near,
        "far": far,
    }


def accuracy():
    """Bound wrong decisions by a loss; make a filter surer, and change none of its decisions."""
    y, z = _emails.held_out()
    hesitant, bold = np.full(100, 0.51), np.where(np.arange(100) < 95, 0.99, 0.01)
    return {
        "bound": 0.05 / np.log(2),
        "hesitant": log_penalty(hesitant).mean(),
        "bold": log_penalty(bold).mean(),
        "right": np.mean((z >= 0) == y),
        "once": binary_cross_entropy_with_logits(y, z),
        "five": binary_cross_entropy_with_logits(y, 5 * z),
    }


def same_for_both():
    """Exchange the names of the classes, and miss a row of either by as much."""
    return {
        "table": binary_cross_entropy(Y, P),
        "renamed": binary_cross_entropy(1 - Y, 1 - P),
        "positive": binary_cross_entropy(1, 0.2),
        "negative": binary_cross_entropy(0, 0.8),
    }


def promised():
    """Count the subjects that have a section here."""
    return {"subjects": len(PROMISED)}


def population_minimum():
    """Find the best forecast where 7 of 10 are positive, and train on separable data."""
    grid = np.linspace(0.01, 0.99, 99)
    expected = binary_cross_entropy(np.full(99, 0.7), grid, reduction="none")
    x, y = [[-2.0], [-1.0], [1.0], [2.0]], [0, 0, 1, 1]
    steps = {"ten": 10, "thousand": 1000}
    fits = {
        name: gradient_descent(x, y, learning_rate=1.0, n_steps=n, fit_intercept=False)
        for name, n in steps.items()
    }
    best = {"best": grid[expected.argmin()], "honest": expected.min(), "pushed": expected[-1]}
    return {**best, **{name: fit.weights[0] for name, fit in fits.items()}}


def sigmoid_proves_nothing():
    """Count the spam among e-mails that a sigmoid calls nearly certain."""
    y, z = _emails.held_out()
    p = sigmoid(z)
    sure = p >= 0.99
    return {"said": p[sure].mean(), "spam": y[sure].mean(), "n": int(sure.sum())}


def weighted():
    """Give rare spam the weight that balances the classes, and take it back."""
    y, plain, balanced, weight = _emails.rare_spam()
    return {
        "rate": y.mean(),
        "weight": weight,
        "plain": binary_cross_entropy_with_logits(y, plain),
        "said": sigmoid(balanced).mean(),
        "balanced": binary_cross_entropy_with_logits(y, balanced),
        "restored": binary_cross_entropy_with_logits(y, balanced - np.log(weight)),
    }


def flipped_labels():
    """Flip one label in a hundred under certain and right predictions."""
    clean = log_penalty(0.999)
    flipped = 0.99 * clean + 0.01 * log_penalty(1 - 0.999)
    return {"clean": clean, "flipped": flipped, "ratio": flipped / clean}


def gradients():
    """Compare the gradients of log loss and half the squared error for wrong logits."""
    z = np.array([5.0, 10.0])
    log = binary_cross_entropy_gradient(np.zeros(2), z)
    p = sigmoid(z)
    squared = p * p * (1 - p)
    five, ten = log / squared
    return {"log": log[0], "squared": squared[0], "five": five, "ten": ten}
