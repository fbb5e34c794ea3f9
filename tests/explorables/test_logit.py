"""One logit: the start, the markup and the messages; the walk moves the slider."""

import math

import pytest

from bce_tutorial import binary_cross_entropy_with_logits, explorables
from bce_tutorial.explorables._plot import PALE
from bce_tutorial.explorables._text import number
from bce_tutorial.explorables.logit import probability
from explorable_trees import slots, tree

SURE = "1.0000 1.0000 1.0000"  # gradients, exactly 1 on some processors only


def shown(explorable):
    return slots(tree(explorable._repr_html_()))


def marks(explorable):
    root = tree(explorable._repr_html_())
    return {e.get("data-mark"): e.attrib for e in root.iter() if e.get("data-mark")}


@pytest.mark.parametrize(
    ("z", "y", "dtype", "p", "q", "losses", "gradients"),
    [
        (17, 0, "float32", "1", "0", "∞ 100.0000 17.0000", "nan 0 1.0000"),
        (17, 0, "float64", "1.0000", "4.1 × 10⁻⁸", " ".join(["17.0000"] * 3), SURE),
        (16, 0, "float32", "1.0000", "1.2 × 10⁻⁷", "15.9424 15.9424 16.0000", SURE),
        (37, 0, "float64", "1", "0", "∞ 100.0000 37.0000", "nan 0 1.0000"),
        (-50, 1, "float32", "1.9 × 10⁻²²", "1", " ".join(["50.0000"] * 3),
         "−1.0000 −1.9 × 10⁻¹⁰ −1.0000"),
        (-89, 1, "float32", "0", "1", "∞ 100.0000 89.0000", "nan 0 −1.0000"),
        (0, 1, "float64", "0.5000", "0.5000", "0.6931 0.6931 0.6931", "−0.5000 −0.5000 −0.5000"),
    ],
)  # fmt: skip
def test_values(z, y, dtype, p, q, losses, gradients):
    explorable = explorables.logit(z=z, y=y, dtype=dtype)
    got = shown(explorable)
    ways = ("naive", "clamped", "stable")
    assert (got["p"], got["q"]) == (p, q)
    assert [got[f"{way}-loss"] for way in ways] == losses.split()
    parts = gradients.replace(" × ", "×").split()
    assert [got[f"{way}-gradient"].replace(" × ", "×") for way in ways] == parts
    assert (got["y"], got["dtype"]) == (str(y), dtype)
    assert repr(explorable).startswith(f"Saturate a logit: z = {number(z)[:3].rstrip('.')}")


def test_the_start_is_rounded_to_the_slider():
    got = shown(explorables.logit(z=-2.6, y=1, dtype="float64"))
    assert got["z"] == "−2.5"
    assert got["stable-loss"] == f"{binary_cross_entropy_with_logits(1, -2.5):.4f}"


def test_the_drawing_has_the_same_numbers():
    drawn = marks(explorables.logit(z=55, y=0, dtype="float64"))
    assert float(drawn["dot"]["cx"]) == 44 + 420 * 0.75
    assert float(drawn["dot"]["cy"]) == pytest.approx(240 - 1.36 * 55)
    assert float(drawn["ring"]["cy"]) == pytest.approx(240 - 1.36 * 100)
    assert drawn["curve-0"]["stroke-opacity"] == "1"
    assert drawn["curve-1"]["stroke-opacity"] == str(PALE)


@pytest.mark.parametrize(
    ("y", "dtype", "first", "last"),
    [(0, "float32", 17, 110), (0, "float64", 37, 110), (1, "float32", -110, -89)],
)
def test_the_zone_covers_the_logits_whose_naive_loss_is_infinite(y, dtype, first, last):
    explorable = explorables.logit(y=y, dtype=dtype)
    zone = marks(explorable)["zone"]
    left, width = float(zone["x"]), float(zone["width"])
    assert left == pytest.approx(44 + 420 * (first + 110) / 220, abs=0.01)
    assert left + width == pytest.approx(44 + 420 * (last + 110) / 220, abs=0.01)
    assert shown(explorable)["zone"] == "naive: ∞"


def test_no_zone_where_nothing_fails():
    explorable = explorables.logit(y=1, dtype="float64")
    assert marks(explorable)["zone"]["width"] == "0"
    assert shown(explorable)["zone"] is None


@pytest.mark.parametrize(
    ("value", "text"),
    [(0.0, "0"), (-0.0, "0"), (1, "1.0000"), (-1, "−1.0000"), (0.99996, "1.0000"), (math.inf, "∞"),
     (math.nan, "nan"), (-2.5e-7, "−2.5 × 10⁻⁷"), (0.001, "0.0010"), (-17.25, "−17.2500")],
)  # fmt: skip
def test_numbers(value, text):
    assert number(value) == text


def test_a_probability_of_1_can_be_told_from_one_that_is_rounded_to_it():
    assert [probability(p) for p in (1, 1 - 2**-53, 0)] == ["1", "1.0000", "0"]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"z": 110.5}, "expected z to be a number from -110 to 110, got 110.5"),
        ({"z": math.nan}, "expected z to be a number from -110 to 110, got nan"),
        ({"y": 0.5}, "expected y to be 0 or 1, got 0.5"),
        ({"dtype": "float16"}, "expected dtype to be one of float32, float64, got 'float16'"),
    ],
)
def test_messages(options, message):
    with pytest.raises(ValueError) as error:  # noqa: PT011, the next line has the message
        explorables.logit(**options)
    assert str(error.value) == message
