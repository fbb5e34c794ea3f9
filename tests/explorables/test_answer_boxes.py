"""Answer boxes in a real browser: by keyboard and by touch, with and without a script."""

import pytest

from bce_tutorial import check
from bce_tutorial.check._boxes import Choice, boxes, files
from bce_tutorial.look.sharing import without_shared


class Everything:
    """All boxes on one page."""

    def _repr_html_(self):
        return "\n".join(check.answer(name)._repr_html_() for name in boxes())


def form(page, name):
    return page.locator(".bce-answer").nth(list(boxes()).index(name))


def verdict(box):
    return box.locator("output").inner_text()


def submit(box, text):
    box.get_by_role("textbox").fill(text)
    box.get_by_role("textbox").press("Enter")
    return verdict(box)


def plain(sentence):
    return sentence.replace("`", "")


# Give a form one answer after the other, and return what it says to each.
ANSWER = """(form, answers) => answers.map((text) => {
  const box = form.querySelector("input[type=text]");
  if (box) box.value = text;
  else [...form.elements].find((e) => e.value === text).click();
  (box || form).dispatchEvent(new Event("input", { bubbles: true }));
  form.querySelector("button").click();
  return form.querySelector("output").innerText;
})"""


def test_every_known_answer_gets_its_sentence(show):
    page = show(Everything())
    for name, task in boxes().items():
        told, known = task.sentences()
        said = form(page, name).evaluate(ANSWER, list(known))
        words = ["Not yet" if index else "Right" for index in known.values()]
        expected = zip(words, known.values(), strict=True)
        assert said == [f"{word}: {plain(told[index])}" for word, index in expected], name


def test_an_option_is_chosen_by_its_words(show):
    name, task = next(item for item in boxes().items() if isinstance(item[1], Choice))
    page = show(check.answer(name))
    for text, index in task.sentences()[1].items():
        page.get_by_role("radio", name=plain(text), exact=True).check()
        page.get_by_role("button", name="Check").click()
        assert verdict(page.locator("form")).startswith("Not yet: " if index else "Right: ")


@pytest.mark.parametrize(
    "typed",
    [
        "0.3897", ".3897", "0,3897", " 0.3897 ", "+0.3897", "0.38972", "0.3897 nats", "38.97 %",
        "38.97%", "3.897e-1", "0.3896", "0.3898",
    ],
)  # fmt: skip
def test_ways_to_write_a_right_answer(show, typed):
    page = show(check.answer("ninth-prediction"))
    assert submit(page.locator("form"), typed).startswith("Right: with that p")


@pytest.mark.parametrize(
    ("name", "typed", "said"),
    [
        ("ninth-prediction", "0.39", "Not yet: give your number with four decimals."),
        ("ninth-prediction", "0.6103", "Not yet: this is the probability of what happened."),
        ("ninth-prediction", "0.1234", "Not yet: what must the ninth row cost"),
        ("ninth-prediction", "", "Not yet: type a number, such as 0.25."),
        ("ninth-prediction", "e", "Not yet: type a number, such as 0.25."),
        ("ninth-prediction", "1.2.3", "Not yet: type a number, such as 0.25."),
        ("repair-formula", "−1.4008", "Not yet: can a loss be negative?"),
        ("repair-formula", "-0.4937", "Not yet: a loss is never negative"),
        ("repair-formula", "1.8945", "Not yet: that is what the printed formula gives."),
        ("repair-formula", "1.4", "Not yet: give your number with four decimals."),
        ("best-forecast", "1", "Right: absolute error asks for certainty"),
        ("best-forecast", "-0", "Not yet: there it is highest."),
        ("find-base", "10", "Right: these are bans."),
        ("find-base", "2.72", "Not yet: in base e, about 2.72"),
        ("stable-loss", "1,000", "Right: a sure mistake"),
        ("stable-loss", "-1,000", "Not yet: a loss is never negative."),
        ("find-base", "10,0", "Right: these are bans."),
        ("cost-threshold", "0.091", "Right: from one chance in eleven on"),
        ("cost-threshold", "0.909", "Not yet: if a miss becomes more expensive"),
    ],
)
def test_what_else_is_typed_gets_a_sentence(show, name, typed, said):
    page = show(check.answer(name))
    assert submit(page.locator("form"), typed).startswith(said)


def test_keyboard_alone(show):
    page = show(check.answer("repair-where"), check.answer("two-nats"))
    page.keyboard.press("Tab")  # onto the radio buttons
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # the button
    choice, number = page.locator("form").all()
    assert verdict(choice).startswith("Not yet: in the rows with label 0 it takes p")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("ArrowDown")
    assert verdict(choice) == ""  # the sentence belonged to another answer
    page.keyboard.press("Enter")
    assert verdict(choice).startswith("Right: that is also the distance")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.type("0.1353")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    assert verdict(number).startswith("Right: ")
    assert verdict(choice).startswith("Right: ")  # the other form keeps its own


def test_nothing_chosen_yet(show):
    page = show(check.answer("repair-where"))
    page.get_by_role("button", name="Check").click()
    assert verdict(page.locator("form")) == "Not yet: choose one of the answers."


def test_the_verdict_is_announced_and_the_input_has_a_name(show):
    page = show(check.answer("two-nats"), check.answer("repair-where"))
    assert page.get_by_role("status").count() == 2
    assert page.locator("[data-lm-suppress-shortcuts]").count() == len(
        page.locator("input, button").all()
    )
    assert page.locator("output[aria-live=polite]").count() == 2
    label = "Which probability of what happened costs exactly 2 nats? (four decimals)"
    assert page.get_by_role("textbox", name=label).is_visible()
    asked = "What does the column of the swapped function hold?"
    assert page.get_by_role("group", name=asked).is_visible()


def test_without_a_script_a_sentence_stands_there(show):
    page = show(check.answer("two-nats"), java_script_enabled=False)
    assert page.get_by_text("unfold the solution below").is_visible()
    assert not page.get_by_role("textbox").is_visible()
    assert not page.get_by_role("button").is_visible()


def test_the_same_box_twice_and_its_script_run_again(show):
    page = show(check.answer("two-nats"), check.answer("two-nats"))
    assert page.locator("form script").count() == 2
    first, second = page.locator("form").all()
    assert submit(second, "0.25") == "Not yet: that costs 2 bits."
    assert verdict(first) == ""


def test_a_site_can_share_the_script_and_the_styles(show, tmp_path):
    for name, content in files().items():
        (tmp_path / name).write_text(content, encoding="utf-8")
    page = show(
        Everything(),
        head='<link rel="stylesheet" href="answer.css"><script defer src="answer.js"></script>',
        change=without_shared,
    )
    assert page.locator("main style, main script").count() == 0
    assert page.locator(".bce-live").count() == len(boxes())
    assert submit(form(page, "two-nats"), "0.1353").startswith("Right: ")
    assert form(page, "two-nats").evaluate("e => getComputedStyle(e).borderTopWidth") == "1px"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_small_screen_and_touch(show, scheme):
    page = show(
        Everything(),
        width=390,
        scheme=scheme,
        has_touch=True,
    )
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    box = form(page, "same-accuracy")
    box.get_by_role("radio").nth(2).tap()
    box.get_by_role("button").tap()
    assert verdict(box).startswith("Right: ")
