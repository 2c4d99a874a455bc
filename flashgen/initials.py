"""An abbreviation and the words before it in, the words it stands for out (Schwartz and Hearst, 2003)."""

from __future__ import annotations

import re

_SMALL = frozenset({"of", "and", "for", "the", "in", "on", "to", "a", "an", "&", "by", "with", "or"})


def long_form(words: str, short: str) -> tuple[int, int] | None:
    """The span of `words` whose letters spell `short`, or None when they do not.

    Initials first. Else, read from the right, each letter stands somewhere in the words, its first letter at the start
    of one: words may be skipped, as in FIPA, the Foreign Investment Promotion and Protection Agreement.
    """
    letters = _letters(short)
    words = re.sub(r"['’]s?\s*$", "", words)
    if len(letters) < 2 or len(letters) > 10:
        return None
    return _by_initials(words, letters) or _by_letters(words, letters)


def _by_initials(words: str, letters: str) -> tuple[int, int] | None:
    """Word by word from the right, each letter the first of a word; small words may be skipped."""
    found = list(re.finditer(r"[A-Za-z0-9]+", words))
    left = list(letters)
    while left and found:
        word = found.pop()
        opens = len(left) > 1 or word[0].lower() not in _SMALL  # "of" may spell a letter, not the first
        if word[0][0].lower() == left[-1] and opens:
            left.pop()
        elif word[0].lower() not in _SMALL:
            return None
        if not left and (word[0][:1].isupper() or len(letters) > 2):
            return _start(words, word.start()), len(words.rstrip(" ,;:"))
    return None


def _by_letters(words: str, letters: str) -> tuple[int, int] | None:
    at = len(words)
    for index in range(len(letters) - 1, -1, -1):
        at = _find(words, letters[index], at, opens_a_word=index == 0)
        if at < 0:
            return None
    span = (_start(words, _better_start(words, at, letters)), len(words.rstrip(" ,;:")))
    return span if _believable(words[span[0] : span[1]], letters) else None


def _better_start(words: str, at: int, letters: str) -> int:
    """An earlier capital word from which more initials are letters: "Indian", not "Interchange", begins ICEGATE."""
    starts = [at]
    for word in reversed(list(re.finditer(r"\w+", words[:at]))):
        if not word[0][0].isupper() or words[word.end() : word.end() + 1] not in (" ", "-"):
            break
        if word[0][0].lower() == letters[0]:
            starts.append(word.start())
    return max(starts, key=lambda start: _hits(words[start:], letters))


def _hits(long: str, letters: str) -> int:
    """How many letters are initials of the words, in order."""
    initials = "".join(word[0].lower() for word in re.findall(r"[A-Za-z0-9]+", long))
    best = [0] * (len(letters) + 1)  # the longest common subsequence with the first letters
    for initial in initials:
        for place in range(len(letters), 0, -1):
            if letters[place - 1] == initial:
                best[place] = max(best[place], max(best[:place]) + 1)
    return max(best)


def _letters(short: str) -> str:
    bare = re.sub(r"[^A-Za-z0-9]", "", short)
    if len(bare) > 2 and bare.endswith("s") and bare[:-1].isupper():
        bare = bare[:-1]
    return bare.lower()


def _find(words: str, letter: str, before: int, *, opens_a_word: bool) -> int:
    """Where `letter` last stands before a place, at the start of a weighty word if need be."""
    at = before - 1
    low = words.lower()
    while at >= 0 and not (low[at] == letter and (not opens_a_word or _opens(low, at))):
        at -= 1
    return at


def _opens(low: str, at: int) -> bool:
    """Whether a weighty word begins at a place: not "and"."""
    if at and low[at - 1].isalnum():
        return False
    word = re.match(r"\w+", low[at:])
    return word is not None and word[0] not in _SMALL


def _start(words: str, at: int) -> int:
    """An opening bracket or quote that belongs to the first word comes along."""
    return at - 1 if at and words[at - 1] in "\"'“‘" and words.count(words[at - 1], at) else at


def _believable(long: str, letters: str) -> bool:
    """About one word a letter, and most letters are initials: "a new plan to import" is not what PTI stands for."""
    words = re.findall(r"[A-Za-z0-9]+", long)
    telling = [word for word in words if word.lower() not in _SMALL]
    if len(telling) < 2 or len(telling) > len(letters) + 2 or not telling[0][:1].isupper():
        return False
    hits = _hits(long, letters)
    return hits >= max(2, len(letters) * 0.55) or (len(words) <= 2 and hits >= 1 and len(long) > 2 * len(letters))
