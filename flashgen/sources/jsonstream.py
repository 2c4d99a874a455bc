"""Text in pieces in, JSON values out one at a time: an object, an array's elements, or one object a line.

The standard decoder reads a text as a whole; an export of 20,000 posts (3 GB as Python objects) must not be. So this
keeps a window of the text and asks the decoder for one value at a time.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from flashgen.sources.document import UnreadableError, megabytes

_CUT = "it was cut: save or download it again"
_VISIBLE = re.compile(r"\S")
_FEW = 20  # characters: an error so near the end of the window may vanish when more text arrives


class Values:
    """Iterates over the values; `limit` bounds the characters of one value."""

    def __init__(self, chunks: Iterator[str], limit: int) -> None:
        self._chunks = chunks
        self._limit = limit
        self._text = ""
        self._at = 0
        self._ended = False
        self._line, self._column = 1, 1
        self._decoder = json.JSONDecoder(strict=False)

    def __iter__(self) -> Iterator[object]:
        """Every value; raises UnreadableError at the first character that is not JSON."""
        while char := self._next_char():
            if char == "[":
                yield from self._elements()
            else:
                yield self._value()

    def _elements(self) -> Iterator[object]:
        """The elements of an array, which need not be in memory together."""
        self._at += 1
        while (char := self._next_char()) != "]":
            if not char:
                raise UnreadableError("the file ends inside its list of posts", _CUT, self._place(self._at))
            if char == ",":
                self._at += 1
            else:
                yield self._value()
        self._at += 1

    def _next_char(self) -> str:
        while True:
            if found := _VISIBLE.search(self._text, self._at):
                self._at = found.start()
                return found[0]
            self._at = len(self._text)
            if not self._more():
                return ""

    def _more(self) -> bool:
        """Doubles the unread text, so that a long value is tried again log(n) times only. False at the end."""
        self._forget()
        pieces, size, wanted = [self._text], 0, max(len(self._text), 1)
        while size < wanted and not self._ended:
            piece = next(self._chunks, None)
            self._ended = piece is None
            pieces.append(piece or "")
            size += len(piece or "")
        self._text = "".join(pieces)
        return size > 0

    def _forget(self) -> None:
        self._line, self._column = self._position(self._at)
        self._text, self._at = self._text[self._at :], 0

    def _value(self) -> object:
        while True:
            try:
                value, self._at = self._decoder.raw_decode(self._text, self._at)
            except json.JSONDecodeError as error:
                self._go_on_after(error)
            except RecursionError:
                raise UnreadableError("nested too deeply to be a post", place=self._place(self._at)) from None
            except ValueError:  # an integer of more digits than Python converts
                raise UnreadableError("a number too long to be one", place=self._place(self._at)) from None
            else:
                return value

    def _go_on_after(self, error: json.JSONDecodeError) -> None:
        """Loads more text when the value may merely be incomplete; raises otherwise."""
        unterminated = error.msg.startswith("Unterminated string")
        wrong = UnreadableError(f"not JSON: {error.msg[:1].lower()}{error.msg[1:]}", place=self._place(error.pos))
        if not unterminated and error.pos < len(self._text) - _FEW:
            raise wrong
        cut = unterminated or error.pos >= len(self._text)
        if len(self._text) - self._at > self._limit:
            message = f"a post longer than {megabytes(self._limit)}"
            raise UnreadableError(message, "raise `limits: file` in flashgen.yaml to read it", self._place(self._at))
        if not self._more():
            place = self._place(self._at)
            raise UnreadableError("truncated JSON: the file ends inside a post", _CUT, place) if cut else wrong

    def _place(self, at: int) -> str:
        line, column = self._position(at)
        return f":{line}:{column}"

    def _position(self, at: int) -> tuple[int, int]:
        newlines = self._text.count("\n", 0, at)
        if not newlines:
            return self._line, self._column + at
        return self._line + newlines, at - self._text.rindex("\n", 0, at)
