"""What writing decks costs, as ratios within one run: flashgen against a bare sqlite + zip writer of the same rows.

usage: python tests/benchmarks/bench_package.py [NOTES] [--rounds N]

Each measurement runs in a process of its own, the two writers take turns, and the middle of the rounds counts.
"""

from __future__ import annotations

import argparse
import json
import resource
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

SCHEMA_ROWS = "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY rootpage"


def cards(count: int) -> Iterator[object]:
    from flashgen.model import Card, Source

    day = datetime(2026, 2, 9, 8, 30, tzinfo=UTC)
    for number in range(count):
        if number % 12 == 0:
            url = f"https://example.org/current-affairs/{number}"
            article = Source(str(number), url, f"Article number {number} about dams and rivers", day, f"{number}.json")
            day += timedelta(minutes=1)
        year = str(1900 + number % 120)
        sentence = f"The dam of valley {number} began to hold back the river in {year}, after many years of work."
        yield Card(
            f"{number:032x}",
            "question",
            f"In which year did the dam of valley {number} begin to hold back the river?",
            year,
            "Dams and rivers › Valleys",
            sentence,
            "events/began",
            article,
            (sentence.index(year), sentence.index(year) + 4),
            week="2026-W07",
            tags=("GS3/ Economy", "Dams"),
        )


def notes(count: int) -> Iterator[object]:
    from dataclasses import replace

    from flashgen.notes import note_of

    for number, card in enumerate(cards(count)):
        yield replace(note_of(card), deck="Deck", id=1_770_000_000_000 + number, mod=1_770_000_000)


def package(count: int, folder: Path) -> float:
    """flashgen's writer; notes are made one at a time outside the clock of the bare writer, so they are here too."""
    from flashgen.apkg import write_package

    ready = list(notes(count))
    start = time.perf_counter()
    write_package(folder / "deck.apkg", {"Deck": ""}, ready, folder)
    return time.perf_counter() - start


def streamed(count: int, folder: Path) -> float:
    """flashgen's writer, from cards that are made on the way: what the peak of memory is measured on."""
    from flashgen.apkg import write_package

    start = time.perf_counter()
    write_package(folder / "deck.apkg", {"Deck": ""}, notes(count), folder)
    return time.perf_counter() - start


def bare(count: int, folder: Path) -> float:
    """The same rows by sqlite3 and zipfile alone."""
    source = sqlite3.connect(folder / "rows.anki2")
    schema = [sql for (sql,) in source.execute(SCHEMA_ROWS)]
    tables = {name: source.execute(f"SELECT * FROM {name}").fetchall() for name in ("col", "notes", "cards")}
    source.close()
    start = time.perf_counter()
    path = folder / "bare.anki2"
    target = sqlite3.connect(path)
    target.execute("PRAGMA journal_mode = OFF")
    target.execute("PRAGMA synchronous = OFF")
    for sql in schema:
        target.execute(sql)
    for name, rows in tables.items():
        target.executemany(f"INSERT INTO {name} VALUES({','.join('?' * len(rows[0]))})", rows)
    target.commit()
    target.close()
    with zipfile.ZipFile(folder / "bare.apkg", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.write(path, "collection.anki2")
        archive.writestr("media", "{}")
    return time.perf_counter() - start


def whole(count: int, folder: Path) -> float:
    """`publish`: ledger, plan and packages, one deck of everything."""
    from flashgen.publish import publish

    ready = list(cards(count))
    start = time.perf_counter()
    publish(ready, folder / "decks", per="all", now=1_780_000_000)
    return time.perf_counter() - start


def measure(what: str, count: int, folder: Path) -> tuple[float, float]:
    """Seconds, and the peak of memory in MB, of one measurement in a process of its own."""
    command = [sys.executable, __file__, str(count), "--only", what, "--folder", str(folder)]
    seconds, peak = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    return seconds, peak


def only(what: str, count: int, folder: Path) -> None:
    seconds = globals()[what](count, folder)
    print(json.dumps([seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024]))


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("notes", type=int, nargs="?", default=10_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--only")
    parser.add_argument("--folder", type=Path)
    given = parser.parse_args()
    if given.only:
        only(given.only, given.notes, given.folder)
        return
    ours, theirs = [], []
    with tempfile.TemporaryDirectory() as scratch:
        rows = Path(scratch) / "rows"
        rows.mkdir()
        measure("streamed", given.notes, rows)
        with zipfile.ZipFile(rows / "deck.apkg") as archive:
            archive.extract("collection.anki2", rows)  # not into memory: children would inherit its peak
        (rows / "collection.anki2").rename(rows / "rows.anki2")
        for _ in range(given.rounds):
            (rows / "bare.anki2").unlink(missing_ok=True)
            ours.append(measure("package", given.notes, rows)[0])
            theirs.append(measure("bare", given.notes, rows)[0])
        seconds, peak = measure("streamed", given.notes, rows)
        first = measure("whole", given.notes, Path(scratch) / "first")
        second = measure("whole", given.notes, Path(scratch) / "first")
    ratio = statistics.median(ours) / statistics.median(theirs)
    best = min(ours) / min(theirs)
    print(f"{given.notes} notes, {given.rounds} rounds")
    print(
        f"package writer : bare writer   {ratio:.2f} (of the best rounds {best:.2f}), {statistics.median(ours):.3f} s"
    )
    print(f"cards -> package               {seconds:.3f} s, {peak:.0f} MB at most")
    print(f"publish, first build           {first[0]:.3f} s, {first[1]:.0f} MB at most")
    print(f"publish, nothing changed       {second[0]:.3f} s, {second[1]:.0f} MB at most")


if __name__ == "__main__":
    main()
