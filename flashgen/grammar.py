"""Verbs of English: all forms of a base form, and the base behind a form."""

from __future__ import annotations

import re
from functools import lru_cache

# base: (past, participle); third person and -ing forms follow the suffix rules.
_IRREGULAR = {
    "be": "was been", "become": "became become", "begin": "began begun", "bind": "bound bound", "break": "broke broken",
    "bring": "brought brought", "build": "built built", "buy": "bought bought", "catch": "caught caught",
    "choose": "chose chosen", "come": "came come", "cut": "cut cut", "deal": "dealt dealt", "do": "did done",
    "draw": "drew drawn", "drive": "drove driven", "eat": "ate eaten", "fall": "fell fallen", "fight": "fought fought",
    "find": "found found", "fly": "flew flown", "forbid": "forbade forbidden", "get": "got got", "give": "gave given",
    "go": "went gone", "grow": "grew grown", "have": "had had", "hear": "heard heard", "hit": "hit hit",
    "hold": "held held", "keep": "kept kept", "know": "knew known", "lay": "laid laid", "lead": "led led",
    "leave": "left left", "lend": "lent lent", "let": "let let", "lie": "lay lain", "lose": "lost lost",
    "make": "made made", "mean": "meant meant", "meet": "met met", "overcome": "overcame overcome",
    "oversee": "oversaw overseen", "overtake": "overtook overtaken", "pay": "paid paid", "put": "put put",
    "read": "read read", "rise": "rose risen", "run": "ran run", "say": "said said", "see": "saw seen",
    "seek": "sought sought", "sell": "sold sold", "send": "sent sent", "set": "set set", "show": "showed shown",
    "shut": "shut shut", "sit": "sat sat", "speak": "spoke spoken", "spend": "spent spent", "split": "split split",
    "spread": "spread spread", "stand": "stood stood", "swear": "swore sworn", "take": "took taken",
    "teach": "taught taught", "tell": "told told", "think": "thought thought", "throw": "threw thrown",
    "undertake": "undertook undertaken", "uphold": "upheld upheld", "win": "won won", "withdraw": "withdrew withdrawn",
    "write": "wrote written",
}  # fmt: skip
_BASE_OF = {form: base for base, forms in _IRREGULAR.items() for form in forms.split() if base != "lie"}
_BASE_OF |= {
    "is": "be",
    "are": "be",
    "were": "be",
    "am": "be",
    "has": "have",
    "does": "do",
    "goes": "go",
    "lies": "lie",
}
# Verbs of two syllables that end in a stressed vowel and consonant, or double anyway.
_DOUBLES = """
admit commit submit permit transmit emit omit refer prefer confer defer transfer infer occur incur recur
compel expel propel control enrol patrol cancel label travel model signal equip ban plan map stop drop cap tap
tag log rob grab scrap ship trap trim plot top strip step begin
"""
_DOUBLING = frozenset(_DOUBLES.split())
_VOWELS = "aeiou"


def inflections(word: str) -> tuple[str, ...]:
    """All forms of a verb (or noun) given its base: sign -> sign, signs, signed, signing."""
    base = word.lower()
    doubled = base + base[-1] if _doubles(base) else base
    stem = base[:-1] if base.endswith("e") and not base.endswith("ee") else doubled
    past = _IRREGULAR.get(base, "").split() or [_past(base, doubled)]
    forms = [base, _third(base), *past, stem + "ing"]
    if base == "be":
        forms += ["is", "are", "were", "am", "being"]
        forms = [form for form in forms if form not in ("bes", "bing")]
    if base.endswith("ie"):
        forms[-1] = base[:-2] + "ying"
    return tuple(dict.fromkeys(_third("have") if form == "haves" else form for form in forms))


def _doubles(base: str) -> bool:
    if base in _DOUBLING:
        return True
    return bool(re.fullmatch(r"[^aeiou]*[aeiou][bdgklmnprtz]", base)) and base[-1] not in "wxy"


def _third(base: str) -> str:
    if base == "have":
        return "has"
    if re.search(r"[^aeiou]y$", base):
        return base[:-1] + "ies"
    return base + ("es" if re.search(r"(s|x|z|ch|sh|[^aeiou]o)$", base) else "s")


def _past(base: str, doubled: str) -> str:
    if base.endswith("e"):
        return base + "d"
    if re.search(r"[^aeiou]y$", base):
        return base[:-1] + "ied"
    return doubled + "ed"


@lru_cache(1024)
def base_form(phrase: str) -> str:
    """The base of the phrase's first word: "established" -> "establish", "set up" -> "set up"."""
    first, space, rest = phrase.partition(" ")
    return _base(first) + space + rest


def _base(word: str) -> str:
    low = word.lower()
    if low in _BASE_OF or low in _IRREGULAR:
        return _BASE_OF.get(low, low)
    for suffix in ("ied", "ies"):
        if low.endswith(suffix) and len(low) > 4:
            return low[:-3] + "y"
    if low.endswith("ed") and len(low) > 4:
        return _restore(low[:-2])
    if low.endswith("ing") and len(low) > 5:
        return _restore(low[:-3])
    if re.search(r"(ss|x|z|ch|sh|o)es$", low):
        return low[:-2]
    return low[:-1] if low.endswith("s") and not low.endswith(("ss", "us", "is")) else low


def _restore(stem: str) -> str:
    """The base behind a stem without -ed or -ing: launch, sign; admitt -> admit; locat -> locate."""
    if len(stem) > 3 and stem[-1] == stem[-2] and stem[-1] not in "lsfz":
        return stem[:-1]
    if stem[:-1] in _DOUBLING and stem[-1] == stem[-2]:
        return stem[:-1]
    if re.search(
        r"([aeiou][cgsvz]|[^aeiou]u[cgt]|[aiou][dt]|[aeou]k|at|[ao]r|[iu]r|iz|us|as|[lr]v|rs|ns|bl|pl|tl|dl|ng|rg|u)$",
        stem,
    ):
        return stem if stem.endswith(_KEEP) or stem in _NO_E else stem + "e"
    return stem


_KEEP = ("ait", "eat", "oat", "it", "out", "eet", "oot", "ead", "aid", "oad", "eed", "uit", "oid", "ood", "ook", "eak",
         "eek", "air", "our", "oar", "hang", "ong", "et", "ot", "or")  # fmt: skip
_WITHOUT_E = """
bring belong turn add grant visit benefit target limit debut solicit deposit exhibit inhibit focus honour
honor favour monitor
"""
_NO_E = frozenset(_WITHOUT_E.split())
