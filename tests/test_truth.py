"""Nothing on a card is made up: over the sample articles, and over real posts where they lie beside the checkout."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import groupby

import pytest
from samples import asked, builtin, names, others

from flashgen.blocks import read_page
from flashgen.model import Article, Block, Card, Sentence
from flashgen.pipeline import Asked, ask

_WORD = re.compile(r"[^\W_]+|[%₹$€£]")
_BARE_NAME = re.compile(r"^the\s+|['’]s?\s*$", re.IGNORECASE)
_BRACKETS = re.compile(r"\([^()]*\)")
_BETWEEN_ITEMS = re.compile(r"; | / |, (?:and |or )?| and | or ")
_PRONOUN_SUBJECT = re.compile(
    r"^(?:it|he|she|they|we|i|you|this|these|those|its|their|his|her)\b"
    r"|\b(?:was|were|is|are|did|does|do|has|have) (?:it|he|she|they|we|you)\b",
    re.IGNORECASE,
)


def everything() -> list[Asked]:
    """All articles that there are, asked."""
    return [*(asked(name) for name in names()), *(one for _, found, _ in others() for one in found)]


def words(text: str) -> str:
    """The words of a text between single spaces."""
    return f" {' '.join(_WORD.findall(text.casefold()))} "


def text_of(article: Article) -> str:
    """All words of an article, once more without what stands in brackets: a name may be called by less."""
    text = " | ".join([article.title, *(text for block in article.blocks for text in _texts(block))])
    return words(f"{text} | {_BRACKETS.sub('', text)}")


def _texts(block: Block) -> Iterator[str]:
    yield from block.path
    yield f"{block.label}: {block.text}"
    for child in block.children:
        yield from _texts(child)


def is_in(answer: str, source: str) -> bool:
    """Whether the source says the answer, or each item of it."""
    return words(answer) in source or all(words(item) in source for item in _BETWEEN_ITEMS.split(answer) if item)


def named_in(sentence: Sentence, source: str) -> bool:
    """Whether what the sentence says instead of a pronoun are names that the article says elsewhere."""
    ends = [0, *(end for _, end, _ in sentence.pieces)]
    starts = [*(start for start, _, _ in sentence.pieces), len(sentence.text)]
    names = [_BARE_NAME.sub("", _whole(sentence.text, a, b)) for a, b in zip(ends, starts, strict=True)]
    return all(is_in(name, source) for name in names if words(name).strip())


def _whole(text: str, start: int, end: int) -> str:
    """The words of a span, without the letters of a word that goes on beyond it ("A" became "a")."""
    cut = text[max(0, end - 1) : end + 1]
    return text[start:end].rpartition(" ")[0] if len(cut) == 2 and cut.isalpha() else text[start:end]


def made_up(one: Asked) -> list[tuple[str, str]]:
    source = text_of(one.article)
    found = []
    for draft in one.drafts:
        answer, sentence = _BARE_NAME.sub("", draft.card.answer), draft.fact.sentence
        if not is_in(answer, source) and not (is_in(answer, words(sentence.text)) and named_in(sentence, source)):
            found.append((draft.card.question, draft.card.answer))
    return found


def test_every_answer_stands_in_its_article() -> None:
    assert [found for one in everything() for found in made_up(one)] == []


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ("a dam in Odisha", True),
        ("Odisha and the dam", False),
        ("dam; Odisha", True),
        ("Odisha, dam and 1957", True),
        ("1,957", False),
        ("a dam in Kerala", False),
    ],
)
def test_what_counts_as_standing_in_an_article(answer: str, said: bool) -> None:
    block = Block("Hirakud is a dam in Odisha; it opened in 1957.", label="Where")
    article = Article("1", "", "Dams", datetime(2026, 2, 9, tzinfo=UTC), blocks=(block,))
    assert is_in(answer, text_of(article)) == said


def unmarked(card: Card) -> bool:
    """A mark that is on something else than the answer."""
    if card.mark is None:
        return False
    start, end = card.mark
    return words(card.sentence[start:end]) != words(card.answer) and not all(
        words(item) in words(card.sentence[start:end]) for item in _BETWEEN_ITEMS.split(card.answer)
    )


def test_the_mark_in_the_proof_is_on_the_answer() -> None:
    cards = [card for one in everything() for card in one.cards]
    assert [(card.rule, card.sentence, card.mark, card.answer) for card in cards if unmarked(card)] == []


def test_the_proof_stands_in_the_article() -> None:
    missing = []
    for one in everything():
        source = text_of(one.article)
        missing += [card.sentence for card in one.cards if not stands_in(card.sentence, source)]
    assert missing == []


def stands_in(proof: str, source: str) -> bool:
    """In one piece, or in pieces where the sub-bullets of a sentence follow it."""
    if words(proof) in source:
        return True
    head, *items = re.split(r"(?<=[.:]) |; ", proof)
    return all(words(item) in source for item in items) and (words(head) in source or _is_lead(head, source))


def _is_lead(head: str, source: str) -> bool:
    """Words of a sentence that its first sub-bullet follows without a colon."""
    said = head.split()
    return any(
        words(" ".join(said[:cut])) in source and words(" ".join(said[cut:])) in source for cut in range(3, len(said))
    )


def nameless(card: Card) -> bool:
    """A question about a pronoun; a cloze may have one under its topic."""
    return _PRONOUN_SUBJECT.search(card.question) is not None and not (card.form == "cloze" and card.topic)


def test_no_question_is_about_a_pronoun() -> None:
    assert [card.question for one in everything() for card in one.cards if nameless(card)] == []


def test_no_two_cards_of_an_article_are_one() -> None:
    twice = []
    for one in everything():
        pairs = sorted((card.question, card.answer) for card in one.cards)
        twice += [pair for pair, same in groupby(pairs) if len(list(same)) > 1]
        assert len({card.guid for card in one.cards}) == len(one.cards)
    assert twice == []


FOREIGN = {
    "Spanish": "<p>El acuerdo de pesca entre Chile y Perú se firmó en Lima en 1998 y entró en vigor en el año 2001. "
    "La capital de la región es Arequipa (ARE), que tiene 870.000 habitantes y está a 2.335 metros de altura.</p>",
    "Indonesian": "<p>Perjanjian itu ditandatangani di Bandung pada tahun 1955 dan mulai berlaku pada 1 Januari 1957. "
    "Danau ini adalah danau yang terbesar di pulau itu, dengan luas 1.130 km persegi dan dalam 500 meter.</p>",
    "French": "<p>Le traité a été signé à Lyon en 1987 et il est entré en vigueur le 3 mars 1990. La ville compte "
    "520 000 habitants et elle est le siège de l'Organisation des Ponts (ODP), fondée en 1923.</p>",
    "German": "<p>Der Vertrag wurde im Jahr 1962 in Bremen unterzeichnet und trat am 4. Mai 1964 in Kraft. Die Stadt "
    "hat 560.000 Einwohner und ist der Sitz der Gesellschaft für Brücken (GFB), die 1923 gegründet wurde.</p>",
    "lorem ipsum": "<p>Lorem ipsum dolor sit amet, consectetur adipiscing elit 1947, sed do eiusmod tempor (SDET) "
    "incididunt ut labore et dolore magna aliqua 25%. Ut enim ad minim veniam, quis nostrud exercitation ullamco "
    "laboris nisi ut aliquip ex ea commodo consequat in 2010.</p>",
    "Hindi": "<p>यह समझौता 1998 में दिल्ली में हुआ था और 2001 में लागू हुआ। इस झील का क्षेत्रफल 287 वर्ग किलोमीटर है।</p>",
}


def of_html(html: str, title: str = "") -> Asked:
    rules = builtin()
    page = read_page(html, rules.reading)
    return ask(Article("1", "", title, datetime(2026, 2, 9, tzinfo=UTC), blocks=page.blocks), rules)


@pytest.mark.parametrize("language", FOREIGN)
def test_a_text_in_another_language_gives_no_card_and_says_why(language: str) -> None:
    one = of_html(FOREIGN[language], "1998")
    assert [(card.question, card.answer) for card in one.cards] == []
    assert [problem.level for problem in one.problems] == ["note"]


def test_the_same_in_english_gives_cards() -> None:
    assert of_html("<p>The fishing pact between Chile and Peru was signed in Lima in 1998.</p>").cards != ()
