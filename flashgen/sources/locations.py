"""What the student names in (file, folder, address, `-`), open documents out, one at a time."""

from __future__ import annotations

import io
import os
import re
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, tzinfo
from pathlib import Path
from typing import Any, BinaryIO

from flashgen.config import Sizes
from flashgen.model import Problem
from flashgen.sources.document import Document

_BUFFER = 1 << 16
# What lies beside articles in a folder and is none, by name. Everything else is looked at.
_PASSED_OVER = tuple(
    """
    .apkg .avif .bmp .bz2 .colpkg .css .csv .db .doc .docx .gif .gz .ico .jpeg .jpg .js .lock .log .map .mjs .mp3 .mp4
    .odt .php .png .ppt .pptx .py .pyc .sh .so .sqlite .svg .tar .tmp .toml .tsv .ttf .wav .webm .webp .woff .woff2
    .xls .xlsx .xz .yaml .yml .cards.txt ~
    """.split()
)
_PASSED_OVER_NAMES = frozenset({"ledger.jsonl", "license", "makefile"})
_SITE = re.compile(r"(?:[a-z0-9-]+\.)+(?!json|html?|md|txt|xml|pdf|epub)[a-z]{2,}(?:/.*)?", re.I)
_FOLDERS_PASSED_OVER = ("_files", ".assets", "__pycache__", "node_modules")  # `_files`: beside a saved page


def open_location(
    location: str, *, zone: tzinfo = UTC, sizes: Sizes, standard_input: BinaryIO | None = None
) -> Iterator[Document | Problem]:
    """Each document of a location, opened when it is its turn; the receiver closes its stream."""
    if location == "-":
        stream = standard_input or sys.stdin.buffer
        yield Document("standard input", io.BufferedReader(_Raw(stream), _BUFFER), zone=zone, sizes=sizes)
    elif location.startswith(("http://", "https://")):
        from flashgen.sources.page import open_page

        yield open_page(location, zone=zone, sizes=sizes)
    elif os.path.isdir(location):  # noqa: PTH112 (Path's raises for names that cannot be)
        yield from _open_folder(Path(location), zone, sizes)
    else:
        yield _open_file(Path(location), zone, sizes)


def _open_folder(folder: Path, zone: tzinfo, sizes: Sizes) -> Iterator[Document | Problem]:
    empty = True
    for path in _files_in(folder):
        empty = False
        yield _open_file(path, zone, sizes, in_folder=True)
    if empty:
        yield Problem(str(folder), "warning", "a folder without articles", "`flashgen fetch` brings them from a site")


def _files_in(folder: Path) -> Iterator[Path]:
    """All files that may be articles, in the order of their paths, links to folders not followed."""
    for here, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not _is_passed_folder(name))
        yield from (Path(here, name) for name in sorted(names) if not _is_passed_over(name))


def _is_passed_folder(name: str) -> bool:
    return name.startswith(".") or name.endswith(_FOLDERS_PASSED_OVER)


def _is_passed_over(name: str) -> bool:
    low = name.lower()
    return low.startswith(".") or low.endswith(_PASSED_OVER) or low in _PASSED_OVER_NAMES


def _open_file(path: Path, zone: tzinfo, sizes: Sizes, *, in_folder: bool = False) -> Document | Problem:
    name = os.fsencode(path).decode("utf-8", "replace")  # a name that is not UTF-8 could not be printed
    try:
        if path.is_dir():
            return Problem(name, "error", "a folder where a file was expected")
        stream = io.BufferedReader(io.FileIO(path), _BUFFER)
        saved = datetime.fromtimestamp(path.stat().st_mtime, UTC).astimezone(zone)
    except FileNotFoundError:
        return Problem(name, "error", "no such file or folder", _guess(path))
    except (OSError, ValueError, OverflowError) as error:
        return Problem(name, "error", f"cannot be opened: {getattr(error, 'strerror', '') or error}")
    return Document(name, stream, saved=saved, in_folder=in_folder, zone=zone, sizes=sizes)


def _guess(path: Path) -> str:
    """The name that was probably meant, among those beside it."""
    from difflib import get_close_matches

    if _SITE.fullmatch(str(path)):
        return f'is it an address? write it as "https://{path}"'
    try:
        names = [beside.name for beside in path.parent.iterdir()]
    except OSError:
        return f'the folder "{path.parent}" is not there either'
    close = get_close_matches(path.name, names, n=1)
    return f'did you mean "{path.with_name(close[0])}"?' if close else ""


class _Raw(io.RawIOBase):
    """Any readable binary stream (click's, BytesIO) as what BufferedReader wants; never closes it."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data = self._stream.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)
