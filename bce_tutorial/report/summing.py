"""From blocks of rows to a score report."""

import numpy as np

from bce_tutorial.report.result import ScoreReport
from bce_tutorial.report.tally import Tally


def report_of(blocks, *, place, dropped=None, rng=None):
    """Return the report of rows that come in blocks and were checked.

    `place` says what the blocks' places are, "index" or "row". `dropped` is a function without
    arguments that returns how many rows were left out; it is called after the last block.
    Predictions with a weight of 0 are left out here.
    """
    tally = Tally()
    for block in blocks:
        tally.add(block)
    if not tally.scores.count:
        raise ValueError("expected a weight above 0, got none")
    loss, reference, skill, brier, count = tally.scores.result()
    low, high, interval = tally.interval(np.random.default_rng(0 if rng is None else rng))
    weight, labels, probabilities = tally.bins[:3].sum(axis=1)
    return ScoreReport(
        count=count,
        base_rate=min(float(labels / weight), 1.0),
        mean_proba=min(float(probabilities / weight), 1.0),
        loss=loss,
        low=low,
        high=high,
        interval=interval,
        base_rate_loss=reference,
        skill=skill,
        brier=brier,
        calibration_slope=tally.slope(),
        reliability=tally.curve(),
        certain=tally.certain,
        certain_and_wrong=tally.wrong,
        first_certain_and_wrong=tally.first_wrong,
        soft_labels=tally.soft,
        dropped=dropped() if dropped else 0,
        place=place,
    )
