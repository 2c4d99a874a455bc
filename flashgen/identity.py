"""What a fact is about in, its lasting name out: guids that survive better wording and corrected answers."""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

# Letters and digits only: Anki's own guids have signs too, which YAML, CSV, shells and Anki's text import trip over.
_ALPHABET = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
_json = json.JSONEncoder(ensure_ascii=False).encode
_BRACKETS = re.compile(r"\([^()]*\)")
_SIGNS = re.compile(r"[^\w%]+")
_ARTICLE = re.compile(r"^(?:the|an?) ")


@lru_cache(4096)
def normal(text: str) -> str:
    """The form in which two spellings of one thing are equal: "The NCA (2010)" and "nca" -> "nca"."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    bare = _SIGNS.sub(" ", _BRACKETS.sub(" ", folded)).strip() or _SIGNS.sub(" ", folded).strip()
    return _ARTICLE.sub("", bare)


def guid(fact: str, parts: Iterable[str]) -> str:
    """Eleven letters and digits that name a fact: the same for the same fact's name and normal parts, in order."""
    key = _json(["flashgen", fact, *(normal(part) for part in parts)])
    number = int.from_bytes(hashlib.sha256(key.encode()).digest()[:8], "big")
    signs = []
    while number:
        number, rest = divmod(number, len(_ALPHABET))
        signs.append(_ALPHABET[rest])
    return "".join(reversed(signs)).rjust(11, _ALPHABET[0])
