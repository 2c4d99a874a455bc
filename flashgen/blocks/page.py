"""HTML in, Page out: parse, walk, take the chrome off, make the outline."""

from __future__ import annotations

import re
import warnings
from dataclasses import dataclass

from bs4 import BeautifulSoup

from flashgen.blocks.lines import Line, read_lines
from flashgen.blocks.outline import outline
from flashgen.model import Block
from flashgen.reading import Reading

HTML_LIMIT = 4_000_000
"""Characters of HTML that are read: 200 times a long article. The tree of more would not fit in a small machine."""
_LINE_LIMIT = 300  # chrome is short; no pattern is tried on more
_HEADLINES = 12  # so many lines may stand above the date line of a press release


@dataclass(frozen=True, slots=True)
class Page:
    """What a page says: its blocks in reading order, and the tags that its syllabus line gives."""

    blocks: tuple[Block, ...] = ()
    tags: tuple[str, ...] = ()
    cut: bool = False
    """The HTML was longer than HTML_LIMIT, only its beginning was read."""


def read_page(html: str, reading: Reading) -> Page:
    """Blocks and tags of an article's HTML, without page furniture. Never fails: odd HTML gives what it shows."""
    cut = len(html) > HTML_LIMIT
    source = html[:HTML_LIMIT] if cut else html
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # "looks like a URL": a text of one line is fine
        soup = BeautifulSoup(source, "lxml")
    loose = re.search(r"<(?:p|div|li|br)\b", source[:20_000], re.IGNORECASE) is None
    lines = read_lines(soup, reading.words.get("chrome.classes", frozenset()), loose=loose)
    kept, tags = _without_chrome(lines, reading)
    return Page(outline(kept, reading), tuple(tags), cut)


def _without_chrome(lines: list[Line], reading: Reading) -> tuple[list[Line], list[str]]:
    """The article's own lines, and the tags of its syllabus line."""
    chrome, ends = reading.lines["lines"].match, reading.lines["ends"].match
    kept: list[Line] = []
    tags: list[str] = []
    for line in lines[_first(lines, reading) :]:
        if not line.text or len(line.text) > _LINE_LIMIT:
            kept.append(line)
        elif tag := _tag(line.text, reading):
            tags.append(tag)
        elif kept and ends(line.text):
            break
        elif not kept and line.kind == "paragraph" and reading.lines["first"].match(line.text):
            continue
        elif not chrome(line.text) and not (line.kind == "item" and len(line.text) < 3 and line.text.isdigit()):
            kept.append(line)  # items that are bare numbers are a calendar or page links
    return kept, tags


def _first(lines: list[Line], reading: Reading) -> int:
    """The line after the date line that ends a press release's headlines, else 0."""
    for place, line in enumerate(lines[:_HEADLINES]):
        if len(line.text) < _LINE_LIMIT and reading.lines["starts"].match(line.text):
            return place + 1
    return 0


def _tag(text: str, reading: Reading) -> str:
    return text.partition(":")[2].strip() if reading.lines["tags"].match(text) else ""
