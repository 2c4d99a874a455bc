"""flashgen.clauses: what a plain sentence is made of, and nothing where that is not clear."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashgen.clauses import PARTS, Wanted, find, form_of_text, has_verb, parse, speech
from flashgen.clauses.tokens import read_words

# sentence -> its clauses as [lead] subject | auxiliaries | verb | parts
CLAUSES = {
    "The harbour was opened in 1931 by the Maharaja of Cochin.": [
        "The harbour | was | opened | argument(in): 1931 | argument(by): the Maharaja of Cochin"
    ],
    "In 1931, the port received the first steamer from Aden.": [
        "[In 1931,] the port |  | received | object: the first steamer | argument(from): Aden"
    ],
    "The Lushai hills lend ginger, turmeric and oranges to the plains.": [
        "The Lushai hills |  | lend | object: ginger, turmeric and oranges | argument(to): the plains"
    ],
    "The bank that was founded in Surat lends money to weavers.": [
        "The bank that was founded in Surat |  | lends | object: money | argument(to): weavers"
    ],
    "The treaty signed in Bassein gave the port to Portugal.": [
        "The treaty signed in Bassein |  | gave | object: the port | argument(to): Portugal"
    ],
    "The governor said that the canal has reached Bikaner.": ["the canal | has | reached | object: Bikaner"],
    "Trilobites are extinct marine animals.": ["Trilobites | are |  | complement: extinct marine animals"],
    "The league, a body of weavers, was formed to raise wages.": [
        "The league | was | formed | purpose(to): raise wages"
    ],
    "The mill spins cotton and was moved to Madurai.": [
        "The mill |  | spins | object: cotton",
        "The mill | was | moved | argument(to): Madurai",
    ],
    "The fair falls on 2 May, and weavers mark the day.": [
        "The fair |  | falls | argument(on): 2 May",
        "weavers |  | mark | object: the day",
    ],
    "The range lies in Nepal and spreads over the plains.": [
        "The range |  | lies | argument(in): Nepal",
        "The range |  | spreads | argument(over): the plains",
    ],
    "Founded in Poona in 1817, the school teaches Sanskrit.": [
        "before: the school | was | Founded | argument(in): Poona | argument(in): 1817",
        "[Founded in Poona in 1817,] the school |  | teaches | object: Sanskrit",
    ],
    "The committee aims to reduce floods.": ["The committee |  | aims | purpose(to): reduce floods"],
    "The rest house has not been repaired.": ["The rest house | has not been | repaired"],
    "In Surat, Aden, the ship was sold.": ["[In Surat, Aden,] the ship | was | sold"],
    "The state signed the Convention on the Rights of Weavers.": [
        "The state |  | signed | object: the Convention on the Rights of Weavers"
    ],
    "Article 75 contains the rule.": ["Article 75 |  | contains | object: the rule"],
    # What has no clear build gives nothing.
    "Trade, roads and the new bridge over the Sone.": [],
    "A lamp kept in a niche.": [],
    "They weigh it.": [],
    "A mill dedicated to weavers, spinning cotton by hand.": [],
    "": [],
}


def shown(text: str) -> list[str]:
    """The clauses of a text in one line each."""
    lines = []
    for clause in parse(text):
        lead = text[slice(*clause.lead)].strip()
        head = ["before: " if clause.opening else f"[{lead}] " if lead else "", text[slice(*clause.subject)]]
        parts = [
            f"{part.kind}{f'({part.preposition})' if part.preposition else ''}: {text[part.start : part.end]}"
            for part in clause.parts
        ]
        lines.append(
            " | ".join(["".join(head), " ".join(clause.auxiliaries), text[slice(*clause.verb)], *parts]).rstrip(" |")
        )
    return lines


@pytest.mark.parametrize("text", CLAUSES)
def test_the_clauses_of_a_sentence(text: str) -> None:
    assert shown(text) == CLAUSES[text]


@pytest.mark.parametrize(
    ("phrase", "form"),
    [
        ("indigo, coral and tea", "list"),
        ("the country, and facilitate trade", "word"),
        ("salt and sugar", "pair"),
        ("the National Centre for Dew (NCD)", "abbreviated"),
        ("the Simla Agreement", "kind"),
        ("Convention on Biological Diversity", "kind"),
        ("Asha Rao", "name"),
        ("the port of Surat", "specific"),
        ("three boats", "number"),
        ("a small house of clay", "plain"),
        ("a small house", "word"),
        ("", "word"),
    ],
)
def test_the_form_of_a_phrase(phrase: str, form: str) -> None:
    assert form_of_text(phrase) == form


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("The plans were approved.", "dnBp."),
        ("The ministry plans a survey.", "dnvdn."),
        ("Reports of floods came from Assam.", "NOnvPN."),
        ("May is hot; rain may fall.", "NBn;nMf."),
        ("The US told us.", "dNER."),
        ("The proposed canal", "dnn"),
        ("Zinc's price rose 4%.", "Nnv#."),
    ],
)
def test_a_word_is_what_its_neighbours_make_it(text: str, tags: str) -> None:
    assert read_words(text).tags == tags


def made(text: str, wanted: Wanted) -> list[dict[str, str]]:
    return [{name: values[0].text for name, values in slots.items() if values} for slots in find(text, wanted)]


def test_the_words_of_a_question_come_in_its_order() -> None:
    text = "In 1869, Khedive Ismail opened the Suez Canal at Port Said."
    assert made(text, Wanted("object")) == [
        {
            "subject": "Khedive Ismail",
            "object": "the Suez Canal",
            "aux": "did",
            "verb": "open",
            "lead": "In 1869,",
            "rest": "at Port Said",
            "ask": "which canal",
        }
    ]


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("The canal carries water.", "does carry"),
        ("The canals carry water.", "do carry"),
        ("The canal has water.", "does have"),
        ("The canal has carried water.", "has carried"),
        ("The canal will be carrying water.", "will be carrying"),
        ("The king wrote letters.", "did write"),
    ],
)
def test_the_verb_of_a_question(text: str, question: str) -> None:
    [slots] = made(text, Wanted("object"))
    assert f"{slots['aux']} {slots['verb']}" == question


@pytest.mark.parametrize(
    ("text", "ask"),
    [
        ("Meera Devi was an acclaimed singer of Merta.", "who"),
        ("The captain of the ship was Meera Devi.", "who"),
        ("The old song was a hymn of Merta.", "what"),
    ],
)
def test_who_somebody_is_and_what_something_is(text: str, ask: str) -> None:
    [slots] = made(text, Wanted("complement"))
    assert slots["ask"] == ask


def test_what_is_denied_is_not_asked() -> None:
    assert made("The canal does not carry water.", Wanted("object")) == []


def test_only_phrases_of_the_form_behind_the_word() -> None:
    text = "The pass was crossed by Asha Rao with mules, by night and under the Simla Agreement."
    wanted = Wanted("phrase", frozenset({"name", "kind"}), frozenset({"by", "under"}))
    assert [slots["phrase"] for slots in made(text, wanted)] == ["Asha Rao", "the Simla Agreement"]
    assert [slots["ask"] for slots in made(text, wanted)] == ["whom", "which agreement"]


@pytest.mark.parametrize(
    ("text", "ask"),
    [
        ("The pass was opened by the Raja’s Council.", "which council"),
        ("The pass was opened by a Poona engineer.", "whom"),
        ("The pass was opened by the Council of Poona’s engineer Rao.", "whom"),
        ("The pass was opened by the Poona Council and the Surat Agency.", "whom"),
        ("The pass was used by mules, followed by the Poona Brigade.", "what"),
    ],
)
def test_the_question_words_for_what_stands_behind_by(text: str, ask: str) -> None:
    wanted = Wanted("phrase", frozenset({"name", "kind", "pair", "specific"}), frozenset({"by"}))
    assert made(text, wanted)[-1]["ask"] == ask


def test_part_of_a_name_is_no_phrase() -> None:
    assert made("The Centre on Yak was moved.", Wanted("phrase", frozenset({"name"}), frozenset({"on"}))) == []


WORDS = """the a dam dams built of in by was is has to and , . ( ) : ; Rao Act 1962 2 that which it said opened opens
open opening not " “ ” also May Surat's 5% runs sold ed ing""".split()


@given(st.lists(st.sampled_from(WORDS), max_size=14).map(" ".join))
def test_any_words_are_read_without_a_fault(text: str) -> None:
    has_verb(text)
    form_of_text(text)
    speech(text)
    for clause in parse(text):
        assert 0 <= clause.subject[0] < clause.subject[1] <= clause.end <= len(text)
        for part in clause.parts:
            assert 0 <= part.begin <= part.start < part.end <= len(text)
    for part_name in {*PARTS} - {"verb"}:  # which stands in the question as it does not in the text
        for slots in find(text, Wanted(part_name)):
            [value] = slots[part_name]
            assert text[value.start : value.end] == value.text
