"""A line in, its label and the rest out: what stands before a colon, and what is a heading without being marked."""

from __future__ import annotations

import re

from flashgen.blocks.lines import Line
from flashgen.reading import Reading

_PLAIN = re.compile(r"((?:[^:.!?;]|\.(?=\w)){2,70}):-?(?:\s+(.*)|$)", re.DOTALL)
_BOLD = re.compile(r"([^:!?;]{2,110}?)\s?:-?(?:\s*(.*)|$)", re.DOTALL)
_DASHED = re.compile(r"([^:!?;–—]{2,50}?)\s+[–—-]\s+(.+)", re.DOTALL)
_MARKER = re.compile(r"^(?:[•●▪◦*§oØüv➢✓➤]|\(?[ivx\d]{1,4}[.)]|\(?[a-h][.)])\s+")
_DATELINE = re.compile(
    r"([A-Z][A-Za-z]+(?: [A-Z][A-Za-z]+)?)(?:,? (?:[A-Z][A-Za-z]{2,8}\.? )?\d{1,2}(?: [A-Z][a-z]+)?(?:,? \d{4})?)?"
    r"(?:,? \([A-Z]{2,6}\))?\s?(?::|\s[–—-])\s+(?=[A-Z‘'“\"])"
)
_ENDS = (".", "!", "?", ";", ",", ":", '"', "”")
_DEED = re.compile(
    r"(?:Launched|Established|Founded|Set up|Released|Published|Adopted|Signed|Formed|Started|Introduced|Headquartered|"
    r"Located|Developed|Implemented|Administered|Chaired|Headed|Hosted|Held|Inaugurated|Constituted|Enacted|Created|Built"
    r"|Discovered|Commissioned|Designed|Notified|Declared|Recogni[sz]ed|Awarded|Ratified) (?:in|on|by|at|under|for)"
)
_FIRST = re.compile(r"[^\W_a-zß-ÿ]|['‘“\"₹(]")
_QUESTION = re.compile(r"Q(?:uestion)?\s?\d*[.:)]\s.+\?$")
_HEADING_WORDS = 14
_LABEL_WORDS = 12
_SUBTITLE_WORDS = 4


def split_label(line: Line, reading: Reading) -> tuple[str, str]:
    """("Launch Date", "24 December 2025") of "**Launch Date:** 24 December 2025"; ("", the text) without a label."""
    text = _MARKER.sub("", line.text, count=1)
    if line.kind == "paragraph" and (dateline := _DATELINE.match(text)):
        place = dateline[1].lower()
        if place in reading.words["labels.datelines"]:
            return "", text[dateline.end() :]
    bold = _colon_is_bold(line)
    match = (_BOLD if bold else _PLAIN).match(text)
    if match and is_label(match[1], bold, reading) and not (match[2] or "").startswith("//"):
        return match[1].strip(" *-–"), (match[2] or "").strip()
    dashed = _DASHED.match(text) if line.kind == "item" or len(text) < 120 else None
    if dashed and not re.search(r"\s[–—-]\s", dashed[2]) and _is_name(dashed[1], reading):
        return dashed[1], dashed[2]
    return "", text


def _colon_is_bold(line: Line) -> bool:
    """Whether the first colon stands in the leading bold part or right after it."""
    colon = line.text.find(":")
    return 0 < colon <= len(line.bold) + 1 and len(line.bold) > 1


def is_label(text: str, bold: bool, reading: Reading) -> bool:
    """Whether a text before a colon names what follows: short, like a title, no clause."""
    words = text.split()
    if not words or len(words) > (_LABEL_WORDS if bold else 9) or "http" in text or not _FIRST.match(text):
        return False
    if not reading.words["labels.verbs"].isdisjoint(word.strip("(),").lower() for word in words):
        return False
    if bold:
        return True
    return (
        "," not in text
        and (words[-1] not in reading.words["labels.open"] or _DEED.fullmatch(text) is not None)
        and (len(words) <= 3 or _is_title(words, reading))
    )


def _is_name(text: str, reading: Reading) -> bool:
    return len(text.split()) <= 7 and is_label(text, False, reading) and _is_title(text.split(), reading)


def _is_title(words: list[str], reading: Reading) -> bool:
    """Most of the words that may be capital are."""
    small = reading.words["labels.small"]
    weighty = [word.strip("'‘’“”\"()") for word in words if word.lower() not in small]
    capital = sum(1 for word in weighty if word[:1].isupper() or word[:1].isdigit())
    return bool(weighty) and capital >= 0.6 * len(weighty)


def is_heading_like(line: Line, following: Line | None, reading: Reading) -> int:
    """The rank (7 bold, 8 bold label, 9 plain title) of a paragraph that serves as a heading, 0 when it is none."""
    text = line.text
    words = text.split()
    if following is None or len(text) > 120 or (len(words) > _HEADING_WORDS and text[0] != "Q"):
        return 0
    if line.bold == text and not text.endswith((".", ",", ";", "”", '"')):
        return 0 if following.owner == line.owner and text.endswith(":") else 8 if text.endswith(":") else 7
    if _QUESTION.match(text) and following.kind == "paragraph":
        return 9
    if text.endswith(_ENDS) or not _is_title(words, reading) or " | " in text or not text[0].isupper():
        return 0
    listed = following.kind == "item" and len(words) > 1
    plain = following.kind == "paragraph" and (following.text.endswith(_ENDS) or len(following.text) > 120)
    return 9 if (plain or listed) and _is_whole(text) else 0


def _is_whole(text: str) -> bool:
    """Whether a title is more than "Label: value": without a colon, or with a subtitle of many words after it."""
    _, colon, after = text.partition(":")
    return not colon or (len(after.split()) > _SUBTITLE_WORDS and not after.startswith(" To "))
