"""A fact keeps its name through better wording and corrected answers, and no two facts share one."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from samples import builtin

from flashgen.identity import guid, normal
from flashgen.model import Article, Block, Card
from flashgen.pipeline import ask
from flashgen.rules import load_text

PACK = """
rules:
  - id: opened
    match: '{mill:name} was opened in {year}'
    cards:
      - {question: 'In which year was {mill|the} opened?', answer: '{year}'}
    examples:
      - text: The Bandra Mill was opened in 1902.
        cards:
          - {question: 'In which year was the Bandra Mill opened?', answer: '1902'}
"""
TEXT = "The Bandra Mill was opened in 1902."
DAY = datetime(2026, 2, 9, tzinfo=UTC)
ARTICLE = Article("1", "https://example.org/1", "Old mills", DAY, "example.org", blocks=(Block(TEXT),), source="1.json")


def card(article: Article = ARTICLE, pack: str = PACK) -> Card:
    (only,) = ask(article, load_text(pack, Path("mills.yaml"), builtin())).cards
    return only


def saying(text: str) -> Article:
    return replace(ARTICLE, blocks=(Block(text),))


SAME = {
    "another wording of the question": card(
        pack=PACK.replace("In which year was {mill|the} opened", "When did {mill|the} open")
    ),
    "another answer": card(saying(TEXT.replace("1902", "1903"))),
    "another date": card(replace(ARTICLE, published=datetime(2025, 7, 1, tzinfo=UTC))),
    "another address": card(replace(ARTICLE, url="https://example.org/new", id="77", source="77.json")),
    "another site": card(replace(ARTICLE, site="example.com")),
    "another title": card(replace(ARTICLE, title="Mills of the coast")),
    "other tags": card(replace(ARTICLE, tags=("GS1/ History",))),
    "another heading": card(replace(ARTICLE, blocks=(Block(TEXT, path=("Before the war",)),))),
    "other words around it": card(saying("Some say that the Bandra Mill was opened in 1902 by the mayor.")),
    "another priority": card(pack=PACK.replace("- id: opened", "- id: opened\n    priority: 80")),
    "another pattern": card(pack=PACK.replace("was opened in {year}'", "(was|were) opened in {year}'")),
    "capitals and quotes": card(saying("The BANDRA Mill was opened in 1902.")),
    "a text before it": card(replace(ARTICLE, blocks=(Block("It rained."), Block(TEXT)))),
}


@pytest.mark.parametrize("change", SAME)
def test_a_card_stays_the_same_card(change: str) -> None:
    assert SAME[change].guid == card().guid


OTHER = {
    "another subject": card(saying(TEXT.replace("Bandra", "Colaba"))),
    "another rule": card(pack=PACK.replace("id: opened", "id: started")),
    "another fact": card(pack=PACK.replace("- id: opened", "- id: opened\n    fact: founding")),
    "what is asked": card(
        pack=PACK.replace(
            "question: 'In which year was {mill|the} opened?', answer: '{year}'",
            "question: 'Which mill was opened in {year}?', answer: '{mill}'",
        )
    ),
}


@pytest.mark.parametrize("change", OTHER)
def test_another_fact_is_another_card(change: str) -> None:
    assert OTHER[change].guid != card().guid


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The Bandra Mill", "bandra mill"),
        ("the NCA (Nuclear Cooperation Agreement)", "NCA"),
        ("India\u2013Canada", "India-Canada"),
        ("a mill", "Mill"),
        ("(NCA)", "nca"),
        ("\uff2e\uff23\uff21", "NCA"),
    ],
)
def test_two_spellings_of_one_thing(one: str, other: str) -> None:
    assert normal(one) == normal(other)


@pytest.mark.parametrize(("one", "other"), [("25", "25%"), ("Mill 1", "Mill 2"), ("theatre", "atre"), ("", "a")])
def test_two_things(one: str, other: str) -> None:
    assert normal(one) != normal(other)


def test_a_guid_is_short_and_what_anki_takes() -> None:
    names = [guid("mills/opened", [str(number)]) for number in range(2000)]
    assert len(set(names)) == 2000
    assert {len(name) for name in names} == {11}
    assert "".join(names).isalnum()


def test_parts_do_not_run_into_each_other() -> None:
    assert guid("a", ["b", "c d"]) != guid("a", ["b c", "d"])
    assert guid("a", ["b"]) != guid("a", ["b", ""])
