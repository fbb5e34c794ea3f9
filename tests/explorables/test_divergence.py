"""The explorable of chapter 10: its start, and its script at every hundredth of p and q."""

import pytest

from bce_tutorial import cross_entropy, entropy, explorables, kl_divergence


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
