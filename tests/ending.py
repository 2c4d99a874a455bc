"""Ends builds of decks at every single step, as a power cut would, and prints what was left as JSON.

usage: python ending.py kill|full FOLDER       (run by test_shelf.py in a process of its own, because it forks)
"""

from __future__ import annotations

import json
import os
import resource
import shutil
import signal
import sys
import tempfile
from pathlib import Path

from making import NOW, card, cloze, source

from flashgen.errors import DeckError
from flashgen.publish import publish

OLD = [card("a"), card("b"), cloze("c"), card("gone"), card("d", source("2"), week="2026-W08")]
NEW = [
    card("a", answer="2004"),
    card("b"),
    cloze("c"),
    card("d", source("2"), question="When?"),
    card("n", source("3")),
]


def build_old(folder: Path) -> None:
    publish(OLD, folder, now=NOW, per="day")
    publish(OLD[:3], folder, now=NOW, per="all")


def build_new(folder: Path) -> None:
    publish(NEW, folder, now=NOW + 60, per="all")


def state(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.is_file()}


def child(folder: Path, step: int) -> None:
    """Builds, and kills itself before the given step: a file opened, renamed, removed, a database or a folder made."""
    left = step

    def hook(event: str, _: object) -> None:
        nonlocal left
        if event in ("open", "os.rename", "os.remove", "os.rmdir", "os.mkdir", "sqlite3.connect"):
            left -= 1
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(hook)
    build_new(folder)
    os._exit(0)


def forked(folder: Path, step: int) -> int:
    pid = os.fork()
    if pid == 0:
        child(folder, step)
    _, status = os.waitpid(pid, 0)
    return status


def kill(root: Path) -> dict[str, object]:
    old, new = root / "old", root / "new"
    build_old(old)
    shutil.copytree(old, new)
    build_new(new)
    before, after = state(old), state(new)
    torn, lost, left = [], [], []
    scratch = root / "tmp"
    scratch.mkdir()
    tempfile.tempdir = str(scratch)
    for step in range(1, 1000):
        folder = root / "try"
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(old, folder)
        status = forked(folder, step)
        if any(content not in (before.get(name), after.get(name)) for name, content in state(folder).items()):
            torn.append(step)
        if not state(folder).keys() >= before.keys():
            lost.append(step)
        build_new(folder)
        if state(folder) != after or any(path.is_dir() for path in (*folder.iterdir(), *scratch.iterdir())):
            left.append(step)
        if status == 0:
            return {"steps": step - 1, "torn": torn, "lost": lost, "left": left}
    return {"steps": "endless"}


def full(root: Path) -> dict[str, object]:
    """The disk takes no file longer than so many bytes."""
    folder = root / "decks"
    build_old(folder)
    before = {path: path.read_bytes() for path in folder.rglob("*")}
    told: dict[str, int] = {}
    many = [*NEW, *(card(f"m{number}") for number in range(200))]  # more to write than to read
    for size in range(0, 400_000, 5000):
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))
        try:
            publish(many, folder, now=NOW + 60, per="all")
            break
        except DeckError as error:
            words = error.message.split(":")[0]
            told[words] = told.get(words, 0) + 1
        if {path: path.read_bytes() for path in folder.rglob("*")} != before:
            return {"changed": size}
    resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    return {"told": sorted(told), "often": sum(told.values()) > 20}


if __name__ == "__main__":
    print(json.dumps({"kill": kill, "full": full}[sys.argv[1]](Path(sys.argv[2]))))
