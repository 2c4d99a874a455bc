"""An article in, its sentences out, each standing alone: subjects named, lead-ins cut, the way back kept."""

from __future__ import annotations

from flashgen.sentences.language import language_of
from flashgen.sentences.reader import article_subject, parties, split_sentences

__all__ = ["article_subject", "language_of", "parties", "split_sentences"]
