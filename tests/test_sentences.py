"""Where sentences end, which language a text is in, and what a sentence says on its own."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from flashgen.model import Article, Block
from flashgen.reading import builtin_reading
from flashgen.sentences import language_of
from flashgen.sentences.split import SENTENCE_LIMIT, sentence_spans

SPLITS = [
    "It costs Rs. 5.22 a litre.| Prices fell.",
    "Sec. 124A was repealed.| It was old.",
    "Dr. Rao and Smt. Devi met Shri. Nair in No. 10.| They spoke.",
    "In F.Y. 2024 the U.S. grew.| The U.K. did not.",
    "Aid went to the U.S.| The rest stayed.",
    "Many trees, e.g. teak, i.e. hard wood, grow here.",
    "It warmed by 1.5 °C.| 12 states felt it.",
    "1. Article 14 gives equality.",
    "It was adopted in 1950.| 26 January was chosen.",
    "N.S. Murthy wrote it.| J. Smith read it.",
    "St. Petersburg is old.| Mt. Everest is high.",
    "Ms. Anand went to Ltd. companies such as Tata Steel Ltd.| The firm grew.",
    "She said “We won.”| He agreed.",
    "It won (for the first time.)| Others lost.",
    "It failed (cf. the report. It is long) twice.",
    "It came to an end.|Next year it began.",
    "The site example.com is down.| Try later.",
    "Did it rain?| Yes!| It did...",
    "It covers 26.22 sq. km.| It is small.",
    "He came at 5 p.m. on Sunday.| She left.",
    "Rice, wheat, etc. are grown.| Tea is not.",
    "Rice, wheat, etc.| The rest is bought.",
    "गाँव छोटा है।| नदी बड़ी है।",
    "Article 19(1)(a) applies.| Art. 21 too.",
    "Version 2.0 came.| Version 3.0 did not.",
]


@pytest.mark.parametrize("marked", SPLITS)
def test_split(marked: str) -> None:
    text = marked.replace("|", "")
    parts = [text[start:end] for start, end in sentence_spans(text, builtin_reading())]
    assert parts == [part.strip() for part in marked.split("|")]


def test_long_sentences_are_cut() -> None:
    text = "rain and more rain, " * 400
    parts = [text[start:end] for start, end in sentence_spans(text, builtin_reading())]
    assert max(map(len, parts)) <= SENTENCE_LIMIT
    assert " ".join(parts) == text.strip()


LANGUAGES = {
    "en": "The river rises in the hills and falls into the sea near the port.",
    "es": "El río nace en las montañas y llega al mar cerca de la ciudad con mucha agua.",
    "id": "Sungai itu berasal dari gunung dan mengalir ke laut yang ada di kota ini.",
    "la": "Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed ut nunc vitae est.",
    "hi": "यह नदी पहाड़ से निकलती है और समुद्र में गिरती है।",
    "fr": "Le fleuve naît dans les montagnes et se jette dans la mer avec les eaux du lac.",
    "de": "Der Fluss kommt aus den Bergen und fließt mit viel Wasser in die See bei der Stadt.",
    "": "Xyzzy",
}


@pytest.mark.parametrize(("code", "text"), LANGUAGES.items())
def test_language(code: str, text: str) -> None:
    assert language_of(article(Block(text))) == code


def test_names_of_english_articles_do_not_change_the_language() -> None:
    title = "La Niña and El Niño: de facto rules of the Pacific, and what they do to rain in India"
    assert language_of(article(title=title)) == "en"


def article(*blocks: Block, title: str = "") -> Article:
    return Article("1", "https://example.org/1", title, datetime(2026, 2, 9, tzinfo=UTC), blocks=blocks)
