"""The exercise of chapter 8."""

from bce_tutorial.check._judge import NotYet, checker

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
