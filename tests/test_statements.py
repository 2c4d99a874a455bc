"""The shorter statements that a sentence holds, each with the way back to the words of the article."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashgen.pipeline import cards_of_text
from flashgen.rules import load_rules
from flashgen.sentences.statements import statements


def told(text: str) -> list[str]:
    return [statement for statement, _ in statements(text, ())]


@pytest.mark.parametrize(
    ("text", "held"),
    [
        (
            "The Reef Fund (RF), an arm of the Coral Bank, lends to divers.",
            ["The Reef Fund (RF) is an arm of the Coral Bank", "The Reef Fund (RF) lends to divers."],
        ),
        (
            "The Reef Fund, founded in 1982, is under the Ministry of Tides.",
            ["The Reef Fund was founded in 1982", "The Reef Fund is under the Ministry of Tides."],
        ),
        (
            "Asha Rao, who was born in Goa, led the survey.",
            ["Asha Rao was born in Goa", "Asha Rao led the survey."],
        ),
        (
            "The Coral Convention (CC), a binding treaty of 40 states has been in force since 1993.",
            [
                "The Coral Convention (CC) is a binding treaty of 40 states",
                "The Coral Convention (CC) has been in force since 1993.",
            ],
        ),
        (
            "Founded in Goa in 1982, the Reef Fund lends to divers.",
            ["The Reef Fund was founded in Goa in 1982", "The Reef Fund lends to divers."],
        ),
        (
            "Born in Goa, Asha Rao led the survey, and she was the first diver.",
            ["Asha Rao was born in Goa", "Asha Rao led the survey, and she was the first diver."],
        ),
        (
            "Set up in 1982, the Reef Fund lends to divers.",
            ["The Reef Fund was set up in 1982", "The Reef Fund lends to divers."],
        ),
        (
            "In 1982, the mill was opened by the king, and the dam was built in 1990.",
            ["In 1982, the mill was opened by the king", "The dam was built in 1990."],
        ),
        (
            "The pearls are found in the bay and sold in Goa.",
            ["The pearls are found in the bay", "The pearls are sold in Goa."],
        ),
        (
            "The bay is open to divers and not closed to boats.",
            ["The bay is open to divers", "The bay is not closed to boats."],
        ),
        (
            "Where the owner is not known, the pearls are kept in the fund and used in the schools of the island.",
            [
                "Where the owner is not known, the pearls are kept in the fund",
                "Where the owner is not known, the pearls are used in the schools of the island.",
            ],
        ),
        (
            "The state has set up the Reef Data Unit (RDU) which is a centre of the navy.",
            ["The Reef Data Unit (RDU) is a centre of the navy.", "The state has set up the Reef Data Unit (RDU)"],
        ),
        (
            "Smt. Asha Rao, Minister for Tides and Reefs, opened the hall and released a book on pearls.",
            [
                "Smt. Asha Rao, Minister for Tides and Reefs, opened the hall",
                "Smt. Asha Rao released a book on pearls.",
            ],
        ),
    ],
)
def test_a_sentence_holds_statements(text: str, held: list[str]) -> None:
    assert told(text) == held


@pytest.mark.parametrize(
    "text",
    [
        "The Reef Fund lends to divers.",
        "The number of seats will rise to 38, and its share will reach 4 per cent.",  # "its" needs what stands before
        "The fund is managed and monitored by the navy.",
        "Kandla, Mumbai and Kochi are ports of the west.",
        "Every year, the pearl day is kept on 3 May, the birthday of the king.",
        "Divers met in Goa, which led to the treaty.",
        "The council met in Goa which was a port of the king.",
        "The law covers reefs and boats that are old.",
    ],
)
def test_one_statement_stays_whole(text: str) -> None:
    assert told(text) == []


@given(st.text(alphabet="The a an, and was built in Goa 1982 which () is of by.", max_size=120))
def test_every_kept_word_stands_in_the_sentence(text: str) -> None:
    for statement, pieces in statements(text, ()):
        assert all(statement[start:end] == text[start + offset : end + offset] for start, end, offset in pieces)


def test_an_earlier_rewriting_is_passed_through() -> None:
    proof = "It, founded in 1982, lends to divers."
    text = "The Reef Fund, founded in 1982, lends to divers."
    for statement, pieces in statements(text, ((13, len(text), -11),)):
        assert all(statement[start:end] == proof[start + offset : end + offset] for start, end, offset in pieces)


def test_a_card_is_asked_of_the_statement_and_proved_by_the_sentence() -> None:
    sentence = "The Coral Bay Mill was opened in 1931 and sold to the Nizam in 1950."
    cards, _ = cards_of_text(sentence, load_rules(), title="Pearls")
    asked = {card.answer: card for card in cards}
    assert asked["1931"].question == "In which year was the Coral Bay Mill opened?"
    assert asked["1950"].sentence == sentence
    assert "1931" not in asked["1950"].question
