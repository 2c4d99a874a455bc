"""A drafted card in, the reason not to ask it out: what makes a card unclear, trivial, leaking or wrong."""

from __future__ import annotations

import re
from functools import lru_cache

from flashgen.clauses import is_no_noun
from flashgen.model import Form
from flashgen.phrases import Phrases

MAX_ANSWER_WORDS = 30
MAX_QUESTION_WORDS = 40

_WORD = re.compile(r"[^\W_]+(?:['.,][^\W_]+)*%?")
_PRONOUN_FIRST = Phrases(
    "these those them it they he she this we i you its their his her our such both same former latter said the "
    "following",
    r"^\w+ of (?:these|those|them)\b"
    r"|^the following\b"
    r"|^the (?:first|second|third|fourth|others?|two|three|rest|one) (?:is|was|are|were|has|have|had|will)\b"
    r"|^(?:it|they|he|she|this|these|those|we|i|you|its|their|his|her|our|such|both|the (?:same|former|latter))\b"
    r"|\b(?:this|these|those|the said) (?:act|bill|scheme|agreement|programme|mission|project|report|initiative|"
    r"step|move|year|decision|policy|law|case|meeting|visit|event|country|countries|body|species|site|areas?|"
    r"numbers?|figures?|amount|share|trend|increase|decrease|process|system|region|group|category|issue|matter|effort|"
    r"framework|platform|portal|fund|award|festival|exercise|period|place|time|purpose|period|point|regard|context)\b"
    r"(?! (?:whose|which|that|who|where|with)\b)"
    r"|\b(?:for|of|by|with|to|in|behind|after|before) this\?$|^in \w+,? (?:it|they|he|she)\b",
)
_IT = Phrases("it", r"\bIT\b", re.NOFLAG)  # information technology
# In a sentence's own words such a pronoun has its name before it; in a question made of slots it has none.
_PRONOUN_INSIDE = Phrases(
    "it they them he she him",
    r"\b(?:was|were|is|are|did|does|do|has|have|can|of|by|to|for|about|with) (?:it|they|them|he|she|him)\b(?! \w+ing)",
)
# Nobody was named yet: "At the hotel he found ...", "On 9 June it ...", "features of this lake".
_WHO_OPENED = Phrases(
    "he she it they",
    r"^(?:(?:yet|but|and|only|just) )?(?:at|in|on|for|to|by|from|during|until|under|with|since|like) (?!which|what|how)"
    r"(?P<opening>[^,?.]{0,60}?),? (?:(?P<person>he|she)|(?<!the time )it(?! (?:is|was) \w+ (?:that|about)\b)|they) \w",
)
_WHICH_POINTED = Phrases("this these", r"\b(?:this|these) (?!years?\b|months?\b)[\w ]++(?!,)")
_NAME = re.compile(r"(?!(?:Jan|Febr|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\b)\b[A-Z]|[a-z][A-Z]|[“‘'\"]")
_RELATIVE = Phrases(
    "today yesterday tomorrow tonight nowadays soon ago far this last next coming previous past",
    r"\b(?:today|yesterday|tomorrow|tonight|nowadays|soon(?! after)|ago|so far|"
    r"(?:this|last|next|coming|previous|past) (?:year|week|month|decade|century|few|monday|tuesday|wednesday|thursday|"
    r"friday|saturday|sunday|\w+ (?:years|months|weeks|days)))\b",
)
_DATED = re.compile(
    r"\b(?:last|past) \w+ (?:years|months),? \(?(?:(?:from|between|i\.e\.,?) )?(?:FY ?)?(?:[A-Z]\w+ )?\d{4}"
)
_LATER = re.compile(r"[Hh]ow many \w+\]? (?:later|earlier|ago)\b")
_LATELY = Phrases("last past next coming", r"\b(?:last|past|next|coming) \[?(?:how many|…)")
_FIRST_PERSON = Phrases(
    "i we our my you your",
    r"^I\b|\bI (?:am|was|have|had|will|would|think|believe|hope|want)\b|\b(?:we|our|my|you|your)\b",
    re.NOFLAG,
)
_OPINION = Phrases(
    "should ought need needs time important necessary essential imperative hoped crucial hopefully must view "
    "undoubtedly course perhaps",
    r"\b(?:should|ought to|needs? to|it is (?:time|important|necessary|essential|imperative|hoped|crucial)|hopefully|"
    r"must (?:not )?(?:also )?(?:be seen|remember|strive|focus|ensure)|in my view|undoubtedly|of course|perhaps)\b",
)
_OPENING = re.compile(
    r"^(?:and|or|but|of|to|by|with|from|at|into|for|which|that|who|as|than|because|so|thus|hence|also)\b", re.I
)
_PREPOSITION_END = re.compile(
    r"\b(?:a|an|the|of|and|or|to|by|with|from|that|which|is|are|was|were|its|their|in|on|at)$", re.I
)
_NOTHING = re.compile(
    r"a game[- ]changer|the (?:new|draft|proposed|final|said|existing|current|present|former|old|main) \w+$"
    r"|one of (?:several|many|various|some)\b"
    r"|(?:two|three|four|five|six|\d+) (?:factors|reasons|things|ways|kinds|types)$",
    re.IGNORECASE,
)
_GOES_ON = re.compile(
    r", (?:is|are|was|were|has|have|had) "
)  # "Palau, were lost", of "several reefs, among them Palau"
_TWICE = re.compile(r"\b(.{4,60}) \(\1\)\?$", re.IGNORECASE)
_CUT_OFF = re.compile(
    r"\b(?:stating|saying|claiming|noting|adding|like|such|including|that|via|for the (?:purpose|same))\?$"
)
_VAGUE = frozenset(
    "one two it this that these those they them he she many several some various others other all both such same more "
    "most less much few first second following above below country year years people new government "
    "milestone success testament boon symbol example step challenge concern priority "
    "increase decrease growth decline rise result part use addition view order terms number way case end time".split()
)
_ASKING = frozenset(
    "what which who whom or where when why how many much is are was were do does did shall may can must of in on the a "
    "an".split()
)
_EMPTY = frozenset("the a an of in on at to for and or is are was were by with from its their his her as".split())


_NOT_A_NOUN = re.compile(
    r"^(?:consider|in|on|at|by|for|from|with|after|before|as|if|when|while|whereas|although|though|since|because|"
    r"despite|during|under|over|of|to|and|or|but|that|which|who|whose|then|also|not|only|including|such|like|through|between|among|"
    r"however|moreover|further|thus|hence|therefore|where|there|here|how|why|what|so|than|until|till|once|even|"
    r"besides|according|both|each|based|due|owing|along|about|against|via|per|amid|upon|within|without|apart|instead|e\.?g|i\.?e)\b"
    r"|\b(?:is|are|was|were|has|have|had|will|would|shall|should|may|might|can|could|must|does|did|which|who|whom|whose|"
    r"usually|because|although|while|whereas|said|says|than)\b|\b(?:and|or|of|the|a|an|to|in|on|for|with|by|at|from|that)$"
    r"|^\w+ing(?: [a-z]+)*$"
    r"|^\w+ (?:years?|months?|weeks?|days?|decades?) (?:on|later|ago|after)\b",
    re.I,
)
_COUNTS = frozenset({"two"})
_BARE = re.compile("[Tt]he [a-z]+")  # "the movement": of what?
_ANY_KIND = re.compile(r"an? [^(]*$")  # "which committee?" - "an expert committee"
_COUNTED_ONLY = re.compile(
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten|\d+) (?:\w+ed|built|by|of|and)\b", re.I
)
_INDEFINITE = re.compile(
    r"^(?:an?|some|many|several|any|one of|various|certain|most|other|another|few|more|much|every|each|no|nothing|all)"
    r"\b",
    re.IGNORECASE,
)

_NAMED_KIND = re.compile(r"an? (?:[A-Z][\w-]*(?:$| (?=[A-Z(]))){2,4}(?:\(|$)")  # "a Reef Data Unit (RDU)"


_OWNED = re.compile(r"(?:its|their|his|her|our|my|your|this|these|those|that)\b", re.IGNORECASE)
_UNNAMED = re.compile(
    r"^the (?:scheme|act|bill|law|programme|program|mission|project|initiative|report|agreement|policy|committee|"
    r"commission|institute|institution|organisation|ministry|minister|event|meeting|festival|exercise|summit|amendment)$",
    re.IGNORECASE,
)


def subject_fault(text: str) -> str:
    """Why these words cannot be the subject of a question; "" for a noun phrase."""
    if is_no_noun(text):
        return "subject is no noun phrase"
    if _OWNED.match(text):
        return "pronoun without a name"
    if (_INDEFINITE.match(text) and not _NAMED_KIND.match(text)) or _UNNAMED.match(text):
        return "subject is not named"
    return "subject is no noun phrase" if _NOT_A_NOUN.search(text) or _COUNTED_ONLY.match(text) else ""


@lru_cache(4096)  # titles, answers and questions are compared many times
def tokens(text: str) -> tuple[str, ...]:
    """The words of a text as answers are compared: lower case, without punctuation and articles."""
    return tuple(word for word in _WORD.findall(text.casefold()) if word not in _EMPTY)


def fault(form: Form, question: str, answer: str, *, is_list: bool = False) -> str:
    """Why this card should not be asked, in a few countable words; "" for a good card."""
    for check in (_shape, _clarity, _leak):
        reason = check(form, question, answer, is_list)
        if reason:
            return reason
    return ""


def _shape(form: Form, question: str, answer: str, is_list: bool) -> str:
    said = tokens(answer)
    if not said:
        return "empty answer"
    if len(answer.split()) > (60 if is_list else MAX_ANSWER_WORDS):
        return "answer too long"
    if len(question.split()) > MAX_QUESTION_WORDS:
        return "question too long"
    if form == "question" and not question.endswith("?") and not question.endswith("."):
        return "question without a question mark"
    if _open_bracket(question) or _open_bracket(answer):
        return "torn brackets or quotes"
    if _CUT_OFF.search(question, len(question) - 20):  # no such words are longer
        return "question is cut off"
    small_end = _PREPOSITION_END.search(answer, len(answer) - 5)  # no such word is longer; the answer may be
    bare = form == "blank" and (_BARE.fullmatch(answer) or (" which " in question and _ANY_KIND.match(answer)))
    counts = form != "cloze" and "how many" in question and said[0] in _COUNTS
    vague = " ".join(said) in _VAGUE and not counts
    torn = ", " in answer and _GOES_ON.search(answer) is not None
    if vague or torn or _NOTHING.match(answer) or _OPENING.match(answer) or small_end or bare or " but also " in answer:
        return "vague answer"
    return ""


def _clarity(form: Form, question: str, answer: str, is_list: bool) -> str:
    if _lacks_a_name(form, question, answer):
        return "pronoun without a name"
    if _OPINION.stand_in(question):
        return "an opinion or advice"
    if "ow many" in question and _LATER.search(question):
        return "relative date"
    of_today = _LATELY.stand_in(question) and len(answer.split()) <= 2 and "," not in answer  # "the last 5 years"
    if of_today or _RELATIVE.stand_in(_DATED.sub("", question)) or _RELATIVE.stand_in(answer):
        return "relative date"
    if _FIRST_PERSON.stand_in(question) or _FIRST_PERSON.stand_in(answer):
        return "somebody's own words"
    if (
        not _says_something(question)
        or (")?" in question and _TWICE.search(question))
        or (form == "question" and _is_bare(question))
    ):
        return "question says too little"
    return ""


def _lacks_a_name(form: Form, question: str, answer: str) -> bool:
    bare, said = _IT.left_out(question), _IT.left_out(answer)
    if _PRONOUN_FIRST.stand_in(bare) or _PRONOUN_FIRST.regex.match(said) or _names_nobody_before(bare):
        return True
    return form == "question" and _PRONOUN_INSIDE.stand_in(question)


def _names_nobody_before(question: str) -> bool:
    """Whether "he" of an opening, or "this temple", comes before anything that it could mean."""
    opened = _WHO_OPENED.found(question)
    if opened and (opened["person"] or not _NAME.search(opened["opening"])):
        return True
    pointed = _WHICH_POINTED.found(question)
    return pointed is not None and not _NAME.search(question, 1, pointed.start())


def _is_bare(question: str) -> bool:
    """Whether it asks when or where without a name: "In which year did images emerge?"."""
    asks = _WHEN.match(question)
    rest = question[asks.end() :].split() if asks else []
    return 0 < len(rest) <= _FEW and all(word.rstrip("?").isalpha() and word.islower() for word in rest)


_FEW = 4
_WHEN = re.compile(r"(?:In which (?:year|month)|When|Where|By whom) ")


def _says_something(question: str) -> bool:
    """A name, or two words that mean something, besides the question words."""
    words = [word for word in question.rstrip("?").split()[1:] if word.isupper() or word.casefold() not in _ASKING]
    return any(word[:1].isupper() or word[:1].isdigit() for word in words) or len(words) > 1


def _leak(form: Form, question: str, answer: str, is_list: bool) -> str:
    asked, said = tokens(question), tokens(answer)
    if f" {' '.join(map(_stem, said))} " in f" {' '.join(map(_stem, asked))} ":
        return "answer stands in the question"
    telling = [word for word in said if len(word) > 3 or word[0].isdigit()]  # "10 lakh tonnes" is not "7 lakh tonnes"
    if len(telling) > 1 and set(telling) <= set(asked):
        return "answer stands in the question"
    defined = _DEFINED.match(question)
    if defined and _is_circular(tokens(defined[1]), said):
        return "answer stands in the question"
    return ""


_DEFINED = re.compile(r"What (?:is|are|is meant by) ([^?]+)\?")


def _is_circular(term: tuple[str, ...], said: tuple[str, ...]) -> bool:
    """Whether a thing is explained by little more than its own words: digital solutions as "digital solution firms"."""
    return bool(term) and len(said) <= len(term) + 2 and set(map(_stem, term)) <= set(map(_stem, said))


def _stem(word: str) -> str:
    return word.removesuffix("s")


_CLOSED = re.compile(r"^[^‘]*[^s‘]’\W*$")  # "Tharu’" lost what opened it
_OPENED = re.compile(r"(?<!\w)‘")  # "the states‘ own" is a slip


def _open_bracket(text: str) -> bool:
    if len(_OPENED.findall(text)) > text.count("’") or _CLOSED.search(text):  # ’ also serves as an apostrophe
        return True
    return text.count("(") != text.count(")") or text.count("“") != text.count("”") or text.count('"') % 2 == 1
