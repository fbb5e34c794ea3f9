"""The explorable of chapter 15: the same diagnosis in Python and in the page."""

import math

import pytest

from bce_tutorial import diagnose_loss, explorables
from bce_tutorial.explorables import assets
from bce_tutorial.look.folding import together
from bce_tutorial.symptoms import known_losses as table
from explorable_trees import slots, tree


def shown(**start):
    return slots(tree(explorables.symptom(**start)._repr_html_()))


def links(**start):
    root = tree(explorables.symptom(**start)._repr_html_())
    rows = [e for e in root.iter() if e.get("data-mark", "").startswith("row-")]
    return [row.find("a").get("href") for row in rows if not row.get("style")]


def test_it_says_what_the_package_says():
    for start in ({"loss": "0.693"}, {"loss": 16}, {"loss": "0.674", "base_rate": 0.409}):
        got, (causes, notes) = shown(**start), diagnose_loss(**start)
        for i, cause in enumerate(causes):
            assert got[f"words-{i}"] == together(cause.words)
            assert got[f"value-{i}"] == f"{start['loss']}: close to {cause.value:.4f},"
            assert got[f"where-{i}"] == table.SECTIONS[cause.section.removeprefix("sec-debugging-")]
        assert (got["note-0"], got["note-1"]) == tuple(map(together, notes))
        assert links(**start) == [f"#{cause.section}" for cause in causes]


@pytest.mark.parametrize("loss", ["inf", "nan", math.inf, -math.inf, 0, "-0.50", 100])
def test_a_number_that_is_no_constant_stands_as_it_was_typed(loss):
    assert shown(loss=loss)["value-0"] == f"{loss} is"
    assert len(links(loss=loss)) == 1


def test_it_refuses_what_the_package_refuses():
    with pytest.raises(ValueError, match=r"^expected loss to be a number as printed, got 'x'$"):
        explorables.symptom(loss="x")
    with pytest.raises(ValueError, match=r"^expected base_rate to be a number"):
        explorables.symptom(base_rate=2)


@pytest.mark.parametrize("rate", ["0", "100", "-5", "250", "x"])
def test_a_share_that_is_none_is_left_out(rate):
    moved = explorables.symptom(loss="0.6109").moved("rate", rate)
    assert slots(tree(moved._repr_html_())) == shown(loss="0.6109")


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("0,693", "0.693: close to 0.6931,"),
        (" 0.693 ", "0.693: close to 0.6931,"),
        ("0.6931", "0.6931 is"),
        ("−2.09", "-2.09 is"),
        ("INF", "inf is"),
        ("nan", "nan is"),
        ("0,6,9", None),
        ("about 1", None),
        (".", None),
        ("", None),
    ],
)
def test_what_is_typed_otherwise(typed, first):
    moved = explorables.symptom(loss="1").moved("loss", typed).moved("rate", "62,5 %")
    got = slots(tree(moved._repr_html_()))
    assert got["value-0"] == first
    assert (got["words-0"] == table.WORDS["empty"][0]) == (first is None)
    assert ("costs 0.6616" in (got["note-1"] or "")) == (first is not None and "0.6931" in first)


def test_its_buttons_stand_for_what_no_box_takes():
    pressed = explorables.symptom(loss="0.693").moved("press", 2)
    assert slots(tree(pressed._repr_html_()))["value-0"] == "nan is"
    assert slots(tree(pressed.moved("loss", "16")._repr_html_())) == shown(loss="16")


def test_markup():
    explorable = explorables.symptom()
    html = explorable._repr_html_()
    assert html == explorables.symptom()._repr_html_()
    assert assets.script("symptom") in html
    assert not [e for e in tree(html).iter() if e.get("id")]  # a page may hold it twice
    assert (
        repr(explorable)
        == "Type the number you see: 0.693 may be ln 2: what 0.5 in every row costs; "
        "print the range of p"
    )


def test_two_on_a_page_do_not_read_each_other(show):
    page = show(explorables.symptom(loss="36.04"), explorables.symptom(loss="nan"))
    first, second = page.locator(".bce-explorable").all()
    first.get_by_label("your loss").fill("1.0000")
    assert "base 2" in first.locator('[data-slot="words-0"]').inner_text()
    assert second.locator('[data-slot="value-0"]').inner_text() == "nan is"
