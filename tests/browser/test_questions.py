"""Quizzes that count, cards one at a time, verdicts to choose; and all of it without a script."""

import re
from urllib.parse import quote

import pytest

from bce_tutorial import mistakes, questions
from built_site import SITE

BANK = questions.load("log-penalty")
CHAPTER = f"book/{BANK.stem}.html"
MISTAKES = "book/17-spot-the-mistake.html"
WORDS = ["Wrong", "Too strong", "Imprecise", "Incomplete", "Lost in this copy"]  # by their weight


def words(text):
    """Return a text of the bank as a page shows it."""
    return re.sub(r"`|_(?=[A-Z])", "", text)


def answers(page, number, right):
    """Return the right answer to a question of the bank, or one that is wrong."""
    options = page.locator(".bce-quiz > ol > li").nth(number).locator("details")
    wanted = [option.right for option in BANK.questions[number].options].index(right)
    return options.nth(wanted)


def sign(answer):
    return answer.locator("summary").evaluate("e => getComputedStyle(e, '::before').content[1]")


def test_one_answer_of_a_question_is_open_and_a_tried_one_keeps_its_sign(open_page):
    page = open_page(CHAPTER)
    wrong, right, other = answers(page, 0, False), answers(page, 0, True), answers(page, 1, True)
    assert sign(wrong) == sign(right) == "○"
    wrong.locator("summary").click()
    assert wrong.locator("b").inner_text() == "✗ No."
    right.locator("summary").click()
    other.locator("summary").click()
    assert wrong.get_attribute("open") is None
    assert right.get_attribute("open") is not None
    assert [sign(wrong), sign(right), sign(other)] == ["✗", "●", "●"]
    answers(page, 0, False).locator("summary").click()
    assert [sign(wrong), sign(right)] == ["●", "✓"]


def test_a_quiz_counts_what_was_right_at_the_first_try(open_page):
    page = open_page(CHAPTER)
    status = page.locator(".bce-quiz [role=status]")
    total = len(BANK.questions)
    assert status.inner_text() == ""
    for number in range(total):
        if number % 3 == 0:
            answers(page, number, False).locator("summary").click()
            page.wait_for_function(
                "n => document.querySelectorAll('[data-tried]').length > n", arg=number
            )
        answers(page, number, True).locator("summary").click()
        count = page.locator(".bce-quiz > ol > li").nth(number).locator(".bce-count")
        count.get_by_text(f"{number + 1} of {total} answered", exact=True).wait_for()
        assert number + 1 == total or status.inner_text() == ""  # nothing is read out on the way
    right = total - len(range(0, total, 3))
    status.get_by_text(f"{right} of {total} at the first try.", exact=True).wait_for()
    again = page.locator(".bce-quiz").get_by_role("button", name="Start again")
    again.press("Enter")
    assert status.inner_text() == ""
    assert page.locator(".bce-quiz details[open]").count() == 0
    assert sign(answers(page, 0, True)) == "○"
    assert page.evaluate("document.activeElement.matches('.bce-quiz summary')")
    assert not again.is_visible()


def test_cards_come_one_at_a_time_and_those_not_known_again(open_page):
    page = open_page(CHAPTER)
    deck = page.locator(".bce-cards")
    front, status = deck.locator("summary >> visible=true"), deck.locator("[role=status]")
    fronts = sorted(words(card.front) for card in BANK.cards)
    seen = []
    for step in range(len(fronts) + 1):
        assert front.count() == 1
        assert deck.get_by_role("button", name="Knew it").count() == 0  # before the back was seen
        seen.append(front.inner_text())
        front.press("Enter")
        deck.locator("details[open] p").wait_for()
        deck.get_by_role("button", name="Not yet" if step == 0 else "Knew it").press("Enter")
        assert page.evaluate("document.activeElement.checkVisibility()")
    assert sorted(seen[:-1]) == fronts
    assert seen[-1] == seen[0]
    assert status.inner_text() == f"All {len(fronts)} known, 1 of them not at once."
    assert front.count() == len(fronts)
    deck.get_by_role("button", name="Shuffle again").click()
    assert front.count() == 1
    deck.get_by_role("button", name="Show all").click()
    assert front.count() == len(fronts)


def test_the_order_of_the_cards_changes(open_page):
    first = set()
    for _ in range(12):
        deck = open_page(CHAPTER).locator(".bce-cards")
        first.add(deck.locator("summary >> visible=true").inner_text())
    assert len(first) > 1


def test_a_link_to_words_finds_a_card_that_is_not_shown(open_page):
    for card in (BANK.cards[0], BANK.cards[-1]):
        page = open_page(CHAPTER, f"#:~:text={quote(card.front)}")
        found = page.locator(".bce-cards summary").get_by_text(card.front, exact=True)
        found.wait_for()
        assert 0 < found.bounding_box()["y"] < 900


def test_who_says_what_is_wrong_reads_the_verdict_and_whether_it_is_the_same(open_page):
    page = open_page(MISTAKES)
    said = {entry.number: entry.word for entry in mistakes.load()}
    for number in (1, 2):
        item = page.locator(f"#mistake-{number}")
        choice = item.get_by_role("group", name=f"Your verdict on {number}")
        assert (
            sorted(set(said.values()), key=WORDS.index)
            == choice.get_by_role("button").all_inner_texts()
        )
        assert not item.locator(".bce-wrong").is_visible()
        button = choice.get_by_role("button", name="Wrong")
        button.press("Enter")
        assert button.get_attribute("aria-pressed") == "true"
        assert item.locator(".bce-wrong").is_visible()
        right = said[number] == "Wrong"
        told = f"{'✓ Right.' if right else '✗ No.'} The book says: {said[number].lower()}."
        assert choice.get_by_role("status").inner_text() == told


@pytest.mark.parametrize("name", [CHAPTER, MISTAKES, "book/flash-cards.html"])
def test_without_a_script_every_answer_card_and_verdict_can_be_opened(chromium, name):
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((SITE / name).as_uri())
    folds = page.locator(":is(.bce-quiz, .bce-cards) details")
    assert folds.count() > 5
    for fold in folds.all()[:: max(1, folds.count() // 9)]:
        fold.locator("summary").click()
        assert fold.locator("p").first.is_visible()
    context.close()
