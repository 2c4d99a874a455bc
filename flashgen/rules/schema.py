"""The JSON Schema of a pack, so that editors complete and check keys while a rule is written."""

from __future__ import annotations

from typing import Any

from flashgen.clauses import FORMS, PARTS
from flashgen.rules.cardreader import CARD_KEYS
from flashgen.rules.clauses import CLAUSE_KEYS
from flashgen.rules.conditions import CONDITION_KEYS
from flashgen.rules.packs import PACK_KEYS
from flashgen.rules.reader import EXAMPLE_KEYS, RULE_KEYS
from flashgen.rules.types import SLOT_KEYS

Schema = dict[str, Any]

_TEXT: Schema = {"type": ["string", "number", "boolean", "null"]}  # texts without quotes may look like other things
_TEXTS: Schema = {"oneOf": [{"type": "array", "items": _TEXT}, _TEXT]}
_FLAG: Schema = {"type": "boolean"}

ABOUT = {
    "pack": {
        "about": "What the rules of this pack ask for.",
        "language": "The language of the sentences, as a code: en. Articles in other languages are skipped.",
        "slots": "Slot types of your own, for {name} in patterns.",
        "patterns": "Named pieces of patterns, for <name>.",
        "rules": "The rules, in order.",
        "disable": "Names of rules that are not in force, or globs: agreements/signed-in, quantities/*.",
    },
    "rule": {
        "id": "The rule's name in its pack: small letters, digits and hyphens.",
        "about": "What the rule asks for, in one line.",
        "match": "The pattern that the sentence has, or a list of them.",
        "clause": "Instead of match: the part of a sentence to ask for, or a mapping of part, form and after.",
        "list": "children: the slot {items} holds the sub-bullets under the sentence.",
        "initials": "{long: short}: cuts the slot long to the words that the letters of the slot short begin.",
        "forms": "{slot: [forms]}: what the words of a slot may be made of: name, list, plain; see clause.",
        "unless": "Patterns with which the sentence is left alone.",
        "where": "Conditions on the article around the sentence.",
        "group": "Matches of rules in one group may not overlap: the better one wins. Default: the rule alone.",
        "priority": "The higher wins in a group. Default: 50.",
        "fallback": "true: runs last and is silent about words that another card asks for.",
        "fact": "Identifies the fact, so that cards of several rules about it are one card.",
        "each": "One card for each value of this slot.",
        "volatile": "true: the answer changes with time, the card says \"as of\".",
        "tags": "Tags for the cards.",
        "cards": "The cards to make of each match.",
        "examples": "Sentences with exactly the cards that they must give: they are the rule's tests.",
    },
    "card": {
        "question": "The question, with {slots} and {slots|filters}.",
        "answer": "The answer, with {slots}.",
        "cloze": "Hides this slot in the sentence.",
        "blank": "Asks for this slot in the sentence itself, with its question words: which year.",
        "ask": "The question words of a blank, or a cloze's hint; {unit} and {head} are those of the answer.",
        "over": "Slots of the sentence that the question words of a blank stand for too.",
        "reverse": "true: asks the other direction of the fact.",
        "each": "One card for each value of this slot.",
        "if": "Made only when this slot is filled.",
        "fact": "Identifies the fact; default: the rule's.",
        "volatile": "true: the answer changes with time, the card says \"as of\".",
        "tags": "Tags for this card.",
    },
    "example": {
        "text": "The sentence, as an article says it.",
        "cards": "Exactly the cards that it must give; [] for none.",
        "title": "The title of the article.",
        "heading": "The heading above the sentence.",
        "label": "The label before the sentence: \"Launch\" of \"Launch: 24 December\".",
        "row": "What the row of a table is called that the text stands in; label is then its column.",
        "items": "The sub-bullets under the sentence.",
        "todo": "Why this example is known to fail.",
    },
    "slot type": {
        "about": "What it accepts.",
        "ask": "The question words that stand for it in a blank: which year.",
        "words": "The words or phrases that it accepts.",
        "file": "A file of words, one a line, beside the pack.",
        "any": "Patterns that it accepts, the preferred first.",
        "regex": "A regex in RE2 syntax; {type} in it is another slot type.",
        "free": "Free text.",
        "max words": "The most words of a value.",
        "case": "sensitive: capitals matter.",
        "never before": "A regex that must not follow a value.",
        "never after": "A regex that must not precede a value.",
        "never inside": "A regex that must not match in a value.",
        "examples": "Whole values.",
        "not": "What is no value.",
    },
    "clause": {
        "part": "object, complement (after is), argument (after a preposition), purpose, or phrase: any noun phrase.",
        "form": "What it may be made of: list, pair, abbreviated, kind, name, specific, number, plain, word.",
        "after": "Words of which one stands right before it.",
    },
    "where": {
        "title": "The article's title: a glob, a /regex/, or ! before it for must not.",
        "heading": "A heading above the sentence.",
        "label": "The label before or above the sentence.",
        "row": "What the row of a table is called that the text stands in.",
        "topic": "What the sentence is about.",
        "tag": "A tag or category of the article.",
        "source": "The file or address of the article.",
        "site": "The site of the article.",
    },
}  # fmt: skip
"""Every key with one line of explanation: editors show it, and the reference is held against it."""

KEYS = {
    "pack": PACK_KEYS, "rule": RULE_KEYS, "card": CARD_KEYS, "example": EXAMPLE_KEYS, "slot type": SLOT_KEYS,
    "where": CONDITION_KEYS, "clause": CLAUSE_KEYS,
}  # fmt: skip


def pack_schema() -> Schema:
    """JSON Schema 2020-12 of a pack."""
    expected = _object("example", {}, ())
    expected["properties"] = dict.fromkeys(("question", "answer", "cloze", "blank"), _TEXT)
    card = _object("card", {"reverse": _FLAG, "volatile": _FLAG, "tags": _TEXTS, "over": _TEXTS}, ())
    cards = {"type": "array", "items": {"$ref": "#/$defs/card"}}
    example = _object("example", {"items": _TEXTS, "cards": {"type": "array", "items": expected}}, ("text", "cards"))
    rule = _object("rule", _rule_shapes(cards), ("id", "cards"))
    rule["oneOf"] = [{"required": ["match"]}, {"required": ["clause"]}]
    pack = _object("pack", _pack_shapes(), ())
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "flashgen rule pack",
        **pack,
        "$defs": {"rule": rule, "card": card, "example": example, "slot type": _slot_type()},
    }


def _object(of: str, shapes: dict[str, Schema], required: tuple[str, ...]) -> Schema:
    """A mapping with the known keys of a kind; keys without a shape of their own are texts."""
    properties = {key: {**shapes.get(key, _TEXT), "description": ABOUT[of].get(key, "")} for key in KEYS[of]}
    schema: Schema = {"type": "object", "additionalProperties": False, "properties": properties}
    return {**schema, "required": list(required)} if required else schema


def _rule_shapes(cards: Schema) -> dict[str, Schema]:
    return {
        "match": _TEXTS,
        "unless": _TEXTS,
        "tags": _TEXTS,
        "list": {"enum": ["children"]},
        "clause": {"oneOf": [{"enum": [*PARTS]}, _object("clause", _clause_shapes(), ("part",))]},
        "forms": {"type": "object", "additionalProperties": _clause_shapes()["form"]},
        "initials": {"type": "object", "additionalProperties": {"type": "string"}},
        "where": _object("where", dict.fromkeys(CONDITION_KEYS, _TEXTS), ()),
        "priority": {"type": "integer"},
        "fallback": _FLAG,
        "volatile": _FLAG,
        "cards": cards,
        "examples": {"type": "array", "items": {"$ref": "#/$defs/example"}},
    }


def _clause_shapes() -> dict[str, Schema]:
    form: Schema = {"enum": [*FORMS]}
    return {"part": {"enum": [*PARTS]}, "form": {"oneOf": [form, {"type": "array", "items": form}]}, "after": _TEXTS}


def _pack_shapes() -> dict[str, Schema]:
    return {
        "slots": {"type": "object", "additionalProperties": {"$ref": "#/$defs/slot type"}},
        "patterns": {"type": "object", "additionalProperties": _TEXT},
        "rules": {"type": "array", "items": {"$ref": "#/$defs/rule"}},
        "disable": _TEXTS,
    }


def _slot_type() -> Schema:
    free = {"type": "object", "additionalProperties": False, "properties": {"until": {"type": "string"}}}
    lists = dict.fromkeys(("words", "any", "examples", "not"), _TEXTS)
    shapes: dict[str, Schema] = {
        **lists,
        "free": free,
        "max words": {"type": "integer"},
        "case": {"enum": ["sensitive", "any"]},
    }
    return {"oneOf": [_TEXTS, _object("slot type", shapes, ())]}
