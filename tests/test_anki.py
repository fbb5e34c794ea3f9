"""The package for Anki keeps the identity of every card from build to build."""

import contextlib
import json
import sqlite3
import zipfile

import pytest

import anki
from bce_tutorial import questions


@pytest.fixture
def build(tmp_path, monkeypatch):
    """Return a function that writes a package at a date and gives its path."""

    def build(name, date="1000000000"):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", date)
        path = tmp_path / name
        anki.write(path)
        return path

    return build


def tables(path):
    """Return the notes (guid, note type, tags, fields), the cards' decks, and decks and types."""
    with zipfile.ZipFile(path) as package:
        database = path.with_suffix(".anki2")
        database.write_bytes(package.read("collection.anki2"))
    with contextlib.closing(sqlite3.connect(database)) as connection:
        notes = connection.execute("SELECT guid, mid, tags, flds FROM notes").fetchall()
        decks, models = connection.execute("SELECT decks, models FROM col").fetchone()
        of_notes = connection.execute(
            "SELECT notes.guid, cards.did FROM cards JOIN notes ON cards.nid = notes.id"
        ).fetchall()
    return notes, dict(of_notes), json.loads(decks), json.loads(models)


def test_two_builds_of_one_date_are_the_same_file(build):
    assert build("first").read_bytes() == build("second").read_bytes()


def test_identity_does_not_depend_on_the_date(build):
    first, second = tables(build("first")), tables(build("second", "1500000000"))
    assert first[:2] == second[:2]
    assert [deck["name"] for deck in first[2].values()] == [
        deck["name"] for deck in second[2].values()
    ]
    assert set(first[2]) == set(second[2])
    assert set(first[3]) == set(second[3])


def test_package_holds_every_card_once_in_the_deck_of_its_chapter(build):
    notes, deck_of, decks, models = tables(build("package"))
    banks = [questions.load(slug) for slug in questions.chapters()]
    cards = [(bank, card) for bank in banks for card in bank.cards]
    assert len({guid for guid, *_ in notes}) == len(notes) == len(cards)
    for (bank, card), (guid, model, tags, fields) in zip(cards, notes, strict=True):
        front, back, where = fields.split("\x1f")
        assert front == anki.typeset(card.front)
        assert back == anki.typeset(card.back)
        assert where.startswith(f"{bank.place}: ")
        assert len(where) > len("Chapter 1: ")
        assert tags.split() == [bank.chapter]
        assert decks[str(deck_of[guid])]["name"].endswith(bank.title)
        assert str(model) in models


def test_reworded_card_stays_the_same_note(build, monkeypatch):
    before = tables(build("before"))[0]
    bank = questions.load("log-penalty")
    reworded = bank.cards[0]._replace(front="Reworded?", back="Yes.")
    load = questions.load

    def changed(slug):
        if slug != bank.chapter:
            return load(slug)
        return bank._replace(cards=(*bank.cards[1:], reworded))

    monkeypatch.setattr(questions, "load", changed)
    after = tables(build("after"))[0]
    assert {guid for guid, *_ in before} == {guid for guid, *_ in after}
    assert {fields for *_, fields in before} != {fields for *_, fields in after}


def test_identities_are_those_that_readers_have_imported():
    """A change here would double every card in their collections."""
    assert anki.MODEL.model_id == 1341900940
    deck = anki.deck("corrected-probabilities")
    assert deck.deck_id == 1288977876
    guids = {note.fields[0]: note.guid for note in deck.notes}
    assert guids["Why 1 − <var>p</var>?"] == "Qmq55xPoJ4"
