"""The scripts in a real browser: every number against the package, and every way to use them.

The scripts are a second implementation of the mathematics. For each position of the controls the
whole picture must be what Python draws when it starts there: texts exactly, coordinates rounded.
"""

import itertools
import math

import numpy as np
import pytest

from bce_tutorial import binary_cross_entropy, explorables
from bce_tutorial._shared import without_shared
from bce_tutorial.datasets import eight_predictions, load_spam
from bce_tutorial.explorables import assets
from bce_tutorial.explorables.mean_loss import build
from bce_tutorial.explorables.penalty import END, tail
from explorable_trees import ACTS, differences, expect_accessible_within, slots, tree

IDS, Y, P = eight_predictions()
ALL = (
    explorables.threshold(Y, P),
    explorables.expected_loss(),
    explorables.corrected(IDS, Y, P),
    explorables.penalty(),
    explorables.mean_loss(IDS, Y, P),
)

# Moves the controls from state to state, and returns what the explorable shows each time.
MOVE = """(root, states) => states.map(({ inputs, flips }) => {
  for (const [name, value] of Object.entries(inputs)) {
    const input = root.querySelector(`[data-input="${name}"]`);
    input.value = value;
    input.dispatchEvent(new Event("input", { bubbles: true }));
  }
  for (const [name, value] of Object.entries(flips)) {
    const button = root.querySelector(`[data-flip="${name}"]`);
    if (button.value !== String(value)) button.click();
  }
  const shown = root.cloneNode(true);
  for (const part of shown.querySelectorAll("style, script")) part.remove();
  shown.classList.remove("bce-live");
  return new XMLSerializer().serializeToString(shown);
})"""


def scores():
    """Return scores of real e-mails: 4,601, rough but spread over [0, 1]."""
    X, y, _ = load_spam()
    z = np.log1p(X) @ [0.2, 2, 1.5, 1, 1, 0.1] - 2.2
    return y, 1 / (1 + np.exp(-z))


def threshold_states():
    ties = np.arange(32) % 2, np.arange(32) / 31  # accuracies that end in 5 before rounding
    for y, p in (scores(), ties, ([1, 1], [0.3, 0.7])):
        start = explorables.threshold(y, p)
        for t in np.arange(101) / 100:
            yield start, {"threshold": float(t)}, {}, explorables.threshold(y, p, threshold=t)


def expected_loss_states():
    for k in range(201):
        p = k / 200
        yield ALL[1], {"probability": p}, {}, explorables.expected_loss(probability=p)


def corrected_states():
    for y in itertools.product((0, 1), repeat=8):
        yield ALL[2], {}, dict(enumerate(y)), explorables.corrected(IDS, y, P)


def penalty_states():
    for y, step in itertools.product((1, 0), range(-END, END + 1)):
        p = tail(step) if step < 0 else 1 - tail(step)
        yield ALL[3], {"step": step}, {"y": y}, explorables.penalty(probability=p, y=y)


def mean_loss_states():
    rng = np.random.default_rng(0)
    extremes = [[0.0] * 8, [1.0] * 8, Y, 1 - Y, [0.5] * 8]
    for p in [*extremes, *rng.integers(0, 101, (120, 8)) / 100]:
        for base in (math.e, 10):
            values = dict(enumerate(float(value) for value in p))
            yield ALL[4], values, {"ten": int(base == 10)}, build(IDS, Y, p, base)


STATES = (
    threshold_states,
    expected_loss_states,
    corrected_states,
    penalty_states,
    mean_loss_states,
)


@pytest.mark.parametrize("states", STATES)
def test_every_position_shows_what_the_package_says(show, states):
    wrong, count = [], 0
    for start, group in itertools.groupby(states(), key=lambda state: state[0]):
        root = show(start).locator(".bce-explorable").element_handle()
        moves, pictures = [], []
        for _, inputs, flips, picture in group:
            moves.append({"inputs": inputs, "flips": flips})
            pictures.append(tree(picture._repr_html_()))
        for move, live, picture in zip(moves, root.evaluate(MOVE, moves), pictures, strict=True):
            wrong += [f"{move}: {difference}" for difference in differences(tree(live), picture)]
        count += len(moves)
    assert wrong == []
    assert count >= 200


def test_the_comparison_would_notice_a_digit_and_a_bar():
    original = tree(ALL[4]._repr_html_())
    assert list(differences(original, tree(ALL[4]._repr_html_()))) == []
    for change in (("0.4937", "0.4938"), ('width="1.93"', 'width="1.96"'), ("nats", "bits")):
        changed = tree(ALL[4]._repr_html_().replace(*change))
        assert list(differences(changed, original)), change


# Ways to use them


def root_of(page, kind, copy=0):
    return page.locator(f'[data-kind="{kind}"]').nth(copy)


def text(root, name):
    return root.locator(f'[data-slot="{name}"]').inner_text()


def test_keyboard(show):
    page = show(*ALL)
    threshold = root_of(page, "threshold")
    page.keyboard.press("Tab")
    assert threshold.get_by_role("slider", name="threshold").evaluate("e => e.matches(':focus')")
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
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("ArrowLeft")
    assert (text(penalty, "p"), text(penalty, "bans")) == ("1 − 10⁻¹²", "12.0000")
    assert penalty.get_by_role("slider").get_attribute("aria-valuetext") == "1 − 10⁻¹²"


def test_tab_reaches_every_control_and_focus_is_seen(show):
    page = show(*ALL)
    reached = 0
    for _ in range(page.locator("input, button").count()):
        page.keyboard.press("Tab")
        style, width = page.evaluate(
            "[getComputedStyle(document.activeElement).outlineStyle,"
            " getComputedStyle(document.activeElement).outlineWidth]"
        )
        reached += page.evaluate("document.activeElement.matches('input, button')")
        assert (style, width) == ("solid", "2px")
        # JupyterLab would take arrow keys, space and enter for its own commands
        assert page.evaluate("document.activeElement.matches('[data-lm-suppress-shortcuts]')")
    assert reached == page.locator("input, button").count() == 26


def test_mouse(show):
    page = show(*ALL, viewport={"width": 1280, "height": 800})
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
    # the thumb stands where the drawing has the same number
    line = root.locator('[data-mark="truth"]').bounding_box()
    assert line["x"] == pytest.approx(box["x"] + 10 + p * (box["width"] - 20), abs=1)


def test_touch(show):
    page = show(*ALL, has_touch=True, is_mobile=True, viewport={"width": 390, "height": 800})
    root = root_of(page, "corrected")
    root.get_by_role("group", name="ID8").get_by_role("button").tap()
    assert text(root, "value-3") == "p = 0.56"
    assert text(root, "above") == "5 of 8"
    slider = root_of(page, "mean_loss").get_by_role("slider", name="p of ID4")
    slider.scroll_into_view_if_needed()
    box = slider.bounding_box()
    page.touchscreen.tap(box["x"] + box["width"] - 2, box["y"] + box["height"] / 2)
    assert slider.input_value() == "1"
    assert text(root_of(page, "mean_loss"), "part-6") == "0.0000"


def test_one_button_makes_it_0214_and_moves_no_prediction(show):
    root = root_of(show(*ALL), "mean_loss")
    before = [slider.input_value() for slider in root.get_by_role("slider").all()]
    widths = [bar.get_attribute("width") for bar in root.locator(".bce-bar rect").all()]
    root.get_by_role("button", name="Make it 0.214").click()
    assert (text(root, "loss"), text(root, "unit")) == ("0.2144", "bans")
    assert text(root, "base").startswith("Only the base has changed, from e to 10: 0.4937 nats")
    assert [slider.input_value() for slider in root.get_by_role("slider").all()] == before
    assert [bar.get_attribute("width") for bar in root.locator(".bce-bar rect").all()] == widths
    root.get_by_role("button", name="Back to 0.494").click()
    assert text(root, "loss") == "0.4937"


@pytest.mark.parametrize("index", range(len(ALL)))
def test_reset_returns_to_the_start(show, index):
    root = show(ALL[index]).locator(".bce-explorable")
    for slider in root.get_by_role("slider").all():
        slider.press("End")
    for button in root.locator("[data-flip]").all():
        button.click()
    start = tree(ALL[index]._repr_html_())
    moved = {name: text(root, name) for name in slots(start)}
    assert moved != slots(start)
    root.get_by_role("button", name="Reset").click()
    [live] = root.evaluate(MOVE, [{"inputs": {}, "flips": {}}])
    assert list(differences(tree(live), start)) == []


def test_copies_do_not_disturb_each_other(show):
    page = show(*ALL, *ALL)
    assert page.locator("[id]").count() == 0
    for copy in (1, 0):
        button = root_of(page, "penalty", copy).locator("[data-flip]")
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
        ALL[3]._repr_html_(),
    )
    root_of(page, "penalty").get_by_role("slider").press("Home")
    assert text(root_of(page, "penalty"), "nats") == "∞"


def test_without_a_script_the_start_is_shown_and_the_reader_told(show):
    page = show(*ALL, java_script_enabled=False)
    for index, root in enumerate(page.locator(".bce-explorable").all()):
        assert root.get_by_text("A still picture of the starting state.").is_visible()
        assert root.locator(".bce-hint").is_visible()
        assert not any(c.is_visible() for c in root.locator(ACTS).all())
        for name, expected in slots(tree(ALL[index]._repr_html_())).items():
            shown = root.locator(f'[data-slot="{name}"]')
            assert shown.text_content() == expected
            assert shown.is_visible() == (name != "offer"), name  # what was set is said too


def test_in_print_the_controls_give_way_to_the_sentence(show):
    page = show(*ALL)
    assert not page.get_by_text("A still picture").first.is_visible()
    assert page.locator(".bce-controls").first.is_visible()
    page.emulate_media(media="print")
    assert all(still.is_visible() for still in page.get_by_text("A still picture").all())
    assert not any(c.is_visible() for c in page.locator(ACTS).all())
    assert text(root_of(page, "penalty"), "p") == "0.1"
    assert root_of(page, "penalty").locator('[data-slot="p"]').is_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_accessible_and_within_the_page(show, width, scheme):
    page = show(*ALL, viewport={"width": width, "height": 800}, color_scheme=scheme)
    expect_accessible_within(page, width, "p, input, button, svg:not(svg svg), output, text")


def test_colours_follow_the_page_and_the_theme(show):
    page = show(*ALL, color_scheme="dark")
    line = root_of(page, "threshold").locator('[data-mark="line"]')
    assert line.evaluate("e => getComputedStyle(e).stroke") == "rgb(216, 220, 224)"
    solid = root_of(page, "penalty").locator('[data-mark="curve-1"]')
    assert solid.evaluate("e => getComputedStyle(e).stroke") == "rgb(207, 90, 18)"
    page.evaluate("document.body.style.setProperty('--class-1', '#f0894a')")
    assert solid.evaluate("e => getComputedStyle(e).stroke") == "rgb(240, 137, 74)"


def test_results_are_announced_and_pictures_described(show):
    page = show(*ALL)
    for root in page.locator(".bce-explorable").all():
        assert root.get_attribute("aria-label")
        assert root.locator('output[aria-live="polite"]').count() >= 1
    descriptions = [d.get_attribute("aria-label") for d in page.locator(".bce-drawing").all()]
    assert [len(description) > 100 for description in descriptions] == [True] * 3
    assert page.locator("svg:not([role=img], [aria-hidden=true], [role=img] svg)").count() == 0
