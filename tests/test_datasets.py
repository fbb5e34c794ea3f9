"""The data are those that the book describes."""

import hashlib
import importlib.resources

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import FunctionTransformer, StandardScaler

from bce_tutorial.datasets import eight_predictions, load_spam, spam_filter


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


def test_the_spam_filter_is_that_of_scikit_learn():
    counts, y_true, _ = load_spam()
    order = np.random.default_rng(0).permutation(4601)
    train, test = order[:3451], order[3451:]
    spam = spam_filter()
    assert spam.y_train.tolist() == y_true[train].tolist()
    assert spam.y_test.tolist() == y_true[test].tolist()
    linear = LogisticRegression(C=np.inf, solver="newton-cholesky", tol=1e-10)
    model = make_pipeline(FunctionTransformer(np.log1p), StandardScaler(), linear)
    model.fit(counts[train], y_true[train])
    np.testing.assert_allclose(spam.fit.weights, linear.coef_[0], rtol=1e-6)
    np.testing.assert_allclose(spam.y_proba, model.predict_proba(counts[test])[:, 1], rtol=1e-6)
    np.testing.assert_allclose(spam.X_test, model[:-1].transform(counts[test]), rtol=1e-9)
    np.testing.assert_allclose(spam.X_train, model[:-1].transform(counts[train]), rtol=1e-9)
