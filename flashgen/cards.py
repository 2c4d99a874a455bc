"""Facts in, cards out: templates filled, questions gated, the best kept, the same fact asked once."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING

from flashgen import asking, gates, identity
from flashgen.clauses import parse, read_words
from flashgen.model import Article, Card, Drop, Fact, Form, Problem, Sentence, Source, Value
from flashgen.sentences import parties
from flashgen.templates import Template, parse_template, render

if TYPE_CHECKING:
    from flashgen.patterns import SlotUse
    from flashgen.rules import CardTemplate, Rule, RuleSet

SIMILAR = 0.75
"""From this share of common words on, two questions of one article with one answer are the same card."""
CROWDED = 3
"""More cards than this of one sentence are worth less and less."""

_NOUN_PHRASES = frozenset({"subject", "thing", "name", "name_apposed", "named_thing"})

_ASKING = frozenset(
    "what which who whom whose when where why how in on at by to for from under with is are the a an some all".split()
)

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Draft:
    """A card with what is needed to choose among cards."""

    card: Card
    fact: Fact
    spans: tuple[Span, ...]
    """Where the answer's parts stand in the sentence; () when they stand elsewhere."""
    score: float


@dataclass(frozen=True, slots=True)
class Order:
    """One template about to be filled with one fact."""

    article: Article
    fact: Fact
    rule: Rule
    template: CardTemplate
    slots: dict[str, tuple[Value, ...]]
    variables: dict[str, str]

    @property
    def sentence(self) -> Sentence:
        """The sentence of the fact."""
        return self.fact.sentence

    def values(self) -> dict[str, tuple[str, ...]]:
        """The slots as templates want them."""
        return {name: tuple(value.text for value in values) for name, values in self.slots.items()}


@dataclass(frozen=True, slots=True)
class Words:
    """What a card says."""

    form: Form
    question: str
    answer: str
    cloze: str = ""


def make_cards(article: Article, facts: Iterable[Fact], rules: RuleSet) -> tuple[list[Draft], list[Drop]]:
    """The drafts of an article in reading order, and what was made but is not asked.

    Fallback rules come last and are silent about words that another card already asks for.
    """
    by_name = {rule.name: rule for rule in rules.rules}
    both = " and ".join(parties(article, rules.reading))
    drafts: list[Draft] = []
    drops: list[Drop] = []
    asked: dict[int, list[Span]] = {}
    for fact in sorted(facts, key=lambda fact: _turn(fact, by_name[fact.rule])):
        rule = by_name[fact.rule]
        for order in _orders(article, fact, rule, both):
            outcome = _draft(order, asked.get(fact.sentence.index, ()) if rule.fallback else ())
            if isinstance(outcome, Drop):
                drops.append(outcome)
                continue
            drafts.append(outcome)
            if not rule.initials:  # to know what an abbreviation stands for is another fact
                asked.setdefault(fact.sentence.index, []).extend(_in_proof(fact.sentence, outcome.spans))
    kept, same = _distinct(drafts)
    return sorted(kept, key=_place), drops + same


def _turn(fact: Fact, rule: Rule) -> tuple[bool, int, int, int, int, int]:
    """Fallback last, then by priority, then in reading order; for the same words the rule that is written first."""
    return rule.fallback, -rule.priority, fact.sentence.index, fact.start, fact.end, rule.order


def _place(draft: Draft) -> tuple[int, tuple[Span, ...], str]:
    return draft.fact.sentence.index, draft.spans, draft.card.guid


def _orders(article: Article, fact: Fact, rule: Rule, both: str) -> Iterator[Order]:
    variables = _variables(article, fact.sentence, both)
    for template in rule.cards:
        if template.condition and template.condition not in fact.slots:
            continue
        if not template.each:
            yield Order(article, fact, rule, template, dict(fact.slots), variables)
            continue
        for value in fact.slots.get(template.each, ()):
            yield Order(article, fact, rule, template, {**fact.slots, template.each: (value,)}, variables)


def _variables(article: Article, sentence: Sentence, both: str) -> dict[str, str]:
    path = sentence.block.path
    label = sentence.block.label or (path[-1] if path else "")
    return {
        "title": article.title,
        "topic": next((name for name in sentence.topic if name != sentence.block.label), article.title),
        "heading": path[0] if path else "",
        "label": label,
        "parties": both,
        "published": _day(article.published),
        "site": article.site,
    }


@lru_cache(64)  # once an article, not once a fact
def _day(moment: datetime) -> str:
    return f"{moment.day} {moment:%B %Y}"


def _draft(order: Order, taken: Sequence[Span]) -> Draft | Drop:
    """The finished draft, or the reason why it is not asked."""
    spans = _answer_spans(order)
    places = zip(spans, _in_proof(order.sentence, spans), strict=True)
    if any(_same_words(order.sentence.text[slice(*span)], mine, other) for span, mine in places for other in taken):
        return Drop(order.rule.name, order.sentence, "another card asks for it")
    if order.rule.fallback and any(_is_patchwork(order.sentence, *span) for span in spans):
        return Drop(order.rule.name, order.sentence, "answer is not in the article's own words")
    headline = not order.sentence.block.label and _is_headline(order.sentence.text)
    if order.rule.fallback and (headline or " | " in order.sentence.text):
        return Drop(order.rule.name, order.sentence, "a headline or a row of a table says too little")
    words = _words(order)
    if words is None:
        return Drop(order.rule.name, order.sentence, "reads badly with the answer taken out")
    if order.sentence.speaker and not order.rule.initials and not words.question.startswith("…"):
        words = _attributed(words, order.sentence)
    reason = _unfit(order, words)
    if reason:
        return Drop(order.rule.name, order.sentence, reason, words.question, words.answer)
    card = _card(order, words, spans)
    return Draft(card, order.fact, spans, _score(order, card))


@lru_cache(64)
def _is_headline(text: str) -> bool:
    """Whether All Words of a Sentence but Prepositions Begin Like Names."""
    words = [word for word in text.split() if word[0].isalpha() and len(word) > _SHORT]
    return len(words) >= _HEADLINE and not text.endswith(".") and all(word[0].isupper() for word in words)


_SHORT, _HEADLINE = 4, 6


def _is_patchwork(sentence: Sentence, start: int, end: int) -> bool:
    """Whether an answer has words that were put in and is no name: "the Nile category", for "this category"."""
    if sentence.origin(start, end) is not None:
        return False
    kept = any(first < end and start < last for first, last, _ in sentence.pieces)
    return kept or not sentence.text[start:end].rpartition(" ")[2][:1].isupper()


_PUT_IN = 1_000_000


def _in_proof(sentence: Sentence, spans: Sequence[Span]) -> list[Span]:
    """Where answers stand in the proof, which all statements of a sentence share; words put in stand apart."""
    return [sentence.origin(*span) or (span[0] + _PUT_IN, span[1] + _PUT_IN) for span in spans]


def _same_words(words: str, mine: Span, other: Span) -> bool:
    """Whether two answers overlap; a number, or few words, deep inside a longer answer is a fact of its own."""
    if not (mine[0] < other[1] and other[0] < mine[1]):
        return False
    share = (mine[1] - mine[0]) / max(1, other[1] - other[0])
    return share > (0.5 if any(map(str.isdigit, words)) else 0.3)


def _words(order: Order) -> Words | None:
    template = order.template
    if template.form == "question" and template.question and template.answer:
        values = order.values()
        question = asking.settled(render(template.question, values, order.variables))
        return Words("question", question, _trimmed(render(template.answer, values, order.variables)))
    hidden = order.slots.get(template.hide)
    if not hidden or hidden[0].start < 0:
        return None
    answer = order.sentence.text[hidden[0].start : hidden[-1].end]
    start, end = _gap(order, hidden)
    hint = _ask(order, answer) if template.form == "cloze" and template.ask else ""
    if template.form == "blank":
        ask = _ask(order, answer)
        question = asking.ask_in_place(order.sentence.text, start, end, ask, strict=order.rule.fallback)
        if question:
            return Words("blank", question, _trimmed(answer))
        if ask in asking.OPEN or ask.startswith(":"):
            return None
        hint = asking.narrowed(answer, ask)
    shown = asking.gap_in_place(order.sentence.text, start, end, order.sentence.block.label)
    if not shown:
        return None
    question = shown.replace(asking.GAP, f"[{hint}]", 1) if hint else shown
    cloze = shown.replace(asking.GAP, "{{c1::" + answer + (f"::{hint}" if hint else "") + "}}", 1)
    return Words("cloze", question, answer, cloze)


def _attributed(words: Words, sentence: Sentence) -> Words:
    """The same, as somebody's words: "According to Asha Rao, what ...?"."""
    first = words.question.split(" ", 1)[0]
    written = sentence.proof.split()
    small = first.lower() in _ASKING or (first not in written and first.lower() in written)
    lead = f"According to {sentence.speaker}, "
    question, cloze = (
        lead + (text[0].lower() + text[1:] if small else text) if text else "" for text in (words.question, words.cloze)
    )
    return replace(words, question=question, cloze=cloze)


def _gap(order: Order, hidden: tuple[Value, ...]) -> Span:
    """What the question words stand for: the answer, and the slots of `over` beside it."""
    beside = [value for name in order.template.over for value in order.slots.get(name, ()) if value.start >= 0]
    spans = [*hidden, *beside]
    return min(value.start for value in spans), max(value.end for value in spans)


def _ask(order: Order, answer: str) -> str:
    """The question words with their holes filled: {unit} and {head} of the answer, else slots."""
    source = order.template.ask or _use(order)[order.template.hide].ask
    template = asked(source)
    said = {"unit": (asking.unit_of(answer),), "head": (asking.head_of(answer),)} if template.holes else {}
    ask = render(template, {**order.values(), **said}, order.variables)
    return asking.several(ask) if len(order.slots[order.template.hide]) > 1 else ask


@lru_cache(512)
def asked(source: str) -> Template:
    """The question words as a template."""
    return parse_template(source)


def _trimmed(answer: str) -> str:
    return answer.strip(" ,;:.") if not answer.endswith(("etc.", "Ltd.", "Inc.", "Co.")) else answer.strip(" ,;:")


def _unfit(order: Order, words: Words) -> str:
    if order.rule.fallback and _in_sight(order, words.answer):
        return "the topic gives the answer away"
    for name in sorted(_subjects(order)):
        if reason := gates.subject_fault(order.slots[name][0].text):
            return reason
    if order.rule.group == "label" and not order.rule.children and _is_said(words.answer):
        return "answer is a sentence of its own"
    if words.form == "question" and _LONG_TITLE.search(order.article.title) and order.article.title in words.question:
        return "the title is no name"
    if words.form == "question" and any(_is_cut_list(order.sentence.text, *span) for span in _answer_spans(order)):
        return "list is cut short"
    is_list = any(len(order.slots.get(name, ())) > 1 for name in _answer_names(order.template))
    is_list = is_list or words.answer.count(", ") > 1
    return gates.fault(words.form, words.question, words.answer, is_list=is_list)


_LONG_TITLE = re.compile(r"[?|;]|(?:\S+ ){9}")


def _is_said(answer: str) -> bool:
    """Whether an answer says something of something: "Villagers pay as well"; titles in quotes may."""
    clauses = parse(answer) if answer[:1] not in "'\"‘“" else ()
    return any(not clause.opening and answer[clause.subject[1]] == " " for clause in clauses)


def _is_cut_list(text: str, start: int, end: int) -> bool:
    """Whether "bells, drums" is asked of "bells, drums, and gongs"."""
    if _TITLE_GOES_ON.match(text, end) and _TITLE.search(text[start:end]):
        return True
    following = _LAST_THING.match(text, end)
    if following is None or ", " not in _BRACKETS.sub("", text[start:end]):
        return False
    words = read_words(text)
    tags = (tag for tag, (begin, _) in zip(words.tags, words.spans, strict=True) if begin >= following.end())
    return next(tags, "v") in _NOMINAL  # else a clause of its own: "and has a mosque"


_NOMINAL = frozenset('djnNg#"“‘')


_TITLE = re.compile(r" (?:of|for) (?:[A-Z][\w-]*,? ?)+$")  # "Controller of Patents", Designs and Trade Marks
_TITLE_GOES_ON = re.compile(r", [A-Z][\w-]*(?: [A-Z][\w-]*)* (?:and|&) [A-Z]")
_LAST_THING = re.compile(r",? (?:and|or) ")
_BRACKETS = re.compile(r"\s*\([^()]*\)")


def _in_sight(order: Order, answer: str) -> bool:
    """The answer is what the article is about: nobody has to remember it."""
    said = " ".join(gates.tokens(_BRACKETS.sub("", answer)))
    return f" {said} " in f" {' '.join(gates.tokens(order.article.title))} "


def _subjects(order: Order) -> set[str]:
    """The slots that the question takes for noun phrases."""
    uses = _use(order)
    named = order.template.question.names if order.template.question else ()
    if order.rule.clause:
        return {"subject"} & {*named}
    return {name for name in named if name in order.slots and name in uses and uses[name].type in _NOUN_PHRASES}


def _use(order: Order) -> Mapping[str, SlotUse]:
    """The slots of the pattern that matched."""
    return order.rule.patterns[order.fact.pattern].slots if order.rule.patterns else {}


def _answer_names(template: CardTemplate) -> tuple[str, ...]:
    """The slots that the answer gives."""
    if template.answer:
        return template.answer.names
    return (template.hide,)


def _answer_spans(order: Order) -> tuple[Span, ...]:
    found = [value for name in _answer_names(order.template) for value in order.slots.get(name, ())]
    return tuple((value.start, value.end) for value in found if value.start >= 0)


def _card(order: Order, words: Words, spans: tuple[Span, ...]) -> Card:
    article, sentence = order.article, order.sentence
    proof, mark = _proof(order, spans)
    return Card(
        guid=_guid(order, words),
        form=words.form,
        question=words.question,
        answer=words.answer,
        cloze=words.cloze,
        topic=_breadcrumb(article, sentence, words),
        sentence=proof,
        mark=mark,
        rule=order.rule.name,
        article=Source(article.id, article.url, article.title, article.published, article.source),
        tags=(*article.tags, *order.rule.tags, *order.template.tags),
        as_of=_day(article.published) if order.template.volatile or _is_passing(sentence.text) else "",
    )


_TODAY = re.compile(r"\b(?:today|now|currently|presently|so far|at present)\b", re.IGNORECASE)


def _is_passing(text: str) -> bool:
    """Whether a sentence is true on the day of writing: its question leaves "today" out, its card says "as of"."""
    return _TODAY.search(text) is not None


def _proof(order: Order, spans: tuple[Span, ...]) -> tuple[str, Span | None]:
    """The sentence as the article says it (with its sub-bullets, when they are the answer), and the answer in it."""
    sentence = order.sentence
    label = sentence.block.label
    lead = f"{label}: " if label and sentence.proof and sentence.block.text.startswith(sentence.proof) else ""
    tail = ""
    if order.rule.children:
        tail = " " + "; ".join(value.text for value in order.slots.get("items", ()))
    mark = sentence.origin(spans[0][0], spans[-1][1]) if spans else None
    if mark:
        mark = (mark[0] + len(lead), mark[1] + len(lead))
    return lead + sentence.proof + tail, mark


def _breadcrumb(article: Article, sentence: Sentence, words: Words) -> str:
    """What stands above, outermost first, without what gives the answer away or the question says already."""
    title, *steps = sentence.trail or tuple(reversed(sentence.topic)) or (article.title,)
    asked = set(gates.tokens(words.question))
    parts = [title, *(step for step in steps if not set(gates.tokens(step)) <= asked)]
    return " › ".join(dict.fromkeys(part for part in parts if not _gives_away(part, words.answer)))


def _gives_away(part: str, answer: str) -> bool:
    """Whether one holds the other: all of the answer, or most of it."""
    above, said = gates.tokens(part), gates.tokens(answer)
    if f" {' '.join(said)} " in f" {' '.join(above)} ":
        return True
    return 2 * len(above) >= len(said) and f" {' '.join(above)} " in f" {' '.join(said)} "


def _guid(order: Order, words: Words) -> str:
    """From the fact: its name, what is asked, and the slots that the question names; never from wording or answer."""
    template, sentence = order.template, order.sentence
    fact = template.fact or order.rule.fact or order.rule.name
    answer = _answer_names(template)
    asked = "+".join(answer)
    if template.question:  # which may name the answer's slot for its number alone: {years|year/years}
        names = {*template.question.names} - {*answer}
        names = {name for name in names if name in order.slots or order.variables.get(name)}
        parts = [f"{name}={_said(order, name)}" for name in sorted(names)]
    else:
        spans = _answer_spans(order)
        parts = [sentence.text[: spans[0][0]], sentence.text[spans[-1][1] :]]
    if template.each:
        parts.append(_said(order, template.each))
    if not any(word[:1].isupper() for word in words.question.split()[1:]):
        parts.append(sentence.topic[0] if sentence.topic else order.article.title)
    return identity.guid(fact, [asked, *parts])


def _said(order: Order, name: str) -> str:
    """A slot or variable in its normal form: "The Hirakud Dam" opens one sentence, "Hirakud Dam" stands in another."""
    values = order.values().get(name) or (order.variables.get(name, ""),)
    return " ; ".join(map(identity.normal, values))


def _score(order: Order, card: Card) -> float:
    """How much a card is worth keeping when an article has too many: rule first, then short and named questions."""
    length = len(card.question.split())
    named = any(word[:1].isupper() for word in card.question.split()[1:])
    score = order.rule.priority - (25 if order.rule.fallback else 0)
    return score + (10 if named else 0) - max(0, length - 14) * 0.8 - max(0, len(card.answer.split()) - 8)


def _distinct(drafts: list[Draft]) -> tuple[list[Draft], list[Drop]]:
    """Drafts without repetitions; the first of the same guid, or of nearly the same question and answer, stays."""
    kept: list[Draft] = []
    drops: list[Drop] = []
    by_answer: dict[str, list[tuple[set[str], set[str]]]] = {}
    answered: defaultdict[tuple[int, str], list[Span]] = defaultdict(list)
    guids: set[str] = set()
    for draft in drafts:
        words = set(gates.tokens(draft.card.question))
        twins = by_answer.setdefault(" ".join(gates.tokens(draft.card.answer)), [])
        names = {word.strip("?,.()") for word in draft.card.question.split()[1:] if word[0].isupper()}
        number = _has_digit(draft.card.answer)
        whole = (draft.fact.sentence.index, draft.card.question)
        again = any(mine[0] < other[1] and other[0] < mine[1] for mine in draft.spans for other in answered[whole])
        if (
            draft.card.guid in guids
            or again
            or any(_alike(words, twin) and not (number and _told_apart(names, other)) for twin, other in twins)
        ):
            reason = "the same question as another card"
            drops.append(Drop(draft.card.rule, draft.fact.sentence, reason, draft.card.question, draft.card.answer))
            continue
        guids.add(draft.card.guid)
        answered[whole] += draft.spans
        twins.append((words, names))
        kept.append(draft)
    return kept, drops


def _alike(one: set[str], other: set[str]) -> bool:
    if any(map(_has_digit, one - other)) and any(map(_has_digit, other - one)):
        return False  # of 1996 and of 2003: two questions
    return len(one & other) >= SIMILAR * min(len(one), len(other))


def _told_apart(one: set[str], other: set[str]) -> bool:
    """Whether each names something that the other does not: the Designs Act, the Patents Act."""
    return bool(one - other) and bool(other - one)


def _has_digit(word: str) -> bool:
    return any(map(str.isdigit, word))


def choose(drafts: Sequence[Draft], limit: int) -> tuple[list[Draft], list[Drop]]:
    """The best `limit` drafts in reading order (0: all), and the others."""
    if not limit or len(drafts) <= limit:
        return list(drafts), []
    crowd: dict[int, int] = {}
    ranked = []
    for number, draft in sorted(enumerate(drafts), key=lambda entry: -entry[1].score):
        crowd[draft.fact.sentence.index] = crowd.get(draft.fact.sentence.index, 0) + 1
        ranked.append((draft.score - 10 * max(0, crowd[draft.fact.sentence.index] - CROWDED), -number))
    best = {-number for _, number in sorted(ranked, reverse=True)[:limit]}
    reason = f"more than {limit} cards in the article"
    surplus = [draft for number, draft in enumerate(drafts) if number not in best]
    return [draft for number, draft in enumerate(drafts) if number in best], [
        Drop(draft.card.rule, draft.fact.sentence, reason, draft.card.question, draft.card.answer) for draft in surplus
    ]


def unique(cards: Iterable[Card]) -> tuple[list[Card], list[Problem]]:
    """Every fact once: the card of the earliest article stands, others are noted; disagreements become problems."""
    first: dict[str, Card] = {}
    problems: list[Problem] = []
    for card in sorted(cards, key=lambda card: (card.article.published, card.article.url)):
        known = first.get(card.guid)
        if known is None:
            first[card.guid] = card
            continue
        if not _agree(known.answer, card.answer):
            problems.append(_disagreement(known, card))
        elif card.article != known.article and card.article not in known.also:
            first[card.guid] = replace(known, also=(*known.also, card.article))
    return list(first.values()), problems


def _agree(one: str, other: str) -> bool:
    said, also = set(gates.tokens(one)), set(gates.tokens(other))
    return said <= also or also <= said


def _disagreement(known: Card, card: Card) -> Problem:
    return Problem(
        card.article.source or card.article.url,
        "warning",
        f'articles disagree on "{known.question}": "{known.answer}" and "{card.answer}"',
        f'"{known.sentence}" ({known.article.title}) against "{card.sentence}" ({card.article.title}); '
        "the first one is asked",
    )
