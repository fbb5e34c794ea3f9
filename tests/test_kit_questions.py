"""The question files of the kit hold what the bank holds, as other programs read them."""

import html
import re
import xml.etree.ElementTree as ET
import zipfile

import pytest

import kit_questions
from bce_tutorial import questions

BANKS = [questions.load(slug) for slug in questions.chapters()]
QTI = "{http://www.imsglobal.org/xsd/ims_qtiasiv1p2}"


def words(text):
    """Return a text as a person reads it, written in HTML or in the bank."""
    bare = html.unescape(re.sub(r"</?(?:p|var|sub|code)>", "", text))
    return re.sub(r"_(?=[A-Z])|[`\s]+", " ", bare).replace(" ", "")


def expected(bank):
    return {
        entry.id: (
            words(entry.stem),
            [(words(option.text), option.right, words(option.why)) for option in entry.options],
        )
        for entry in bank.questions
    }


def test_moodle_has_every_question_with_its_key_and_the_reason_of_every_answer():
    found, category = {}, None
    for question in ET.fromstring(kit_questions.moodle(BANKS)).iter("question"):
        if question.get("type") == "category":
            category = question.findtext("category/text").rpartition("/")[2]
            continue
        answers = [
            (
                words(answer.findtext("text")),
                float(answer.get("fraction")) == 100,
                words(answer.findtext("feedback/text")),
            )
            for answer in question.iter("answer")
        ]
        stem = words(question.findtext("questiontext/text"))
        found.setdefault(category, {})[question.findtext("name/text")] = stem, answers
    assert found == {kit_questions.anki.title_of(bank): expected(bank) for bank in BANKS}


@pytest.mark.parametrize("bank", BANKS, ids=lambda bank: bank.stem)
def test_qti_has_every_question_with_its_key_and_the_reason_of_every_answer(bank, tmp_path):
    kit_questions.write_qti(bank, tmp_path / "quiz.zip")
    with zipfile.ZipFile(tmp_path / "quiz.zip") as package:
        (name,) = [
            name for name in package.namelist() if re.search(r"assessment_\w{64}\.xml$", name)
        ]
        tree = ET.fromstring(package.read(name))
    found = {}
    for item in tree.iter(f"{QTI}item"):
        right = {
            condition.findtext(f"{QTI}conditionvar/{QTI}varequal")
            for condition in item.iter(f"{QTI}respcondition")
            if condition.find(f"{QTI}setvar") is not None
        }
        said = {
            feedback.get("ident"): feedback.findtext(f".//{QTI}mattext")
            for feedback in item.iter(f"{QTI}itemfeedback")
        }
        answers = [
            (
                words(label.findtext(f".//{QTI}mattext")),
                label.get("ident") in right,
                words(said[f"{label.get('ident')}_fb"]),
            )
            for label in item.iter(f"{QTI}response_label")
        ]
        stem = words(item.findtext(f"{QTI}presentation/{QTI}material/{QTI}mattext"))
        found[item.get("title")] = stem, answers
    assert found == expected(bank)
