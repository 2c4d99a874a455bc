"""A sentence becomes a question about one of its values, in its own words; what would read badly is not asked."""

from __future__ import annotations

import pytest

from flashgen.asking import MAX_SHOWN, ask_in_place, gap_in_place, head_of, settled, several, unit_of


def asked(text: str, value: str, ask: str) -> str:
    start = text.index(value)
    return ask_in_place(text, start, start + len(value), ask)


def gap(text: str, value: str) -> str:
    start = text.index(value)
    return gap_in_place(text, start, start + len(value))


@pytest.mark.parametrize(
    ("text", "value", "ask", "question"),
    [
        ("The mill was shut in 1970.", "1970", "which year", "The mill was shut in which year?"),
        ("The mast is 91 metres high.", "91 metres", "how many metres", "The mast is how many metres high?"),
        ("The mast is 91 metres (299 feet) high.", "91 metres", "how many metres", "The mast is how many metres high?"),
        ("The fort has 7 gates.", "7", "how many", "The fort has how many gates?"),
        ("In 1565, the fort was rebuilt.", "1565", "which year", "The fort was rebuilt in which year?"),
        ("On 5 May 1960, the mill was shut.", "5 May 1960", "which date", "The mill was shut on which date?"),
        ("The mill opened in May 1960.", "May 1960", "which date", "The mill opened in which month?"),
        ("The mill opened in 1902, while trains came in 1910.", "1902", "which year", "The mill opened in which year?"),
        ("The cup is currently held by Norway.", "Norway", "which country", "The cup is held by which country?"),
        ("Closed in 1970, the mill is a museum.", "1970", "which year", "In which year was the mill closed?"),
        (
            "Built by Asha Rao for two kings, the forts are old.",
            "two",
            "how many",
            "For how many kings were the forts built by Asha Rao?",
        ),
        ("If the dam breaks, 40 towns are lost.", "40", "how many", "If the dam breaks, how many towns are lost?"),
    ],
)
def test_the_value_gives_way_to_question_words(text: str, value: str, ask: str, question: str) -> None:
    assert asked(text, value, ask) == question


@pytest.mark.parametrize(
    ("text", "value", "ask"),
    [
        ("It is a 76 mm gun.", "76 mm", "how many mm"),  # "a how many mm gun"
        ("The old 1902-built mill stands.", "1902", "which year"),  # part of a longer word
        ("A mill of 1902.", "1902", "which year"),  # no verb
        ("The fort has 7.", "7", "how many"),  # "how many" of what?
        ("The mast is 91 metres high.", "91 metres", "how many"),  # "how many high"
        ("When the dam broke 40 towns were lost.", "40", "how many"),  # the main clause is still to come
        ("Opened 1902.", "1902", "which year"),  # too short to say what it is about
        ("The mill has stone " + "and more stone " * 12 + "since 1902.", "1902", "which year"),  # nobody reads that
    ],
)
def test_what_would_read_badly_is_not_asked(text: str, value: str, ask: str) -> None:
    assert asked(text, value, ask) == ""


@pytest.mark.parametrize(
    ("text", "value", "shown"),
    [
        ("the mill has 7 wheels; it is old.", "7", "The mill has […] wheels"),
        ("The mill (opened in 1902) is old.", "1902", "The mill (opened in […]) is old."),
    ],
)
def test_a_gap_stands_for_the_value(text: str, value: str, shown: str) -> None:
    assert gap(text, value) == shown


@pytest.mark.parametrize(
    ("text", "value"), [("The mill has A1902 wheels.", "1902"), ("The mill has 1902-A wheels.", "02")]
)
def test_no_gap_inside_a_word(text: str, value: str) -> None:
    assert gap(text, value) == ""


def test_a_long_sentence_is_cut_to_the_words_around_the_gap() -> None:
    text = (
        "Rain fell on the hills for many weeks, and rivers rose, and roads were lost, and people in the plains left "
        "for higher ground, and the old town hall, which was built in 1902, stood in the water for days, they said."
    )
    shown = gap(text, "1902")
    assert "[…]" in shown
    assert "was built in" in shown
    assert len(shown.split()) <= MAX_SHOWN


def test_the_words_that_a_question_is_made_of() -> None:
    values = ["1.47 lakh kilometres", "91 metres", "seven gates", "20-25 tonnes"]
    assert [unit_of(value) for value in values] == ["kilometres", "metres", "gates", "tonnes"]
    names = ["Ministry of Coal", "Tiger Project", "Project Tiger", "the Ramsar Convention", "NITI (old)"]
    assert [head_of(name) for name in names] == ["ministry", "project", "project", "convention", "niti"]
    asks = ["which country", "which year", "which day", "which countries", "how many"]
    assert [several(ask) for ask in asks] == [
        "which countries", "which years", "which days", "which countries", "how many",
    ]  # fmt: skip
    assert settled("the cup is currently held by whom ?") == "The cup is held by whom?"
