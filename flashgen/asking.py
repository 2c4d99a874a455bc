"""A sentence and a span of it in, the same words as an in-place question out: "… began operations in which year?"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from flashgen.clauses import has_verb, inverted, parse
from flashgen.phrases import Phrases

GAP = "[…]"
OPEN = frozenset({"what", "which", "whom", "who", "where"})
"""Question words that do not say what kind of answer is wanted: as a cloze, such a gap could be anything."""
MAX_WORDS = 32
"""A longer question is not asked: nobody reads it twice the same way."""
MAX_SHOWN = 36
"""The same for a sentence with a gap, with the signs for what is left out."""
SHORT = 5
"""Up to so many words without a verb are a heading or a bullet, not a statement."""
LONG = 18
"""From this many words on, what explains and does not ask is left out."""

_AUXILIARY = r"(?:is|was|has|are|were|have|had|will|can|also|it|they|the|its)"
# Where a sentence may end early without hurting what comes before: the value stands to the left of the cut.
_TAIL = re.compile(
    r"\s*(?:;|:\s(?=[A-Z])|\s[-–—]\s|,\s(?:in|of|for|by|with|within|under|through|during|after|from|at|over|on)\s(?:which|whom)\b|"
    r"(?:,\s*(?:and\s+)?|\s)(?:which|whose|where|while|whereas|although|though|even though|thereby|"
    r"thus|hence|so that|because|but|namely|viz|i\.e)\b|,\s+(?:who|as well as|along with|making|including|such as|"
    r"followed by|besides|underscoring|highlighting|reflecting|marking|reinforcing|strengthening|demonstrating|"
    r"ensuring|enabling|providing|allowing|helping|leading|resulting|with the|aimed at|"
    rf"and {_AUXILIARY})\b|\sand {_AUXILIARY}\b)"
)
_HEAD = re.compile(r";\s+|\s[–—]\s|:\s+")
_SUBORDINATE = re.compile(
    r"^(?:with|whether|while|as|although|though|despite|after|before|if|when|since|because|given|unlike) (?=[^,]* )",
    re.I,
)
_FRONTED = re.compile(
    r"^(?:(?:Earlier|Later) )?(?P<prep>(?:Back )?[Ii]n|[Oo]n|Since|By|From|During|As of|As on|Until|Till|Around|"
    r"Between|Through|For|At|Under|With)"
    r"(?P<gap>\s(?:the\s|around\s|about\s|early\s|late\s|mid-)?(?:year\s|month of\s)?)$"
)
_DETERMINED = re.compile(
    r"\b(?:a|an|the|these|those|this|that|its|their|his|her|our|each|every|all|such|following)\s+$", re.I
)
_NUMBER_HEAD = re.compile(
    r"^(?:-?[\d.,]+(?:\s?(?:-|–|to|x)\s?[\d.,]+)?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|a)"
    r"(?:[\s-](?:hundred|thousand|lakh|lakhs|crore|crores|million|billion|trillion))*[\s-]*",
    re.I,
)
# Words that may follow a value which stands for itself; before any other word it is an adjective ("a 76 mm gun").
_AFTER_VALUE = re.compile(
    r"^\s*(?:$|[,;:.)–—-]|(?:of|in|per|for|from|to|and|or|on|at|by|with|along|across|as|than|between|during|every|each|"
    r"after|before|above|below|under|over|into|through|via|within|until|till|since|while|when|which|that|who|is|are|was|"
    r"were|has|have|had|will|can|wide|long|deep|high|tall|thick|away|upstream|downstream|north|south|east|west|old|ago|"
    r"annually|respectively|only|respectively|worth|against|among|amongst|apart|off|near|around|out|due|it|them|every|if)\b)"
)
_LIST_GOES_ON = re.compile(r"^,\s+(?:[^,.;]{1,90},\s+)*(?:and\s+)?[^,.;]{1,90}?(?:,?\s(?:and|or|&)\s|$)")
_TELLS_MORE = re.compile(r" (?:like|such as|that|who|whose|up|[a-z]{3,}ed|made|built|held|led)\b")  # "what linked to"
_SPACE_BEFORE = re.compile(r"\s+([?,;:.)])")
_LOOSE = re.compile(r" [?,;:.)]")
_DANGLING = re.compile(r"\b(?:of|in|to|for|by|with|from|on|at|than|the|an?|and|or)\s*$", re.IGNORECASE)
_PASSING = Phrases(
    "currently presently recently now today also further far",
    r"^So far, |\b(?:currently|presently|recently|now|today|also|further)\s+|,? (?:today|so far)(?=[,.?]|$)",
)
# The same amount in another unit, right after it: "1,230 km (760 mi)".
_CONVERTED = re.compile(r"^\s*\((?:about |approx\.? |~)?[^()\w]*\d[^()]*\)")
_ASIDE = re.compile(
    r"^(?P<subject>[^,()]{2,110}|[^,()]{2,70}\([^()]*\)[^,()]{0,40}), (?:an?|the|which|who|whose|one of|also|known as|"
    r"located|situated|launched|established|founded|headed|led|built|born)\b[^,]*(?:,[^,]*){0,3}?, "
    r"(?=(?:is|was|has|are|were|have|had|will|\w+ed|covers?|includes?|became|began|held|met)\b)"
)


def ask_in_place(text: str, start: int, end: int, ask: str, *, strict: bool = False) -> str:
    """The question, or "" where the words around the value would read badly with `ask` in its place.

    `strict`: "what" is asked only where the build of the sentence is clear.
    """
    ask = narrowed(text[start:end], ask)
    if opened := _of_opening(text, start, end, ask):
        return opened
    before, after = _beside(text, start, end, ask)
    before = _fitting(before, ask)
    fronted = _FRONTED.match(before)
    if _IN_BRACKETS.search(before) and after.startswith(")"):
        return ""
    if before.endswith("from ") and _FROM_TO.search(text, start, end):
        return ""  # "rose from 33% to 35%"
    unclear = strict and not fronted and not _is_clear(text, start, end, ask)
    if unclear or not has_verb(f"{before}{text[start:end]}{after}") or _misfits(before, after, ask):
        return ""
    if fronted and after.startswith((",", " ")):
        before, after = _moved_back(fronted, after), ""
        if not before:
            return _of_lead(text, start, end, ask)
    question = _tidy(f"{before}{ask}{after}")
    return question if 4 <= len(question.split()) <= MAX_WORDS and _balanced(question) else ""


def narrowed(value: str, ask: str) -> str:
    """The question words for a value: a date may be a month, or some days on end."""
    if ask != "which date":
        return ask
    return "which month" if _MONTH_ONLY.match(value) else "which dates" if _DAYS.match(value) else ask


def _fitting(before: str, ask: str) -> str:
    """What stands before the question words, with the preposition that goes with them."""
    if ask.startswith("which state"):
        return _THE_STATE_OF.sub("", before)
    if ask in ("which dates", "which period") and before.endswith("from "):
        return before.removesuffix("from ") + ("on " if ask == "which dates" else "in ")
    return before


def _misfits(before: str, after: str, ask: str) -> bool:
    """Whether the words on both sides say nothing, or do not go with the question words between them."""
    if _ends_determined(before) or _glued(before, after):
        return True
    if ask in OPEN and _DENIED.search(before):
        return True
    if ask == "which period" and before.lower().endswith("between "):
        return True  # "between 2010 and 2020"
    waits = "," not in before and _SUBORDINATE.match(before) is not None  # the main clause is still to come
    return _clashes(ask, after) or before.startswith("Whether ") or waits


def _ends_determined(before: str) -> bool:
    return _DETERMINED.search(before, len(before) - 10) is not None  # no such word is longer; the text may be


def _of_opening(text: str, start: int, end: int, ask: str) -> str:
    """ "Founded in 1817, the school ..." as "In which year was the school founded?"; "" for other places."""
    for clause in parse(text):
        named = clause.opening and not _is_pronoun(text[slice(*clause.subject)])
        for part in clause.parts if named else ():
            direct = part is clause.parts[0] or not ask.startswith("which ") or ask in _TIMES
            inside = direct and part.begin <= start and end <= part.end
            if part.kind == "argument" and inside and (ask not in OPEN or start == part.start):
                asked = f"{text[part.begin : start]}{ask}{text[end : part.end]}"
                verb = text[slice(*clause.verb)].lower()
                said = f"{verb}{text[clause.verb[1] : part.begin]}{text[part.end : clause.end]}"
                return _tidy(f"{asked} {clause.auxiliaries[0]} {text[slice(*clause.subject)]} {said}")
    return ""


def _is_pronoun(subject: str) -> bool:
    return subject.split(" ", 1)[0].lower() in _PRONOUNS


_PRONOUNS = frozenset("it he she they we i you there its his her their".split())


def _of_lead(text: str, start: int, end: int, ask: str) -> str:
    """ "In 1817, after long talks, they founded a school" as "In which year did they found a school?"."""
    for clause in parse(text):
        inside = clause.lead[0] <= start and end <= clause.lead[1] and not clause.opening
        if inside and not _is_pronoun(text[slice(*clause.subject)]):
            auxiliary, verb = inverted(text, clause)
            asked = f"{text[clause.lead[0] : start]}{ask} {auxiliary} {text[slice(*clause.subject)]} {verb}"
            ends = (clause.end, *(part.end for part in clause.parts[:1]))  # all, or what belongs to the verb first
            said = (_tidy(f"{asked}{text[clause.verb[1] : last]}") for last in ends if auxiliary)
            return next((one for one in said if len(one.split()) <= MAX_WORDS and _balanced(one)), "")
    return ""


def _is_clear(text: str, start: int, end: int, ask: str) -> bool:
    """Whether what has no kind stands in a clause that is clearly built, not in what leads to its subject."""
    if ask not in OPEN:
        return True
    clauses = [clause for clause in parse(text) if not clause.opening]
    return bool(clauses) and not any(clause.lead[0] <= start and end <= clause.lead[1] for clause in clauses)


def _clashes(ask: str, after: str) -> bool:
    """Whether the question words do not fit what follows them."""
    alone = _AFTER_VALUE.match(after) is not None
    if ask.startswith("how many"):  # it wants a noun after it; "how many metres" brings its own
        return (ask == "how many") == alone
    if ask in _AMOUNTS:
        return not alone
    return ask in OPEN and (_LIST_GOES_ON.match(after) is not None or _TELLS_MORE.match(after) is not None)


def _moved_back(fronted: re.Match[str], after: str) -> str:
    """ "In …, the dam was opened" as "the dam was opened in "; "" where it would stand too far from its verb."""
    if _long_or_loose(fronted["prep"], after):
        return ""
    gap = fronted["gap"].lower().replace("year ", "").replace("month of ", "").replace("the ", "")
    clause = after.lstrip(", ").rstrip(" .;:,")
    if _OTHER_TIME.search(clause) or _HANGING.search(clause):
        return ""  # "grew in the 14th century in which period?"
    return f"{clause} {fronted['prep'].lower()}{gap}" if has_verb(clause) and not clause.startswith("(") else ""


def _beside(text: str, start: int, end: int, ask: str) -> tuple[str, str]:
    """What stands before and after the question words; ": which ones" closes the question."""
    before, after = _around(text, start, end)
    return (before.rstrip(" ,;:-–—") + " ", "") if ask.startswith(":") else (before, after)


def gap_in_place(text: str, start: int, end: int, label: str = "") -> str:
    """The clause with the value hidden, for a cloze; "" when it cannot be cut to a readable length.

    Under a label words without a verb say enough: "Term: five years from 2020".
    """
    before, after = _around(text, start, end)
    words = f"{before} {after}"
    says = has_verb(f"{before}{text[start:end]}{after}")
    enough = label or (len(words.split()) > SHORT and not _ADJUNCT.match(before))
    note = enough and (label or any(map(str.isdigit, text[start:end])))
    if _is_fragment(words) or not (says or note):
        return ""
    if _glued(before, after.replace("-", " ", 1)):
        return ""
    if len(f"{before} {after}".split()) > MAX_WORDS and re.search(r"\d", text[start:end]):
        value = text[start:end]
        windows = (cut for cut in _windows(before, after) if has_verb(f"{cut[0]}{value}{cut[1]}".replace("…", "")))
        before, after = next(windows, (before, after))
    shown = settled(f"{before}{GAP}{after}".strip().rstrip(",;: "))
    if label and not says:
        shown = f"{label}: {shown}"
    return shown if _balanced(shown) and len(shown.split()) <= MAX_SHOWN else ""


def _windows(before: str, after: str) -> Iterator[tuple[str, str]]:
    """The words nearest to the gap, cut at commas, with an ellipsis where something is left out: the shortest first."""
    for tail in _tails(after):
        room = MAX_SHOWN - 1 - len(tail.split())
        for cut in (None, *_BREAK.finditer(before)):
            rest = before[cut.end() :] if cut else before
            whole = not cut or (len(rest.split()) >= 4 and _goes_on(before[: cut.start()], rest))
            if len(rest.split()) <= room and _balanced(rest) and whole:
                yield (f"… {rest}" if cut else rest), tail


def _goes_on(opening: str, rest: str) -> bool:
    """Whether the statement begins behind what opens the sentence: "Under the scheme, the state pays ..."."""
    return _STATED.match(rest) is not None and (not has_verb(opening) or _OPENER.match(opening) is not None)


_STATED = re.compile(r"[Tt]he |an? |[A-Z0-9₹]")
_OPENER = re.compile(
    r"(?:According to|As|Following|When|While|Since|Although|After|Before|Under|In|On|\w+(?:ing|ed)) [^,]*$"
)


def _tails(after: str) -> Iterator[str]:
    """What may be shown behind the gap: up to a break from the sixth word on, each longer than the last, or all."""
    for cut in _BREAK.finditer(after):
        if len(after[: cut.start()].split()) >= 6 and _balanced(after[: cut.start()]):
            yield f"{after[: cut.start()]} …"
    yield after


_BREAK = re.compile(
    r",\s+|;\s+|\s[–—-]\s|\s(?=(?:which|who|that|while|where|when|and|but)\b)|\s(?=\w{4,}ing (?:the|an?|its|their)\b)"
)


def settled(question: str) -> str:
    """The question without words that were true on the day of writing only: "is currently being built"."""
    words = _PASSING.left_out(question)
    if _LOOSE.search(words):
        words = _SPACE_BEFORE.sub(r"\1", words)
    return words[:1].upper() + words[1:]


def several(ask: str) -> str:
    """The question words for more than one answer: "which country" -> "which countries"."""
    if not ask.startswith("which "):
        return ask
    if ask.endswith("s"):
        return ask  # the rule says it in the plural already
    return f"{ask[:-1]}ies" if re.search(r"[^aeiou]y$", ask) else f"{ask}s"


def unit_of(value: str) -> str:
    """The words after the number: "1.47 lakh kilometres" -> "kilometres", "75-year" -> "years"."""
    unit = _NUMBER_HEAD.sub("", value, count=1)
    return f"{unit}s" if unit in _UNITS else unit


_UNITS = frozenset(
    "year month day week decade hour minute second metre meter kilometre kilometer mile tonne ton acre hectare litre "
    "degree gram kilogram page".split()
)


def _around(text: str, start: int, end: int) -> tuple[str, str]:
    """What stands before the value and what stands after it, in the clause that carries it."""
    first, last = clause_of(text, start, end)
    before, after = text[first:start], text[end:last]
    after = _CONVERTED.sub("", after, count=1)
    if len(text[first:last].split()) > LONG:
        aside = _ASIDE.match(before)
        if aside:
            before = f"{aside['subject']} {before[aside.end() :]}"
    return before, after


def clause_of(text: str, start: int, end: int) -> tuple[int, int]:
    """The span of the clause that carries text[start:end] and can stand alone; never cuts into brackets or quotes."""
    first, last = 0, len(text)
    for cut in _HEAD.finditer(text, 0, start):
        if _balanced(text[cut.end() : start]) and _stands_alone(text[cut.end() :]):
            first = cut.end()
    for cut in _TAIL.finditer(text, end):
        kept = text[first : cut.start()]
        if _balanced(kept) and has_verb(kept) and not _DANGLING.search(kept):
            last = cut.start()
            break
    return first, last


def _long_or_loose(preposition: str, after: str) -> bool:
    """Whether what begins the sentence would stand too far from its verb, or is no adjunct, once moved to the end."""
    if not after.startswith(","):
        return preposition not in ("In", "On", "Since", "During", "By")
    return len(after.split()) > LONG


_IN_BRACKETS = re.compile(r"\((?:[a-z]+ )?$")
_HANGING = re.compile(r", [A-Z][^,]* [a-z]+ing$")  # "..., Justice Rao dissenting"
_OTHER_TIME = re.compile(r"\b(?:in|by|since|from) (?:the )?(?:[A-Z][a-z]+ )?(?:[12]\d{3}\b|\d+(?:st|nd|rd|th) century)")
_DAYS = re.compile(
    r"(?:[A-Z]\w+ )?\d+[a-z]*(?: [A-Z]\w+,?)? ?(?:[-–]|to|until|till|and|through) ?(?:\d+[a-z]* )?[A-Z]"
    r"|[A-Z]\w+ \d+[a-z]* ?(?:[-–]|to|until|till|and|through)"
)
_TIMES = frozenset({"which year", "which date", "which month", "which period", "which decade", "which century"})
_DENIED = re.compile(r"\bnot (?:\w+ )?$")
_THE_STATE_OF = re.compile(r"the [Ss]tates? of $")
_MONTH_ONLY = re.compile(r"[A-Z][a-z]+\.?,? \d{4}$")
_AMOUNTS = frozenset({"how much money", "what number"})


def _is_fragment(text: str) -> bool:
    """An aim or a heading, "To empower girls" or "Building a skilled workforce", that says nothing of anything."""
    return _VERBAL.match(text) is not None and not _FINITE.search(text)


_VERBAL = re.compile(r"(?:To [a-z]|[A-Z][a-z]+ing )")
_ADJUNCT = re.compile(r"(?:In|On|At|By|For|From|Over|Under|Between|With|Within|During|Through|To) ")
_FINITE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|can|could|would|may|does|did|includes?|said|led|held|made|became)\b"
    r"|, (?:the|an?|[A-Z])"
)


def _stands_alone(text: str) -> bool:
    return text[:1].isupper() and has_verb(text)


def _balanced(text: str) -> bool:
    return text.count("(") == text.count(")") and text.count('"') % 2 == 0 and text.count("“") == text.count("”")


_BESIDE_NAME = re.compile(r"\s*\([^)]*\)|[\"“”‘’']|,.*")
_PREPOSITION = re.compile(r" (?:of|for|on|to|in|against) ")


def head_of(value: str) -> str:
    """The noun that says what a name names: "Tiger Project" -> "project", "Ministry of Coal" -> "ministry"."""
    bare = _BESIDE_NAME.sub("", value).strip()
    first = bare.split(" ")[0]
    if first in _LEADING:
        return first.lower()
    words = _PREPOSITION.split(bare)[0].split()
    return words[-1].lower() if words else ""


_LEADING = frozenset(
    "Project Operation Exercise Mount Lake Article Section Schedule River Cyclone Hurricane Cape Fort".split()
)


_RANGE_BEFORE = re.compile(r"\d[-–]\d+(?:st|nd|rd|th)? $")  # "6-7 " before "July 2026"


def _glued(before: str, after: str) -> bool:
    """The value is part of a longer word or number."""
    if (
        before[-1:].isalnum()
        or after[:1].isalnum()
        or before.endswith(("-", "/", "@", "$", "₹", "€", "£"))
        or after.startswith(("-", "/"))
    ):
        return True
    return before[-1:] == " " and _RANGE_BEFORE.search(before) is not None


_FROM_TO = re.compile(r"\d\S* to \S*\d")
_SOME = re.compile(r"\b[Ss]ome (?=(?:how|what) )")  # "some 98%"


def _tidy(question: str) -> str:
    words = (
        " ".join((_SOME.sub("", question) if "ome " in question else question).split())
        .rstrip(" .;:,!?-–—")
        .removesuffix(" etc")
        .rstrip(",")
    )
    return settled(words + "?")
