"""Texts in, who holds which office out: "the Minister" of "Union Minister of Ports, Shri Ravi Menon"."""

from __future__ import annotations

import re
from functools import lru_cache

from flashgen.sentences.lexicon import Lexicon

OFFICE = re.compile(
    r"\b(?:(Prime |Chief |Deputy Chief |Vice[ -])?(Minister|President|Governor|Secretary|Chairman|Chairperson|Speaker"
    r"|Commissioner|Ambassador|Director|Chancellor))\b"
)
THE_OFFICE = re.compile(
    r"[Tt]he (?:Hon’ble |Hon'ble )?(?:Union )?(?:(?!Prime|Chief|Deputy|Vice|Former)[A-Z][a-z]+ ){0,2}"
    r"(Prime |Chief |Deputy Chief |Vice[ -])?"
    r"(Minister|President|Governor|Secretary|Chairman|Chairperson|Speaker|Commissioner|Ambassador|Director|Chancellor)"
    r"(’s|'s)?(?:$|(?= (?!of\b|for\b|and\b)([\w-]+)))"
)
_GAP = 90  # characters between an office and the name of who holds it
_BEFORE = re.compile(r"^,? (?:(?:the|and|who is|also) )*(?:[A-Z][\w&-]*,? (?:of |for |and |the |to )*){0,7}$")
_TITLE_LIMIT = 10  # letters


class Offices:
    """Remembers who was named with an office, as texts come in."""

    def __init__(self, words: Lexicon) -> None:
        self.person = _person(words)
        self.held: dict[str, list[str]] = {}
        """Office in lower case -> the persons named with it, in order, the last one last."""

    def read(self, text: str) -> None:
        """Remember the office-holders that a text names."""
        offices = list(OFFICE.finditer(text))
        if not offices:
            return
        for match in self.person.finditer(text):
            for office in offices:
                if self._belongs(text, office, match):
                    self.held.setdefault(office_key(office), []).append(match[0])

    def _belongs(self, text: str, office: re.Match[str], person: re.Match[str]) -> bool:
        """Whether office and name stand side by side: "Union Minister of Ports Shri X", "Shri X, Union Minister"."""
        if office.end() <= person.start():
            between = text[office.end() : person.start()]
            return len(between) < _GAP and not _LEAVES.search(between)
        between = text[person.end() : office.start()]
        return office.start() >= person.end() and len(between) < _GAP and bool(_BEFORE.match(between))

    def holders(self, office: str) -> dict[str, str]:
        """Last name -> full name of those named with an office so far."""
        found = sorted(self.held.get(office, ()), key=len)
        return {name.split()[-1].lower(): name for name in found}


@lru_cache(maxsize=8)
def _person(words: Lexicon) -> re.Pattern[str]:
    """A name with titles before it: "Dr. (Mrs.) N. Rao"."""
    titles = [title for title in words.honorifics if not OFFICE.fullmatch(title) and len(title) < _TITLE_LIMIT]
    title = "|".join(re.escape(one) for one in sorted(titles, key=lambda one: (-len(one), one)))
    return re.compile(
        rf"\b(?:(?:{title})\.? (?:\((?:{title})\.?\) )?)+(?:[A-Z]\.? ?)*[A-Z][\w-]+(?: (?:[A-Z][\w-]*\.?)){{0,3}}"
    )


def office_key(match: re.Match[str]) -> str:
    """ "prime minister" of a match of OFFICE or THE_OFFICE."""
    return ((match[1] or "") + match[2]).lower()


# Between "Minister" and the name of the Minister stand a portfolio and marks, no verb and no other person.
_LEAVES = re.compile(r"[.:]\s|\b(?:is|was|has|said|will|that|to|with|by|in|on|from|as|who|Shri|Smt|Dr|Mr|Ms)\b")
