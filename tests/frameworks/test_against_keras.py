"""Keras as an oracle on each of its backends, in float64."""

import os
import pathlib
import subprocess
import sys

import numpy as np
import pytest

import bce_tutorial as bce
from framework_inputs import CLOSE, LABELS, LOGITS, PROBA, SOFT, WEIGHTS
from tolerance import relative

# The loss classes compute in float32, which cannot hold a 1 - p far below 1e-7.
MIDDLE = np.clip(PROBA, 0.01, 0.99)
BACKENDS = ["jax", "numpy", "tensorflow", "torch"]
STABLE = ["jax", "tensorflow", "torch"]  # the NumPy backend clips after a sigmoid in float32


@pytest.fixture(scope="module", params=BACKENDS)
def keras(request, tmp_path_factory):
    """Return the backend's name and what Keras computes on it."""
    folder = tmp_path_factory.mktemp(request.param)
    inputs, outputs = folder / "inputs.npz", folder / "outputs.npz"
    rows = {"hard": LABELS, "soft": SOFT, "proba": PROBA, "logits": LOGITS, "weights": WEIGHTS}
    np.savez(inputs, middle=MIDDLE, **rows)
    script = pathlib.Path(__file__).with_name("keras_on_backend.py")
    command = [sys.executable, script, request.param, inputs, outputs]
    quiet = {**os.environ, "TF_CPP_MIN_LOG_LEVEL": "3", "TF_ENABLE_ONEDNN_OPTS": "0"}
    subprocess.run(command, env=quiet, check=True)
    return request.param, dict(np.load(outputs))


@pytest.mark.parametrize(("labels", "y"), [("hard", LABELS), ("soft", SOFT)])
def test_from_probabilities_it_is_ours_clipped_at_its_epsilon(keras, labels, y):
    _, theirs = keras
    ours = bce.binary_cross_entropy(y, PROBA, clip=1e-7, reduction="none")
    np.testing.assert_allclose(ours, theirs[f"proba_{labels}"], rtol=1e-9, atol=1e-15)


@pytest.mark.parametrize(("labels", "y"), [("hard", LABELS), ("soft", SOFT)])
def test_from_logits(keras, labels, y):
    backend, theirs = keras
    ours = bce.binary_cross_entropy_with_logits(y, LOGITS, reduction="none")
    if backend in STABLE:
        np.testing.assert_allclose(ours, theirs[f"logits_{labels}"], **CLOSE)
    else:
        small = np.abs(LOGITS) < 5
        np.testing.assert_allclose(ours[small], theirs[f"logits_{labels}"][small], rtol=1e-5)
        assert theirs[f"logits_{labels}"].max() < 16.2
        assert ours.max() > 100


@pytest.mark.parametrize(("labels", "y"), [("hard", LABELS), ("soft", SOFT)])
def test_gradient_by_logits(keras, labels, y):
    backend, theirs = keras
    if backend not in STABLE:
        pytest.skip("NumPy has no gradients")
    ours = bce.binary_cross_entropy_gradient(y, LOGITS)
    np.testing.assert_allclose(ours, theirs[f"logits_{labels}_gradient"], **CLOSE)


@pytest.mark.parametrize(("labels", "y"), [("hard", LABELS), ("soft", SOFT)])
def test_gradient_by_probabilities_ends_where_keras_clips(keras, labels, y):
    backend, theirs = keras
    if backend not in STABLE:
        pytest.skip("NumPy has no gradients")
    slopes = theirs[f"proba_{labels}_gradient"]
    inside = (PROBA > 1e-6) & (PROBA < 1 - 1e-6)
    # the chain rule: by p it is the gradient by the logit over p (1 - p)
    by_logit = bce.binary_cross_entropy_gradient(y[inside], bce.logit(PROBA[inside]))
    ours = by_logit / (PROBA[inside] * (1 - PROBA[inside]))
    np.testing.assert_allclose(ours, slopes[inside], rtol=1e-8, atol=1e-8)
    clipped = (PROBA < 1e-8) | (PROBA > 1 - 1e-8)
    assert clipped.sum() > 50
    assert not slopes[clipped].any()


@pytest.mark.parametrize("smoothing", [0.0, 0.2])
def test_weighted_mean_divides_by_n_also_when_labels_are_smoothed(keras, smoothing):
    _, theirs = keras
    soft = bce.smooth_labels(LABELS, smoothing)
    ours = bce.binary_cross_entropy(soft, MIDDLE, sample_weight=WEIGHTS)
    assert theirs[f"mean_{smoothing}"] == relative(ours * WEIGHTS.mean(), 1e-6)
