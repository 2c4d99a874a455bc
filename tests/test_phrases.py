"""A phrase is found wherever its regex finds it: each way to match has one of the words that are looked for first."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flashgen import asking, gates
from flashgen.phrases import Phrases, words_of

ALL = {
    f"{module.__name__}.{name}": value
    for module in (asking, gates)
    for name, value in vars(module).items()
    if isinstance(value, Phrases)
}


@pytest.mark.parametrize("name", ALL)
def test_whatever_the_regex_matches_has_one_of_the_words(name: str) -> None:
    phrases = ALL[name]

    @settings(max_examples=300, deadline=None)
    @given(st.from_regex(phrases.regex))
    def check(text: str) -> None:
        assert phrases.stand_in(text)

    check()


def test_words_are_parted_by_signs_alone() -> None:
    assert words_of("Today's so-called 2,000-year Été_2") == {"today", "s", "so", "called", "2", "000", "year", "été_2"}


def test_phrases_are_left_out() -> None:
    phrases = Phrases("now", r"\bnow\s+")
    assert phrases.left_out("It is now known. Now go.") == "It is known. go."
    assert phrases.left_out("It is known, snow and all") == "It is known, snow and all"
    assert not phrases.stand_in("snow falls")
