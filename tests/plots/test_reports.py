"""The figure of a report looks the same whatever style is in use."""

import io

import matplotlib as mpl
import pytest

from bce_tutorial import plots, reliability_curve
from bce_tutorial.datasets import eight_predictions

IDS, Y, P = eight_predictions()
CURVE = reliability_curve(Y, P)


def drawn(**options):
    target = io.BytesIO()
    plots.save_reliability(target, CURVE, **options)
    return target.getvalue()


def test_the_style_in_use_does_not_matter_and_stays():
    plain = drawn()
    with mpl.rc_context({"font.size": 30, "lines.linewidth": 9, "svg.hashsalt": "other"}):
        assert drawn() == plain
        assert mpl.rcParams["font.size"] == 30
    assert b"<text" in plain


def test_a_transparent_one_has_no_paper():
    assert b"#ffffff" in drawn()
    assert b"#ffffff" not in drawn(transparent=True)


def test_names_without_a_known_ending_are_refused(tmp_path):
    with pytest.raises(ValueError, match=r"^expected target to end with .svg, .png, .pdf, got "):
        plots.save_reliability(tmp_path / "x.jpg", CURVE)
    assert list(tmp_path.iterdir()) == []
