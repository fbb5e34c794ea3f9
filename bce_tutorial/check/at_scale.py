"""The exercises of chapter 16."""

from bce_tutorial.check._boxes import Number
from bce_tutorial.check._judge import Case, Mistake, Target, checker, compare
from bce_tutorial.scores import base_rate_loss

MERGE_CASES = tuple(
    Case(values, f"two parts {values[:2]} and {values[2:]}")
    for values in (
        (0.2, 1000, 0.6, 9000),
        (0.25, 300, 0.65, 500),
        (0.9, 2.5, 0.1, 40.0),
        (0.3, 7, 5.0, 0),
    )
)


def merged(loss_a, weight_a, loss_b, weight_b):
    """Return the mean of two means, each with its weight."""
    return (loss_a * weight_a + loss_b * weight_b) / (weight_a + weight_b)


MERGE_MISTAKES = (
    Mistake(lambda a, v, b, w: (a + b) / 2, "This is the mean of the means. Give each its weight."),
    Mistake(lambda a, v, b, w: a + b, "This adds two means. Turn them back into sums first."),
    Mistake(lambda a, v, b, w: a * v + b * w, "This is the sum of both. Divide by all weights."),
    Mistake(lambda a, v, b, w: (a * w + b * v) / (v + w), "The two weights are swapped."),
    Mistake(lambda a, v, b, w: (a * v + b * w) / 2, "Divide by the sum of the weights, not by 2."),
)

SKILL_CASES = tuple(
    Case(values, f"parts (loss, base rate, weight) {values[:3]} and {values[3:]}")
    for values in (
        (0.2, 0.05, 9000, 0.3, 0.5, 1000),
        (0.1, 0.02, 500, 0.4, 0.3, 500),
        (0.5, 0.4, 3.0, 0.6, 0.5, 1.0),
    )
)


def skill_of_both(loss_a, rate_a, weight_a, loss_b, rate_b, weight_b):
    """Return the skill of two parts taken together."""
    loss = merged(loss_a, weight_a, loss_b, weight_b)
    return 1 - loss / base_rate_loss(merged(rate_a, weight_a, rate_b, weight_b))


def _skill(loss, rate):
    return 1 - loss / base_rate_loss(rate)


SKILL_MISTAKES = (
    Mistake(
        lambda a, r, v, b, s, w: (_skill(a, r) + _skill(b, s)) / 2,
        "This is the mean of two skills. Merge losses and base rates first.",
    ),
    Mistake(
        lambda a, r, v, b, s, w: merged(_skill(a, r), v, _skill(b, s), w),
        "A skill is a quotient, so even its weighted mean is not the skill of both.",
    ),
    Mistake(
        lambda a, r, v, b, s, w: (
            1 - merged(a, v, b, w) / merged(base_rate_loss(r), v, base_rate_loss(s), w)
        ),
        "This compares with two guesses, one per part. The guess for both knows one base rate.",
    ),
    Mistake(
        lambda a, r, v, b, s, w: 1 - merged(a, v, b, w) / base_rate_loss((r + s) / 2),
        "The base rates are means too: give each its weight.",
    ),
    Mistake(
        lambda a, r, v, b, s, w: 1 - (a + b) / 2 / base_rate_loss(merged(r, v, s, w)),
        "The losses are means too: give each its weight.",
    ),
)

BOXES = {
    "merge-results": Number(
        "Monday: loss 0.25, 300 predictions of weight 1. Tuesday: loss 0.65, 100 predictions of "
        "weight 5. What is the loss of both together?",
        Target(2, merged(0.25, 300, 0.65, 500), (
            ((0.25 + 0.65) / 2, "that is the mean of the means."),
            (merged(0.25, 300, 0.65, 100), "that counts predictions. Tuesday's weigh 5 each."),
            (merged(0.25, 500, 0.65, 300), "that gives each day the weight of the other."),
            (0.25 + 0.65, "that adds two means."),
        ), "multiply each loss by its day's sum of weights, add, divide by the sum of both."),
        "sums are merged, and only then divided.",
    ),
    "merge-skill": Number(
        "Part A: loss 0.20, base rate 0.05, weight 9,000. Part B: loss 0.30, base rate 0.50, "
        "weight 1,000. What is the skill of both together?",
        Target(3, skill_of_both(0.2, 0.05, 9000, 0.3, 0.5, 1000), (
            ((_skill(0.2, 0.05) + _skill(0.3, 0.5)) / 2, "that is the mean of two skills."),
            (merged(_skill(0.2, 0.05), 9000, _skill(0.3, 0.5), 1000),
             "that is the weighted mean of two skills, and a skill is a quotient."),
            (1 - 0.21 / merged(base_rate_loss(0.05), 9000, base_rate_loss(0.5), 1000),
             "that compares with a guess that knows the base rate of each part."),
            (1 - 0.21 / base_rate_loss(0.275), "the base rates must be weighted too."),
        ), "merge the losses and the base rates by weight, then compute one skill."),
        "loss and base rate are means and merge. The skill is computed last.",
    ),
}  # fmt: skip


@checker
def merge_results(function):
    """Check a function that merges the losses of two parts.

    Parameters
    ----------
    function : callable
        Takes `loss_a`, `weight_a`, `loss_b`, `weight_b`: the mean loss and the sum of weights of
        each part. Returns the loss of both together.

    Returns
    -------
    Verdict

    Examples
    --------
    >>> merge_results(lambda loss_a, weight_a, loss_b, weight_b: (loss_a + loss_b) / 2)
    Not yet: for two parts (0.2, 1000) and (0.6, 9000) your function returns 0.4, \
wanted 0.56. This is the mean of the means. Give each its weight.
    """
    compare(function, MERGE_CASES, merged, MERGE_MISTAKES)
    return "a mean and its weight give back the sum, and sums can be merged."


@checker
def merge_skill(function):
    """Check a function that returns the skill of two parts taken together.

    Parameters
    ----------
    function : callable
        Takes `loss_a`, `rate_a`, `weight_a`, `loss_b`, `rate_b`, `weight_b`: mean loss, base rate
        and sum of weights of each part. Returns the skill of both together.

    Returns
    -------
    Verdict

    Examples
    --------
    >>> merge_skill(...)
    Not yet: put your function in the place of the dots.
    """
    compare(function, SKILL_CASES, skill_of_both, SKILL_MISTAKES)
    return "what is a mean was merged, and the quotient was taken last."
