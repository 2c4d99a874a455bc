"""A student at Anki's desktop, who writes down what there is to see.

Imports decks by the import dialog, looks at cards in light, dark and narrow, reviews one, imports the next version.
"""

from __future__ import annotations

import json
import os
import subprocess
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from aqt import gui_hooks, mw
from aqt.import_export.importing import import_file
from aqt.qt import QApplication, QTimer
from aqt.theme import Theme

SHOTS = Path(os.environ["FLASHGEN_SHOTS"])
FIRST = sorted(Path(os.environ["FLASHGEN_FIRST"]).glob("*.apkg"))
SECOND = sorted(Path(os.environ["FLASHGEN_SECOND"]).glob("*.apkg"))
GUID = os.environ["FLASHGEN_GUID"]
HOSTILE, TEXT = os.environ["FLASHGEN_HOSTILE"], os.environ["FLASHGEN_TEXT"]
RESULT: dict[str, Any] = {}
SEEN = """(() => ({
  question: (document.querySelector('.fg-question') || {}).innerText,
  answer: (document.querySelector('.fg-answer') || {}).innerText,
  proof: (document.querySelector('.fg-proof') || {}).innerText,
  marked: (document.querySelector('.fg-proof mark') || {}).innerText,
  source: (document.querySelector('.fg-source a') || {}).href,
  formulas: document.querySelectorAll('mjx-container, anki-mathjax, .fg-question b, .fg-question img').length,
  wider: document.documentElement.scrollWidth > document.documentElement.clientWidth,
  night: document.body.classList.contains('nightMode'),
  color: getComputedStyle(document.querySelector('.fg-question')).color,
  foreign: performance.getEntriesByType('resource').map(e => e.name).filter(n => !n.startsWith(location.origin)),
}))()"""

Wait = int | Callable[[Callable[[Any], None]], None]


def steps() -> Iterator[Any]:
    """What the student does; each `yield` waits: for so many milliseconds, or for an answer of a page."""
    yield 500
    RESULT["first"] = yield from take_all(FIRST, "import")
    RESULT["again"] = yield from take_all(FIRST)
    RESULT["notes"], RESULT["cards"] = mw.col.note_count(), mw.col.card_count()
    mw.moveToState("deckBrowser")
    yield 700
    shoot("decks")
    note = mw.col.get_note(mw.col.db.scalar("select id from notes where guid = ?", GUID))
    deck = note.cards()[0].did
    mw.col.decks.select(deck)
    mw.moveToState("overview")
    yield 700
    shoot("overview")
    mw.moveToState("review")
    yield 1200
    RESULT["front"] = yield from page()
    shoot("question")
    mw.reviewer._showAnswer()
    yield 900
    RESULT["back"] = yield from page()
    shoot("answer")
    mw.set_theme(Theme.DARK)
    yield 900
    RESULT["dark"] = yield from page()
    shoot("answer-dark")
    mw.resize(400, 740)
    yield 700
    RESULT["phone"] = yield from page()
    shoot("answer-phone")
    mw.resize(1000, 740)
    mw.set_theme(Theme.LIGHT)
    reviewed = mw.reviewer.card.id
    RESULT["reviewed"] = mw.reviewer.card.note().guid
    mw.reviewer._answerCard(4)
    yield 900
    before = history(reviewed)
    mw.moveToState("deckBrowser")
    yield 300
    RESULT["second"] = yield from take_all(SECOND)
    mw.col.models._clear_cache()
    RESULT["edited"] = mw.col.get_note(note.id)["Answer"]
    RESULT["history"] = [before, history(reviewed)]
    card = mw.col.get_note(mw.col.db.scalar("select id from notes where guid = ?", HOSTILE)).cards()[0]
    mw.col.sched.reposition_new_cards([card.id], 0, 1, randomize=False, shift_existing=True)
    mw.col.decks.select(card.did)
    mw.moveToState("review")
    yield 1500
    RESULT["hostile"] = {"wanted": TEXT, **(yield from page())}
    shoot("hostile")
    RESULT["clean"] = mw.col.fix_integrity()[1] and not mw.col.get_empty_cards().notes


def history(card: int) -> list[int]:
    made = mw.col.get_card(card)
    return [made.ivl, made.due, made.reps, made.did]


def take_all(paths: list[Path], shot: str = "") -> Iterator[Any]:
    """Imports packages one after the other; pictures of the first."""
    said = []
    for path in paths:
        said.append((yield from take(path, shot if path == paths[0] else "")))  # noqa: PERF401  # it yields
    return said


def take(path: Path, shot: str = "") -> Iterator[Any]:
    """Imports a package by the dialog, as File > Import does; the counts of its log."""
    import_file(mw, str(path))
    dialog = None
    for _ in range(40):
        yield 150
        dialog = next((w for w in QApplication.topLevelWidgets() if type(w).__name__ == "ImportDialog"), None)
        if dialog and (yield from ask(dialog.web, "!!document.querySelector('button.btn-primary, button.primary')")):
            break
    yield 300
    if shot:
        shoot(f"{shot}-dialog")
    yield from ask(dialog.web, "document.querySelector('button.btn-primary, button.primary').click()")
    text = ""
    for _ in range(60):
        yield 150
        text = (yield from ask(dialog.web, "document.body.innerText")) or ""
        if "Overview" in text or "notes found" in text.lower():
            break
    yield 300
    if shot:
        shoot(f"{shot}-log")
    text = (yield from ask(dialog.web, "document.body.innerText")) or ""
    dialog.close()
    yield 200
    return [path.name, text]


def page() -> Iterator[Any]:
    return ask(mw.reviewer.web, SEEN)


def ask(web: Any, script: str) -> Iterator[Any]:
    answer = yield lambda done: web.evalWithCallback(script, done)
    return answer


def shoot(name: str) -> None:
    subprocess.run(["import", "-window", "root", str(SHOTS / f"{name}.png")], check=True)


def go_on(walk: Iterator[Any], said: Any = None) -> None:
    """Takes the next step when the last one is over."""
    try:
        wait: Wait = walk.send(said)  # type: ignore[attr-defined]
    except StopIteration:
        end()
    except Exception:
        RESULT["error"] = traceback.format_exc()
        shoot("error")
        end()
    else:
        if callable(wait):
            wait(lambda answer: QTimer.singleShot(0, lambda: go_on(walk, answer)))
        else:
            QTimer.singleShot(wait, lambda: go_on(walk))


def end() -> None:
    (SHOTS / "result.json").write_text(json.dumps(RESULT, indent=1, ensure_ascii=False), "utf-8")
    mw.unloadProfileAndExit()


gui_hooks.profile_did_open.append(lambda: QTimer.singleShot(800, lambda: go_on(steps())))
