"""Slides of a chapter from its own figures and printed numbers, one file that needs no other."""

import pathlib

import sphinx_revealjs

import kit_sheets
from bce_tutorial.look.folding import typeset
from bce_tutorial.look.palette import THEMES

REVEAL = pathlib.Path(sphinx_revealjs.__file__).parent / "_static" / "revealjs"
LINES = 14  # of code and of what it printed, that a slide has room for
COLUMNS = 88
STYLE = """
.reveal { color: var(--ink); font: 28px/1.4 system-ui, sans-serif; }
.reveal-viewport { background: var(--paper); }
.reveal .slides section { box-sizing: border-box; padding: 0 20px; text-align: left; }
.reveal h1 { font-size: 54px; line-height: 1.15; }
.reveal h2 { font-size: 34px; line-height: 1.2; margin: 0 0 16px; }
.reveal p { margin: 12px 0; }
.reveal .where { color: var(--soft); font-size: 18px; }
.reveal svg { display: block; height: 520px; max-width: none !important; width: 100%; }
.reveal pre { background: var(--panel); font: 20px/1.35 ui-monospace, monospace; margin: 8px 0; }
.reveal pre { overflow: hidden; padding: 10px 14px; white-space: pre-wrap; }
.reveal pre.code { border-left: 4px solid var(--accent); }
.reveal ul, .reveal ol { margin: 0 0 0 1em; padding: 0; } .reveal li { margin: 8px 0; }
.reveal .recap { font-size: 25px; } .reveal ol.options { font-size: 25px; list-style: upper-alpha; }
.reveal .why { border-left: 4px solid var(--third); padding-left: 14px; }
"""
START = "Reveal.initialize({ width: 1280, height: 720, margin: 0.04, center: false, hash: true });"


def deck(bank):
    """Return the slides: the goal, figures and numbers by section, the recap, and the questions."""
    html = kit_sheets.page(bank.stem)
    text = kit_sheets.article(bank.stem, html)
    title = text.h1.get_text()
    slides = [_opening(bank, title, text)]
    for section in text.select("article > section > section"):
        if section["id"] == "recap":
            slides.append(
                f'<h2>Recap</h2><div class="recap">{section.ul or section.ol or section.p}</div>'
            )
        elif section["id"] not in ("exercises", "check-yourself", "further-reading"):
            slides += _of_section(section)
    for entry in bank.questions:
        slides += _asked(entry)
    slides.append(f"<h2>{title}</h2><p>{kit_sheets.LICENCE}</p>")
    colours = "".join(f"--{name}: {light};" for name, (light, _) in THEMES.items())
    head = [f"<title>{title}</title>", f"<style>:root {{{colours}}}</style>"]
    head += [f"<style>{_file(name)}</style>" for name in ("dist/reset.css", "dist/reveal.css")]
    body = "".join(f"<section>{slide}</section>" for slide in slides)
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        f"{''.join(head)}<style>{STYLE}</style></head><body>"
        f'<div class="reveal"><div class="slides">{body}</div></div>'
        f"<!--\n{_file('LICENSE')}--><script>{_file('dist/reveal.js')}</script>"
        f"<script>{START}</script></body></html>"
    )


def _opening(bank, title, text):
    first = next(p for p in text.h1.find_next_siblings("p") if not p.find("strong"))
    return f'<p class="where">{bank.place}</p><h1>{title}</h1>{first}'


def _of_section(section):
    """Return a slide for each figure of a section, and one for the last numbers that it prints."""
    heading = section.h2.decode_contents()
    slides = []
    for figure in section("figure"):
        drawing, caption = figure.svg, figure.select_one(".caption-text")
        if drawing and caption and caption.strong:
            finding = caption.strong.decode_contents().rstrip(".")
            slides.append(f'<h2>{finding}</h2>{drawing}<p class="where">{heading}</p>')
    shown = [cell for cell in section.select(".cell") if _fits(cell)]
    if shown:
        code, printed = _parts(shown[-1])
        slides.append(
            f'<h2>{heading}</h2><pre class="code">{code.decode_contents()}</pre>'
            f"<pre>{printed.decode_contents()}</pre>"
        )
    return slides


def _fits(cell):
    parts = _parts(cell)
    if not all(parts) or "tag_hide-cell" in cell["class"]:
        return False
    lines = [line for part in parts for line in part.get_text().strip().splitlines()]
    return len(lines) <= LINES and max(map(len, lines)) <= COLUMNS


def _parts(cell):
    return cell.select_one(".cell_input pre"), cell.select_one(".cell_output pre")


def _asked(entry):
    """Return a question without and with its answer."""
    options = "".join(f"<li>{typeset(option.text)}</li>" for option in entry.options)
    asked = f'<h2>{typeset(entry.stem)}</h2><ol class="options">{options}</ol>'
    letter, right = next(
        (letter, option)
        for letter, option in zip("ABCDEF", entry.options, strict=False)
        if option.right
    )
    answer = f'<p class="why"><strong>{letter}.</strong> {typeset(right.why)}</p>'
    return [asked, asked + answer]


def _file(name):
    return (REVEAL / name).read_text(encoding="utf-8").replace("</script", "<\\/script")
