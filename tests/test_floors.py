"""The design as a test: modules import lower floors only, and each library has one door."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "flashgen"

FLOORS = [
    {"model"},
    {"errors"},
    {"text", "phrases", "builtin", "grammar", "nounphrases", "initials", "identity"},
    {"clauses"},
    {"blocks", "reading", "sentences", "subjects", "language", "patterns", "notation", "yamlio", "templates", "shelf"},
    {"rules", "config", "asking", "gates", "notetypes", "notes"},
    {"sources", "matching", "cards", "decks", "apkg", "ledger", "preview", "anki", "edits", "anki_text"},
    {"pipeline", "publish", "plan", "packing", "outcome", "rulecases", "drafts", "verify", "push"},
    {"jobs"},
    {"cli"},
]
DOORS = {
    "bs4": {"blocks"},
    "genanki": {"apkg"},
    "yaml": {"yamlio"},
    "re2": {"patterns"},
    "click": {"cli"},
    "httpx": {"sources", "anki"},
    "trafilatura": {"sources"},
    "feedparser": {"sources"},
    "httpcore": {"sources"},
    "markdown_it": {"sources"},
    "pypdf": {"sources"},
}
# Rooms of one floor that build on each other: (user, used).
WITHIN = {
    ("grammar", "builtin"),
    ("reading", "yamlio"),
    ("blocks", "reading"),
    ("sentences", "reading"),
    ("notes", "notetypes"),
    ("publish", "plan"),
    ("publish", "packing"),
    ("packing", "plan"),
    ("packing", "outcome"),
    ("publish", "outcome"),
    ("rulecases", "pipeline"),
    ("drafts", "pipeline"),
}
BARE_NAMES = {"utils", "helpers", "common", "base", "manager", "misc"}


def room(path: Path) -> str:
    """The module of `flashgen` that a file belongs to: "cli" for flashgen/cli/build.py."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def floor_of(name: str) -> int | None:
    return next((number for number, names in enumerate(FLOORS) if name in names), None)


def imports(path: Path) -> list[tuple[str, int]]:
    """Every imported module with its line, also those inside functions."""
    found = []
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found += [(alias.name, node.lineno) for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module == "flashgen":
            found += [(f"flashgen.{alias.name}", node.lineno) for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.append((node.module, node.lineno))
    return found


def fault(me: str, module: str) -> str:
    """What is wrong with room `me` importing `module`, or nothing."""
    top, *rest = module.split(".")
    if top in DOORS and me not in DOORS[top]:
        return f"'{top}' may only be imported in {sorted(DOORS[top])}"
    if top != "flashgen" or not rest or rest[0].startswith("__") or rest[0] == me or (me, rest[0]) in WITHIN:
        return ""
    mine, theirs = floor_of(me), floor_of(rest[0])
    if mine is not None and theirs is not None and theirs >= mine:
        return f"'{me}' may not import '{rest[0]}': same or higher floor"
    return ""


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("*.py")), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_module_imports_lower_floors_and_uses_no_back_door(path: Path) -> None:
    me = room(path)
    if me in {"__init__", "__main__"}:
        return
    assert floor_of(me) is not None, f"give '{me}' a floor"
    assert [(line, words) for module, line in imports(path) if (words := fault(me, module))] == []


@pytest.mark.parametrize(
    ("me", "module"), [("text", "flashgen.cards"), ("cards", "flashgen.apkg"), ("pipeline", "yaml"), ("model", "click")]
)
def test_a_wrong_import_is_found(me: str, module: str) -> None:
    assert fault(me, module) != ""


def test_no_module_is_named_for_what_does_not_fit_elsewhere() -> None:
    assert {path.stem for path in PACKAGE.rglob("*.py")} & BARE_NAMES == set()
