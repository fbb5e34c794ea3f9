"""The triangle in a real browser: every number against the package, and every way to use it."""

import numpy as np
import pytest

from bce_tutorial import explorables
from explorable_trees import ACTS, differences, expect_accessible_within, slots, tree

# Moves the sliders and the button from state to state, and returns what is shown each time.
MOVE = """(root, states) => states.map(({ z, y }) => {
  z.forEach((value, k) => {
    const input = root.querySelector(`[data-input="${k}"]`);
    input.value = value;
    input.dispatchEvent(new Event("input", { bubbles: true }));
  });
  const button = root.querySelector("[data-flip]");
  for (let k = 0; k < 3 && button.value !== String(y); k += 1) button.click();
  const shown = root.cloneNode(true);
  for (const part of shown.querySelectorAll("style, script")) part.remove();
  shown.classList.remove("bce-live");
  return new XMLSerializer().serializeToString(shown);
})"""


def states():
    rng = np.random.default_rng(8)
    corners = [(4, -4, -4), (-4, 4, 4), (0, 0, 0), (-4, -4, -4), (2, 1, 0), (0.1, 0, -0.1)]
    for z in [*corners, *(rng.integers(-40, 41, (70, 3)) / 10).tolist()]:
        for y in range(3):
            yield {"z": list(z), "y": y}


def test_every_position_shows_what_the_package_says(show):
    root = show(explorables.simplex()).locator(".bce-explorable").element_handle()
    moves = list(states())
    wrong = []
    for move, live in zip(moves, root.evaluate(MOVE, moves), strict=True):
        expected = tree(explorables.simplex(logits=move["z"], y=move["y"])._repr_html_())
        wrong += [f"{move}: {difference}" for difference in differences(tree(live), expected)]
    assert wrong == []
    assert len(moves) >= 200


def test_keyboard_and_the_way_back(show):
    page = show(explorables.simplex())
    sliders = page.get_by_role("slider").all()
    for slider in sliders:  # the same step for all three
        slider.press("ArrowRight")
    got = {name: page.locator(f'[data-slot="{name}"]').inner_text() for name in ("z-0", "p-0")}
    assert got == {"z-0": "2.1", "p-0": "0.6652"}
    assert sliders[0].get_attribute("aria-valuetext") == "2.1"
    button = page.locator("[data-flip]")
    button.focus()
    for happened in ("1", "2", "0", "1"):  # and round
        page.keyboard.press("Space")
        assert page.locator('[data-slot="y"]').inner_text() == happened
    assert page.locator('[data-slot="loss"]').inner_text() == "1.4076"
    page.get_by_role("button", name="Reset").click()
    for name, expected in slots(tree(explorables.simplex()._repr_html_())).items():
        assert page.locator(f'[data-slot="{name}"]').inner_text() == (expected or "")


def test_without_a_script_the_start_is_shown(show):
    page = show(explorables.simplex(y=1), java_script_enabled=False)
    assert page.locator('[data-slot="loss"]').text_content() == "1.4076"
    assert not any(c.is_visible() for c in page.locator(ACTS).all())


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_accessible_and_within_the_page(show, width, scheme):
    viewport = {"width": width, "height": 900}
    page = show(explorables.simplex(), viewport=viewport, color_scheme=scheme)
    expect_accessible_within(page, width)
