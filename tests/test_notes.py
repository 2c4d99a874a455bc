from __future__ import annotations

import html
import re
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from making import NOW, card, cloze, source, student

from flashgen.notes import (
    answer_of,
    article_key,
    article_of,
    digest,
    flaw_of,
    latest,
    mention_of,
    mentions_of,
    note_of,
    plain,
    question_of,
    safe_url,
    tag,
)
from flashgen.publish import publish
from flashgen.text import clean


def test_a_card_becomes_the_fields_of_the_question_type() -> None:
    also = [mention_of(source("7", datetime(2026, 2, 11, tzinfo=UTC), title='Dams & "more"'))]
    note = note_of(card("g", as_of="9 February 2026"), also)
    assert (note.guid, note.kind, note.tags) == (
        "g",
        "question",
        ("GS3::Economy", "flashgen::rule::events::began", "flashgen::week::2026-W07"),
    )
    assert note.fields == (
        "In which year did dam g begin to work?",
        "2003",
        "Dams",
        "It began to work in <mark>2003</mark>.",
        "Article 1",
        "https://example.org/1",
        "9 February 2026",
        "9 February 2026",
        '<ul><li data-article="2026-02-11 example.org/7"><a href="https://example.org/7">Dams &amp; "more"</a>'
        '<span class="fg-date"> · 11 February 2026</span></li></ul>',
        "2026-02-09 example.org/1",
        "en",
        "",
        "",
        "",
        "",
        "",
    )
    assert (question_of(note), answer_of(note)) == ("In which year did dam g begin to work?", "2003")
    assert article_of(note) == ("2026-02-09", "example.org/1")
    assert mentions_of(note) == tuple(also)


def test_a_cloze_hides_its_answer_also_when_it_holds_braces_and_colons() -> None:
    made = [
        ("The dam is {{c1::181}} metres high.", "181", "The dam is {{c1::181}} metres high."),
        ("{{c1::A}} and {{c1::A}}", "A", "{{c1::A}} and {{c1::A}}"),
        ("{{c1::A}} and {{c1::B}}", "A; B", "{{c1::A}} and {{c1::B}}"),
        ("Use {{c1::std::{{x}}}} here", "std::{{x}}", "Use {{c1::std&#58;&#58;&#123;&#123;x&#125;&#125;}} here"),
        ("In {{c1::1947::year}}", "1947", "In {{c1::1947::year}}"),
        ("A set {x} [y] has {{c1::two}}", "two", "A set &#123;x&#125; &#91;y] has {{c1::two}}"),
    ]
    for text, answer, field in made:
        assert note_of(cloze(cloze=text, answer=answer)).fields[0] == field
    note = note_of(cloze(cloze="In {{c1::{{x}}::which year}}, and {{c1::{{x}}}}", answer="{{x}}"))
    assert note.fields[0] == "In {{c1::&#123;&#123;x&#125;&#125;::which year}}, and {{c1::&#123;&#123;x&#125;&#125;}}"
    assert (question_of(note), answer_of(note)) == ("In [which year], and […]", "{{x}}")
    note = note_of(cloze(cloze=made[3][0], answer=made[3][1]))
    assert (question_of(note), answer_of(note)) == ("Use […] here", "std::{{x}}")


@pytest.mark.parametrize(
    ("mark", "proof"),
    [
        ((0, 2), "<mark>It</mark> began to work in 2003."),
        ((2, 9), "It <mark>began</mark> to work in 2003."),
        ((2, 3), "It began to work in 2003."),
        (None, "It began to work in 2003."),
        ((5, 5), "It began to work in 2003."),
        ((20, 400), "It began to work in 2003."),
        ((-3, 2), "It began to work in 2003."),
    ],
)
def test_the_proof_marks_the_answer(mark: tuple[int, int] | None, proof: str) -> None:
    assert note_of(card(mark=mark)).field("Proof") == proof


@pytest.mark.parametrize(
    ("raw", "made"),
    [
        ("GS2/ International Relations", "GS2::International_Relations"),
        ("flashgen::rule::agreements/signed-in", "flashgen::rule::agreements::signed-in"),
        ("  S&T  \u3000 2026 ", "S&T_2026"),
        ("::a::::b::", "a::b"),
        ('"quoted" tag\n', "quoted_tag"),
        ("विज्ञान और तकनीक", "विज्ञान_और_तकनीक"),
        ("/ /", ""),
        ("x" * 300, "x" * 100),
    ],
)
def test_tags_stay_whole(raw: str, made: str) -> None:
    assert tag(raw) == made


@pytest.mark.parametrize(
    ("raw", "made"),
    [
        ("https://example.org/a?b=1&c=2", "https://example.org/a?b=1&c=2"),
        ("http://example.org/a b", "http://example.org/a%20b"),
        ("javascript:alert(1)", ""),
        ("JaVaScRiPt:alert(1)//https://x", ""),
        ("data:text/html,x", ""),
        ("//example.org", ""),
        ("articles/1.json", ""),
        ("https://", ""),
        ("https://[broken", ""),
        ("", ""),
    ],
)
def test_only_web_addresses_are_linked(raw: str, made: str) -> None:
    assert safe_url(raw) == made


def test_an_address_cannot_break_out_of_its_link() -> None:
    field = note_of(card(article=source(url="https://e.org/\"><script>'{{c1::x}}[sound:a]\\"))).field("URL")
    assert field == "https://e.org/%22%3E%3Cscript%3E%27%7B%7Bc1::x%7D%7D%5Bsound:a]%5C"


def test_the_digest_is_deaf_to_what_is_no_reason_for_an_update() -> None:
    same = [
        note_of(card()),
        note_of(card(), [mention_of(source("7"))]),
        note_of(card(week="2026-W06", rule="other/rule")),
        note_of(card(tags=("flashgen::week::2026-W07", "GS3/ Economy"))),
    ]
    assert len({digest(note) for note in same}) == 1


@pytest.mark.parametrize(
    "changes",
    [
        {"question": "When?"},
        {"answer": "2004"},
        {"topic": "Rivers"},
        {"sentence": "It started in 2003."},
        {"mark": None},
        {"as_of": "today"},
        {"tags": ("GS2",)},
        {"article": source(url="https://example.org/other")},
    ],
)
def test_the_digest_hears_what_a_student_would_notice(changes: dict[str, object]) -> None:
    assert digest(note_of(card(**changes))) != digest(note_of(card()))  # type: ignore[arg-type]


def test_a_digest_is_the_same_in_every_release() -> None:
    assert digest(note_of(card())) == "4cf0de6ed3b18541d61794d1"


def test_articles_keep_their_key_when_their_address_changes() -> None:
    keys = {article_key(source(url=f"{start}/{end}")) for start in ("http://e.org", "https://E.org") for end in "xy"}
    assert keys == {"e.org/1"}
    assert article_key(source('a b"<', url="")) == "/a%20b%22%3C"


def test_the_last_five_mentions_are_kept_one_an_article() -> None:
    many = [mention_of(source(str(number), datetime(2026, 2, 1 + number, tzinfo=UTC))) for number in range(8)]
    assert latest([*reversed(many), *many]) == tuple(many[3:])
    assert latest(many[:2], ["example.org/0"]) == (many[1],)


def test_marked_and_leech_belong_to_anki() -> None:
    assert note_of(card(tags=("Marked", "leech", "a", "A"), week="", rule="")).tags == ("A",)


def test_flaws_have_a_name() -> None:
    assert flaw_of(card()) == flaw_of(cloze()) == ""
    assert flaw_of(card("a b")) == "has no usable guid"
    assert flaw_of(cloze(cloze="{{c1::a}} {{c2::b}}")) == "has no gap of the form {{c1::…}}, or more than one number"


PIECES = st.sampled_from(
    [
        "{{c1::x}}", "{{c2::y::z}}", "{{", "}}", "{{Question}}", "{{#Topic}}", "{{FrontSide}}", "{{tts en:Topic}}",
        "[sound:a.mp3]", "[latex]x[/latex]", "[$]x[/$]", "[$$]", "[anki:play:q:0]", "[anki:tts lang=en]x[/anki:tts]",
        "::", r"\(x^2\)", r"\[", r"\begin{a}", "\\", "<script>alert(1)</script>", '<img src=x onerror="x()">', "<!--",
        "-->", "</h1>", "&amp;", "&#123;", "&lt;b&gt;", "&", "<", ">", '"', "'", "<br>", "<%cloze:Text%>", "\x1f",
        "\x00", "\n", "\u2028", "\ud800", "e\u0301", "हिन्दी", "עברית", "₹", "😀", " ", "a", "2003", "%", "_", "*",
    ]
)  # fmt: skip
HOSTILE = st.lists(st.one_of(PIECES, st.text(max_size=6)), min_size=1, max_size=8).map("".join)


@given(st.lists(st.tuples(HOSTILE, HOSTILE, HOSTILE), min_size=12, max_size=12))
@settings(max_examples=25, deadline=None)
def test_whatever_an_article_says_anki_shows_just_that(texts: list[tuple[str, str, str]]) -> None:
    cards, around = [], {}
    for number, (first, second, third) in enumerate(texts):
        fields: dict[str, Any] = {
            "topic": third,
            "sentence": first + second + third,
            "mark": (len(first), len(first + second)),
        }
        fields |= {"article": source(str(number), title=third, url=f"https://e.org/{third}"), "tags": (third,)}
        cards.append(card(f"q{number}", question=first, answer=second, **fields))
        hidden = f"{first} {{{{c1::{second}}}}} {third}"
        cards.append(cloze(f"c{number}", question=f"{first} […] {third}", answer=second, cloze=hidden))
        around[f"c{number}"] = (first, third)
    usable = {made.guid: made for made in cards if not flaw_of(made)}
    with TemporaryDirectory() as folder:
        published = publish(cards, Path(folder) / "decks", now=NOW)
        assert [problem.level for problem in published.problems] == ["error"] * (len(cards) - len(usable))
        with student(Path(folder)) as anki:
            for deck in published.decks:
                anki.take(deck.path)
            assert anki.sound()
            assert anki.db.scalar("select count() from notes") == len(usable)
            for guid, made in usable.items():
                output = anki.only_card(guid).render_output()
                assert not output.question_av_tags
                assert not output.answer_av_tags
                shown = output.question_text, output.answer_text
                assert not re.search(r"<(?!/?(main|p|h1|hr|section|blockquote|mark|footer|a|span)\b)", "".join(shown))
                if made.form == "cloze":
                    assert question(shown[0]) == clean(" [...] ".join(around[guid]))
                    assert question(shown[1]) == clean(f" {made.answer} ".join(around[guid]))
                else:
                    assert question(shown[0]) == clean(made.question)
                    assert inside(r'<p class="fg-answer">(.*?)</p>', shown[1]) == clean(made.answer)
                    proof = inside(r'<blockquote class="fg-proof">(.*?)</blockquote>', shown[1])
                    assert proof.replace(" ", "") == clean(made.sentence).replace(" ", "")


def question(shown: str) -> str:
    return inside(r'<h1 class="fg-question">(.*?)</h1>', shown)


def inside(pattern: str, shown: str) -> str:
    found = re.search(pattern, shown, re.DOTALL)
    return clean(html.unescape(re.sub(r"<[^>]*>", "", found[1]))) if found else ""


@given(HOSTILE)
def test_the_text_of_a_field_can_be_read_back(text: str) -> None:
    assert plain(note_of(card(question=text)).fields[0]) == clean(text)
