"""`flashgen rules …` as people run it: what is printed, and the exit code."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from flashgen.cli import run

PACK = """about: Roads
rules:
  - id: built-in
    about: When a road was built
    match: '{road:name} was built in {year}'
    cards:
      - {question: 'In which year was {road|the} built?', answer: '{year}'}
    examples:
      - text: The Nehru Bridge was built in 1900.
        cards:
          - {question: 'In which year was the Nehru Bridge built?', answer: '1900'}
      - text: The Nehru Bridge was repainted in 1900.
        cards: []
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "roads.yaml").write_text(PACK, "utf-8")
    return tmp_path


def test_list_shows_rules_with_their_places(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["rules", "list", "--rules", "mine"]) == 0
    line = next(line for line in capsys.readouterr().out.splitlines() if line.startswith("roads/"))
    assert line.split("  ")[0] == "roads/built-in"
    assert line.endswith("When a road was built  (mine/roads.yaml:3)")


def test_a_disabled_rule_is_listed_as_such(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "flashgen.yaml").write_text("rules: mine\ndisable: [roads/built-in]\n", "utf-8")
    assert run(["rules", "list"]) == 0
    line = next(line for line in capsys.readouterr().out.splitlines() if line.startswith("roads/"))
    assert line.split() == ["roads/built-in", "disabled", "(mine/roads.yaml:3)"]


def test_show_prints_the_rule_as_written(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["rules", "show", "built-in", "--rules", "mine"]) == 0
    assert capsys.readouterr().out == PACK.partition("rules:\n")[2]


def test_show_guesses_the_name(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["rules", "show", "roads/bult-in", "--rules", "mine"]) == 2
    said = capsys.readouterr().err
    assert said == 'error: no rule is called "roads/bult-in"\n    hint: did you mean "roads/built-in"?\n'


def test_test_is_silent_about_what_is_right(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["rules", "test", "-k", "roads/", "--rules", "mine"]) == 0
    said = capsys.readouterr()
    assert (said.out, said.err) == ("", "2 examples of 1 rule: 2 ok\n")


def test_test_tells_what_was_expected_and_what_came(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    wrong = PACK.replace("answer: '1900'", "answer: '1901'").replace("repainted", "built")
    (folder / "mine" / "roads.yaml").write_text(wrong, "utf-8")
    assert run(["rules", "test", "-k", "roads/", "--rules", "mine"]) == 1
    assert capsys.readouterr().out == (
        "differs roads/built-in  (mine/roads.yaml:9)\n"
        "    The Nehru Bridge was built in 1900.\n"
        "    - expected  In which year was the Nehru Bridge built? / 1901\n"
        "    + came      In which year was the Nehru Bridge built? / 1900\n"
        "noisy roads/built-in  (mine/roads.yaml:12)\n"
        "    The Nehru Bridge was built in 1900.\n"
        "    + came      In which year was the Nehru Bridge built? / 1900\n"
    )


def test_test_warns_of_rules_that_prove_nothing(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bare = (
        PACK.partition("    examples:")[0]
        .replace("was built in {year}", "[was] {what:phrase}")
        .replace("year}'}", "what}'}")
    )
    (folder / "mine" / "roads.yaml").write_text(bare, "utf-8")
    assert run(["rules", "test", "--rules", "mine"]) in (0, 1)
    warned = [line for line in capsys.readouterr().err.splitlines() if "warning:" in line and line.startswith("mine")]
    assert [line.partition("warning: ")[2] for line in warned] == [
        'the rule "roads/built-in" has no example that gives cards',
        'the rule "roads/built-in" has no example that must give none',
        'the pattern "{road:name} [was] {what:phrase}" has no selective word, so it is tried on every sentence',
    ]


def test_a_draft_is_a_pack_whose_examples_pass(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["rules", "new", "The Loktak Lake was designated as a Ramsar site in 1990."]) == 0
    draft = capsys.readouterr().out
    (folder / "mine" / "drafts.yaml").write_text(draft, "utf-8")
    assert run(["rules", "test", "-k", "drafts/", "--rules", "mine"]) == 0
    assert capsys.readouterr().err.splitlines()[-1].startswith("1 example of 1 rule: 1 ok")


def test_no_draft_without_a_value(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["rules", "new", "it rained and rained"]) == 2
    assert capsys.readouterr().err == (
        'error: nothing to ask for in "it rained and rained"\n'
        "    hint: take a sentence with a year, an amount, a name or an agreement\n"
    )


def test_stats_count_by_rule(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = "<p>The Nehru Bridge was built in 1900. The Ganga Bridge was built in 1910.</p>"
    post = {"id": 1, "date": "2026-02-09T10:00:00", "link": "https://example.org/a", "title": {"rendered": "Bridges"}}
    (folder / "a.json").write_text(json.dumps({**post, "content": {"rendered": text}}), "utf-8")
    assert run(["rules", "stats", "a.json", "--rules", "mine"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].split() == ["rule", "fired", "kept", "lost", "gated"]
    assert next(line for line in lines if line.startswith("roads/")).split()[1:] == ["2", "2", "0", "0"]


def test_schema_prints_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["rules", "schema"]) == 0
    assert json.loads(capsys.readouterr().out)["title"] == "flashgen rule pack"


def test_explain_says_how_far_a_rule_got(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["explain", "roads/built-in", "Nehru Bridge was built by 1900.", "--rules", "mine"]) == 1
    assert capsys.readouterr().out == (
        "roads/built-in  (mine/roads.yaml:3)\n"
        "  Nehru Bridge was built by 1900.\n"
        "\n"
        "  pattern {road:name} was built in {year}\n"
        '  matched "Nehru Bridge was built" (3 of 5 parts)\n'
        '  wanted  in, found "by 1900."\n'
        "\n"
        "  asks nothing\n"
    )


def test_broken_rules_stop_with_every_mistake(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "mine" / "roads.yaml").write_text(PACK.replace("match:", "mach:"), "utf-8")
    assert run(["rules", "list", "--rules", "mine"]) == 2
    said = capsys.readouterr().err
    assert said.startswith('mine/roads.yaml:5:5: a rule has no key "mach"\n')
    assert said.endswith("error: 1 mistake in rule packs\n")
