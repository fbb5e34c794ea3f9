"""The numbers that the package gives, which every text of the book may state."""

import functools
import math
import re
import statistics
from decimal import Decimal

import numpy as np

from bce_tutorial import (
    base_rate_loss,
    binary_cross_entropy,
    corrected_probabilities,
    datasets,
    log_penalty,
    logit,
    skill_score,
)
from bce_tutorial.symptoms.known_losses import known
from claims import Fact, Number, digits, given

BASES = (math.e, 2, 10)
ROW = re.compile(r"\bID\d\b")
USUAL = [
    Fact(Number("95", Decimal(95), percent=True), False, "the usual interval"),
    Fact(Number("0.5", Decimal("0.5")), False, "the usual threshold"),
]


@functools.cache
def row_facts():
    """Return the values of the eight predictions: y, p, what happened, the penalties, the logit."""
    ids, y_true, y_proba = datasets.eight_predictions()
    corrected = corrected_probabilities(y_true, y_proba)
    columns = [y_true, y_proba, corrected, *(log_penalty(corrected, base=base) for base in BASES)]
    columns.append(logit(y_proba))
    return {
        name: [given(float(value), f"row {name}") for value in row]
        for name, *row in zip(ids, *columns, strict=True)
    }


def named_rows(text):
    """Return the values of the rows that a text names: ID4."""
    return [fact for name in ROW.findall(text) for fact in row_facts().get(name, [])]


@functools.cache
def example_facts():
    """Return the values of the running example, of the e-mails, of units, of the usual interval."""
    _, y, p = datasets.eight_predictions()
    spam = datasets.load_spam()
    return _named(
        {
            "mean of what happened": corrected_probabilities(y, p).mean(),
            **{f"loss in base {base:.3g}": binary_cross_entropy(y, p, base=base) for base in BASES},
            "product": corrected_probabilities(y, p).prod(),
            "geometric mean": math.exp(-binary_cross_entropy(y, p)),
            "base rate": y.mean(),
            "base-rate loss": base_rate_loss(y),
            "skill": skill_score(y, p),
            "Brier score": np.square(p - y).mean(),
            "accuracy": np.equal(p >= 0.5, y).mean(),
            **{f"loss of 0.5 in base {base:.3g}": log_penalty(0.5, base=base) for base in BASES},
            "bits in one nat": 1 / math.log(2),
            "bans in one nat": 1 / math.log(10),
            "nats in one ban": math.log(10),
            "e-mails": spam.y_true.size,
            "spam": spam.y_true.sum(),
            "ham": spam.y_true.size - spam.y_true.sum(),
            "spam rate": spam.y_true.mean(),
            "deviations of the usual interval": statistics.NormalDist().inv_cdf(0.975),
        }
    )


@functools.cache
def book_facts():
    """Return the values of the example, and of losses that a reader may meet anywhere."""
    return [
        *example_facts(),
        *_named(
            {
                "typical probability of 1 nat": math.exp(-1),
                **{f"penalty of {p}": log_penalty(p) for p in (0.9, 0.6, 0.1)},
                **{f"{k} classes": math.log(k) for k in (3, 1000)},
                **{f"known loss of {loss.value:.4g}": loss.value for loss in known()},
            }
        ),
    ]


@functools.cache
def mean_facts():
    """Return what stands in the last row of the table: the mean, and the loss in each unit."""
    return example_facts()[: 1 + len(BASES)]


def penalty_facts(probability):
    """Return a probability, and its penalty in each unit."""
    values = [probability, *(log_penalty(probability, base=base) for base in BASES)]
    return [given(float(value), f"penalty of {probability}") for value in values]


def proving(number, values):
    """Return the values that may prove a number: fewer than three digits agree with some value."""
    return [*USUAL, *values] if digits(number) >= 3 else USUAL


def _named(values):
    return [given(float(value), name) for name, value in values.items()]
