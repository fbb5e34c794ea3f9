"""Sheets to print, made of the built pages: a handout, a worksheet and its key, the objectives."""

import copy
import csv
import functools
import re
import string

from bs4 import BeautifulSoup

import chapters
import minutes
from bce_tutorial.look.folding import typeset

SITE = chapters.ROOT / "_build" / "html"
LICENCE = (
    "From <em>Binary cross-entropy</em>, by its authors. Text and figures: CC BY 4.0, "
    '<a href="https://creativecommons.org/licenses/by/4.0/">'
    "creativecommons.org/licenses/by/4.0</a>; code: BSD 3-Clause."
)
GOALS = re.compile(r"\*\*What you['’]ll learn\.\*\* (.+)")
STYLE = """
@page { size: A4; margin: 20mm 22mm; @bottom-center { content: counter(page); font: 9pt serif; } }
html, article { font-size: 10.5pt; line-height: 1.5; }
body { --measure: 100%; background: none; }
h1 { font-size: 18pt; } h2 { font-size: 14pt; } h3 { font-size: 12pt; }
h1, h2, h3 { break-after: avoid; }
figure, table, pre, .question, .answer { break-inside: avoid; }
pre { white-space: pre-wrap !important; }
details > summary { display: none !important; }
details { border: 0 !important; padding: 0 !important; }
.person { display: flex; gap: 2em; } .person span { border-bottom: 1px solid; flex: 1; }
.question { margin-top: 1.4em; } .question ol { list-style: none; padding-left: 0.5em; }
.why { font-size: 9.5pt; margin: 0 0 0.3em 1.3em; }
.lines { border-bottom: 1px solid; height: 2.2em; }
.licence { border-top: 1px solid; font-size: 9pt; margin-top: 3em; padding-top: 0.5em; }
"""


@functools.cache
def page(stem):
    """Return a page of the built site, which nobody may change."""
    return BeautifulSoup(
        (SITE / "book" / f"{stem}.html").read_text(encoding="utf-8"), "html.parser"
    )


def article(stem, html):
    """Return a chapter as it stands alone: what it refers to is named or listed at its end."""
    article = copy.copy(html.find("article"))
    for element in article.select("#check-yourself, script, .headerlink, .byline, .next-card"):
        element.decompose()
    for form in article.select("form"):
        _question_of(form)
    sources = {}
    for link in article.select("a[href]:not(svg *)"):
        target, _, fragment = link["href"].partition("#")
        if target == "references.html":
            sources[fragment] = None
        elif target and ":" not in target:
            link.append(
                f" (chapter {int(target[:2])})" if target[:2].isdecimal() else " (in the book)"
            )
        elif target or (fragment and article.find(id=fragment)):
            continue
        link.name = "span"
        del link["href"]
    if sources:
        entries = page("references")
        article.append(_new("<h2>References</h2>"))
        for source in sources:
            article.append(copy.copy(entries.find(id=source).p))
    return article


def handout(stem, solutions):
    """Return a chapter to hand out, with or without the solutions of its exercises."""
    html = page(stem)
    text = article(stem, html)
    if not solutions:
        for exercise in _exercises(text):
            for element in _solution(exercise):
                element.decompose()
    return _document(html, text)


def worksheet(bank, key=False):
    """Return the questions and exercises of a chapter to be answered on paper, or their key."""
    html = page(bank.stem)
    text = article(bank.stem, html)
    sheet = _new("<article></article>").article
    kind = "Key" if key else "Worksheet"
    sheet.append(_new(f"<h1>{kind}: {bank.place}, {typeset(bank.title)}</h1>"))
    if not key:
        sheet.append(_new('<p class="person">Name <span></span> Date <span></span></p>'))
    sheet.append(_new("<h2>Questions</h2>"))
    for number, entry in enumerate(bank.questions, start=1):
        sheet.append(_new(_asked(number, entry, key)))
    exercises = _exercises(text)
    if exercises:
        sheet.append(_new("<h2>Exercises</h2>"))
    for exercise in exercises:
        solution = _solution(exercise)
        for element in solution:
            element.extract()
        if key:
            exercise = _new(f"<section>{exercise.h3}</section>").section
            exercise.extend(solution)
        else:
            exercise.append(_new('<div class="lines"></div>' * 6))
        sheet.append(exercise)
    for link in sheet.select('a[href^="#"]'):  # to what the sheet does not hold
        link.unwrap()
    return _document(html, sheet)


def write_objectives(banks, path):
    """Write a table: of each chapter its goals, sections, and what asks for them."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        table = csv.writer(file)
        table.writerow(
            [
                *("Chapter", "Title", "Minutes to read", "Minutes to practise", "Objectives"),
                *("Section", "Questions", "Cards", "Exercises"),
            ]
        )
        for bank in banks:
            notebook_path = chapters.BOOK / f"{bank.stem}.ipynb"
            notebook = chapters.read(notebook_path)
            text = chapters.markdown(notebook)
            goals = GOALS.search(text)
            first = [bank.place, bank.title, *minutes.of_chapter(notebook_path)]
            first.append(plain(goals[1]) if goals else "")
            asking = text.partition("\n## Exercises\n")[2].partition("\n## ")[0]
            exercises = re.findall(r"^### (.+)$", asking, flags=re.MULTILINE)
            for title, labels in sections(notebook):
                asked = [
                    str(n) for n, entry in enumerate(bank.questions, 1) if entry.section in labels
                ]
                cards = [card.front for card in bank.cards if card.section in labels]
                there = exercises if title == "Exercises" else []
                table.writerow(
                    [
                        *first,
                        title,
                        ", ".join(asked),
                        " | ".join(cards),
                        " | ".join(map(plain, there)),
                    ]
                )
                first = [""] * len(first)


def sections(notebook):
    """Return the title of every section of a chapter, and the labels in it."""
    places, found = chapters.places(notebook), []
    for number, _, text in chapters.parts(notebook):
        title = re.search(r"^## +(.+)$", text or "", flags=re.MULTILINE)
        if title and title[1] not in ("Recap", "Check yourself", "Further reading"):
            found.append((plain(title[1]), {label for label, at in places if at == number}))
    return found


def plain(markdown):
    """Return a sentence without the marks of Markdown, and without links to other chapters."""
    text = re.sub(r" ?\(\{(?:ref|doc)\}`[^`]*`\)", "", markdown)
    text = re.sub(r"\{\w+(?::\w+)?\}`([^`<]*?)(?: *<[^>`]*>)?`", r"\1", text)
    return re.sub(r"[*`$]", "", text)


def _document(html, article):
    """Return a page with the stylesheets of another, and a line on the licence at its end."""
    article.append(_new(f'<p class="licence">{LICENCE}</p>'))
    styles = "".join(map(str, html.head.select("link[rel=stylesheet], style")))  # and colours
    title = article.h1.get_text().strip("#")
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>{styles}'
        f'<style>{STYLE}</style></head><body data-theme="light">{article}</body></html>'
    )


def _exercises(article):
    exercises = article.select_one("#exercises")
    return exercises.find_all("section", recursive=False) if exercises else []


def _solution(exercise):
    """Return what follows the first thing in an exercise that is folded."""
    elements = exercise.find_all(recursive=False)
    folded = [n for n, element in enumerate(elements) if _is_folded(element)]
    return elements[folded[0] :] if folded else []


def _is_folded(element):
    return element.name == "details" or "tag_hide-cell" in element.get("class", [])


def _question_of(form):
    """Leave of the box for an answer its question."""
    asked = form.select_one("label span, legend")
    form.replace_with(
        _new(f'<p class="answer">{asked.decode_contents()} <span>________</span></p>')
    )


def _asked(number, entry, key):
    options = []
    for letter, option in zip(string.ascii_uppercase, entry.options, strict=False):
        text = f"{letter}. {typeset(option.text)}"
        if key:
            verdict = "<strong>Right.</strong>" if option.right else "Not right."
            text += f'<p class="why">{verdict} {typeset(option.why)}</p>'
        options.append(f"<li>{text}</li>")
    return (
        f'<div class="question"><p><strong>{number}.</strong> {typeset(entry.stem)}</p>'
        f"<ol>{''.join(options)}</ol></div>"
    )


def _new(html):
    return BeautifulSoup(html, "html.parser")
