r"""Text in, ASCII bytes of the same length out: what patterns are matched against.

google-re2's wrapper encodes str to UTF-8 and converts every offset back; on bytes it does neither. One character
becomes one byte, so a span found in the bytes is a span of the text: accented letters become their base letter,
`₹€£¥°` become control bytes that no cleaned text holds, letters of other scripts a stand-in letter of their case.
"""

from __future__ import annotations

import unicodedata

from flashgen.text import fold

EM_DASH = "\x0b"
OTHER = "\x1f"
SIGNS = {"₹": "\x01", "€": "\x02", "£": "\x03", "¥": "\x04", "°": "\x05", "º": "\x05", "—": EM_DASH, "―": EM_DASH}
_PLAIN = {
    "ß": "s", "æ": "a", "Æ": "A", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ı": "i", "œ": "o",
    "Œ": "O", "þ": "t", "Þ": "T", "ð": "d", "²": "2", "³": "3", "¹": "1", "…": ".", "×": "x", "•": OTHER, "|": "|",
}  # fmt: skip


class _Table(dict[int, str]):
    """Filled as characters turn up, for str.translate."""

    def __missing__(self, code: int) -> str:
        self[code] = byte = _byte(chr(code))
        return byte


def _byte(char: str) -> str:
    known = SIGNS.get(char) or _PLAIN.get(char)
    if known:
        return known
    plain = fold(char)
    if plain.isascii():
        return plain if plain.isprintable() else " "
    base = unicodedata.normalize("NFD", char)[0]
    if base.isascii() and base.isalpha():
        return base
    return _stand_in(char)


def _stand_in(char: str) -> str:
    kind = unicodedata.category(char)
    if kind == "Nd":
        return str(unicodedata.digit(char))
    if kind[0] in "LM":
        return "X" if kind in ("Lu", "Lt") else "x"
    return " " if kind[0] == "Z" or kind == "Cc" else OTHER


_TABLE = _Table()


def fold_for_matching(text: str) -> bytes:
    """ASCII bytes, one for each character of the text."""
    if text.isascii() and text.isprintable() and "`" not in text:
        return text.encode("ascii")
    return text.translate(_TABLE).encode("ascii")


def foreign_letter(text: str) -> int:
    """Where the first letter stands that folding replaces by a stand-in; -1 when there is none."""
    for index, char in enumerate(text):
        if not char.isascii() and char.isalpha() and _stand_in(char) in "Xx" and _TABLE[ord(char)] in "Xx":
            return index
    return -1


# Every letter and digit in lower case, all else a space: the text in which the filter looks for whole words.
_WORDS = bytes(c + 32 if 65 <= c <= 90 else c if chr(c).isalnum() and c < 128 else 32 for c in range(256))


def words_of(folded: bytes) -> bytes:
    """Lower-case words between single separators, with a space at both ends."""
    return b" " + folded.translate(_WORDS) + b" "
