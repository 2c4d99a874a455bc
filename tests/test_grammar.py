"""Forms of verbs, and the base behind a form."""

from __future__ import annotations

import pytest

from flashgen.grammar import base_form, inflections


@pytest.mark.parametrize(
    "forms",
    [
        ("sign", "signs", "signed", "signing"),
        ("hold", "holds", "held", "holding"),
        ("begin", "begins", "began", "begun", "beginning"),
        ("carry", "carries", "carried", "carrying"),
        ("launch", "launches", "launched", "launching"),
        ("agree", "agrees", "agreed", "agreeing"),
        ("lie", "lies", "lay", "lain", "lying"),
        ("write", "writes", "wrote", "written", "writing"),
        ("cut", "cuts", "cutting"),
        ("have", "has", "had", "having"),
    ],
)
def test_a_verb_and_all_its_forms(forms: tuple[str, ...]) -> None:
    base = forms[0]
    assert set(inflections(base)) == set(forms)
    assert {base_form(form) for form in forms} == {base}


@pytest.mark.parametrize(
    ("phrase", "base"),
    [
        ("established", "establish"),
        ("set up", "set up"),
        ("took place", "take place"),
        ("was", "be"),
        ("rose", "rise"),
        ("founded", "found"),
        ("found", "find"),
        ("Signed", "sign"),
        ("ratified", "ratify"),
        ("banned", "ban"),
    ],
)
def test_the_base_of_a_phrase(phrase: str, base: str) -> None:
    assert base_form(phrase) == base


@pytest.mark.parametrize("word", ["news", "bus", "red", "king", "india", ""])
def test_words_that_only_look_like_forms_stay_words(word: str) -> None:
    assert base_form(word) in (word, word.removesuffix("s"))
