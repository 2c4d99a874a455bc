"""Verbs of English: all forms of a base form, and the base behind a form. The verbs stand in words/verbs.txt."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from flashgen import builtin

VERBS = "words/verbs.txt"
NOUNS = "words/nouns.txt"
_AUXILIARIES = {"is": "be", "are": "be", "were": "be", "was": "be", "been": "be", "am": "be", "being": "be"}
_AUXILIARIES |= {"has": "have", "had": "have", "having": "have", "does": "do", "did": "do", "done": "do"}


@lru_cache(4096)
def inflections(word: str) -> tuple[str, ...]:
    """All forms of a verb (or noun) given its base: sign -> sign, signs, signed, signing."""
    base = word.lower()
    if base == "be":
        return ("be", "is", "are", "was", "were", "been", "being", "am")
    past, participle = _irregular().get(base) or (_past(base), _past(base))
    return tuple(dict.fromkeys([base, _third(base), past, participle, _gerund(base, participle)]))


@lru_cache(4096)
def base_form(phrase: str) -> str:
    """The base of the phrase's first word: "established" -> "establish", "set up" -> "set up"."""
    first, space, rest = phrase.partition(" ")
    return _base(first.lower()) + space + rest


@cache
def verb_forms() -> dict[str, str]:
    """form -> "base", "third", "gerund", "past", "participle", or "both" where past and participle are one."""
    forms: dict[str, str] = {}
    for base in _verbs():
        past, participle = _irregular().get(base) or (_past(base), _past(base))
        forms |= {_gerund(base, participle): "gerund", _third(base): "third"}
        forms |= {past: "both"} if past == participle else {past: "past", participle: "participle"}
    return forms | dict.fromkeys(_verbs(), "base") | {"found": "both"}


@cache
def nouns_first() -> frozenset[str]:
    """Verbs whose base form and form in -s are nouns in the first place: report, plan."""
    lines = (builtin.folder() / NOUNS).read_text("utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))


@cache
def _verbs() -> dict[str, tuple[str, str] | None]:
    """base -> (past, participle), or None for a regular verb."""
    verbs: dict[str, tuple[str, str] | None] = {}
    for line in (builtin.folder() / VERBS).read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            base, *forms = line.split()
            verbs[base] = (forms[0], forms[1]) if forms else None
    return verbs


@cache
def _irregular() -> dict[str, tuple[str, str]]:
    known = {base: forms for base, forms in _verbs().items() if forms}
    return {**known, "have": ("had", "had"), "do": ("did", "done")}


@cache
def _bases() -> dict[str, str]:
    """form -> base, for all forms of all verbs known; a base form of its own wins ("found" is "find" all the same)."""
    bases: dict[str, str] = {}
    for base, forms in _verbs().items():
        for form in inflections(base)[1:]:
            if form not in bases or forms:
                bases[form] = base
    return bases | _AUXILIARIES | {"lay": "lie", "found": "find", "founded": "found", "founding": "found"}


def _base(word: str) -> str:
    known = _bases().get(word)
    if known or word in _verbs():
        return known or word
    return _guess(word)


def _guess(word: str) -> str:
    """The base of a verb that no list knows, by its ending."""
    if word.endswith(("ied", "ies")) and len(word) > 4:
        return word[:-3] + "y"
    for suffix in ("ed", "ing"):
        if word.endswith(suffix) and len(word) > len(suffix) + 2:
            stem = word[: -len(suffix)]
            if stem[-1] == stem[-2] and stem[-1] not in "lsfzeo":
                return stem[:-1]
            if stem[-1] == "e":  # agreed, agreeing
                return stem if suffix == "ing" else stem + "e"
            return stem + "e" if re.search(r"(?:[cgsuvz]|[^aeiou][aeiou][tdmnr]|[bpt]l|at|iz|is)$", stem) else stem
    if re.search(r"(?:ss|x|z|ch|sh|o)es$", word):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) else word


def _third(base: str) -> str:
    if base == "have":
        return "has"
    if re.search(r"[^aeiou]y$", base):
        return base[:-1] + "ies"
    return base + ("es" if re.search(r"(?:s|x|z|ch|sh|[^aeiou]o)$", base) else "s")


def _past(base: str) -> str:
    if base.endswith("e"):
        return base + "d"
    if re.search(r"[^aeiou]y$", base):
        return base[:-1] + "ied"
    return base + "ed"


def _gerund(base: str, participle: str) -> str:
    if base.endswith("ie"):
        return base[:-2] + "ying"
    if base.endswith("e") and not base.endswith(("ee", "oe", "ye")):
        return base[:-1] + "ing"
    doubled = participle == base + base[-1] + "ed" or base in _DOUBLING
    return base + (base[-1] if doubled else "") + "ing"


# Irregular verbs whose last letter doubles before -ing.
_DOUBLING = frozenset(
    "begin bet bid cut dig forbid forget get hit let overrun put quit run set shed shut sit spin split swim win".split()
)
