"""Blocks in reading order in, Sentences out, each with its subject named."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import takewhile

from flashgen.model import Article, Block, Sentence
from flashgen.reading import Reading
from flashgen.sentences.labels import label_name, title_name
from flashgen.sentences.lexicon import Lexicon, lexicon
from flashgen.sentences.memory import Place, Said
from flashgen.sentences.names import SMALL_WORDS, Name, Scene, singular
from flashgen.sentences.parties import parties_of
from flashgen.sentences.reported import Reported, reported
from flashgen.sentences.rewrite import rewrite
from flashgen.sentences.split import sentence_spans
from flashgen.sentences.statements import statements
from flashgen.sentences.subjects import Resolver

_ABBREVIATION = re.compile(r"[a-z]{2} \([A-Z][A-Za-z&-]*[A-Z]s?\)")
_TITLE_WORDS = 9
_VALUE_WORDS = 12  # a longer text after a label is a sentence
_ASIDE_WORDS = 4
_TRAIL_WORDS = 9  # a longer heading tells a story of its own
_ROW_WORDS = 9  # a longer cell that opens a row is no name
_QUESTION_NUMBER = re.compile(
    r"^Q\.?\s?\d*[.:)]?\s+|^\d+[.)]\s+|^(?:[Mm]ore |[Kk]now |[Bb]rief )?(?:[Aa]bout|[Oo]n)\s+(?=[A-Z])"
)


def split_sentences(article: Article, reading: Reading) -> list[Sentence]:
    """The sentences of an article in reading order. Same article and reading in, same sentences out."""
    return _Reader(article, reading).read()


def article_subject(article: Article, reading: Reading) -> str:
    """The named thing of the title, "" when it names none."""
    name, _ = title_name(article.title, lexicon(reading), Scene(article))
    return name.text if name else ""


def parties(article: Article, reading: Reading) -> tuple[str, ...]:
    """The two parties of the title ("India", "Canada"), () when it has not just two."""
    return parties_of(article.title, lexicon(reading))


@dataclass(slots=True)
class _Level:
    """One list: what its items are about, the item above it, the last sentence of the item before."""

    parent: Said | None = None
    before: Said | None = None


class _Reader:
    def __init__(self, article: Article, reading: Reading) -> None:
        self.article = article
        self.reading = reading
        self.words: Lexicon = lexicon(reading)
        self.scene = Scene(article)
        self.title, self.headline = title_name(article.title, self.words, self.scene)
        self.resolver = Resolver(self.words, self.scene, self.title, article.title, parties(article, reading))
        self.labels: dict[str, Name | None] = {}
        self.paths: dict[tuple[str, ...], tuple[Name, ...]] = {}
        self.asides: dict[str, bool] = {}
        self.steps: dict[str, str] = {}
        self.topics: dict[tuple[tuple[str, ...], str], tuple[str, ...]] = {}
        self.trails: dict[tuple[tuple[str, ...], str], tuple[str, ...]] = {}
        self.found: list[Sentence] = []

    def read(self) -> list[Sentence]:
        self.head()
        level = _Level()
        for place, block in enumerate(self.article.blocks):
            if block.kind == "heading":
                level = _Level()
                self.spelled_out(block.text, block.path)
                self.lead(block.text, Block(block.text, "heading", block.path, children=self.below(place)))
            elif not self.is_headline(block):
                self.block(block, level)
        return self.found

    def is_headline(self, block: Block) -> bool:
        """Whether a paragraph only says the title again, often with the next headline glued to it."""
        title = self.article.title.rstrip(". ")
        return bool(title) and block.text.startswith(title) and not block.text.endswith((".", "”"))

    def block(self, block: Block, level: _Level) -> None:
        names = self.names(block.path)
        label = self.name(block.label) if block.label else None
        if block.label and not block.text:
            self.lead(block.label, block)
        elif "(" in block.label:
            self.spelled_out(block.label, block.path)
        last = self.sentences(block, level, names, label)
        if last:
            level.before = last
        below = _Level(parent=last)
        for child in block.children:
            self.block(child, below)

    def head(self) -> None:
        """A short title that says something of its subject: "Vembanad Lake: Kerala"."""
        title = self.article.title
        if ": " in title and len(title.split()) <= _TITLE_WORDS:
            self.found.append(Sentence(title, title, Block(title, "heading"), self.topic((), None), index=0))

    def spelled_out(self, text: str, path: tuple[str, ...]) -> None:
        """A heading or label that says what an abbreviation stands for: "Common Service Centres (CSC)"."""
        if _ABBREVIATION.search(text):
            topic = self.topic(self.names(path), None)
            block = Block(text, "heading", path)
            self.found.append(Sentence(text, text, block, topic, index=len(self.found), trail=self.trail(path, "")))

    def below(self, place: int) -> tuple[Block, ...]:
        """The list right under the heading at this place."""
        path = (*self.article.blocks[place].path, self.article.blocks[place].text)
        following = takewhile(
            lambda block: block.kind == "item" and block.path == path, self.article.blocks[place + 1 :]
        )
        return tuple(following)

    def lead(self, text: str, block: Block) -> None:
        """A heading or label that has a list under it and says what is listed: "Criteria", "Concerns Raised"."""
        items = [child.label or child.text for child in block.children]
        if len(items) > 1 and all(map(self.is_value, items)):
            topic = self.topic(self.names(block.path), None)
            trail = self.trail(block.path, block.label)
            self.found.append(Sentence(text, text, block, topic, index=len(self.found), trail=trail))

    def sentences(self, block: Block, level: _Level, names: tuple[Name, ...], label: Name | None) -> Said | None:
        last: Said | None = None
        if not block.text:
            return last
        item, named, aside = block.kind == "item", bool(block.label), self.is_aside(block)
        topic, trail = self.about(block, names, label), self.trail(block.path, block.label)
        for start, end in sentence_spans(block.text, self.reading):
            proof = block.text[start:end]
            before = last or level.before
            inside = last is not None
            above = "" if inside else block.label or self.first_heading(block, level)
            place = Place(names, label, before, inside, level.parent, item, named, block.label, above, aside)
            outcome = self.resolver.resolve(proof, place)
            text, pieces = rewrite(proof, outcome.edits)
            if block.label and not last and not pieces and self.is_value(proof):
                head = len(block.label) + 2
                pieces = ((0, len(proof), head),)
                proof = f"{block.label}: {proof}"
            last = Said(text, outcome.subject, outcome.settled)
            said = reported(text, pieces, self.words) or Reported(text, pieces)
            if said.office:  # "Minister of Coal Asha Rao": who is what, apart from what was said
                first, end = said.office
                self.add(Sentence(text[first:end], text[first:end], block, topic, trail=trail))
            sentence = Sentence(said.text, proof, block, topic, said.pieces, outcome.unnamed, said.speaker, trail=trail)
            self.add(sentence)
            self.resolver.remember(last)
        return last

    def add(self, sentence: Sentence) -> None:
        sentence = replace(sentence, index=len(self.found))
        parts = statements(sentence.text, sentence.pieces)
        told = tuple(replace(sentence, text=text, pieces=pieces) for text, pieces in parts)
        self.found.append(replace(sentence, statements=told))

    def first_heading(self, block: Block, level: _Level) -> str:
        """The heading that a block is the first one under."""
        first = level.before is None and level.parent is None
        return block.path[-1] if first and block.path else ""

    def is_value(self, text: str) -> bool:
        """Whether the text after a label is a bare value: short, without a verb."""
        words = text.split()
        return len(words) <= _VALUE_WORDS and not any(word.lower() in self.words.finite for word in words)

    def is_aside(self, block: Block) -> bool:
        """Whether what stands right above tells of something else than the names above: it has a telling word."""
        return self.is_telling(block.label or (block.path[-1] if block.path else ""))

    def is_telling(self, above: str) -> bool:
        if above not in self.asides:
            self.asides[above] = self._is_telling(above)
        return self.asides[above]

    def _is_telling(self, above: str) -> bool:
        if not above or self.name(above) or self.words.is_generic(above):
            return False
        aspects, common = self.words.aspects, self.words.common
        telling = [word.strip("(),:’'").lower() for word in above.split() if word.lower() not in SMALL_WORDS]
        return any(word not in aspects and word not in common and not self.is_title_word(word) for word in telling)

    def is_title_word(self, word: str) -> bool:
        return self.title is not None and (word in self.title.text.lower() or word in self.title.keys)

    def name(self, label: str) -> Name | None:
        if label not in self.labels:
            self.labels[label] = label_name(label, self.words, self.scene, self.article.title)
        return self.labels[label]

    def names(self, path: tuple[str, ...]) -> tuple[Name, ...]:
        """The names of a path, nearest first, then the title's; of two for one thing the nearer."""
        if path not in self.paths:
            above = [self.name(label) for label in reversed(path)]
            title = self.title
            if self.headline or (title and title.text.title() in self.words.places):
                title = None  # "IRAN - General" tells of many things
            found: list[Name] = []
            for name in (*above, title):
                if name and not any(name.same(other) for other in found):
                    found.append(name)
            self.paths[path] = tuple(found)
        return self.paths[path]

    def about(self, block: Block, names: tuple[Name, ...], label: Name | None) -> tuple[str, ...]:
        """The topic of a block's sentences, found once for all blocks under the same headings."""
        key = (block.path, block.label)
        if key not in self.topics:
            topic = self.topic(names, label, block.path)
            row = block.row if len(block.row.split()) <= _ROW_WORDS else ""
            self.topics[key] = (row, *(name for name in topic if name != row)) if row else topic
        return self.topics[key]

    def topic(self, names: tuple[Name, ...], label: Name | None, path: tuple[str, ...] = ()) -> tuple[str, ...]:
        """What a sentence is about: names nearest first, at last the article's title.

        A heading right above that tells of something else comes before them: "Judicial Colloquium".
        """
        texts = [name.text for name in ((label, *names) if label else names)]
        step = self.step(path[-1]) if path and self.is_telling(path[-1]) else ""
        if step and self.may_name(step):
            texts.insert(1 if label else 0, step)
        if not self.title or self.title.text not in texts:
            texts.append(self.title.text if self.title else self.article.title)
        return tuple(dict.fromkeys(filter(None, texts)))

    def may_name(self, step: str) -> bool:
        """Whether a heading that tells of something else reads as the name of it: no side of the matter."""
        tokens = step.lower().split()
        aspects = self.words.aspects
        plain = not any(token in aspects or singular(token) in aspects or token in SMALL_WORDS for token in tokens)
        return plain and 1 < len(tokens) <= _ASIDE_WORDS and not self.words.is_generic(tokens[-1])

    def trail(self, path: tuple[str, ...], label: str) -> tuple[str, ...]:
        """The title, the headings and the labels that stand above a text, outermost first."""
        key = (path, label)
        if key not in self.trails:
            title = self.title.text if self.title else self.article.title
            steps = [title, *map(self.step, path), self.step(label)]
            self.trails[key] = tuple(dict.fromkeys(filter(None, steps)))
        return self.trails[key]

    def step(self, above: str) -> str:
        """What a heading or label says of where one is, "" for "Key Points" and long ones."""
        if above not in self.steps:
            self.steps[above] = self._step(above)
        return self.steps[above]

    def _step(self, above: str) -> str:
        name = self.name(above) if above else None
        if not above or (name is None and self.words.is_generic(above)):
            return ""
        plain = _QUESTION_NUMBER.sub("", above).rstrip(" :.–-")
        if name and (plain.endswith("?") or len(plain.split()) > _TRAIL_WORDS):
            return name.text
        return plain if len(plain.split()) <= _TRAIL_WORDS else ""
