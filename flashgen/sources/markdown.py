"""Markdown or plain text in, its article out; what stands in the front matter is what the article knows of itself.

Front matter is YAML between `---` lines, TOML between `+++` lines, or just lines like `Title: …` at the top. Its keys:
title, date, url (also link, permalink), tags, categories, id, site.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from typing import Any

from flashgen.model import Problem
from flashgen.sources.document import Document, UnreadableError, megabytes
from flashgen.sources.post import Post, dated, moment

_FENCED = re.compile(r"\s*(---|\+\+\+)[ \t]*\n(.*?)\n(?:\1|\.\.\.)[ \t]*(?:\n|\Z)", re.S)
_LINES = re.compile(r"\s*((?:(?:title|date|url|link|tags|categories|site|id):[ \t]*\S.*\n)+)\s*\n", re.I)
_FILE_DATE = re.compile(r"(?:^|\D)((?:19|20)\d\d-[01]\d-[0-3]\d)(?:\D|$)")
_HEADING = re.compile(r"\s*(?:#[ \t]+(.+?)[ \t]*#*|(\S.*)\n=+)[ \t]*(?:\n|\Z)")
_FIRST_LINE = re.compile(r"\s*(\S.{0,150}?)[ \t]*\n[ \t]*\n")
_BULLET = re.compile(r"^([ \t]*)[•▪◦‣●○■□➢➤►✓✔][ \t]*", re.M)
_LONG_LINE = 120  # characters: nobody wraps lines by hand so late, so each line is a paragraph


def is_text(text: str) -> bool:
    """Whether a document that begins so is text: no XML, no zero byte or other control character."""
    return not re.search(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]|\A\s*<(?:\?xml|!doctype)", text, re.I)


def read_markdown(document: Document) -> Iterator[Post | Problem]:
    """The article of a text file."""
    text = document.text().replace("\r\n", "\n").replace("\r", "\n")
    if len(text) > document.sizes.article:
        limit = megabytes(document.sizes.article)
        raise UnreadableError(f"a text longer than {limit}", "raise `limits: article` in flashgen.yaml to read it")
    if not text.strip():
        raise UnreadableError("empty")
    facts, body = _front_matter(text, document)
    title, body = _title(facts, body, document)
    found = moment(facts.get("date", ""), document.zone)
    if "date" in facts and found is None:
        yield Problem(
            document.name, "warning", f'no date that can be read: "{facts["date"]}"', "write it as 2026-02-09"
        )
    when, notes = dated(document, found or _date_in_name(document))
    yield from notes
    yield Post(
        where=document.name,
        id=facts.get("id", ""),
        url=document.url or facts.get("url") or facts.get("link") or facts.get("permalink") or "",
        title=title,
        html=_as_html(body),
        published=when,
        source=document.name,
        tags=(*_listed(facts.get("categories")), *_listed(facts.get("tags"))),
        site=facts.get("site", ""),
    )


def _front_matter(text: str, document: Document) -> tuple[dict[str, str], str]:
    """What stands above the text, by lower-case key (lists joined by newlines), and the text."""
    if match := _FENCED.match(text):
        return _as_texts(_toml(match[2]) if match[1] == "+++" else _yaml(match[2], document)), text[match.end() :]
    if match := _LINES.match(text):
        pairs = (line.partition(":") for line in match[1].splitlines())
        return {key.strip().lower(): value.strip() for key, _, value in pairs}, text[match.end() :]
    return {}, text


def _yaml(text: str, document: Document) -> Mapping[str, Any]:
    from flashgen.yamlio import parse_yaml

    file = parse_yaml("\n" + text, document.name)  # the line of the `---` counts
    if file.problems:
        first = file.problems[0]
        raise UnreadableError(f"front matter: {first.message}", first.hint, first.where.removeprefix(document.name))
    found = file.root.plain() if file.root else {}
    return found if isinstance(found, dict) else {}


def _toml(text: str) -> Mapping[str, Any]:
    try:
        return tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise UnreadableError(f"front matter: not TOML: {error}") from None


def _as_texts(facts: Mapping[str, Any]) -> dict[str, str]:
    return {
        str(key).lower(): "\n".join(map(str, value)) if isinstance(value, list) else str(value)
        for key, value in facts.items()
        if value and not isinstance(value, dict)
    }


def _listed(text: str | None) -> list[str]:
    """Names from a list or from `one, two`."""
    return [name.strip() for name in re.split(r"\n" if text and "\n" in text else r",", text or "") if name.strip()]


def _title(facts: Mapping[str, str], body: str, document: Document) -> tuple[str, str]:
    """The title, and the text without it: as the front matter says, else the first heading or line, else the name."""
    heading = _HEADING.match(body)
    if heading and facts.get("title", heading[1] or heading[2]) == (heading[1] or heading[2]):
        return heading[1] or heading[2], body[heading.end() :]
    if facts.get("title"):
        return facts["title"], body
    first = _FIRST_LINE.match(body)
    if first and not first[1].endswith((".", ":", ";", ",")) and not re.match(r"[-*+>|#\d•▪]", first[1]):
        return first[1], body[first.end() :]
    return document.stem, body


def _date_in_name(document: Document) -> Any:
    match = _FILE_DATE.search(document.stem)
    return moment(match[1], document.zone) if match else None


def _as_html(body: str) -> str:
    from markdown_it import MarkdownIt

    lines_are_paragraphs = max(map(len, body.splitlines()), default=0) > _LONG_LINE
    parser = MarkdownIt("commonmark", {"breaks": lines_are_paragraphs}).enable("table")
    parser.disable("code")  # what a text indents is seldom a program
    rendered: str = parser.render(_BULLET.sub(r"\1- ", body))
    return rendered
