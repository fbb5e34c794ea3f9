"""The exercise of chapter 13."""

import numpy as np

from bce_tutorial.check._boxes import Number
from bce_tutorial.check._judge import Case, NotYet, Target, checker, run
from bce_tutorial.logits import logit, sigmoid
from bce_tutorial.recalibration import move_base_rate


def true_probability(proba, base_rate):
    """Return what balanced class weights made of `proba`, undone."""
    return sigmoid(move_base_rate(logit(proba), trained=0.5, actual=base_rate))


BOXES = {
    "restored-probabilities": Number(
        "A model with balanced class weights says 0.6, and class 1 has a base rate of 5 %. "
        "What is the probability?",
        Target(3, true_probability(0.6, 0.05), (
            (100 * true_probability(0.6, 0.05), "that is in percent. Give the probability."),
            (0.6 * 0.05, "that is 0.6 · 0.05, one part of the odds. What is its share of both?"),
            (0.6 * 0.05 / 0.5, "probabilities cannot be scaled, odds can."),
            (1.5 * 0.05 / 0.95, "these are the odds. Turn them into a probability."),
            (true_probability(0.6, 0.95), "the offset has the wrong sign."),
            (0.05, "that is the base rate, for a model that says 0.5."),
        ), "multiply the odds of 0.6 by 0.05 / 0.95, then return to a probability."),
        "odds of 1.5 become 1.5 · 0.05 / 0.95, about 0.08, and the probability a little less.",
    ),
}  # fmt: skip

SAID = np.array([0.02, 0.3, 0.5, 0.6, 0.99])
RATES = (0.5, 0.05, 0.8)
RESTORING_MISTAKES = (
    (lambda p, b: logit(true_probability(p, b)), "These are logits. Turn them into probabilities."),
    (lambda p, b: true_probability(p, 1 - b), "The offset has the wrong sign."),
    (lambda p, b: p * b / 0.5, "Probabilities cannot be scaled, odds can."),
    (lambda p, b: p * b, "This is one part of the odds. What is its share of both parts?"),
    (lambda p, b: p / (1 - p) * b / (1 - b), "These are odds. Turn them into probabilities."),
    (lambda p, b: p + np.log(b / (1 - b)), "The offset belongs to the logits, not to p."),
    (lambda p, b: sigmoid(p + np.log(b / (1 - b))), "Take `logit(proba)` before the offset."),
    (lambda p, b: p - p.mean() + b, "The right mean is not enough: odds are multiplied."),
    (lambda p, b: p, "This hands back what it was given."),
)


@checker
def restored_probabilities(function):
    """Check a function that undoes balanced class weights.

    Parameters
    ----------
    function : callable
        Takes `proba`, an array of probabilities from a model with balanced class weights, and
        `base_rate`, a float. Returns an array of the same shape.

    Returns
    -------
    Verdict

    Examples
    --------
    >>> restored_probabilities(lambda proba, base_rate: proba * base_rate / 0.5)
    Not yet: a base rate of 0.05 turns 0.02 into 0.0011, yours into 0.002. Probabilities cannot \
be scaled, odds can.
    """
    for rate in RATES:
        words = f"proba = [0.02, 0.3, ...] and base_rate = {rate}"
        got = np.asarray(run(function, Case((SAID, rate), words)), dtype=np.float64)
        if got.shape != SAID.shape:
            said = f"your function returns an array of shape {got.shape}"
            raise NotYet(f"{said}, wanted {SAID.shape}, one for each probability.")
        wanted = true_probability(SAID, rate)
        off = ~np.isclose(got, wanted, rtol=1e-6, atol=1e-9)
        if off.any():
            k = int(np.argmax(off))
            said = f"a base rate of {rate} turns {SAID[k]} into {wanted[k]:.4f}"
            hints = [hint for f, hint in RESTORING_MISTAKES if np.allclose(got, f(SAID, rate))]
            raise NotYet(f"{said}, yours into {got[k]:.4g}.{''.join(f' {h}' for h in hints[:1])}")
    return "one factor on the odds undoes the weights: 0.525 becomes 0.182."
