"""The folder where decks lie: one writer at a time, and a set of files that changes as a whole or not at all.

New versions are written into a hidden folder beside the old ones. Once all of them are on the disk, a list of their
names is put there: from then on the change counts as done, and whoever opens the folder next finishes it, however the
writer ended. Without the list the hidden folder is rubbish and is swept away.
"""

from __future__ import annotations

import errno
import json
import os
import shutil
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from flashgen.errors import DeckError

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

STAGE = ".flashgen-new"
# Some network drives know no locks: better to build there without one than not at all.
_NO_LOCKS = (errno.ENOLCK, errno.ENOTSUP, errno.ENOSYS, errno.EINVAL)
_LIST = "list.json"


class Shelf:
    """An open folder of decks. Without `write`, nothing in it is touched, not even to finish an earlier change."""

    def __init__(self, folder: Path, write: bool) -> None:
        self.folder = folder
        self.write = write
        self.finished: list[str] = []
        """Files of an earlier change that was cut off, and that opening this folder has put in place."""
        self._stage = folder / STAGE
        self._staged: list[str] = []

    def path(self, name: str) -> Path:
        """Where the present version of a file lies, whether it exists or not."""
        staged = self._stage / name
        return staged if name in self._listed() and staged.exists() else self.folder / name

    def names(self, suffix: str) -> list[str]:
        """The names of the files that end so, sorted."""
        listed = [name for name in self._listed() if (self._stage / name).exists()]
        lying = [path.name for path in self.folder.glob(f"*{suffix}") if not path.name.startswith(".")]
        return sorted({*lying, *(name for name in listed if name.endswith(suffix))})

    def stage(self, name: str) -> Path:
        """Where to write the new version of a file."""
        self._stage.mkdir(exist_ok=True)
        if name not in self._staged:
            self._staged.append(name)
        return self._stage / name

    def unstage(self, name: str) -> None:
        """Keeps the present version after all."""
        self._staged.remove(name)
        (self._stage / name).unlink()

    def workspace(self) -> Path | None:
        """A folder for what is needed only meanwhile; None, the system's own, where nothing is to be written.

        What a killed writer leaves in it is swept away by the next one.
        """
        if not self.write:
            return None
        self._stage.mkdir(exist_ok=True)
        return self._stage

    def commit(self) -> None:
        """Puts all staged files in place, together."""
        if not self._staged:
            return
        for name in self._staged:
            _sync(self._stage / name)
        listed = self._stage / f"{_LIST}.part"
        listed.write_text(json.dumps(self._staged), "utf-8")
        _sync(listed)
        listed.replace(self._stage / _LIST)
        _sync(self._stage)
        self._place()
        self._staged = []

    def recover(self) -> None:
        """Finishes an earlier change whose list is there, sweeps away one without."""
        if self._listed():
            self.finished = self._listed()
            self._place()
        self.sweep()

    def sweep(self) -> None:
        """Removes what was staged and not committed."""
        if self._stage.exists() and not (self._stage / _LIST).exists():
            shutil.rmtree(self._stage)

    def _listed(self) -> list[str]:
        try:
            names: list[str] = json.loads((self._stage / _LIST).read_text("utf-8"))
        except (FileNotFoundError, NotADirectoryError):
            return []
        return names

    def _place(self) -> None:
        for name in self._listed():
            staged = self._stage / name
            if staged.exists():
                staged.replace(self.folder / name)
        _sync(self.folder)
        (self._stage / _LIST).unlink()
        self.sweep()


@contextmanager
def open_shelf(folder: Path, *, write: bool = True, wait: float = 60) -> Iterator[Shelf]:
    """A folder of decks, made if it is missing, locked against other writers for as long as it is open.

    Waits up to `wait` seconds for another writer. Raises DeckError when the folder cannot be had, or when writing in it
    fails: then it holds what it held before.
    """
    shelf = Shelf(folder, write)
    try:
        if write:
            folder.mkdir(parents=True, exist_ok=True)
        with _locked(folder, wait):
            if write:
                shelf.recover()
            try:
                yield shelf
            finally:
                if write:
                    shelf.sweep()
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise DeckError(f"cannot write decks here: {reason}", str(error.filename or folder), _HINT) from error


_HINT = "the decks and the ledger are as they were; another folder can be given with -o"


@contextmanager
def _locked(folder: Path, wait: float) -> Iterator[None]:
    if not folder.exists():
        yield
        return
    handle = _lock_handle(folder)
    try:
        _acquire(handle, folder, wait)
        yield
    finally:
        os.close(handle)  # gives the lock back too, as does the end of the process, however it comes


def _acquire(handle: int, folder: Path, wait: float) -> None:
    end = time.monotonic() + wait
    while not _try_lock(handle):
        if time.monotonic() >= end:
            hint = "wait until it is done, or end it, and build again"
            raise DeckError("another build is writing into this folder", str(folder), hint)
        time.sleep(0.05)


if sys.platform == "win32":

    def _lock_handle(folder: Path) -> int:
        return os.open(folder / ".flashgen.lock", os.O_RDWR | os.O_CREAT)

    def _try_lock(handle: int) -> bool:
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def _sync(path: Path) -> None:
        if path.is_file():
            with path.open("rb+") as file:
                os.fsync(file.fileno())

else:

    def _lock_handle(folder: Path) -> int:
        return os.open(folder, os.O_RDONLY)  # the folder itself: no lock file to leave behind

    def _try_lock(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError as error:
            if error.errno not in _NO_LOCKS:
                raise
        return True

    def _sync(path: Path) -> None:
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        except OSError:
            if not path.is_dir():  # some file systems do not do this for folders
                raise
        finally:
            os.close(handle)
