"""The exercises of chapter 11."""

import math

import numpy as np

from bce_tutorial.check._boxes import Number
from bce_tutorial.check._judge import Case, Mistake, NotYet, Target, checker, compare, run
from bce_tutorial.losses import binary_cross_entropy


def rarest(threshold):
    """Return the base rate up to 1/2 at which a constant guess costs `threshold` nats."""
    low, high = 0.0, 0.5
    for _ in range(60):
        middle = (low + high) / 2
        if binary_cross_entropy(middle, middle) < threshold:
            low = middle
        else:
            high = middle
    return (low + high) / 2


BOXES = {
    "threshold-base-rate": Number(
        "Below which base rate does a constant guess have a loss below 0.10?",
        Target(4, rarest(0.1), (
            (100 * rarest(0.1), "that is in percent. Give the share."),
            (rarest(0.05), "that is the base rate for the threshold 0.05."),
            (rarest(0.2), "that is the base rate for the threshold 0.20."),
            (1 - math.exp(-0.1), "that is −ln(1 − b) = 0.10, without the positives."),
            (1 - rarest(0.1), "that is the share of the other class."),
            (rarest(0.1 * math.log(2)), "that takes the threshold 0.10 as bits."),
        ), "solve H(b) = 0.10 for a base rate below one half."),
        "a table that calls such a loss good calls this guess good.",
    ),
}  # fmt: skip

THRESHOLDS = tuple(Case((t,), f"threshold = {t}") for t in (0.05, 0.2, 0.3, 0.6))
THRESHOLD_MISTAKES = (
    Mistake(lambda t: 100 * rarest(t), "This is in percent. Return a share."),
    Mistake(lambda t: 1 - rarest(t), "This is the larger solution. Search below one half."),
    Mistake(lambda t: rarest(t * math.log(2)), "This takes the threshold as bits."),
    Mistake(lambda t: 1 - math.exp(-t), "The guess also pays for the positives, −b ln b."),
    Mistake(lambda t: math.exp(-t), "This is a typical probability, no base rate."),
    Mistake(lambda t: binary_cross_entropy(t, t), "This is H(t). Which b has H(b) = t?"),
)


@checker
def threshold_base_rate(function):
    """Check a function that returns the base rate below which a constant guess passes.

    Parameters
    ----------
    function : callable
        Takes `threshold`, a loss in nats between 0 and ln 2, and returns a share up to 1/2.
        Three correct decimals are enough.

    Returns
    -------
    Verdict

    Examples
    --------
    >>> threshold_base_rate(lambda threshold: 0.05)
    Not yet: for threshold = 0.05 your function returns 0.05, wanted 0.0087.
    """

    def near(threshold):  # a grid or a few bisections are a solution too
        got = function(threshold)
        wanted = rarest(threshold)
        close = isinstance(got, (float, np.floating)) and abs(got - wanted) < 6e-4
        return wanted if close else got

    compare(near if callable(function) else function, THRESHOLDS, rarest, THRESHOLD_MISTAKES)
    return "below this base rate a guess that has learnt nothing passes the threshold."


_RNG = np.random.default_rng(10)
HARD = _RNG.exponential(1.0, 400)  # how hard each row is, for both models
FIRST, SECOND = 0.4 * HARD, 0.5 * HARD + _RNG.exponential(0.1, 400)
GAP, PAIRED = (SECOND - FIRST).mean(), (SECOND - FIRST).std() / 20
SEPARATE = math.hypot(FIRST.std(), SECOND.std()) / 20
RESAMPLES, SLACK = 1000, 0.25  # the deviation of 1,000 draws is right within 10 %


@checker
def paired_bootstrap(function):
    """Check a function that resamples the difference of two models on the same rows.

    Parameters
    ----------
    function : callable
        Takes `first` and `second`, penalties of shape (n,), and a random generator `rng`.
        Returns at least 1,000 resampled differences of the means, second minus first.

    Returns
    -------
    Verdict

    Examples
    --------
    >>> paired_bootstrap(...)
    Not yet: put your function in the place of the dots.
    """
    case = Case((FIRST, SECOND, np.random.default_rng(0)), "two models on 400 rows")
    draws = np.asarray(run(function, case), dtype=np.float64)
    if draws.ndim != 1 or draws.size < RESAMPLES:
        said = f"your function returns an array of shape {draws.shape}"
        raise NotYet(f"{said}, wanted at least {RESAMPLES:,} differences, one per resample.")
    middle, spread = draws.mean(), draws.std()
    if math.isclose(middle, -GAP, rel_tol=SLACK):
        raise NotYet("the sign is turned round: wanted second minus first.")
    if not math.isclose(middle, GAP, rel_tol=SLACK):
        said = f"your differences lie around {middle:.4f}, wanted {GAP:.4f}"
        raise NotYet(f"{said}, the difference of the two means.")
    if math.isclose(spread, SEPARATE, rel_tol=SLACK):
        raise NotYet("your differences spread as if the two models had met different rows.")
    if spread < (1 - SLACK) * PAIRED:
        raise NotYet("your differences hardly vary. Draw the rows with replacement, all n.")
    if spread > (1 + SLACK) * PAIRED:
        said = f"your differences have a deviation of {spread:.4f}, wanted about {PAIRED:.4f}"
        raise NotYet(f"{said}. How many rows has a resample?")
    return "one draw of the rows serves both models, so what they share cancels."
