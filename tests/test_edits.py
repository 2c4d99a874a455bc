from __future__ import annotations

from pathlib import Path

import pytest
from making import NOW, card, cloze, source

from flashgen.edits import apply_edits, read_edits
from flashgen.errors import RuleError
from flashgen.model import Problem
from flashgen.outcome import Change, Published
from flashgen.publish import publish


def written(folder: Path, text: str) -> Path:
    path = folder / "edits.yaml"
    path.write_text(text, "utf-8")
    return path


def test_without_a_file_there_are_no_edits(tmp_path: Path) -> None:
    assert read_edits(tmp_path / "edits.yaml") == {}
    assert read_edits(written(tmp_path, "# nothing yet\n")) == {}


def test_edits_drop_and_change_cards(tmp_path: Path) -> None:
    edits = read_edits(
        written(
            tmp_path, "a: drop\nb:\n  question: Since when?\n  answer: 2004\nc: {drop: asks twice}\n012: {topic: ''}"
        )
    )
    cards = [card("a"), card("b"), card("c"), card("d"), card("012")]
    assert apply_edits(cards, edits) == (
        [card("b", question="Since when?", answer="2004"), card("d"), card("012", topic="")],
        [],
    )


def test_edits_of_a_cloze_move_its_gap(tmp_path: Path) -> None:
    edits = read_edits(
        written(tmp_path, "a: {answer: '185'}\nb: {question: 'Height: […] metres'}\nc: {question: 'How high?'}\n")
    )
    cards, problems = apply_edits([cloze("a"), cloze("b"), cloze("c")], edits)
    assert cards == [
        cloze("a", answer="185", cloze="The dam is {{c1::185}} metres high."),
        cloze("b", question="Height: […] metres", cloze="Height: {{c1::181}} metres"),
        cloze("c"),
    ]
    where = f"{tmp_path}/edits.yaml:3:1"
    hint = 'write "[…]" where the hidden words stand'
    assert problems == [Problem(where, "warning", 'the question of a cloze card needs "[…]"', hint)]


def test_edits_of_a_cloze_keep_its_hint(tmp_path: Path) -> None:
    hinted = "The dam is {{c1::181::how many}} metres high."
    first, second = cloze("a", cloze=hinted), cloze("b", cloze=hinted)
    edits = read_edits(written(tmp_path, "a: {answer: '185'}\nb: {question: 'It is [how many] m high'}\n"))
    assert [card.cloze for card in apply_edits([first, second], edits)[0]] == [
        "The dam is {{c1::185::how many}} metres high.",
        "It is {{c1::181::how many}} m high",
    ]


def test_all_mistakes_are_told_at_once(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        "a: keep\nb: [drop]\nc: {qestion: x}\nd: {question: ''}\ne: {why: x}\nf: {drop: x, answer: y}\na: drop\n",
    )
    with pytest.raises(RuleError) as caught:
        read_edits(path)
    told = {problem.where.removeprefix(str(path)): problem.message.split("\n")[0] for problem in caught.value.problems}
    twice = told.pop(":7:1")
    assert '"a"' in twice
    assert told == {
        ":1:4": 'expected "drop" or fields, not "keep"',
        ":2:4": 'expected "drop" or fields, not a list',
        ":3:5": 'unknown key "qestion"',
        ":4:16": '"question" should be a text that is not empty',
        ":5:1": 'nothing to do for "e"',
        ":6:1": '"f" is dropped and changed at once',
    }
    assert caught.value.message == "7 mistakes in edits"


def test_a_list_is_no_mapping(tmp_path: Path) -> None:
    with pytest.raises(RuleError) as caught:
        read_edits(written(tmp_path, "- a\n"))
    assert [problem.message.split("\n")[0] for problem in caught.value.problems] == [
        "edits are a mapping from guids to what shall be done, this is a list"
    ]


def said(published: Published) -> tuple[list[str], list[str], list[str], list[str]]:
    lists = (published.new, published.changed, published.unchanged, published.retired)
    new, changed, unchanged, retired = ([outcome.guid for outcome in outcomes] for outcomes in lists)
    return new, changed, unchanged, retired


def test_edits_outlive_every_build(tmp_path: Path) -> None:
    cards = [card("a"), card("b"), card("c")]
    publish(cards, tmp_path, now=NOW)
    written(tmp_path, "a: drop\nb: {answer: '2004'}\n")
    published = publish(cards, tmp_path, now=NOW)
    assert said(published) == ([], ["b"], ["c"], ["a"])
    assert published.changed[0].changes == (Change("Answer", "2003", "2004"),)
    assert said(publish(cards, tmp_path, now=NOW + 9)) == ([], [], ["b", "c"], [])
    assert publish(cards, tmp_path, now=NOW + 9).problems == []


def test_an_edit_whose_card_is_gone_is_told(tmp_path: Path) -> None:
    publish([card("a"), card("b", source("2"))], tmp_path, now=NOW)
    written(tmp_path, "a: {answer: x}\nb: {answer: x}\nz: drop\n")
    published = publish([card("c")], tmp_path, now=NOW)
    assert [(problem.where.rpartition("edits.yaml")[2], problem.message) for problem in published.problems] == [
        (":1:1", 'the card "a" ("In which year did dam a begin to work?") is gone'),
        (":3:1", 'the card "z" is gone'),
    ]


def test_wrong_edits_stop_the_build_before_anything_is_written(tmp_path: Path) -> None:
    written(tmp_path, "a: keep\n")
    with pytest.raises(RuleError):
        publish([card("a")], tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["edits.yaml"]
