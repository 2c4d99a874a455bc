"""A PDF with a text layer in, its article out. Needs pypdf: `pip install 'flashgen[pdf]'`."""

from __future__ import annotations

import html
import io
import logging
import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from flashgen.model import Problem
from flashgen.sources.document import Document, UnreadableError, megabytes
from flashgen.sources.post import Post, dated

_PAGES = 1000
_BULLET = re.compile(r"\s*(?:[•▪◦‣●○■□➢➤►✓✔–*-]|\d{1,2}[.)])\s+")
_END = re.compile(r"[.:;!?][\"”’)]?\s*$")


def is_pdf(text: str) -> bool:
    """Whether a document that begins so is a PDF; some have a few bytes before the mark."""
    return "%PDF-" in text[:1024]


def read_pdf(document: Document) -> Iterator[Post | Problem]:
    """The text of all pages as one article."""
    reader = _open(document)
    lines, broken = _lines(reader, document)
    yield from broken
    if not any(lines):
        raise UnreadableError("a PDF without a text layer: its pages are pictures", "run it through OCR first")
    facts = _facts(reader)
    when, notes = dated(document, facts.get("date"))
    yield from notes
    title = facts.get("title") or next(line for line in lines if line)
    yield Post(document.name, "", document.url, html.escape(title), as_html(lines), when, document.name)


def _open(document: Document) -> Any:
    try:
        import pypdf
    except ModuleNotFoundError:
        hint = "install it with: pip install 'flashgen[pdf]'"
        raise UnreadableError("a PDF, and pypdf is not installed", hint) from None
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it logs every slip of a file
    try:
        reader = pypdf.PdfReader(io.BytesIO(document.whole()))
        locked = reader.is_encrypted and not reader.decrypt("")
    except UnreadableError:
        raise
    except Exception as error:  # a hostile file raises whatever pypdf did not foresee
        raise UnreadableError(f"a broken PDF: {_in_words(error)}", "was it cut? download it again") from None
    if locked:
        raise UnreadableError("a PDF with a password", "save it without one")
    return reader


def _lines(reader: Any, document: Document) -> tuple[list[str], list[Problem]]:
    """The lines of all pages, an empty one between two; what cannot be read costs its page."""
    lines: list[str] = []
    problems: list[Problem] = []
    size = 0
    for number in range(min(_count(reader), _PAGES)):
        try:
            text = reader.pages[number].extract_text()
        except Exception as error:  # see above
            problems.append(Problem(f"{document.name}: page {number + 1}", "warning", f"broken: {_in_words(error)}"))
            continue
        size += len(text)
        if size > document.sizes.article:
            limit = megabytes(document.sizes.article)
            raise UnreadableError(f"a text longer than {limit}", "raise `limits: article` in flashgen.yaml")
        lines += [*(line.strip() for line in text.splitlines()), ""]
    return lines, problems


def _count(reader: Any) -> int:
    try:
        return len(reader.pages)
    except Exception as error:  # see above
        raise UnreadableError(f"a broken PDF: {_in_words(error)}", "was it cut? download it again") from None


def _facts(reader: Any) -> dict[str, Any]:
    facts: dict[str, Any] = {}
    try:
        title, date = reader.metadata.title, reader.metadata.creation_date
    except Exception:  # see above; metadata are a help only
        return facts
    if isinstance(title, str) and title.strip():
        facts["title"] = title.strip()
    if isinstance(date, datetime) and date.tzinfo and 1990 <= date.year <= 2200:
        facts["date"] = date
    return facts


def as_html(lines: list[str]) -> str:
    """Lines as a page has them in, paragraphs and list items out: a line goes on until it ends as sentences do."""
    blocks: list[tuple[str, list[str]]] = []
    longest = max(map(len, lines), default=0)
    fresh = True
    for line in lines:
        bullet = _BULLET.match(line)
        if bullet or (fresh and line):
            blocks.append(("li" if bullet else "p", [line[bullet.end() :] if bullet else line]))
        elif line:
            blocks[-1][1].append(line)
        # A page's end or an empty line ends nothing when the sentence goes on behind it.
        done = bool(_END.search(line)) and len(line) < longest * 0.9
        fresh = done if line else fresh or not blocks or bool(_END.search(blocks[-1][1][-1]))
    return "\n".join(f"<{tag}>{html.escape(_joined(parts))}</{tag}>" for tag, parts in blocks)


def _joined(parts: list[str]) -> str:
    """Lines as one text; a word that was cut at a line's end is whole again."""
    return re.sub(r"([a-z])- (?=[a-z])", r"\1", " ".join(parts))


def _in_words(error: Exception) -> str:
    return (str(error) or type(error).__name__).lower()[:200]
