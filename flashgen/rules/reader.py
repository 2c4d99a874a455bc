"""One node of `rules:` in, a Rule and problems out."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

from flashgen.model import Form
from flashgen.patterns import Compiler, InNamedError, Lexicon, NotationError, Pattern
from flashgen.rules.cardreader import read_card
from flashgen.rules.checks import check_keys, did_you_mean, flag_of, notation_error, number_of, text_of, texts_of
from flashgen.rules.clauses import read_clause, read_forms
from flashgen.rules.conditions import CONDITION_KEYS, read_condition
from flashgen.rules.model import CardTemplate, Condition, Example, ExpectedCard, Rule
from flashgen.templates import VARIABLES
from flashgen.yamlio import Node, YamlFile

RULE_KEYS = (
    "id", "about", "match", "clause", "list", "forms", "unless", "where", "group", "priority", "fallback", "fact",
    "initials", "each", "volatile", "tags", "cards", "examples",
)  # fmt: skip
EXAMPLE_KEYS = ("text", "cards", "title", "heading", "label", "row", "items", "todo")
_ID = re.compile(r"[a-z0-9][a-z0-9-]*")


@dataclass
class Pack:
    """One file on its way to rules."""

    name: str
    path: Path
    file: YamlFile
    language: str = "en"
    broken: bool = False
    """A pattern uses something that is wrong elsewhere."""
    compiler: Compiler = field(default_factory=lambda: Compiler(Lexicon()))


def read_rule(pack: Pack, node: Node, seen: dict[str, int], order: int = 0) -> Rule | None:
    """A rule, or None when its mistakes leave nothing to build."""
    file = pack.file
    before = len(file.problems)
    known = check_keys(file, node, RULE_KEYS, "a rule")
    if node.pairs is None:
        return None
    rule_id = _read_id(file, node, seen)
    where = node.get("where")
    labelled = where is not None and where.get("label") is not None
    patterns = _patterns(pack, node.get("match"), free=labelled)
    clause = read_clause(file, node.get("clause"))
    if node.get("match") is None and node.get("clause") is None and known:
        file.error(node, f'the rule "{rule_id}" has no "match"', "match: 'the pattern that its sentences have'")
    if node.get("match") is not None and node.get("clause") is not None:
        file.error(node, f'the rule "{rule_id}" has both "match" and "clause"', "keep one of them")
    full = f"{pack.name}/{rule_id}"
    children = _children(file, node.get("list"))
    cards = _cards(file, node, rule_id, known)
    rule = Rule(
        name=full, pack=pack.name, id=rule_id, path=pack.path, line=node.line, shown=file.name,
        patterns=patterns, cards=cards,
        about=text_of(file, node.get("about"), "about"),
        clause=clause,
        unless=_patterns(pack, node.get("unless")),
        where=_conditions(file, node.get("where")),
        group=_group(pack, node, full),
        priority=number_of(file, node.get("priority"), "priority", 50),
        fallback=flag_of(file, node.get("fallback"), "fallback"),
        examples=_examples(file, node.get("examples")),
        fact=text_of(file, node.get("fact"), "fact") or full,
        tags=tuple(text for text, _ in texts_of(file, node.get("tags"), "a tag")),
        children=children, labelled=labelled, language=pack.language, order=order,
        initials=_initials(file, node.get("initials")), forms=read_forms(file, node.get("forms")),
    )  # fmt: skip
    if len(file.problems) == before and not pack.broken:
        _check_names(file, node, rule)
    return rule if len(file.problems) == before and not pack.broken else None


def _read_id(file: YamlFile, node: Node, seen: dict[str, int]) -> str:
    found = node.get("id")
    if found is None:
        file.error(node, 'a rule without "id"', "id: a-name-of-small-letters")
        return ""
    name = text_of(file, found, "id")
    if not _ID.fullmatch(name):
        file.error(found, f'"{name}" cannot be an id', "use small letters, digits and hyphens: signed-in")
    elif name in seen:
        file.error(
            found,
            f'the id "{name}" stands twice in this pack; the first is on line {seen[name]}',
            "give one of them another id",
        )
    seen.setdefault(name, found.line)
    return name


def _group(pack: Pack, node: Node, full: str) -> str:
    """Groups are shared across packs by name; a rule without one is its own group."""
    return text_of(pack.file, node.get("group"), "group") or full


def _children(file: YamlFile, node: Node | None) -> bool:
    if node is None:
        return False
    if node.text != "children":
        file.error(node, 'list can only be "children"', "list: children fills {items} with the sub-bullets")
    return True


def _initials(file: YamlFile, node: Node | None) -> tuple[tuple[str, str], ...]:
    if node is None:
        return ()
    if node.pairs is None:
        file.error(node, f"initials must be a mapping of slots, this is {node.kind}", "initials: {long: short}")
        return ()
    return tuple((long, text_of(file, short, "initials")) for long, (_, short) in node.pairs.items())


def _patterns(pack: Pack, node: Node | None, *, free: bool = False) -> tuple[Pattern, ...]:
    """The patterns of a rule; `free`: they may take any text, since the rule's labels select the sentences."""
    patterns = []
    for text, place in texts_of(pack.file, node, "a pattern"):
        try:
            pattern = Pattern(text, pack.compiler)
            if not free and pattern.matches_anything():
                hint = "write at least one word, or a slot that is more than free text"
                pack.file.error(place, "this pattern matches every sentence", hint)
            patterns.append(pattern)
        except InNamedError:
            pack.broken = True  # the mistake is shown where the name is defined
        except NotationError as error:
            notation_error(pack.file, place, error)
    return tuple(patterns)


def _conditions(file: YamlFile, node: Node | None) -> tuple[Condition, ...]:
    if node is None or not check_keys(file, node, CONDITION_KEYS, "where"):
        return ()
    return tuple(
        read_condition(file, key, value) for key, (_, value) in (node.pairs or {}).items() if key in CONDITION_KEYS
    )


def _cards(file: YamlFile, node: Node, rule_id: str, known: bool) -> tuple[CardTemplate, ...]:
    found = node.get("cards")
    if found is None:
        if known:  # else the key may be the one with the slip
            file.error(node, f'the rule "{rule_id}" has no "cards"', "cards: and under it - question: … and answer: …")
        return ()
    if found.items is None:
        file.error(found, f"cards must be a list, this is {found.kind}", "begin each card with a hyphen: - question: …")
        return ()
    each = text_of(file, node.get("each"), "each").strip("{} ")
    volatile = flag_of(file, node.get("volatile"), "volatile")
    cards = (read_card(file, item, each, volatile) for item in found.items)
    return tuple(card for card in cards if card is not None)


def _check_names(file: YamlFile, node: Node, rule: Rule) -> None:
    """Every slot that a card names must be one of the rule's, or a variable."""
    slots = rule.slot_names
    known = sorted(slots | set(VARIABLES))
    each = node.get("each")
    if each is not None and (each.text or "").strip("{} ") not in slots:
        _no_such_slot(file, each, (each.text or "").strip("{} "), slots, known)
    for card, place in zip(rule.cards, (node.get("cards") or node).items or (), strict=False):
        _check_over(file, place, card, slots)
        for key in ("question", "answer", "cloze", "blank", "each", "if"):
            value = place.get(key)
            template = {"question": card.question, "answer": card.answer}.get(key)
            if value is None:
                continue
            names = [(hole.name, hole.at) for hole in template.holes] if template else []
            if key in ("cloze", "blank", "each", "if"):
                names = [((value.text or "").strip("{} "), 0)]
            for name, at in names:
                if name not in slots and (name not in VARIABLES or key not in ("question", "answer")):
                    _no_such_slot(file, value, name, slots, known, at)


def _check_over(file: YamlFile, node: Node, card: CardTemplate, slots: frozenset[str]) -> None:
    for name in sorted(set(card.over) - slots):
        _no_such_slot(file, node.get("over") or node, name, slots, sorted(slots))


def _no_such_slot(
    file: YamlFile, node: Node, name: str, slots: frozenset[str], known: list[str], offset: int = 0
) -> None:
    hint = did_you_mean(name, known, "the slots of this rule are: " + (", ".join(sorted(slots)) or "none"))
    file.error(node, f'no pattern of this rule has the slot "{name}"', hint, offset)


def _examples(file: YamlFile, node: Node | None) -> tuple[Example, ...]:
    if node is None:
        return ()
    if node.items is None:
        file.error(node, f"examples must be a list, this is {node.kind}", "begin each example with a hyphen: - text: …")
        return ()
    examples = (_example(file, item) for item in node.items)
    return tuple(example for example in examples if example is not None)


def _example(file: YamlFile, node: Node) -> Example | None:
    if not check_keys(file, node, EXAMPLE_KEYS, "an example"):
        return None
    cards = node.get("cards")
    if node.get("text") is None:
        file.error(node, 'an example without "text"', "text: the sentence as an article says it")
    if cards is None or cards.items is None:
        file.error(cards or node, 'an example needs "cards", a list', "cards: [] when it must give no card")
        return None
    expected = (_expected(file, card) for card in cards.items)
    return Example(
        text=text_of(file, node.get("text"), "text"),
        cards=tuple(card for card in expected if card is not None),
        title=text_of(file, node.get("title"), "title"),
        heading=text_of(file, node.get("heading"), "heading"),
        label=text_of(file, node.get("label"), "label"),
        row=text_of(file, node.get("row"), "row"),
        items=tuple(text for text, _ in texts_of(file, node.get("items"), "an item")),
        todo=text_of(file, node.get("todo"), "todo"),
        line=node.line,
    )


def _expected(file: YamlFile, node: Node) -> ExpectedCard | None:
    if not check_keys(file, node, ("question", "answer", "cloze", "blank"), "an expected card"):
        return None
    texts = {key: text_of(file, node.get(key), key) for key in ("question", "answer", "cloze", "blank")}
    forms = [key for key in ("question", "cloze", "blank") if node.get(key)]
    if len(forms) != 1 or ((forms[0] == "cloze") == bool(node.get("answer"))):
        file.error(
            node,
            "an expected card has question and answer, or blank and answer, or cloze",
            "write {question: '…', answer: '…'}",
        )
        return None
    if forms[0] == "cloze":
        return ExpectedCard("cloze", cloze=texts["cloze"])
    form: Form = "blank" if forms[0] == "blank" else "question"
    return ExpectedCard(form, question=texts[forms[0]], answer=texts["answer"])
