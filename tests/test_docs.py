"""The documents are true: README's sessions and programs run, every command, option, key and name is explained."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from sessions import plain_terminal, program, replayed

import flashgen
from flashgen.cli import cli
from flashgen.config import keys

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
CHANGELOG = ROOT / "CHANGELOG.md"


def readme() -> str:
    return README.read_text("utf-8")


def blocks(kind: str) -> list[str]:
    return re.findall(rf"^```{kind}\n(.*?)^```$", readme(), re.M | re.S)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with the files that README shows (`path`: and a block)."""
    for path, content in re.findall(r"`([\w./-]+)`:\n\n```\w+\n(.*?)^```$", readme(), re.M | re.S):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(content, "utf-8")
    monkeypatch.chdir(tmp_path)
    plain_terminal(monkeypatch)
    return tmp_path


def test_the_sessions_show_what_is_printed(folder: Path, request: pytest.FixtureRequest) -> None:
    """`pytest tests/test_docs.py --update` writes them anew."""
    text = readme()
    now = re.sub(
        r"^```console\n(.*?)^```$", lambda block: f"```console\n{replayed(block[1])}```", text, flags=re.M | re.S
    )
    if request.config.getoption("--update"):
        README.write_text(now, "utf-8")
    assert _uncounted(now) == _uncounted(readme())


def _uncounted(text: str) -> list[str]:
    """The lines without numbers of cards, which every better rule changes."""
    return re.sub(r"\b[\d,]+ (card|question|new|unchanged)s?\b", r"… \1s", text).splitlines()


def test_the_program_runs(folder: Path) -> None:
    (code,) = blocks("python")
    ran = program("-c", code, cwd=folder)
    assert ran.stderr == b""
    assert b"Between which countries is Exercise Dharma Guardian held? / India and Japan" in ran.stdout.splitlines()
    assert sorted(path.name for path in (folder / "decks").iterdir()) == ["ledger.jsonl", "upsc-weekly-2026-02.apkg"]


def test_the_rule_shown_passes_its_examples(folder: Path) -> None:
    assert replayed("$ flashgen rules test --rules rules -k exercises/").splitlines()[1:] == [
        "2 examples of 1 rule: 2 ok"
    ]


def each_command(group: click.Group = cli, name: str = "flashgen") -> Iterator[tuple[str, click.Command]]:
    context = click.Context(group)
    for word in group.list_commands(context):
        command = group.get_command(context, word)
        assert command
        if isinstance(command, click.Group):
            yield from each_command(command, f"{name} {word}")
        else:
            yield f"{name} {word}", command


COMMANDS = dict(each_command())


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_in_the_readme_and_has_help(name: str) -> None:
    assert f"| `{name}" in readme()
    assert COMMANDS[name].help


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_is_in_the_readme_and_has_help(name: str) -> None:
    table = readme().partition("| option |")[2].partition("\n\n")[0]
    short = name.removeprefix("flashgen ")
    unexplained = []
    for option in COMMANDS[name].params:
        if not isinstance(option, click.Option):
            continue
        rows = [row for row in table.splitlines() if any(re.search(rf"`{opt}[ `]", row) for opt in option.opts)]
        of = [re.split(r", |; ", row.split(" | ")[1]) for row in rows]
        fits = any(short in words or short.split()[0] in words or {"most", "all"} & {*words} for words in of)
        if not fits or not option.help:
            unexplained.append(option.opts[-1])
    assert unexplained == []


def test_no_option_is_explained_that_there_is_not() -> None:
    table = readme().partition("| option |")[2].partition("\n\n")[0]
    known = {opt for command in COMMANDS.values() for param in command.params for opt in param.opts}
    known |= {"--version", "-h", "--help"}
    assert {
        word for row in re.findall(r"^\| (.*?) \|", table, re.M) for word in re.findall(r"`(-[\w-]+)", row)
    } - known == set()


@pytest.mark.parametrize("key", list(keys()))
def test_every_setting_is_in_the_readme(key: str) -> None:
    table = readme().partition("## Settings")[2].partition("\n## ")[0]
    assert f"`{key.rpartition('.')[2]}`" in table


def test_every_file_that_is_linked_is_there() -> None:
    for document in (README, CHANGELOG, ROOT / "decks" / "README.md", ROOT / "rules" / "README.md"):
        for link in re.findall(r"\]\(([^)#:]+)\)", document.read_text("utf-8")):
            assert (document.parent / link).exists(), f"{document.name} links to {link}"


def test_the_version_is_in_the_changelog() -> None:
    assert f"## [{flashgen.__version__}]" in CHANGELOG.read_text("utf-8")
    assert f'version = "{flashgen.__version__}"' in (ROOT / "pyproject.toml").read_text("utf-8")
