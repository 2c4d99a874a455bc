"""Decks in the real engine of Anki: the contract that keeps them usable for years."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from making import MONDAY, NOW, Anki, card, cloze, source, student

from flashgen.model import Card
from flashgen.publish import publish

WEEK = "current-affairs-2026-W07.apkg"


@pytest.fixture
def decks(tmp_path: Path) -> Path:
    return tmp_path / "decks"


def build(folder: Path, *cards: Card, **options: Any) -> Path:
    publish(cards, folder, **({"now": NOW} | options))
    return folder / WEEK


def seen(anki: Anki, guid: str) -> tuple[str, str]:
    """Question and answer side as HTML, without the style."""
    output = anki.only_card(guid).render_output()
    return output.question_text, output.answer_text


def test_a_deck_imports_and_a_second_import_changes_nothing(tmp_path: Path, decks: Path) -> None:
    week = build(decks, card(), cloze())
    with student(tmp_path) as anki:
        assert anki.take(week) == (2, 0, 0, 0)
        assert anki.take(week) == (0, 0, 2, 0)
        assert anki.deck("g1") == "Current Affairs::2026-W07"
        assert anki.note("g1").tags == [
            "flashgen::rule::events::began",
            "flashgen::week::2026-W07",
            "GS3::Economy",
        ]
        assert anki.sound()


def test_both_sides_say_what_the_card_says(tmp_path: Path, decks: Path) -> None:
    week = build(decks, card(as_of="9 February 2026", also=(source("7", MONDAY + timedelta(days=1)),)), cloze())
    with student(tmp_path) as anki:
        anki.take(week)
        assert seen(anki, "g1") == (
            '<main class="fg" lang="en" dir="auto">\n<p class="fg-topic">Dams</p>\n'
            '<h1 class="fg-question">In which year did dam g1 begin to work?</h1>\n</main>',
            '<main class="fg" lang="en" dir="auto">\n<p class="fg-topic">Dams</p>\n'
            '<h1 class="fg-question">In which year did dam g1 begin to work?</h1>\n</main>\n<hr id="answer">\n'
            '<section class="fg" lang="en" dir="auto">\n<p class="fg-answer">2003</p>\n'
            '<p class="fg-as-of">as of 9 February 2026</p>\n'
            '<blockquote class="fg-proof">It began to work in <mark>2003</mark>.</blockquote>\n'
            '<footer class="fg-source">\n<a href="https://example.org/1">Article 1</a>'
            '<span class="fg-date"> · 9 February 2026</span>\n'
            '<div class="fg-also">Also in <ul><li data-article="2026-02-10 example.org/7">'
            '<a href="https://example.org/7">Article 7</a><span class="fg-date"> · 10 February 2026</span></li></ul>'
            "</div>\n</footer>\n</section>",
        )
        question, answer = seen(anki, "c1")
        assert question == (
            '<main class="fg" lang="en" dir="auto">\n<p class="fg-topic">Dams</p>\n<h1 class="fg-question">The dam is '
            '<span class="cloze" data-cloze="181" data-ordinal="1">[...]</span> metres high.</h1>\n</main>'
        )
        assert '<span class="cloze" data-ordinal="1">181</span>' in answer


def test_only_what_changed_is_updated_and_history_stays(tmp_path: Path, decks: Path) -> None:
    cards = [card(f"g{number}", source(str(number // 4))) for number in range(12)]
    week = build(decks, *cards)
    with student(tmp_path) as anki:
        assert anki.take(week) == (12, 0, 0, 0)
        history = anki.review("g1"), anki.review("g2"), anki.review("g7")
        corrected = [card("g1", answer="2004"), card("g2", question="Since when does dam g2 work?")]
        added = [card(f"n{number}", source("new")) for number in range(3)]
        restated = [card("g0", source("0"), also=(source("new"),))]
        week = build(decks, *restated, *corrected, *cards[3:], *added, now=NOW + 60)
        assert anki.take(week) == (3, 2, 10, 0)
        assert (anki.history("g1"), anki.history("g2"), anki.history("g7")) == history
        assert anki.note("g1")["Answer"] == "2004"
        assert anki.note("g2")["Question"] == "Since when does dam g2 work?"
        assert anki.take(week) == (0, 0, 15, 0)
        assert anki.sound()


def test_what_a_student_wrote_survives_where_nothing_changed(tmp_path: Path, decks: Path) -> None:
    week = build(decks, card("a"), card("b"))
    with student(tmp_path) as anki:
        anki.take(week)
        note = anki.note("a")
        note["Answer"] = "2003 (my uncle was there)"
        note.tags.append("hard")
        anki.col.update_note(note)
        moved = anki.col.decks.id("Mine")
        assert moved
        anki.col.set_deck([anki.only_card("b").id], moved)
        anki.col.set_user_flag_for_cards(3, [anki.only_card("b").id])
        kind = anki.col.models.by_name("flashgen: question")
        assert kind
        kind["css"] += "\n.card { color: purple; }"
        anki.col.models.update_dict(kind)
        week = build(decks, card("a"), card("b", answer="2004"), now=NOW + 10**9)
        assert anki.take(week) == (0, 1, 1, 0)
        assert anki.note("a")["Answer"] == "2003 (my uncle was there)"
        assert "hard" in anki.note("a").tags
        assert anki.note("b")["Answer"] == "2004"
        assert anki.deck("b") == "Mine"
        assert anki.only_card("b").user_flag() == 3
        kind = anki.col.models.by_name("flashgen: question")
        assert kind
        assert kind["css"].endswith("purple; }")


def test_a_lost_ledger_costs_nobody_anything(tmp_path: Path, decks: Path) -> None:
    week = build(decks, card("a"), card("b"))
    with student(tmp_path) as anki:
        anki.take(week)
        history = anki.review("a")
        week = build(decks, card("a", answer="2004"), card("b"), now=NOW + 10)
        assert anki.take(week) == (0, 1, 1, 0)
        (decks / "ledger.jsonl").unlink()
        assert anki.take(build(decks, card("a", answer="2004"), card("b"), now=NOW + 20)) == (0, 0, 2, 0)
        assert anki.take(build(decks, card("a", answer="2005"), card("b"), now=NOW + 30)) == (0, 1, 1, 0)
        assert anki.history("a") == history


def test_cards_come_new_in_reading_order(tmp_path: Path, decks: Path) -> None:
    early, late = source("1"), source("2", MONDAY + timedelta(hours=3))
    week = build(decks, card("d", late), card("c", late), card("b", early), card("a", early))
    with student(tmp_path) as anki:
        anki.take(week)
        order = anki.db.list("select guid from notes n join cards c on c.nid = n.id order by c.due")
        assert order == ["b", "a", "d", "c"]
        assert anki.db.list("select due from cards order by due") == [1, 2, 3, 4]


def test_the_deck_says_what_is_in_it(tmp_path: Path, decks: Path) -> None:
    week = build(decks, card("a"), card("b", source("2", url="https://news.example.com/x")))
    with student(tmp_path) as anki:
        anki.take(week)
        deck = anki.col.decks.by_name("Current Affairs::2026-W07")
        assert deck
        assert deck["desc"] == "9–15 February 2026. 2 cards from 2 articles of example.org, news.example.com."


def test_sub_decks_by_subject(tmp_path: Path, decks: Path) -> None:
    week = build(decks, card("a"), card("b", tags=("GS2/ Polity",)), card("c", tags=()), subdecks=True)
    with student(tmp_path) as anki:
        assert anki.take(week) == (3, 0, 0, 0)
        assert [anki.deck(guid) for guid in "abc"] == [
            "Current Affairs::2026-W07::GS3",
            "Current Affairs::2026-W07::GS2",
            "Current Affairs::2026-W07",
        ]


def test_a_retired_card_comes_back_with_a_tag_and_keeps_its_history(tmp_path: Path, decks: Path) -> None:
    week = build(decks, card("a"), card("b"))
    with student(tmp_path) as anki:
        anki.take(week)
        history = anki.review("b")
        assert anki.take(build(decks, card("a"))) == (0, 0, 1, 0)
        assert anki.history("b") == history
        assert anki.take(build(decks, card("a"), retire=True)) == (0, 1, 1, 0)
        assert list(anki.col.find_notes("tag:flashgen::retired")) == [anki.note("b").id]
        assert anki.history("b") == history


def test_a_deck_without_cards_imports(tmp_path: Path, decks: Path) -> None:
    build(decks, card("a"))
    week = build(decks, read=[source()])
    with student(tmp_path) as anki:
        assert anki.take(week) == (0, 0, 0, 0)


def test_a_hundred_and_four_weeks(tmp_path: Path, decks: Path) -> None:
    """Two years of weekly builds: corrections, late articles, repeated facts, reworded rules; one collection."""
    facts: dict[str, Card] = {}
    with student(tmp_path) as anki:
        histories: dict[str, tuple[int, ...]] = {}
        for week in range(104):
            day = MONDAY + timedelta(weeks=week - 104)  # Anki's check mends dates that are to come
            article = source(f"w{week}", day)
            late = source(f"l{week}", day - timedelta(days=9))
            made = {f"{week}-{number}": card(f"{week}-{number}", article) for number in range(3)}
            if week % 5 == 4:  # an article that was written two weeks ago turns up
                made[f"late-{week}"] = card(f"late-{week}", late)
            changed = set()
            if week % 7 == 6:  # last week's article is corrected
                guid = f"{week - 1}-0"
                made[guid] = card(guid, facts[guid].article, answer=f"{2000 + week}")
                changed.add(guid)
            if week % 10 == 9:  # a rule is worded anew: the articles of three weeks are built again
                for guid in [guid for guid in facts if guid.split("-")[0] in {str(week - 1), str(week - 2)}]:
                    given = made.get(guid, facts[guid])
                    made[guid] = card(guid, given.article, question=f"When did {guid} start?", answer=given.answer)
                    changed.add(guid)
            repeated = card("0-1", article)  # every week states a fact of the first one again
            new = len(made.keys() - facts.keys())
            facts |= made
            read = {made.article.id: made.article for made in made.values()}
            cards = [facts[guid] for guid in facts if facts[guid].article.id in read]
            now = NOW + (week - 104) * 604800
            published = publish([*cards, *([repeated] if week else [])], decks, now=now)
            assert (len(published.new), len(published.changed)) == (new, len(changed)), week
            counts = [anki.take(deck.path) for deck in published.decks]
            assert sum(count[0] for count in counts) == new, week
            assert sum(count[1] for count in counts) == len(changed), week
            assert not any(count[3] for count in counts), week
            histories[f"{week}-1"] = anki.review(f"{week}-1")
        assert anki.col.note_count() == len(facts) == 104 * 3 + 20
        assert {guid: anki.history(guid) for guid in histories} == histories
        assert anki.sound()
        everything = publish(facts.values(), decks, now=NOW + 10**9)
        assert not everything.new
        assert not everything.changed
        assert sum(anki.take(path)[1] for path in sorted(decks.glob("*.apkg"))) == 0
