"""The numbers that pages without code may state.

They are those that the package gives, and those that a chapter holds or prints to which the same
paragraph, or the same row of a table, has a link.
"""

import functools
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
from bce_tutorial._known_losses import known
from chapters import chapter_paths, labels, read
from check_prose import claims, evidence, numbers, unproved

BASES = (math.e, 2, 10)
TABLE_ROW = re.compile(r"\| *(ID\d|mean) *\|")
PENALTY_ROW = re.compile(r"\| *(0\.\d+|[01]) *\| *[\d.]+ *\|")  # begins with a probability
LINK = re.compile(r"\{(?:ref|eq|numref)\}`(?:[^`<]*<)?([\w-]+)>?`")


@functools.cache
def row_facts():
    """Return the values of each of the eight predictions: y, p, what happened, the penalties."""
    ids, y_true, y_proba = datasets.eight_predictions()
    corrected = corrected_probabilities(y_true, y_proba)
    columns = [y_true, y_proba, corrected, *(log_penalty(corrected, base=base) for base in BASES)]
    return {name: _exact(row) for name, *row in zip(ids, *columns, strict=True)}


@functools.cache
def book_facts():
    """Return the values of the running example, of the data sets, of units and of known losses."""
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
        "typical probability of 1 nat": math.exp(-1),
        **{f"penalty of {p}": log_penalty(p) for p in (0.9, 0.6, 0.1)},
        **{f"{k} classes": math.log(k) for k in (3, 1000)},
        **{f"known loss {number}": loss.value for number, loss in enumerate(known())},
    }
    return dict(zip(facts, _exact(facts.values()), strict=True))


def penalty_facts(probability):
    """Return a probability, and its penalty in each unit."""
    return _exact([probability, *(log_penalty(probability, base=base) for base in BASES)])


@functools.cache
def chapter_facts():
    """Return what the chapter of each label holds and has printed."""
    notebooks = map(read, chapter_paths())
    return {
        label: found for book in notebooks for found in [evidence(book)] for label in labels(book)
    }


def page_problems(text):
    """Return the numbers of a page that have no proof; two tables are read row by row."""
    return [
        f"{number.text} in: {part}" for part in parts(text) for number in _unproved_in_part(part)
    ]


def parts(text):
    """Return the paragraphs of a page and the rows of its tables."""
    blocks = re.split(r"\n\s*\n", text)
    return [part for block in blocks for part in re.split(r"\n(?=\|)|(?<=\|)\n", block)]


def _unproved_in_part(part):
    if row := TABLE_ROW.match(part):
        mean = list(book_facts().values())[: 1 + len(BASES)]
        return _out_of_order(numbers(part), row_facts().get(row[1], mean))
    if row := PENALTY_ROW.match(part):
        return _out_of_order(numbers(part), penalty_facts(float(row[1])))
    exact, printed = list(book_facts().values()), []
    for label in LINK.findall(part):
        held, told = chapter_facts().get(label, ([], []))
        exact, printed = exact + held, printed + told
    return unproved(claims(part), exact, printed)


def _out_of_order(found, known):
    """Return the numbers that are not the known values in their order; some may be left out."""
    rest = iter(known)
    return [number for number in found if all(unproved([number], [value], []) for value in rest)]


def _exact(values):
    return [abs(Decimal(float(value))) for value in values]
