"""What a reader does with the site: search, switch the theme, use the keyboard, copy, unfold."""

import re

import pytest

from built_site import SITE

CHAPTER = "book/05-binary-cross-entropy.html"
FRAMEWORKS = "book/14-frameworks.html"


def colour(page, selector, name="color"):
    script = "([s, n]) => getComputedStyle(document.querySelector(s)).getPropertyValue(n)"
    return page.evaluate(script, [selector, name])


def test_the_theme_switch_changes_the_page_and_its_figures(open_page):
    page = open_page(CHAPTER)
    before = colour(page, "body", "background-color"), colour(page, ".book-figure svg")
    switch = page.locator(".theme-toggle-content .theme-toggle")
    seen = {}
    for _ in range(3):
        switch.click()
        theme = page.evaluate("document.body.dataset.theme")
        assert switch.get_attribute("aria-label") == f"Theme: {theme}"
        background = colour(page, "body", "background-color")
        seen[theme] = background, colour(page, ".book-figure svg")
        assert colour(page, ".book-figure svg") == colour(page, "article p:not(.byline)")
        assert colour(page, ".cell_output", "background-color") in ("rgba(0, 0, 0, 0)", background)
    assert set(seen) == {"light", "dark", "auto"}
    assert seen["light"] == before
    assert seen["dark"][0] != seen["light"][0]
    assert seen["dark"][1] != seen["light"][1]


def test_the_theme_switch_works_where_storage_is_blocked(chromium):
    page, errors = chromium.new_page(), []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.add_init_script(
        """Object.defineProperty(window, "localStorage", { configurable: true,
        get() { throw new DOMException("blocked", "SecurityError"); } });"""
    )
    page.goto((SITE / CHAPTER).as_uri())
    switch = page.locator(".theme-toggle-content .theme-toggle")
    for theme in ("auto", "dark", "light", "auto"):
        assert page.locator("body").get_attribute("data-theme") == theme
        assert switch.get_attribute("aria-label") == f"Theme: {theme}"
        assert switch.locator("svg:visible").count() == 1
        switch.click()
    page.goto((SITE / "search.html").as_uri() + "?q=loss")  # which keeps what was sought
    page.locator("#search-results li").first.wait_for()
    assert errors == []
    page.close()


def test_the_tabs_are_a_group_with_a_name(open_page):
    page = open_page(FRAMEWORKS)
    groups = page.get_by_role("radiogroup", name="Library")
    assert groups.count() == page.locator(".sd-tab-set").count() > 0
    assert groups.first.get_by_role("radio").count() > 4


def test_no_key_of_one_letter_does_anything(open_page):
    page = open_page(CHAPTER)
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement === document.body")


def test_the_keyboard_focus_is_always_visible(open_page):
    page = open_page(CHAPTER)
    reached = set()
    for _ in range(40):
        page.keyboard.press("Tab")
        box, outline, name = page.evaluate(
            """() => { const e = document.activeElement, b = e.getBoundingClientRect();
            return [[b.right, b.bottom], getComputedStyle(e).outlineStyle, e.outerHTML]; }"""
        )
        assert min(box) > 0, name
        assert outline != "none", name
        reached.add(name)
    assert len(reached) > 25


def test_what_scrolls_sideways_says_what_it_is(open_page, resize):
    page = open_page(FRAMEWORKS)
    resize(300)
    kinds = {
        "pre:not(.cell_output *)": "Code",
        ".cell_output pre": "Output",
        ".formula": "Formula",
        ".table-wrapper": "Table",
    }
    for selector, kind in kinds.items():
        boxes = page.locator(f"article {selector}").and_(page.locator("[tabindex='0']"))
        names = {box.get_attribute("aria-label") for box in boxes.all()}
        assert names == {f"{kind}, scrolls sideways"}, selector
    resize(1280)
    assert page.locator("article [tabindex='0']:visible").count() == 0


def test_code_can_be_copied_and_folded_cells_open(open_page):
    page = open_page(CHAPTER)
    cell = page.locator(".cell_input:visible").first
    cell.hover()
    cell.locator("button.copybtn").click()
    page.locator("button.copybtn.success").wait_for()
    folded = page.locator("article details.hide").first
    folded.locator("summary").focus()
    page.keyboard.press("Enter")
    assert folded.get_attribute("open") is not None


def test_a_copied_formula_is_its_source(open_page):
    page = open_page(CHAPTER)
    copied = page.evaluate(
        """() => { const range = document.createRange();
        range.selectNode(document.querySelector("div.math math"));
        getSelection().removeAllRanges(); getSelection().addRange(range);
        const event = new ClipboardEvent("copy", {clipboardData: new DataTransfer()});
        document.dispatchEvent(event);
        return event.clipboardData.getData("text/plain"); }"""
    )
    assert copied.startswith("$")
    assert "\\" in copied


def test_motion_stops_for_who_asks(open_page):
    page = open_page(CHAPTER)
    assert colour(page, "html", "scroll-behavior") == "auto"
    assert colour(page, ".sidebar-drawer", "transition-property") in ("none", "all")
    assert colour(page, ".sidebar-drawer", "transition-duration") == "0s"


def test_a_page_without_scripts_shows_and_opens_everything(chromium):
    page = chromium.new_context(java_script_enabled=False).new_page()
    page.goto((SITE / FRAMEWORKS).as_uri())
    assert colour(page, ".highlight", "background-color") != colour(
        page, "body", "background-color"
    )
    page.locator(".sd-tab-set label").nth(1).click()
    code = page.locator(".sd-tab-content pre >> visible=true").first
    assert "torch" in code.inner_text()
    fold = page.locator("article details").first
    fold.locator("summary").click()
    assert fold.locator("pre").first.is_visible()
    page.set_viewport_size({"width": 390, "height": 800})
    assert not page.locator(".theme-toggle-header").is_visible()  # it would do nothing
    for box, link in (("__navigation", ".sidebar-tree a"), ("__toc", ".toc-tree a:visible")):
        assert not page.locator(link).first.is_visible()
        page.locator(f".mobile-header label[for={box}]").click()
        page.locator(link).first.wait_for()
        page.mouse.click(195, 790)  # beside it
        page.keyboard.press("Home")
        page.locator(f"#{box}").press("Space")  # the box behind the label, by keyboard
        page.locator(link).first.wait_for()
        page.locator(f"#{box}").press("Space")
    page.goto((SITE / "search.html").as_uri())
    forms = page.locator("form:has([name=q])")  # nothing would answer them
    assert forms.count() == 2
    displays = forms.evaluate_all("all => all.map(e => getComputedStyle(e).display)")
    assert displays == ["none", "none"]
    page.context.close()


def test_no_script_shows_or_hides_what_is_out_of_sight(open_page):
    page = open_page(CHAPTER)
    set_by_script = "[...document.querySelectorAll('*')].filter(e => e.style?.contentVisibility)"
    page.emulate_media(color_scheme="dark")
    page.locator(".bce-quiz details summary").first.click()
    page.keyboard.press("End")
    assert page.evaluate(f"{set_by_script}.length") == 0  # 6,000 elements that are laid out again
    page.evaluate("document.querySelector('section').style.contentVisibility = 'visible'")
    assert page.evaluate(f"{set_by_script}.length") == 1


@pytest.mark.parametrize(
    "name",
    ["book/index", "book/07-gradient-descent", "book/14-frameworks", "book/sources", "search"],
)
def test_no_width_of_a_window_is_too_narrow_for_a_page(open_page, resize, name):
    page = open_page(f"{name}.html")
    for width in (*range(320, 1441, 80), 1008, 1024, 1216, 1248, 1264, 1313):
        resize(width)
        assert page.evaluate("document.documentElement.scrollWidth") == width


def test_code_in_a_table_goes_on_in_the_next_line_on_a_phone(open_page, resize):
    page = open_page(FRAMEWORKS)
    table = page.locator(".table-wrapper:has(code)").first
    code = table.locator("code", has_text="sigmoid_cross_entropy_with_logits")
    tall = code.bounding_box()["height"]
    resize(390)
    assert code.bounding_box()["height"] > 1.5 * tall
    assert table.evaluate("e => e.scrollWidth <= e.clientWidth")


@pytest.mark.parametrize("width", [1280, 1440])
def test_what_stands_among_the_lines_has_one_of_two_widths(open_page, resize, width):
    page = open_page("book/15-debugging.html")
    resize(width)
    edges = page.evaluate(
        """() => {
        const kinds = "section > :is(p, ul, ol), .table-wrapper, .bce-explorable, .bce-quiz, " +
          ".bce-answer, .cell_input, .cell_output, details, figcaption";
        const { left } = document.querySelector("article").getBoundingClientRect();
        return [...document.querySelectorAll(kinds)].filter((e) => e.checkVisibility())
          .filter((e) => !e.parentElement.closest("details, .bce-quiz, .bce-cards"))
          .map((e) => e.getBoundingClientRect())
          .map((box) => [Math.round(box.left - left), Math.round(box.right - left)]); }"""
    )
    assert {left for left, _ in edges} == {0}
    text, wide = sorted({right for _, right in edges})
    assert text == 592
    assert wide > 780


PARTED = """() => {
  const walk = document.createTreeWalker(document.querySelector("article"), NodeFilter.SHOW_TEXT);
  const found = [];
  while (walk.nextNode()) {
    const { data, parentElement } = walk.currentNode;
    const skipped = parentElement.closest("pre, code, svg, script, style");
    if (!skipped && /\\d %/.test(data)) found.push(data);
  }
  return found;
}"""


@pytest.mark.parametrize(
    ("name", "kinds"),
    [
        ("05-binary-cross-entropy", ".bce-quiz"),
        ("11-what-is-a-good-loss", ".bce-quiz, .bce-explorable"),
        ("13-imbalance", ".bce-explorable"),
        ("flash-cards", ".bce-cards"),
        ("score-your-predictions", ".bce-report"),
    ],
)
def test_no_line_ends_between_a_number_and_its_percent_sign(open_page, name, kinds):
    page = open_page(f"book/{name}.html")
    assert "\u00a0%" in " ".join(page.locator(kinds).all_text_contents())
    for slider in page.get_by_role("slider").all():
        slider.evaluate("e => { e.stepUp(); e.dispatchEvent(new Event('input', {bubbles: true})) }")
    assert page.evaluate(PARTED) == []


@pytest.mark.parametrize("chapter", ["01-binary-classification", "08-training"])
def test_a_phone_shows_whole_figures_and_keeps_a_number_with_its_percent_sign(open_page, chapter):
    page = open_page(f"book/{chapter}.html")
    page.set_viewport_size({"width": 320, "height": 800})
    assert page.locator(".book-figure svg").count() > 1
    cut = "figures => figures.filter(e => e.scrollWidth > e.clientWidth).map(e => e.innerText)"
    assert page.locator(".book-figure").evaluate_all(cut) == []
    text = " ".join(page.locator("section > p").all_text_contents())
    assert "\u00a0%" in text
    assert re.findall(r".{9}\d %", text) == []


def test_a_phone_can_read_the_figure_of_a_report(open_page, resize):
    page = open_page("book/score-your-predictions.html")
    resize(390)
    seen = """svg => {
      const box = svg.getBoundingClientRect(), holder = svg.closest(".output");
      const size = Math.min(...[...svg.querySelectorAll("text")].map((text) =>
        parseFloat(getComputedStyle(text).fontSize)));
      return [size * box.width / svg.viewBox.baseVal.width,
        holder.scrollWidth - holder.clientWidth, box.left - holder.getBoundingClientRect().left];
    }"""
    for size, hidden, left in page.locator(".bce-report figure svg").evaluate_all(
        f"all => all.map({seen})"
    ):
        assert size >= 10
        assert hidden == 0 <= left


CUT = r"""() => {
  const cut = [], range = document.createRange();
  for (const code of document.querySelectorAll("article :not(pre) > code, article em.sig-param")) {
    const walk = document.createTreeWalker(code, NodeFilter.SHOW_TEXT);
    while (walk.nextNode()) {
      const node = walk.currentNode;
      for (const { 0: word, index } of node.data.matchAll(/[A-Z]?[a-z]+/g)) {
        range.setStart(node, index);
        range.setEnd(node, index + word.length);
        const lines = [...range.getClientRects()].filter((box) => box.width);
        const width = lines.reduce((sum, box) => sum + box.width, 0);
        const fits = width < code.parentElement.clientWidth - 20;
        if (fits && new Set(lines.map((box) => box.top)).size > 1) cut.push(code.textContent);
      }
    }
  }
  return cut;
}"""


@pytest.mark.parametrize("width", [320, 390])
@pytest.mark.parametrize("name", ["13-imbalance", "14-frameworks", "api", "api-figures"])
def test_no_line_ends_within_a_word_of_code(open_page, resize, name, width):
    page = open_page(f"book/{name}.html")
    page.locator("article details").evaluate_all("all => all.forEach(e => { e.open = true })")
    resize(width)
    assert page.evaluate(CUT) == []


def test_a_line_of_code_fits_on_a_laptop_and_on_paper(open_page):
    page = open_page(FRAMEWORKS)
    page.set_viewport_size({"width": 1366, "height": 800})
    cut = "[...document.querySelectorAll('.cell_input pre')].filter(e => e.checkVisibility() &&"
    cut += " e.scrollWidth > e.clientWidth + 1).map(e => e.textContent)"
    assert page.evaluate(cut) == []
    page.set_viewport_size({"width": 680, "height": 800})
    assert page.evaluate(cut) != []
    page.emulate_media(media="print")
    assert page.evaluate(cut) == []
