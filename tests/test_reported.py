"""What somebody is reported to have said is read for itself, and asked as his."""

from __future__ import annotations

import pytest

from flashgen.pipeline import cards_of_text
from flashgen.reading import builtin_reading
from flashgen.rules import load_rules
from flashgen.sentences.lexicon import lexicon
from flashgen.sentences.reported import Reported, reported

WORDS = lexicon(builtin_reading())


@pytest.mark.parametrize(
    ("text", "said", "speaker"),
    [
        ("Asha Rao said that the pass is 4,200 metres high.", "The pass is 4,200 metres high.", "Asha Rao"),
        ("The Minister said the pass was closed in winter.", "The pass was closed in winter.", "the Minister"),
        (
            "Opening the fair, Minister of Wool Shri Arun Rao informed that Spiti has two old looms.",
            "Spiti has two old looms.",
            "Shri Arun Rao",
        ),
    ],
)
def test_what_is_said_stands_alone(text: str, said: str, speaker: str) -> None:
    found = reported(text, (), WORDS)
    assert found is not None
    assert (found.text, found.speaker) == (said, speaker)
    for start, end, offset in found.pieces:
        assert found.text[start:end] == text[start + offset : end + offset]


@pytest.mark.parametrize(
    "text",
    [
        "Asha Rao said that we have closed the pass.",  # in her own words
        "Asha Rao said that it was closed in winter.",  # what was?
        "He said the pass was closed in winter.",  # who?
        "Article 75 states that the Council is bound by the rule.",
        "The rule of 1859 states that the pass is closed.",  # a fact of its own stands before
        "Asha Rao closed the pass.",
        "Asha Rao said yes.",
    ],
)
def test_what_does_not_stand_alone_is_left_as_it_is(text: str) -> None:
    assert reported(text, (), WORDS) is None


def test_pieces_lead_back_to_the_article() -> None:
    text = "Asha Rao said that the pass is 4,200 metres high."
    assert reported("Asha Rao" + text[8:], ((0, 8, 4), (8, len(text), 4)), WORDS) == Reported(
        "The pass is 4,200 metres high.", ((1, 30, 23),), "Asha Rao"
    )


def test_a_card_says_whose_words_it_asks_for() -> None:
    cards, _ = cards_of_text("Asha Rao said that the Kunzum pass is 4,590 metres high.", load_rules())
    [card] = [card for card in cards if card.rule == "values/quantity"]
    assert card.question == "According to Asha Rao, the Kunzum pass is how many metres high?"
    assert card.sentence == "Asha Rao said that the Kunzum pass is 4,590 metres high."
    assert card.mark is not None
    assert card.sentence[slice(*card.mark)] == "4,590 metres"
