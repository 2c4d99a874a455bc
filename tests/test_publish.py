from __future__ import annotations

import json
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from making import MONDAY, NOW, card, cloze, source

from flashgen.apkg import open_package
from flashgen.errors import DeckError
from flashgen.model import Card, Problem
from flashgen.outcome import Change, Outcome, Published
from flashgen.publish import publish

W07 = "Current Affairs::2026-W07"
NEXT = MONDAY + timedelta(days=7)


def build(folder: Path, *cards: Card, **options: Any) -> Published:
    return publish(cards, folder, **({"now": NOW} | options))


def said(published: Published) -> dict[str, list[str]]:
    """The guids by what happened to them, without what happened to none."""
    names = ("new", "changed", "unchanged", "moved_up", "later", "retired")
    told = {name: [outcome.guid for outcome in getattr(published, name)] for name in names}
    return {name: guids for name, guids in told.items() if guids}


def held(path: Path) -> dict[str, tuple[str, str, int]]:
    """What a package holds: deck, answer and date by guid."""
    with open_package(path) as package:
        return {note.guid: (note.deck, note.fields[1], note.mod) for note in package.notes()}


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def test_a_first_build_makes_one_deck_a_week(tmp_path: Path) -> None:
    published = build(tmp_path, card("a"), card("b", source("2", NEXT)), cloze("c", source("3", NEXT)))
    assert said(published) == {"new": ["a", "b", "c"]}
    assert [(deck.name, deck.path.name, deck.cards, deck.new, deck.written) for deck in published.decks] == [
        (W07, "current-affairs-2026-W07.apkg", 1, 1, True),
        ("Current Affairs::2026-W08", "current-affairs-2026-W08.apkg", 2, 2, True),
    ]
    assert sorted(files(tmp_path)) == [
        "current-affairs-2026-W07.apkg",
        "current-affairs-2026-W08.apkg",
        "ledger.jsonl",
    ]
    assert published.problems == []


def test_the_same_cards_give_the_same_bytes_in_any_folder_on_any_day(tmp_path: Path) -> None:
    cards = [card("a"), card("b"), cloze("c", source("2", NEXT))]
    build(tmp_path / "one", *cards)
    build(tmp_path / "two", *reversed(cards[:2]), cards[2], now=NOW + 86400)
    ones = files(tmp_path / "one")
    again = build(tmp_path / "one", *cards, now=NOW + 5)
    assert said(again) == {"unchanged": ["a", "b", "c"]}
    assert not any(deck.written for deck in again.decks)
    assert files(tmp_path / "one") == ones
    assert ones["current-affairs-2026-W08.apkg"] == files(tmp_path / "two")["current-affairs-2026-W08.apkg"]


def test_a_changed_answer_moves_the_date_of_that_card_alone(tmp_path: Path) -> None:
    build(tmp_path, card("a"), card("b"))
    old = held(tmp_path / "current-affairs-2026-W07.apkg")
    published = build(tmp_path, card("a"), card("b", answer="2004"), now=NOW + 60)
    new = held(tmp_path / "current-affairs-2026-W07.apkg")
    assert said(published) == {"unchanged": ["a"], "changed": ["b"]}
    assert published.changed == [
        Outcome("b", "In which year did dam b begin to work?", "2004", W07, (Change("Answer", "2003", "2004"),))
    ]
    assert new == {"a": old["a"], "b": (W07, "2004", int(NOW) + 60)}


def test_a_dry_run_tells_the_same_and_touches_nothing(tmp_path: Path) -> None:
    build(tmp_path, card("a"), card("b"))
    before = files(tmp_path)
    published = build(tmp_path, card("a", answer="2004"), card("c"), dry_run=True)
    assert said(published) == {"changed": ["a"], "new": ["c"], "retired": ["b"]}
    assert files(tmp_path) == before
    fresh = build(tmp_path / "nowhere", card("a"), dry_run=True)
    assert said(fresh) == {"new": ["a"]}
    assert not (tmp_path / "nowhere").exists()


def test_a_build_of_one_article_keeps_the_cards_of_the_others(tmp_path: Path) -> None:
    build(tmp_path, card("a"), card("b", source("2")))
    published = build(tmp_path, card("a", answer="2004"))
    assert said(published) == {"changed": ["a"]}
    assert [(deck.cards, deck.kept) for deck in published.decks] == [(2, 1)]
    assert set(held(tmp_path / "current-affairs-2026-W07.apkg")) == {"a", "b"}


def test_a_fact_gone_from_an_article_that_was_read_is_retired_and_told(tmp_path: Path) -> None:
    build(tmp_path, card("a"), card("b"), card("c", source("2")))
    published = build(tmp_path, card("a"), read=[source("2")])
    assert said(published) == {"unchanged": ["a"], "retired": ["b", "c"]}
    assert set(held(tmp_path / "current-affairs-2026-W07.apkg")) == {"a"}
    assert said(build(tmp_path, card("a"), read=[source("2")])) == {"unchanged": ["a"]}


def test_retire_brings_gone_cards_back_with_a_tag(tmp_path: Path) -> None:
    build(tmp_path, card("a"), card("b"))
    build(tmp_path, card("a"))
    published = build(tmp_path, card("a"), retire=True)
    assert said(published) == {"unchanged": ["a"], "retired": ["b"]}
    with open_package(tmp_path / "current-affairs-2026-W07.apkg") as package:
        (note,) = package.notes({"b"})
    assert (note.fields[1], note.tags, note.mod) == (
        "2003",
        ("GS3::Economy", "flashgen::retired", "flashgen::rule::events::began", "flashgen::week::2026-W07"),
        int(NOW),
    )
    before = files(tmp_path)
    build(tmp_path, card("a"), retire=True, now=NOW + 99)
    assert files(tmp_path) == before


def test_a_fact_that_comes_back_loses_the_tag(tmp_path: Path) -> None:
    build(tmp_path, card("a"), card("b"))
    build(tmp_path, card("a"), retire=True)
    published = build(tmp_path, card("a"), card("b"), now=NOW + 60)
    assert said(published) == {"unchanged": ["a"], "changed": ["b"]}
    assert held(tmp_path / "current-affairs-2026-W07.apkg")["b"] == (W07, "2003", int(NOW) + 60)


def test_a_fact_lives_in_its_first_deck_and_later_sources_are_noted(tmp_path: Path) -> None:
    later = source("9", NEXT)
    build(tmp_path, card("a"))
    week = files(tmp_path)["current-affairs-2026-W07.apkg"]
    published = build(tmp_path, card("a", later), card("z", later))
    assert said(published) == {"new": ["z"], "later": ["a"]}
    assert published.later[0].deck == W07
    assert set(held(tmp_path / "current-affairs-2026-W08.apkg")) == {"z"}
    assert files(tmp_path)["current-affairs-2026-W07.apkg"] == week
    # Built again, the first deck names the other source, which is no reason to update what students have.
    assert said(build(tmp_path, card("a"))) == {"unchanged": ["a"]}
    with open_package(tmp_path / "current-affairs-2026-W07.apkg") as package:
        (note,) = package.notes()
    assert note.field("Also") == (
        '<ul><li data-article="2026-02-16 example.org/9"><a href="https://example.org/9">Article 9</a>'
        '<span class="fg-date"> · 16 February 2026</span></li></ul>'
    )


def test_another_answer_in_a_later_article_is_told_and_the_first_stays(tmp_path: Path) -> None:
    build(tmp_path, card("a"))
    published = build(tmp_path, card("a", source("9", NEXT), answer="2010"))
    assert said(published) == {"later": ["a"]}
    assert [problem.message for problem in published.problems] == [
        f'"In which year did dam a begin to work?" is answered "2003" in {W07} and "2010" here'
    ]
    assert published.decks == []


def test_a_late_article_moves_the_proof_up_and_not_the_card(tmp_path: Path) -> None:
    early = source("0", MONDAY - timedelta(days=7))
    build(tmp_path, card("a"))
    published = build(tmp_path, card("a", early, also=(source("1"),)), now=NOW + 60)
    assert said(published) == {"changed": ["a"], "moved_up": ["a"]}
    assert held(tmp_path / "current-affairs-2026-W07.apkg")["a"] == (W07, "2003", int(NOW) + 60)
    assert not (tmp_path / "current-affairs-2026-W06.apkg").exists()
    # A run of the later article alone does not turn it back.
    assert said(build(tmp_path, card("a"))) == {"later": ["a"]}


def test_a_lost_ledger_is_made_anew_from_the_decks(tmp_path: Path) -> None:
    build(tmp_path, card("a"), cloze("b"))
    build(tmp_path, card("a", answer="2004", also=(source("9", NEXT),)), cloze("b"), now=NOW + 60)
    before = files(tmp_path)
    (tmp_path / "ledger.jsonl").unlink()
    published = build(tmp_path, card("a", answer="2004", also=(source("9", NEXT),)), cloze("b"), now=NOW + 999)
    assert said(published) == {"unchanged": ["a", "b"]}
    assert [problem.message for problem in published.problems] == [
        "the ledger is missing: made anew from 2 cards in the decks beside it"
    ]
    assert files(tmp_path) == before


def test_an_older_ledger_put_back_does_not_turn_dates_back(tmp_path: Path) -> None:
    build(tmp_path, card("a"))
    old = (tmp_path / "ledger.jsonl").read_bytes()
    build(tmp_path, card("a", answer="2004"), card("b"), now=NOW + 60)
    before = files(tmp_path)
    (tmp_path / "ledger.jsonl").write_bytes(old)
    published = build(tmp_path, card("a", answer="2004"), card("b"), now=NOW + 999)
    assert said(published) == {"unchanged": ["a", "b"]}
    assert files(tmp_path) == before


def test_months_and_weeks_share_a_folder(tmp_path: Path) -> None:
    cards = [card("a"), card("b", source("2", NEXT))]
    build(tmp_path, *cards)
    published = build(tmp_path, *cards, per="month")
    assert [(deck.path.name, deck.cards) for deck in published.decks] == [("current-affairs-2026-02.apkg", 2)]
    assert set(held(tmp_path / "current-affairs-2026-02.apkg")) == {"a", "b"}
    before = files(tmp_path)
    build(tmp_path, *cards)
    assert files(tmp_path) == before


def test_what_anki_cannot_show_is_left_out_with_a_reason(tmp_path: Path) -> None:
    published = build(
        tmp_path,
        card("a"),
        card("a", question="Another?"),
        card("b", question=" "),
        card("c", answer="\x00"),
        cloze("d", cloze="No gap."),
        card(""),
    )
    assert said(published) == {"new": ["a"]}
    assert [problem.message for problem in published.problems] == [
        'card "Another?" of events/began has the guid of "In which year did dam a begin to work?" of events/began,'
        " and is left out",
        'card " " of events/began has no question, and is left out',
        'card "In which year did dam c begin to work?" of events/began has no answer, and is left out',
        'card "The dam is […] metres high." of events/began has no gap of the form {{c1::…}}, or more than one number,'
        " and is left out",
        'card "In which year did dam  begin to work?" of events/began has no usable guid, and is left out',
    ]


def test_a_card_that_changes_its_form_is_told_and_stays(tmp_path: Path) -> None:
    build(tmp_path, card("a"))
    before = held(tmp_path / "current-affairs-2026-W07.apkg")
    published = build(tmp_path, cloze("a"), card("b"))
    assert said(published) == {"new": ["b"]}
    assert [problem.message for problem in published.problems] == [
        '"The dam is […] metres high." was a question card and is now a cloze card: Anki cannot change that'
    ]
    assert held(tmp_path / "current-affairs-2026-W07.apkg")["a"] == before["a"]


def test_restamp_dates_every_card_anew(tmp_path: Path) -> None:
    build(tmp_path, card("a"))
    published = build(tmp_path, card("a"), restamp=True)
    assert said(published) == {"changed": ["a"]}
    assert held(tmp_path / "current-affairs-2026-W07.apkg")["a"][2] == int(NOW)


def test_the_clock_can_be_set_from_outside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1773000000")
    publish([card("a")], tmp_path)
    publish([card("a", answer="2004")], tmp_path)
    assert held(tmp_path / "current-affairs-2026-W07.apkg")["a"][2] == 1_773_000_000


def test_a_package_of_somebody_else_is_not_overwritten(tmp_path: Path) -> None:
    (tmp_path / "current-affairs-2026-W07.apkg").write_bytes(b"not a package")
    with pytest.raises(DeckError, match="is not a readable Anki package"):
        build(tmp_path, card("a"))
    assert files(tmp_path) == {"current-affairs-2026-W07.apkg": b"not a package"}


def test_an_article_is_known_by_its_id_or_by_its_address(tmp_path: Path) -> None:
    build(tmp_path, card("a", source("1")), card("b", source("2")))
    moved = source("1", url="https://example.org/a-better-slug")
    reread = source("hash-of-a-feed-entry", url="http://www.example.org/2/")
    published = build(tmp_path, card("a", moved, answer="2004"), card("b", reread, answer="2005"))
    assert said(published) == {"changed": ["a", "b"]}
    assert said(build(tmp_path, read=[moved, source("2")])) == {"retired": ["a", "b"]}


def test_an_articles_deck_keeps_its_name_when_the_title_is_corrected(tmp_path: Path) -> None:
    build(tmp_path, card("a"), per="article")
    published = build(tmp_path, card("a"), card("b", source(title="Article One")), per="article")
    assert said(published) == {"unchanged": ["a"], "new": ["b"]}
    assert [deck.name for deck in published.decks] == ["Current Affairs::2026-02-09 Article 1"]
    assert set(held(tmp_path / "current-affairs-2026-02-09-article-1.apkg")) == {"a", "b"}


def test_a_build_that_was_cut_off_is_finished_and_told(tmp_path: Path) -> None:
    build(tmp_path / "other", card("a"), card("b"))
    build(tmp_path, card("a"))
    stage = tmp_path / ".flashgen-new"
    stage.mkdir()
    names = [path.name for path in (tmp_path / "other").iterdir()]
    for name in names:
        (tmp_path / "other" / name).rename(stage / name)
    (stage / "list.json").write_text(json.dumps(names))
    (tmp_path / "other").rmdir()
    published = build(tmp_path, card("a"), card("b"))
    assert said(published) == {"unchanged": ["a", "b"]}
    assert published.problems == [
        Problem(str(tmp_path), "note", "an earlier build was cut off at its very end: its decks are in place now")
    ]
    assert not stage.exists()


def test_a_retired_card_whose_deck_is_missing_cannot_come_back_and_is_told(tmp_path: Path) -> None:
    build(tmp_path, card("a"), card("b"))
    (tmp_path / "current-affairs-2026-W07.apkg").unlink()
    published = build(tmp_path, card("b", answer="2004"), retire=True)
    assert said(published) == {"changed": ["b"], "retired": ["a"]}
    assert published.changed[0].changes == (Change("Answer", "2003", "2004"),)
    assert [problem.message for problem in published.problems] == [
        '"In which year did dam a begin to work?" cannot be written once more: the deck that held it is missing'
    ]


def test_a_mark_that_moved_and_other_subjects_are_shown_as_changes(tmp_path: Path) -> None:
    build(tmp_path, card("a"), card("b"))
    published = build(tmp_path, card("a", mark=(0, 2)), card("b", tags=("GS2",)))
    assert [outcome.changes for outcome in published.changed] == [
        (Change("Proof", "It began to work in «2003».", "«It» began to work in 2003."),),
        (Change("Tags", "GS3::Economy", "GS2"),),
    ]


@pytest.mark.parametrize(
    ("day", "per", "text"),
    [
        ("2026-02-09", "week", "9–15 February 2026. 1 card from 1 article of example.org."),
        ("2026-03-31", "week", "30 March – 5 April 2026. 1 card from 1 article of example.org."),
        ("2025-12-30", "week", "29 December 2025 – 4 January 2026. 1 card from 1 article of example.org."),
        ("2026-02-09", "month", "1–28 February 2026. 1 card from 1 article of example.org."),
        ("2026-02-09", "day", "9 February 2026. 1 card from 1 article of example.org."),
        ("2026-02-09", "all", "1 card from 1 article of example.org."),
    ],
)
def test_a_deck_says_its_period_and_its_sources(tmp_path: Path, day: str, per: str, text: str) -> None:
    published = build(tmp_path, card("a", source(day=datetime.fromisoformat(f"{day}T10:00:00+05:30"))), per=per)
    with open_package(published.decks[0].path) as package:
        assert [deck["desc"] for deck in package.decks().values() if deck["desc"]] == [text]


def test_two_names_of_one_slug_share_a_file_and_lose_nothing(tmp_path: Path) -> None:
    build(tmp_path, card("a"), name="News")
    build(tmp_path, card("b", source("2")), name="news")
    notes = held(tmp_path / "news-2026-W07.apkg")
    assert {guid: deck for guid, (deck, _, _) in notes.items()} == {"a": "News::2026-W07", "b": "news::2026-W07"}


def test_a_missing_deck_that_cannot_be_made_whole_is_told(tmp_path: Path) -> None:
    build(tmp_path, card("a"), card("b", source("2")), card("c", source("2")))
    path = tmp_path / "current-affairs-2026-W07.apkg"
    path.unlink()
    published = build(tmp_path, card("a"))
    assert [(problem.where, problem.message) for problem in published.problems] == [
        (
            str(path),
            "the deck was missing and is made anew without 2 cards of earlier builds, whose articles were not read",
        )
    ]
    assert build(tmp_path, card("a"), card("b", source("2")), card("c", source("2"))).problems == []
    assert set(held(path)) == {"a", "b", "c"}
