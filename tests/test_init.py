from __future__ import annotations

from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from flashgen.cli import run
from flashgen.cli.init import STARTER
from flashgen.config import Config, keys, load_config


def test_a_new_project_is_whole(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "new" / "project"
    assert run(["init", str(folder)]) == 0
    assert load_config(folder / "flashgen.yaml") == Config(
        path=folder / "flashgen.yaml",
        timezone=ZoneInfo("Asia/Kolkata"),
        rules=(folder / "rules",),
        output=folder / "decks",
        articles=folder / "articles",
    )
    assert sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()) == [
        "articles/a-first-article.md",
        "flashgen.yaml",
        "rules/my-rules.yaml",
    ]
    assert "written" in capsys.readouterr().err


def test_what_is_there_is_kept(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "flashgen.yaml").write_text("deck: Mine\n")
    assert run(["init", str(tmp_path)]) == 0
    assert (tmp_path / "flashgen.yaml").read_text() == "deck: Mine\n"
    assert (tmp_path / "rules" / "my-rules.yaml").is_file()


def test_a_folder_that_cannot_be_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "articles").write_text("a file")
    assert run(["init", str(tmp_path)]) == 2
    assert "cannot be written: " in capsys.readouterr().err


@pytest.mark.parametrize("key", list(keys()))
def test_every_key_stands_in_the_first_settings(key: str) -> None:
    name = key.rpartition(".")[2]
    lines = (STARTER / "flashgen.yaml").read_text().splitlines()
    assert any(line.lstrip("# -").startswith(f"{name}:") for line in lines)


def test_the_settings_that_are_switched_off_are_right_too(tmp_path: Path) -> None:
    """With every `#` before a setting taken away, the file is still read."""
    text = (STARTER / "flashgen.yaml").read_text().replace("sites: []", "sites:").replace("disable: []", "disable:")
    (tmp_path / "flashgen.yaml").write_text(text.replace("\n#  ", "\n  "))
    config = load_config(tmp_path / "flashgen.yaml")
    assert [site.name for site in config.sites] == ["", "other"]
    assert config.disable == ("agreements/signed-in", "quantities/*")


def test_a_project_builds_without_a_word_more(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    run(["init", str(tmp_path), "-q"])
    below = tmp_path / "articles"
    monkeypatch.chdir(below)
    assert run(["build", "-q"]) == 0
    assert [path.name for path in (tmp_path / "decks").glob("*.apkg")] == ["current-affairs-2026-W07.apkg"]
    assert run(["cards"]) == 0
    shown = capsys.readouterr().out
    assert "Q: Who painted the Night Watch?" in shown
    assert "A: Rembrandt" in shown


def test_options_win_over_settings(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    run(["init", str(tmp_path), "-q"])
    monkeypatch.chdir(tmp_path)
    settings = Path("flashgen.yaml").read_text()
    Path("flashgen.yaml").write_text(settings.replace("per: week", "per: month").replace("deck: Current", "deck: Old"))
    assert run(["build", "-q"]) == 0
    assert run(["build", "-q", "--deck", "Mine", "--per", "all", "-o", "other"]) == 0
    assert [path.name for path in Path("decks").glob("*.apkg")] == ["old-affairs-2026-02.apkg"]
    assert [path.name for path in Path("other").glob("*.apkg")] == ["mine.apkg"]


def test_without_settings_sources_must_be_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(["build"]) == 2
    assert capsys.readouterr().err == (
        'error: no SOURCES, and no folder "articles" to take in their place\n'
        "    hint: name files, folders or addresses with articles, or - for standard input\n"
    )


def test_settings_that_are_wrong_stop_a_build(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("flashgen.yaml").write_text("dekc: X\n")
    assert run(["build", "x.json"]) == 2
    said = capsys.readouterr().err
    assert said.startswith("flashgen.yaml:1:1: a project has no key")
    assert 'hint: did you mean "deck"?' in said
