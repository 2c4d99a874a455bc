"""The `clause:` of a rule in, what it asks of clauses out."""

from __future__ import annotations

from collections.abc import Sequence

from flashgen.clauses import FORMS, PARTS, Wanted
from flashgen.rules.checks import check_keys, did_you_mean, text_of, texts_of
from flashgen.yamlio import Node, YamlFile

CLAUSE_KEYS = ("part", "form", "after")


def read_clause(file: YamlFile, node: Node | None) -> Wanted | None:
    """A part alone, or a mapping with the forms that it may have and the words that may stand before it."""
    if node is None:
        return None
    if node.pairs is None:
        return Wanted(_one_of(file, node, PARTS, "part"))
    check_keys(file, node, CLAUSE_KEYS, "clause")
    part = node.get("part")
    if part is None:
        file.error(node, 'a clause without "part"', "part: object")
    after = [text.lower() for text, _ in texts_of(file, node.get("after"), "a word")]
    return Wanted(_one_of(file, part, PARTS, "part") if part else "", _forms(file, node.get("form")), frozenset(after))


def read_forms(file: YamlFile, node: Node | None) -> tuple[tuple[str, frozenset[str]], ...]:
    """Which forms the words of a slot may have."""
    if node is None:
        return ()
    if node.pairs is None:
        file.error(node, f"forms must be a mapping of slots, this is {node.kind}", "forms: {what: [name, list]}")
        return ()
    return tuple((slot, _forms(file, value)) for slot, (_, value) in node.pairs.items())


def _forms(file: YamlFile, node: Node | None) -> frozenset[str]:
    return frozenset(_one_of(file, place, FORMS, "form") for _, place in texts_of(file, node, "a form"))


def _one_of(file: YamlFile, node: Node, known: Sequence[str], what: str) -> str:
    text = text_of(file, node, what)
    if text not in known:
        file.error(
            node, f'no {what} is called "{text}"', did_you_mean(text, known, "write one of: " + ", ".join(known))
        )
    return text
