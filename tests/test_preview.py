"""The preview page: each side as real Anki fills it, and nothing on it that runs or comes from elsewhere."""

from __future__ import annotations

import re
from datetime import timedelta
from html.parser import HTMLParser
from pathlib import Path

import pytest
from making import MONDAY, card, cloze, source, student

from flashgen.cli import run
from flashgen.model import Card
from flashgen.notes import latest, mention_of, note_of
from flashgen.preview import preview_page, sides
from flashgen.publish import publish

HOSTILE = '<script>alert(1)</script> {{c1::x}} \\(x^2\\) "> <img src=x onerror=y> </style> {{Topic}} &amp;'
CARDS = [
    card("g1"),
    card("g2", as_of="March 2025", also=(source("2", MONDAY + timedelta(days=9)), source("3", url=""))),
    card("g3", topic="", sentence="", article=source(url="", title="No address")),
    card("g4", question=HOSTILE, answer=HOSTILE, topic=HOSTILE, sentence=HOSTILE, mark=None),
    cloze("c1"),
    cloze("c2", answer="18", cloze="{{c1::18}} of them, and {{c1::18::how many}} more"),
]


def page(*cards: Card) -> str:
    return "".join(preview_page(cards, "Current Affairs"))


def plain(side: str) -> str:
    """Without what Anki adds for its own scripts: the hidden words again as attributes, ordinals of gaps."""
    side = re.sub(r' data-(?:cloze|ordinal)="[^"]*"', "", re.sub(r"<style>.*?</style>", "", side, flags=re.DOTALL))
    return re.sub(r"\s+", " ", side).strip()


def test_both_sides_are_as_anki_shows_them(tmp_path: Path) -> None:
    publish(CARDS, tmp_path)
    with student(tmp_path) as anki:
        anki.take(tmp_path / "current-affairs-2026-W07.apkg")
        for each in CARDS:
            shown = anki.only_card(each.guid).render_output()
            front, back = sides(note_of(each, latest(map(mention_of, each.also))))
            assert (plain(front), plain(back)) == (plain(shown.question_text), plain(shown.answer_text))


class Reader(HTMLParser):
    """The elements of a page, their attributes, and the words of its body."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self.words = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(tag)
        self.attributes += [(name, value or "") for name, value in attrs]

    def handle_data(self, data: str) -> None:
        self.words += data


def test_nothing_runs_and_nothing_comes_from_elsewhere() -> None:
    read = Reader(page(*CARDS))
    assert not {"script", "img", "link", "iframe", "object", "form"} & set(read.elements)
    assert not [name for name, _ in read.attributes if name.startswith("on") or name in ("src", "style")]
    links = [value for name, value in read.attributes if name == "href"]
    assert all(link.startswith(("https://example.org/", "#article-")) for link in links)
    assert ("content", "default-src 'none'; style-src 'unsafe-inline'") in read.attributes
    assert "@import" not in read.words
    assert "url(" not in read.words
    assert read.words.count(HOSTILE) == 6  # topic and question on both sides, answer and proof on the back
    ids = [value for name, value in read.attributes if name == "id"]
    assert len(ids) == len(set(ids))


def test_articles_in_their_order_with_what_names_each_card() -> None:
    words = " ".join(Reader(page(card("g1"), cloze("c1", source("2")))).words.split())
    assert "Current Affairs: 2 cards from 2 articles" in words
    assert "2 articles Article 1 1 card Article 2 1 card" in words
    assert words.index("events/began g1 GS3/ Economy") < words.index("events/began c1 GS3/ Economy")


def test_the_switches_reach_the_looks_of_the_cards() -> None:
    """card.css speaks of Anki's classes and window, the page of check boxes and of the width of a card."""
    style = Reader(page()).words
    assert "#night:checked ~ main .card, .night_mode .card {" in style
    assert "@container (max-width: 30rem) {" in style
    assert "#answer" not in style
    assert ".answer {" in style


def test_what_anki_could_not_show_is_left_out() -> None:
    words = " ".join(Reader(page(card("g1"), card("g2", question=" "))).words.split())
    assert "Current Affairs: 1 card from 1 article" in words


ARTICLE = "---\ntitle: The Konkan Railway\ndate: 2026-02-09\n---\nThe Konkan Railway was opened in 1998.\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "konkan.md").write_text(ARTICLE, "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_command_writes_a_page(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["preview"]) == 0
    assert capsys.readouterr() == ("", "1 article, 1 sentence, 1 card\n  preview.html  shows 1 card\n")
    text = (folder / "preview.html").read_text("utf-8")
    assert "In which year was the Konkan Railway opened?" in Reader(text).words
    assert run(["preview", "-q", "-o", "-"]) == 0
    assert capsys.readouterr() == (text, "")


def test_edits_beside_the_decks_are_done(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["preview", "-o", "-"]) == 0
    found = re.search(r'class="sheet" tabindex="0" id="(\w+)"', capsys.readouterr().out)
    assert found
    (folder / "decks").mkdir()
    (folder / "decks" / "edits.yaml").write_text(f"'{found[1]}': {{answer: in the year 1998}}\n", "utf-8")
    assert run(["preview", "-o", "-"]) == 0
    assert "in the year 1998" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("file", "why"), [("nowhere/page.html", "no such file or directory"), ("articles", "is a directory")]
)
def test_a_page_that_cannot_be_written(file: str, why: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = sorted(folder.rglob("*"))
    assert run(["preview", "-o", file]) == 2
    hint = "\n    hint: name another file with -o\n"
    assert capsys.readouterr().err == f"error: {file}: cannot be written: {why}{hint}"
    assert sorted(folder.rglob("*")) == before
