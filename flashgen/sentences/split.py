"""Text in, spans of its sentences out. Abbreviations, initials, numbers and brackets do not end a sentence."""

from __future__ import annotations

import re

from flashgen.reading import Reading

SENTENCE_LIMIT = 1_000
"""Characters; a longer sentence is cut at a semicolon, comma or space."""
# End marks and closing quotes or brackets before white space or a capital ("end.Next"). A run of marks is tried once,
# from its first and without turning back: 200,000 dots in a row took minutes.
_END = re.compile(r"""(?<![.!?…।])[.!?…।]++["'”’)\]»]*+(?=[\sA-Z“])""")
_GLUED = re.compile(r"[a-z)\]”\"]{2}\.[A-Z“][a-z]")
_PLAIN_END = re.compile(r"[a-z]{7}\. [A-Z][a-z]")  # no abbreviation is as long
_LAST_WORD = re.compile(r"[^\s(\[“\"'‘]+$")
_INITIALS = re.compile(r"(?:[A-Z]\.)*[A-Z]")
_NEXT_WORD = re.compile(r"[\s\"'“‘(\[]*([\w'’&/-]*)")
_CUT = re.compile(r"[;,]\s|\s")


def sentence_spans(text: str, reading: Reading) -> list[tuple[int, int]]:
    """(start, end) of each sentence of a block's text, without what stands between them."""
    spans: list[tuple[int, int]] = []
    start = 0
    for match in _END.finditer(text):
        if match.end() > start and _is_end(text, start, match, reading):
            _append(spans, text, start, match.end())
            start = match.end()
    _append(spans, text, start, len(text))
    return spans


def _append(spans: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    """Add the span, trimmed, in parts of at most SENTENCE_LIMIT characters."""
    while start < end and (text[start].isspace() or text[start] == "|"):  # "|" parts the cells of a row
        start += 1
    while end - start > SENTENCE_LIMIT:
        cuts = [match.end() for match in _CUT.finditer(text, start + SENTENCE_LIMIT // 2, start + SENTENCE_LIMIT)]
        cut = cuts[-1] if cuts else start + SENTENCE_LIMIT
        spans.append((start, len(text[:cut].rstrip())))
        start = cut
    if text[start:end].strip():
        spans.append((start, start + len(text[start:end].rstrip())))


def _is_end(text: str, start: int, match: re.Match[str], reading: Reading) -> bool:
    if match[0] == "." and _PLAIN_END.match(text, match.start() - 7):
        return not _is_open(text, start, match.end())
    mark, after = match[0], text[match.end() : match.end() + 40]
    following = after.lstrip("\"'“‘([ \u00a0")[:1]
    if not after[:1].isspace() and not _GLUED.match(text, match.start() - 2):
        return False
    if not following or following.islower() or following in ",;:–—-" or _is_open(text, start, match.end()):
        return False
    if not mark.startswith(".") or mark.startswith(".."):
        return True
    word_match = _LAST_WORD.search(text, max(start, match.start() - 30), match.start())
    word = word_match[0] if word_match else ""
    if not after[:1].isspace():
        return "www" not in word and "@" not in word and "/" not in word
    if mark != "." and mark[1] in ")]":
        return following.isupper() and word not in reading.words["abbreviations.names"]
    return _word_ends(word, text[start : match.start()], after, following, reading)


def _word_ends(word: str, before: str, after: str, following: str, reading: Reading) -> bool:
    """Whether the full stop after this word closes a sentence."""
    bare = word.rsplit("-", 1)[-1]
    if bare in reading.words["abbreviations.names"]:
        return False
    if bare in reading.words["abbreviations.numbers"] or bare.lower() in ("no", "rs"):
        return bare[:1].islower() and bare in ("no", "min", "max", "app", "est") and following.isupper()
    next_word = _NEXT_WORD.match(after)
    opens = next_word is not None and next_word[1] in reading.words["abbreviations.openers"]
    if _INITIALS.fullmatch(word) or bare in reading.words["abbreviations.endings"]:
        return opens
    return not (word.isdecimal() and before.strip() == word)  # "1. Article 14": a list number


def _is_open(text: str, start: int, end: int) -> bool:
    """Whether a bracket opened in this sentence closes only after `end`."""
    opened = text.rfind("(", start, end)
    if opened < 0 or text.find(")", opened, end) >= 0:
        return False
    closing = text.find(")", end, end + 200)
    return closing >= 0 and text.find("(", end, closing) < 0
