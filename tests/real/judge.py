"""judge.py RESULT: whether the desktop showed what it should. Prints what it did not; exit code 1 then."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any


def counts(taken: list[list[str]]) -> dict[str, int]:
    """What the import dialog said about all packages together."""
    told = {"found": 0, "new": 0, "present": 0, "updated": 0, "other": 0}
    words = {
        "found in file": "found",
        "new notes? import": "new",
        "already present": "present",
        "update exist": "updated",
    }
    for _, text in taken:
        overview = re.sub("[\u2068\u2069]", "", text).split("Details")[0]
        for number, rest in re.findall(r"([\d,]+) (.*)", overview):
            key = next((key for pattern, key in words.items() if re.search(pattern, rest)), "other")
            told[key] += int(number.replace(",", ""))
    return told


def wrong(seen: dict[str, Any]) -> Iterator[str]:
    """Everything that is not as it should be."""
    if "error" in seen:
        yield seen["error"]
        return
    yield from imports(seen)
    for side in ("front", "back", "dark", "phone"):
        yield from page(side, seen[side])
    yield from between(seen)
    if seen["edited"] != "edited by hand":
        yield f"the edited answer did not arrive: {seen['edited']}"
    if seen["history"][0] != seen["history"][1] or not seen["history"][0][2]:
        yield f"the review was lost: {seen['history']}"
    if not seen["clean"]:
        yield "Anki's check of the database found something"


def between(seen: dict[str, Any]) -> Iterator[str]:
    """What one side says and another does not."""
    if seen["front"].get("answer") is not None:
        yield "the front shows the answer"
    if seen["front"]["color"] == seen["dark"]["color"]:
        yield "dark letters in the dark"
    hostile = seen["hostile"]
    if hostile["question"] != hostile["wanted"] or hostile["formulas"]:
        yield f"hostile text is not shown as it is: {hostile}"


def imports(seen: dict[str, Any]) -> Iterator[str]:
    """The three rounds of imports: everything new, nothing new, one note updated."""
    first, again, second = counts(seen["first"]), counts(seen["again"]), counts(seen["second"])
    total = first["found"]
    if not total or first != {"found": total, "new": total, "present": 0, "updated": 0, "other": 0}:
        yield f"the first import should add all notes: {first}"
    if again != {"found": total, "new": 0, "present": total, "updated": 0, "other": 0}:
        yield f"the second import should find all notes there: {again}"
    if second != {"found": total, "new": 0, "present": total - 2, "updated": 2, "other": 0}:
        yield f"the next version should update the two edited notes: {second}"
    if not seen["notes"] == seen["cards"] == total:
        yield f"{seen['notes']} notes and {seen['cards']} cards of {total}"


def page(side: str, shown: dict[str, Any]) -> Iterator[str]:
    """One side of a card."""
    if not shown["question"] or shown["wider"] or shown["foreign"]:
        yield f"{side}: no question, wider than the screen, or something from elsewhere: {shown}"
    if side != "front" and not (shown["answer"] and shown["marked"] in shown["proof"] and shown["source"]):
        yield f"{side}: answer, marked proof or source is missing: {shown}"
    if shown["night"] != (side in ("dark", "phone")):
        yield f"{side}: not in the light it should be in"


def main() -> int:
    seen = json.loads(Path(sys.argv[1]).read_text("utf-8"))
    faults = list(wrong(seen))
    for fault in faults:
        print(f"WRONG  {fault}")
    if not faults:
        shots = Path(sys.argv[1]).parent
        print(f"desktop: {seen['notes']} notes imported, shown, reviewed and updated; pictures in {shots}")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
