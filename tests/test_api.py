"""flashgen as a library: the names are there, they are lazy, they do what the command line does."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from contextlib import redirect_stdout
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sessions import builtin_rules, plain_terminal, program

import flashgen
from flashgen.cli import run

TEXT = """---
title: Roads
date: 2026-02-{day}
---
The {name} Bridge was built in 1900.
"""
RULES = """about: Roads
rules:
  - id: built-in
    match: '{road:name} was built in {year}'
    cards:
      - {question: 'In which year was {road|the} built?', answer: '{year}'}
    examples:
      - text: The Nehru Bridge was built in 1900.
        cards:
          - {question: 'In which year was the Nehru Bridge built?', answer: '1900'}
      - text: The Nehru Bridge was repainted in 1900.
        cards: []
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "articles").mkdir()
    (tmp_path / "rules").mkdir()
    for day, name in (("09", "Nehru"), ("17", "Tapti")):
        (tmp_path / "articles" / f"{name}.md").write_text(TEXT.format(day=day, name=name), "utf-8")
    (tmp_path / "rules" / "roads.yaml").write_text(RULES, "utf-8")
    monkeypatch.chdir(tmp_path)
    plain_terminal(monkeypatch)
    return tmp_path


@pytest.fixture
def rules(folder: Path) -> flashgen.RuleSet:
    return flashgen.load_rules("rules", disable=builtin_rules())


def test_reading(folder: Path) -> None:
    found = list(flashgen.read(["articles/Nehru.md", Path("articles"), "nowhere"]))
    assert [item.title if isinstance(item, flashgen.Article) else item.message for item in found] == [
        "Roads",
        "Roads",
        "Roads",
        "no such file or folder",
    ]
    assert isinstance(flashgen.read("articles"), Iterator)


def test_cards(rules: flashgen.RuleSet) -> None:
    cards = flashgen.make_cards("articles", rules)
    assert [(card.question, card.answer, card.week, card.deck) for card in cards] == [
        ("In which year was the Nehru Bridge built?", "1900", "2026-W07", "Current Affairs::2026-W07"),
        ("In which year was the Tapti Bridge built?", "1900", "2026-W08", "Current Affairs::2026-W08"),
    ]


def test_cards_of_articles_of_ones_own(rules: flashgen.RuleSet) -> None:
    block = flashgen.Block("The Dufferin Bridge was built in 1887.")
    article = flashgen.Article("7", "", "Bridges", datetime(2026, 2, 9, tzinfo=UTC), blocks=(block,))
    (card,) = flashgen.make_cards([article], rules, series=flashgen.Series("Bridges", "all"))
    assert (card.answer, card.deck, card.article.title) == ("1887", "Bridges", "Bridges")


def test_the_built_in_rules_are_the_default(folder: Path) -> None:
    assert {card.answer for card in flashgen.make_cards("articles")} >= {"1900"}


def test_a_report_counts(rules: flashgen.RuleSet) -> None:
    limits = flashgen.Limits(since=datetime(2026, 2, 15, tzinfo=UTC).date())
    report = flashgen.report(flashgen.read(["articles", "nowhere"]), rules, limits=limits)
    assert (report.articles, report.outside, report.sentences, dict(report.by_rule)) == (1, 1, 1, {"roads/built-in": 1})
    assert report.problems == [flashgen.Problem("nowhere", "error", "no such file or folder")]


def test_decks(rules: flashgen.RuleSet) -> None:
    built = flashgen.build("articles", "out", rules, deck="Roads", per="month")
    assert [(file.name, str(file.path), file.cards, file.new) for file in built.published.decks] == [
        ("Roads::2026-02", "out/roads-2026-02.apkg", 2, 2)
    ]
    again = flashgen.build("articles", "out", rules, deck="Roads", per="month", dry_run=True)
    assert [(file.unchanged, file.written) for file in again.published.decks] == [(2, False)]
    assert again.problems == []


def test_cards_that_were_changed(rules: flashgen.RuleSet) -> None:
    cards = flashgen.make_cards("articles", rules)
    flashgen.write_decks(cards, "out", name="Roads")
    published = flashgen.write_decks([replace(cards[0], answer="1901"), cards[1]], "out", name="Roads")
    assert [(outcome.question, outcome.answer) for outcome in published.changed] == [(cards[0].question, "1901")]


def test_the_command_line_is_a_thin_face(folder: Path) -> None:
    """The same cards, the same files."""
    rules = flashgen.load_rules(["rules"])
    out = io.StringIO()
    with redirect_stdout(out):
        assert run(["cards", "--rules", "rules", "--format", "jsonl", "--quiet"]) == 0
    guids = [json.loads(line)["guid"] for line in out.getvalue().splitlines()]
    assert guids == [card.guid for card in flashgen.make_cards("articles", rules)]


def test_the_same_bytes(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1772000000")
    flashgen.build("articles", "one", flashgen.load_rules("rules"))
    assert run(["build", "--rules", "rules", "-o", "two", "-q"]) == 0
    one, two = ({path.name: path.read_bytes() for path in Path(name).iterdir()} for name in ("one", "two"))
    assert one == two


def test_what_stops_a_job_says_where_and_what_to_do(folder: Path) -> None:
    (folder / "rules" / "roads.yaml").write_text("rules: [{id: x}]", "utf-8")
    with pytest.raises(flashgen.RuleError) as broken:
        flashgen.load_rules("rules")
    assert [problem.where for problem in broken.value.problems][:1] == ["rules/roads.yaml:1:9"]
    with pytest.raises(flashgen.DeckError) as unwritable:
        flashgen.build("articles", "rules/roads.yaml")
    assert unwritable.value.place == "rules/roads.yaml"
    assert unwritable.value.hint
    assert issubclass(flashgen.DeckError, flashgen.FlashgenError)


@pytest.mark.parametrize("name", flashgen.__all__)
def test_every_name_is_there_with_its_documentation(name: str) -> None:
    value = getattr(flashgen, name)
    assert value.__doc__
    assert name in dir(flashgen)


def test_a_wrong_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="has no attribute 'biuld'"):
        flashgen.biuld  # noqa: B018


def test_importing_it_costs_nothing() -> None:
    code = "import sys; import flashgen; print(sorted(name for name in sys.modules if name.startswith('flashgen')))"
    assert program("-c", code).stdout == b"['flashgen']\n"
