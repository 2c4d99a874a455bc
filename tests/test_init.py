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


def test_its_article_and_rule_give_cards(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    run(["init", str(tmp_path), "-q"])
    monkeypatch.chdir(tmp_path)
    assert run(["cards", "articles", "--rules", "rules"]) == 0
    shown = capsys.readouterr().out
    assert "Q: Who painted the Night Watch?" in shown
    assert "A: Rembrandt" in shown
