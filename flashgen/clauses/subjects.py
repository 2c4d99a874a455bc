"""Words in, where a clause's subject begins and ends out."""

from __future__ import annotations

from flashgen.clauses.tokens import Words
from flashgen.clauses.verbs import main_verb

LEAD_WORDS = 26
"""So far the comma is looked for that ends what stands before the subject."""


def subject_start(words: Words, begin: int) -> int | None:
    """The word where the subject begins, behind what opens the clause: "In 1947, " and the like."""
    tags = words.tags
    if begin >= len(tags):
        return None
    if tags[begin] == "a" and tags[begin + 1 : begin + 2] in tuple("dnNj#"):
        return begin + 1  # "Only 12 countries"
    if tags[begin] in 'djnNR#"‘“' and not _is_participle(words, begin):
        return begin
    return _after_lead(words, begin) if tags[begin] in "nPSagpEtW(" else None


def _is_participle(words: Words, begin: int) -> bool:
    """Whether a clause opens with "Founded in 1947, "."""
    return begin == 0 and words.tags[0] == "n" and words.word(0).endswith("ed") and words.tags[1:2] in tuple("PCa")


def _after_lead(words: Words, begin: int) -> int | None:
    tags = words.tags
    depth = 0
    for place in range(begin, min(len(tags) - 1, begin + LEAD_WORDS)):
        depth += (tags[place] == "(") - (tags[place] == ")")
        ends = tags[place] == "," and depth == 0 and tags[place + 1] in 'djnNR#"‘“'
        if ends and not _inside_list(tags, place) and _begins_subject(words, place + 1):
            return place + 1
    return None


def _begins_subject(words: Words, first: int) -> bool:
    """Whether a verb follows, and what stands before it is one subject: not "Mumbai, the ship was"."""
    verb = main_verb(words, first)
    if verb is None:
        return False
    between = words.tags[first:verb]
    return (
        between.count(",") % 2 == 0 or between.endswith(",") or "C" in between[between.rfind(",") :] or "(" in between
    )


def _inside_list(tags: str, comma: int) -> bool:
    """Whether a comma stands inside "A, B and C": an "and" between like words comes before any verb."""
    for place in range(comma + 1, min(len(tags), comma + 8)):
        if tags[place] in "MBHXv":
            return False
        if tags[place] == "C":
            return tags[comma - 1] == tags[place + 1 : place + 2]
    return False


def subject_end(words: Words, first: int, verb: int) -> int:
    """The word after the subject: its verb, an adverb before that, the comma of what is said in passing."""
    tags = words.tags
    last = verb
    while last > first and tags[last - 1] == "a":
        last -= 1
    if tags[last - 1] != ",":
        return last
    opened = tags.find(",", first, last - 1)
    return opened if opened > 0 and tags[opened + 1] in "dWPEpgna" else last - 1
