"""The notation: what a pattern matches, what it must not, and what its slots then hold."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
import re2

from flashgen.patterns import Compiler, Lexicon, Pattern, SlotType, fold_for_matching
from flashgen.patterns.engine import Regex, options

YEAR = SlotType("year", regex=r"1[0-9]\d\d|20\d\d", ask="which year", never_before=r" ?%")
NAME = SlotType("name", regex=r"[A-Z][A-Za-z]*(?: (?:of |and )?[A-Z][A-Za-z]*)*", sensitive=True)
COUNTRY = SlotType("country", words=("India", "Canada", "Niger", "Nigeria", "United States", "Côte d'Ivoire"))
TYPES = [
    YEAR, NAME, COUNTRY,
    SlotType("phrase", until=",;:()—", max_words=6),
    SlotType("text", until=";"),
    SlotType("acronym", regex="[A-Z]{2,}", sensitive=True),
    SlotType("digits", regex=r"\d+"),
    SlotType("org", any=(r"[the] {name} [\({acronym}\)]",)),
    SlotType("metal", words=("iron", "zinc")),
    SlotType("plain", until=",;:()—", never_inside=r"^to |\b(?:that|is)\b"),
    SlotType("price", regex=r"[₹$] ?{digits}"),
]  # fmt: skip
LEXICON = Lexicon({kind.name: kind for kind in TYPES}, {"signed": "(signed|inked) [in haste]", "deal": "<signed> off"})

Found = list[tuple[str, dict[str, list[str]]]]


def found(source: str, text: str) -> Found:
    """All matches as the words they cover, with the words of each slot."""
    matches = Pattern(source, Compiler(LEXICON)).finditer(fold_for_matching(text))
    return [
        (text[m.start : m.end], {name: [text[a:b] for a, b in spans] for name, spans in m.slots.items()})
        for m in matches
    ]


MUST: list[tuple[str, str, Found]] = [
    ("was signed", "It WAS  signed today.", [("WAS  signed", {})]),
    ("India's aim", "India’s aim is clear", [("India’s aim", {})]),
    ("(old|very new) road", "The very new road", [("very new road", {})]),
    ("the [old] road", "the road and the old road", [("the road", {}), ("the old road", {})]),
    ("[The] road", "A road", [("road", {})]),
    ("the [non-]state", "the state and the non-state", [("the state", {}), ("the non-state", {})]),
    ("^ [In {year}], the road", "The road", [("The road", {})]),
    ("^ [In {year}], the road", "In 1999, the road", [("In 1999, the road", {"year": ["1999"]})]),
    ("the [old]'s end", "the's end", [("the's end", {})]),
    ("cooperate[s] now", "it cooperates now", [("cooperates now", {})]),
    ("uses [[a] [b]] c", "uses c uses b c uses a c uses a b c",
     [(f"uses {x}c", {}) for x in ("", "b ", "a ", "a b ")]),
    ("India, Canada", "India Canada; India, Canada", [("India Canada", {}), ("India, Canada", {})]),
    ("1,000 men", "1,000 men", [("1,000 men", {})]),
    ("signed ... in {year}", "signed, after a long day, in 1996",
     [("signed, after a long day, in 1996", {"year": ["1996"]})]),
    ("sign~ it", "he signing it; they sign it", [("signing it", {}), ("sign it", {})]),
    ("take~ it", "she took it", [("took it", {})]),
    ("<deal>", "was inked in haste off", [("inked in haste off", {})]),
    (r"\{x\} \<y\>", "{x} <y>", [("{x} <y>", {})]),
    ("^ The road $", '"The road."', [('"The road', {})]),
    ("in {year}", "In 1947, in 1950.", [("In 1947", {"year": ["1947"]}), ("in 1950", {"year": ["1950"]})]),
    ("in {years}", "in 1996, 2001, and 2003", [("in 1996, 2001, and 2003", {"years": ["1996", "2001", "2003"]})]),
    ("{who:country+} met", "Niger, Nigeria & Canada met",
     [("Niger, Nigeria & Canada met", {"who": ["Niger", "Nigeria", "Canada"]})]),
    ("{countries} met", "Côte d’Ivoire met", [("Côte d’Ivoire met", {"countries": ["Côte d’Ivoire"]})]),
    ("{flow:exports|gold imports} rose", "Gold imports rose", [("Gold imports rose", {"flow": ["Gold imports"]})]),
    ("({year} x|y {year})", "1999 x y 2000", [("1999 x", {"year": ["1999"]}), ("y 2000", {"year": ["2000"]})]),
    ("built {x:phrase}", "He built the road, then left", [("built the road", {"x": ["the road"]})]),
    ("built {x:phrase} in {year}", "built a mill in town in 1900",
     [("built a mill in town in 1900", {"x": ["a mill in town"], "year": ["1900"]})]),
    ("built {x:phrase} [in {year}]", "built a mill in 1900 for us",
     [("built a mill in 1900", {"x": ["a mill"], "year": ["1900"]})]),
    ("built {x:phrase} [in {year}]", "built a mill.", [("built a mill", {"x": ["a mill"]})]),
    ("has {x:phrases}", "has 5,000 men, one cat and two dogs.",
     [("has 5,000 men, one cat and two dogs", {"x": ["5,000 men", "one cat", "two dogs"]})]),
    ("{org} met", "Today the Bank of India (BOI) met",
     [("the Bank of India (BOI) met", {"org": ["the Bank of India (BOI)"]})]),
    ("costs {price}", "costs ₹500 now", [("costs ₹500", {"price": ["₹500"]})]),
    ("{phrase} led", "First, the man led", [("the man led", {"phrase": ["the man"]})]),
    ("in {year}", "in 1947—the year", [("in 1947", {"year": ["1947"]})]),
    (r"{name} \({acronym}\)", "a State Bank (SB) ran",
     [("State Bank (SB)", {"name": ["State Bank"], "acronym": ["SB"]})]),
    ("é {name}", "é Ürümqi", [("é Ürümqi", {"name": ["Ürümqi"]})]),
    ("x {metal}", "x Iron", [("x Iron", {"metal": ["Iron"]})]),
    ("{a:country} beat {b:country}", "India beat Canada", [("India beat Canada", {"a": ["India"], "b": ["Canada"]})]),
    ("on [the] {name}[ of {country}]", "on Ganges of India", [("on Ganges of India", {"name": ["Ganges of India"]})]),
]  # fmt: skip

MUST_NOT = [
    ("was signed", "was undersigned"),
    ("was signed", "was signed-off"),
    ("signed", "co-signed"),
    ("act", "fact and acting"),
    ("India Canada", "India; Canada"),
    ("signed ... in {year}", "signed; then in 1996"),
    ("signed ... in", "signed one two three four five six seven eight nine in"),
    ("^ road", "The road"),
    ("road $", "The road is long."),
    ("in {year}", "in 1947-48"),
    ("in {year}", "in 19470"),
    ("in {year}", "in 1,947"),
    ("in {year}", "in 1947 %"),
    ("^{plain} led", "the man that he led"),
    ("^{plain} led", "to be led"),
    ("in {year}", "in 1947,500"),
    ("{name} met", "he met"),
    ("{acronym} met", "Bank met"),
    ("{country} met", "Nigerian met"),
    ("in {country}", "in India's west"),
    ("in {country}", "in India-led talks"),
    ("{metal} ore", "environ ore"),
    ("{phrase} led", "one two three four five six seven, led"),
    ("is {phrase} man", "is a b c d e f g man"),
    ("sign~ it", "signal it"),
    ("1,000 men", "1000 men"),
    ("was [not] signed", "was never signed"),
    ("(a|b) c", "ac"),
    ("{years} end", "1996 or so end"),
    ("costs {price}", "costs 500"),
    ("{flow:exports|imports} rose", "reimports rose"),
    (r"\(a\)", "a"),
]


@pytest.mark.parametrize(("source", "text", "expected"), MUST, ids=[f"{s} / {t}" for s, t, _ in MUST])
def test_a_pattern_finds_its_words_and_slots(source: str, text: str, expected: Found) -> None:
    assert found(source, text) == expected


@pytest.mark.parametrize(("source", "text"), MUST_NOT)
def test_a_pattern_leaves_other_texts_alone(source: str, text: str) -> None:
    assert found(source, text) == []


@pytest.mark.parametrize("text", ["plain", "₹5 — €é", "हिन्दी", "Ωmega ß Æ ½ 𝕏", "a\u00a0b\tc", "\x00\x01\ud800"])
def test_folding_keeps_the_length(text: str) -> None:
    assert len(fold_for_matching(text)) == len(text)


def test_a_release_of_re2_with_other_names_inside_finds_the_same() -> None:
    compiled = re2.compile(b"(a)|(b+)", options())
    bare = Regex(compiled)
    wrapped = Regex(SimpleNamespace(search=compiled.search, groups=compiled.groups))
    cases = [(text, at) for text in (b"xxbb", b"a", b"c", b"") for at in range(len(text) + 1)]
    assert [bare.search(*case) for case in cases] == [wrapped.search(*case) for case in cases]
    assert bare.search(b"xxbb", 1) == [(2, 4), (-1, -1), (2, 4)]
