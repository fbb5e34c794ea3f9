"""Three scores: the start, the markup and the messages; the walk moves the sliders."""

import math

import numpy as np
import pytest

from bce_tutorial import explorables
from bce_tutorial.explorables.simplex import CORNERS, toward
from explorable_trees import slots, tree


def shown(explorable):
    return slots(tree(explorable._repr_html_()))


def marks(explorable):
    root = tree(explorable._repr_html_())
    return {e.get("data-mark"): e.attrib for e in root.iter() if e.get("data-mark")}


@pytest.mark.parametrize("z", [(2, 1, 0), (0, 0, 0), (-4, 4, 0.3), (4, -4, -4), (-0.04, 0.2, 1.1)])
@pytest.mark.parametrize("y", [0, 1, 2])
def test_probabilities_and_losses_are_the_closed_forms(z, y):
    explorable = explorables.simplex(logits=z, y=y)
    got = shown(explorable)
    e = np.exp(np.round(z, 1))
    p = e / e.sum()
    others = sum(-math.log(1 - p[k]) for k in range(3) if k != y)
    assert [got[f"p-{k}"] for k in range(3)] == [f"{value:.4f}" for value in p]
    assert got["loss"] == f"{-math.log(p[y]):.4f}"
    assert got["sum"] == f"{others - math.log(p[y]):.4f}"
    assert got["mean"] == f"{(others - math.log(p[y])) / 3:.4f}"
    assert [got[f"fate-{k}"] for k in range(3)] == ["✓" if k == y else None for k in range(3)]
    assert f"class {y} costs {got['loss']} nats" in repr(explorable)


def test_scores_are_written_with_a_true_minus_and_no_negative_zero():
    got = shown(explorables.simplex(logits=(-1.26, -0.04, 3)))
    assert [got[f"z-{k}"] for k in range(3)] == ["−1.3", "0.0", "3.0"]


def test_the_same_step_for_all_scores_moves_no_probability():
    one, other = (marks(explorables.simplex(logits=z)) for z in ((2, 1, 0), (3, 2, 1)))
    assert one["dot"] == other["dot"]
    assert one["bar-0"]["width"] == other["bar-0"]["width"] == "66.52"


def test_dot_stands_at_the_mean_of_the_corners_with_the_probabilities_as_weights():
    x, y = np.mean(CORNERS, axis=0)
    dot = marks(explorables.simplex(logits=(1, 1, 1)))["dot"]
    assert (float(dot["cx"]), float(dot["cy"])) == pytest.approx((x, y), abs=0.005)
    dot = marks(explorables.simplex(logits=(4, -4, -4)))["dot"]
    assert float(dot["cy"]) == pytest.approx(28 + 242 * 0.00067, abs=0.01)


@pytest.mark.parametrize("y", [0, 1, 2])
def test_bands_lie_between_lines_of_equal_loss(y):
    drawn = marks(explorables.simplex(y=y))
    corner, after = np.array(CORNERS[y]), np.array(CORNERS[(y + 1) % 3])
    for index, level in enumerate((0, 0.25, 0.5, 1, 2, 4)):
        first = drawn[f"band-{index}"]["d"][1:].partition("L")[0].split()
        p = math.exp(-level)
        np.testing.assert_allclose(
            [float(v) for v in first], p * corner + (1 - p) * after, atol=0.005
        )
    assert toward(y, (y + 1) % 3, 0) == CORNERS[(y + 1) % 3]
    shades = [float(drawn[f"band-{k}"]["fill-opacity"]) for k in range(6)]
    assert shades == sorted(set(shades))
    assert drawn["level-1"]["text-anchor"] == ("end", "middle", "start")[y]


def test_only_the_class_that_happened_has_the_colour_of_what_happened():
    drawn = marks(explorables.simplex(y=2))
    classes = [drawn[f"bar-{k}"]["class"] for k in range(3)]
    assert classes == ["bce-class-0", "bce-class-0", "bce-class-1"]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"logits": (1, 2)}, "expected logits of shape (3,), got (2,)"),
        ({"logits": (1, 4.5, 2)}, "expected logits[1] to be a number in [-4, 4], got 4.5"),
        ({"logits": (math.nan, 0, 0)}, "expected logits[0] to be a number in [-4, 4], got nan"),
        ({"logits": "abc"}, "expected logits to be numeric"),
        ({"y": 3}, "expected y to be an integer in [0, 3), got 3"),
        ({"y": -1}, "expected y to be an integer in [0, 3), got -1"),
    ],
)
def test_messages(options, message):
    with pytest.raises(ValueError) as error:  # noqa: PT011, the next line has the message
        explorables.simplex(**options)
    assert message in str(error.value)
