"""Examples in rules are tests; and a rule that did not match says how far it got."""

from __future__ import annotations

from pathlib import Path

import pytest

from flashgen.rulecases import Case, explain_rule, run_cases
from flashgen.rules import Rule, RuleSet, load_rules, load_text

RULE = """
rules:
  - id: built-in
    match: '{road:name} was (built|laid) in {year}'
    unless: never
    cards:
      - {question: 'In which year was {road|the} built?', answer: '{year}'}
    examples:
      - text: The Nehru Bridge was built in 1900.
        cards:
          - EXPECTED
"""
RIGHT = "{question: 'In which year was the Nehru Bridge built?', answer: '1900'}"


def loaded(pack: str) -> RuleSet:
    return load_text(pack, Path("roads.yaml"), load_rules())


def verdict(expected: str, extra: str = "") -> Case:
    return next(run_cases(loaded(RULE.replace("EXPECTED", expected) + extra)))


def test_an_example_that_gives_exactly_its_cards_is_ok() -> None:
    assert verdict(RIGHT).verdict == "ok"


def test_a_wrong_card_is_missing_and_noisy() -> None:
    case = verdict(RIGHT.replace("1900", "1901"))
    assert case.verdict == "differs"
    assert [(card.question, card.answer) for card in case.missing] == [
        ("In which year was the Nehru Bridge built?", "1901")
    ]
    assert [card.answer for card in case.noisy] == ["1900"]


def test_a_card_too_few_and_a_card_too_many_are_told_apart() -> None:
    pack = RULE.replace("        cards:\n          - EXPECTED\n", "        cards: []\n")
    assert next(run_cases(loaded(pack))).verdict == "noisy"
    assert verdict(f"{RIGHT}\n          - {RIGHT.replace('1900', '1901')}").verdict == "missing"


def test_a_known_gap_fails_once_it_closes() -> None:
    assert verdict(RIGHT.replace("1900", "1901"), "        todo: not yet\n").verdict == "todo"
    closed = verdict(RIGHT, "        todo: not yet\n")
    assert (closed.verdict, closed.failed) == ("closed", True)


def rule() -> tuple[Rule, RuleSet]:
    rules = loaded(RULE.replace("EXPECTED", RIGHT))
    return rules.rules[0], rules


@pytest.mark.parametrize(
    ("text", "reached", "wanted"),
    [
        ("it rained.", 0, "{road:name}"),
        ("Nehru Bridge is old.", 1, "was"),
        ("Nehru Bridge was opened in 1900.", 2, "(built|laid)"),
        ("Nehru Bridge was built by 1900.", 3, "in"),
        ("Nehru Bridge was built in haste.", 4, "{year}"),
    ],
)
def test_a_rule_that_does_not_match_says_how_far_it_got(text: str, reached: int, wanted: str) -> None:
    one, rules = rule()
    far = explain_rule(one, text, rules).patterns[0].furthest
    assert far is not None
    assert (far.reached, far.wanted) == (reached, wanted)


def test_a_value_that_is_refused_says_why() -> None:
    one, rules = rule()
    far = explain_rule(one, "Nehru Bridge was built in 1900 km of wire.", rules).patterns[0].furthest
    assert far is not None
    assert far.reason.startswith("{year} may not stand before what follows it")


def test_a_rule_that_matches_and_keeps_silent_says_because_of_what() -> None:
    one, rules = rule()
    told = explain_rule(one, "Nehru Bridge was built in 1900 and never used.", rules)
    assert (told.patterns[0].matches, told.unless, told.cards) == (
        ({"road": ("Nehru Bridge",), "year": ("1900",)},),
        ("never",),
        (),
    )


def test_every_example_of_the_builtin_rules_gives_exactly_its_cards() -> None:
    wrong = [(case.rule.name, case.example.text, case.verdict) for case in run_cases(load_rules()) if case.failed]
    assert wrong == []
