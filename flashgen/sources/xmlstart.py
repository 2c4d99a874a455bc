"""The beginning of an XML document in, what it is out: tells formats apart and refuses entity tricks before any parser.

A few lines of `<!ENTITY>` unfold to gigabytes, or name a file of the student's. No feed, export or book needs them.
"""

from __future__ import annotations

import re

from flashgen.sources.document import UnreadableError

# Atomic groups: without them a row of comments can be divided in 2^n ways.
SKIP = r"\s*+(?>(?:<\?.*?\?>|<!--.*?-->)\s*+)*+"
_DOCTYPE = re.compile(rf"{SKIP}<!DOCTYPE[^>\[]*(\[)?", re.S | re.I)
_ROOT = re.compile(rf"{SKIP}(?:<!DOCTYPE[^>\[]*(?:\[.*?\]\s*)?>{SKIP})?<([A-Za-z_][\w.:-]*)([^>]*)", re.S | re.I)


def root_of(text: str) -> tuple[str, str]:
    """Name and attributes of the first element; ("", "") when the text does not begin as XML does."""
    match = _ROOT.match(text)
    return (match[1], match[2]) if match else ("", "")


def refuse_entities(text: str) -> None:
    """UnreadableError when the document declares entities of its own."""
    match = _DOCTYPE.match(text)
    if match and match[1]:
        raise UnreadableError("declares XML entities of its own, which can hide a bomb", "remove its <!DOCTYPE …[ ]>")
