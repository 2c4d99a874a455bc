"""Locations in (files, folders, addresses, `-`), Articles out, one at a time; what cannot be read is a Problem.

The format is told by a document's first bytes; a name only decides what to pass over in a folder. To add a format,
write one module with a reader `(Document) -> Iterator[Post | Problem]` and one line in FORMATS.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, tzinfo
from typing import TYPE_CHECKING, BinaryIO

from flashgen.config import Sizes
from flashgen.model import Article, Problem
from flashgen.sources.document import Document, UnreadableError, encoding_of
from flashgen.sources.epub import is_epub, read_epub
from flashgen.sources.feed import is_feed, read_feed
from flashgen.sources.html import is_html, read_html
from flashgen.sources.locations import open_location
from flashgen.sources.markdown import is_text, read_markdown
from flashgen.sources.mhtml import is_mhtml, read_mhtml
from flashgen.sources.pdf import is_pdf, read_pdf
from flashgen.sources.post import Post, make_article
from flashgen.sources.wordpress import is_json, read_wordpress
from flashgen.sources.wxr import is_wxr, read_wxr

if TYPE_CHECKING:
    from flashgen.reading import Reading

# What names promise. A format is told by content; but other text under such a name is none of the student's writing.
_ARTICLES = {"json", "jsonl", "xml", "rss", "atom", "html", "htm", "xhtml", "mhtml", "mht", "epub", "pdf"}
_TEXTS = {"md", "markdown", "mdown", "txt", "text"}
Reader = Callable[[Document], Iterator[Post | Problem]]


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of document: its name for people, how its beginning looks, its reader."""

    name: str
    begins: Callable[[str], bool]
    """Its first characters in (bytes that are no text as Latin-1), whether it is of this kind out."""
    read: Reader


FORMATS: tuple[Format, ...] = (  # the first that fits is it: an export is also a feed, nearly everything is text
    Format("WordPress posts (JSON)", is_json, read_wordpress),
    Format("PDF", is_pdf, read_pdf),
    Format("EPUB", is_epub, read_epub),
    Format("WordPress exports (WXR)", is_wxr, read_wxr),
    Format("RSS and Atom feeds", is_feed, read_feed),
    Format("HTML", is_html, read_html),
    Format("MHTML", is_mhtml, read_mhtml),
    Format("Markdown and plain text", is_text, read_markdown),
)


def read_sources(
    locations: Sequence[str],
    reading: Reading | None = None,
    *,
    zone: tzinfo = UTC,
    sizes: Sizes | None = None,
    standard_input: BinaryIO | None = None,
) -> Iterator[Article | Problem]:
    """The articles of all locations in order, folders sorted by path. Never raises for what it finds there.

    `zone` holds for dates that state none. `standard_input` stands for `-` (default: the process's own).
    """
    sizes, reading = sizes or Sizes(), reading or _builtin_reading()
    for location in locations:
        for found in open_location(location, zone=zone, sizes=sizes, standard_input=standard_input):
            if isinstance(found, Problem):
                yield found
            else:
                yield from _articles(found, reading, sizes)


def read_posts(document: Document) -> Iterator[Post | Problem]:
    """The posts of one document, by the format that its first bytes show."""
    try:
        if form := _format_of(document):
            yield from form.read(document)
    except UnreadableError as error:
        yield Problem(document.name + error.place, "error", error.message, error.hint)
    except OSError as error:
        yield Problem(document.name, "error", f"cannot be read: {error.strerror or error}")


def _articles(document: Document, reading: Reading, sizes: Sizes) -> Iterator[Article | Problem]:
    with document.stream:
        for found in read_posts(document):
            yield make_article(found, reading, sizes) if isinstance(found, Post) else found


def _format_of(document: Document) -> Format | None:
    """The format that the first bytes show; None for a file in a folder that need not be read."""
    head = document.head
    if not head:
        raise UnreadableError("empty")
    text = head.decode(encoding_of(head) or "latin-1", "ignore")
    form = next((form for form in FORMATS if form.begins(text)), None)
    if form is not None and form.read is not read_markdown:
        return form
    if document.in_folder and document.suffix not in _ARTICLES | _TEXTS:
        return None
    if form is None:
        raise UnreadableError(
            "of no format that flashgen reads", f"it reads {', '.join(each.name for each in FORMATS)}"
        )
    if document.suffix in _ARTICLES:
        raise UnreadableError(f"named .{document.suffix}, but holds something else", "was it downloaded whole?")
    return form


def _builtin_reading() -> Reading:
    from flashgen.reading import builtin_reading

    return builtin_reading()
