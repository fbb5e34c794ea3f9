"""All explorables on one page in a real browser: every way to use them, and every place.

What their scripts compute is tested in `test_every_explorable`.
"""

import json
import sys

import pytest
from matplotlib import get_data_path
from matplotlib.ft2font import FT2Font

from bce_tutorial import binary_cross_entropy, check, explorables
from bce_tutorial.check._boxes import boxes
from bce_tutorial.datasets import eight_predictions
from bce_tutorial.explorables import assets
from bce_tutorial.look.sharing import without_shared
from explorable_pulls import handles
from explorable_trees import ACTS, DRIVE, OUTSIDE, differences, slots, tree
from explorable_walks import controls, example, names

IDS, Y, P = eight_predictions()
ALL = [example(kind) for kind in assets.KINDS]


# Ways to use them


def root_of(page, kind, copy=0):
    return page.locator(f'[data-kind="{kind}"]').nth(copy)


def text(root, name):
    return root.locator(f'[data-slot="{name}"]').inner_text()


def test_keyboard(show):
    page = show(*ALL)
    threshold = root_of(page, "threshold")
    threshold.get_by_role("slider", name="threshold").focus()
    for _ in range(7):
        page.keyboard.press("ArrowRight")
    assert text(threshold, "threshold") == "0.57"
    expected = slots(tree(explorables.threshold(Y, P, threshold=0.57)._repr_html_()))
    assert {name: text(threshold, name) for name in expected} == expected
    page.keyboard.press("Home")
    assert (text(threshold, "caught"), text(threshold, "flagged")) == ("5", "3")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # the reset button
    assert text(threshold, "threshold") == "0.50"

    penalty = root_of(page, "penalty")
    penalty.get_by_role("slider").focus()
    page.keyboard.press("End")
    assert text(penalty, "nats") == "0.0000"
    page.keyboard.press("Tab")
    page.keyboard.press("Space")  # flips y
    assert text(penalty, "nats") == "∞"
    page.keyboard.press("Tab")
    page.keyboard.press("Space")  # changes the axis, and with it the slider
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("ArrowLeft")
    assert (text(penalty, "p"), text(penalty, "bans")) == ("1 − 10⁻¹²", "12.0000")
    said = penalty.get_by_role("slider").get_attribute("aria-valuetext")
    assert said == "1 minus 10 to the power of minus 12, costs 27.6310 nats"


def test_tab_reaches_every_control_and_focus_is_seen(show):
    page = show(*ALL)
    visible = page.locator("input, button, a[href]").evaluate_all(
        "all => all.flatMap((e, i) => e.checkVisibility() ? [i] : [])"
    )
    reached = []
    for _ in visible:
        page.keyboard.press("Tab")
        # JupyterLab would take arrow keys, space and enter for its own commands
        reached.append(
            page.evaluate(
                """(() => {
                  const now = document.activeElement, style = getComputedStyle(now);
                  return [style.outlineStyle, style.outlineWidth,
                    now.matches("a, [data-lm-suppress-shortcuts]"),
                    [...document.querySelectorAll("input, button, a[href]")].indexOf(now)];
                })()"""
            )
        )
    assert reached == [["solid", "2px", True, index] for index in visible]


def test_arrow_keys_move_every_slider_and_say_its_value(show):
    page = show(*ALL)
    for kind, explorable in zip(assets.KINDS, ALL, strict=True):
        root, now = root_of(page, kind), explorable
        for slider in root.get_by_role("slider").all():
            slider.press("ArrowRight")
            value = json.loads(slider.input_value())
            now = now.moved(slider.get_attribute("data-input"), value)
            spoken = slider.get_attribute("aria-valuetext")
            assert f'aria-valuetext="{spoken}"' in now._repr_html_()
        live = tree(root.evaluate(DRIVE, [["look", 0]])[0])
        assert list(differences(live, tree(now._repr_html_()))) == []


def test_mouse(show):
    page = show(*ALL)
    slider = root_of(page, "expected_loss").get_by_role("slider")
    slider.scroll_into_view_if_needed()
    box = slider.bounding_box()
    middle = box["y"] + box["height"] / 2
    page.mouse.move(box["x"] + 10 + 0.7 * (box["width"] - 20), middle)
    page.mouse.down()
    page.mouse.move(box["x"] + 10 + 0.3 * (box["width"] - 20), middle, steps=5)
    page.mouse.up()
    p = float(slider.input_value())
    assert p == pytest.approx(0.3, abs=0.01)
    root = root_of(page, "expected_loss")
    assert text(root, "log-value") == f"{binary_cross_entropy(p, p):.4f}"
    assert text(root, "absolute-where") == "0"
    line, drawing = (
        root.locator(part).bounding_box() for part in ('[data-mark="truth"]', ".bce-drawing")
    )
    left, right = (drawing["x"] + drawing["width"] * end / 480 for end in (44, 464))
    assert line["x"] == pytest.approx(left + p * (right - left), abs=1)


LAYOUT = """root => {
  const box = (e) => e.getBoundingClientRect(), drawing = box(root.querySelector(".bce-drawing"));
  return [...root.querySelectorAll("[type=range]")].filter((e) => e.checkVisibility()).map((e) => {
    let words = e.previousElementSibling;
    while (words.tagName === "INPUT") words = words.previousElementSibling;
    const here = box(e), label = box(words);
    const level = label.top < here.bottom && here.top < label.bottom;
    return { inline: level && label.right <= here.left,
      beside: here.left > drawing.right && here.top < drawing.bottom,
      below: here.top >= drawing.bottom,
      ends: `${Math.round(here.left)} ${Math.round(here.right)}` };
  });
}"""


@pytest.mark.parametrize("kind", [kind for kind in assets.KINDS if handles(example(kind))])
def test_sliders_stand_in_one_line_with_their_words_beside_or_below_the_drawing(show, kind):
    page = show(example(kind), head="<style>main { max-width: 808px }</style>")
    for width, place in ((1280, "beside"), (390, "below")):
        page.set_viewport_size({"width": width, "height": 800})
        sliders = root_of(page, kind).evaluate(LAYOUT)
        assert sliders
        assert all(slider["inline"] and slider[place] for slider in sliders), (width, sliders)
        assert len({slider["ends"] for slider in sliders}) == 1, (width, sliders)


TOUCHING = """() => [...document.querySelectorAll(".bce-drawing")].flatMap((drawing) => {
  const texts = [...drawing.querySelectorAll("text")].filter(
    (e) => e.checkVisibility() && e.textContent.trim());
  const boxes = texts.map((e) => e.getBoundingClientRect());
  const ink = (box) => box.top + 0.1 * box.height; // letters begin somewhat lower
  return texts.flatMap((one, i) => texts.slice(0, i).flatMap((other, k) => {
    const a = boxes[i], b = boxes[k];
    const apart = a.right <= b.left || b.right <= a.left ||
      a.bottom <= ink(b) || b.bottom <= ink(a);
    const { kind } = drawing.closest(".bce-explorable").dataset;
    return apart ? [] : [`${kind}: ${one.textContent} / ${other.textContent}`];
  }));
})"""


def test_no_two_texts_of_a_drawing_touch(show):
    page = show(*extremes())
    for width in (1280, 390, 320):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate(TOUCHING) == [], width
    page.add_style_tag(content=".bce-drawing text { font-size: 30px }")
    assert page.evaluate(TOUCHING)


def test_touch(show):
    page = show(*ALL, has_touch=True, is_mobile=True, width=390)
    root = root_of(page, "corrected")
    root.get_by_role("group", name="ID8").get_by_role("button").tap()
    assert text(root, "value-3") == "p = 0.56"
    assert text(root, "above") == "5 of 8"
    slider = root_of(page, "mean_loss").get_by_role("slider", name="p of ID4")
    slider.scroll_into_view_if_needed()
    box = slider.bounding_box()
    page.touchscreen.tap(box["x"] + box["width"] - 2, box["y"] + box["height"] / 2)
    assert slider.input_value() == "1"
    assert text(root_of(page, "mean_loss"), "cost-6") == "0.0000"


def test_one_button_makes_it_0214_and_moves_no_prediction(show):
    root = root_of(show(*ALL), "mean_loss")
    before = [slider.input_value() for slider in root.get_by_role("slider").all()]
    widths = [bar.get_attribute("width") for bar in root.locator("rect").all()]
    root.get_by_role("button", name="Make it 0.214").click()
    assert (text(root, "loss"), text(root, "unit")) == ("0.2144", "bans")
    assert text(root, "base").startswith("Only the base has changed, from e to 10: 0.4937 nats")
    assert [slider.input_value() for slider in root.get_by_role("slider").all()] == before
    assert [bar.get_attribute("width") for bar in root.locator("rect").all()] == widths
    root.get_by_role("button", name="Back to 0.494").click()
    assert text(root, "loss") == "0.4937"


def test_copies_do_not_disturb_each_other(show):
    page = show(*ALL, *ALL)
    assert page.locator("[id]").count() == 0
    for copy in (1, 0):
        button = root_of(page, "penalty", copy).locator('[data-flip="y"]')
        button.click()  # a script that started it twice would flip it back
        assert button.get_attribute("value") == "0"
    root_of(page, "threshold", 1).get_by_role("slider").press("Home")
    assert text(root_of(page, "threshold", 1), "threshold") == "0.00"
    assert text(root_of(page, "threshold", 0), "threshold") == "0.50"


# Places to use them


def test_a_site_can_share_the_script_and_the_styles(show, tmp_path):
    for name, content in assets.files().items():
        (tmp_path / name).write_text(content, encoding="utf-8")
    page = show(
        *ALL,
        head='<link rel="stylesheet" href="explorables.css">'
        '<script defer src="explorables.js"></script>',
        change=without_shared,
    )
    assert page.locator("main style, main script").count() == 0
    assert page.locator(".bce-live").count() == len(ALL)
    root_of(page, "threshold").get_by_role("slider").press("End")
    assert text(root_of(page, "threshold"), "caught") == "0"
    assert root_of(page, "threshold").evaluate("e => getComputedStyle(e).borderTopWidth") == "1px"


def test_an_output_that_a_notebook_inserts_later_starts(show):
    """JupyterLab sets the markup first and then runs a copy of each script in it."""
    page = show()
    page.evaluate(
        """(html) => {
          const host = document.querySelector("main").appendChild(document.createElement("div"));
          host.innerHTML = html;
          for (const script of host.querySelectorAll("script")) {
            const copy = document.createElement("script");
            copy.textContent = script.textContent;
            script.replaceWith(copy);
          }
        }""",
        explorables.penalty()._repr_html_(),
    )
    root_of(page, "penalty").get_by_role("slider").press("Home")
    assert text(root_of(page, "penalty"), "nats") == "∞"


def test_without_a_script_the_start_is_shown_and_the_reader_told(show):
    page = show(*ALL, java_script_enabled=False)
    for index, root in enumerate(page.locator(".bce-explorable").all()):
        assert root.get_by_text("A still picture of the starting state.").is_visible()
        assert root.locator(".bce-hint").is_visible()
        assert not any(c.is_visible() for c in root.locator(ACTS).all())
        start = tree(ALL[index]._repr_html_())
        unused = [row for row in start.iter() if row.get("style") == "display:none"]
        unused = {name for row in unused for name in slots(row)} | {"offer"}
        for name, expected in slots(start).items():  # what was set is said too
            shown = root.locator(f'[data-slot="{name}"]')
            assert (shown.text_content() or None) == expected
            assert shown.is_visible() == (expected is not None and name not in unused), name


def test_in_print_the_controls_give_way_to_the_sentence(show):
    page = show(*ALL)
    assert not page.get_by_text("A still picture").first.is_visible()
    assert page.locator(".bce-controls").first.is_visible()
    page.emulate_media(media="print")
    assert all(still.is_visible() for still in page.get_by_text("A still picture").all())
    assert not any(c.is_visible() for c in page.locator(ACTS).all())
    assert text(root_of(page, "penalty"), "p") == "0.1"
    assert root_of(page, "penalty").locator('[data-slot="p"]').is_visible()


def extremes():
    """Return each explorable as it starts, and with all its controls at either end."""
    for kind, number in names():
        start = low = high = example(kind, number)
        for _, name, values in controls(start):
            low, high = low.moved(name, values[0]), high.moved(name, values[-1])
        yield from (start, low, high)
    for label in range(3):
        yield explorables.simplex(y=label)
    yield from (check.answer(name) for name in boxes())


@pytest.mark.parametrize("spacing", ["0", "0.06em"])  # as wide as no typeface of the system is
def test_no_text_leaves_its_box(show, spacing):
    page = show(*extremes(), head=f"<style>body * {{ letter-spacing: {spacing} }}</style>")
    for width in (1280, 390, 320):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate(OUTSIDE) == [], width


def test_the_measure_notices_a_text_that_leaves_its_box(show):
    page = show(explorables.logit())
    for damage in ("text { font-size: 40px }", ".bce-tile { white-space: nowrap; width: 4rem }"):
        style = page.add_style_tag(content=damage)
        page.set_viewport_size({"width": 390, "height": 800})
        assert page.evaluate(OUTSIDE), damage
        style.evaluate("e => e.remove()")
        assert page.evaluate(OUTSIDE) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_accessible(show, width, scheme):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    page = show(*ALL, *(check.answer(name) for name in boxes()), width=width, scheme=scheme)
    violations = axe.run(page).response["violations"]
    assert [(v["id"], [n["html"] for n in v["nodes"]]) for v in violations] == []


@pytest.mark.skipif(sys.platform != "linux", reason="Chromium asks fontconfig on Linux only")
def test_pages_have_the_fonts_that_come_with_matplotlib(show):
    page = show(explorables.penalty())
    page.add_style_tag(content="h1 { display: inline-block; font: 100px Arial, sans-serif }")
    page.evaluate("document.querySelector('h1').textContent = '0123456789'")
    font = FT2Font(f"{get_data_path()}/fonts/ttf/DejaVuSans.ttf")
    font.set_size(100, 72)
    wide = sum(font.load_char(ord(digit)).linearHoriAdvance / 65536 for digit in "0123456789")
    assert page.locator("h1").bounding_box()["width"] == pytest.approx(wide, rel=0.01)


def test_colours_follow_the_page_and_the_theme(show):
    page = show(*ALL, scheme="dark")
    line = root_of(page, "threshold").locator('[data-mark="line"]')
    assert line.evaluate("e => getComputedStyle(e).stroke") == "rgb(216, 220, 224)"
    solid = root_of(page, "penalty").locator('[data-mark="linear-1"]')
    assert solid.evaluate("e => getComputedStyle(e).stroke") == "rgb(196, 84, 15)"
    page.evaluate("document.body.style.setProperty('--class-1', '#f0894a')")
    assert solid.evaluate("e => getComputedStyle(e).stroke") == "rgb(240, 137, 74)"


def test_results_are_announced_and_pictures_described(show):
    page = show(*ALL)
    for root in page.locator(".bce-explorable").all():
        assert root.get_attribute("aria-label")
    descriptions = [d.get_attribute("aria-label") for d in page.locator(".bce-drawing").all()]
    assert len(descriptions) == 12
    assert all(len(description) > 100 for description in descriptions)
    assert page.locator("svg:not([role=img], [aria-hidden=true], [role=img] svg)").count() == 0
