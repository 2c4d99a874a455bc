"""Sentences and rules in, facts out: which rule matches where, and who wins where matches of a group overlap."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import chain
from typing import TYPE_CHECKING

from flashgen.clauses import Wanted, find, form_of_text
from flashgen.initials import long_form
from flashgen.model import Article, Block, Drop, Fact, Sentence, Value
from flashgen.patterns import PatternMatch, fold_for_matching

if TYPE_CHECKING:
    from flashgen.rules import Condition, Rule, RuleSet

ITEM_WORDS = 12
_ITEM_END = re.compile(r"[ .;,]*(?:[;,] ?(?:and|or))?[ .;,]*$")
_WORD = re.compile(r"[^\W_]")
_OPENS = {"”": "“", "’": "‘", '"': '"'}
Ranked = tuple[tuple[int, int, int, int], Fact]
"""A fact with its rank in its group, the smallest first: priority, length, literal words, file order."""


def match_sentences(article: Article, sentences: Sequence[Sentence], rules: RuleSet) -> tuple[list[Fact], list[Drop]]:
    """The facts of an article in reading order, and the matches that a rule's own `where` or `unless` turned away."""
    facts: list[Fact] = []
    drops: list[Drop] = []
    listed = _listed(sentences)
    for whole in sentences:
        if not _WORD.search(whole.text) or whole.text.endswith("?"):
            continue  # "?!)": nothing to ask, and a hostile page may hold 100,000 of it
        folded = fold_for_matching(whole.text)
        for sentence in (whole, *whole.statements):
            read = folded if sentence is whole else fold_for_matching(sentence.text)
            # Rules about other labels are left out at once: not worth a word in `explain`.
            labels = _labels(sentence, listed)
            marks = rules.marks(labels, children=bool(sentence.block.children))
            by_patterns = ((rule, _matches(rule, hits, sentence)) for rule, hits in rules.matches(read, marks))
            by_clauses = ((rule, _clauses(rule, wanted, sentence)) for rule, wanted in rules.clausal(labels))
            groups: dict[str, list[Ranked]] = {}
            for rule, found in chain(by_patterns, by_clauses):
                if not found or (rule.fallback and sentence.statements):
                    continue  # what a rule asks in place is asked in a shorter statement
                if reason := _turned_away(rule, article, sentence, {read, folded}, listed):
                    drops.append(Drop(rule.name, sentence, reason))
                    continue
                groups.setdefault(rule.group or rule.name, []).extend(found)
            facts += sorted((fact for ranked in groups.values() for fact in _winners(ranked)), key=_place)
    return facts, drops


def _place(fact: Fact) -> tuple[int, int, str]:
    return fact.start, fact.end, fact.rule


def _matches(rule: Rule, hits: Sequence[tuple[int, PatternMatch]], sentence: Sentence) -> list[Ranked]:
    items = _items(sentence.block) if rule.children else ()
    if rule.children and (not items or not sentence.text.endswith(sentence.block.text[-12:])):
        return []  # only the sentence right before the sub-bullets introduces them
    found: list[Ranked] = []
    for index, match in hits:
        slots = {
            name: tuple([_value(sentence.text, start, end) for start, end in spans])
            for name, spans in match.slots.items()
        }
        if items:
            slots["items"] = items
        if not _spelled_out(rule, sentence, slots) or not _formed(rule, slots):
            continue
        rank = (-rule.priority, match.start - match.end, -match.literals, rule.order)
        found.append((rank, Fact(rule.name, sentence, match.start, match.end, slots, index)))
    return found


def _clauses(rule: Rule, wanted: Wanted, sentence: Sentence) -> list[Ranked]:
    """What a rule about clauses finds in a sentence."""
    found = []
    for slots in find(sentence.text, wanted):
        asked = slots[wanted.part][0]
        rank = (-rule.priority, asked.start - asked.end, 0, rule.order)
        found.append((rank, Fact(rule.name, sentence, asked.start, asked.end, slots)))
    return found


def _value(text: str, start: int, end: int) -> Value:
    """A value; one that opens a quotation takes the mark that closes it along: the end of a pattern passes over it."""
    inside, after = text[start:end], text[end : end + 1]
    if after in _OPENS and _is_open(inside, after):
        end += 1
    return Value(text[start:end], start, end)


def _is_open(text: str, close: str) -> bool:
    opens = _OPENS[close]
    return text.count(opens) % 2 == 1 if opens == close else text.count(opens) > text.count(close)


def _spelled_out(rule: Rule, sentence: Sentence, slots: dict[str, tuple[Value, ...]]) -> bool:
    """Cuts each long form to the words that its abbreviation's letters begin; False when they fit none."""
    for long, short in rule.initials:
        if long not in slots or short not in slots:
            continue
        value = slots[long][0]
        span = long_form(value.text, slots[short][0].text)
        if span is None:
            return False
        start, end = value.start + span[0], value.start + span[1]
        slots[long] = (Value(sentence.text[start:end], start, end),)
    return True


def _formed(rule: Rule, slots: dict[str, tuple[Value, ...]]) -> bool:
    """Whether the slots whose forms the rule names have one of those."""
    return all(form_of_text(slots[slot][0].text) in forms for slot, forms in rule.forms if slot in slots)


def _items(block: Block) -> tuple[Value, ...]:
    """The sub-bullets as values that stand outside the sentence; of labelled ones their labels."""
    named = sum(1 for child in block.children if child.label) * 2 > len(block.children)
    texts = (
        child.label
        if child.label and ((named and not _A_PART.fullmatch(child.label)) or not child.text)
        else child.text
        for child in block.children
    )
    return tuple(Value(_ITEM_END.sub("", text), -1, -1) for text in texts if text)


_A_PART = re.compile(r"(?:[A-Z][a-z]+ )?(?:\d{1,2}|[A-Z]|[IVX]{1,4})")  # "Component A", "Phase 2", which say nothing


def _turned_away(rule: Rule, article: Article, sentence: Sentence, read: set[bytes], listed: frozenset[int]) -> str:
    for condition in rule.where:
        if not _holds(condition, article, sentence, listed):
            return f"the rule's where: {condition.key} does not hold"
    if any(pattern.search(text) for pattern in rule.unless for text in read):
        return "the rule's unless: matches"
    return ""


def _holds(condition: Condition, article: Article, sentence: Sentence, listed: frozenset[int]) -> bool:
    return condition.holds(_values(condition.key, article, sentence, listed))


def _listed(sentences: Sequence[Sentence]) -> frozenset[int]:
    """The items of plain lists, by id: what stands above them is asked of the list, not of one of its items."""
    lists = {id(sentence.block): sentence.block.children for sentence in sentences if len(sentence.block.children) > 1}
    plain = (
        children for children in lists.values() if all(len(child.text.split()) <= ITEM_WORDS for child in children)
    )
    return frozenset(id(child) for children in plain for child in children)


def _values(key: str, article: Article, sentence: Sentence, listed: frozenset[int]) -> tuple[str, ...]:
    block = sentence.block
    known: dict[str, tuple[str, ...]] = {
        "title": (article.title,),
        "heading": block.path,
        "label": _labels(sentence, listed),
        "row": (block.row,) if block.row else (),
        "topic": sentence.topic,
        "tag": article.tags,
        "site": (article.site,),
        "source": (article.source, article.url),
    }
    return known[key]


def _labels(sentence: Sentence, listed: frozenset[int]) -> tuple[str, ...]:
    block = sentence.block
    return (block.label,) if block.label else () if id(block) in listed else block.path[-1:]


def _winners(ranked: list[Ranked]) -> list[Fact]:
    """The facts of one group that overlap no better one."""
    kept: list[Fact] = []
    for _, fact in sorted(ranked, key=lambda entry: entry[0]):
        if all(fact.end <= other.start or other.end <= fact.start for other in kept):
            kept.append(fact)
    return kept
