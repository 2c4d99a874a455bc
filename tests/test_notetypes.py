"""The note types are frozen: whoever changes their shape splits every student's cards into old and new ones."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path
from typing import Any

import pytest
from making import card, cloze

from flashgen.apkg import model_of, open_package
from flashgen.notetypes import NOTE_TYPES, REVISION, look
from flashgen.publish import publish

SHAPE = {
    "flashgen: question": (
        1_770_681_600_101,
        ["Question", "Answer", "Topic", "Proof", "Source", "URL", "Date", "As of", "Also", "Article", "Language"],
        "Question",
    ),
    "flashgen: cloze": (
        1_770_681_600_102,
        ["Text", "Topic", "Proof", "Source", "URL", "Date", "As of", "Also", "Article", "Language"],
        "Cloze",
    ),
}
LOOKS = {1_770_681_600: "74e0537e725ec592"}
"""The hash of everything in `look/` by revision. Changed it? Move REVISION to today, and add its line here."""


@pytest.fixture
def models(tmp_path: Path) -> dict[str, dict[str, Any]]:
    """The note types as they stand in a package."""
    publish([card(), cloze()], tmp_path)
    with open_package(tmp_path / "current-affairs-2026-W07.apkg") as package:
        return {model["name"]: model for model in package.note_types().values()}


def test_the_shape_never_changes(models: dict[str, dict[str, Any]]) -> None:
    assert models.keys() == SHAPE.keys()
    for name, (id_, fields, template) in SHAPE.items():
        model = models[name]
        fields = [*fields, "Spare 1", "Spare 2", "Spare 3", "Spare 4", "Spare 5"]
        assert int(model["id"]) == id_
        assert [(field["name"], field["id"]) for field in model["flds"]] == [
            (field, id_ * 100 + number) for number, field in enumerate(fields)
        ]
        assert [(made["name"], made["id"]) for made in model["tmpls"]] == [(template, id_ * 100 + 99)]
        assert (model["sortf"], model["mod"], model["type"]) == (0, REVISION, int(name.endswith("cloze")))


def test_every_look_has_a_revision_of_its_own() -> None:
    files = sorted({file for kind in NOTE_TYPES.values() for file in (kind.front, kind.back)} | {"card.css"})
    whole = json.dumps([look(file) for file in files])
    assert LOOKS.get(REVISION) == hashlib.sha256(whole.encode()).hexdigest()[:16]
    assert max(LOOKS) == REVISION


@pytest.mark.parametrize("kind", NOTE_TYPES.values(), ids=NOTE_TYPES)
def test_a_look_asks_nothing_of_the_network_and_runs_nothing(kind: Any) -> None:
    model = model_of(kind)
    whole = model.css + model.templates[0]["qfmt"] + model.templates[0]["afmt"]
    assert not re.search(r"<script|\bon\w+=|url\(|@import|src=|javascript:|https?:", whole)
    assert ".nightMode" in model.css
    assert ".night_mode" in model.css
    used = set(re.findall(r"\{\{[#^/]?(?:cloze:)?([^}]+)\}\}", whole)) - {"FrontSide"}
    assert used <= set(kind.fields)
