"""Every mistake that a pack can have, with the full text of what is said about it.

The cases stand in rule_mistakes.txt: a pack, then the problems as the command line shows them. After a change of words:
`FLASHGEN_UPDATE=1 python -m pytest tests/test_rule_mistakes.py`; the diff is the review.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from flashgen.errors import RuleError
from flashgen.rules import load_rules

FILE = Path(__file__).parent / "rule_mistakes.txt"
_CASE = re.compile(r"^=== (.+)\n((?:.*\n)*?)---\n((?:(?!=== ).*\n)*)", re.MULTILINE)
CASES = _CASE.findall(FILE.read_text("utf-8"))


def said(pack: bytes, folder: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """What loading the pack x.yaml says, as the command line shows it."""
    monkeypatch.chdir(folder)
    (folder / "x.yaml").write_bytes(pack)
    try:
        load_rules([Path("x.yaml")])
    except RuleError as error:
        return "".join(
            f"{problem.where}: {problem.message}\n" + (f"    hint: {problem.hint}\n" if problem.hint else "")
            for problem in error.problems
        )
    return "no mistake\n"


@pytest.mark.parametrize(("name", "pack", "expected"), CASES, ids=[case[0] for case in CASES])
def test_a_mistake_is_said_in_full(
    name: str, pack: str, expected: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    came = said(pack.encode(), tmp_path, monkeypatch)
    if os.environ.get("FLASHGEN_UPDATE"):
        text = FILE.read_text("utf-8")
        old = f"=== {name}\n{pack}---\n{expected}"
        FILE.write_text(text.replace(old, f"=== {name}\n{pack}---\n{came}"), "utf-8")
        return
    assert came == expected


def test_a_file_in_another_encoding_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    came = said("about: Straßen\n".encode("latin-1"), tmp_path, monkeypatch)
    assert came == "x.yaml:1:1: this file is not UTF-8 text\n    hint: save the file as UTF-8\n"


@pytest.mark.parametrize(("name", "message"), [("nowhere", "no such file or folder"), (".", "no rule packs here")])
def test_a_folder_without_packs_is_said(name: str, message: str, tmp_path: Path) -> None:
    with pytest.raises(RuleError) as raised:
        load_rules([tmp_path / name])
    assert [problem.message for problem in raised.value.problems] == [message]
