from __future__ import annotations

import errno
import json
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from making import NOW, card

from flashgen.errors import DeckError
from flashgen.publish import publish
from flashgen.shelf import STAGE, open_shelf

TESTS = Path(__file__).parent


def ended(how: str, folder: Path) -> dict[str, object]:
    """What `ending.py` found."""
    command = [sys.executable, str(TESTS / "ending.py"), how, str(folder)]
    run = subprocess.run(
        command, capture_output=True, text=True, cwd=TESTS.parent, env={"PYTHONPATH": str(TESTS.parent)}
    )
    assert run.returncode == 0, run.stderr
    told: dict[str, object] = json.loads(run.stdout)
    return told


def test_files_change_together(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("old")
    with open_shelf(tmp_path) as shelf:
        shelf.stage("a").write_text("new")
        shelf.stage("b").write_text("new")
        assert shelf.path("a").read_text() == "old"
        shelf.commit()
    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == {"a": "new", "b": "new"}


def test_what_is_not_committed_is_swept_away(tmp_path: Path) -> None:
    with open_shelf(tmp_path) as shelf:
        shelf.stage("a").write_text("new")
    assert list(tmp_path.iterdir()) == []


def test_an_unfinished_change_is_finished_by_the_next_writer_and_seen_by_a_reader(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("old")
    (tmp_path / STAGE).mkdir()
    (tmp_path / STAGE / "a").write_text("new")
    (tmp_path / STAGE / "list.json").write_text('["z", "a"]')
    before = sorted(tmp_path.rglob("*"))
    with open_shelf(tmp_path, write=False) as shelf:
        assert shelf.path("a").read_text() == "new"
        assert shelf.path("z") == tmp_path / "z"
    assert sorted(tmp_path.rglob("*")) == before
    with open_shelf(tmp_path) as shelf:
        assert shelf.finished == ["z", "a"]
        assert shelf.path("a").read_text() == "new"
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


def test_an_unlisted_stage_is_rubbish(tmp_path: Path) -> None:
    (tmp_path / STAGE).mkdir()
    (tmp_path / STAGE / "a").write_text("half")
    with open_shelf(tmp_path) as shelf:
        assert shelf.path("a") == tmp_path / "a"
    assert list(tmp_path.iterdir()) == []


def test_a_second_build_says_that_another_is_writing(tmp_path: Path) -> None:
    with open_shelf(tmp_path), pytest.raises(DeckError, match="another build is writing into this folder"):
        publish([card("a")], tmp_path, wait=0.1)
    assert list(tmp_path.iterdir()) == []


def test_a_second_build_waits_for_the_first(tmp_path: Path) -> None:
    publish([card("a")], tmp_path, now=NOW)
    free = threading.Event()

    def first() -> None:
        with open_shelf(tmp_path):
            free.set()
            time.sleep(0.3)

    thread = threading.Thread(target=first)
    thread.start()
    free.wait()
    published = publish([card("a"), card("b")], tmp_path, now=NOW)
    thread.join()
    assert [outcome.guid for outcome in published.new] == ["b"]


def test_a_folder_that_is_a_file_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "decks").write_text("mine")
    with pytest.raises(DeckError, match="cannot write decks here: file exists") as caught:
        publish([card("a")], tmp_path / "decks")
    assert caught.value.place == str(tmp_path / "decks")
    assert (tmp_path / "decks").read_text() == "mine"


def test_a_read_only_folder_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    publish([card("a")], tmp_path, now=NOW)
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    real = Path.mkdir

    def mkdir(path: Path, mode: int = 0o777, parents: bool = False, exist_ok: bool = False) -> None:
        if path.name == STAGE:
            raise OSError(30, "Read-only file system", str(path))
        real(path, mode, parents, exist_ok)

    monkeypatch.setattr(Path, "mkdir", mkdir)  # tests may run as root, whom no mode keeps out
    with pytest.raises(DeckError, match="cannot write decks here: read-only file system"):
        publish([card("b")], tmp_path, now=NOW)
    assert publish([card("b")], tmp_path, now=NOW, dry_run=True).new
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


@pytest.mark.skipif(sys.platform == "win32", reason="needs fork and signals")
def test_a_build_killed_at_any_step_leaves_decks_and_ledger_whole(tmp_path: Path) -> None:
    told = ended("kill", tmp_path)
    assert isinstance(told["steps"], int)
    assert told["steps"] > 30
    assert told == {"steps": told["steps"], "torn": [], "lost": [], "left": []}


@pytest.mark.skipif(sys.platform == "win32", reason="needs limits of the file size")
def test_a_full_disk_leaves_decks_and_ledger_as_they_were(tmp_path: Path) -> None:
    told = ended("full", tmp_path)
    assert told == {"told": ["cannot write decks here", "cannot write the deck"], "often": True}


@pytest.mark.skipif(sys.platform == "win32", reason="locks of another kind")
def test_a_drive_without_locks_is_written_without_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def flock(handle: int, how: int) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr("fcntl.flock", flock)
    assert publish([card("a")], tmp_path, now=NOW).new
