"""The markup of an explorable as a tree, and what two of them show differently."""

import re
from xml.etree import ElementTree

import pytest

from bce_tutorial._shared import without_shared

ACTS = "input, label, [data-reset], [data-press], [data-flip=ten]"  # of no use on paper
NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
ROUNDING = 0.0101  # coordinates have two decimals, and the two sides may round apart


def tree(markup):
    """Parse the markup of an explorable without the parts that a page can share."""
    root = ElementTree.fromstring(without_shared(markup))
    for element in root.iter():
        element.tag = element.tag.rpartition("}")[2]
    return root


def slots(root):
    """Return the texts that a script rewrites."""
    return {e.get("data-slot"): e.text for e in root.iter() if e.get("data-slot")}


# Set inputs to each of the states, and return what is shown then.
MOVE = """(root, states) => states.map((values) => {
  for (const name in values) {
    const input = root.querySelector(`[data-input="${name}"]`);
    input.value = values[name];
    input.dispatchEvent(new Event("input", { bubbles: true }));
  }
  const shown = root.cloneNode(true);
  for (const part of shown.querySelectorAll("style, script")) part.remove();
  shown.classList.remove("bce-live");
  return new XMLSerializer().serializeToString(shown);
})"""


def expect_accessible_within(page, width, parts="p, input, button, svg, output, text"):
    """Expect no violation that axe finds, and nothing wider than the page or its explorable."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    violations = axe.run(page).response["violations"]
    assert [(v["id"], [n["html"] for n in v["nodes"]]) for v in violations] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    roots = page.locator(".bce-explorable").all()
    assert roots
    for root in roots:
        box = root.bounding_box()
        for part in root.locator(parts).all():
            if (inner := part.bounding_box()) and part.is_visible():
                assert inner["x"] >= box["x"] - 1
                assert inner["x"] + inner["width"] <= box["x"] + box["width"] + 1


# where the reader began, and what a script adds to the controls
UNEQUAL = {"value", "data-default", "data-start", "disabled", "data-lm-suppress-shortcuts"}


def differences(live, expected):
    """Say where two trees show something else: texts exactly, coordinates to their rounding."""
    pairs = list(zip(live.iter(), expected.iter(), strict=True))
    for one, other in pairs:
        label = other.get("data-slot") or other.get("data-mark") or other.get("class") or other.tag
        for place in ("tag", "text", "tail"):
            a, b = ((getattr(e, place) or "").strip() for e in (one, other))
            if a != b:
                yield f"{label}: {a!r} instead of {b!r}"
        for name in (set(one.keys()) | set(other.keys())) - UNEQUAL:
            a, b = one.get(name, ""), other.get(name, "")
            numbers = [[float(n) for n in NUMBER.findall(text)] for text in (a, b)]
            if NUMBER.sub("#", a) != NUMBER.sub("#", b) or numbers[0] != pytest.approx(
                numbers[1], rel=0, abs=0 if name.startswith("aria") else ROUNDING
            ):
                yield f"{label} {name}: {a} instead of {b}"
