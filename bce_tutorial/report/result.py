"""What a score report holds."""

import math
from typing import NamedTuple

from bce_tutorial.calibration import ReliabilityCurve


class ScoreReport(NamedTuple):
    """What :func:`bce_tutorial.score_report` found: a table and a figure in Jupyter, or text.

    ``count`` counts predictions, ``base_rate`` and ``mean_proba`` are the means of labels and
    probabilities. ``loss``, its interval from ``low`` to ``high`` and ``base_rate_loss`` are in
    nats, and ``bits`` is the loss in bits. ``interval`` says how the interval was found:
    ``"bootstrap"``, ``"normal"`` or ``"none"``. ``reliability`` is a curve of ten bins.
    ``skill`` and ``calibration_slope`` are NaN where they have no value. ``certain`` counts the
    predictions of exactly 0 or 1, ``certain_and_wrong`` those with an infinite penalty,
    the first at ``first_certain_and_wrong``, an index or, in a file, a row, as ``place`` says.
    ``soft_labels`` counts labels between 0 and 1, ``dropped`` rows left out for want of a label.
    """

    count: int
    base_rate: float
    mean_proba: float
    loss: float
    low: float
    high: float
    interval: str
    base_rate_loss: float
    skill: float
    brier: float
    calibration_slope: float
    reliability: ReliabilityCurve
    certain: int
    certain_and_wrong: int
    first_certain_and_wrong: int | None
    soft_labels: int
    dropped: int
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
        >>> score_report([1, 0], [0.9, 0.2]).as_dict()["reliability"]["observed"]
        [0.0, 1.0]
        """
        named = self._asdict() | {"bits": self.bits}
        named["reliability"] = {
            name: values.tolist() for name, values in self.reliability._asdict().items()
        }
        return {
            name: None if isinstance(value, float) and not math.isfinite(value) else value
            for name, value in named.items()
        }

    def __repr__(self):
        from bce_tutorial.report.page import as_text

        return as_text(self)

    def _repr_html_(self):
        from bce_tutorial.report.page import as_html

        return as_html(self)
