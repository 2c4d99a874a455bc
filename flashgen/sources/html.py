"""A saved page in, its article out: the main content as trafilatura finds it, without menus, side bars and footers."""

from __future__ import annotations

import codecs
import logging
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any

from flashgen.model import Problem
from flashgen.sources.document import Document, UnreadableError, decode, encoding_of, megabytes
from flashgen.sources.post import Post, dated, moment
from flashgen.sources.xmlstart import SKIP

_TAGS = (
    "a article b blockquote body br div em figure h1 h2 h3 h4 h5 h6 head header hr img li link main meta ol p section "
)
_TAGS += "small span strong style script table title ul"
_START = re.compile(rf"{SKIP}<(?:!doctype\s+html|html|{_TAGS.replace(' ', '|')})\b", re.I | re.S)
_WHOLE = re.compile(r"<(?:html|head|body)\b", re.I)
_CHARSET = re.compile(
    rb"""<meta[^>]{0,200}charset\s*=\s*["']?([\w.:-]+)|<\?xml[^>]{0,100}encoding=["']([\w.:-]+)""", re.I
)
# What a saved page holds besides its text: 20 MB of pictures in `data:` addresses are nothing unusual.
_EMBEDDED = re.compile(r"data:[\w/+.;=-]{0,100},[^\"'\s)<>]{200,}")
_BALLAST = re.compile(r"<(/?)(script|style|svg|noscript)\b[^<>]*>?", re.I)
_DATE = r"""["']([^"'<>]{8,40})["']"""
_NAMED = r"(?:article:published_time|datePublished)"
_PUBLISHED = (
    re.compile(rf"""<meta\b[^<>]{{1,300}}{_NAMED}["'][^<>]{{0,300}}\bcontent={_DATE}""", re.I),
    re.compile(rf"""<meta\b[^<>]{{1,300}}\bcontent={_DATE}[^<>]{{0,300}}{_NAMED}["']""", re.I),
    re.compile(rf""""datePublished"\s{{0,9}}:\s{{0,9}}{_DATE}""", re.I),
    re.compile(rf"""<time\b[^<>]{{1,300}}\bdatetime={_DATE}""", re.I),
)


def is_html(text: str) -> bool:
    """Whether a document that begins so is HTML, whole or a piece of it."""
    return _START.match(text) is not None


def read_html(document: Document) -> Iterator[Post | Problem]:
    """The page's article. UnreadableError when no text is to be found."""
    yield from read_page_text(decode_html(document.whole()), document)


def read_page_text(
    raw: str, document: Document, address: str = "", saved: datetime | None = None
) -> Iterator[Post | Problem]:
    """The article of a page that is text already; `address` and `saved` are known from where it was kept."""
    published = published_in(raw, document)
    text = _EMBEDDED.sub("", _without_ballast(raw))
    if len(text) > document.sizes.article:
        limit = megabytes(document.sizes.article)
        raise UnreadableError(f"a page longer than {limit}", "raise `limits: article` in flashgen.yaml to read it")
    article, facts = _main_content(text)
    published = published or moment(facts.get("date") or "", document.zone)
    when, notes = dated(replace(document, saved=saved or document.saved), published)
    yield from notes
    yield Post(
        where=document.name,
        id="",
        url=document.url or facts.get("url") or address,
        title=facts.get("title") or document.stem,
        html=article,
        published=when,
        source=document.name,
    )


def decode_html(data: bytes) -> str:
    """The text of a page: UTF-8 when it is that, whatever the page says; else as the page says."""
    if encoding_of(data):
        return decode(data)
    try:
        return data.decode()
    except UnicodeDecodeError:
        declared = _CHARSET.search(data[:4096])
    name = (declared[1] or declared[2]).decode() if declared else ""
    # Browsers read Latin-1 as Windows-1252, so that is what pages which say Latin-1 are written in.
    name = "windows-1252" if name.lower() in ("iso-8859-1", "latin1", "latin-1", "us-ascii") else name
    if not name or _is_utf8(name):
        return decode(data)  # raises with the place of the first wrong byte
    try:
        return data.decode(name, "replace" if name == "windows-1252" else "strict")
    except (LookupError, UnicodeDecodeError):
        raise UnreadableError(f'not in the encoding "{name[:40]}" that it declares', "save it as UTF-8") from None


def published_in(html: str, document: Document) -> datetime | None:
    """The date with its time of day and zone, where a page states it for machines."""
    for pattern in _PUBLISHED:
        if (match := pattern.search(html)) and (when := moment(match[1], document.zone)):
            return when
    return None


def _is_utf8(name: str) -> bool:
    try:
        return codecs.lookup(name).name == "utf-8"
    except LookupError:
        return False


def _without_ballast(html: str) -> str:
    """Without scripts, styles and drawings; one that is not closed stays, as what follows may be text."""
    kept, end, opened = [], 0, ("", 0)
    for tag in _BALLAST.finditer(html):
        name = tag[2].lower()
        if not opened[0] and not tag[1]:
            opened = (name, tag.start())
        elif tag[1] and name == opened[0]:
            kept.append(html[end : opened[1]])
            end, opened = tag.end(), ("", 0)
    return "".join([*kept, html[end:]])


def _main_content(text: str) -> tuple[str, dict[str, Any]]:
    """HTML of the article, and what the page says about itself. A piece of a page is its article."""
    if not _WHOLE.search(text):
        return text, {}
    import trafilatura

    for name in ("trafilatura", "htmldate", "courlan"):  # they tell the log what their answer tells us
        logging.getLogger(name).setLevel(logging.CRITICAL)
    tree = trafilatura.load_html(text)
    if tree is None:
        raise UnreadableError("a page without text")
    facts = trafilatura.extract_metadata(tree, extensive=False)
    article = trafilatura.extract(
        tree, output_format="html", include_formatting=True, include_comments=False, favor_recall=True
    )
    return article or text, facts.as_dict() if facts else {}
