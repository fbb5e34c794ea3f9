"""What runs through the book: two data sets, a fitted spam filter, and its own measurements."""

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from bce_tutorial.logits import sigmoid
from bce_tutorial.training import LogisticFit, fit_logistic_regression


class EightPredictions(NamedTuple):
    """Identifiers, labels and predicted probabilities of class 1."""

    ids: tuple[str, ...]
    y_true: NDArray[np.int_]
    y_proba: NDArray[np.float64]


class Spam(NamedTuple):
    """Features, labels (1 = spam, 0 = ham) and the names of the features."""

    X: NDArray[np.float64]
    y_true: NDArray[np.int_]
    feature_names: tuple[str, ...]


class SpamFilter(NamedTuple):
    """A fitted filter, the e-mails that it learnt from, and its answers for the others.

    ``X_train`` and ``X_test`` hold the standardised features, ``y_train`` and ``y_test`` the
    labels. ``y_proba`` holds the probabilities of spam for the rows of ``X_test``.
    """

    fit: LogisticFit
    X_train: NDArray[np.float64]
    y_train: NDArray[np.int_]
    X_test: NDArray[np.float64]
    y_test: NDArray[np.int_]
    y_proba: NDArray[np.float64]


def eight_predictions() -> EightPredictions:
    """Return the eight predictions that the book follows from table to loss.

    The rows are ordered by predicted probability. Rows ID6 and ID8 and the base-10 loss 0.214
    are those of a published table; the others reproduce every digit printed with it.

    Returns
    -------
    EightPredictions
        Named tuple ``(ids, y_true, y_proba)`` of eight strings, an int array of 0 and 1, and a
        float array in [0, 1]. New arrays at every call.

    Examples
    --------
    >>> ids, y_true, y_proba = eight_predictions()
    >>> ids[3], int(y_true[3]), float(y_proba[3])
    ('ID8', 0, 0.56)

    References
    ----------
    S. Saxena, "Binary Cross Entropy/Log Loss for Binary Classification", Analytics Vidhya, 2024.
    """
    return EightPredictions(
        ids=("ID6", "ID1", "ID7", "ID8", "ID2", "ID3", "ID4", "ID5"),
        y_true=np.array([1, 1, 1, 0, 0, 1, 1, 0]),
        y_proba=np.array([0.94, 0.90, 0.78, 0.56, 0.51, 0.47, 0.32, 0.10]),
    )


def load_spam() -> Spam:
    """Return 4,601 real e-mails, 1,813 of them spam.

    Six numbers per e-mail: ``crl_tot`` (capital letters), ``dollar``
    and ``bang`` (``$`` and ``!`` in percent of all characters), ``money``, ``n000`` and ``make``
    (in percent of all words). The rows are sorted by class, spam first: shuffle or stratify
    before any split.

    Returns
    -------
    Spam
        Named tuple ``(X, y_true, feature_names)``: floats of shape (4601, 6), ints 0 and 1 of
        shape (4601,), and six strings. New arrays at every call.

    Examples
    --------
    >>> X, y_true, feature_names = load_spam()
    >>> X.shape, int(y_true.sum())
    ((4601, 6), 1813)

    References
    ----------
    M. Hopkins, E. Reeber, G. Forman and J. Suermondt, *Spambase*, UCI Machine Learning
    Repository, 1999, doi:10.24432/C53G6X, CC BY 4.0. Subset ``spam7`` of the R package DAAG.
    """
    import importlib.resources  # here, since it would double the time to import the package

    file = importlib.resources.files("bce_tutorial") / "data" / "spam7.csv"
    with file.open(encoding="utf-8") as lines:
        *feature_names, _ = next(lines).strip().split(",")
        table = np.loadtxt(lines, delimiter=",")
    return Spam(table[:, :-1], table[:, -1].astype(int), tuple(feature_names))


def spam_filter() -> SpamFilter:
    r"""Return the one spam filter of the book, fitted anew.

    .. math:: p = \sigma(w^\top x + b), \qquad x_j = \frac{\ln(1 + \text{count}_j) - m_j}{s_j}

    Three quarters of the e-mails, drawn at random, give the means m, the standard deviations s,
    the weights w and the intercept b, all without a penalty; the other quarter is for the test.

    Returns
    -------
    SpamFilter
        Named tuple ``(fit, X_train, y_train, X_test, y_test, y_proba)`` with 3,451 rows to learn
        from and 1,150 to test on, of six features each. Probabilities are in (0, 1).

    Examples
    --------
    >>> from bce_tutorial import binary_cross_entropy
    >>> spam = spam_filter()
    >>> round(binary_cross_entropy(spam.y_test, spam.y_proba), 4)
    0.3868

    References
    ----------
    D. R. Cox, "The Regression Analysis of Binary Sequences", *Journal of the Royal Statistical
    Society* B 20, 1958, doi:10.1111/j.2517-6161.1958.tb00292.x. The data are those of
    :func:`load_spam`.
    """
    counts, y, _ = load_spam()
    train, test = np.split(np.random.default_rng(0).permutation(len(y)), [3451])
    X = np.log1p(counts)
    X = (X - X[train].mean(axis=0)) / X[train].std(axis=0)
    fit = fit_logistic_regression(X[train], y[train])
    y_proba = sigmoid(fit.logits(X[test]))
    return SpamFilter(fit, X[train], y[train], X[test], y[test], y_proba)


def load_measurements() -> dict[str, Any]:
    """Return the last stored run of ``make bench``.

    Returns
    -------
    dict
        ``date`` and ``machine`` of the run; ``tables``, each a ``title`` and ``rows`` of ``what``,
        ``value`` and ``target``; and ``scaling``: the ``sizes``, numbers of predictions in a
        file, with ``seconds`` (of the processor; on Dask, by the clock) and ``memory_mib`` of each
        way to score them.

    Examples
    --------
    >>> load_measurements()["scaling"]["sizes"]
    [100000, 1000000, 10000000, 100000000]
    """
    import importlib.resources
    import json

    file = importlib.resources.files("bce_tutorial") / "data" / "measurements.json"
    return json.loads(file.read_text(encoding="utf-8"))
