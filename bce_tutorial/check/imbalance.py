"""The exercises of chapter 13."""

import numpy as np

from bce_tutorial.check._boxes import Number
from bce_tutorial.check._judge import (
    Case,
    Mistake,
    NotYet,
    Target,
    checker,
    compare,
    run,
)
from bce_tutorial.logits import logit, sigmoid


def true_probability(proba, weight):
    """Return what a weight of class 1 made of a probability, undone."""
    return proba / (proba + weight * (1 - proba))


def weighted_threshold(weight, c_fp, c_fn):
    """Return the threshold of the costs, as the outputs of a model with a weight show it."""
    return weight * c_fp / (weight * c_fp + c_fn)


BOXES = {
    "restored-probabilities": Number(
        "A model was trained with weight 20 for class 1 and says 0.6. What is the probability?",
        Target(3, true_probability(0.6, 20), (
            (100 * true_probability(0.6, 20), "that is in percent. Give the probability."),
            (0.6 / 20, "probabilities cannot be divided by the weight, odds can."),
            (1.5 / 20, "these are the odds. Turn them into a probability."),
            (true_probability(0.6, 1 / 20), "the offset has the wrong sign."),
            (1 / 21, "that belongs to a model that says 0.5."),
        ), "divide the odds of 0.6 by 20, then return to a probability."),
        "odds of 1.5 become 0.075, and the probability is a little less.",
    ),
    "raw-threshold": Number(
        "A model was trained with weight 5 for class 1. A missed fraud costs 10 times a false "
        "alarm. From which of its outputs on is the alarm the cheaper choice?",
        Target(3, weighted_threshold(5, 1, 10), (
            (1 / 11, "that is right for true probabilities. These outputs are too high."),
            (true_probability(1 / 11, 5), "the outputs are too high, so the threshold must rise."),
            (5 / 11, "multiply the odds of 1/11 by the weight, not the probability."),
            (5 / 10, "these are the odds of the threshold. Turn them into a probability."),
        ), "the threshold for true probabilities has odds of 1/10. The weight multiplies them."),
        "odds of 1/10 times 5 are 1/2, and the probability is a third.",
    ),
}  # fmt: skip

SAID = np.array([0.02, 0.3, 0.5, 0.6, 0.99])
WEIGHTS = (20, 5, 0.5)
RESTORING_MISTAKES = (
    (lambda p, w: logit(true_probability(p, w)), "These are logits. Turn them into probabilities."),
    (lambda p, w: true_probability(p, 1 / w), "The offset has the wrong sign."),
    (lambda p, w: p / w, "Probabilities cannot be divided by the weight, odds can."),
    (lambda p, w: p / (1 - p) / w, "These are odds. Turn them into probabilities."),
    (lambda p, w: p - np.log(w), "The offset belongs to the logits, not to p."),
    (lambda p, w: sigmoid(p - np.log(w)), "Take `logit(proba)` before the offset."),
    (lambda p, w: sigmoid(logit(p) - w), "Subtract the logarithm of the weight, not the weight."),
    (lambda p, w: p, "This hands back what it was given."),
)

COSTS = tuple(
    Case(given, f"weight = {given[0]}, c_fp = {given[1]}, c_fn = {given[2]}")
    for given in ((5, 1, 10), (20, 10, 100), (1, 1, 3), (0.5, 2, 18))
)
THRESHOLD_MISTAKES = (
    Mistake(
        lambda w, c_fp, c_fn: c_fp / (c_fp + c_fn),
        "This is the threshold for true probabilities. What has the weight done to them?",
    ),
    Mistake(
        lambda w, c_fp, c_fn: c_fp / (c_fp + w * c_fn),
        "The outputs are too high. Must the threshold rise or fall?",
    ),
    Mistake(
        lambda w, c_fp, c_fn: w * c_fp / (c_fp + c_fn),
        "The weight multiplies odds, not probabilities.",
    ),
    Mistake(lambda w, c_fp, c_fn: w * c_fp / c_fn, "These are odds. Turn them into a probability."),
    Mistake(
        lambda w, c_fp, c_fn: c_fn / (w * c_fp + c_fn),
        "The costs are swapped: if a false alarm becomes more expensive, the threshold rises.",
    ),
    Mistake(
        lambda w, c_fp, c_fn: 0.5, "0.5 is right only if the weight is the ratio of the costs."
    ),
)


@checker
def restored_probabilities(function):
    """Check a function that undoes a weight of class 1.

    Parameters
    ----------
    function : callable
        Takes `proba`, an array of probabilities from a model that was trained with a weight, and
        `weight`, a float. Returns an array of the same shape.

    Returns
    -------
    Verdict

    Examples
    --------
    >>> restored_probabilities(lambda proba, weight: proba / weight)
    Not yet: after a weight of 20, an output of 0.02 means 0.0010, and yours gives 0.001. \
Probabilities cannot be divided by the weight, odds can.
    """
    for weight in WEIGHTS:
        words = f"proba = [0.02, 0.3, ...] and weight = {weight}"
        got = np.asarray(run(function, Case((SAID, weight), words)), dtype=np.float64)
        if got.shape != SAID.shape:
            said = f"your function returns an array of shape {got.shape}"
            raise NotYet(f"{said}, wanted {SAID.shape}, one for each probability.")
        wanted = true_probability(SAID, weight)
        off = ~np.isclose(got, wanted, rtol=1e-6, atol=1e-9)
        if off.any():
            k = int(np.argmax(off))
            said = f"after a weight of {weight}, an output of {SAID[k]} means {wanted[k]:.4f}"
            hints = [
                f" {hint}" for f, hint in RESTORING_MISTAKES if np.allclose(got, f(SAID, weight))
            ]
            raise NotYet(f"{said}, and yours gives {got[k]:.4g}.{''.join(hints[:1])}")
    return "one factor on the odds takes the weight back, as far as the model has followed it."


@checker
def raw_threshold(function):
    """Check a function that returns a threshold for the outputs of a model with a weight.

    Parameters
    ----------
    function : callable
        Takes `weight` of class 1, `c_fp` and `c_fn`, all above 0, and returns a float.

    Returns
    -------
    Verdict

    Examples
    --------
    >>> raw_threshold(lambda weight, c_fp, c_fn: weight * c_fp / c_fn)
    Not yet: for weight = 5, c_fp = 1, c_fn = 10 your function returns 0.5, wanted 0.3333. These \
are odds. Turn them into a probability.
    """
    compare(function, COSTS, weighted_threshold, THRESHOLD_MISTAKES)
    return "the decision is that of true probabilities, and the model stays as it is."
