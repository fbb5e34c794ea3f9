"""The checks of numbers bite: what counts, what proves it, and one readable line for each."""

import re

import pytest

import chapters
import check_prose
import claims
import facts
from small_chapter import QUIZ, bank, chapter, damaged, other_digit, reworded


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a loss of 0.4937, then 4,601 e-mails.", ["0.4937", "4,601"]),
        ("$4{,}601$, $4\\,601$ and 10\u202f000", ["4,601", "4,601", "10,000"]),
        ("25.4 % and $25.4\\%$, 43 %, p = 0.9", ["25.4 %", "25.4 %", "43 %", "0.9"]),
        ("$2.2204 \\cdot 10^{-16}$ or 2.220e-16", ["2.2204e-16", "2.220e-16"]),
        ("21, 19 and 18 %, or 8 to 10 % of 8", ["21 %", "19 %", "18 %", "8 %", "10 %"]),
        ("12, $10^{-300}$, float64, ID6, {cite:t}`good1952`, DOI:10.1145/12345", []),
        ("(sec-2024)=\n$$ x $$ (eq-1234) https://example.org/12345 [text](#123)", []),
        ("section 4.3, sections 4.3.2 and 6.2.2.2, CC BY 4.0, Python 3.11", []),
        ("| 2.4.11 Focus | 0.25 | Guidelines 2.2", ["0.25"]),
        ("`p = 0.123`, 0.900 and 100", ["0.123", "0.900", "100"]),
    ],
)
def test_decimals_percentages_and_numbers_of_three_digits_are_claims(text, expected):
    assert [str(claim.number) for claim in claims.claims(text)] == expected


@pytest.mark.parametrize(
    ("text", "printed", "proved"),
    [
        ("0.4937", "0.493731", True),
        ("0.4938", "0.493731", False),
        ("0.4937", "0.49", False),
        ("0.49", "0.493731", True),
        ("25.4 %", "0.25369", True),
        ("25.4 %", "25.37", True),
        ("25.4", "0.25369", False),
        ("43 %", "41.3%", False),
        ("41 %", "41.3%", True),
        ("4,601", "(4601, 6)", True),
        ("2.2204e-16", "2.220446049250313e-16", True),
        ("2.2205e-16", "2.220446049250313e-16", False),
    ],
)
def test_a_claim_is_proved_at_its_printed_precision(text, printed, proved):
    known = [claims.Fact(number, False, "cell") for number in claims.numbers(printed)]
    assert (claims.unproved(claims.claims(text), known) == []) is proved


def test_a_count_in_code_proves_no_percentage():
    (count,), (share,) = (claims.constants(code, "cell") for code in ("range(43)", "0.43"))
    assert claims.unproved(claims.claims("43 %"), [count]) != []
    assert claims.unproved(claims.claims("43 %"), [share]) == []


def problems(notebook):
    return check_prose.chapter_problems(notebook, "05")


def test_the_small_chapter_has_no_problem():
    assert problems(chapter()) == []
    assert check_prose.bank_problems(bank(), chapter()) == []


def print_another(cell):
    cell["outputs"][0]["text"] = ["saves 65.8%\n"]


def say_another(part):
    def change(cell):
        section = cell["metadata"]["mystnb"][{"alt": "image", "caption": "figure"}[part]]
        section[part] += " It ends at 0.2237."

    return change


AGAIN = "Run make refresh CHAPTER=05, or correct the sentence"


@pytest.mark.parametrize(
    ("notebook", "expected"),
    [
        (
            reworded("by-hand-read", "0.2231, the", "0.2237, the"),
            "05 by-hand-read: 0.2237 is not printed; nearest 0.2231 in by-hand "
            f'("The first row costs 0.2237, the second 1.6094."). {AGAIN}',
        ),
        (
            reworded("saving-read", "about 68 %", "about 66 %"),
            "05 saving-read: 66 % is not printed; nearest 67.8 % in saving "
            f'("It saves 67.8 %, about 66 % of the guess."). {AGAIN}',
        ),
        (
            reworded("costs", "p = 0.8", "p = 0.7"),
            "05 costs: 0.7 is not printed; nearest 0.2231 in by-hand "
            f'("## What it costs Take $p = 0.7$."). {AGAIN}',
        ),
        (
            reworded("saving-read", "{ref}`sec-costs`", "before"),
            "05 saving-read: 0.2231 is printed only in another section, by by-hand "
            '("The 0.2231 of before is all that is left."). '
            "Link to that section in the paragraph, or correct the sentence",
        ),
        (
            damaged("curve", say_another("caption")),
            "05 curve: 0.2237 is not printed; nearest 0.2231 in by-hand "
            f'("It ends at 0.2237."). {AGAIN}',
        ),
        (
            damaged("curve", say_another("alt")),
            "05 curve: 0.2237 is not printed; nearest 0.2231 in by-hand "
            f'("It ends at 0.2237."). {AGAIN}',
        ),
        (
            reworded("recap", "0.2231", "0.7777"),  # which the quiz says
            "05 recap: 0.7777 is not printed; nearest 0.2231 in by-hand "
            f'("It costs 0.7777 and saves 67.8 %."). {AGAIN}',
        ),
    ],
)
def test_one_changed_number_gives_one_line_that_says_where_and_what_to_do(notebook, expected):
    (found,) = problems(notebook)
    assert found.replace('("- It', '("It') == expected


def test_a_changed_output_is_found_in_every_sentence_that_repeats_it():
    found = problems(damaged("saving", print_another))
    assert [line.split(": ")[0] for line in found] == ["05 saving-read"] * 2 + [
        "05 curve",
        "05 recap",
    ]
    assert all("nearest 65.8 % in saving" in line for line in found)


def test_a_link_to_a_chapter_stands_for_all_its_sections():
    assert problems(reworded("saving-read", "{ref}`sec-costs`", "{ref}`sec-small`")) == []


def test_a_count_may_come_from_a_section_before():
    more = damaged("by-hand", lambda cell: cell["outputs"][0]["text"].append("1,150 rows\n"))
    text = next(cell for cell in more["cells"] if cell["id"] == "saving-read")
    text["source"].append(" There are 1,150 of them.")
    assert problems(more) == []
    text = next(cell for cell in more["cells"] if cell["id"] == "by-hand-read")
    text["source"].append(" They are not 1,151.")
    assert len(problems(more)) == 1


@pytest.mark.parametrize("kind", ["quiz", "cards", "answer", "explorable", "check"])
def test_what_asks_proves_nothing_and_a_table_does(kind):
    def show(markup):
        def change(cell):
            data = {"text/html": [markup], "text/plain": ["0.7777"]}
            cell["outputs"].append({"output_type": "execute_result", "data": data})

        notebook = damaged("by-hand", change)
        return {str(fact.number) for fact in claims.evidence(notebook)}

    assert "0.7777" not in show(QUIZ.replace("bce-quiz", f"bce-{kind}"))
    assert {"0.7777", "77.7 %"} <= show(QUIZ.replace("bce-quiz", "dataframe"))
    assert "0.7777" in show(QUIZ.replace("bce-quiz", "bce-report"))


def test_a_wrong_number_in_a_question_and_in_a_card_is_found():
    question = bank().questions[0]
    options = (question.options[0]._replace(why="That is 0.2234."), question.options[1])
    wrong = bank()._replace(questions=(question._replace(options=options),))
    assert check_prose.bank_problems(wrong, chapter()) == [
        "questions/small.toml what-it-costs: 0.2234 is not printed; nearest 0.2231 in by-hand "
        '("That is 0.2234."). Correct it, or print it in 05-small'
    ]
    wrong = bank()._replace(cards=(bank().cards[0]._replace(back="It saves 43 %."),))
    (found,) = check_prose.bank_problems(wrong, chapter())
    assert found.startswith("questions/small.toml card-costs: 43 % is not printed; nearest ")


def test_an_exception_covers_one_number_in_one_sentence():
    notebook = reworded("by-hand-read", "0.2231, the", "0.2237, the")
    exception = {"page": "05-small", "number": "0.2237", "words": "row costs 0.2237"}
    found = problems(notebook)
    assert check_prose.without_exceptions("05-small", found, [exception]) == []
    for other in ({"number": "0.223"}, {"words": "row costs 0.99"}, {"page": "06-small"}):
        assert check_prose.without_exceptions("05-small", found, [exception | other]) == found


def test_a_row_that_is_named_may_be_told():
    assert problems(reworded("shares", "What it saves", "What ID4 with 0.32 pays: 1.1394")) == []
    (found,) = problems(reworded("shares", "What it saves", "What ID5 with 0.32 pays"))
    assert found.startswith("05 shares: 0.32 is not printed; ")


ROWS = ["| ID8 | 0 | 0.56 | 0.44 | 0.8210 |", "| ID4 | 1 | 0.32 | 0.32 | 1.1394 | 1.6439 |"]


@pytest.mark.parametrize("row", ROWS)
def test_a_changed_number_in_a_row_of_the_table_is_found(row):
    assert check_prose.page_problems(row, "page") == []
    for cell in re.finditer(r"(?<=\| )[\d.]+(?= \|)", row):
        text = other_digit(row[: cell.end()], r"[\d.]+$") + row[cell.end() :]
        (found, *_) = check_prose.page_problems(text, "page")
        assert found.startswith("page: "), text
        assert " is not in its place of the row " in found


def test_a_table_of_penalties_is_read_row_by_row():
    right = "| 0.01 | 4.6052 | 6.6439 |\n| 0.1 | 2.3026 | 3.3219 |"
    assert check_prose.page_problems(right, "page") == []
    swapped = "| 0.1 | 4.6052 | 6.6439 |\n| 0.01 | 2.3026 | 3.3219 |"
    assert len(check_prose.page_problems(swapped, "page")) == 4


def test_a_page_may_state_what_the_section_printed_to_which_its_paragraph_links(monkeypatch):
    known = {"sec-costs": [f for f in claims.evidence(chapter()) if f.section == 1]}
    monkeypatch.setattr(check_prose, "book_evidence", lambda: known)
    text = "A row costs 1.6094 ({ref}`words <sec-costs>`)."
    assert check_prose.page_problems(text, "page") == []
    (found,) = check_prose.page_problems(text.replace("sec-costs", "sec-shares"), "page")
    assert found.startswith("page: 1.6094 is not printed; nearest ")
    assert found.endswith("Correct it, or link in the paragraph to the section that prints it")
    assert len(check_prose.page_problems(f"So 1.6094.\n\n{text}", "page")) == 1
    assert check_prose.page_problems(f"### Why 1.6094?\n\n{text}", "page") == []


def otherwise(number):
    """Return a number of three digits or more with each other last digit, or nothing."""
    if claims.digits(number) < 3:
        return []
    others = [other_digit(number.text, r"^[\d.,]+")]
    while len(others) < 9:
        others.append(other_digit(others[-1], r"^[\d.,]+"))
    return others


@pytest.mark.parametrize("path", chapters.chapter_paths(), ids=lambda path: path.stem)
def test_every_number_of_a_chapter_is_compared(path):
    """Some other last digits make another number of it, but never all nine."""
    notebook = chapters.read(path)
    known = [*claims.evidence(notebook), *facts.example_facts()]
    for _, _, claim in claims.claims_in(notebook):
        if others := otherwise(claim.number):
            changed = [
                claims.numbers(f"{text} %" if claim.number.percent else text)[0] for text in others
            ]
            assert any(claims.proof(number, known) is None for number in changed), claim


@pytest.mark.parametrize("page", ["faq", "cheat-sheet"])
def test_every_number_of_a_page_is_compared(page):
    text = (chapters.BOOK / f"{page}.md").read_text(encoding="utf-8")
    for part in claims.paragraphs(text):
        for claim in claims.claims(part):
            if others := otherwise(claim.number):
                changed = [part.replace(claim.number.text, other) for other in others]
                assert any(check_prose.page_problems(other, page) for other in changed), claim
