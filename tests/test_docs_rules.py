"""rules/README.md is true: its packs load and pass, its commands print what it says, every key and filter is in it."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from flashgen.cli import run
from flashgen.rulecases import run_cases
from flashgen.rules import builtin_folder, load_rules, load_text
from flashgen.rules.schema import KEYS
from flashgen.templates import FILTERS, VARIABLES

TEXT = (builtin_folder() / "README.md").read_text("utf-8")
BLOCKS = re.findall(r"^```(\w+)(?: file=(\S+))?\n(.*?)^```$", TEXT, re.MULTILINE | re.DOTALL)
PACKS = [body for language, _, body in BLOCKS if language == "yaml"]


@pytest.mark.parametrize("pack", PACKS, ids=[pack.splitlines()[0] for pack in PACKS])
def test_a_pack_of_the_manual_loads_and_its_examples_pass(pack: str) -> None:
    rules = load_text(pack, Path("manual.yaml"), load_rules())
    assert [(case.verdict, case.missing, case.noisy) for case in run_cases(rules) if case.verdict != "ok"] == []


def test_the_tutorial_runs_as_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NO_COLOR", "1")
    for language, file, body in BLOCKS:
        if file:
            Path(file).parent.mkdir(exist_ok=True)
            Path(file).write_text(body, "utf-8")
        if language == "console":
            command, _, expected = body.partition("\n")
            run(shlex.split(command.removeprefix("$ flashgen ")))
            said = capsys.readouterr()
            assert (said.out or said.err) == expected


def names() -> list[str]:
    keys = {key for of in KEYS for key in KEYS[of]}
    return sorted({*keys, *(f"{{{name}}}" for name in VARIABLES)})


@pytest.mark.parametrize("name", names())
def test_every_key_and_variable_is_in_the_manual(name: str) -> None:
    assert f"`{name}`" in TEXT or f"`{name}:" in TEXT


@pytest.mark.parametrize("name", sorted(set(FILTERS) - {"number"}))
def test_every_filter_is_in_the_manual(name: str) -> None:
    assert re.search(rf"\\\|{name}(?::[^}}]*)?\}}`", TEXT)
