"""What a reader does with a page in which Python runs."""

import gzip
import re
from urllib.parse import urlparse

import pytest
from axe_playwright_python.sync_playwright import Axe

from built_site import SITE
from live_page import CHAPTER, Cell, Live

CHAPTER_BYTES = 150_000  # what a chapter may weigh before the click
LOOP = "while True:\n    pass"


def test_nothing_is_loaded_before_the_click_and_no_other_host_is_asked(new_page, address):
    page = new_page()
    asked = []
    page.context.on("request", lambda request: asked.append(request.url))
    page.reload(wait_until="networkidle")
    before = list(asked)
    assert not [url for url in before if "/live/" in url]
    weight = sum(
        len(gzip.compress((SITE / urlparse(url).path.lstrip("/")).read_bytes())) for url in before
    )
    assert weight < CHAPTER_BYTES
    live = Live(page).start()
    assert any("/live/python-" in url for url in asked)
    assert not [url for url in asked if not url.startswith(address)]
    loaded = len(asked)
    page.locator("[data-live=restart]").click()
    live.wait("Python is ready")
    assert [url for url in asked[loaded:] if "worker-" not in url] == []
    page.context.close()


def test_the_policy_lets_no_other_host_in(new_page):
    page = new_page()
    refused = page.evaluate(
        """async () => {
          const seen = [];
          document.addEventListener("securitypolicyviolation", ({ blockedURI }) => {
            seen.push(blockedURI);
          });
          await fetch("http://localhost:9/").catch(() => {});
          await new Promise((go) => {
            const image = Object.assign(new Image(), { onerror: go });
            image.src = "http://localhost:9/a.png";
            document.body.append(image);
          });
          return seen;
        }"""
    )
    assert refused == ["http://localhost:9/", "http://localhost:9/a.png"]
    page.context.close()


def test_no_page_breaks_its_own_policy(new_page, address):
    page = new_page()
    broken = []
    page.on(
        "console", lambda message: broken.append(message.text) if message.type == "error" else 0
    )
    pages = set(SITE.rglob("*.html")) - {SITE / "index.html"}  # which only leads to the first page
    for path in sorted(pages):
        page.goto(f"{address}/{path.relative_to(SITE).as_posix()}")
        assert page.locator("meta[content^=\"default-src 'self'\"]").count() == 1, path
        assert page.locator("body").get_attribute("data-theme") == "auto"
    assert broken == []
    page.context.close()


def test_a_changed_cell_shows_what_it_does_now_and_can_be_put_back(live):
    cell = live.cell("corrected = np.where")
    stored = cell.output
    cell.write('print(f"{binary_cross_entropy(y_true, y_proba):.2f} nats")').run()
    assert cell.output.strip() == "0.49 nats"
    assert cell.verdict == "Differs from the book, as its code does"
    cell.part("reset").click()
    assert cell.output == stored
    assert cell.verdict == ""
    assert cell.part("reset").is_hidden()
    cell.run()
    assert cell.verdict == "Same as the book"
    assert cell.output == stored


def test_the_value_of_the_last_line_is_shown_unless_a_semicolon_follows(live):
    cell = live.cell("corrected = np.where")
    cell.write("print('first')\ndisplay(1)\n'<b>text</b>'").run()
    assert cell.output.split() == ["first", "1", "'<b>text</b>'"]
    cell.write("'nothing';").run()
    assert cell.output.strip() == ""
    cell.part("reset").click()


def test_an_error_is_told_in_plain_words_first_and_the_next_cell_runs(live):
    cell, other = live.cell("corrected = np.where"), live.cell("exp(-loss)")
    cell.write("x = 1\nprint(y_tru)").run()
    assert cell.verdict == "Stopped with an error"
    assert cell.output.startswith("A name is not known here.")
    assert (
        "In line 2: NameError: name 'y_tru' is not defined. Did you mean: 'y_true'?" in cell.output
    )
    cell.box.locator(".live-error summary").click()
    assert "line 2, in <module>\n    print(y_tru)" in cell.output
    assert "kernel.py" not in cell.output
    cell.write("print(").run()
    assert cell.output.startswith("This is not a sentence of Python")
    assert other.run().verdict == "Same as the book"
    cell.part("reset").click()


def test_a_figure_follows_the_theme_and_says_what_it_is(live):
    cell = live.cell("prediction_to_loss(ax")
    alt = live.about[1]["alt"]
    cell.write("fig, ax = plt.subplots()\nax.plot([0, 1], color=palette.CLASS_1)\nplt.show()").run()
    figure = cell.part("output").locator("svg")
    assert figure.get_attribute("aria-label") == "A figure, drawn by the changed code"
    line = figure.locator("path[style*='class-1']").first
    live.page.evaluate("document.body.dataset.theme = 'light'")
    light = line.evaluate("(e) => getComputedStyle(e).stroke")
    live.page.evaluate("document.body.dataset.theme = 'dark'")
    assert line.evaluate("(e) => getComputedStyle(e).stroke") != light
    live.page.evaluate("document.body.dataset.theme = 'auto'")
    cell.part("reset").click()
    assert cell.part("output").locator("svg").get_attribute("aria-label") == alt


def test_a_figure_that_fails_does_not_haunt_the_cells_that_follow(live):
    cell, other = live.cell("prediction_to_loss(ax"), live.cell("exp(-loss)")
    cell.write("plt.plot([0, 1])\nplt.title('$\\\\frac$')\nplt.show()").run()
    assert cell.verdict == "Stopped with an error"
    assert other.run().verdict == "Same as the book"
    cell.part("reset").click()


def test_html_of_a_cell_brings_no_script_and_no_other_host(live):
    cell = live.cell("corrected = np.where")
    cell.write(
        "from bce_tutorial.look.folding import Html\n"
        "Html('', '<p onclick=\"window.hurt = 1\">fine</p><script>window.hurt = 1</script>"
        '<img src=x onerror="window.hurt = 1"><style>p { display: none }</style>'
        '<svg><use href="http://localhost:9/a.svg#b"/></svg>\')'
    ).run()
    output = cell.part("output")
    assert output.inner_text().strip() == "fine"
    assert output.locator("script, style, [onclick], [onerror], use[href]").count() == 0
    assert live.page.evaluate("window.hurt") is None
    cell.part("reset").click()


def test_what_can_be_played_with_works_after_it_was_drawn_anew(live):
    cell = live.cell("explorables.mean_loss")
    (code,) = (one["source"] for one in live.about if "explorables.mean_loss" in one["source"])
    cell.write(f"{code}  # drawn again").run()
    assert cell.verdict == "Same as the book"
    cell.write("explorables.mean_loss(ids[:5], y_true[:5], y_proba[:5])").run()
    slider = cell.part("output").locator("input[type=range]").first
    before = cell.output
    slider.focus()
    for _ in range(5):
        live.page.keyboard.press("ArrowLeft")
    assert cell.output != before
    cell.part("reset").click()


def test_an_exercise_is_judged_in_place(live):
    cell = live.cell("check.ninth_prediction(c_ninth, p_ninth)")
    assert "Not yet" in cell.output
    cell.write("import numpy as np\ncheck.ninth_prediction(np.exp(-loss), np.exp(-loss))").run()
    wrong = cell.output
    assert wrong.strip().startswith("Not yet:")
    assert len(wrong) > 40
    cell.write("check.ninth_prediction(np.exp(-loss), 1 - np.exp(-loss))").run()
    assert cell.output.strip().startswith("Right")
    cell.part("reset").click()


def test_the_keyboard_runs_a_cell_and_leaves_the_editor(live):
    cell = live.cell("exp(-loss)")
    cell.write("print(6 * 7)")
    live.page.keyboard.press("Shift+Enter")
    cell.wait("Differs")
    assert cell.output.strip() == "42"
    code = cell.part("code")
    assert code.evaluate("(e) => e === document.activeElement")
    live.page.keyboard.press("Tab")
    assert cell.part("run").evaluate("(e) => e === document.activeElement")
    live.page.keyboard.press("Shift+Tab")
    assert code.evaluate("(e) => e === document.activeElement")
    cell.part("reset").click()


def test_what_an_endless_loop_prints_fills_no_page(live):
    cell = live.cell("exp(-loss)")
    cell.write("print('x' * 2_000_000)").run()
    assert "[The rest is not shown.]" in cell.output
    assert len(cell.output) < 600_000
    cell.part("reset").click()


def test_an_endless_loop_is_stopped_and_the_page_stays_usable(new_page):
    page = new_page()
    live = Live(page).start()
    loop, other = live.cell("exp(-loss)"), live.cell("corrected = np.where")
    loop.write(LOOP).part("run").click()
    loop.wait("Running")
    other.part("run").click()
    other.wait("Waiting")
    page.locator("[data-live=stop]").click()
    live.wait("Stopped. The variables are gone")
    assert loop.verdict == other.verdict == ""
    other.run()
    assert "NameError" in other.output
    loop.part("reset").click()
    page.locator("[data-live=restart]").click()
    live.wait("Python is ready")
    live.cell("import matplotlib").run()
    assert live.cell("prediction_to_loss(ax").run().verdict == "Same as the book"
    page.locator("[data-live=all]").click()
    live.wait(f"All {len(live.about)} cells: same as the book")
    page.context.close()


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_axe_finds_nothing_in_the_live_page(live, theme, width):
    page = live.page
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=theme, reduced_motion="reduce")
    cell = live.cell("corrected = np.where")
    cell.write("print('0123456789' * 30)\nprint(z)").run()
    for fold in page.locator("article [data-live=cell] details").all():
        fold.evaluate("(e) => { e.open = true; }")
    page.evaluate("new Promise((go) => requestAnimationFrame(() => requestAnimationFrame(go)))")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    report = Axe().run(page, options={"preload": False, "resultTypes": ["violations"]})
    found = [
        (one["id"], node["html"]) for one in report.response["violations"] for node in one["nodes"]
    ]
    cell.part("reset").click()
    assert found == []


@pytest.mark.parametrize(
    ("without", "words"),
    [
        ("WebAssembly.validate = () => false", "too old"),
        ("delete window.DecompressionStream", "too old"),
        ("Object.defineProperty(navigator, 'deviceMemory', { value: 1 })", "too little memory"),
    ],
)
def test_where_it_cannot_work_a_sentence_says_so(chromium, address, without, words):
    context = chromium.new_context()
    context.add_init_script(without)
    page = context.new_page()
    page.goto(f"{address}/book/{CHAPTER}.html")
    said = page.locator(".byline").inner_text()
    assert words in said
    assert "Download the notebook to run it elsewhere" in said
    assert page.locator("[data-live=start]").count() == 0
    context.close()


def test_a_page_opened_from_a_folder_has_no_button(chromium):
    page = chromium.new_page()
    page.goto((SITE / "book" / f"{CHAPTER}.html").as_uri())
    assert page.locator("[data-live=start]").is_hidden()
    page.close()


def test_a_bar_tells_how_much_is_loaded_and_all_buttons_work_meanwhile(new_page):
    page, held = new_page(), []
    page.route("**/live/python-*", lambda route: held.append(route))
    page.locator("[data-live=start]").click()
    live = Live(page)
    live.wait("Python is being loaded")
    page.locator(".live-detail").filter(has_text=re.compile(r"\d+ of \d\d MB")).wait_for()
    bar = page.get_by_role("progressbar", name="Loaded")
    assert 0 < bar.evaluate("(e) => e.value / e.max") < 1
    page.locator("[data-live=stop]").click()
    live.wait("Stopped")
    cell = live.cell("import matplotlib")
    cell.part("run").click()
    cell.wait("Waiting")
    (route,) = held
    route.continue_()
    cell.wait("Same as the book")
    assert bar.count() == 0
    others = page.locator("[data-live=verdict]").all_text_contents()[1:]
    assert set(others) == {""}
    page.context.close()


def test_what_cannot_be_loaded_is_said_and_tried_again(new_page):
    page = new_page()
    page.route(re.compile(r"/live/numpy-"), lambda route: route.abort())
    page.locator("[data-live=start]").click()
    live = Live(page)
    live.wait("Python could not be loaded")
    page.unroute(re.compile(r"/live/numpy-"))
    page.locator("[data-live=restart]").click()
    live.wait("Python is ready")
    cell = Cell(page.locator("[data-live=cell]").first)
    assert cell.run().verdict == "Same as the book"
    page.context.close()


def test_the_button_says_how_much_is_loaded_and_the_licences_are_there(live, new_page, address):
    page = new_page()
    words = page.locator("[data-live=start]").inner_text()
    assert re.fullmatch(r"Run this page \(\d\d MB, once\)", words)
    page.context.close()
    link = live.page.get_by_role("link", name="Licences").evaluate("(e) => e.href")
    text = live.page.request.get(link).text()
    for name in ("NumPy Developers", "scikit-learn", "OpenBLAS", "Marijn Haverbeke", "dompurify"):
        assert name in text
