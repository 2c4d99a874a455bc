"""A sentence as written and edits to it in, its stand-alone reading with the way back out."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple


class Edit(NamedTuple):
    """Put `text` in place of proof[start:end]."""

    start: int
    end: int
    text: str


Pieces = tuple[tuple[int, int, int], ...]


def rewrite(proof: str, edits: Iterable[Edit]) -> tuple[str, Pieces]:
    """The edited text and its pieces (start, end, offset): text[start:end] == proof[start + offset:end + offset].

    Edits that overlap an earlier one are left out. No edits: the proof itself and no pieces.
    """
    parts: list[str] = []
    pieces: list[tuple[int, int, int]] = []
    read = written = 0
    for edit in sorted(edits, key=lambda edit: (edit.start, edit.end)):
        if edit.start < read:
            continue
        if edit.start > read:
            kept = proof[read : edit.start]
            pieces.append((written, written + len(kept), read - written))
            parts.append(kept)
            written += len(kept)
        parts.append(edit.text)
        written += len(edit.text)
        read = edit.end
    if read == 0 and not parts:
        return proof, ()
    if read < len(proof):
        pieces.append((written, written + len(proof) - read, read - written))
        parts.append(proof[read:])
    return "".join(parts), tuple(pieces)
