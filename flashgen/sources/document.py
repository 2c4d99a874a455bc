"""A location in, a stream of bytes with a look at its beginning out: file, standard input or downloaded page."""

from __future__ import annotations

import codecs
import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, tzinfo
from typing import Any

from flashgen.config import MEGABYTE, Sizes

HEAD = 4096
_CHUNK = 1 << 20
_MARKS = (  # the longer one first: the UTF-32 mark begins with the UTF-16 one
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


class UnreadableError(Exception):
    """A document cannot be read, or not further: becomes one Problem, never leaves `flashgen.sources`."""

    def __init__(self, message: str, hint: str = "", place: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.place = place
        """Added to the document's name: `:12:5` or `, page 3`."""


@dataclass(frozen=True, slots=True)
class Document:
    """One thing to read. The stream is read once, from its beginning, and need not be seekable."""

    name: str
    """Path or URL as the student knows it; `standard input` for `-`."""
    stream: io.BufferedReader[Any]
    url: str = ""
    """The address it was downloaded from, when it was."""
    saved: datetime | None = None
    """When the file was written, for sources that bear no date themselves."""
    in_folder: bool = False
    """Found in a folder that was named, not named itself: it need not be an article."""
    zone: tzinfo = UTC
    """For dates without a zone."""
    sizes: Sizes = field(default_factory=Sizes)

    @property
    def head(self) -> bytes:
        """Up to 4 KB of the beginning, still unread."""
        return self.stream.peek(HEAD)[:HEAD]

    @property
    def stem(self) -> str:
        """The last part of its name, without what follows the dot: a title where there is no other."""
        last = self.name.rstrip("/").replace("\\", "/").rpartition("/")[2]
        return last.rpartition(".")[0] or last

    @property
    def suffix(self) -> str:
        """What follows the last dot of its name, in small letters, without the dot."""
        last = self.name.rpartition("/")[2].lower()
        return last.rpartition(".")[2] if "." in last else ""

    def whole(self) -> bytes:
        """All bytes; UnreadableError above the limit for files."""
        data = self.stream.read(self.sizes.file + 1)
        if len(data) > self.sizes.file:
            message = f"larger than {megabytes(self.sizes.file)}"
            raise UnreadableError(message, "raise `limits: file` in flashgen.yaml to read it")
        return data

    def text(self) -> str:
        """All text, by its byte order mark or as UTF-8; UnreadableError when it is neither."""
        return decode(self.whole())

    def chunks(self) -> Iterator[str]:
        """The text in pieces, for documents of any length."""
        decoder = codecs.getincrementaldecoder(encoding_of(self.head) or "utf-8")()
        done = 0
        while data := self.stream.read(_CHUNK):
            yield _decode_chunk(decoder, data, done, final=False)
            done += len(data)
        yield _decode_chunk(decoder, b"", done, final=True)


def encoding_of(head: bytes) -> str:
    """The encoding that a byte order mark declares, or "" without one."""
    return next((name for mark, name in _MARKS if head.startswith(mark)), "")


def decode(data: bytes) -> str:
    """Bytes in, text out, by byte order mark or as UTF-8; UnreadableError with the place otherwise."""
    return _decode_chunk(codecs.getincrementaldecoder(encoding_of(data) or "utf-8")(), data, 0, final=True)


def _decode_chunk(decoder: codecs.IncrementalDecoder, data: bytes, done: int, *, final: bool) -> str:
    try:
        return decoder.decode(data, final)
    except UnicodeDecodeError as error:
        # The decoder keeps an incomplete character of the chunk before: `object` holds it too.
        at = done + error.start - (len(error.object) - len(data))
        name = error.encoding.removesuffix("-sig").upper()
        hint = "the file ends inside a character: was it cut?" if final and not data else "save it as UTF-8"
        raise UnreadableError(
            f"not {name}: byte {at + 1} (0x{error.object[error.start]:02x}) is out of place", hint
        ) from None


def megabytes(size: int) -> str:
    """A size in bytes in, "4 MB" out."""
    return f"{size / MEGABYTE:g} MB"
