from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from making import MONDAY, card, source

from flashgen.decks import DAYS, Per, Series, days_of, make_decks, safe_name, week_of
from flashgen.errors import ConfigError


@pytest.mark.parametrize(
    ("raw", "made"),
    [
        ("Current Affairs", "Current Affairs"),
        ("UPSC::Current Affairs", "UPSC::Current Affairs"),
        ("::UPSC::::Affairs::", "UPSC::Affairs"),
        (' "My"  deck\n', "My deck"),
        ("GS2: Polity", "GS2: Polity"),
        ("a:::b", "a::b"),
        ("x" * 150 + "::y", "x" * 100 + "::y"),
        ("समसामयिकी", "समसामयिकी"),
        (' "" ', ""),
    ],
)
def test_deck_names_are_such_as_anki_keeps(raw: str, made: str) -> None:
    assert safe_name(raw) == made


@pytest.mark.parametrize(
    ("day", "first", "week"),
    [
        ("2026-02-08", "monday", "2026-W06"),
        ("2026-02-09", "monday", "2026-W07"),
        ("2026-02-08", "sunday", "2026-W07"),
        ("2026-02-07", "saturday", "2026-W07"),
        ("2026-02-07", "sunday", "2026-W06"),
        ("2027-01-01", "monday", "2026-W53"),
        ("2024-12-30", "monday", "2025-W01"),
    ],
)
def test_weeks_begin_on_the_day_that_was_set(day: str, first: str, week: str) -> None:
    assert week_of(date.fromisoformat(day), first) == week


@pytest.mark.parametrize("first", DAYS)
def test_a_week_has_its_seven_days(first: str) -> None:
    for offset in range(800):
        day = date(2024, 12, 1) + timedelta(days=offset)
        span = days_of(week_of(day, first), first)
        assert span
        assert span[0] <= day <= span[1]
        assert span[0].weekday() == DAYS.index(first)


def test_periods_have_their_days() -> None:
    assert days_of("2026-02") == (date(2026, 2, 1), date(2026, 2, 28))
    assert days_of("2026-12") == (date(2026, 12, 1), date(2026, 12, 31))
    assert days_of("2026-02-09") == days_of("2026-02-09 Dams of Asia") == (date(2026, 2, 9), date(2026, 2, 9))
    assert days_of("Current Affairs") is None


@pytest.mark.parametrize(
    ("per", "deck", "file"),
    [
        ("week", "News::2026-W07", "news-2026-W07.apkg"),
        ("month", "News::2026-02", "news-2026-02.apkg"),
        ("day", "News::2026-02-09", "news-2026-02-09.apkg"),
        ("article", "News::2026-02-09 Dams: old and new", "news-2026-02-09-dams-old-and-new.apkg"),
        ("all", "News", "news.apkg"),
    ],
)
def test_a_card_has_a_deck_and_a_file_for_each_period(per: Per, deck: str, file: str) -> None:
    series = Series("News", per)
    made = card(article=source(title='Dams: "old" and new'))
    assert series.deck_of(made) == deck
    assert series.file_of(deck) == file
    assert series.period_in(deck) is not None
    others: list[Per] = ["week", "month", "day", "article", "all"]
    assert [other for other in others if Series("News", other).period_in(deck) is not None] == [per]
    assert Series("Other", per).period_in(deck) is None


def test_the_week_is_the_articles_own() -> None:
    india = timezone(timedelta(hours=5, minutes=30))
    late = datetime(2026, 2, 9, 1, 0, tzinfo=india)  # still Sunday in London
    assert late.astimezone(UTC).date() == date(2026, 2, 8)
    assert Series("News").deck_of(card(article=source(day=late))) == "News::2026-W07"


def test_sub_decks_go_by_the_first_subject() -> None:
    series = Series("News", subdecks=True)
    made = {
        ("GS2/ International Relations", "India"): "News::2026-W07::GS2",
        ("flashgen::week::2026-W07", "Science_and_Tech::Space"): "News::2026-W07::Science and Tech",
        ("/",): "News::2026-W07",
        (): "News::2026-W07",
    }
    assert {tags: series.deck_of(card(tags=tags)) for tags in made} == made
    assert series.file_of("News::2026-W07::GS2") == "news-2026-W07.apkg"


def test_decks_come_oldest_first_with_cards_in_reading_order() -> None:
    later = source("2", MONDAY + timedelta(days=8))
    decks = make_decks([card("c", later), card("b"), card("a")], "News")
    assert [(deck.name, deck.file, [made.guid for made in deck.cards]) for deck in decks] == [
        ("News::2026-W07", "news-2026-W07.apkg", ["b", "a"]),
        ("News::2026-W08", "news-2026-W08.apkg", ["c"]),
    ]
    assert decks[0].cards[0].deck == "News::2026-W07"


def test_wrong_settings_are_named() -> None:
    with pytest.raises(ConfigError, match="the deck's name is empty"):
        Series('""')
    with pytest.raises(ConfigError, match='unknown period "year"'):
        Series("News", "year")  # type: ignore[arg-type]
    with pytest.raises(ConfigError, match='unknown day "Montag"'):
        Series("News", first_day="Montag")
