"""A chapter in a real JupyterLab: its plain form before a cell is run, then its source, run."""

import contextlib
import json
import math
import os
import pathlib
import re
import secrets
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request

import pytest
from playwright.sync_api import expect

import notebooks
from bce_tutorial import binary_cross_entropy, questions
from built_site import SITE, missing

# One worker starts JupyterLab, also where tests are dealt out one by one.
pytestmark = pytest.mark.xdist_group("jupyterlab")

ROOT = pathlib.Path(__file__).resolve().parents[2]
BOOK, PLAIN = ROOT / "book", SITE / "notebooks"
CHAPTER = "log-penalty"
NOTEBOOK = f"04-{CHAPTER}.ipynb"
FOLD = ".jp-InputPlaceholder"  # folded code; JupyterLab opens a folded output once its cell runs
PATIENCE = 240_000  # ms: a net for what never comes, not a demand on the machine

# jupyterlab-myst looks for other chapters within the notebook, and logs that it found none.
ELSEWHERE = re.compile(r"(Cross reference target was not found: [\w-]+( [\w-]+)*\s*)+")


def read(name):
    return json.loads((BOOK / name).read_text(encoding="utf-8"))["cells"]


def cells(kind):
    return [
        ("".join(cell["source"]), cell["metadata"].get("tags", []))
        for cell in read(NOTEBOOK)
        if cell["cell_type"] == kind
    ]


def copy_without_outputs(folder):
    notebook = json.loads((BOOK / NOTEBOOK).read_text(encoding="utf-8"))
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            cell.update(outputs=[], execution_count=None)
    (folder / NOTEBOOK).write_text(json.dumps(notebook), encoding="utf-8")


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_until_it_answers(address, process, log):
    deadline = time.monotonic() + PATIENCE / 1000
    while time.monotonic() < deadline:
        assert process.poll() is None, log.read_text(encoding="utf-8")
        with contextlib.suppress(urllib.error.URLError, ConnectionError, TimeoutError):
            with urllib.request.urlopen(address, timeout=10) as answer:
                answer.read()
            return
        time.sleep(0.2)
    pytest.fail(log.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    """Return the folder of JupyterLab's files: in it `book`, with a source and plain notebooks."""
    return tmp_path_factory.mktemp("jupyterlab")


@pytest.fixture(scope="module")
def address(home, chromium):
    """Start JupyterLab as a new reader has it, and end it afterwards."""
    names = ("config", "data", "runtime", "settings", "workspaces", "ipython", "book")
    folders = {name: home / name for name in names}
    for folder in folders.values():
        folder.mkdir()
    copy_without_outputs(folders["book"])
    news = folders["settings"] / "@jupyterlab" / "apputils-extension"
    news.mkdir(parents=True)  # no question about news, which would lie on the page
    (news / "notification.jupyterlab-settings").write_text(
        '{"fetchNews": "false", "checkForUpdates": false}', encoding="utf-8"
    )
    environment = {
        **os.environ,
        "JUPYTER_CONFIG_DIR": str(folders["config"]),
        "JUPYTER_DATA_DIR": str(folders["data"]),
        "JUPYTER_RUNTIME_DIR": str(folders["runtime"]),
        "JUPYTERLAB_SETTINGS_DIR": str(folders["settings"]),
        "JUPYTERLAB_WORKSPACES_DIR": str(folders["workspaces"]),
        "IPYTHONDIR": str(folders["ipython"]),
    }
    if PLAIN.exists():
        shutil.copytree(PLAIN, folders["book"] / "cloned")
        notebooks.copy(PLAIN, folders["book"] / "trusted")
        trust = [sys.executable, "-m", "jupyter", "trust", *(home / "book/trusted").glob("*.ipynb")]
        subprocess.run(trust, env=environment, check=True, stdout=subprocess.DEVNULL)
    port, token, log = free_port(), secrets.token_hex(16), home / "log.txt"
    with log.open("w", encoding="utf-8") as messages:
        process = subprocess.Popen(
            [
                *(sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root"),
                *("--ServerApp.ip=127.0.0.1", f"--ServerApp.port={port}"),
                *("--ServerApp.port_retries=0", f"--IdentityProvider.token={token}"),
                f"--ServerApp.root_dir={folders['book']}",
            ],
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=messages,
            stderr=subprocess.STDOUT,
        )
        try:
            wait_until_it_answers(f"http://127.0.0.1:{port}/api/status?token={token}", process, log)
            yield f"http://127.0.0.1:{port}/lab/tree/{{}}?token={token}&reset"
        finally:
            process.terminate()  # its kernel ends with it
            try:
                process.wait(timeout=60)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


@pytest.fixture(scope="module")
def complaints():
    return []


@pytest.fixture(scope="module", autouse=True)
def patience():
    expect.set_options(timeout=PATIENCE)
    yield
    expect.set_options(timeout=None)


@pytest.fixture(scope="module")
def lab(address, chromium, complaints):
    """Open the chapter, run all its cells, and wait for the last one."""
    with contextlib.closing(chromium.new_context(viewport={"width": 1280, "height": 900})) as user:
        page = user.new_page()
        page.set_default_timeout(PATIENCE)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda m: m.type == "error" and complaints.append(m.text))
        page.goto(address.format(NOTEBOOK))
        count = len(cells("markdown") + cells("code"))
        expect(page.locator(".jp-Notebook .jp-Cell")).to_have_count(count)
        kernel = page.locator(".jp-Notebook-ExecutionIndicator")
        expect(kernel).to_have_attribute("data-status", "idle")
        page.get_by_role("menuitem", name="Run", exact=True).click()
        page.get_by_text("Run All Cells", exact=True).click()
        prompts = page.locator(".jp-CodeCell .jp-InputPrompt")
        expect(prompts.last).to_have_text(re.compile(r"\[\d+\]:"))
        yield page


@pytest.fixture
def plain(home, address, chromium):
    """Return what opens a plain notebook as `make lab` does, and waits for its last cell."""
    if not PLAIN.exists():
        missing("the book is not built: make book")
    settings = home / "config" / "labconfig"
    shutil.copytree(ROOT / "tools" / "lab" / "labconfig", settings)
    complaints = []
    with contextlib.closing(chromium.new_context(viewport={"width": 1280, "height": 900})) as user:

        def open_notebook(name):
            page = user.new_page()
            page.set_default_timeout(PATIENCE)
            page.on("pageerror", lambda error: complaints.append(str(error)))
            page.on("console", lambda m: m.type == "error" and complaints.append(m.text))
            page.goto(address.format(name))
            count = len(json.loads((home / "book" / name).read_text(encoding="utf-8"))["cells"])
            expect(page.locator(".jp-Notebook .jp-Cell")).to_have_count(count)
            kernel = page.locator(".jp-Notebook-ExecutionIndicator")
            expect(kernel).to_have_attribute("data-status", "idle")
            return page

        yield open_notebook
    shutil.rmtree(settings)
    assert complaints == []


def figures(page, kind):
    """Return the outputs of all figures; JupyterLab draws what the reader has scrolled to."""
    source = [cell for cell in read(NOTEBOOK) if cell["cell_type"] == "code"]
    found = []
    for number, cell in enumerate(source, start=1):  # after the cell that installs the package
        if "mystnb" in cell["metadata"]:
            drawn = page.locator(".jp-CodeCell").nth(number)
            drawn.scroll_into_view_if_needed()
            found.append(drawn.locator(f".jp-OutputArea-output[data-mime-type='{kind}']"))
            expect(found[-1]).to_be_visible()
    assert len(found) >= 3
    return found


def test_a_plain_chapter_is_finished_before_anything_is_run(home, plain):
    name = f"trusted/{NOTEBOOK}"
    before = (home / "book" / name).read_bytes()
    page = plain(name)
    drawn = figures(page, "image/svg+xml")
    for figure in drawn:
        assert figure.locator("svg, img").bounding_box()["width"] > 300
    assert page.locator("summary").filter(has_text="figure in words").count() == len(drawn)
    text = " ".join(page.locator(".jp-MarkdownOutput").all_text_contents())
    assert "Fig. " in text
    for mark in (":::", "$", "{eq}", "{ref}", "{cite", "{numref}", "{term}", "sec-", "<a "):
        assert mark not in text
    assert page.locator(".myst, mjx-merror").count() == 0
    assert page.locator(".jp-MarkdownCell mjx-container[display=true]").count() >= 3
    explorable = page.locator(".bce-explorable")
    expect_costs(explorable, "0.1", y="1", costs=computed(1, 0.1))
    explorable.get_by_role("slider").focus()
    for _ in range(9):
        page.keyboard.press("ArrowLeft")
    expect_costs(explorable, "0.01", y="1", costs=computed(1, 0.01))
    equation = "equation-eq-log-penalty"
    link = page.locator(f"a[href='#{equation}']").first
    link.scroll_into_view_if_needed()
    link.click()
    place = page.locator("p", has=page.locator(f"[data-jupyter-id={equation}]"))
    expect(place).to_be_in_viewport()
    expect(page.locator(".jp-mod-dirty")).to_have_count(0)
    assert page.locator(".jp-CodeCell .jp-InputPrompt").first.text_content() == "[ ]:"
    page.close()
    assert (home / "book" / name).read_bytes() == before


def test_a_chapter_that_is_not_trusted_shows_its_figures(plain):
    page = plain(f"cloned/{NOTEBOOK}")
    for figure in figures(page, "image/png"):
        width = "image => image.decode().then(() => image.naturalWidth)"
        assert figure.locator("img").evaluate(width) > 300
    assert "<Figure" not in page.locator(".jp-Notebook").text_content()


def test_the_first_page_leads_to_a_place_in_a_chapter(plain):
    page = plain("trusted/index.ipynb")
    page.get_by_role("link", name=re.compile("^5[.] Average the penalties")).click()
    notebook = page.locator(".jp-NotebookPanel:not(.lm-mod-hidden)")
    expect(notebook.locator("h1").first).to_contain_text("Average the penalties")
    link = notebook.locator(".jp-MarkdownCell a", has_text="Score the probability of what happened")
    link.first.scroll_into_view_if_needed()
    link.first.click()
    expect(notebook.locator("h1").first).to_contain_text("Score the probability")


def code_cell(page, number):
    """Return a code cell, unfolded, and in view: JupyterLab draws no other ones."""
    cell = page.locator(".jp-CodeCell").nth(number)
    cell.scroll_into_view_if_needed()
    while cell.locator(FOLD).count():
        cell.locator(FOLD).first.click()
    return cell


def cell_with(page, source):
    (number,) = (i for i, (text, _) in enumerate(cells("code")) if source in text)
    return code_cell(page, number)


def expect_costs(explorable, p, *, y, costs):
    """Expect p, y, and what it costs in nats, bits and bans."""
    for slot, text in zip(("p", "y", "nats", "bits", "bans"), (p, y, *costs), strict=True):
        expect(explorable.locator(f"[data-slot={slot}]")).to_have_text(text)


def computed(y, p):
    return [f"{binary_cross_entropy(y, p, base=base):.4f}" for base in (math.e, 2, 10)]


def test_a_solution_is_folded_until_it_is_opened(lab):
    solutions = [number for number, (_, tags) in enumerate(cells("code")) if "hide-cell" in tags]
    assert len(solutions) >= 2
    for number in range(len(cells("code"))):
        folds = lab.locator(".jp-CodeCell").nth(number).locator(FOLD)
        expect(folds).to_have_count(1 if number in solutions else 0)
    for number in solutions:
        expect(code_cell(lab, number).locator(".jp-InputPrompt")).to_be_visible()


def test_all_cells_run_in_order_and_none_shows_an_error(lab):
    for number in range(len(cells("code"))):
        code_cell(lab, number)
    prompts = lab.locator(".jp-CodeCell .jp-InputPrompt").all_text_contents()
    assert prompts == [f"[{number}]:" for number in range(1, len(cells("code")) + 1)]
    shown = lab.locator(".jp-CodeCell .jp-OutputArea-output")
    kinds = {output.get_attribute("data-mime-type") for output in shown.all()}
    assert kinds == {"application/vnd.jupyter.stdout", "image/svg+xml", "text/html"}
    assert lab.locator(".jp-OutputArea-output svg text").count() > 0


def test_mathematics_and_directives_are_rendered(lab):
    sources = [source for source, _ in cells("markdown")]
    rendered = lab.locator(".jp-MarkdownCell .myst")
    assert rendered.count() == len(sources)
    for source, text in zip(sources, rendered.all_text_contents(), strict=True):
        for raw in (":::", "$", "{eq}", "{ref}", "{cite", "{numref}", "{term}"):
            assert raw not in text, source
        for words in re.findall(r"\{term}`([^`<]+?)(?: <[^`]+)?`", source):
            assert words in text, source  # of the glossary, which is elsewhere
    displayed = sum(source.count("$$") for source in sources) / 2
    assert displayed > 0
    assert lab.locator(".jp-MarkdownCell .katex-display").count() == displayed
    assert lab.locator(".jp-MarkdownCell .katex-error").count() == 0
    boxed = sum(source.count(":::{tip}") + source.count(":::{note}") for source in sources)
    assert boxed > 0
    assert lab.locator(".jp-MarkdownCell aside").count() == boxed


def test_a_starter_is_not_yet_right_and_its_solution_is(lab):
    checked = []
    for number, (source, tags) in enumerate(cells("code")):
        if re.search(r"^check\.(?!answer)", source, re.MULTILINE):
            verdict = code_cell(lab, number).locator(".bce-check")
            word = "Right: " if "hide-cell" in tags else "Not yet: "
            expect(verdict).to_have_text(re.compile(f"^{word}"))
            expect(verdict).to_be_visible()
            checked.append(tags)
    assert len(checked) >= 4


def test_an_explorable_by_keyboard_and_pointer(lab):
    explorable = cell_with(lab, "explorables.penalty()").locator(".bce-explorable")
    expect_costs(explorable, "0.1", y="1", costs=computed(1, 0.1))
    slider = explorable.get_by_role("slider")
    slider.focus()
    for _ in range(9):  # hundredths
        lab.keyboard.press("ArrowLeft")
    expect_costs(explorable, "0.01", y="1", costs=computed(1, 0.01))
    expect(slider).to_be_focused()  # JupyterLab has not taken the arrow keys
    explorable.get_by_role("button", name="y = 1").click()
    expect_costs(explorable, "0.01", y="0", costs=computed(0, 0.01))
    place = slider.bounding_box()
    middle = place["y"] + place["height"] / 2
    lab.mouse.move(place["x"] + place["width"] / 2, middle)
    lab.mouse.down()
    lab.mouse.move(place["x"] + place["width"] + 20, middle, steps=5)
    lab.mouse.up()
    assert binary_cross_entropy(0, 1) == math.inf
    expect_costs(explorable, "1", y="0", costs=["∞", "∞", "∞"])
    explorable.get_by_role("button", name="Reset").press("Enter")
    expect_costs(explorable, "0.1", y="1", costs=computed(1, 0.1))


def test_a_quiz_option_says_whether_it_is_right_and_why(lab):
    first = questions.load(CHAPTER).questions[0]
    quiz = cell_with(lab, "quiz(").locator(".bce-quiz")
    wrong = next(option for option in first.options if not option.right)
    right = next(option for option in first.options if option.right)
    for option, said in ((wrong, "✗ No."), (right, "✓ Right.")):
        summary = quiz.get_by_text(option.text, exact=True)
        answer = summary.locator("xpath=../p")
        assert summary.evaluate("e => getComputedStyle(e).listStyleType") == "disclosure-closed"
        expect(answer).to_be_hidden()
        summary.click()
        expect(answer).to_have_text(re.compile("^" + re.escape(f"{said} {option.why}")))
        expect(answer).to_be_visible()
        lab.keyboard.press("Space")
        expect(answer).to_be_hidden()
        lab.keyboard.press("Enter")
        expect(answer).to_be_visible()


def test_an_answer_box_by_keyboard(lab):
    box = cell_with(lab, 'check.answer("find-base")').locator(".bce-answer")
    entry, verdict = box.get_by_role("textbox"), box.get_by_role("status")
    before = lab.locator(".jp-Cell").count()
    entry.click()
    lab.keyboard.type("abxdd00")  # elsewhere JupyterLab takes these for commands
    lab.keyboard.press("Enter")
    expect(verdict).to_have_text("Not yet: type a number, such as 0.25.")
    assert lab.locator(".jp-Cell").count() == before
    assert lab.locator(".jp-Dialog").count() == 0
    for typed, said in (("2", "Not yet: "), ("10", "Right: these are bans.")):
        lab.keyboard.press("ControlOrMeta+A")
        lab.keyboard.type(typed)
        lab.keyboard.press("Enter")
        expect(verdict).to_have_text(re.compile(re.escape(said)))
    entry.fill("2")
    expect(verdict).to_be_empty()
    lab.keyboard.press("Tab")
    lab.keyboard.type("abxdd00")  # which JupyterLab takes for commands from a button too
    assert lab.locator(".jp-Cell").count() == before
    assert lab.locator(".jp-Dialog").count() == 0
    lab.keyboard.press("Space")  # the button
    expect(verdict).to_have_text(re.compile("Not yet: "))


def test_flash_cards_open(lab):
    card = questions.load(CHAPTER).cards[0]
    summary = cell_with(lab, "flash_cards(").get_by_text(card.front, exact=True)
    back = summary.locator("xpath=../p")
    expect(back).to_be_hidden()
    summary.click()
    expect(back).to_have_text(card.back)
    expect(back).to_be_visible()


def test_no_script_complains(lab, complaints):
    assert [text for text in complaints if not ELSEWHERE.fullmatch(text)] == []
