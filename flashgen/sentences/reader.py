"""Blocks in reading order in, Sentences out."""

from __future__ import annotations

from flashgen.model import Article, Block, Sentence
from flashgen.reading import Reading
from flashgen.sentences.split import sentence_spans


def split_sentences(article: Article, reading: Reading) -> list[Sentence]:
    """The sentences of an article in reading order. Same article and reading in, same sentences out."""
    found: list[Sentence] = []
    for block in article.blocks:
        _read_block(block, article, reading, found)
    return found


def _read_block(block: Block, article: Article, reading: Reading, found: list[Sentence]) -> None:
    if block.text and block.kind != "heading":
        topic = tuple(filter(None, (block.label, *reversed(block.path), article.title)))
        for start, end in sentence_spans(block.text, reading):
            text = block.text[start:end]
            found.append(Sentence(text, text, block, topic, index=len(found)))
    for child in block.children:
        _read_block(child, article, reading, found)
