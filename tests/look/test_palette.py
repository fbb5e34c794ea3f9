"""The colours can be read: on both pages, and in a plain notebook where nothing replaces them."""

import pytest

from bce_tutorial.explorables._plot import PALE
from bce_tutorial.look.palette import COMPARED, INK, LABELS, MEANINGS, PAPER, REDRAWN, THEMES
from contrast import channels, contrast

LIGHT, DARK = THEMES["paper"]


def test_black_on_white_is_21_to_1():
    assert contrast("#000000", "rgb(255, 255, 255)") == pytest.approx(21, abs=1e-9)


def test_no_two_colours_are_the_same():
    assert len(set(THEMES.values())) == len(THEMES)
    assert len({light for light, _ in THEMES.values()}) == len(THEMES)


@pytest.mark.parametrize("colour", [*LABELS, *COMPARED])
def test_a_name_beside_a_curve_can_be_read_even_where_nothing_replaces_its_colour(colour):
    assert contrast(colour, LIGHT) >= 4.5
    assert contrast(colour, DARK) >= 3


@pytest.mark.parametrize("name", ["class-1", "class-0", "third", "fourth", "grid"])
def test_a_name_beside_a_curve_can_be_read_in_both_themes(name):
    for text, page in zip(THEMES[name], THEMES["paper"], strict=True):
        assert contrast(text, page) >= 4.5


@pytest.mark.parametrize(
    "name", ["class-1", "class-0", "third", "fourth", "seagreen", "brown", "grid"]
)
def test_every_line_has_a_contrast_of_3(name):
    on_light, on_dark = THEMES[name]
    assert contrast(on_light, LIGHT) >= 3
    assert contrast(on_dark, DARK) >= 3


@pytest.mark.parametrize("label", ["class-1", "class-0"])
def test_the_curve_of_what_did_not_happen_has_a_contrast_of_3(label):
    for colour, page in zip(THEMES[label], THEMES["paper"], strict=True):
        pairs = zip(channels(colour), channels(page), strict=True)
        seen = (round(PALE * over + (1 - PALE) * under) for over, under in pairs)
        assert contrast("rgb({}, {}, {})".format(*seen), page) >= 3


@pytest.mark.parametrize("name", ["ink", "accent", "soft"])
@pytest.mark.parametrize("ground", ["paper", "panel"])
def test_text_has_a_contrast_of_4_5(name, ground):
    for text, background in zip(THEMES[name], THEMES[ground], strict=True):
        assert contrast(text, background) >= 4.5


def test_every_colour_of_a_figure_has_one_meaning_and_its_variable():
    assert set(MEANINGS) == {INK, PAPER, *LABELS, *COMPARED, *sum(REDRAWN.values(), ())}
    assert set(MEANINGS) <= {light for light, _ in THEMES.values()}
    assert len(set(MEANINGS.values())) == len(MEANINGS)
