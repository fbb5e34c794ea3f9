"""The values that pages without code may state, computed with the package."""

import math
import re
from decimal import Decimal

import numpy as np

from bce_tutorial import (
    base_rate_loss,
    binary_cross_entropy,
    corrected_probabilities,
    datasets,
    log_penalty,
    skill_score,
)
from check_prose import claims, numbers, unproved

BASES = (math.e, 2, 10)


def row_facts():
    """Return the values of each of the eight predictions: y, p, what happened, the penalties."""
    ids, y_true, y_proba = datasets.eight_predictions()
    corrected = corrected_probabilities(y_true, y_proba)
    columns = [y_true, y_proba, corrected, *(log_penalty(corrected, base=base) for base in BASES)]
    return {name: _exact(row) for name, *row in zip(ids, *columns, strict=True)}


def book_facts():
    """Return the values of the running example as a whole, of the data sets and of the units."""
    _, y, p = datasets.eight_predictions()
    spam = datasets.load_spam()
    mean = {
        "corrected": corrected_probabilities(y, p).mean(),
        **{f"loss in base {base:.3g}": binary_cross_entropy(y, p, base=base) for base in BASES},
    }
    facts = {
        **mean,
        "product": corrected_probabilities(y, p).prod(),
        "geometric mean": math.exp(-binary_cross_entropy(y, p)),
        "base rate": y.mean(),
        "base-rate loss": base_rate_loss(y),
        "skill": skill_score(y, p),
        "Brier score": np.square(p - y).mean(),
        "accuracy": np.equal(p >= 0.5, y).mean(),
        "loss of p = 0.5, bits in a nat": log_penalty(0.5),
        "bits in one nat": 1 / math.log(2),
        "bans in one nat": 1 / math.log(10),
        "nats in one ban": math.log(10),
        "e-mails": spam.y_true.size,
        "spam": spam.y_true.sum(),
        "ham": spam.y_true.size - spam.y_true.sum(),
        "spam rate": spam.y_true.mean(),
    }
    return {"mean": _exact(mean.values()), "book": _exact(facts.values())}


def page_problems(text):
    """Return the numbers of a page that the package does not give, row by row in its table."""
    rows, book = row_facts(), book_facts()
    problems = []
    for line in text.splitlines():
        row = re.match(r"\| *(ID\d|mean) *\|", line)
        if row:
            wrong = _out_of_order(numbers(line), {**rows, "mean": book["mean"]}[row[1]])
        else:
            wrong = unproved(claims(line), book["book"], [])
        problems += [f"{number.text} in: {line}" for number in wrong]
    return problems


def _out_of_order(found, known):
    """Return the numbers that are not the known values in their order; some may be left out."""
    rest = iter(known)
    return [number for number in found if all(unproved([number], [value], []) for value in rest)]


def _exact(values):
    return [abs(Decimal(float(value))) for value in values]
