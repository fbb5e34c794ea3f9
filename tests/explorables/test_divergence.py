"""The explorable of chapter 9: its start, and its script at every hundredth of p and q."""

import itertools

import pytest

from bce_tutorial import cross_entropy, entropy, explorables, kl_divergence
from explorable_trees import MOVE, differences, tree


def test_its_line_of_text_holds_the_three_numbers():
    p, q = [0.2, 0.8], [0.45, 0.55]
    parts = f"{entropy(p):.4f} + {kl_divergence(p, q):.4f} = {cross_entropy(p, q):.4f} nats"
    assert repr(explorables.divergence(p=0.2, q=0.45)).endswith(parts)


def test_a_belief_that_rules_out_what_happens_costs_infinity():
    assert repr(explorables.divergence(p=0.7, q=1)).endswith("0.6109 + ∞ = ∞ nats")


@pytest.mark.parametrize(("name", "bad"), [("p", 1.5), ("q", -1)])
def test_what_is_no_probability_is_refused(name, bad):
    with pytest.raises(ValueError, match=rf"^expected {name} in \[0, 1\]"):
        explorables.divergence(**{name: bad})


def test_every_position_shows_what_the_package_says(show):
    start = explorables.divergence()
    root = show(start).locator(".bce-explorable").element_handle()
    shares = [k / 100 for k in (0, 1, 2, 5, 10, 17, 25, 33, 42, 50, 61, 70, 77, 88, 95, 99, 100)]
    states = [{"p": p, "q": q} for p, q in itertools.product(shares, shares)]
    assert len(states) >= 200
    wrong = []
    for state, live in zip(states, root.evaluate(MOVE, states), strict=True):
        picture = tree(explorables.divergence(**state)._repr_html_())
        wrong += [f"{state}: {difference}" for difference in differences(tree(live), picture)]
    assert wrong == []


def test_arrow_keys_move_it_and_reset_brings_it_back(show):
    page = show(explorables.divergence())
    page.locator('[data-input="q"]').focus()
    page.keyboard.press("ArrowRight")
    assert page.locator('[data-slot="q"]').inner_text() == "0.51"
    expected = f"{kl_divergence([0.7, 0.3], [0.51, 0.49]):.4f}"
    assert page.locator('[data-slot="own"]').inner_text() == expected
    page.get_by_role("button", name="Reset").click()
    assert page.locator('[data-slot="own"]').inner_text() == "0.0823"
