"""What a terminal would show: text with `$ flashgen …` lines in, the same with what they print now out."""

from __future__ import annotations

import io
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest

from flashgen import rules as packs
from flashgen.cli import run

load_rules = packs.load_rules


def replayed(session: str, *, codes: bool = False) -> str:
    """The session with each command run again in the working folder; its exit code below it where it is not 0."""
    return "".join(
        f"$ {command}\n{output}" + (f"[exit {code}]\n" if codes and code else "")
        for command, output, code in map(_run, commands(session))
    )


def commands(session: str) -> Iterator[str]:
    """The lines that begin with a prompt, without it."""
    yield from re.findall(r"^\$ (.*)$", session, re.M)


def _run(command: str) -> tuple[str, str, int]:
    name, *words = shlex.split(command)
    if name == "cd":
        os.chdir(words[0])
        return command, "", 0
    assert name == "flashgen", f"only flashgen and cd are run here, not {name}"
    out = io.TextIOWrapper(io.BytesIO(), "utf-8", write_through=True)
    with redirect_stdout(out), redirect_stderr(out):
        code = run(words)
    out.seek(0)
    return command, out.read(), code


def program(*words: str, **given: Any) -> subprocess.CompletedProcess[bytes]:
    """A Python of its own that finds this flashgen, in any folder."""
    env = os.environ | {"PYTHONPATH": str(Path(__file__).parent.parent)}
    return subprocess.run([sys.executable, *words], capture_output=True, check=False, env=env, **given)


def builtin_rules() -> list[str]:
    """What `disable:` must hold so that rules of a test stand alone."""
    folder = Path(__file__).parent.parent / "rules"
    return [f"{path.stem}/*" for path in sorted(folder.glob("*.yaml")) if path.stem not in ("reading", "slots")]


def plain_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """80 columns, whatever the terminal of the tests has; rules that do not change meanwhile are loaded once."""
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("NO_COLOR", "1")
    load = lru_cache(lambda folders, disable, _: load_rules(folders, disable=disable))
    monkeypatch.setattr(packs, "load_rules", lambda folders, disable: load(tuple(folders), tuple(disable), Path.cwd()))
