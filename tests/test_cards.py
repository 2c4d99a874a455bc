"""Facts become cards: filled templates, their proof and its mark, one card for one fact, and the best of many."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from making import card, source
from samples import builtin

from flashgen.cards import choose, unique
from flashgen.model import Article, Block, Card, Problem
from flashgen.pipeline import Asked, ask, cards_of_text
from flashgen.rules import load_text

DAY = datetime(2026, 2, 9, 9, 30, tzinfo=UTC)
EXAMPLES = "    examples: [{text: It rained., cards: []}]\n"
OPENED = """
  - id: opened
    match: '{mill:name} [Mill] was opened in {year}'
    cards:
      - {question: 'In which year was {mill|the} opened?', answer: '{year}'}
"""
NET = """
  - id: net
    match: 'in {year}'
    fallback: true
    cards:
      - blank: year
        ask: which year
"""


def asked(*rules: str, text: str = "", title: str = "Old mills", blocks: Sequence[Block] = ()) -> Asked:
    pack = "rules:" + "".join(rule + EXAMPLES for rule in rules)
    article = Article("1", "https://example.org/1", title, DAY, blocks=tuple(blocks) or (Block(text),), source="1.json")
    return ask(article, load_text(pack, Path("mills.yaml"), builtin()))


def said(one: Asked) -> list[tuple[str, str]]:
    return [(card.question, card.answer) for card in one.cards]


def reasons(one: Asked) -> list[tuple[str, str]]:
    return [(drop.rule, drop.reason) for drop in one.drops]


def test_a_corrected_answer_keeps_the_card() -> None:
    pack = OPENED.replace("{year}", "{years}").replace("which year", "which {years|year/years}")
    pack = pack.replace("'{years}'", "'{years|and}'")
    cards = [
        asked(rule, text=f"The Bandra Mill was opened in {year}.").cards[0]
        for rule in (pack, OPENED)
        for year in ("1902", "1903")
    ]
    assert [card.answer for card in cards] == ["1902", "1903"] * 2
    assert (cards[0].guid, cards[2].guid) == (cards[1].guid, cards[3].guid)


def test_a_whole_card() -> None:
    pack = OPENED.replace("cards:", "tags: [mills]\n    cards:").replace(
        "answer: '{year}'", "answer: '{year}', volatile: true"
    )
    (card,) = asked(pack, text="The Bandra Mill was opened in 1902.").cards
    assert replace(card, guid="") == Card(
        guid="",
        form="question",
        question="In which year was the Bandra Mill opened?",
        answer="1902",
        topic="Old mills",
        sentence="The Bandra Mill was opened in 1902.",
        rule="mills/opened",
        article=source("1", DAY, title="Old mills", source="1.json"),
        mark=(30, 34),
        tags=("mills",),
        as_of="9 February 2026",
    )


def test_fallback_asks_what_nothing_better_asks() -> None:
    one = asked(OPENED, NET, text="The Bandra Mill was opened in 1902. The Colaba Mill burned down in 1911.")
    assert said(one) == [
        ("In which year was the Bandra Mill opened?", "1902"),
        ("The Colaba Mill burned down in which year?", "1911"),
    ]
    assert reasons(one) == [("mills/net", "another card asks for it")]


def test_fallback_asks_again_for_the_same_words_elsewhere() -> None:
    one = asked(OPENED, NET, text="The Bandra Mill was opened in 1902. The Colaba Mill burned down in 1902.")
    assert [answer for _, answer in said(one)] == ["1902", "1902"]


def test_what_a_gate_refuses_is_dropped_with_its_reason_and_words() -> None:
    pack = OPENED.replace("In which year was {mill|the} opened?", "In which year was it opened?")
    (drop,) = asked(pack, text="The Bandra Mill was opened in 1902.").drops
    assert (drop.rule, drop.reason, drop.question, drop.answer) == (
        "mills/opened",
        "pronoun without a name",
        "In which year was it opened?",
        "1902",
    )


EACH = """
  - id: burned
    match: '{mill:name} burned in {year:years}'
    cards:
      - {question: 'In which {year|year/years} did {mill|the} burn?', answer: '{year|and}'}
      - {question: 'Which mill burned in {year}?', answer: '{mill}', each: year}
"""


def test_each_makes_one_card_for_every_value() -> None:
    one = asked(EACH, text="The Bandra Mill burned in 1996 and 2003.")
    assert sorted(said(one)) == [
        ("In which years did the Bandra Mill burn?", "1996 and 2003"),
        ("Which mill burned in 1996?", "The Bandra Mill"),
        ("Which mill burned in 2003?", "The Bandra Mill"),
    ]
    assert len({card.guid for card in one.cards}) == 3


def test_a_card_with_a_condition_needs_its_slot() -> None:
    pack = """
  - id: opened
    match: '{mill:name} was opened in {year} [by {who:name}]'
    cards:
      - {question: 'In which year was {mill|the} opened?', answer: '{year}'}
      - {question: 'Who opened {mill|the}?', answer: '{who}', if: who}
"""
    assert said(asked(pack, text="The Bandra Mill was opened in 1902.")) == [
        ("In which year was the Bandra Mill opened?", "1902")
    ]
    assert sorted(said(asked(pack, text="The Bandra Mill was opened in 1902 by Rao."))) == [
        ("In which year was the Bandra Mill opened?", "1902"),
        ("Who opened the Bandra Mill?", "Rao"),
    ]


def test_a_cloze_hides_the_value_in_the_sentence() -> None:
    pack = "\n  - id: gap\n    match: '({year})'\n    cards:\n      - cloze: year\n"
    (card,) = asked(pack.replace("({year})", "\\({year}\\)"), text="The Bandra Mill (1902) burned down twice.").cards
    assert (card.form, card.question, card.answer, card.cloze) == (
        "cloze",
        "The Bandra Mill ([…]) burned down twice.",
        "1902",
        "The Bandra Mill ({{c1::1902}}) burned down twice.",
    )


def test_a_cloze_may_have_a_hint() -> None:
    rule = NET.replace("- blank: year", "- cloze: year")
    (card,) = asked(rule, text="The Bandra Mill was shut in 1970.").cards
    assert (card.question, card.cloze) == (
        "The Bandra Mill was shut in [which year].",
        "The Bandra Mill was shut in {{c1::1970::which year}}.",
    )


def test_a_question_that_reads_badly_is_a_cloze_that_says_what_it_asks() -> None:
    rule = NET.replace("match: 'in {year}'", "match: '{year:quantity}'").replace("which year", "how many {unit}")
    (card,) = asked(rule, text="The mill bought a 75-year lease of the hill from the crown.").cards
    assert (card.form, card.question, card.answer, card.cloze) == (
        "cloze",
        "The mill bought a [how many years] lease of the hill from the crown.",
        "75-year",
        "The mill bought a {{c1::75-year::how many years}} lease of the hill from the crown.",
    )


def test_the_subject_of_a_pronoun_is_asked_and_the_proof_says_what_the_article_says() -> None:
    text = "It was opened in 1902."
    (card,) = asked(OPENED, title="Hirakud Dam", text=text).cards
    start, end = card.mark or (0, 0)
    assert (card.question, card.sentence, card.sentence[start:end]) == (
        "In which year was the Hirakud Dam opened?",
        text,
        "1902",
    )


def test_the_same_fact_of_two_rules_is_one_card() -> None:
    again = OPENED.replace("id: opened", "id: again").replace(
        "In which year was {mill|the} opened", "When did {mill|the} open"
    )
    same = [rule.replace("cards:", "fact: opening\n    cards:") for rule in (OPENED, again)]
    one = asked(*same, text="The Bandra Mill was opened in 1902.")
    assert said(one) == [("In which year was the Bandra Mill opened?", "1902")]
    assert reasons(one) == [("mills/again", "the same question as another card")]


def test_two_questions_in_nearly_the_same_words_are_one_card() -> None:
    again = OPENED.replace("id: opened", "id: again").replace("opened?", "opened, then?")
    assert len(asked(OPENED, again, text="The Bandra Mill was opened in 1902.").cards) == 1


WHAT = """
  - id: what
    match: "^{x:name} is {what:rest}[,] and (is|gongs)"
    cards:
      - {question: 'What is {x}?', answer: '{what}'}
"""


@pytest.mark.parametrize(
    ("text", "answers"),
    [
        ("Dokra is the casting of bells, drums and gongs.", []),
        ("Dokra is the casting of bells, an old trade, and is dying.", ["the casting of bells, an old trade"]),
        ("Dokra is the casting of bells and gongs.", ["the casting of bells"]),
    ],
)
def test_a_list_is_not_cut_short(text: str, answers: list[str]) -> None:
    assert [card.answer for card in asked(WHAT, text=text).cards] == answers


def test_a_title_is_not_cut_short() -> None:
    rule = WHAT.replace("is {what:rest}[,] and (is|gongs)", "is the trade of the {what:name}")
    text = "Dokra is the trade of the Guild of Bells{}."
    assert [card.answer for card in asked(rule, text=text.format("")).cards] == ["Guild of Bells"]
    assert asked(rule, text=text.format(", Drums and Gongs")).cards == ()


def test_a_sentence_is_no_answer_to_a_label() -> None:
    label = "\n  - id: seat\n    group: label\n    where: {label: Seat}\n    match: '^{v:rest} $'\n    cards:\n"
    rule = label + "      - {question: 'What is the seat of the Loom Fund?', answer: '{v}'}\n"
    for text, reason in (("The fund moved to Surat", "answer is a sentence of its own"), ("Surat, on the coast", "")):
        one = asked(rule, blocks=[Block(text, "item", (), "Seat")])
        assert ([reason for _, reason in reasons(one)] or [""]) == [reason]


def test_a_headline_is_not_asked_in_place() -> None:
    rule = NET.replace("in {year}", "{year}")
    assert reasons(asked(rule, text="Three Hundred Weavers Gather Around Mills Since 1902 Festival")) == [
        ("mills/net", "a headline or a row of a table says too little")
    ]


def test_the_same_question_is_answered_once() -> None:
    text = "Weft is the thread which runs across the loom."
    (card,) = [card for card in cards_of_text(text, builtin())[0] if card.question == "What is Weft?"]
    assert card.answer == "the thread which runs across the loom"


def test_the_limit_keeps_the_best_in_reading_order() -> None:
    text = "The Bandra Mill was opened in 1902. The Colaba Mill burned down in 1911. The Dadar Mill was opened in 1920."
    drafts = asked(OPENED, NET, text=text).drafts
    kept, surplus = choose(drafts, 2)
    assert [draft.card.answer for draft in kept] == ["1902", "1920"]
    assert [(drop.answer, drop.reason) for drop in surplus] == [("1911", "more than 2 cards in the article")]
    assert [draft.card.answer for draft in choose(drafts, 0)[0]] == ["1902", "1911", "1920"]
    assert choose(drafts, 3)[1] == []


MARCH = datetime(2026, 3, 2, tzinfo=UTC)


def test_the_same_fact_of_two_articles_is_one_card_that_names_both() -> None:
    one, other = card("g", source("1")), card("g", source("2", MARCH))
    assert unique([one, other]) == ([replace(one, also=(other.article,))], [])
    assert unique([other, one]) == unique([one, other])


def test_the_same_article_twice_is_named_once() -> None:
    assert unique([card("g"), card("g")]) == ([card("g")], [])


def test_different_facts_stay_apart() -> None:
    cards = [card("g"), card("h"), card("i", source("2", MARCH))]
    assert unique(cards) == (cards, [])


def test_two_articles_that_disagree_are_reported_with_both_sentences() -> None:
    one = card("g", source("1"), answer="1902", sentence="The mill was opened in 1902.")
    other = card("g", source("2", MARCH), answer="1903", sentence="The mill dates from 1903.")
    assert unique([one, other]) == (
        [one],
        [
            Problem(
                "articles/2.json",
                "warning",
                f'articles disagree on "{one.question}": "1902" and "1903"',
                '"The mill was opened in 1902." (Article 1) against "The mill dates from 1903." (Article 2); '
                "the first one is asked",
            )
        ],
    )


def test_an_answer_that_says_more_does_not_disagree() -> None:
    one, other = card("g", answer="5 May 1902"), card("g", source("2", MARCH), answer="1902")
    assert unique([one, other])[1] == []


def test_what_is_true_today_is_asked_without_today_and_dated() -> None:
    cards, _ = cards_of_text("The network of canals is 812 km long today.", builtin())
    assert [(card.question, card.as_of) for card in cards] == [
        ("The network of canals is how many km long?", "9 February 2026")
    ]
