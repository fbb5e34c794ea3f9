"""The markup of an explorable as a tree, and what two of them show differently."""

import re
from xml.etree import ElementTree

from bce_tutorial.look.sharing import without_shared

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


# Move the controls of an explorable as a reader does, and return what is shown after each move.
DRIVE = """(root, moves) => moves.map(([name, value]) => {
  const find = (role, key) => root.querySelector(`[data-${role}="${key}"]`);
  const input = find("input", name), flip = find("flip", name);
  if (name === "reset") root.querySelector("[data-reset]").click();
  else if (name === "press") find("press", value).click();
  else if (input) {
    input.value = value;
    input.dispatchEvent(new Event("input", { bubbles: true }));
  } else if (name !== "look") {
    const states = Number(flip.dataset.states || 2);
    for (let k = 0; k < states && flip.value !== String(value); k += 1) flip.click();
  }
  const shown = root.cloneNode(true);
  for (const part of shown.querySelectorAll("style, script")) part.remove();
  shown.querySelector(".bce-said").textContent = "";  // some time after a move
  shown.classList.remove("bce-live");
  const controls = "[data-input], [data-flip]", copies = shown.querySelectorAll(controls);
  root.querySelectorAll(controls).forEach((live, i) => copies[i].setAttribute("value", live.value));
  return new XMLSerializer().serializeToString(shown);
})"""


# Texts that leave their drawing, tile, cell or button, or their explorable; and what is too wide.
OUTSIDE = """() => {
  const found = [];
  for (const root of document.querySelectorAll(".bce-explorable, .bce-answer")) {
    const kind = root.dataset.kind || "answer", texts = document.createTreeWalker(root, 4);
    const say = (what, by) => by > 0.5 && found.push(`${kind}: ${what} by ${by.toFixed(1)} px`);
    for (const part of root.querySelectorAll("input, button, svg:not(svg svg), label")) {
      const inner = part.getBoundingClientRect(), box = root.getBoundingClientRect();
      if (inner.width && part.type !== "range") {
        say(part.tagName, Math.max(box.left - inner.left, inner.right - box.right));
      }
    }
    while (texts.nextNode()) {
      const { data, parentElement } = texts.currentNode, range = document.createRange();
      if (!data.trim() || parentElement.closest("script, style")) continue;
      const drawing = parentElement.closest(".bce-drawing");
      const cell = parentElement.closest(
        ".bce-drawing, .bce-tile, .bce-value, .bce-p, .bce-name, button",
      );
      range.selectNodeContents(texts.currentNode);
      for (const holder of new Set([cell || root, root])) {
        const box = holder.getBoundingClientRect();
        for (const inner of range.getClientRects()) {
          if (!inner.width) continue;
          say(data.trim(), Math.max(box.left - inner.left, inner.right - box.right,
            drawing ? box.top - inner.top : 0, drawing ? inner.bottom - box.bottom : 0));
        }
      }
    }
    say("scrolls", root.scrollWidth - root.clientWidth);
  }
  if (document.documentElement.scrollWidth > innerWidth) found.push("the page scrolls sideways");
  return found;
}"""


# where the reader began, and what a script adds to the controls
UNEQUAL = {"data-default", "data-start", "disabled", "data-lm-suppress-shortcuts"}


def differences(live, expected):
    """Say where two trees show something else: texts exactly, coordinates to their rounding.

    Also where their controls stand somewhere else, or say so.
    """
    for one, other in zip(live.iter(), expected.iter(), strict=True):
        if [one.tag, one.text, one.tail, one.attrib] == [
            other.tag,
            other.text,
            other.tail,
            other.attrib,
        ]:
            continue
        label = other.get("data-slot") or other.get("data-mark") or other.get("class") or other.tag
        for place in ("tag", "text", "tail"):
            a, b = ((getattr(e, place) or "").strip() for e in (one, other))
            if a != b:
                yield f"{label}: {a!r} instead of {b!r}"
        for name in (set(one.keys()) | set(other.keys())) - UNEQUAL:
            a, b = one.get(name, ""), other.get(name, "")
            exact = name.startswith("aria") or other.get("type") == "text"
            if a != b and (exact or not same_geometry(a, b, 0 if name == "value" else ROUNDING)):
                yield f"{label} {name}: {a} instead of {b}"


def same_geometry(a, b, rounding):
    """Tell whether two attributes have the same words, and the same numbers but for rounding."""
    if NUMBER.sub("#", a) != NUMBER.sub("#", b):
        return False
    pairs = zip(NUMBER.findall(a), NUMBER.findall(b), strict=True)
    return all(abs(float(one) - float(other)) <= rounding for one, other in pairs)
