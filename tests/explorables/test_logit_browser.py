"""The logit in a real browser: every number against the package, and every way to use it."""

import itertools

import pytest

from bce_tutorial import explorables
from explorable_trees import ACTS, differences, expect_accessible_within, slots, tree

# Moves the slider and the buttons from state to state, and returns what is shown each time.
MOVE = """(root, states) => states.map(({ z, y, single }) => {
  const input = root.querySelector('[data-input="z"]');
  input.value = z;
  input.dispatchEvent(new Event("input", { bubbles: true }));
  for (const [name, value] of Object.entries({ y, single })) {
    const button = root.querySelector(`[data-flip="${name}"]`);
    if (button.value !== String(value)) button.click();
  }
  const shown = root.cloneNode(true);
  for (const part of shown.querySelectorAll("style, script")) part.remove();
  shown.classList.remove("bce-live");
  return new XMLSerializer().serializeToString(shown);
})"""


def states():
    halves = [16.5, 36.5, -88.5, 0.5, -0.5, 2.5]
    for z, y, single in itertools.product([*range(-110, 111), *halves], (0, 1), (1, 0)):
        yield {"z": z, "y": y, "single": single}


def test_every_position_shows_what_the_package_says(show):
    root = show(explorables.logit()).locator(".bce-explorable").element_handle()
    moves, wrong = list(states()), []
    for move, live in zip(moves, root.evaluate(MOVE, moves), strict=True):
        dtype = "float32" if move["single"] else "float64"
        expected = tree(explorables.logit(z=move["z"], y=move["y"], dtype=dtype)._repr_html_())
        wrong += [f"{move}: {difference}" for difference in differences(tree(live), expected)]
    assert wrong == []
    assert len(moves) >= 200


def text(page, name):
    return page.locator(f'[data-slot="{name}"]').text_content()


def test_keyboard_and_the_way_back(show):
    page = show(explorables.logit())
    slider = page.get_by_role("slider")
    slider.press("ArrowLeft")
    slider.press("ArrowLeft")
    assert (text(page, "z"), text(page, "naive-loss")) == ("16", "15.9424")
    assert slider.get_attribute("aria-valuetext") == "16"
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    assert (text(page, "y"), text(page, "zone")) == ("1", "naive: ∞")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert (text(page, "dtype"), text(page, "zone")) == ("float64", "")
    slider.press("Home")
    assert (text(page, "z"), text(page, "clamped-loss")) == ("−110", "100.0000")
    assert (text(page, "naive-loss"), text(page, "stable-gradient")) == ("110.0000", "−1")
    page.get_by_role("button", name="Reset").click()
    for name, expected in slots(tree(explorables.logit()._repr_html_())).items():
        assert text(page, name) == (expected or "")


def test_without_a_script_the_start_is_shown(show):
    page = show(explorables.logit(z=-50, y=1), java_script_enabled=False)
    assert page.locator('[data-slot="clamped-gradient"]').text_content() == "−1.9 × 10⁻¹⁰"
    assert not any(c.is_visible() for c in page.locator(ACTS).all())


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_accessible_and_within_the_page(show, width, scheme):
    viewport = {"width": width, "height": 900}
    page = show(explorables.logit(z=-95, y=1), viewport=viewport, color_scheme=scheme)
    expect_accessible_within(page, width)
