"""The words that an abbreviation stands for, cut out of the words before it."""

from __future__ import annotations

import pytest

from flashgen.initials import long_form


def cut(words: str, short: str) -> str | None:
    span = long_form(words, short)
    return None if span is None else words[span[0] : span[1]]


@pytest.mark.parametrize(
    ("words", "short", "long"),
    [
        ("the National Centre for Polar and Ocean Research", "NCPOR", "National Centre for Polar and Ocean Research"),
        ("Members of the Reef Council", "RC", "Reef Council"),
        (
            "a Foreign Investment Promotion and Protection Agreement",
            "FIPA",
            "Foreign Investment Promotion and Protection Agreement",
        ),
        ("the gross domestic product", "GDP", "gross domestic product"),
        ("Memoranda of Understanding", "MoUs", "Memoranda of Understanding"),
        ("the United Nations", "UN", "United Nations"),
        ("the office of National Legal Service Authority", "NALSA", "National Legal Service Authority"),
        (
            "Agricultural and Processed Food Exports Development Authority",
            "APEDA",
            "Agricultural and Processed Food Exports Development Authority",
        ),
        (
            "the Inland Canals Electronic Data Interchange Gateway",
            "ICEGATE",
            "Inland Canals Electronic Data Interchange Gateway",
        ),
        (
            "the Organisation of the Island Growing Countries",
            "OIGC",
            "Organisation of the Island Growing Countries",
        ),
        ("Reef Elimination Action-Fiji", "REA-Fiji", "Reef Elimination Action-Fiji"),
        ("Liquefied Natural Gas", "LNG", "Liquefied Natural Gas"),
        ("Micro, Small and Medium Enterprises", "MSMEs", "Micro, Small and Medium Enterprises"),
    ],
)
def test_the_initials_spell_the_abbreviation(words: str, short: str, long: str) -> None:
    assert cut(words, short) == long


@pytest.mark.parametrize(
    ("words", "short"),
    [
        ("The fleet returned in May", "PTI"),
        ("a new plan to trade", "PTI"),
        ("the Reef Council", "X"),
        ("the Reef Council", "ABCDEFGHIJKLMN"),
        ("", "RC"),
        ("the Reef Council", ""),
        ("the Reef Council", "2010"),
        ("rain and clouds", "RC"),
    ],
)
def test_other_words_stand_for_nothing(words: str, short: str) -> None:
    assert cut(words, short) is None
