"""What is unclear, trivial, leaking or torn is not asked, and the reason is named; good cards pass."""

from __future__ import annotations

import pytest

from flashgen.gates import fault, subject_fault, tokens

GOOD = [
    ("In which year was the Coral Bay Treaty signed?", "1994"),
    ("What does NCPOR stand for?", "National Centre for Polar and Ocean Research"),
    ("Who chairs the Reef Council?", "Dr. Ana Reyes"),
    ("The mill was shut in which month?", "May 1960"),
    ("How many gates has the Red Fort?", "seven"),
    ("What share of the fish lives on reefs?", "25%"),
    ("Which three rivers feed the Chilika Lake?", "Daya, Bhargavi and Luna"),
    ("What did the United States sign in 1994?", "the Coral Bay Treaty"),
    ("Where is the seat of the Reef Council?", "Palau (Micronesia)"),
    ("Which country first ratified the Coral Bay Treaty?", "New Zealand"),
    ("Which law punishes the theft of reef data?", "IT Act"),
    ("How many reefs died in the last two years, from 2021-22 to 2022-23?", "40"),
    ("By whom was the council founded as the states‘ guard of reefs?", "the Reef Union of Fiji"),  # a slip
    ("By the time it ended, the Reef War had lasted how many years?", "six"),
    ("During the talks, it was said that Fiji joins in which year?", "2030"),
    ("AdBlue burns at how many degrees, and Fiji at the upper end of this range?", "600"),
    ("In Fiji's view, they rule how many reefs?", "six"),
    ("Which reef of Fiji lies beside this temple?", "Cakau reef"),
    ("Large members are those countries whose reefs cover how many hectares?", "500 hectares"),
]


@pytest.mark.parametrize(("question", "answer"), GOOD)
def test_a_good_card_passes(question: str, answer: str) -> None:
    assert fault("question", question, answer) == ""


BAD = [
    ("In which year was the Coral Bay Treaty signed?", "", "empty answer"),
    ("In which year was the Coral Bay Treaty signed?", "?!", "empty answer"),
    ("What is the Coral Bay Treaty?", "a pact " * 20, "answer too long"),
    ("In which year " + "and month " * 20 + "was it?", "1994", "question too long"),
    ("In which year was the Coral Bay Treaty signed", "1994", "question without a question mark"),
    ("In which year was the Coral Bay (Treaty signed?", "1994", "torn brackets or quotes"),
    ("What is the Coral Bay Treaty called?", 'the "Reef Pact', "torn brackets or quotes"),
    ("What joined the Coral Bay Treaty?", "many", "vague answer"),
    ("Which rules did Fiji send?", "the draft rules", "vague answer"),
    ("At the Cliff Inn, he met which Raja?", "the Raja of Fiji", "pronoun without a name"),
    ("On 9 June it left for which reef of Fiji?", "Cakau reef", "pronoun without a name"),
    ("Yet in May 1960 they saw how many reefs?", "six", "pronoun without a name"),
    ("One feature of this lake is which reef of Fiji?", "Cakau reef", "pronoun without a name"),
    ("What does the Coral Bay Treaty allow?", "boats but also nets", "vague answer"),
    ("Who read out the Coral Bay Treaty stating?", "the envoy", "question is cut off"),
    ("How many reasons has Coral Bay for this?", "seven", "pronoun without a name"),
    ("After 2020 this number rose in Fiji to what number?", "30", "pronoun without a name"),
    ("Who keeps the reefs of Fiji for the purpose?", "Palau", "question is cut off"),
    ("What is Coral Bay?", "one of several places", "vague answer"),
    ("To what is the heat of Coral Bay due?", "two factors", "vague answer"),
    ("What is the Coral Bay (Coral Bay)?", "600 rupees", "question says too little"),
    ("How many years later was Coral Bay shut?", "three", "relative date"),
    ("What is Coral Bay?", "a game-changer", "vague answer"),
    ("Who shall act?", "The Raja", "question says too little"),
    ("In Fiji they are seen on which reefs?", "Cakau reefs", "pronoun without a name"),
    ("Fees of the reef office go to which reef fund?", "reefs funds", "answer stands in the question"),
    ("What are reef rules?", "reef rule books", "answer stands in the question"),
    ("In the last how many reef years (2020 to 2024), was Coral Bay shut?", "five", "relative date"),
    ("What joined the Coral Bay Treaty?", "and New Zealand", "vague answer"),
    ("What joined the Coral Bay Treaty?", "New Zealand and the", "vague answer"),
    ("In which year was it signed in Palau?", "1994", "pronoun without a name"),
    ("This treaty was signed in which year?", "1994", "pronoun without a name"),
    ("Who signed the said agreement in Palau?", "Fiji", "pronoun without a name"),
    ("In which year was the Coral Bay Treaty signed by them?", "1994", "pronoun without a name"),
    ("When was the Coral Bay Treaty signed?", "last year", "relative date"),
    ("Who joined the Coral Bay Treaty in the last two years?", "Fiji", "relative date"),
    ("Who signed the Coral Bay Treaty today?", "Fiji", "relative date"),
    ("What must we do for Coral Bay?", "plant reefs", "somebody's own words"),
    ("In which year did old maps emerge?", "1994", "question says too little"),
    ("The following two pacts were signed by Fiji?", "in Palau", "pronoun without a name"),
    ("The second was signed at Palau in which year?", "1994", "pronoun without a name"),
    ("How many treaties did Fiji sign in the last how many years?", "5 years", "relative date"),
    ("What is the Coral Bay Treaty to Fiji?", "a milestone", "vague answer"),
    ("What was signed?", "the Coral Bay Treaty", "question says too little"),
    ("Where is the Coral Bay Treaty from?", "Coral Bay", "answer stands in the question"),
    ("Which treaty is the treaty of Coral Bay?", "Coral Bay Treaty", "answer stands in the question"),
]


@pytest.mark.parametrize(("question", "answer", "reason"), BAD)
def test_a_bad_card_is_refused_with_its_reason(question: str, answer: str, reason: str) -> None:
    assert fault("question", question, answer) == reason


def test_a_thing_of_some_kind_is_no_answer_to_which() -> None:
    assert fault("blank", "The treaty was read by which committee?", "an expert committee") == "vague answer"
    assert fault("blank", "The treaty was read by which unit?", "a Reef Data Unit (RDU)") == ""
    assert fault("blank", "The treaty was read by what?", "an expert committee") == ""


def test_a_list_may_be_longer_than_other_answers() -> None:
    answer = ", ".join(f"Port {number}" for number in range(25))
    assert fault("question", "Which ports has the Reef Council?", answer) == "answer too long"
    assert fault("question", "Which ports has the Reef Council?", answer, is_list=True) == ""


def test_an_answer_that_runs_into_the_sentence_is_refused() -> None:
    assert fault("question", "Several ports: which ones?", "Suva, were lost and Levuka shut") == "vague answer"


@pytest.mark.parametrize(
    "words", ["the Coral Bay Treaty", "India", "reefs of the south", "Article 21", "a Reef Data Unit (RDU)"]
)
def test_a_subject_is_a_noun_phrase(words: str) -> None:
    assert subject_fault(words) == ""


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("a treaty", "subject is not named"),
        ("a Memorandum of Understanding", "subject is not named"),
        ("some of the reefs", "subject is not named"),
        ("in the south", "subject is no noun phrase"),
        ("the treaty which", "subject is no noun phrase"),
        ("the reefs and", "subject is no noun phrase"),
        ("however the treaty", "subject is no noun phrase"),
        ("Eight built by the state", "subject is no noun phrase"),
        ("Five years on, Fiji", "subject is no noun phrase"),
        ("The reefs usually kept by Fiji", "subject is no noun phrase"),
    ],
)
def test_other_words_are_no_subject(words: str, reason: str) -> None:
    assert subject_fault(words) == reason


def test_answers_are_compared_by_their_telling_words() -> None:
    assert list(tokens("The Gulf of Mannar, in 1,987 (25%)!")) == ["gulf", "mannar", "1,987", "25%"]
    assert list(tokens("of the")) == []
