"""The exercises of chapter 17."""

import math

import numpy as np

from bce_tutorial.check._boxes import Number
from bce_tutorial.check._broken_losses import LOSSES, NAMES
from bce_tutorial.check._judge import Case, Mistake, NotYet, Target, checker, compare, run
from bce_tutorial.check._mean_loss import judge
from bce_tutorial.information import kl_divergence

FORECAST = (0.7, 0.2, 0.1)

BOXES = {
    "repair-four": Number(
        "Target (0, 1, 0), forecast (0.7, 0.2, 0.1): what does your repaired `undefined` give?",
        Target(4, -math.log(0.2), (
            (-math.log(0.7), "that is what the first class would cost. The second is true."),
            (-math.log(0.8), "that is what the other outcome would cost."),
            (math.log(0.2), "a divergence is never negative."),
            (-math.log2(0.2), "that is in bits. The book counts in nats."),
            (0, "only the true class counts. How much was it given?"),
        ), "which of the three terms is not 0?"),
        "a divergence from a one-hot target is the penalty of the true class.",
    ),
}  # fmt: skip


def divergence(target, words):
    """Return a case of a target and the forecast of three classes."""
    return Case((np.array(target), np.array(FORECAST)), f"p_true = {words}, q_model = {FORECAST}")


TARGETS = (
    divergence([1.0, 0, 0], "(1, 0, 0)"),
    divergence([0, 0, 1.0], "(0, 0, 1)"),
    divergence([0.5, 0.5, 0], "(0.5, 0.5, 0)"),
    divergence([0.7, 0.2, 0.1], "(0.7, 0.2, 0.1)"),
)
DIVERGENCES = (
    Mistake(
        lambda p, q: kl_divergence(q, p),
        "Target and forecast are exchanged. Which of the two belongs in front of the logarithm?",
    ),
    Mistake(
        lambda p, q: -kl_divergence(p, q), "The fraction is upside down: mind the minus it makes."
    ),
    Mistake(
        lambda p, q: -np.sum(p * np.log(q)),
        "This is the cross-entropy: the entropy of the target is still in it.",
    ),
)


@checker
def repair_four(swapped, unlabelled, negative, undefined):
    """Check the repairs of four functions, and say how many of them are green.

    Parameters
    ----------
    swapped, unlabelled, negative : callable
        Each takes `y_true` and `y_proba`, and should return the log loss.
    undefined : callable
        Takes `p_true` and `q_model`, and should return the divergence of the forecast from the
        target, for targets with zeros too.

    Returns
    -------
    Verdict

    Examples
    --------
    >>> repair_four(LOSSES["right"], LOSSES["right"], LOSSES["right"], ...)
    Not yet: 3 of 4 are green. `undefined`: put your function in the place of the dots.
    """
    red = []
    for name, function in (
        ("swapped", swapped),
        ("unlabelled", unlabelled),
        ("negative", negative),
        ("undefined", undefined),
    ):
        try:
            if name == "undefined":
                compare(function, TARGETS, kl_divergence, DIVERGENCES)
            else:
                judge(function)
        except NotYet as reason:
            red.append(f"`{name}`: {reason}")
    if red:
        raise NotYet(f"{4 - len(red)} of 4 are green. {red[0]}")
    return "all four are green. Three are the log loss, the fourth agrees with it on hard labels."


@checker
def name_mistake(diagnose):
    """Check a function that names the mistake of a loss by calling it.

    Parameters
    ----------
    diagnose : callable
        Takes a function ``loss(y_true, y_proba)``. Returns ``"right"``, ``"swapped"``,
        ``"unlabelled"`` or ``"negative"``.

    Returns
    -------
    Verdict

    Examples
    --------
    >>> name_mistake(lambda loss: "right")
    Not yet: your function says 'right' to a loss for which loss(1, 0.9) is 2.3026.
    """
    for name, loss in LOSSES.items():
        words = f"a loss for which loss(1, 0.9) is {loss(1, 0.9):.4f}"
        said = run(diagnose, Case((loss,), words))
        if not isinstance(said, str) or said not in NAMES:
            raise NotYet(f"for {words} your function returns {said!r}, wanted one of {NAMES}.")
        if said != name:
            raise NotYet(f"your function says {said!r} to {words}.")
    return "calls with a known answer name the mistake, without reading a line of code."
