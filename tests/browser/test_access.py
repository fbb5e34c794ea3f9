"""Forced colours, the clipboard, paper: what the rules of axe do not see."""

import re

import pytest

from built_site import PAGES, SITE
from contrast import contrast

CHAPTER = "book/05-binary-cross-entropy.html"
FRAMEWORKS = "book/14-frameworks.html"
MISTAKES = "book/17-spot-the-mistake.html"
HIDDEN = """[...document.querySelectorAll(
  "article :is(details, .sd-tab-item, .sd-tab-set, [hidden])"
)].flatMap((box) => [box, ...box.querySelectorAll("label, pre, p, li, table")]).filter(
  (part) => !part.checkVisibility()
    && !part.closest(".bce-explorable, .bce-answer, nav, details.hide > summary")
    && !part.closest(".bce-end, .bce-deck, .bce-choice")
).map((part) => part.outerHTML.slice(0, 200))"""
COPY = """([from, to]) => {
  const range = document.createRange();
  range.setStartBefore(document.querySelector(from));
  range.setEndAfter(document.querySelector(to));
  getSelection().removeAllRanges();
  getSelection().addRange(range);
  const event = new ClipboardEvent("copy", {clipboardData: new DataTransfer()});
  document.dispatchEvent(event);
  return ["text/plain", "text/html"].map((kind) => event.clipboardData.getData(kind));
}"""

# How a reader may space letters, words, lines and paragraphs (WCAG 1.4.12), or enlarge the text.
SPACED = """* { line-height: 1.5 !important; letter-spacing: 0.12em !important;
word-spacing: 0.16em !important; } p { margin-bottom: 2em !important; }"""
ENLARGED = "html { font-size: 200% !important; }"
# A name that is too long for a line of the header ends with dots; the title below it is whole.
CUT = """[...document.querySelectorAll("body *")].filter((e) => e.checkVisibility()
  && !e.matches(".brand, svg, svg *") && e.clientWidth > 2
  && ["hidden", "clip"].includes(getComputedStyle(e).overflowX)
  && (e.scrollWidth > e.clientWidth + 2 || e.scrollHeight > e.clientHeight + 2)
).map((e) => e.outerHTML.slice(0, 200))"""
# Words of a picture that its edge cuts off.
LABELS_CUT = """[...document.querySelectorAll("body svg text")].flatMap((label) => {
  const own = label.getBoundingClientRect();
  const picture = label.ownerSVGElement.getBoundingClientRect();
  const by = Math.max(picture.left - own.left, own.right - picture.right,
    picture.top - own.top, own.bottom - picture.bottom);
  return own.width && by > 2 ? [`${label.textContent}: ${by}`] : [];
})"""
# A radio button of a tab lies below its label, which shows the focus in its place.
COVERED = """() => {
  const focused = document.activeElement;
  const seen = focused.type === "radio" ? focused.labels[0] ?? focused : focused;
  const boxes = [...seen.getClientRects()].filter((box) => box.width && box.height);
  const reached = boxes.some((box) => [0.05, 0.5, 0.95].some((x) => [0.1, 0.5, 0.9].some((y) => {
    const top = document.elementFromPoint(box.left + x * box.width, box.top + y * box.height);
    return top && (seen.contains(top) || (top.contains(seen) && !top.matches(".drawer, header")));
  })));
  return reached ? null : focused.outerHTML.slice(0, 200);
}"""


@pytest.fixture
def forced(page):
    """Let the reader's own colours take the place of the page's."""
    page.emulate_media(forced_colors="active")
    yield page
    page.emulate_media(forced_colors="none")


def style(part, name):
    return part.evaluate("(e, name) => getComputedStyle(e).getPropertyValue(name)", name)


def icon(button, ground):
    """Return the contrast of a button's icon with what lies below it."""
    return contrast(style(button.locator("svg"), "stroke"), style(ground, "background-color"))


def test_the_chosen_tab_stands_out_in_forced_colours(forced, open_page):
    tabs = open_page(FRAMEWORKS).locator(".sd-tab-set").first
    chosen, other = tabs.locator("input:checked + label"), tabs.locator("label").last
    assert style(chosen, "background-color") != style(other, "background-color")
    other.click()
    assert style(chosen.first, "background-color") == style(other, "background-color")


def test_in_forced_colours_no_ground_of_ours_lies_below_forced_words(forced, open_page):
    page = open_page(FRAMEWORKS)
    for selector in (".highlight pre", ".table-wrapper", ".formula"):
        assert style(page.locator(f"article {selector}").first, "background-image") == "none"
    figure = open_page(CHAPTER).locator(".book-figure svg").first
    assert style(figure, "forced-color-adjust") == "none"


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_copy_button_is_seen_in_focus_keeps_it_and_says_what_it_did(open_page, page, theme):
    page.emulate_media(color_scheme=theme)
    open_page(CHAPTER)
    button = page.locator("article button.copybtn:visible").nth(3)
    assert style(button, "opacity") == "0"
    button.focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    assert button.evaluate("e => e === document.activeElement && e.matches(':focus-visible')")
    assert style(button, "opacity") == "1"
    assert icon(button, button) >= 3
    assert min(button.bounding_box()[side] for side in ("width", "height")) >= 24
    status = page.locator("body > [role=status]")
    assert status.inner_text() == ""
    page.keyboard.press("Enter")
    page.wait_for_function("document.querySelector('body > [role=status]').innerText === 'Copied'")
    assert button.evaluate("e => e.matches('.success') && !e.matches(':hover')")
    assert icon(button, button) >= 3
    assert button.evaluate("e => e === document.activeElement")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_touch_screen_shows_copy_buttons(chromium, open_page, theme):
    address = open_page(CHAPTER).url
    context = chromium.new_context(
        is_mobile=True,
        has_touch=True,
        viewport={"width": 390, "height": 844},
        color_scheme=theme,
    )
    phone = context.new_page()
    phone.goto(address)
    button = phone.locator("article button.copybtn:visible").first
    button.wait_for()
    assert style(button, "opacity") == "1"
    assert icon(button, phone.locator("body")) >= 3  # it stands above the code
    gaps = phone.locator("article button.copybtn:visible").evaluate_all(
        """all => all.map((e) => e.parentElement.querySelector("pre").getBoundingClientRect().top
        - e.getBoundingClientRect().bottom)"""
    )
    assert min(gaps) >= -1  # none lies on the code
    assert phone.locator(".cell_output .copybtn").count() == 0
    context.close()


def test_a_copied_selection_holds_the_text_and_nothing_of_the_page(open_page):
    page = open_page(CHAPTER)
    page.locator("button.copybtn").first.wait_for(state="attached")
    plain, rich = page.evaluate(COPY, ["article h1", "#recap h2"])
    assert "$L = " in plain or "$L=" in plain
    assert "<math" in rich
    assert "<h2" in rich
    for strange in ("Copy to clipboard", "#\n", ")#", "Link to this"):
        assert strange not in plain
    for strange in ("<button", "headerlink", "eqno", "<script"):
        assert strange not in rich
    lines = plain.splitlines()
    assert "Recap" in lines  # headings stand in lines of their own
    assert "\nExercises\nQuiz\n" in plain  # without the indentation of the source
    assert page.locator("body > div > h2").count() == 0  # nothing is left behind


@pytest.mark.parametrize("name", [CHAPTER, FRAMEWORKS, MISTAKES, "book/flash-cards.html"])
def test_paper_shows_all_that_the_screen_folds(open_page, page, name):
    open_page(name)
    assert page.evaluate(HIDDEN) != []
    page.emulate_media(media="print")
    assert page.evaluate(HIDDEN) == []


def test_wide_paper_shows_the_page_and_no_menu(open_page, page, resize):
    open_page(CHAPTER)
    resize(1587, 1123)  # A3 on its side, where both menus have room
    menus = page.locator(".sidebar-drawer, .toc-drawer, .mobile-header, .skip-to-content")
    assert menus.count() == 4
    assert page.locator(".sidebar-tree a").first.is_visible()
    assert page.locator(".toc-sticky").is_visible()
    page.emulate_media(media="print")
    assert [menu for menu in menus.all() if menu.is_visible()] == []
    assert page.locator("article h1").is_visible()


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("name", [CHAPTER, FRAMEWORKS])
def test_nothing_covers_what_has_the_focus_and_tab_changes_nothing_else(
    open_page, resize, name, width
):
    page = open_page(name)
    resize(width, 800)
    address, stops = page.url, 0
    for _ in range(120):
        page.keyboard.press("Tab")
        assert page.evaluate(COVERED) is None
        stops += page.evaluate("document.activeElement !== document.body")
    assert stops == 120  # and none of them is the last
    assert page.url == address
    lid = "position: fixed; inset: 0; z-index: 1000"
    page.evaluate(
        "style => { document.body.append(document.createElement('div')); "
        "document.body.lastChild.style = style; }",
        lid,
    )
    assert page.evaluate(COVERED) is not None


@pytest.mark.parametrize("name", PAGES)
def test_text_of_twice_the_size_or_with_more_space_stays_on_the_page(open_page, resize, name):
    page = open_page(name)
    for change, widths in ((SPACED, (1280, 640, 390)), (ENLARGED, (1280, 640))):
        added = page.add_style_tag(content=change)
        for width in widths:
            resize(width)
            assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
            assert page.evaluate(CUT) == []
            assert page.evaluate(LABELS_CUT) == []
        added.evaluate("e => e.remove()")
    if page.locator("article p").count():
        page.add_style_tag(content="article p { height: 1em; overflow: hidden; }")
        assert page.evaluate(CUT) != []


def test_no_tooltip_covers_the_code_beside_a_copy_button(open_page):
    page = open_page(CHAPTER)
    button = page.locator("article button.copybtn:visible").first
    button.hover()
    shown = "e => getComputedStyle(e, '::after').content"
    assert button.evaluate(shown) == "none"
    assert button.get_attribute("data-tooltip") == "Copy"  # would be shown otherwise
    assert page.get_by_role("button", name="Copy to clipboard").first.is_visible()


READ_OUT = """annotation { display: inline !important; }
.headerlink { visibility: visible !important; }"""
TEX = re.compile(r"\\[a-z]{2,}")
SPANS = """(code, kinds) => kinds.map((kind) => {
  const token = code.appendChild(document.createElement("span"));
  token.className = kind;
  return getComputedStyle(token).color;
})"""


def exposed(page):
    """Return role and name of each thing on a page that assistive technology is told of."""
    session = page.context.new_cdp_session(page)
    nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    session.detach()
    shown = [node for node in nodes if not node["ignored"]]
    return [(node["role"]["value"], node.get("name", {}).get("value", "")) for node in shown]


@pytest.mark.parametrize("name", [CHAPTER, "book/10-entropy-and-kl.html"])
def test_no_source_of_a_formula_and_no_link_called_by_a_sign_is_read_out(open_page, name):
    page = open_page(name)
    found = exposed(page)
    assert [role for role, _ in found].count("MathMLMath") > 20
    assert [each for each in found if TEX.search(each[1])] == []
    assert ("link", "#") not in found
    page.add_style_tag(content=READ_OUT)
    found = exposed(page)
    assert [each for each in found if TEX.search(each[1])] != []
    assert ("link", "#") in found


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_code_of_every_kind_has_a_contrast_of_4_5(open_page, page, theme):
    styles = (SITE / "_static" / "pygments.css").read_text(encoding="utf-8")
    kinds = sorted(set(re.findall(r"\.highlight \.(\w+) \{ color", styles)))
    assert len(kinds) > 50
    page.emulate_media(color_scheme=theme)
    open_page(FRAMEWORKS)
    grounds = [page.locator("article .cell_input .highlight").first, page.locator("body")]
    colours = page.locator("article .cell_input pre").first.evaluate(SPANS, kinds)
    assert len(set(colours)) > 4
    for ground in grounds:  # of code, and of what it prints
        below = style(ground, "background-color")
        faint = {k: c for k, c in zip(kinds, colours, strict=True) if contrast(c, below) < 4.5}
        assert faint == {}, below


def test_photographs_are_dimmed_on_a_dark_page(open_page, page):
    open_page(FRAMEWORKS)
    photograph = page.locator(".book-figure image").first
    assert style(photograph, "filter") == "none"
    page.emulate_media(color_scheme="dark")
    assert style(photograph, "filter") == "brightness(0.75)"
