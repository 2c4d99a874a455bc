"""Packs: what loads, what is in force, and which rules may match a sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

from flashgen.patterns import fold_for_matching
from flashgen.rules import builtin_folder, load_rules
from flashgen.rules.types import check_examples

PACK = """
about: Roads
patterns:
  built: (built|laid)
rules:
  - id: built-in
    match: '{road:name} was <built> in {year}'
    cards:
      - {question: 'In which year was {road|the} built?', answer: '{year}'}
"""


BUILTIN = load_rules()


def folder_of(tmp_path: Path, **packs: str) -> Path:
    for name, text in packs.items():
        (tmp_path / f"{name}.yaml").write_text(text, "utf-8")
    return tmp_path


def test_the_builtin_packs_load() -> None:
    assert BUILTIN.problems == ()
    assert builtin_folder().name in ("rules", "packs")


@pytest.mark.parametrize("name", sorted(BUILTIN.lexicon.types))
def test_a_builtin_slot_type_accepts_its_examples_and_no_others(name: str) -> None:
    assert check_examples(BUILTIN.lexicon, BUILTIN.lexicon.types[name]) == []


def test_only_rules_whose_words_are_there_are_candidates(tmp_path: Path) -> None:
    rules = load_rules([folder_of(tmp_path, roads=PACK)])
    names = [rule.name for rule, _ in rules.candidates(fold_for_matching("The Old Road was laid in 1900."))]
    assert "roads/built-in" in names
    others = [rule.name for rule, _ in rules.candidates(fold_for_matching("The Old Road was seen in 1900."))]
    assert "roads/built-in" not in others


def test_a_later_pack_overrides_a_rule_by_name(tmp_path: Path) -> None:
    first, second = tmp_path / "a", tmp_path / "b"
    for path, text in ((first, PACK), (second, PACK.replace("Roads", "Mine").replace("In which year", "When"))):
        path.mkdir()
        folder_of(path, roads=text)
    found = load_rules([first, second]).get("roads/built-in")
    assert found is not None
    assert found.path.parent == second


def test_rules_are_disabled_by_name_and_glob(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, roads=PACK)
    assert load_rules([folder], disable=["roads/*"]).get("roads/built-in") is None
    folder_of(tmp_path, zz="disable: [roads/built-in]\n")
    assert load_rules([folder]).get("roads/built-in") is None


WARM = """
slots:
  year: {words: [long ago]}
rules:
  - id: built-in
    match: '{road:name} was built {year}'
    cards:
      - {blank: year}
"""


def test_a_slot_type_of_a_pack_is_its_own_affair(tmp_path: Path) -> None:
    rules = load_rules([folder_of(tmp_path, roads=PACK, old=WARM)])
    text = fold_for_matching("The Old Road was built long ago, the New Road was built in 1900.")
    years = {
        rule.name: [match.slots["year"] for pattern in rule.patterns for match in pattern.finditer(text)]
        for rule in rules.rules
        if rule.id == "built-in"
    }
    assert years == {"roads/built-in": [((59, 63),)], "old/built-in": [((23, 31),)]}


def test_slot_types_of_a_pack_named_slots_hold_for_all(tmp_path: Path) -> None:
    rules = load_rules(
        [folder_of(tmp_path, slots="slots:\n  year: {words: [long ago]}\n", roads=PACK.replace("in {", "{"))]
    )
    rule = rules.get("roads/built-in")
    assert rule is not None
    assert rule.patterns[0].search(fold_for_matching("The Old Road was built long ago.")) is not None


@pytest.mark.parametrize(
    ("where", "values", "holds"),
    [
        ("'*India*'", ["Why India matters"], True),
        ("'India*'", ["Why India matters"], False),
        ("[a, b]", ["B"], True),
        ("'!*Quiz*'", ["Daily Quiz"], False),
        ("'!*Quiz*'", ["Daily News"], True),
        ("'!*Quiz*'", [], True),
        ("['*News*', '!*Quiz*']", ["News Quiz"], False),
        ("'/^GS ?[1-4]$/'", ["Polity", "GS2"], True),
        ("'/^GS ?[1-4]$/'", ["GS 5"], False),
        ("'*India’s*'", ["India's rivers"], True),
    ],
)
def test_a_condition_holds(where: str, values: list[str], holds: bool, tmp_path: Path) -> None:
    rules = load_rules([folder_of(tmp_path, roads=f"{PACK}    where: {{title: {where}}}\n")])
    rule = rules.get("roads/built-in")
    assert rule is not None
    assert rule.where[0].holds(values) is holds
