"""The data are those that the book describes."""

import hashlib
import importlib.resources

import numpy as np

from bce_tutorial.datasets import eight_predictions, load_spam


def test_eight_predictions():
    ids, y_true, y_proba = eight_predictions()
    assert ids == ("ID6", "ID1", "ID7", "ID8", "ID2", "ID3", "ID4", "ID5")
    assert y_true.tolist() == [1, 1, 1, 0, 0, 1, 1, 0]
    assert y_proba.tolist() == sorted(y_proba, reverse=True)
    assert y_proba.sum() == 4.58


def test_spam():
    X, y_true, feature_names = load_spam()
    assert X.shape == (4601, 6)
    assert np.isfinite(X).all()
    assert (X >= 0).all()
    assert np.bincount(y_true).tolist() == [2788, 1813]
    assert feature_names == ("crl_tot", "dollar", "bang", "money", "n000", "make")


def test_spam_is_the_published_file():
    data = importlib.resources.files("bce_tutorial") / "data" / "spam7.csv"
    text = data.read_text(encoding="utf-8")  # line ends as on every system
    digest = hashlib.sha256(text.encode()).hexdigest()
    assert digest == "5dc618167dcd7dc639bd7ebf5515b21a47e93fc2134070a39d6e999dda17cc33"


def test_licence_and_citation_travel_with_the_data():
    readme = importlib.resources.files("bce_tutorial") / "data" / "README.md"
    text = readme.read_text(encoding="utf-8")
    assert "CC BY 4.0" in text
    assert "10.24432/C53G6X" in text


def test_every_call_gives_new_arrays():
    eight_predictions().y_true[0] = 0
    assert eight_predictions().y_true[0] == 1
    load_spam().X[0, 0] = -1
    assert load_spam().X[0, 0] == 278
