"""The exercises of chapter 2."""

import math

import numpy as np

from bce_tutorial.check._boxes import Number
from bce_tutorial.check._judge import (
    Case,
    Mistake,
    NotYet,
    Target,
    checker,
    compare,
    result,
    shown,
)
from bce_tutorial.probabilities import log_penalty

GRID = np.arange(101) / 100
FINE = np.arange(1001) / 1000


def absolute(y, p):
    """Return the absolute error."""
    return np.abs(y - p)


def squared(y, p):
    """Return the squared error."""
    return (y - p) ** 2


def log(y, p):
    """Return the log loss."""
    return log_penalty(given(y, p))


def given(y, p):
    """Return the probability given to what happened."""
    return np.where(np.equal(y, 1), p, 1 - p)


def expected(loss, truth, q):
    """Return the expected loss of the forecast q when class 1 has the probability `truth`."""
    return truth * loss(1, q) + (1 - truth) * loss(0, q)


def best(loss, truth, grid):
    """Return the forecast with the lowest expected loss."""
    return float(grid[np.argmin(expected(loss, truth, grid))])


def power(exponent):
    """Return the loss |p − y| to a power."""
    return lambda y, p: np.abs(p - y) ** exponent


LOSSES = (absolute, log, squared)
CHANCES = (0.7, 0.1, 0.6, 0.9)

BOXES = {
    "best-forecast": Number(
        "Class 1 has probability 0.6. At which forecast is the expected absolute error lowest?",
        Target(
            2,
            best(absolute, 0.6, GRID),
            (
                (0.6, "there log loss and squared error are lowest. Try a little higher."),
                (0, "there it is highest. Which label has probability 0.6?"),
                (0.5, "try 0.51: does it cost more or less?"),
                (0.4, "this is the lowest expected error itself. Where is it reached?"),
            ),
            "compute the expected error at 0, 0.01, and so on up to 1, and look for the lowest.",
        ),
        "absolute error asks for certainty although 4 in 10 go the other way.",
    ),
    "spherical-loss": Number(
        "Class 1 has probability 0.7. At which forecast is the expected value of |p − y| to the "
        "power 1.5 lowest?",
        Target(
            3,
            best(power(1.5), 0.7, FINE),
            (
                (best(power(3), 0.7, FINE), "this belongs to the power 3."),
                (0.7, "a proper loss would be lowest there. Try 0.71."),
                (1, "there absolute error, the power 1, is lowest."),
                (best(power(1.5), 0.3, FINE), "which of the two labels has probability 0.7?"),
            ),
            "compute the expected loss on the grid 0, 0.001, and so on up to 1.",
        ),
        "further out than the truth, so this loss teaches a model to exaggerate.",
    ),
}


@checker
def best_forecast(function):
    """Check a function that finds the forecast with the lowest expected loss.

    Parameters
    ----------
    function : callable
        Takes a loss, itself a function of a label and a forecast, and the true probability of
        class 1. Returns one of 0, 0.01, ..., 1.

    Returns
    -------
    Verdict

    Examples
    --------
    >>> best_forecast(lambda loss, truth: truth)  # doctest: +ELLIPSIS
    Not yet: for loss = absolute, truth = 0.7 your function returns 0.7, but the forecast ...
    """
    for truth in CHANCES:
        for loss in LOSSES:
            _judge_forecast(function, loss, truth)
    return "absolute error chooses 0 or 1, the other two choose the truth."


def _judge_forecast(function, loss, truth):
    """Raise `NotYet` if the function's forecast is not the best one."""
    case = Case((loss, truth), f"loss = {loss.__name__}, truth = {truth}")
    q, costs = result(function, case), expected(loss, truth, GRID)
    said = f"for {case.words} your function returns {shown(q)}"
    if math.isclose(q, costs.min()):
        raise NotYet(f"{said}. That is the lowest expected loss; at which forecast is it reached?")
    place = round(100 * np.clip(q, -1, 2))
    if not 0 <= place <= 100 or not math.isclose(q, GRID[place], abs_tol=1e-9):
        hint = " Is it a position in the grid?" if q == costs.argmin() else ""
        raise NotYet(f"{said}, which is none of the forecasts 0, 0.01, ..., 1.{hint}")
    neighbours = [k for k in (place - 1, place + 1) if 0 <= k <= 100]
    better = min(neighbours, key=lambda k: costs[k])
    if costs[better] < costs[place] - 1e-12:
        highest = (
            " There it is highest: does the probability belong to label 1, "
            "and do you look for the lowest?"
        )
        hint = highest if place == costs.argmax() else ""
        raise NotYet(
            f"{said}, but the forecast {shown(GRID[better])} has a lower expected loss: "
            f"{shown(costs[better])} instead of {shown(costs[place])}.{hint}"
        )


@checker
def spherical_loss(function):
    r"""Check a function that returns the spherical loss of one prediction.

    .. math:: 1 - \frac{c}{\sqrt{p^2 + (1 - p)^2}}

    Parameters
    ----------
    function : callable
        Takes a label and a prediction.

    Returns
    -------
    Verdict

    Examples
    --------
    >>> spherical_loss(lambda y, p: 1 - p / (p**2 + (1 - p) ** 2) ** 0.5)  # doctest: +ELLIPSIS
    Not yet: for y = 0, p = 0.6 your function returns 0.1679, wanted 0.4453. What happened ...
    """
    cases = [Case((y, p), f"y = {y}, p = {p}") for p in (0.6, 0.9, 1.0) for y in (1, 0)]

    def length(p):
        return np.hypot(p, 1 - p)

    mistakes = (
        Mistake(lambda y, p: 1 - p / length(p), "What happened when y = 0?"),
        Mistake(
            lambda y, p: 1 - given(1 - y, p) / length(p),
            "Is c the probability of what happened, or of the other outcome?",
        ),
        Mistake(lambda y, p: 1 - given(y, p) / length(p) ** 2, "Where is the square root?"),
        Mistake(lambda y, p: given(y, p) / length(p), "This is a reward: higher is better."),
        Mistake(lambda y, p: -given(y, p) / length(p), "The right shape, but 1 too low."),
        Mistake(lambda y, p: 1 + given(y, p) / length(p), "A better forecast should cost less."),
        Mistake(lambda y, p: 1 - given(y, p), "The denominator is missing."),
    )
    compare(function, cases, lambda y, p: 1 - given(y, p) / length(p), mistakes)
    return "the formula is right for both labels. Now see where its expected value is lowest."
