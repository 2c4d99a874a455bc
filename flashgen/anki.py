"""A running Anki: what it has of flashgen's notes, and packages for it. The add-on AnkiConnect answers for it.

AnkiConnect's protocol: one JSON object a request, `{"action", "version": 6, "params", "key"}`, and one back,
`{"result", "error"}`. Notes that it adds itself get guids of their own and would come twice with the next package, so
packages are all that is ever sent.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

from flashgen.errors import AnkiError
from flashgen.notetypes import NOTE_TYPES

ADDRESS = "http://127.0.0.1:8765"
_ADD_ON = "2055492159"
_VERSION = 6
_BATCH = 1000
"""Notes a request: Anki's window stands still while it answers."""
_SECONDS = 600
"""For an import; Anki answers everything else at once, unless it is busy."""


@dataclass(frozen=True, slots=True)
class Held:
    """A note as Anki has it."""

    kind: str
    fields: tuple[str, ...]
    mod: int | None
    """Seconds since 1970; older versions of AnkiConnect do not tell."""


class Anki:
    """The Anki that answers at an address. Every call raises AnkiError when it does not, or refuses."""

    def __init__(self, address: str = ADDRESS, key: str = "") -> None:
        self.address = address
        self._key = {"key": key} if key else {}
        self._client = httpx.Client(timeout=_SECONDS, trust_env=False)  # a proxy has no way to this machine

    def notes(self) -> dict[int, Held]:
        """All notes of flashgen's note types, by id."""
        kinds = {kind.name: kind for kind in NOTE_TYPES.values()}
        query = " OR ".join(f'"note:{name}"' for name in kinds)
        held = {}
        for info in self._infos(self._ask("findNotes", query=query)):
            if kind := kinds.get(info.get("modelName", "")):
                fields = tuple(info["fields"].get(name, {}).get("value", "") for name in kind.fields)
                held[info["noteId"]] = Held(kind.kind, fields, info.get("mod"))
        return held

    def import_package(self, path: Path) -> None:
        """Imports a package at once. Anki then offers learning progress and presets in its own window, too."""
        self._ask("importPackage", path=path.absolute().as_posix())

    def show_import(self, path: Path) -> None:
        """Opens Anki's import window for a package: the student decides there."""
        self._ask("guiImportFile", path=path.absolute().as_posix())

    def _infos(self, ids: Sequence[int]) -> Iterator[dict[str, Any]]:
        for start in range(0, len(ids), _BATCH):
            yield from self._ask("notesInfo", notes=ids[start : start + _BATCH])

    def _ask(self, action: str, **params: Any) -> Any:
        body = {"action": action, "version": _VERSION, "params": params, **self._key}
        try:
            answer = self._client.post(self.address, content=json.dumps(body))
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            hint = f"start Anki, with the add-on AnkiConnect ({_ADD_ON}) in it"
            raise AnkiError(f"no Anki answers: {error or type(error).__name__}", self.address, hint) from error
        try:
            told = answer.json()
            result, refusal = told["result"], told["error"]
        except (ValueError, KeyError, TypeError) as error:
            raise AnkiError("what answers is not AnkiConnect", self.address, "give its address with --anki") from error
        if refusal is not None:
            raise AnkiError(f"Anki refuses: {refusal}", self.address, _hint(str(refusal)))
        return result


def _hint(refusal: str) -> str:
    if "api key" in refusal:
        return "give the apiKey of AnkiConnect's settings in ANKICONNECT_KEY"
    if "collection" in refusal:
        return "open your profile in Anki"
    return "Anki reads the file itself: it must lie where Anki can see it" if "open" in refusal else ""
