"""The filter loses nothing, and no pattern of a user can make matching slow."""

from __future__ import annotations

import time
from functools import lru_cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flashgen.patterns import Compiler, Filter, Lexicon, NotationError, Pattern, SlotType, fold_for_matching
from flashgen.rules import Rule, RuleSet, load_rules, load_text
from flashgen.sentences import split_sentences
from flashgen.sources import read_sources

ARTICLES = Path(__file__).parent / "articles"


@lru_cache(1)
def builtin() -> RuleSet:
    return load_rules()


def matching(rules: list[Rule] | tuple[Rule, ...], folded: bytes) -> list[str]:
    """Names of the rules of which a pattern matches, by trying them all."""
    return [rule.name for rule in rules if any(pattern.search(folded) for pattern in rule.patterns)]


def sentences() -> list[str]:
    rules = builtin()
    found = []
    for article in read_sources([str(ARTICLES)], rules.reading):
        assert not hasattr(article, "message"), article
        found += [sentence.text for sentence in split_sentences(article, rules.reading)]
    return found


def test_no_rule_that_matches_a_sample_sentence_is_filtered_out() -> None:
    rules = builtin()
    lost = []
    for text in [*sentences(), *(example.text for rule in rules.rules for example in rule.examples)]:
        folded = fold_for_matching(text)
        kept = {rule.name for rule, _ in rules.candidates(folded)}
        lost += [(name, text) for name in matching(rules.rules, folded) if name not in kept]
    assert lost == []


WORDS = [
    "act", "acts", "sign", "signed", "the", "Pact", "in", "was", "re", "1947", "2010-11", "India", "co", "a", "U.S.",
]  # fmt: skip
PIECES = st.sampled_from(
    [
        *WORDS, "{year}", "{years}", "{country}", "{name}", "{phrase}", "{x:was|were not}", "...", ",", "sign~",
        "[the]", "[s]", "[, so]", "[,b]", "(, a|b)", "(act|pact)",
        "(signed in|co) {year}", "[in {year}]", "'s", "s", "-", "[not] [yet]", "^", "$",
        "<b>", r"\(", "{metal}",
    ]
)  # fmt: skip
PATTERNS = st.lists(st.tuples(PIECES, st.sampled_from([" ", " ", " ", ""])), min_size=1, max_size=6).map(
    lambda parts: "".join(f"{piece}{glue}" for piece, glue in parts)
)
MORE = ["not", "yet", "Canada", "pact", "signing", "iron", "(", ")", "'s", ",", ";", "é", "—"]
TEXTS = st.lists(
    st.tuples(st.sampled_from([*WORDS, *MORE]), st.sampled_from([" ", " ", " ", "", "  "])), max_size=14
).map(lambda parts: "".join(f"{word}{glue}" for word, glue in parts))


@lru_cache(1)
def compiler() -> Compiler:
    metal = SlotType("metal", words=("iron", "zinc alloy"))
    return Compiler(Lexicon({**builtin().lexicon.types, "metal": metal}, {"b": "(was|were) [not]"}))


@settings(max_examples=300, deadline=None)
@given(st.lists(PATTERNS, min_size=1, max_size=4), st.lists(TEXTS, min_size=1, max_size=3))
def test_the_filter_never_loses_a_match(sources: list[str], texts: list[str]) -> None:
    patterns = []
    for source in sources:
        try:
            patterns.append(Pattern(source, compiler()))
        except NotationError:
            continue
    sieve = Filter([pattern.needs for pattern in patterns])
    for text in texts:
        folded = fold_for_matching(text)
        plain = {index for index, pattern in enumerate(patterns) if pattern.search(folded)}
        assert plain <= set(sieve.candidates(folded))


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=60))
def test_any_text_is_a_pattern_or_a_mistake(source: str) -> None:
    wrong = None
    try:
        Pattern(source, compiler()).search(b"any words in 1947")
    except NotationError as error:
        wrong = error
    assert wrong is None or 0 <= wrong.offset <= len(source)


@settings(max_examples=200, deadline=None)
@given(PATTERNS, TEXTS)
def test_spans_lie_in_the_text_and_matches_do_not_overlap(source: str, text: str) -> None:
    try:
        pattern = Pattern(source, compiler())
    except NotationError:
        return
    end = 0
    for match in pattern.finditer(fold_for_matching(text)):
        assert end <= match.start <= match.end <= len(text)
        spans = [span for spans in match.slots.values() for span in spans]
        assert all(match.start <= first < last <= match.end for first, last in spans)
        end = match.end


KILLERS = {
    "nested": (r"(\w+ ?)+", "a" * 30 + "!"),
    "alternation": ("(a|a)+b", "a" * 40),
    "overlap": ("(a|aa)+b", "a" * 40),
    "dots": ("(.*)(.*)(.*)(.*)x", "a" * 3000),
    "words": (r"([A-Za-z]+ ?)*1", "word " * 600),
}


@pytest.mark.parametrize("name", KILLERS)
def test_a_users_regex_that_kills_other_engines_is_harmless(name: str) -> None:
    regex, text = KILLERS[name]
    slots = f"slots:\n  bad: {{regex: '{regex}'}}\n"
    rules = "rules:\n  - {id: x, match: 'is {bad} end', cards: [{blank: bad}]}\n"
    rule = load_text(slots + rules, Path("x.yaml"), builtin()).rules[0]
    start = time.perf_counter()
    list(rule.patterns[0].finditer(fold_for_matching(f"is {text} stop")))
    assert time.perf_counter() - start < 0.5


@pytest.mark.parametrize(
    "source",
    [
        "{a:text} and {b:text} and {c:text} signed",
        "{a:phrase} was ... in ... by {b:phrase}",
        "signed {years} and {xs:country+} then {n:numbers}",
        "{a:name} of {b:name} in {year}",
        "{a:thing} is the {b:thing}[, {c:thing}]",
    ],
)
def test_time_grows_with_the_text_and_no_faster(source: str) -> None:
    pattern = Pattern(source, compiler())
    text = "The Act of India was signed and 1,000 men in 1947, by Canada and "
    pattern.search(fold_for_matching(text))
    small, large = (seconds(pattern, text * count) for count in (800, 16_000))  # 50 KB and 1 MB
    assert large < small * 20 * 4 + 0.1


def seconds(pattern: Pattern, text: str) -> float:
    folded = fold_for_matching(text)
    times = []
    for _ in range(2):
        start = time.perf_counter()
        pattern.search(folded)
        times.append(time.perf_counter() - start)
    return min(times)
