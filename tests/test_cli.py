"""The command line as people meet it: help, mistakes, streams, exit codes, summaries."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from sessions import builtin_rules, plain_terminal, program, replayed

from flashgen import cli, jobs
from flashgen.cli import options, run

HERE = Path(__file__).parent
ARTICLE = """---
title: The Konkan Railway
date: 2026-02-09
url: https://example.org/konkan
tags: [GS3/ Economy]
---
The Konkan Railway was opened in 1998.
"""
ROADS = """about: Roads
rules:
  - id: opened
    match: '{road:name} was opened in {year}'
    cards:
      - {question: 'In which year was {road|the} opened?', answer: '{year}'}
    examples:
      - text: The Konkan Railway was opened in 1998.
        cards:
          - {question: 'In which year was the Konkan Railway opened?', answer: '1998'}
      - text: The Konkan Railway was repaired in 1998.
        cards: []
"""
DISABLE = "rules: roads\ndisable: [{}]\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with one article and one rule in force, and around it everything that can be wrong."""
    files = {
        "project/articles/konkan.md": ARTICLE,
        "project/roads/roads.yaml": ROADS,
        "project/flashgen.yaml": DISABLE.format(", ".join(f"'{name}'" for name in builtin_rules())),
        "project/below/note.txt": "A note.",
        "konkan.md": ARTICLE,
        "truncated.json": '{"id": 7, "title": {"rendered": "Tea"}, "content": {"rendered": "<p>Tea',
        "broken/roads.yaml": "rules:\n  - id: opened\n    macht: '{road:nmae} was opened in {year}'\n",
        "misspelt/flashgen.yaml": "dekc: Tea\nper: weekly\n",
        "mangled/ledger.jsonl": '{"flashgen":"ledger","version":1}\nnonsense\n',
        "edited/edits.yaml": "g1: {anser: '1999'}\n",
        "a-file": "",
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    (tmp_path / "empty").mkdir()
    plain_terminal(monkeypatch)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def project(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(folder / "project")
    return folder / "project"


@pytest.mark.parametrize("name", ["help", "mistakes", "work"])
def test_sessions(name: str, folder: Path, request: pytest.FixtureRequest) -> None:
    """`pytest tests/test_cli.py --update` writes them anew."""
    file = HERE / "sessions" / f"{name}.txt"
    now = replayed(file.read_text("utf-8"), codes=True)
    if request.config.getoption("--update"):
        file.write_text(now, "utf-8")
    assert now.splitlines() == file.read_text("utf-8").splitlines()


def test_a_card_as_json(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The contract of `cards --format jsonl`: these keys in this order, whatever else may come after them."""
    assert run(["cards", "articles", "--format", "jsonl", "--deck", "Rail", "--per", "month"]) == 0
    (line,) = capsys.readouterr().out.splitlines()
    card = json.loads(line)
    guid = card.pop("guid")
    assert next(iter(json.loads(line))) == "guid"
    assert guid.isalnum()
    assert list(card.items()) == [
        ("form", "question"),
        ("question", "In which year was the Konkan Railway opened?"),
        ("answer", "1998"),
        ("cloze", ""),
        ("topic", "Konkan Railway"),
        ("sentence", "The Konkan Railway was opened in 1998."),
        ("rule", "roads/opened"),
        ("week", "2026-W07"),
        ("deck", "Rail::2026-02"),
        ("tags", ["GS3::Economy", "flashgen::rule::roads::opened", "flashgen::week::2026-W07"]),
        (
            "article",
            {
                "id": card["article"]["id"],
                "url": "https://example.org/konkan",
                "title": "The Konkan Railway",
                "published": "2026-02-09T00:00:00+00:00",
                "source": "articles/konkan.md",
            },
        ),
    ]
    assert list(card["article"]) == ["id", "url", "title", "published", "source"]


def test_json_and_build_agree_on_guid_deck_and_tags(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    names = ["--deck", "Rail", "--first-day", "sunday", "--subdecks"]
    assert run(["cards", "--format", "jsonl", *names]) == 0
    card = json.loads(capsys.readouterr().out)
    assert run(["build", "--json", *names]) == 0
    (new,) = json.loads(capsys.readouterr().out)["new"]
    assert (new["guid"], new["deck"]) == (card["guid"], card["deck"])
    assert card["deck"] == "Rail::2026-W07::GS3"


def test_a_source_is_named_as_it_was_given(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["cards", "./articles/konkan.md", str(project / "articles"), "--format", "jsonl"]) == 0
    (line,) = capsys.readouterr().out.splitlines()
    assert json.loads(line)["article"]["source"] in ("./articles/konkan.md", "articles/konkan.md")


def test_a_table_for_spreadsheets(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["cards", "--format", "csv"]) == 0
    head, row = csv.reader(io.StringIO(capsys.readouterr().out))
    assert dict(zip(head, row, strict=True))["question"] == "In which year was the Konkan Railway opened?"


def test_text_for_anki(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["cards", "--format", "anki-text"]) == 0
    *_, line = capsys.readouterr().out.splitlines()
    assert line.split("\t")[1:6] == [
        "flashgen: question",
        "Current Affairs::2026-W07",
        "GS3::Economy flashgen::rule::roads::opened flashgen::week::2026-W07",
        "In which year was the Konkan Railway opened?",
        "1998",
    ]


def test_what_happened_as_json(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["build", "--json", "articles", "nothing-here"]) == 1
    told = capsys.readouterr()
    record = json.loads(told.out)
    assert {key: record[key] for key in ("articles", "outside", "sentences", "cards", "by_rule", "unchanged")} == {
        "articles": 1,
        "outside": 0,
        "sentences": 1,
        "cards": 1,
        "by_rule": {"roads/opened": 1},
        "unchanged": 0,
    }
    assert [problem["where"] for problem in record["problems"]] == ["nothing-here"]
    assert told.err == "nothing-here: error: no such file or folder\n"


def test_data_and_talk_go_apart(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["cards"]) == 0
    told = capsys.readouterr()
    assert told.out.splitlines()[3:] == [
        "Q: In which year was the Konkan Railway opened?   [Konkan Railway]",
        "A: 1998",
        "   roads/opened",
        "",
    ]
    assert told.err == "1 article, 1 sentence, 1 card\n"


def test_a_corrected_answer_is_shown_field_by_field(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("articles/bridge.md").write_text(ARTICLE.replace("Konkan Railway", "Howrah Bridge").replace("1998", "1943"))
    assert run(["build", "-q"]) == 0
    Path("articles/konkan.md").write_text(ARTICLE.replace("1998", "1997"))
    Path("articles/bridge.md").write_text(ARTICLE.replace("The Konkan Railway was opened in 1998", "It is a bridge"))
    guids = {entry["question"]: entry["guid"] for entry in map(json.loads, _ledger()[1:])}
    assert run(["build", "--verbose"]) == 0
    assert capsys.readouterr().err.splitlines() == [
        "2 articles, 2 sentences, 1 card",
        "  decks/current-affairs-2026-W07.apkg  holds 1 card (1 changed, 1 retired)",
        "1 card changed",
        f"  {guids['In which year was the Konkan Railway opened?']}  In which year was the Konkan Railway opened?",
        "    Answer: '1998' -> '1997'",
        "    Proof: 'The Konkan Railway was opened in 1998.' -> 'The Konkan Railway was opened in 1997.'",
        "1 card retired",
        f"  {guids['In which year was the Howrah Bridge opened?']}  In which year was the Howrah Bridge opened?",
        "cards by rule:",
        "       1  roads/opened",
    ]


def _ledger() -> list[str]:
    return Path("decks/ledger.jsonl").read_text("utf-8").splitlines()


def test_quiet_says_nothing(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["build", "--quiet"]) == 0
    assert capsys.readouterr() == ("", "")


def test_standard_input(project: Path) -> None:
    ran = program("-m", "flashgen", "cards", "-", "--format", "jsonl", input=ARTICLE.encode(), cwd=project)
    assert json.loads(ran.stdout)["article"]["source"] == "standard input"


def test_the_limit_of_cards(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = "\n\n".join(f"The {name} Railway was opened in {1900 + at}." for at, name in enumerate(_names(60)))
    Path("articles/many.md").write_text(f"---\ntitle: Railways\ndate: 2026-02-10\n---\n{text}\n")
    counts = []
    for limit in ([], ["--max-per-article", "7"], ["--max-per-article", "0"]):
        assert run(["cards", "articles/many.md", "--format", "jsonl", *limit]) == 0
        counts.append(len(capsys.readouterr().out.splitlines()))
    assert counts == [45, 7, 60]


def _names(number: int) -> list[str]:
    first, second = (
        ("Ba", "Ka", "Ma", "Ra", "Sa", "Ta", "Va", "Pa"),
        ("lor", "nur", "pur", "war", "gar", "dih", "mer", "kot"),
    )
    return [a + b for a in first for b in second][:number]


def test_dates_without_a_zone_take_the_configured_one(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    settings = Path("flashgen.yaml")
    settings.write_text(settings.read_text() + "timezone: Asia/Kolkata\n")
    assert run(["cards", "--format", "jsonl"]) == 0
    assert json.loads(capsys.readouterr().out)["article"]["published"] == "2026-02-09T00:00:00+05:30"


def test_a_closed_pipe_is_no_error() -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "flashgen", "rules", "schema"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.close()
        assert (process.stderr.read(), process.wait()) == (b"", 0)


def test_an_interrupt_is_told_in_a_line(
    project: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs, "report", _raise(KeyboardInterrupt))
    assert run(["build"]) == 130
    assert capsys.readouterr().err.strip() == "stopped: nothing was left half-written"
    assert not Path("decks").exists()


def test_a_bug_is_ours(project: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "report", _raise(ValueError))
    assert run(["cards"]) == 3
    lines = capsys.readouterr().err.splitlines()
    assert lines[0] == "Traceback (most recent call last):"
    assert lines[-1] == "This is a bug in flashgen: please report it with the lines above."


def _raise(kind: type[BaseException]) -> object:
    def fail(*_: object, **__: object) -> None:
        raise kind

    return fail


def test_progress_is_counted_on_a_terminal(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    clock = iter(range(100))
    monkeypatch.setattr("time.monotonic", lambda: next(clock))
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    assert list(options.with_progress("abc", "articles")) == ["a", "b", "c"]
    assert capsys.readouterr().err.startswith("\r2 articles … \r3 articles … \r   ")


def test_no_progress_in_a_pipe(capsys: pytest.CaptureFixture[str]) -> None:
    assert list(options.with_progress("abc", "articles")) == ["a", "b", "c"]
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize(
    "words", [["--help"], ["--version"], ["build", "--help"], ["rules", "test", "--help"], ["biuld"]]
)
def test_help_needs_no_heavy_module(words: list[str]) -> None:
    heavy = "bs4 lxml genanki re2 yaml httpx trafilatura feedparser markdown_it sqlite3 flashgen.rules flashgen.sources"
    code = (
        f"import sys; from flashgen.cli import run; run({words!r})\n"
        f"print(sorted(set({heavy.split()!r}) & set(sys.modules)))"
    )
    assert program("-c", code).stdout.splitlines()[-1] == b"[]"


def commands(group: click.Group, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    yield path
    for name in group.list_commands(click.Context(group)):
        command = group.get_command(click.Context(group), name)
        if isinstance(command, click.Group):
            yield from commands(command, (*path, name))
        else:
            yield (*path, name)


def test_the_help_of_every_command_is_in_the_session() -> None:
    session = (HERE / "sessions" / "help.txt").read_text("utf-8")
    shown = [line for line in session.splitlines() if line.startswith("$ ")]
    assert shown == [" ".join(["$ flashgen", *path, "--help"]) for path in commands(cli.cli)]
