"""What a score report holds."""

import math
from typing import NamedTuple

from bce_tutorial.calibration import ReliabilityCurve


class GroupScore(NamedTuple):
    """The scores of one group of predictions, against the base rate of this group.

    The intervals are those of the normal approximation. ``verdict`` is as in
    :class:`ScoreReport`.
    """

    name: str
    count: int  # type: ignore[assignment]  # hides a tuple's method
    base_rate: float
    loss: float
    low: float
    high: float
    base_rate_loss: float
    difference: float
    difference_low: float
    difference_high: float
    skill: float
    skill_low: float
    skill_high: float
    verdict: str


class Comparison(NamedTuple):
    """Another prediction of the same rows: its loss, and its loss less that of the first.

    ``verdict`` says whether the other one is ``"better"`` or ``"worse"``; else it is
    ``"not settled"``, or ``"few"`` or ``"none"`` where nothing can be said.
    """

    loss: float
    difference: float
    low: float
    high: float
    certain_and_wrong: int
    verdict: str


class Bins(NamedTuple):
    """What the reliability curve does not say of its bins, in lists of one entry a bin.

    A bin reaches from ``lower`` to ``upper``, the latter included. The 95 % interval of the
    observed share is Wilson's, from ``observed_low`` to ``observed_high``.
    """

    lower: list[float]
    upper: list[float]
    observed_low: list[float]
    observed_high: list[float]


class ScoreReport(NamedTuple):
    """What :func:`bce_tutorial.score_report` found: a table and a figure in Jupyter, or text.

    ``count`` counts predictions, ``dropped`` rows left out for want of a label; ``base_rate`` and
    ``mean_proba`` are the means of labels and probabilities.

    ``loss``, its interval from ``low`` to ``high``, and ``base_rate_loss`` are in nats, and
    ``bits`` is the loss in bits. ``interval`` says how the intervals were found: ``"bootstrap"``,
    ``"normal"`` or ``"none"``. ``difference`` is the loss less the base-rate loss, with an
    interval of differences row by row; ``skill`` has one as well. ``verdict`` is ``"better"`` or
    ``"worse"`` where the interval of the difference lies on one side of 0, else
    ``"not settled"``; ``"few"`` with fewer than 30 predictions or 10 of a class, and ``"none"``
    with one class only.

    ``expected_loss`` is the mean loss if the probabilities are right, ``expected_error`` the
    standard deviation of the mean loss then, and ``z_score`` how many of these the loss lies
    above it. ``spread`` and ``expected_spread`` are the standard deviations of single penalties,
    observed and expected. ``calibration_slope`` has an interval from ``slope_low`` to
    ``slope_high``. ``other_class_loss`` is the loss of 1 - p.

    ``reliability`` is a curve of ten bins, ``bins`` their borders, ``ece`` the mean gap between
    mean prediction and observed share. ``auc`` is off by ``auc_error`` at most. ``certain``
    counts the predictions of exactly 0 or 1, ``certain_and_wrong`` those with an infinite
    penalty, the first at ``first_certain_and_wrong``, an index or, in a file, a row, as ``place``
    says. ``soft_labels`` counts labels between 0 and 1. ``constant`` says whether all predictions
    are equal. ``groups`` has the scores of each group, ``comparison`` those of the other
    prediction, or None.

    Numbers without a value are NaN.
    """

    count: int  # type: ignore[assignment]  # hides a tuple's method
    dropped: int
    base_rate: float
    mean_proba: float
    loss: float
    low: float
    high: float
    interval: str
    base_rate_loss: float
    difference: float
    difference_low: float
    difference_high: float
    skill: float
    skill_low: float
    skill_high: float
    verdict: str
    expected_loss: float
    expected_error: float
    z_score: float
    spread: float
    expected_spread: float
    brier: float
    accuracy: float
    auc: float
    auc_error: float
    calibration_slope: float
    slope_low: float
    slope_high: float
    reliability: ReliabilityCurve
    bins: Bins
    ece: float
    certain: int
    certain_and_wrong: int
    first_certain_and_wrong: int | None
    soft_labels: int
    constant: bool
    other_class_loss: float
    groups: tuple[GroupScore, ...]
    comparison: Comparison | None
    place: str

    @property
    def bits(self):
        """The loss in bits."""
        return self.loss / math.log(2)

    def as_dict(self):
        """Return the report in numbers, strings, lists and None, as JSON needs it.

        None stands for what has no value, and for an infinite loss.

        Returns
        -------
        dict

        Examples
        --------
        >>> from bce_tutorial import score_report
        >>> score_report([1, 0], [0.9, 0.2]).as_dict()["reliability"]["observed"]
        [0.0, 1.0]
        """
        curve = {name: values.tolist() for name, values in self.reliability._asdict().items()}
        named = self._asdict() | {"bits": self.bits, "reliability": curve | self.bins._asdict()}
        del named["bins"]
        named["groups"] = [_plain(group._asdict()) for group in self.groups]
        if self.comparison:
            named["comparison"] = _plain(self.comparison._asdict())
        return _plain(named)

    def __repr__(self):
        from bce_tutorial.report.page import as_text

        return as_text(self)

    def _repr_html_(self):
        from bce_tutorial.report.page import as_html

        return as_html(self)


def _plain(named):
    """Return the same dictionary with None for numbers that JSON does not have."""
    return {
        name: None if isinstance(value, float) and not math.isfinite(value) else value
        for name, value in named.items()
    }
