"""A line without subject in, what joins a name to it out: "was" before "Signed in 1971", "" before "Includes ports"."""

from __future__ import annotations

from itertools import pairwise

from flashgen.sentences.lexicon import AUXILIARIES, Lexicon

_SUBJECTS = frozenset({"the", "this", "these", "it", "they", "he", "she", "its", "their", "his", "her"})
_SUBORDINATORS = frozenset(
    {"which", "that", "who", "when", "where", "as", "while", "because", "after", "before", "until", "if"}
)
_CONNECTORS = frozenset({"and", "or", "but", "to"})


ACTIVE = "active"
"""Who did it is left out: "Founded the institute in Kolkata"."""


def joint(line: str, words: Lexicon, *, is_list: bool) -> str | None:
    """ "was", "is" or "" to stand between a name and the line, or ACTIVE; None when its subject is not left out."""
    kinds = words.first.get(line.split(" ", 1)[0].lower(), "")
    for kind, pattern, link in (("i", words.is_, "is"), ("w", words.was, "was")):
        match = pattern.match(line) if kind in kinds else None
        if match:
            if _has_clause(line, words):
                return None
            if _is_passive(line[match.end() :], match[0], words):
                return link
            return ACTIVE if kind == "w" and is_list else None
    if "v" in kinds and is_list and words.verb.match(line):
        first, second = [*line.split(" ", 2), ""][:2]
        if first.lower() not in words.nouns_too or second in words.determiners or second[:1].isdigit():
            return ""
    return None


def _is_passive(rest: str, participle: str, words: Lexicon) -> bool:
    """Whether a preposition follows: "Signed in 1971", and not "Signed a pact"."""
    following = rest.split(" ", 2)[1:2]
    passive = bool(following) and (following[0].lower() in words.openings or following[0].endswith("ly"))
    return passive or participle.rsplit(" ", 1)[-1].lower() in words.openings


def _has_clause(line: str, words: Lexicon) -> bool:
    """Whether a line that begins with a participle has a subject and verb of its own further on."""
    tokens = line.split(" ")
    subordinate = named = False
    for before, token in pairwise(tokens):
        if named and token.islower() and (token.endswith("ed") or token in words.finite):
            return True  # "Born in Puri, Asha Rao taught"
        named = token[:1].isupper() and (named or before.endswith(","))
        word = token.lower().strip(",")
        if before.endswith(","):
            if word in _SUBJECTS:
                return True
            subordinate = False
        if word in _SUBORDINATORS:
            subordinate = True
        elif not subordinate and before.lower() not in _CONNECTORS and word in words.finite:
            clause = word in AUXILIARIES or before[:1].isupper()
            if clause:
                return True
    return False
