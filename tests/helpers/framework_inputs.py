"""The inputs on which every framework and the package must agree: random ones and nasty ones."""

import numpy as np

RNG = np.random.default_rng(12)
N = 400

LABELS = RNG.integers(0, 2, N).astype(float)
SOFT = RNG.random(N)
WEIGHTS = RNG.exponential(size=N)
# Four in ten lie within 1e-6 of 0 or 1, where a short cut in the formula would show.
PROBA = np.concatenate([RNG.random(240), 10 ** RNG.uniform(-40, -6, 80)])
PROBA = np.concatenate([PROBA, 1 - 10 ** RNG.uniform(-15, -6, 80)])

NASTY = [0, 1e-9, 1e-3, 1, 15, 17, 36, 37, 40, 88, 89, 710, 1e3, 1e9]
SIZES = np.concatenate([NASTY, 10 ** RNG.uniform(-12, 3, N // 2 - len(NASTY))])
LOGITS = np.concatenate([SIZES, -SIZES])

SCORES = RNG.normal(size=(N, 5)) * 10 ** RNG.uniform(-3, 3, (N, 1))
CLASSES = RNG.integers(0, 5, N)

# Frameworks take log(1 + exp(-z)) apart into terms of the size of z, so where the loss is smaller
# than 1 they keep 16 digits after the point, not 16 digits of it. Ours keeps the latter.
CLOSE = {"rtol": 1e-14, "atol": 1e-14}
