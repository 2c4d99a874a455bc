"""All stages in a row: what is counted, what is limited, what is told; nothing of an article is kept."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from samples import asked, builtin, names

from flashgen.model import Article, Block, Problem
from flashgen.pipeline import Limits, Report, ask, cards_of_text, each, run
from flashgen.rules import RuleSet, load_text

PACK = """
rules:
  - id: opened
    match: '{mill:name} was opened in {year}'
    cards:
      - {question: 'In which year was {mill|the} opened?', answer: '{year}'}
    examples: [{text: It rained., cards: []}]
"""


def rules() -> RuleSet:
    return load_text(PACK, Path("mills.yaml"), builtin())


def article(number: int, text: str, day: int = 9) -> Article:
    published = datetime(2026, 2, day, 9, 30, tzinfo=UTC)
    return Article(
        str(number), f"https://example.org/{number}", "Mills", published, blocks=(Block(text),), source=f"{number}.json"
    )


BANDRA = "The Bandra Mill was opened in 1902."
ITEMS: list[Article | Problem] = [
    article(1, BANDRA),
    Problem("2.json", "warning", "not a post"),
    article(3, "It rained. The Colaba Mill was opened in 1911.", 10),
    article(4, "The Bandra Mill was opened in 1903.", 17),
    article(5, BANDRA, 18),
]


def test_a_run_in_numbers() -> None:
    report = run(ITEMS, rules())
    assert [(card.question, card.answer, card.week, [other.id for other in card.also]) for card in report.cards] == [
        ("In which year was the Bandra Mill opened?", "1902", "2026-W07", ["5"]),
        ("In which year was the Colaba Mill opened?", "1911", "2026-W07", []),
    ]
    assert ([source.id for source in report.read], report.articles, report.sentences) == (["1", "3", "4", "5"], 4, 5)
    assert report.by_rule == Counter({"mills/opened": 2})
    assert [(problem.where, problem.level) for problem in report.problems] == [
        ("2.json", "warning"),
        ("4.json", "warning"),
    ]


@pytest.mark.parametrize(
    ("limits", "read"),
    [
        (Limits(), ["1", "3", "4", "5"]),
        (Limits(since=date(2026, 2, 10)), ["3", "4", "5"]),
        (Limits(until=date(2026, 2, 10)), ["1", "3"]),
        (Limits(since=date(2026, 2, 10), until=date(2026, 2, 17)), ["3", "4"]),
        (Limits(week="2026-W08"), ["4", "5"]),
        (Limits(week="2026-W20"), []),
    ],
)
def test_a_period_limits_which_articles_are_read(limits: Limits, read: list[str]) -> None:
    assert [source.id for source in run(ITEMS, rules(), limits).read] == read


def test_nothing_in_gives_nothing() -> None:
    assert run([], rules()) == Report()


def test_articles_pass_one_at_a_time() -> None:
    report = Report()
    passing = each(iter(ITEMS), rules(), None, report)
    assert (next(passing).article.id, report.articles, report.problems) == ("1", 1, [])
    assert (next(passing).article.id, report.articles, len(report.problems)) == ("3", 2, 1)


def test_a_text_in_another_language_is_skipped_with_a_note() -> None:
    text = "La fábrica de la ciudad fue fundada en el año 1902 por los hermanos que la dirigen hasta hoy."
    one = ask(article(1, text), rules())
    assert (one.cards, one.sentences, [(problem.where, problem.level) for problem in one.problems]) == (
        (), (), [("1.json", "note")],
    )  # fmt: skip


def test_the_limit_for_an_article_drops_with_a_reason() -> None:
    text = " ".join(f"The {name} Mill was opened in 19{number}." for number, name in enumerate(["Ada", "Bo", "Cy"], 10))
    one = ask(article(1, text), rules(), 2)
    assert (len(one.cards), [drop.reason for drop in one.drops]) == (2, ["more than 2 cards in the article"])


def test_the_same_input_gives_the_same_cards() -> None:
    name = names()[0]
    again = ask(asked(name).article, builtin())
    assert again == asked(name)


def test_a_piece_of_text_is_asked_as_if_it_stood_in_an_article() -> None:
    cards, drops = cards_of_text("It was opened in 1902.", rules(), title="Hirakud Dam")
    assert ([(card.question, card.answer) for card in cards], drops) == (
        [("In which year was the Hirakud Dam opened?", "1902")],
        [],
    )
    assert cards_of_text("It rained.", rules()) == ([], [])


def test_cards_know_their_article() -> None:
    (card,) = ask(replace(article(1, BANDRA), tags=("GS1/ History",)), rules()).cards
    assert (card.article.id, card.article.url, card.article.source, card.tags) == (
        "1", "https://example.org/1", "1.json", ("GS1/ History",),
    )  # fmt: skip
