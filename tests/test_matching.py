"""Which rule matches where, who wins an overlap, and what a rule's own conditions turn away."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from samples import builtin

from flashgen.matching import match_sentences
from flashgen.model import Article, Block, Fact
from flashgen.rules import load_text
from flashgen.sentences import split_sentences

DAY = datetime(2026, 2, 9, tzinfo=UTC)


def rule(name: str, match: str, more: str = "") -> str:
    """A rule of which only the match is of interest."""
    return f"""
  - id: {name}
    match: '{match}'
    cards:
      - {{question: 'What is said of mills?', answer: '{{year}}'}}
    examples:
      - {{text: It rained., cards: []}}
{more}"""


def matched(pack: str, *blocks: Block, title: str = "Mills") -> tuple[list[Fact], list[tuple[str, str]]]:
    rules = load_text(f"rules:{pack}", Path("mills.yaml"), builtin())
    article = Article("1", "", title, DAY, blocks=blocks)
    facts, drops = match_sentences(article, split_sentences(article, rules.reading), rules)
    return facts, [(drop.rule, drop.reason) for drop in drops]


def told(facts: list[Fact]) -> list[tuple[str, dict[str, list[str]]]]:
    return [
        (fact.rule, {name: [value.text for value in values] for name, values in fact.slots.items()}) for fact in facts
    ]


TEXT = Block("The Bandra Mill burned in 1996 and 2003, and the Colaba Mill in 1999.")
YEARS = rule("years", "in {year:years}").replace("'{year}'}", "'{year|and}'}")


def test_slots_hold_the_words_and_where_they_stand() -> None:
    (fact,), drops = matched(rule("one", "{mill:name} burned in {year}"), Block("The Bandra Mill burned in 1996."))
    year, text = fact.slots["year"][0], fact.sentence.text
    assert (year.text, text[year.start : year.end]) == ("1996", "1996")
    assert (text[fact.start : fact.end], drops) == ("The Bandra Mill burned in 1996", [])


def test_a_rule_finds_every_place_in_reading_order() -> None:
    facts, _ = matched(rule("one", "in {year}"), TEXT, Block("It rained in 2001."))
    assert told(facts) == [
        ("mills/one", {"year": ["1996"]}),
        ("mills/one", {"year": ["1999"]}),
        ("mills/one", {"year": ["2001"]}),
    ]


GROUP = "    group: years\n"


def test_in_a_group_the_longer_match_wins() -> None:
    facts, _ = matched(rule("one", "in {year}", GROUP) + YEARS.replace("examples", "examples") + GROUP, TEXT)
    assert told(facts) == [("mills/years", {"year": ["1996", "2003"]}), ("mills/years", {"year": ["1999"]})] or told(
        facts
    ) == [("mills/years", {"year": ["1996", "2003"]}), ("mills/one", {"year": ["1999"]})]


def test_in_a_group_priority_comes_before_length() -> None:
    first = rule("one", "in {year}", GROUP + "    priority: 90\n")
    facts, _ = matched(first + YEARS + GROUP, TEXT)
    assert [fact.rule for fact in facts] == ["mills/one", "mills/one"]


def test_in_a_group_more_literal_words_win_and_then_the_earlier_rule() -> None:
    text = Block("It burned in 1996.")
    loose, exact = rule("loose", "{what:word} in {year}", GROUP), rule("exact", "burned in {year}", GROUP)
    pack = (loose + exact).replace("{what:word}", "(burned|fell|{year})")
    assert [fact.rule for fact in matched(pack, text)[0]] == ["mills/exact"]
    twins = rule("first", "in {year}", GROUP) + rule("second", "in {year}", GROUP)
    assert [fact.rule for fact in matched(twins, text)[0]] == ["mills/first"]


def test_rules_of_different_groups_do_not_disturb_each_other() -> None:
    facts, _ = matched(rule("one", "in {year}") + YEARS, Block("It burned in 1996 and 2003."))
    assert [fact.rule for fact in facts] == ["mills/one", "mills/years"]


@pytest.mark.parametrize(
    ("more", "title", "reasons"),
    [
        ("    unless: the Colaba\n", "Mills", ["the rule's unless: matches"]),
        ("    where: {title: '*Dams*'}\n", "Mills", ["the rule's where: title does not hold"]),
        ("    where: {title: '!*Mills*'}\n", "Mills", ["the rule's where: title does not hold"]),
        ("    unless: the Dadar\n", "Mills", []),
        ("    where: {title: '*mills*'}\n", "Mills", []),
        ("    where: {title: '!*Dams*'}\n", "Mills", []),
    ],
)
def test_what_a_rule_turns_away_is_told(more: str, title: str, reasons: list[str]) -> None:
    facts, drops = matched(rule("one", "in {year}", more), TEXT, title=title)
    assert (len(facts), drops) == (0 if reasons else 2, [("mills/one", reason) for reason in reasons])


def test_a_label_is_the_blocks_own_or_the_one_above_it() -> None:
    pack = rule("one", "^{year}$", "    where: {label: Opened}\n")
    own, below = Block("1902", "item", label="Opened"), Block("1903", "item", ("Opened",))
    other = Block("1904", "item", label="Closed")
    assert told(matched(pack, own, below, other)[0]) == [
        ("mills/one", {"year": ["1902"]}),
        ("mills/one", {"year": ["1903"]}),
    ]


LIST = """
  - id: parts
    match: 'The mill has {kind:phrase}$'
    list: children
    cards:
      - {question: 'What has the mill?', answer: '{items|list}'}
    examples:
      - {text: The mill has parts, items: [a wheel, a roof], cards: []}
"""


def test_sub_bullets_are_read_by_the_sentence_above_them_alone() -> None:
    items = (Block("a wheel;", "item"), Block("a roof; and", "item"), Block("a door.", "item"))
    pack = LIST.replace("cards: []", "cards: [{question: 'What has the mill?', answer: 'a wheel; a roof'}]")
    facts, _ = matched(pack, Block("It is old. The mill has these parts", children=items))
    assert told(facts) == [("mills/parts", {"kind": ["these parts"], "items": ["a wheel", "a roof", "a door"]})]
    assert matched(pack, Block("The mill has these parts")) == ([], [])
    assert matched(pack, Block("The mill has these parts. It is old.", children=items)) == ([], [])
    labelled = (Block("a wheel", "item", (), "Part A"), Block("a roof", "item", (), "Part B"))
    facts, _ = matched(pack, Block("The mill has these parts", children=labelled))
    assert told(facts) == [("mills/parts", {"kind": ["these parts"], "items": ["a wheel", "a roof"]})]


def test_a_long_form_is_cut_to_its_initials_or_refused() -> None:
    pack = """
  - id: short
    match: '{long:spelled_out} \\({short:acronym}\\)'
    initials: {long: short}
    cards:
      - {question: 'What does {short} stand for?', answer: '{long}'}
    examples:
      - {text: It rained., cards: []}
"""
    facts, _ = matched(pack, Block("Under the Old Mill Owners Guild (MOG) prices rose."))
    assert told(facts) == [("mills/short", {"long": ["Mill Owners Guild"], "short": ["MOG"]})]
    assert matched(pack, Block("Prices rose in Bandra (PTI).")) == ([], [])


def test_text_without_a_word_matches_nothing() -> None:
    assert matched(rule("one", "[in] {year}"), Block("?!"), Block("—"), Block("…")) == ([], [])
