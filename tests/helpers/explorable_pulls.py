"""Pull the handles of an explorable with a mouse, to where Python draws them for other states.

The handle must stay below the pointer, and once it is let go the explorable must show what Python
shows for its sliders.
"""

import json

from explorable_trees import DRIVE, differences, tree
from explorable_walks import controls

PULLS = 4  # of a handle, for each state of the buttons
NEAR = 4  # units of the drawing: half a step of the coarsest slider

# The places on the screen of a handle, and of a point of its drawing
PLACES = """([root, name, x, y]) => {
  const node = root.querySelector(`[data-mark="${name}"]`);
  node.scrollIntoView({ block: "center" });
  const here = node.getScreenCTM(), place = (left, top) => {
    const point = new DOMPoint(left, top).matrixTransform(here);
    return [point.x, point.y];
  };
  return [place(node.cx.baseVal.value, node.cy.baseVal.value), place(x, y)];
}"""
HANDLE = """(root, name) => ["cx", "cy"].map(
  (key) => root.querySelector(`[data-mark="${name}"]`)[key].baseVal.value)"""
SLIDERS = """root => [...root.querySelectorAll("[type=range]")].flatMap((slider) =>
  slider.checkVisibility() ? [[slider.dataset.input, slider.value]] : [])"""


def handles(explorable):
    """Return the handles: for each name its coordinates, and whether it moves both ways."""
    found = {}
    for element in tree(explorable._repr_html_()).iter():
        classes = (element.get("class") or "").split()
        if "bce-handle" in classes:
            place = float(element.get("cx")), float(element.get("cy"))
            found[element.get("data-mark")] = (*place, "bce-free" in classes)
    return found


def starts(explorable):
    """Return the explorable with each state of its buttons, and the clicks that lead there."""
    yield explorable, []
    for role, name, values in controls(explorable):
        if role == "flip":
            yield from ((explorable.moved(name, value), [(name, value)]) for value in values)


def targets(explorable, name):
    """Return places of a handle in other states of the sliders, far apart."""
    places = set()
    for role, slider, values in controls(explorable):
        if role == "input":
            for value in values[:: max(1, len(values) // 5)]:
                places.add(handles(explorable.moved(slider, value))[name][:2])
    ordered = sorted(places)
    return ordered[:: max(1, len(ordered) // PULLS)]


def wrong_pulls(page, explorable):
    """Say what differs from Python after each pull."""
    root = page.locator(".bce-explorable").element_handle()
    for start, clicks in starts(explorable):
        root.evaluate(DRIVE, [("reset", 0), *clicks])
        now = start
        for name in handles(start):
            for target in targets(start, name):
                now = yield from _pull(page, root, now, name, target)


def _pull(page, root, now, name, target):
    """Pull one handle, and return what Python shows then."""
    before = dict(root.evaluate(SLIDERS))
    here, there = page.evaluate(PLACES, [root, name, *target])
    page.mouse.move(*here)
    page.mouse.down()
    page.mouse.move(*there, steps=2)
    left, top = root.evaluate(HANDLE, name)
    page.mouse.up()
    for slider, value in root.evaluate(SLIDERS):
        if value != before[slider]:
            now = now.moved(slider, json.loads(value))
    free = handles(now)[name][2]
    if abs(left - target[0]) > NEAR or (free and abs(top - target[1]) > NEAR):
        yield f"{name} was pulled to {target}, and stands at {(left, top)}"
    for difference in differences(tree(root.evaluate(DRIVE, [["look", 0]])[0]), _tree(now)):
        yield f"{name} pulled to {target}: {difference}"
    return now


def _tree(explorable):
    return tree(explorable._repr_html_())
