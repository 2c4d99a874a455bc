from __future__ import annotations

from pathlib import Path

from anki.collection import ImportCsvRequest
from making import NOW, Anki, card, cloze, source, student

from flashgen.anki_text import text_lines
from flashgen.decks import make_decks
from flashgen.model import Card
from flashgen.publish import publish


def text(folder: Path, *cards: Card) -> Path:
    path = folder / "cards.txt"
    path.write_text("".join(text_lines(make_decks(cards, "Current Affairs"))), "utf-8")
    return path


def take(anki: Anki, path: Path) -> dict[str, int]:
    metadata = anki.col.get_csv_metadata(str(path), None)
    log = anki.col.import_csv(ImportCsvRequest(path=str(path), metadata=metadata)).log
    anki.col.models._clear_cache()
    names = ("new", "updated", "duplicate", "conflicting", "missing_notetype", "empty_first_field")
    return {name: len(getattr(log, name)) for name in names if getattr(log, name)}


def test_the_text_is_one_line_a_card(tmp_path: Path) -> None:
    path = text(tmp_path, card("a", question='A "quoted"\tquestion?\n'), cloze("b"), card("empty", question=""))
    assert path.read_text("utf-8").splitlines() == [
        "#separator:tab",
        "#html:true",
        "#guid column:1",
        "#notetype column:2",
        "#deck column:3",
        "#tags column:4",
        "#columns:guid\tnote type\tdeck\ttags\tQuestion\tAnswer\tTopic\tProof\tSource\tURL\tDate\tAs of\tAlso\tArticle"
        "\tLanguage\tSpare 1\tSpare 2\tSpare 3\tSpare 4\tSpare 5",
        "a\tflashgen: question\tCurrent Affairs::2026-W07\t"
        "GS3::Economy flashgen::rule::events::began flashgen::week::2026-W07\t"
        '"A ""quoted"" question?"\t2003\tDams\tIt began to work in <mark>2003</mark>.\tArticle 1\t'
        "https://example.org/1\t9 February 2026\t\t\t2026-02-09 example.org/1\ten\t\t\t\t\t",
        "b\tflashgen: cloze\tCurrent Affairs::2026-W07\t"
        "GS3::Economy flashgen::rule::events::began flashgen::week::2026-W07\t"
        "The dam is {{c1::181}} metres high.\tDams\tThe dam is <mark>181</mark> metres high.\tArticle 1\t"
        "https://example.org/1\t9 February 2026\t\t\t2026-02-09 example.org/1\ten\t\t\t\t\t",
    ]


def test_the_text_updates_the_same_notes_as_the_package(tmp_path: Path) -> None:
    cards = [card("a", also=(source("7"),), question='A "quoted" \\(question\\)?'), cloze("b")]
    published = publish(cards, tmp_path / "decks", now=NOW)
    with student(tmp_path) as anki:
        anki.take(published.decks[0].path)
        before = [anki.note("a").items(), anki.note("b").items()]
        assert take(anki, text(tmp_path, *cards)).get("new", 0) == 0
        assert [anki.note("a").items(), anki.note("b").items()] == before
        history = anki.review("a")
        assert take(anki, text(tmp_path, card("a", answer="2004"), cloze("b"), card("n")))["new"] == 1
        assert (anki.note("a")["Answer"], anki.history("a")) == ("2004", history)
        assert anki.deck("n") == "Current Affairs::2026-W07"
        assert anki.sound()


def test_without_the_note_types_anki_skips_the_text(tmp_path: Path) -> None:
    with student(tmp_path) as anki:
        assert take(anki, text(tmp_path, card("a"), cloze("b"))) == {"missing_notetype": 2}
