"""Filters for real e-mails, fitted once: what promises are tested on."""

import functools

import numpy as np

from bce_tutorial.datasets import load_spam, spam_filter
from bce_tutorial.training import fit_logistic_regression

KEEP = 16  # one spam e-mail of so many, and its weight in the balanced fit


@functools.cache
def held_out():
    """Return labels and log-odds of the e-mails that the filter of the book has not seen."""
    spam = spam_filter()
    return spam.y_test, spam.fit.logits(spam.X_test)


@functools.cache
def rare_spam():
    """Return labels and log-odds where spam is rare, fitted as it is and balanced.

    The last value is the weight of a spam e-mail in the balanced fit.
    """
    X, y = _features()
    rng = np.random.default_rng(0)
    rows = rng.permutation(np.concatenate([np.flatnonzero(y == 0), np.flatnonzero(y)[::KEEP]]))
    train, test = rows[::2], rows[1::2]
    often = np.repeat(train, np.where(y[train] == 1, KEEP, 1))  # a weight of 16 is 16 copies
    plain, balanced = (fit_logistic_regression(X[part], y[part]) for part in (train, often))
    return y[test], plain.logits(X[test]), balanced.logits(X[test]), KEEP


def _features():
    """Return standardised logarithms of the features, and the labels."""
    X, y, _ = load_spam()
    X = np.log1p(X)
    return (X - X.mean(axis=0)) / X.std(axis=0), y
