"""A sentence and what is asked of its clauses in, slots out: the words of a question in the order that it has them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from flashgen.clauses.parse import Clause, parse
from flashgen.clauses.parts import Part
from flashgen.clauses.phrases import form_in, form_of_text, phrases
from flashgen.clauses.tokens import read_words
from flashgen.grammar import base_form, verb_forms
from flashgen.model import Value
from flashgen.nounphrases import body_of, is_person, is_plural

PARTS = ("object", "complement", "argument", "purpose", "verb", "phrase")
"""What a rule may ask for; "phrase" is any noun phrase of the sentence."""
SLOTS = ("subject", "aux", "verb", "lead", "between", "rest", "preposition", "ask")
"""What a rule has besides the part that it asks for; of a phrase only `ask`."""

Slots = dict[str, tuple[Value, ...]]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a rule asks of clauses."""

    part: str
    """One of PARTS."""
    forms: frozenset[str] = frozenset()
    """Which of phrases.FORMS the part may have; none named: any."""
    after: frozenset[str] = frozenset()
    """The words of which one stands before the part; none named: any."""


def find(text: str, wanted: Wanted) -> Iterator[Slots]:
    """The slots of each part of a sentence that is wanted, in order."""
    if wanted.part == "phrase":
        yield from _phrases(text, wanted)
        return
    for clause in parse(text):
        if wanted.part == "verb":
            yield from _whole(text, clause)
            return
        if not {"not", "cannot"} & {*clause.auxiliaries}:
            yield from _parts(text, clause, wanted)


def _phrases(text: str, wanted: Wanted) -> Iterator[Slots]:
    words = read_words(text)
    for before, first, last in phrases(text):
        if wanted.after and before not in wanted.after:
            continue
        form = form_in(text, first, last)
        if form in ("name", "specific", "word") and _NAMED_BEHIND.match(words.tags, last):
            continue  # "by the minister, Asha Rao, on Monday"
        if not wanted.forms or form in wanted.forms:
            start, end = words.span(first, last)
            answer = text[start:end]
            before = "" if first > 1 and words.word(first - 2) == "followed" else before
            yield {"phrase": (Value(answer, start, end),), "ask": _made(question_words(answer, before))}


def _whole(text: str, clause: Clause) -> Iterator[Slots]:
    """The first clause, asked for as a whole: when, why."""
    aux, verb = inverted(text, clause)
    end = clause.end
    for opened, closed in ("‘’", "“”"):
        if text[clause.verb[1] : end].count(opened) > text[clause.verb[1] : end].count(closed):
            end = text.find(closed, end) + 1 or end
    if aux:
        yield {
            "subject": (Value(text[slice(*clause.subject)], *clause.subject),),
            "verb": (Value(verb, *clause.verb),),
            "aux": _made(aux),
            "lead": _made(text[slice(*clause.lead)]),
            "rest": _made(text[clause.verb[1] : end]),
        }


def _parts(text: str, clause: Clause, wanted: Wanted) -> Iterator[Slots]:
    aux, verb = inverted(text, clause)
    for part in clause.parts if aux else ():
        answer = text[part.start : part.end]
        if part.kind != wanted.part or (wanted.after and part.preposition.lower() not in wanted.after):
            continue
        if wanted.forms and form_of_text(answer) not in wanted.forms:
            continue
        adjective = part.kind == "complement" and read_words(answer).tags[:2] in ("jO", "jP")  # "proud of ..."
        if adjective or (part.kind == "complement" and _LEADS_ON.match(text, part.end)):
            continue  # "is conditional and subject to ..."
        yield {
            "subject": (Value(text[slice(*clause.subject)], *clause.subject),),
            part.kind: (Value(answer, part.start, part.end),),
            "aux": _made(aux),
            "verb": _made(verb),
            "lead": _made(text[slice(*clause.lead)]),
            "between": _made(text[clause.verb[1] : part.begin]),
            "rest": _made(text[part.end : clause.end]),
            "preposition": _made(part.preposition),
            "ask": _made(_who(text[slice(*clause.subject)], part, answer) or question_words(answer, part.preposition)),
        }


def _made(words: str) -> tuple[Value, ...]:
    """Words that need not stand in the text in this form; none when there are none."""
    bare = words.strip()
    return (Value(bare, -1, -1),) if bare else ()


def inverted(text: str, clause: Clause) -> tuple[str, str]:
    """The auxiliary that a question puts before the subject, and the verb as it then stands: "did", "sign"."""
    verb = text[slice(*clause.verb)]
    if clause.form == "H" and len(clause.auxiliaries) == 1:
        return {"has": "does", "have": "do"}.get(clause.auxiliaries[0].lower(), "did"), "have"
    if clause.auxiliaries:
        first, *others = clause.auxiliaries
        return first.lower(), " ".join([*others, verb])
    first, joined, second = verb.partition(" and ")
    if joined:
        auxiliary, base = _of_lone(text, clause, first)
        return auxiliary, f"{base} and {base_form(second)}"
    return _of_lone(text, clause, verb)


def _of_lone(text: str, clause: Clause, verb: str) -> tuple[str, str]:
    """The same for a verb without auxiliaries."""
    word, space, particle = verb.partition(" ")
    kind = verb_forms().get(word.lower(), "both" if word.endswith("ed") else "")
    if not kind or kind == "gerund":
        return "", ""
    plural = kind == "base" or is_plural(text[slice(*clause.subject)])
    return ("do" if plural else "does") if kind in ("third", "base") else "did", base_form(word) + space + particle


def _who(subject: str, part: Part, answer: str) -> str:
    """ "who" where the subject is an office, "The captain of the ship is ...", or is said to be somebody."""
    if part.kind == "complement" and is_person(answer):
        return "who"
    head = subject.split(" of ")[0].split()
    return "who" if head and head[-1].lower() in _PERSONS else ""


_PERSONS = frozenset(
    """actor architect artist author captain chair chairman chairperson chancellor chief commander commissioner
    composer convener daughter dean designer director disciple editor engineer father founder general governor
    guru head hero inventor judge justice king leader mayor member minister monk mother negotiator partner
    pioneer poet premier president prince principal queen representative ruler saint scientist secretary son
    speaker successor sultan teacher winner wife writer""".split()
)


def question_words(answer: str, before: str) -> str:
    """What stands for an answer: "which convention" where the name says what it is, "whom" after by, else "what"."""
    kind = body_of(_OWNER.sub("X ", answer))
    if kind and not _SEVERAL.search(_TITLE_END.split(answer)[0]) and len(_HEADS.findall(answer)) < 2:
        return f"which {kind}"
    return "whom" if before == "by" and (_NAMED.match(answer) or is_person(answer)) else "what"


_OWNER = re.compile(r"^.*['’]s (?=\w)")  # "the Government of India's vision", "Raja's Council"
_LEADS_ON = re.compile(r"\s+to\b")
_NAMED_BEHIND = re.compile(",N+[,.]")
_NAMED = re.compile(r"(?:the )?[A-Z]")
_TITLE_END = re.compile(" (?:of|for|on|to) ")
_HEADS = re.compile(
    r"(?:Institute|University|Agency|Authority|Corporation|Ministry|Department|Act|Convention|Agreement|Treaty|Commission|Board|Council)\b"
)
_SEVERAL = re.compile(r", | and ")
