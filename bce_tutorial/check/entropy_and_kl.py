"""The exercises of chapter 10."""

import numpy as np

from bce_tutorial.check._boxes import Number
from bce_tutorial.check._judge import Case, Mistake, Target, checker, compare
from bce_tutorial.losses import binary_cross_entropy
from bce_tutorial.scores import base_rate_loss

TEN = np.repeat([0, 1], [8, 2]), np.array([1, 1, 1, 1, 1, 1, 0, 0, 1, 0])


def by_group(group, y_true):
    """Return the size and the entropy of each group of labels."""
    parts = [y_true[group == g] for g in np.unique(group)]
    return np.array([part.size for part in parts]), np.array(list(map(base_rate_loss, parts)))


def conditional(group, y_true):
    """Return the entropy of the labels within groups, on average over the rows."""
    sizes, entropies = by_group(group, y_true)
    return (sizes * entropies).sum() / sizes.sum()


BOXES = {
    "soft-label-floor": Number(
        "Targets (0.2, 0.2, 0.2, 0.2): what is the lowest loss that any model can reach?",
        Target(4, binary_cross_entropy(0.2, 0.2), (
            (0, "that is the floor of hard labels. These are soft."),
            (-np.log(0.8), "that is the loss of one hard label at p = 0.2."),
            (binary_cross_entropy(0.2, 0.5), "that is what a constant 0.5 costs. Predict better."),
            (4 * binary_cross_entropy(0.2, 0.2), "that is a sum. The loss is a mean."),
            (binary_cross_entropy(0.2, 0.2, base=2), "that is in bits."),
        ), "the best prediction of a soft label is the label itself."),
        "it is the entropy of a coin with probability 0.2.",
    ),
    "feature-floor": Number(
        "Ten e-mails: eight have a dollar sign, six of these are spam; of the other two one is. "
        "What is the conditional entropy of the label, given the sign?",
        Target(4, conditional(*TEN), (
            (base_rate_loss(TEN[1]), "that is the entropy of all ten, whatever the sign."),
            (by_group(*TEN)[1].mean(), "the groups differ in size: weigh each by its rows."),
            (by_group(*TEN)[1].sum(), "that is a sum. It is a mean over the rows."),
            (conditional(*TEN) / np.log(2), "that is in bits."),
            (base_rate_loss(TEN[1]) - conditional(*TEN), "that is what the sign saves."),
        ), "take the entropy of each group, and weight it by the rows of the group."),
        "it is 0.8 times the entropy of 6/8 and 0.2 times the entropy of 1/2.",
    ),
}  # fmt: skip


def labels(*values):
    """Return a case of soft labels."""
    return Case((np.array(values),), f"targets = {list(values)}")


def predictions(targets, y_proba):
    """Return a case of soft labels and predictions."""
    words = f"targets = {targets}, y_proba = {y_proba}"
    return Case((np.array(targets), np.array(y_proba)), words)


FLOORS = (labels(0.5), labels(1.0), labels(0.5, 0.3, 0.5, 0.9), labels(0.0, 0.2))
EXCESSES = (
    predictions([0.5], [0.5]),
    predictions([1.0], [0.8]),
    predictions([0.5, 0.3, 0.5, 0.9], [0.1, 0.3, 0.5, 0.8]),
)


def lowest(targets):
    """Return the lowest loss that any prediction of the targets can reach."""
    return binary_cross_entropy(targets, targets)


def surplus(targets, y_proba):
    """Return what predictions cost above the floor of their targets."""
    return binary_cross_entropy(targets, y_proba) - lowest(targets)


FLOOR_MISTAKES = (
    Mistake(lambda y: 0.0, "That is the floor of hard labels only."),
    Mistake(lambda y: y.size * lowest(y), "This is a sum. The loss is a mean."),
    Mistake(lambda y: -lowest(y), "Mind the sign: a logarithm of a probability is not positive."),
    Mistake(lambda y: lowest(y) / np.log(2), "This is in bits."),
    Mistake(
        lambda y: lowest(y.mean()),
        "This is the entropy of the mean target. Entropy comes first, then the mean.",
    ),
    Mistake(
        lambda y: -np.mean(np.where(y > 0, y * np.log(np.maximum(y, 1e-300)), 0)),
        "The second term is missing, for the probability 1 − y of the other outcome.",
    ),
)
EXCESS_MISTAKES = (
    Mistake(binary_cross_entropy, "This is the whole loss. Subtract its floor."),
    Mistake(lambda y, p: -surplus(y, p), "This is floor minus loss. Which one is larger?"),
)


@checker
def soft_label_floor(floor, excess):
    """Check the lowest loss of soft labels, and what a model costs above it.

    Parameters
    ----------
    floor : callable
        Takes `targets`, an array of soft labels.
    excess : callable
        Takes `targets` and `y_proba`, arrays of the same shape.

    Returns
    -------
    Verdict

    Examples
    --------
    >>> soft_label_floor(lambda targets: 0.0, ...)  # doctest: +ELLIPSIS
    Not yet: for targets = [0.5] your function returns 0, wanted 0.6931. That is the floor ...
    """
    compare(floor, FLOORS, lowest, FLOOR_MISTAKES)
    compare(excess, EXCESSES, surplus, EXCESS_MISTAKES)
    return "the floor is the mean entropy of the targets, and the excess is the divergence."


def rows(group, y_true):
    """Return a case of groups and labels."""
    words = f"group = {list(group)}, y_true = {list(y_true)}"
    return Case((np.array(group), np.array(y_true)), words)


GROUPED = (
    rows([0, 0], [0, 1]),
    rows([0, 0, 1, 1], [0, 0, 1, 1]),
    rows([0, 0, 0, 0, 1, 1], [0, 0, 0, 1, 0, 1]),
)
GROUP_MISTAKES = (
    Mistake(
        lambda g, y: base_rate_loss(y), "This is the entropy of all labels: the group is not used."
    ),
    Mistake(
        lambda g, y: by_group(g, y)[1].mean(),
        "Each group counts alike here. Weigh it by its number of rows.",
    ),
    Mistake(lambda g, y: conditional(g, y) / np.log(2), "This is in bits."),
    Mistake(lambda g, y: y.size * conditional(g, y), "This is a sum. Divide it by the rows."),
    Mistake(
        lambda g, y: base_rate_loss(y) - conditional(g, y),
        "This is what the group saves. Asked is what remains.",
    ),
)


@checker
def feature_floor(conditional_entropy):
    """Check the conditional entropy of labels within the groups that a feature makes.

    Parameters
    ----------
    conditional_entropy : callable
        Takes `group` and `y_true`, arrays of the same length, and returns nats.

    Returns
    -------
    Verdict

    Examples
    --------
    >>> feature_floor(...)
    Not yet: put your function in the place of the dots.
    """
    compare(conditional_entropy, GROUPED, conditional, GROUP_MISTAKES)
    return "the entropy of each group, weighted by its rows, is what the feature leaves open."
