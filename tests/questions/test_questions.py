"""The question bank says what it may say, and its HTML works by itself."""

import math
import re
import xml.etree.ElementTree as ET

import pytest

import chapters
import check_structure
from bce_tutorial import flash_cards, questions, quiz
from bce_tutorial.look.folding import typeset
from verdict import expect_none

SLUGS = questions.chapters()
BANKS = {slug: questions.load(slug) for slug in SLUGS}
EVERY_QUESTION = [question for bank in BANKS.values() for question in bank.questions]
TAGS = {  # no headings, scripts or styles
    *("div", "p", "ol", "ul", "li", "details", "summary"),
    *("a", "b", "cite", "code", "sub", "var"),
}


def shown(text):
    """Return a text of the bank as its words are read in HTML."""
    return re.sub(r"`|_(?=[A-Z])", "", text)


def notebook_of(bank):
    """Return the chapter that a bank belongs to."""
    return chapters.read(chapters.BOOK / f"{bank.stem}.ipynb")


def texts(bank):
    """Return every sentence of a bank that a reader sees."""
    found = [bank.title]
    for question in bank.questions:
        found += [question.stem, *(text for option in question.options for text in option[:2])]
    return found + [text for card in bank.cards for text in (card.front, card.back)]


def form_problems(bank):
    """Yield what is missing, empty or too much in a bank."""
    for name, entries in (("questions", bank.questions), ("cards", bank.cards)):
        if bank.number is not None and len(entries) < 6:
            yield f"fewer than six {name}"
    for entry in (*bank.questions, *bank.cards):
        if not re.fullmatch(r"[a-z]+(-[a-z0-9]+)*", entry.id):
            yield f"id {entry.id} is not in kebab-case"
    for question in bank.questions:
        if not 2 <= len(question.options) <= 5:
            yield f"{question.id}: {len(question.options)} options"
        if sum(option.right for option in question.options) != 1:
            yield f"{question.id}: not exactly one right option"
        for option in question.options:
            if option.source and option.right:
                yield f"{question.id}: the right option is no misconception"
            if not option.why.endswith("."):
                yield f"{question.id}: an option is not explained in sentences"
        if len({option.text for option in question.options}) < len(question.options):
            yield f"{question.id}: two options are the same"
    if not all(text.strip() == text != "" for text in texts(bank)):
        yield "a text is empty, or starts or ends with a space"


def wording_problems(bank):
    """Yield words and marks that the book does not use."""
    for text in texts(bank):
        plain = re.sub(r"`[^`]+`", "", text)
        for match in re.findall(rf"\b(?:{check_structure.BANNED})\b", plain, flags=re.IGNORECASE):
            yield f"the word {match!r}: {text}"
        for mark in re.findall(r"[—$`]|<[a-z/]|\*\*|\{\w+\}", plain):
            yield f"the mark {mark!r}: {text}"


def chapter_problems(bank, notebook):
    """Yield what a bank claims about its chapter and the chapter does not hold."""
    headings = re.findall(r"^\((sec-[\w-]+)\)=\n#", chapters.markdown(notebook), flags=re.MULTILINE)
    for entry in (*bank.questions, *bank.cards):
        if entry.section not in headings:
            yield f"{entry.id}: no heading has the label {entry.section}"


@pytest.mark.parametrize("slug", SLUGS)
def test_bank_is_complete(slug):
    expect_none(f"questions/{slug}.toml: {found}" for found in form_problems(BANKS[slug]))


@pytest.mark.parametrize("slug", SLUGS)
def test_bank_keeps_to_the_words_of_the_book(slug):
    expect_none(f"questions/{slug}.toml: {found}" for found in wording_problems(BANKS[slug]))


@pytest.mark.parametrize("slug", SLUGS)
def test_chapter_has_the_sections_that_answer(slug):
    expect_none(chapter_problems(BANKS[slug], notebook_of(BANKS[slug])))


def test_ids_are_unique_in_the_whole_bank():
    ids = [entry.id for bank in BANKS.values() for entry in (*bank.questions, *bank.cards)]
    twice = sorted({name for name in ids if ids.count(name) > 1})
    expect_none(f"questions: the id {name} is used twice. Choose another" for name in twice)


def deviations(asked):
    """Return how far the right options are from chance, in standard deviations, by property."""
    totals = {}
    for question in asked:
        lengths = [len(option.text) for option in question.options]
        right = [option.right for option in question.options].index(True)
        share = 1 / len(lengths)
        seen = {f"option {'ABCDE'[place]}": place == right for place in range(len(lengths))}
        for name, extreme in (("longest", max(lengths)), ("shortest", min(lengths))):
            if lengths.count(extreme) == 1:
                seen[name] = lengths[right] == extreme
        for name, hit in seen.items():
            excess, variance = totals.get(name, (0, 0))
            totals[name] = excess + hit - share, variance + share * (1 - share)
    return {name: excess / math.sqrt(variance) for name, (excess, variance) in totals.items()}


def test_neither_place_nor_length_betrays_the_right_option():
    found = deviations(EVERY_QUESTION)
    assert {"option A", "option D", "longest", "shortest"} <= set(found)
    expect_none(
        f"questions: the right option is {name} {value:+.1f} standard deviations from chance. "
        "Move or reword some options"
        for name, value in found.items()
        if abs(value) > 2
    )


@pytest.mark.parametrize("property_", ["option B", "longest", "shortest"])
def test_betrayal_is_found(property_):
    wrong = {"option B": "cccc", "longest": "ccc", "shortest": "ccccc"}[property_]
    options = [questions.Option(text, "Why.") for text in (wrong + "c", wrong, wrong + "cc")]
    place = {"option B": 1, "longest": 2, "shortest": 1}[property_]
    options[place] = options[place]._replace(right=True)
    question = EVERY_QUESTION[0]._replace(options=tuple(options))
    assert deviations([question] * 20)[property_] > 2


def change_option(bank, **changes):
    """Return a bank whose first question has a changed first option."""
    question = bank.questions[0]
    options = (question.options[0]._replace(**changes), *question.options[1:])
    return bank._replace(questions=(question._replace(options=options), *bank.questions[1:]))


@pytest.mark.parametrize(
    ("damage", "problem"),
    [
        (lambda bank: bank._replace(questions=bank.questions[:5]), "fewer than six questions"),
        (lambda bank: bank._replace(cards=bank.cards[:5]), "fewer than six cards"),
        (lambda bank: change_option(bank, right=True), "not exactly one right option"),
        (lambda bank: change_option(bank, why=""), "not explained in sentences"),
        (lambda bank: change_option(bank, text=""), "a text is empty"),
        (lambda bank: change_option(bank, text=bank.questions[0].options[1].text), "the same"),
        (lambda bank: change_option(bank, text="Obviously"), "the word 'Obviously'"),
        (lambda bank: change_option(bank, text="it is $p$"), "the mark '$'"),
        (
            lambda bank: bank._replace(cards=(bank.cards[0]._replace(section="sec-x"),)),
            "no heading has the label sec-x",
        ),
    ],
)
def test_damage_to_the_bank_is_found(damage, problem):
    bank = damage(BANKS["corrected-probabilities"])
    found = [
        *form_problems(bank),
        *wording_problems(bank),
        *chapter_problems(bank, notebook_of(bank)),
    ]
    assert [text for text in found if problem in text]


@pytest.mark.parametrize("slug", SLUGS)
def test_html_is_well_formed_and_needs_neither_script_nor_stylesheet(slug):
    for displayed in (quiz(slug), flash_cards(slug)):
        tree = ET.fromstring(displayed._repr_html_())
        assert tree.attrib["role"] == "group"
        assert tree.attrib["aria-label"].endswith(BANKS[slug].title)
        tags = {element.tag for element in tree.iter()}
        assert tags <= TAGS
        items = [item for kind in ("ol", "ul") for found in tree.iter(kind) for item in found]
        assert {item.tag for item in items} == {"li"}
        attributes = {name for element in tree.iter() for name in element.attrib}
        # no ids to collide
        assert attributes <= {"aria-label", "class", "href", "name", "role", "style", "type"}


@pytest.mark.parametrize("slug", SLUGS)
def test_quiz_holds_every_option_and_hides_what_is_right_about_it(slug):
    bank = BANKS[slug]
    html = quiz(slug)._repr_html_()
    folds = list(ET.fromstring(html).iter("details"))
    options = [(question.id, option) for question in bank.questions for option in question.options]
    assert len(folds) == len(options)
    for fold, (name, option) in zip(folds, options, strict=True):
        summary, answer = fold
        assert fold.attrib == {"name": name}  # closed, and one of a question open at a time
        assert summary.attrib == {"style": "list-style: revert"}  # and alike
        assert "".join(summary.itertext()) == shown(option.text)
        assert "".join(answer.itertext()).startswith("✓ Right. " if option.right else "✗ No. ")
        assert (option.source in [cite.text for cite in answer.iter("cite")]) == bool(option.source)
    closed = re.sub(r"</summary>.*?</details>", "", html)
    assert "bce-right" not in closed
    assert "bce-wrong" not in closed
    assert not re.search(r"[✓✗]|Right\.|No\.", closed)


@pytest.mark.parametrize("slug", SLUGS)
def test_quiz_leads_to_the_text_behind_each_question(slug):
    links = list(ET.fromstring(quiz(slug)._repr_html_()).iter("a"))
    assert [link.attrib["href"] for link in links] == [
        f"#{question.section}" for question in BANKS[slug].questions
    ]
    assert len({link.text for link in links}) == len(links)  # each says where it leads


@pytest.mark.parametrize("slug", SLUGS)
def test_cards_show_the_front_and_fold_the_back(slug):
    folds = list(ET.fromstring(flash_cards(slug)._repr_html_()).iter("details"))
    sides = [("".join(front.itertext()), "".join(back.itertext())) for front, back in folds]
    assert sides == [(shown(card.front), shown(card.back)) for card in BANKS[slug].cards]
    assert all(fold.attrib == {} for fold in folds)


@pytest.mark.parametrize("slug", SLUGS)
def test_chapter_shows_its_quiz_and_its_cards_once(slug):
    """Another process has made what is stored: it does not depend on its hashes."""
    stored = [
        html
        for cell in chapters.code_cells(notebook_of(BANKS[slug]))
        for html in chapters.outputs(cell, "text/html")
        if re.search('class="bce-(quiz|cards)"', html)
    ]
    made = [quiz(slug)._repr_html_(), flash_cards(slug)._repr_html_()]
    assert [html for html in stored if 'id="mistake-' not in html] == made


def test_special_characters_are_escaped(monkeypatch):
    option = questions.Option("1 < 2 & `x < y`", '"<script>"', right=True)
    asked = questions.Question("a-b", "a < b?", "sec-a", (option, option))
    card = questions.Card("c-d", "</summary>", "`<b>`", "sec-a")
    bank = questions.Bank("one", 1, 'One "or" <two>', (asked,), (card,))
    monkeypatch.setattr(questions, "load", {"one": bank}.get)
    asked, cards = (ET.fromstring(make("one")._repr_html_()) for make in (quiz, flash_cards))
    assert asked.attrib["aria-label"] == 'Quiz: One "or" <two>'
    assert "".join(asked.find(".//summary").itertext()) == "1 < 2 & x < y"
    assert asked.find(".//summary/code").text == "x < y"
    assert "".join(asked.find(".//details/p").itertext()) == '✓ Right. "<script>"'
    assert cards.find(".//summary").text == "</summary>"
    assert cards.find(".//details/p/code").text == "<b>"


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("−ln c at p = 1/e", "−ln <var>c</var> at <var>p</var> = 1/e"),
        ("(W₁L₁ + W₂) / 2h", "(<var>W</var>₁<var>L</var>₁ + <var>W</var>₂) / 2<var>h</var>"),
        ("the threshold C_FN", "the threshold <var>C</var><sub>FN</sub>"),
        ("model A, model B, a word", "model A, model B, a word"),
        (
            "`x < y` or Platt's one, e.g. 1 GB",
            "<code>x &lt; y</code> or Platt&#x27;s one, e.g. 1 GB",
        ),
    ],
)
def test_letters_that_stand_for_numbers_are_set_as_such(text, html):
    assert typeset(text) == html


def test_chapters_stand_in_the_order_of_the_book():
    assert [BANKS[slug].stem for slug in SLUGS] == [
        path.stem for path in chapters.notebook_paths() if chapters.slug_of(path.stem) in SLUGS
    ]
    assert SLUGS[0] == "binary-classification"


@pytest.mark.parametrize("shown", [quiz, flash_cards, questions.load])
def test_unknown_chapter_is_refused_by_name(shown):
    with pytest.raises(ValueError, match=r"expected chapter to be one of .*, got 'chapter-3'"):
        shown("chapter-3")
