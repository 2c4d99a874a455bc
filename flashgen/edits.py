"""`edits.yaml` beside the decks in, cards as the user wants them out.

```yaml
5d1c0f3a9e7b42aa: drop                 # this card is of no use to me
8e2b6c4d0a9f13c7:
  question: In which year did the agreement take effect?
  answer: '2013'
```

The file is the user's own: flashgen reads it and never writes it. A card is named by its guid, which `flashgen cards`
and the ledger show, so an edit lasts as long as its fact, whatever becomes of rules and articles.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from flashgen.errors import RuleError
from flashgen.model import Card, Problem
from flashgen.text import clean
from flashgen.yamlio import Node, YamlFile, read_yaml

FILE = "edits.yaml"
_GAP = "[…]"
_KEYS = ("drop", "question", "answer", "topic", "why")


@dataclass(frozen=True, slots=True)
class Edit:
    """What to do with one card: leave it out, or say something else in some of its fields."""

    guid: str
    where: str
    drop: bool = False
    fields: tuple[tuple[str, str], ...] = ()


def read_edits(path: Path) -> dict[str, Edit]:
    """The edits by guid, none when there is no such file. Raises RuleError with all mistakes at once."""
    if not path.exists():
        return {}
    file = read_yaml(path)
    edits = {}
    if file.root and file.root.pairs is None:
        hint = "write one card a line, as in `5d1c0f3a9e7b42aa: drop`"
        file.error(file.root, f"edits are a mapping from guids to what shall be done, this is {file.root.kind}", hint)
    for guid, (key, value) in ((file.root and file.root.pairs) or {}).items():
        edits[guid] = _edit(guid, key, value, file)
    mistakes = [problem for problem in file.problems if problem.level == "error"]
    if mistakes:
        raise RuleError(mistakes, "edits")
    return edits


def apply_edits(cards: Iterable[Card], edits: Mapping[str, Edit]) -> tuple[list[Card], list[Problem]]:
    """The cards as they shall be, and the edits that do not fit their card."""
    kept, problems = [], []
    for card in cards:
        edit = edits.get(card.guid)
        if edit is None:
            kept.append(card)
        elif not edit.drop:
            changed = _changed(card, dict(edit.fields))
            if changed is None:
                hint = f'write "{_GAP}" where the hidden words stand'
                problems.append(Problem(edit.where, "warning", f'the question of a cloze card needs "{_GAP}"', hint))
            kept.append(changed or card)
    return kept, problems


def _edit(guid: str, key: Node, value: Node, file: YamlFile) -> Edit:
    where = f"{file.name}:{key.line}:{key.column}"
    if value.text is not None:
        if value.text != "drop":
            file.error(value, f'expected "drop" or fields, not "{value.text}"', "as in `question: In which year …?`")
        return Edit(guid, where, drop=True)
    if value.pairs is None:
        file.error(value, f'expected "drop" or fields, not {value.kind}')
        return Edit(guid, where)
    fields = {name: clean(text.text or "") for name, (at, text) in value.pairs.items() if _fits(name, at, text, file)}
    dropped = "drop" in value.pairs
    words = {name: text for name, text in fields.items() if name not in ("drop", "why")}
    if not value.pairs.keys() - {"why"}:
        file.error(key, f'nothing to do for "{guid}"', "give drop, question, answer or topic")
    if dropped and words:
        file.error(key, f'"{guid}" is dropped and changed at once', "keep one of the two")
    return Edit(guid, where, dropped, tuple(words.items()))


def _fits(name: str, at: Node, value: Node, file: YamlFile) -> bool:
    if name not in _KEYS:
        near = difflib.get_close_matches(name, _KEYS, 1)
        hint = f'did you mean "{near[0]}"?' if near else f"one of {', '.join(_KEYS)}"
        file.error(at, f'unknown key "{name}"', hint)
    elif value.text is None or (name in ("question", "answer") and not clean(value.text)):
        file.error(value, f'"{name}" should be a text that is not empty')
    return name in _KEYS


def _changed(card: Card, fields: dict[str, str]) -> Card | None:
    """The card with other words; None when a cloze card would lose its gap."""
    made = replace(
        card,
        question=fields.get("question", card.question),
        answer=fields.get("answer", card.answer),
        topic=fields.get("topic", card.topic),
    )
    if card.form != "cloze":
        return made
    start = "{{c1::" + card.answer
    hint = card.cloze.partition(start)[2].partition("}}")[0] if start in card.cloze else ""
    hidden = "{{c1::" + made.answer + hint + "}}"
    if "question" not in fields:
        return replace(made, cloze=card.cloze.replace(start + hint + "}}", hidden))
    gaps = (_GAP, f"[{hint[2:]}]") if hint else (_GAP,)
    gap = next((gap for gap in gaps if gap in made.question), None)
    return replace(made, cloze=made.question.replace(gap, hidden)) if gap else None
