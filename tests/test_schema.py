"""The JSON Schema of packs: every shipped pack is valid, the mistakes of people are not."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from flashgen.rules import builtin_folder, pack_schema
from flashgen.rules.schema import ABOUT, KEYS

PACKS = sorted(path for path in builtin_folder().glob("*.yaml") if path.stem != "reading")
RULE: dict[str, Any] = {"id": "x", "match": "in {year}", "cards": [{"blank": "year"}]}


@pytest.mark.parametrize("path", PACKS, ids=[path.stem for path in PACKS])
def test_a_shipped_pack_is_valid(path: Path) -> None:
    validator = jsonschema.Draft202012Validator(pack_schema())
    errors = [error.message for error in validator.iter_errors(yaml.safe_load(path.read_text("utf-8")))]
    assert errors == []


@pytest.mark.parametrize(
    "pack",
    [
        {"abuot": "x"},
        {"rules": {"x": RULE}},
        {"rules": [{**RULE, "unles": "x"}]},
        {"rules": [{"id": "x", "match": "x"}]},
        {"rules": [{**RULE, "fallback": "no"}]},
        {"rules": [{**RULE, "where": {"titel": "x"}}]},
        {"slots": {"metal": {"wrods": ["iron"]}}},
    ],
)
def test_a_mistake_is_not_valid(pack: dict[str, Any]) -> None:
    assert not jsonschema.Draft202012Validator(pack_schema()).is_valid(pack)


def test_every_key_is_explained_and_no_other() -> None:
    assert {of: set(KEYS[of]) for of in KEYS} == {of: set(about) for of, about in ABOUT.items()}


def test_the_schema_itself_is_one() -> None:
    jsonschema.Draft202012Validator.check_schema(pack_schema())
