"""An article in, the code of its language out, by the share of stop words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from flashgen.model import Article, Block
from flashgen.reading import Reading, builtin_reading

_WORDS_READ = 1_500
_WORDS_NEEDED = 6
_SHARE_NEEDED = 0.09  # English lists of names still have "of", "and", "the"; running text has 0.3 and more
_WORD = re.compile(r"[^\W\d_]+(?:['’][a-z]+)?")
# Scripts that tell the language, or at least that it is none of ours, by the first character of their range.
_SCRIPTS = (
    ("ऀ", "ॿ", "hi"), ("ঀ", "৿", "bn"), ("਀", "੿", "pa"), ("઀", "૿", "gu"), ("଀", "୿", "or"), ("஀", "௿", "ta"),
    ("ఀ", "౿", "te"), ("ಀ", "೿", "kn"), ("ഀ", "ൿ", "ml"), ("؀", "ۿ", "ar"), ("Ѐ", "ӿ", "ru"), ("Ͱ", "Ͽ", "el"),
    ("֐", "׿", "he"), ("฀", "๿", "th"), ("぀", "ヿ", "ja"), ("가", "힯", "ko"), ("一", "鿿", "zh"),
)  # fmt: skip


def language_of(article: Article, reading: Reading | None = None) -> str:
    """ISO code of the article's language ("la" also for lorem ipsum), or "" when there is too little text to tell."""
    reading = reading or builtin_reading()
    words: list[str] = []
    for text in _texts(article):
        words.extend(_WORD.findall(text.lower()))
        if len(words) >= _WORDS_READ:
            break
    return language_of_words(words, reading)


def language_of_words(words: list[str], reading: Reading) -> str:
    """The same of lower-case words."""
    script = _script(words)
    if script or len(words) < _WORDS_NEEDED:
        return script
    counts = Counter(words)
    shares = {
        code: sum(map(counts.__getitem__, counts.keys() & stop)) / len(words)
        for code, stop in reading.languages.items()
    }
    best = max(shares, key=lambda code: (shares[code], code == "en"))
    return best if shares[best] >= _SHARE_NEEDED else ""


def _script(words: list[str]) -> str:
    """The code of the script that most words are written in, "" for Latin."""
    if "".join(words).isascii():
        return ""
    counts: Counter[str] = Counter()
    for word in words:
        if not word.isascii():
            counts.update(code for first, last, code in _SCRIPTS if first <= word[0] <= last)
    if not counts:
        return ""
    code, count = counts.most_common(1)[0]
    return code if count > len(words) / 2 else ""


def _texts(article: Article) -> Iterator[str]:
    for block in article.blocks:
        yield from _block_texts(block)
    yield article.title


def _block_texts(block: Block) -> Iterator[str]:
    yield block.text
    for child in block.children:
        yield from _block_texts(child)
