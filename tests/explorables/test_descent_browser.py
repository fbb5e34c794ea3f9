"""The descent in a real browser: every position and every step against the package."""

import re

import numpy as np
import pytest

from bce_tutorial import (
    binary_cross_entropy_with_logits,
    explorables,
    gradient_descent,
    sigmoid,
)
from bce_tutorial.explorables import _text
from bce_tutorial.explorables._surface import place
from bce_tutorial.explorables.descent import RATES
from descent_data import X, Y, emails
from explorable_trees import ACTS, MOVE, differences, expect_accessible_within, slots, tree


def text(page, name):
    return page.locator(f'[data-slot="{name}"]').inner_text()


@pytest.mark.parametrize("data", [emails(), (X, Y)], ids=["emails", "noise"])
def test_every_position_shows_what_the_package_says(show, data):
    root = show(explorables.descent(*data)).locator(".bce-explorable").element_handle()
    rng = np.random.default_rng(1)
    pairs = [(-2, -4), (6, 4), (-2, 4), (6, -4), (0, 0)]
    pairs += [(w / 20, b / 20) for w, b in rng.integers((-40, -80), (121, 81), (145, 2)).tolist()]
    states = [{"rate": k % len(RATES), "w": w, "b": b} for k, (w, b) in enumerate(pairs)]
    wrong = []
    for state, live in zip(states, root.evaluate(MOVE, states), strict=True):
        start = {"w": state["w"], "b": state["b"], "learning_rate": RATES[state["rate"]]}
        expected = tree(explorables.descent(*data, **start)._repr_html_())
        wrong += [f"{start}: {difference}" for difference in differences(tree(live), expected)]
    assert wrong == []
    assert len(states) >= 150


@pytest.mark.parametrize("rate", RATES)
def test_steps_are_those_of_gradient_descent(show, rate):
    x, y = emails()
    page = show(explorables.descent(x, y, learning_rate=rate))
    total = 0
    for steps in (1, 5, 25):
        page.locator(f'[data-press="{steps}"]').click()
        total += steps
        fit = gradient_descent(x[:, None], y, learning_rate=rate, n_steps=total)
        shown = [text(page, name) for name in ("w", "b", "loss", "steps")]
        assert shown == [
            _text.signed(fit.weights[0], 3),
            _text.signed(fit.intercept, 3),
            f"{fit.losses[-1]:.4f}",
            str(total),
        ]
        end = re.findall(r"-?[\d.]+", page.locator('[data-mark="path"]').get_attribute("d"))[-2:]
        where = place(float(fit.weights[0]), fit.intercept)
        np.testing.assert_allclose([float(v) for v in end], where, atol=0.0051)
    assert page.locator('[data-mark="marks"]').get_attribute("d").count("M") == total + 1


def test_steps_go_on_from_where_they_were_and_a_slider_starts_anew(show):
    page = show(explorables.descent(*emails()))
    page.get_by_role("button", name="1 step", exact=True).click()
    slider = page.get_by_role("slider", name="learning rate")
    slider.press("ArrowRight")  # another rate, same path
    page.get_by_role("button", name="1 step", exact=True).click()
    assert (text(page, "rate"), text(page, "steps")) == ("3", "2")
    b = text(page, "b")
    page.get_by_role("slider", name="weight w").press("ArrowRight")
    assert text(page, "steps") == "0"
    assert text(page, "b") == b  # finer than the slider, so it must not be read from it
    assert page.locator('[data-mark="path"]').get_attribute("d").count("L") == 0


def test_a_step_may_leave_the_picture_and_the_numbers_follow(show):
    x, y = emails()
    residual = sigmoid(2 - 2 * x) - y
    w, b = -2 - 20 * (residual * x).mean(), 2 - 20 * residual.mean()
    assert (w > 9, b < -5) == (True, True)
    page = show(explorables.descent(x, y, w=-2, b=2, learning_rate=20))
    page.get_by_role("button", name="1 step", exact=True).click()
    loss = binary_cross_entropy_with_logits(y, w * x + b)
    shown = [_text.signed(w, 3), _text.signed(b, 3), f"{loss:.4f}"]
    assert [text(page, name) for name in ("w", "b", "loss")] == shown
    assert page.get_by_role("slider", name="weight w").input_value() == "6"


def test_keyboard_and_reset(show):
    page = show(explorables.descent(X, Y))
    page.get_by_role("button", name="25 steps").focus()
    page.keyboard.press("Enter")
    assert text(page, "steps") == "25"
    page.get_by_role("button", name="Reset").click()
    for name, expected in slots(tree(explorables.descent(X, Y)._repr_html_())).items():
        assert text(page, name) == expected


def test_without_a_script_the_start_is_shown(show):
    page = show(explorables.descent(X, Y), java_script_enabled=False)
    assert page.locator('[data-slot="loss"]').text_content() == "0.6931"
    assert not any(c.is_visible() for c in page.locator(ACTS).all())


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_accessible_and_within_the_page(show, width, scheme):
    viewport = {"width": width, "height": 900}
    page = show(explorables.descent(*emails()), viewport=viewport, color_scheme=scheme)
    expect_accessible_within(page, width, "p, input, button, svg:not(svg svg), output")
