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
        ("Some 40 towns were lost.", "40", "how many", "How many towns were lost?"),
        ("In 1565, a fort grew, shut in 1970.", "1565", "which year", "In which year did a fort grow?"),
        ("In 1565, Rao led the fort, Devi weeping.", "1565", "which year", "In which year did Rao lead the fort?"),
        ("The fort has 7 gates: Rao, Devi and Nair.", "7", "how many", "The fort has how many gates?"),
        ("Earlier in 1565, the fort fell.", "1565", "which year", "The fort fell in which year?"),
        ("The loan runs for 6 months, within which it is paid.", "6", "how many", "The loan runs for how many months?"),
        ("On 5 May 1960, the mill was shut.", "5 May 1960", "which date", "The mill was shut on which date?"),
        ("The mill opened in May 1960.", "May 1960", "which date", "The mill opened in which month?"),
        ("The fair ran from May 3 to 7, 1960.", "May 3 to 7, 1960", "which date", "The fair ran on which dates?"),
        ("The mill ran from 1902 to 1970.", "1902 to 1970", "which period", "The mill ran in which period?"),
        (
            "The mill has 3 wheels, namely the old, the new and the big one.",
            "3",
            "how many",
            "The mill has how many wheels?",
        ),
        ("So far, 9 mills have joined.", "9", "how many", "How many mills have joined?"),
        ("The mill opened in 1902, while trains came in 1910.", "1902", "which year", "The mill opened in which year?"),
        ("The cup is currently held by Norway.", "Norway", "which country", "The cup is held by which country?"),
        ("Closed in 1970, the mill is a museum.", "1970", "which year", "In which year was the mill closed?"),
        (
            "Built by Asha Rao for two kings, the forts are old.",
            "two",
            "how many",
            "For how many kings were the forts built by Asha Rao?",
        ),
        # What stands before the subject and is too long to be moved behind it leads the question.
        (
            "In 1888, after hearing of the coal that two shepherds had found near the old road through the northern "
            "hills, the company opened a mine at Umaria.",
            "1888",
            "which year",
            "In which year did the company open a mine at Umaria?",
        ),
        (
            "The road links Sikkim and the State of Assam.",
            "Assam",
            "which state",
            "The road links Sikkim and which state?",
        ),
        ("The mill spins silk, wool, etc.", "silk, wool", "what", "The mill spins what?"),
        ("If the dam breaks, 40 towns are lost.", "40", "how many", "If the dam breaks, how many towns are lost?"),
    ],
)
def test_the_value_gives_way_to_question_words(text: str, value: str, ask: str, question: str) -> None:
    assert asked(text, value, ask) == question


@pytest.mark.parametrize(
    ("text", "value", "ask"),
    [
        ("It is a 76 mm gun.", "76 mm", "how many mm"),  # "a how many mm gun"
        ("The mill (91 metres) is high.", "91 metres", "how many metres"),  # "the mill (how many metres)"
        ("The state signed (in 1902) the treaty.", "1902", "which year"),
        ("The share rose from 33% to 35%.", "33% to 35%", "what percentage"),  # "rose from what percentage"
        ("The old 1902-built mill stands.", "1902", "which year"),  # part of a longer word
        ("A mill of 1902.", "1902", "which year"),  # no verb
        ("The fort has 7.", "7", "how many"),  # "how many" of what?
        ("The mast is 91 metres high.", "91 metres", "how many"),  # "how many high"
        ("When the dam broke 40 towns were lost.", "40", "how many"),  # the main clause is still to come
        ("A mill opened by the crown in 1902.", "1902", "which year"),  # no verb of its own
        ("The mill ran between 1902 and 1910.", "1902", "which period"),
        ("The dam rests on the following 9 pillars.", "9", "how many"),
        ("The mill is based not on steam.", "steam", "what"),
        ("The mill sells cloth like muslin.", "cloth", "what"),  # "what like muslin"
        ("The prize is worth $40.", "40", "how many"),
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
        ("Mill of the hill towns since 1902", "1902", "Mill of the hill towns since […]"),  # a note
        ("Over a period of five years from 2020 to 2024", "five years", ""),  # of what?
    ],
)
def test_a_gap_stands_for_the_value(text: str, value: str, shown: str) -> None:
    assert gap(text, value) == shown


@pytest.mark.parametrize(
    ("text", "value"), [("The mill has A1902 wheels.", "1902"), ("The mill has 1902-A wheels.", "02")]
)
def test_no_gap_inside_a_word(text: str, value: str) -> None:
    assert gap(text, value) == ""


def test_under_a_label_a_note_says_enough() -> None:
    text = "Over a period of five years from 2020"
    start = text.index("five years")
    assert gap_in_place(text, start, start + 10, "Term") == "Term: Over a period of […] from 2020"


@pytest.mark.parametrize(
    ("text", "value", "question"),
    [
        ("The mill was bought with salt.", "salt", "The mill was bought with what?"),
        ("Bought with salt, the mill was shut.", "salt", "With what was the mill bought?"),
        ("With salt from the coast, the mill was opened.", "salt", "With what was the mill opened?"),
        ("When salt was dear, the mill was opened.", "salt", ""),  # what leads to the subject
        ("A mill bought with salt.", "salt", ""),
    ],
)
def test_what_has_no_kind_is_asked_where_the_build_is_clear(text: str, value: str, question: str) -> None:
    start = text.index(value)
    assert ask_in_place(text, start, start + len(value), "what", strict=True) == question


LONG_STATEMENT = (
    "the old town hall, which was built in 1902, stood in the water for days, and so did the mill, the inn and the "
    "school beside it, they said."
)


def test_a_long_sentence_is_cut_to_the_words_around_the_gap() -> None:
    opening = (
        "After rain had fallen on the hills and on the roads and rivers of the plains for many weeks without an end"
    )
    shown = gap(f"{opening}, {LONG_STATEMENT}", "1902")
    assert shown.startswith("… the old town hall, which was built in […]")
    assert len(shown.split()) <= MAX_SHOWN


@pytest.mark.parametrize(
    "lost",
    [
        "Rain had fallen on the hills for many weeks of the spring and took the roads, the bridges of the plain",
        "The envoy of the hill towns told the guests of the spring fair, who had come from the plains to see it, that",
    ],
)
def test_no_sentence_loses_what_it_speaks_of(lost: str) -> None:
    assert gap(f"{lost}, {LONG_STATEMENT}", "1902") == ""


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
