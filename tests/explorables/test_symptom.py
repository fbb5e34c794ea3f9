"""The explorable of chapter 13: the same diagnosis in Python and in the page."""

import math

import numpy as np
import pytest

from bce_tutorial import _known_losses as table
from bce_tutorial import diagnose_loss, explorables
from bce_tutorial.explorables import assets
from explorable_trees import differences, expect_accessible_within, slots, tree


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
            assert got[f"words-{i}"] == cause.words
            assert got[f"value-{i}"] == f"{cause.value:.4f} is"
            assert got[f"where-{i}"] == table.SECTIONS[cause.section.removeprefix("sec-debugging-")]
        assert (got["note-0"], got["note-1"]) == notes
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


def test_markup():
    explorable = explorables.symptom()
    html = explorable._repr_html_()
    assert html == explorables.symptom()._repr_html_()
    assert len(html.encode()) < 25_000
    assert len(assets.script("symptom").encode()) < 8_000  # seven rules and their words
    assert assets.script("symptom") in html
    assert not [e for e in tree(html).iter() if e.get("id")]  # a page may hold it twice
    assert repr(explorable) == "Type the number you see: 0.693 may be ln 2: p = 0.5 in every row"


TYPE = """(root, states) => states.map(({ loss, rate }) => {
  const press = { inf: "1", nan: "2" }[loss];
  const type = (name, text) => {
    const input = root.querySelector(`[data-input="${name}"]`);
    input.value = text;
    input.dispatchEvent(new Event("input", { bubbles: true }));
  };
  if (press) root.querySelector(`[data-press="${press}"]`).click(); else type("loss", loss);
  type("rate", rate);
  const shown = root.cloneNode(true);
  for (const part of shown.querySelectorAll("style, script")) part.remove();
  shown.classList.remove("bce-live");
  return new XMLSerializer().serializeToString(shown);
})"""


def test_every_number_means_the_same_in_the_page(show):
    root = show(explorables.symptom()).locator(".bce-explorable").element_handle()
    rng = np.random.default_rng(0)
    losses = ["inf", "nan", "0", "0.000", "-0", "-1.5", "1e-3", "2.5e2", ".5", "7", "-1e-9"]
    losses += [f"{row.value:.{digits}f}" for row in table.known() for digits in (1, 2, 4, 9)]
    losses += [f"{n * table.LN_2:.2f}" for n in table.BATCHES]
    losses += [f"{math.log(k):.4f}" for k in (2, 3, 10, 999, 1000, 1001)]
    losses += [f"{k * math.log(10):.3f}" for k in range(1, 18)]
    losses += [
        f"{k * row.value / 100:.3f}" for row in table.known() if row.shared for k in (1, 7, 99)
    ]
    losses += [
        f"{x:.{d}f}" for x, d in zip(rng.uniform(0, 3, 150), rng.integers(1, 6, 150), strict=True)
    ]
    losses += [
        f"{x:.{d}f}" for x, d in zip(rng.uniform(-9, 120, 50), rng.integers(0, 5, 50), strict=True)
    ]
    rates = ["" if x > 50 else f"{x:.1f}" for x in rng.uniform(0.1, 100, len(losses))]
    states = [{"loss": x, "rate": b} for x, b in zip(losses, rates, strict=True)]
    states += [{"loss": "0.6109", "rate": b} for b in ("30", "70", "0.5", "99")]
    assert len(states) > 350
    wrong = []
    for state, live in zip(states, root.evaluate(TYPE, states), strict=True):
        rate = float(state["rate"]) / 100 if state["rate"] else None
        expected = tree(explorables.symptom(loss=state["loss"], base_rate=rate)._repr_html_())
        wrong += [f"{state}: {difference}" for difference in differences(tree(live), expected)]
    assert wrong == []


@pytest.mark.parametrize("rate", ["0", "100", "-5", "250"])
def test_a_share_that_is_none_is_left_out(show, rate):
    page = show(explorables.symptom(loss="0.6109"))
    page.locator('[data-input="rate"]').fill(rate)
    for name, text in shown(loss="0.6109").items():
        assert (page.locator(f'[data-slot="{name}"]').text_content() or None) == text


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("0,693", "0.6931 is"),  # a number box would drop the comma and read 0693
        (" 0.693 ", "0.6931 is"),
        ("−2.09", "-2.09 is"),
        ("INF", "inf is"),
        ("nan", "nan is"),
        ("0,6,9", ""),
        ("about 1", ""),
        (".", ""),
    ],
)
def test_what_is_typed_otherwise(show, typed, first):
    page = show(explorables.symptom())
    page.get_by_label("your loss").fill("")
    page.get_by_label("your loss").press_sequentially(typed)
    assert page.locator('[data-slot="value-0"]').inner_text() == first
    if not first:
        assert page.locator('[data-slot="words-0"]').inner_text() == table.WORDS["empty"][0]
    page.get_by_label("base rate").press_sequentially("62,5 %")
    note = page.locator('[data-slot="note-1"]').inner_text()
    assert ("costs 0.6616" in note) == (first == "0.6931 is")


def test_keyboard_buttons_and_the_way_back(show):
    page = show(explorables.symptom(loss="0.693", base_rate=0.3))
    page.get_by_label("your loss").fill("1.0000")
    assert "base 2" in page.locator('[data-slot="words-0"]').inner_text()
    page.get_by_role("button", name="nan").press("Enter")
    assert page.get_by_label("your loss").input_value() == ""
    assert page.locator('[data-slot="value-0"]').inner_text() == "nan is"
    page.get_by_label("base rate").fill("20")  # the loss is still nan
    assert page.locator('[data-slot="value-0"]').inner_text() == "nan is"
    page.get_by_label("your loss").fill("5")
    page.get_by_label("your loss").fill("")
    assert page.locator('[data-slot="words-0"]').inner_text() == table.WORDS["empty"][0]
    page.get_by_role("button", name="Reset").click()
    for name, text in shown(loss="0.693", base_rate=0.3).items():
        assert (page.locator(f'[data-slot="{name}"]').text_content() or None) == text
    assert page.get_by_label("your loss").input_value() == "0.693"


def test_two_on_a_page_do_not_read_each_other(show):
    page = show(explorables.symptom(loss="36.04"), explorables.symptom(loss="nan"))
    first, second = page.locator(".bce-explorable").all()
    first.get_by_label("your loss").fill("1.0000")
    assert "base 2" in first.locator('[data-slot="words-0"]').inner_text()
    assert second.locator('[data-slot="value-0"]').inner_text() == "nan is"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_accessible_and_within_the_page(show, width, scheme):
    viewport = {"width": width, "height": 900}
    explorable = explorables.symptom(loss="16", base_rate=0.4)
    page = show(explorable, viewport=viewport, color_scheme=scheme, head=LINKS)
    expect_accessible_within(page, width, "p, input, button, output, label, a")


LINKS = "<style>a { color: inherit }</style>"  # as a theme has its own
