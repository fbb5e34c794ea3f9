"""What nbval does not see: counts, stripped outputs, figures without words, the chapter's form.

Every check takes a notebook as stored (a dict) and yields its problems as sentences, one per line,
which begin with the cell that has them.
"""

import ast
import itertools
import re

from chapters import (
    BOOK,
    METADATA,
    ROOT,
    code_cells,
    figure_texts,
    folding,
    is_chapter,
    labels,
    markdown,
    name_of,
    outputs,
    parts,
    slug_of,
    source,
)

TAGS = {"hide-cell", "hide-input", "raises-exception"}
MIME_TYPES = {"image/svg+xml", "text/html", "text/plain"}
SILENT = {"use_book_style"}  # calls that return None: no output is expected of them
COUNTS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
COUNTED = re.compile(
    rf"\b({'|'.join(COUNTS)}|\d+) (?:short |more )?(questions?|cards?|flash cards?|exercises?)\b",
    flags=re.IGNORECASE,
)
ASKING = re.compile(r"\b(quiz|flash_cards)\(\"([\w-]+)\"\)")
CHECKER = re.compile(r"\bcheck\.(?!answer\b)(\w+)\(")
BOX = re.compile(r"\bcheck\.answer\(\"([\w-]+)\"\)")
TO_WRITE = "(To write:)"  # what tools/new_chapter.py leaves to its author
SECTIONS = ("Recap", "Exercises", "Further reading")
GOALS = ("What you'll do", "What you'll learn", "What you need")
BANNED = (
    "delve|crucial|pivotal|intricate|landscape|seamless|seamlessly|robustly|leverage|powerful|"
    "simply|just|obviously|in this section we will|let's dive|it's important to note"
)
MAX_LINES, MIN_ALT = 15, 40
MAX_FIGURE, MAX_NOTEBOOK = 30_000, 600_000
MACHINE_PATH = re.compile(
    r"(?<![\w.:/])/(?:home|Users|root|tmp|usr|opt|var|mnt|srv|work|workspace)/|\b[A-Z]:\\Users\b"
)


def problems(notebook, stem):
    """Return every problem of one notebook, a line each; the stem of a chapter is ``05-slug``."""
    checks = [_cells, _code, _outputs, _figures, _headings, _wording]
    if is_chapter(stem):
        checks.append(_sections)
    found = [problem for check in checks for problem in check(notebook)]
    first, label = notebook["cells"][0], f"(sec-{slug_of(stem)})=\n# "
    if not source(first).startswith(label):
        found.append(f"{first['id']}: the first cell does not start with {label!r}")
    if notebook["metadata"] != METADATA:
        found.append("the notebook's metadata are not those of tools/chapters.py: make refresh")
    if (notebook["nbformat"], notebook["nbformat_minor"]) != (4, 5):
        found.append("the notebook format is not 4.5: make refresh")
    return [f"{name_of(stem)} {problem}" for problem in found]


def unwritten(notebook, name):
    """Return the cells in which a new notebook still waits for its author."""
    waiting = [cell["id"] for cell in notebook["cells"] if TO_WRITE in source(cell)]
    return [f"{name} {cell}: still says {TO_WRITE!r}. Write it" for cell in waiting]


def practice_problems(notebook, bank):
    """Return what a notebook lacks of exercises, questions and cards, and wrong counts of them."""
    name, slug = name_of(bank.stem), bank.chapter
    code = {cell["id"]: cell for cell in code_cells(notebook)}
    asked = [call for cell in code.values() for call in ASKING.findall(source(cell))]
    found = []
    for call in ("quiz", "flash_cards"):
        if asked.count((call, slug)) != 1:
            found.append(
                f"{name} calls {call}({slug!r}) {asked.count((call, slug))} times, not once"
            )
    found += [f'{name} shows {call}("{other}")' for call, other in asked if other != slug]
    return [*found, *_exercise_problems(code, bank), *_count_problems(notebook, bank)]


def _exercise_problems(code, bank):
    """Each exercise has a starter, an answer box and a folded solution, in this order."""
    name, seen = name_of(bank.stem), {}
    for cell in code.values():
        folded = "hide-cell" in cell["metadata"].get("tags", [])
        for exercise in CHECKER.findall(source(cell)):
            seen.setdefault(exercise, []).append("solution" if folded else "starter")
        for exercise in BOX.findall(source(cell)):
            seen.setdefault(exercise.replace("-", "_"), []).append("answer box")
    if not seen and bank.number is not None:
        yield f"{name} has no exercise: CONTRIBUTING.md says how to add one"
    for exercise, kinds in seen.items():
        if kinds != ["starter", "answer box", "solution"]:
            yield (
                f"{name} exercise {exercise}: has {', '.join(kinds)}; "
                "wanted are starter, answer box and folded solution"
            )


def _count_problems(notebook, bank):
    """Yield where the text says another number of questions, cards or exercises."""
    quiz = [n for n, cell, text in parts(notebook) if text is None and "quiz(" in source(cell)]
    exercises = {name for cell in code_cells(notebook) for name in CHECKER.findall(source(cell))}
    there = {"question": len(bank.questions), "card": len(bank.cards), "exercise": len(exercises)}
    for section, cell, text in parts(notebook):
        for count, noun in COUNTED.findall(text or ""):
            kind = noun.lower().rstrip("s").split()[-1]
            told = int(count) if count.isdigit() else COUNTS.index(count.lower())
            if (kind == "exercise" or section in quiz) and told != there[kind]:
                yield (
                    f"{name_of(bank.stem)} {cell['id']}: says {count} {noun}, but there are "
                    f"{there[kind]}. Correct the sentence"
                )


def file_problems(path):
    """Return what the stored file shows: size, and paths of the machine that ran it."""
    text = path.read_text(encoding="utf-8")
    if len(text) > MAX_NOTEBOOK:
        yield f"{path.stem} has {len(text)} characters, allowed are {MAX_NOTEBOOK}"
    yield from (f"{path.stem} has {problem}" for problem in machine_paths(text))


def machine_paths(text):
    """Yield the lines that name a folder of one machine."""
    for line in text.splitlines():
        if MACHINE_PATH.search(line) or str(ROOT) in line:
            yield f"a path of one machine: {line.strip()[:100]}"


def label_problems(notebooks):
    """Return the labels that more than one place of the book defines."""
    every = [label for notebook in notebooks for label in labels(notebook)]
    return [
        f"label {label} is defined twice" for label in sorted(set(every)) if every.count(label) > 1
    ]


def pages():
    """Return the paths of all chapters and pages."""
    return sorted(path for path in BOOK.iterdir() if path.suffix in {".ipynb", ".md"})


def toc_problems(toc):
    """Yield chapters without a place in the table of contents, and places without a file."""
    listed = set(re.findall(r"\bbook/([\w-]+)", toc))
    present = {path.stem for path in pages()}
    for name in sorted(listed - present):
        yield f"book/{name} is in _toc.yml, but there is no such file. Delete the line, or add it"
    for name in sorted(present - listed):
        yield f"book/{name} is not in _toc.yml. Add a line, or delete the file"


def _cells(notebook):
    """Ids are words that stay; metadata hold nothing but tags and figure texts."""
    ids = [cell["id"] for cell in notebook["cells"]]
    for name in sorted({name for name in ids if ids.count(name) > 1}):
        yield f"cell id {name} is used twice"
    for cell in notebook["cells"]:
        name, metadata = cell["id"], cell["metadata"]
        if not re.fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", name) or re.fullmatch(
            "[0-9a-f]{8}", name
        ):
            yield f"cell id {name} is not made of words"
        if unknown := set(metadata) - {"jupyter", "mystnb", "tags"}:
            yield f"{name}: metadata {', '.join(sorted(unknown))}"
        expected = folding(metadata.get("tags", [])).get("jupyter")
        if metadata.get("jupyter") != expected:
            yield f"{name}: is not folded in JupyterLab as its tags say: make refresh"
        if unknown := set(metadata.get("tags", [])) - TAGS:
            yield f"{name}: tag {', '.join(sorted(unknown))}"
        if not source(cell).strip():
            yield f"{name}: empty cell"


def _code(notebook):
    """Cells ran in order, are short, and kept the outputs that their code must give."""
    for number, cell in enumerate(code_cells(notebook), start=1):
        name, text = cell["id"], source(cell)
        if cell["execution_count"] != number:
            count = cell["execution_count"]
            yield f"{name}: execution count {count}, expected {number}: make refresh"
        if len(text.splitlines()) > MAX_LINES:
            yield f"{name}: more than {MAX_LINES} lines: move drawing to bce_tutorial.plots"
        if text.rstrip().endswith(";"):
            yield f"{name}: ends with a semicolon, which hides nothing from nbval: use plt.show()"
        if "NBVAL" in text:
            yield f"{name}: tells nbval to look away"
        try:
            kinds = _expected_outputs(ast.parse(text))
        except SyntaxError:
            yield f"{name}: not plain Python"
            continue
        for mime in sorted(kinds):
            if not outputs(cell, mime):
                yield f"{name}: must have an output of type {mime}, has none: make refresh"


def _expected_outputs(tree):
    """Return the MIME types that the code of a cell must have produced."""
    called = {_name(node) for node in ast.walk(tree) if isinstance(node, ast.Call)}
    last = tree.body[-1] if tree.body else None
    shows = isinstance(last, ast.Expr) and _name(last.value) not in SILENT | {"show"}
    kinds = {"text/plain"} if shows or "print" in called else set()
    return kinds | ({"image/svg+xml"} if "show" in called else set())


def _name(node):
    """Return the last name of what is called: ``show`` for ``plt.show()``."""
    function = getattr(node, "func", None)
    return getattr(function, "attr", getattr(function, "id", None))


def _outputs(notebook):
    """Nothing that a reader should not see, or that differs from run to run."""
    for cell in code_cells(notebook):
        name, tags = cell["id"], cell["metadata"].get("tags", [])
        kinds = [output["output_type"] for output in cell["outputs"]]
        if ("error" in kinds) != ("raises-exception" in tags):
            yield f"{name}: an error needs the tag raises-exception, and the tag an error"
        if any(pair == ("stream", "stream") for pair in itertools.pairwise(kinds)):
            yield f"{name}: printed text in pieces, run: make refresh"
        for output in cell["outputs"]:
            if output.get("name", "stdout") != "stdout":
                yield f"{name}: writes to {output['name']}"
            if unknown := set(output.get("data", {})) - MIME_TYPES:
                yield f"{name}: output of type {', '.join(sorted(unknown))}"
            text = str(output)
            if re.search(r"\b0x[0-9a-f]{6,}", text):
                yield f"{name}: prints an address in memory"
            if re.search(r"\.py:\d+: \w*Warning", text):
                yield f"{name}: prints a warning"


def _figures(notebook):
    """Every figure is one small SVG with text, an alternative text, a caption and a name."""
    for cell in code_cells(notebook):
        name, images = cell["id"], outputs(cell, "image/svg+xml")
        if not images:
            if "mystnb" in cell["metadata"]:
                yield f"{name}: describes a figure, but shows none"
            continue
        alt, caption, label = figure_texts(cell)
        if len(alt) < MIN_ALT:
            yield f"{name}: the alternative text has fewer than {MIN_ALT} characters"
        if not caption.strip():
            yield f"{name}: the figure has no caption"
        if not re.fullmatch(r"fig-[a-z0-9-]+", label or ""):
            yield f"{name}: the figure's name is {label}, expected fig-..."
        if len(images) > 1:
            yield f"{name}: more than one figure"
        if (size := len(images[0].encode())) > MAX_FIGURE:
            yield f"{name}: the figure has {size} bytes, allowed are {MAX_FIGURE}"
        if "<dc:date>" in images[0] or "<text" not in images[0]:
            yield f"{name}: the figure was not drawn with plots.use_book_style()"


def _headings(notebook):
    """One title, and levels that do not skip."""
    found = _found_headings(notebook)
    levels = [len(marks) for marks, _ in found]
    if levels.count(1) != 1 or levels[0] != 1:
        yield "there must be one title, first of all headings"
    for (_, title), before, level in zip(found[1:], levels, levels[1:], strict=False):
        if level > before + 1:
            yield f"heading {title!r} skips a level"


def _sections(notebook):
    """Yield what a chapter lacks of its sections, and of what it says at the start."""
    titles = [title for _, title in _found_headings(notebook)]
    order = [titles.index(section) for section in SECTIONS if section in titles]
    if len(order) < len(SECTIONS) or order != sorted(order):
        yield f"the sections {', '.join(SECTIONS)} are missing or out of order"
    for goal in GOALS:
        if goal not in markdown(notebook).replace("\N{RIGHT SINGLE QUOTATION MARK}", "'"):
            yield f"does not say: {goal}"


def _found_headings(notebook):
    """Return the marks and the words of every heading."""
    text = _without_code(markdown(notebook))
    return re.findall(r"^(#+) +(.+?) *$", text, flags=re.MULTILINE)


def _wording(notebook):
    """No words that say nothing, no markup that only some readers can see."""
    for _, cell, text in parts(notebook):
        words = "\n".join(t or "" for t in figure_texts(cell)) if text is None else text
        plain = _without_code(words)
        for word in re.finditer(rf"\b(?:{BANNED})\b", plain, flags=re.IGNORECASE):
            around = " ".join(plain[max(0, word.start() - 40) : word.end() + 40].split())
            yield f"{cell['id']}: the word {word[0]!r} (…{around}…). Leave it out"
        for markup in re.findall(r"\{glue[:}]|\\boxed|\\begin\{align\*?\}|</?[a-z]+[ />]", plain):
            yield f"{cell['id']}: markup that not every reader can see: {markup}"


def _without_code(text):
    """Drop fenced code and code spans from Markdown."""
    text = re.sub(r"^(`{3,}).*?^\1", "", text, flags=re.MULTILINE | re.DOTALL)
    return re.sub(r"`[^`\n]+`", "", text)
