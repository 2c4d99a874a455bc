"""What `flashgen fetch` must reach, checked against the real WordPress that wordpress.sh has started."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

SITE = os.environ["WP_ADDRESS"]
PREFIXED = os.environ["WP_PREFIXED"]
WORK = Path(sys.argv[1])
FLASHGEN = [sys.executable, "-m", "flashgen"]


def change(action: str, *arguments: object) -> Any:
    """Changes the site as its authors would."""
    command = ["php", os.environ["WP_CHANGE"], action, *map(str, arguments)]
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def fetch(folder: Path, *arguments: str, code: int = 0) -> dict[str, Any]:
    """A run of the command; what it says happened at its one site."""
    done = subprocess.run(
        [*FLASHGEN, "fetch", *arguments, "-o", str(folder), "--json"], capture_output=True, text=True, check=False
    )
    assert done.returncode == code, done.stderr
    [found] = json.loads(done.stdout)
    return dict(found)


def posts(folder: Path) -> dict[int, Path]:
    """The files of posts by number; none twice, nothing else left behind."""
    paths = [path for path in folder.rglob("*") if path.is_file() and not path.name.startswith(".")]
    assert not list(folder.rglob("*.tmp")), "temporary files are left"
    numbers = [int(path.name.partition("-")[0]) for path in paths]
    assert len(set(numbers)) == len(numbers), "a post is there twice"
    return dict(zip(numbers, paths, strict=True))


def contents(folder: Path) -> dict[int, bytes]:
    return {number: path.read_bytes() for number, path in posts(folder).items()}


def differing(before: dict[int, bytes], after: dict[int, bytes]) -> set[int]:
    return {number for number in before.keys() | after.keys() if before.get(number) != after.get(number)}


def same(found: object, expected: object) -> None:
    assert found == expected, f"expected {expected}, found {found}"


def api(query: str) -> Any:
    with urllib.request.urlopen(f"{SITE}/?rest_route=/wp/v2/posts&{query}") as answer:
        return json.load(answer)


def a_day_later(folder: Path) -> None:
    """As if the last look at the newest hundred posts had been yesterday."""
    for path in folder.rglob(".fetched.json"):
        memory = json.loads(path.read_text())
        for mine in memory.values():
            mine["looked"] = (datetime.fromisoformat(mine["looked"]) - timedelta(days=1)).isoformat()
        path.write_text(json.dumps(memory))


def check_250_posts_once() -> None:
    folder = WORK / "store"
    found = fetch(folder, SITE)
    same((found["new"], found["locked"], found["problems"]), (250, 1, []))
    same(len(posts(folder)), 250)
    before = contents(folder)
    weeks = {path.parent.relative_to(path.parent.parent.parent).as_posix() for path in posts(folder).values()}
    same(sorted(weeks), [f"2025/W{week}" for week in (50, 51, 52)] + [f"2026/W{week:02}" for week in range(1, 8)])
    raw = json.loads(next(iter(before.values())))
    same(raw["_embedded"]["wp:term"][0][0]["taxonomy"], "category")
    again = fetch(folder, SITE)
    same((again["new"], again["changed"], again["deleted"], again["requests"]), (0, 0, 0, 1))
    same(contents(folder), before)


def check_edits_and_additions() -> None:
    folder = WORK / "store"
    before = contents(folder)
    edited = sorted(before)[10:13]
    time.sleep(1.1)  # dates of change are in seconds
    change("edit", *edited)
    added = change("add", 2, 1000)
    found = fetch(folder, SITE)
    same((found["new"], found["changed"], found["problems"]), (2, 3, []))
    same(differing(before, contents(folder)), {*edited, *added})


def check_a_week_of_sixty() -> None:
    folder = WORK / "store"
    time.sleep(1.1)
    before = contents(folder)
    added = change("add", 60, 2000) + change("scheduled", 2100)
    [gone] = sorted(before)[-1:]
    change("remove", gone)
    a_day_later(folder)
    found = fetch(folder, SITE)
    same((found["new"], found["deleted"], found["problems"]), (61, 1, []))
    assert found["requests"] <= 3, found["requests"]
    after = contents(folder)
    same(differing(before, after), {*added, gone})
    assert "deleted" in json.loads(after[gone])["flashgen"]
    same(fetch(folder, SITE)["requests"], 1)


def check_kill_9() -> None:
    folder = WORK / "killed"
    run = subprocess.Popen([*FLASHGEN, "fetch", SITE, "-o", str(folder)], stderr=subprocess.DEVNULL)
    while len(list(folder.rglob("*-*.json"))) < 130:
        assert run.poll() is None, "it ended before it could be killed"
        time.sleep(0.002)
    run.send_signal(signal.SIGKILL)
    run.wait()
    halfway = len(list(folder.rglob("*-*.json")))
    assert halfway < 300, "it was killed too late"
    same(fetch(folder, SITE)["problems"], [])
    same(contents(folder).keys(), (contents(WORK / "store").keys() - deleted()))
    print(f"    (killed after {halfway} posts)")


def deleted() -> set[int]:
    return {number for number, raw in contents(WORK / "store").items() if b'"deleted"' in raw}


def check_other_addresses() -> None:
    numbers = contents(WORK / "killed").keys()
    page = api("per_page=1")[0]["link"]
    same(contents_of("page", page), numbers)
    same(contents_of("prefixed", PREFIXED), numbers)
    change("permalinks", "")
    same(contents_of("plain", SITE), numbers)
    same(contents_of("plain-prefixed", f"{PREFIXED}/?p=5"), numbers)
    change("permalinks", "/%category%/%postname%/")


def contents_of(name: str, address: str) -> Any:
    same(fetch(WORK / name, address)["problems"], [])
    return contents(WORK / name).keys()


def check_choices() -> None:
    week = fetch(WORK / "week", SITE, "--week", "2026-W01")
    same((week["new"], week["problems"]), (25, []))
    same({path.parent.name for path in posts(WORK / "week").values()}, {"W01"})
    same(fetch(WORK / "week", SITE, "--week", "2026-W01")["requests"], 1)
    polity = fetch(WORK / "polity", SITE, "--category", "Polity & Governance", "--until", "2026-02-15")
    same((polity["new"], polity["problems"]), (84, []))
    tagged = fetch(WORK / "tagged", SITE, "--tag", "tag-3", "--until", "2026-02-15")
    same((tagged["new"], tagged["problems"]), (36, []))
    nothing = fetch(WORK / "nothing", SITE, "--since", "2090-01-01")
    same((nothing["new"], nothing["problems"]), (0, []))
    wrong = fetch(WORK / "wrong", SITE, "--category", "Economics", code=1)
    same(
        (wrong["problems"][0]["message"], wrong["problems"][0]["hint"]),
        ('has no category "Economics"', 'did you mean "economy"?'),
    )


def check_most() -> None:
    found = fetch(WORK / "most", SITE, "--most", "100")
    same((found["new"], found["more"]), (100, True))
    newest = {post["id"] for post in api("per_page=100&_fields=id")}
    same(set(posts(WORK / "most")), newest)


def check_the_same_decks() -> None:
    store = WORK / "ten-weeks"
    fetch(store, SITE, "--until", "2026-02-15")
    pages = [api(f"per_page=100&page={page}&_embed=wp:term&before=2026-02-16T00:00:00") for page in (1, 2, 3)]
    flat = WORK / "flat"
    flat.mkdir()
    for post in sorted((post for page in pages for post in page), key=lambda post: (post["date"], post["id"])):
        (flat / f"{post['date']}-{post['id']}.json".replace(":", "")).write_text(json.dumps(post))
    same(cards(store), cards(flat))
    assert cards(store), "there are no cards to compare"
    for source in (store, flat):
        command = [*FLASHGEN, "build", str(source), "-o", str(WORK / f"decks-of-{source.name}"), "-q"]
        assert subprocess.run(command, check=False).returncode == 0
    decks = [sorted(path.name for path in (WORK / f"decks-of-{name}").glob("*.apkg")) for name in ("ten-weeks", "flat")]
    same(decks[0], decks[1])
    same(len(decks[0]), 10)


def cards(source: Path) -> list[dict[str, Any]]:
    command = [*FLASHGEN, "cards", str(source), "--format", "jsonl"]
    lines = subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()
    found = [json.loads(line) for line in lines]
    for card in found:
        card["article"].pop("source")
    return sorted(found, key=lambda card: str(card["guid"]))


def check_an_address_as_source() -> None:
    [newest] = api("per_page=1&_fields=id,link")
    command = [*FLASHGEN, "cards", newest["link"], "--format", "jsonl"]
    lines = subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()
    same({json.loads(line)["article"]["id"] for line in lines}, {str(newest["id"])})
    feed = subprocess.run([*FLASHGEN, "cards", f"{SITE}/feed/", "--format", "jsonl"], capture_output=True, check=False)
    same(feed.returncode, 0)
    assert len(feed.stdout.splitlines()) >= 5, feed.stderr


CHECKS: list[Callable[[], None]] = [
    check_250_posts_once,
    check_edits_and_additions,
    check_the_same_decks,
    check_a_week_of_sixty,
    check_kill_9,
    check_other_addresses,
    check_choices,
    check_most,
    check_an_address_as_source,
]


def main() -> int:
    WORK.mkdir()
    failed = 0
    for check in CHECKS:
        began = time.monotonic()
        name = check.__name__.removeprefix("check_").replace("_", " ")
        try:
            check()
        except AssertionError as error:
            failed += 1
            print(f"FAILED  {name}: {error}")
        else:
            print(f"ok      {name} ({time.monotonic() - began:.1f} s)")
    return int(failed > 0)


if __name__ == "__main__":
    sys.exit(main())
