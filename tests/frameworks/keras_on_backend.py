"""Compute Keras's losses on one backend: ``python keras_on_backend.py BACKEND INPUTS OUTPUTS``.

Keras takes its backend when it is imported, so each one gets a process of its own.
"""

import os
import sys

import numpy as np


def with_jax(function, at):
    import jax

    return jax.grad(function)(at)


def with_tensorflow(function, at):
    import tensorflow as tf

    at = tf.constant(at)
    with tf.GradientTape() as tape:
        tape.watch(at)
        value = function(at)
    return tape.gradient(value, at)


def with_torch(function, at):
    import torch

    at = torch.tensor(at, requires_grad=True)
    function(at).backward()
    return at.grad


GRADIENTS = {"jax": with_jax, "tensorflow": with_tensorflow, "torch": with_torch}


def main(backend, inputs, outputs):
    """Write the loss of each row, from probabilities and from logits, and its gradient."""
    os.environ["KERAS_BACKEND"] = backend
    import keras

    given = np.load(inputs)
    if backend == "jax":
        import jax

        jax.config.update("jax_enable_x64", True)
    results = {}
    for name, from_logits in (("proba", False), ("logits", True)):
        for labels in ("hard", "soft"):
            losses = keras.ops.binary_crossentropy(given[labels], given[name], from_logits)
            results[f"{name}_{labels}"] = keras.ops.convert_to_numpy(losses)
            if backend in GRADIENTS:

                def total(values, labels=labels, from_logits=from_logits):
                    losses = keras.ops.binary_crossentropy(given[labels], values, from_logits)
                    return keras.ops.sum(losses)

                results[f"{name}_{labels}_gradient"] = GRADIENTS[backend](total, given[name])
    for smoothing in (0.0, 0.2):
        loss = keras.losses.BinaryCrossentropy(label_smoothing=smoothing)
        column = [given[name][:, None] for name in ("hard", "middle")]  # (n,) would be one sample
        mean = loss(*column, sample_weight=given["weights"])
        results[f"mean_{smoothing}"] = keras.ops.convert_to_numpy(mean)
    np.savez(outputs, **results)


if __name__ == "__main__":
    main(*sys.argv[1:])
