"""The log loss and three mistakes in it, as functions of labels and predictions."""

import numpy as np

NAMES = ("right", "swapped", "unlabelled", "negative")


def given(y_true, y_proba):
    """Return labels as an array, and the probability that they were given."""
    y, p = np.asarray(y_true), np.asarray(y_proba)
    return np.where(y == 1, p, 1 - p), p


def right(y_true, y_proba):
    """Return the log loss."""
    return float(-np.mean(np.log(given(y_true, y_proba)[0])))


def swapped(y_true, y_proba):
    """Return the penalty of what did not happen."""
    return float(-np.mean(np.log(1 - given(y_true, y_proba)[0])))


def unlabelled(y_true, y_proba):
    """Return both penalties of every row."""
    _, p = given(y_true, y_proba)
    return float(-np.mean(np.log(p) + np.log(1 - p)))


def negative(y_true, y_proba):
    """Return the log-likelihood."""
    return -right(y_true, y_proba)


LOSSES = dict(zip(NAMES, (right, swapped, unlabelled, negative), strict=True))
