"""Mouse, pen and finger on the drawings, a swipe that only passes over them, and what is read out.

That every handle comes to where it is pulled is tested in `test_every_explorable`.
"""

import pytest

from bce_tutorial import explorables
from bce_tutorial.datasets import eight_predictions
from bce_tutorial.explorables import assets
from descent_data import emails
from explorable_pulls import PLACES, handles
from explorable_walks import example, names

PHONE = {"has_touch": True, "is_mobile": True, "width": 390}


def root_of(page):
    return page.locator(".bce-explorable")


def text(page, name):
    return page.locator(f'[data-slot="{name}"]').inner_text()


def places(page, name, x, y):
    return page.evaluate(PLACES, [root_of(page).element_handle(), name, x, y])


def touch(page):
    """Return a function that sends a touch to a page: its kind and its points."""
    session = page.context.new_cdp_session(page)

    def send(kind, *points):
        session.send(
            "Input.dispatchTouchEvent",
            {"type": f"touch{kind}", "touchPoints": [{"x": x, "y": y} for x, y in points]},
        )

    return send


@pytest.mark.parametrize(("kind", "number"), names())
def test_what_looks_as_if_it_could_be_dragged_says_so(show, kind, number):
    page = show(example(kind, number))
    for handle in page.locator(".bce-handle").all():
        free = "bce-free" in handle.get_attribute("class")
        cursor = handle.evaluate("e => getComputedStyle(e).cursor")
        assert cursor == ("move" if free else "ew-resize")
        assert handle.bounding_box()["width"] >= 12
    still = page.locator(".bce-ground").evaluate_all("all => all.map((e) => e.outerHTML)")
    assert len(still) <= 1


def test_only_explorables_without_a_drawing_to_drag_have_no_handle():
    without = {kind for kind in assets.KINDS if not handles(example(kind))}
    # rows whose thumbs are dragged, labels to flip, numbers to type
    assert without <= {"mean_loss", "corrected", "symptom"}


def test_a_press_on_the_drawing_brings_the_handle_there(show):
    page = show(explorables.threshold([0, 1, 1, 0], [0.2, 0.4, 0.9, 0.6]))
    _, there = places(page, "dot", 44 + 420 * 0.3, 100)
    page.mouse.click(*there)
    assert text(page, "threshold") == "0.30"
    page.mouse.move(there[0] + 100, there[1])  # with no button down
    assert text(page, "threshold") == "0.30"
    page.mouse.click(there[0] + 100, there[1], button="right")
    assert text(page, "threshold") == "0.30"


def test_a_pointer_that_leaves_the_drawing_keeps_pulling(show):
    page = show(explorables.penalty())
    here, _ = places(page, "dot", 0, 0)
    page.mouse.move(*here)
    page.mouse.down()
    page.mouse.move(1200, 5, steps=4)
    assert text(page, "p") == "1"
    page.mouse.move(1, 790, steps=4)
    assert text(page, "nats") == "∞"
    page.mouse.up()
    page.mouse.move(600, 300)
    assert text(page, "nats") == "∞"


def test_a_pen(show):
    page = show(explorables.penalty())
    (x, y), (end, _) = places(page, "dot", 44 + 420 * 0.4, 0)
    session = page.context.new_cdp_session(page)
    for kind, place in (("mousePressed", x), ("mouseMoved", end), ("mouseReleased", end)):
        session.send(
            "Input.dispatchMouseEvent",
            {"type": kind, "x": place, "y": y, "button": "left", "buttons": 1, "clickCount": 1,
             "pointerType": "pen"},
        )  # fmt: skip
    assert text(page, "p") == "0.4"


def test_a_finger_across_drags_and_one_up_and_down_scrolls(show):
    page = show(explorables.penalty(), *[explorables.symptom()] * 6, **PHONE)
    page = page.locator(".bce-explorable").first.page
    root = page.locator('[data-kind="penalty"]')
    node = root.locator('[data-mark="dot"]')
    box = node.bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    send = touch(page)
    send("Start", (x, y))
    for k in range(1, 9):
        send("Move", (x + 12 * k, y))
    send("End")
    moved = root.locator('[data-slot="p"]').inner_text()
    assert float(moved) > 0.3
    assert page.evaluate("scrollY") == 0

    box = node.bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    send("Start", (x + 40, y))
    for k in range(1, 13):
        send("Move", (x + 40, y - 15 * k))
    send("End")
    page.wait_for_function("scrollY > 50")
    assert root.locator('[data-slot="p"]').inner_text() == moved


def test_a_swipe_that_begins_on_a_slider_changes_nothing(show):
    page = show(explorables.mean_loss(*eight_predictions()), *[explorables.symptom()] * 6, **PHONE)
    slider = page.get_by_role("slider", name="p of ID6")
    box = slider.bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    send = touch(page)
    send("Start", (x, y))
    for k in range(1, 13):
        send("Move", (x, y - 12 * k))
    send("End")
    page.wait_for_function("scrollY > 50")
    assert slider.input_value() == "0.94"
    assert page.locator('[data-slot="loss"]').inner_text() == "0.4937"


def test_a_dot_that_moves_both_ways_is_pulled_by_a_finger(show):
    page = show(explorables.descent(*emails()), **PHONE)
    (x, y), (left, top) = places(page, "dot", 134, 150)
    send = touch(page)
    send("Start", (x, y))
    for k in range(1, 9):
        send("Move", (x + (left - x) * k / 8, y + (top - y) * k / 8))
    send("End")
    found = [float(text(page, name).replace("−", "-")) for name in "wb"]
    expected = [-2 + 8 * (134 - 40) / 192, 4 - 8 * (150 - 36) / 192]
    assert found == pytest.approx(expected, abs=0.08)


def test_a_cancelled_pull_brings_back_what_was(show):
    page = show(explorables.divergence())
    page.evaluate(
        """() => {
          const node = document.querySelector('[data-mark="dot"]');
          node.setPointerCapture = () => {};
          node.hasPointerCapture = () => true;
          const send = (kind, x) => node.dispatchEvent(
            new PointerEvent(kind, { bubbles: true, isPrimary: true, clientX: x, clientY: 200 }));
          send("pointerdown", 100);
          send("pointermove", 300);
        }"""
    )
    assert text(page, "q") != "0.2"
    page.evaluate(
        """() => document.querySelector('[data-mark="dot"]')
             .dispatchEvent(new PointerEvent("pointercancel", { bubbles: true }))"""
    )
    assert (text(page, "q"), text(page, "own")) == ("0.2", "0.5827")


def test_steps_are_taken_one_by_one_unless_motion_is_unwanted(show):
    steps = """async (root) => {
      const seen = [], slot = root.querySelector('[data-slot="steps"]');
      new MutationObserver(() => seen.push(slot.textContent)).observe(slot, { childList: true });
      root.querySelector('[data-press="25"]').click();
      const started = slot.textContent;
      while (slot.textContent !== "25") await new Promise((done) => setTimeout(done, 20));
      return [started, seen.length];
    }"""
    page = show(explorables.descent(*emails()), motion="no-preference")
    started, seen = root_of(page).evaluate(steps)
    assert (started, seen) == ("1", 25)
    now = explorables.descent(*emails()).moved("press", 25)
    assert f"loss {text(page, 'loss')} nats" in repr(now)
    page.get_by_role("button", name="25 steps").click()
    page.get_by_role("button", name="Reset").click()  # while it walks
    page.wait_for_timeout(200)
    assert text(page, "steps") == "0"
    page = show(explorables.descent(*emails()))
    assert root_of(page).evaluate(steps)[0] == "25"


# Move the n-th control of each explorable of a page, and return what each reads out then.
HEARD = """async (n) => {
  const live = "output, [aria-live]:not([aria-live=off]), [role=status], [role=alert], [role=log]";
  const roots = [...document.querySelectorAll(".bce-explorable")];
  const heard = roots.map((root) => {
    const texts = [], watch = new MutationObserver((changes) => {
      const parts = changes.map(({ target }) => (target.closest ? target : target.parentElement));
      for (const region of new Set(parts.map((part) => part.closest(live)))) {
        if (region) texts.push(region.textContent);
      }
    });
    watch.observe(root, { subtree: true, childList: true, characterData: true });
    return texts;
  });
  const moved = roots.map((root) => {
    const control = root.querySelectorAll("input, button")[n];
    if (control?.type === "button") control.click();
    else if (control) {
      const next = control.valueAsNumber + Number(control.step);
      control.value = control.type === "text" ? "0.5" : next;
      control.dispatchEvent(new Event("input", { bubbles: true }));
    }
    return control !== undefined;
  });
  await new Promise((go) => setTimeout(go, 1500));
  return roots.flatMap((root, i) => (moved[i] ? [[root.dataset.kind, heard[i]]] : []));
}"""


def test_one_short_sentence_is_read_out_once_a_control_rests(show):
    page = show(*(example(kind, number) for kind, number in names()))
    said = page.locator('output.bce-said[aria-live="polite"]')
    assert said.count() == len(names())
    assert set(said.all_text_contents()) == {""}
    tried = 0
    while heard := page.evaluate(HEARD, tried):
        for kind, sentences in heard:
            assert len(sentences) == 1, (kind, tried, sentences)
            assert 2 <= len(sentences[0].split()) <= 35, (kind, sentences)
        tried += 1
    assert tried > 9  # the controls of the eight predictions


def test_a_slider_that_is_moved_on_is_read_out_once(show):
    page = show(explorables.mean_loss(*eight_predictions()))
    said = page.locator(".bce-said")
    page.evaluate(
        """() => {
          window.heard = [];
          new MutationObserver(() => heard.push(1))
            .observe(document.querySelector(".bce-said"), { childList: true });
        }"""
    )
    slider = page.get_by_role("slider", name="p of ID4")
    for _ in range(10):
        slider.press("ArrowRight")
    page.wait_for_function("document.querySelector('.bce-said').textContent")
    page.wait_for_timeout(300)
    assert said.text_content() == f"{text(page, 'loss')} log loss in nats"
    assert page.evaluate("heard.length") == 1
    assert slider.get_attribute("aria-valuetext") == "p 0.42, corrected 0.42, penalty 0.8675 nats"


HEIGHT = "e => e.getBoundingClientRect().height"


@pytest.mark.parametrize(("kind", "number"), names())
def test_no_explorable_is_higher_than_a_phone(show, kind, number):
    page = show(example(kind, number), width=390)
    assert root_of(page).evaluate(HEIGHT) <= 844
    page.set_viewport_size({"width": 1280, "height": 800})
    assert root_of(page).evaluate(HEIGHT) <= 800


def test_the_eight_predictions_leave_room_on_the_first_screen(show):
    page = show(explorables.mean_loss(*eight_predictions()), width=390)
    assert root_of(page).evaluate(HEIGHT) <= 530
    page.set_viewport_size({"width": 1280, "height": 800})
    assert root_of(page).evaluate(HEIGHT) <= 440


def test_sliders_are_seen_in_forced_colours(show):
    page = show(
        explorables.mean_loss(*eight_predictions()), explorables.penalty(), forced_colors="active"
    )
    for slider in page.get_by_role("slider").all():
        assert slider.evaluate("e => getComputedStyle(e).forcedColorAdjust") == "none"
