"""The exercises of chapter 8."""

import numpy as np

from bce_tutorial.check._judge import Case, Mistake, NotYet, checker, compare

SMALL, LARGE, SILENT, ENDLESS = CAUSES = (
    "rate too small",
    "rate too large",
    "features say nothing",
    "classes can be separated",
)
DIAGNOSES = {
    "A": (
        SMALL,
        {
            LARGE: "nothing jumps here.",
            SILENT: "without a word from the features the loss would still reach the base rate's.",
            ENDLESS: "a loss on its way to 0 would be far below ln 2 by now.",
        },
    ),
    "B": (
        LARGE,
        {
            SMALL: "these steps are anything but small.",
            SILENT: "at its best moments the loss is near 0.5, far below the base rate's.",
            ENDLESS: "a loss on its way to 0 does not return to where it was.",
        },
    ),
    "C": (
        SILENT,
        {
            SMALL: "it falls within five steps and then stops. What has it learnt by then?",
            LARGE: "nothing jumps here.",
            ENDLESS: "a loss on its way to 0 would not stop at 0.6705.",
        },
    ),
}


@checker
def diagnose(A, B, C):
    """Check the causes of the three failures that `plots.three_failures` draws.

    Parameters
    ----------
    A, B, C : str
        Each "rate too small", "rate too large", "features say nothing" or
        "classes can be separated".

    Returns
    -------
    Verdict

    Examples
    --------
    >>> diagnose("classes can be separated", ..., ...)
    Not yet: A is another case: a loss on its way to 0 would be far below ln 2 by now.
    """
    for (name, (cause, others)), said in zip(DIAGNOSES.items(), (A, B, C), strict=True):
        if said is None or said is ...:
            raise NotYet(f"put the cause of {name} in the place of the dots.")
        if said not in CAUSES:
            raise NotYet(f"{name} is none of the four causes. They are: {', '.join(CAUSES)}.")
        if said != cause:
            raise NotYet(f"{name} is another case: {others[said]}")
    return "the height of a plateau and the way to it tell the three apart."


def epoch(losses, sizes):
    """Return a case of the batches of an epoch."""
    return Case((np.array(losses), np.array(sizes)), f"losses = {losses}, sizes = {sizes}")


EPOCHS = (
    epoch([0.4, 0.4, 0.9], [32, 32, 4]),
    epoch([0.7, 0.3], [10, 5]),
    epoch([0.5, 0.4, 0.2, 0.1], [8, 8, 8, 1]),
)
MEANS = (
    Mistake(
        lambda losses, sizes: losses.mean(),
        "A short batch stands for few rows, and here it counts like a full one.",
    ),
    Mistake(
        lambda losses, sizes: losses @ sizes / len(sizes),
        "Divide by the number of rows, not by that of batches.",
    ),
    Mistake(lambda losses, sizes: losses @ sizes, "That is a sum over the rows. Make it a mean."),
    Mistake(lambda losses, sizes: losses.sum() / sizes.sum(), "Each loss is a mean over its rows."),
    Mistake(lambda losses, sizes: losses[:-1].mean(), "The last batch belongs to the epoch too."),
)


@checker
def epoch_loss(function):
    """Check a function that returns the mean loss of all rows of an epoch.

    Parameters
    ----------
    function : callable
        Takes `losses`, the mean loss of each batch, and `sizes`, the number of its rows: arrays
        of the same shape. Returns the mean loss of a row.

    Returns
    -------
    Verdict

    Examples
    --------
    >>> verdict = epoch_loss(lambda losses, sizes: 0.5)
    >>> repr(verdict).endswith("your function returns 0.5, wanted 0.4294.")
    True
    """
    compare(function, EPOCHS, lambda losses, sizes: np.average(losses, weights=sizes), MEANS)
    return "every row counts once, whatever batch it was in."
