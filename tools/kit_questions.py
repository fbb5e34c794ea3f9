"""The question bank for learning platforms: Moodle XML, and QTI 1.2 by text2qti."""

import functools
import re
import xml.etree.ElementTree as ET

from text2qti.config import Config
from text2qti.qti import QTI
from text2qti.quiz import Quiz

import anki
import chapters
from bce_tutorial.look.folding import typeset

# A tag, a character that is spelt out, or a mark that Markdown would read.
MARKS = re.compile(r"""(<[^>]+>|&#?\w+;)|[\\`*_$\[\]#~^.'"-]""")


def place(bank, label):
    """Return where the book answers a question."""
    return f"Binary cross-entropy, {bank.place}: {anki.heading(_notebook(bank.stem), label)}"


def moodle(banks):
    """Return the questions as Moodle XML: a category per chapter, a feedback per answer."""
    quiz = ET.Element("quiz")
    for bank in banks:
        category = ET.SubElement(quiz, "question", type="category")
        _text(category, "category", f"$course$/top/Binary cross-entropy/{anki.title_of(bank)}")
        for entry in bank.questions:
            question = ET.SubElement(quiz, "question", type="multichoice")
            _text(question, "name", entry.id)
            _text(question, "questiontext", typeset(entry.stem), format="html")
            _text(question, "generalfeedback", typeset(place(bank, entry.section)), format="html")
            settings = {"idnumber": entry.id, "defaultgrade": 1, "penalty": 0.3333333, "hidden": 0}
            settings |= {"single": "true", "shuffleanswers": "true", "answernumbering": "abc"}
            for name, value in settings.items():
                ET.SubElement(question, name).text = str(value)
            for option in entry.options:
                answer = _text(question, "answer", typeset(option.text), format="html")
                answer.set("fraction", "100" if option.right else "0")
                _text(answer, "feedback", typeset(option.why), format="html")
    ET.indent(quiz)
    return ET.tostring(quiz, encoding="utf-8", xml_declaration=True)


def write_qti(bank, path):
    """Write the questions of one chapter as a package that Canvas and others import."""
    lines = [
        f"Quiz title: Binary cross-entropy, {anki.title_of(bank)}",
        "Shuffle answers: true",
        "",
    ]
    for number, entry in enumerate(bank.questions, start=1):
        lines += [f"Title: {entry.id}", f"{number}. {_markdown(entry.stem)}"]
        lines.append(f"... {_markdown(place(bank, entry.section))}")
        for letter, option in zip("abcdef", entry.options, strict=False):
            lines.append(f"{'*' if option.right else ''}{letter}) {_markdown(option.text)}")
            lines.append(f"... {_markdown(option.why)}")
        lines.append("")
    with path.open("wb") as file:
        QTI(Quiz("\n".join(lines), config=Config(), source_name=bank.stem)).write(file)


@functools.cache
def _notebook(stem):
    return chapters.read(chapters.BOOK / f"{stem}.ipynb")


def _text(parent, name, text, **attributes):
    element = ET.SubElement(parent, name, attributes)
    ET.SubElement(element, "text").text = text
    return element


def _markdown(text):
    """Return a text as HTML in which Markdown finds nothing of its own."""
    return MARKS.sub(lambda mark: mark[1] or f"&#{ord(mark[0])};", typeset(text))
