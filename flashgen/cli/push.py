"""`flashgen push`: decks into a running Anki, through the add-on AnkiConnect."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from flashgen.cli.options import packages, quiet_option, say, shown
from flashgen.errors import AnkiError
from flashgen.text import count

if TYPE_CHECKING:
    from flashgen.anki import Anki
    from flashgen.push import Load

WINDOWS = 5


@click.command()
@click.argument("decks", nargs=-1, type=click.Path(path_type=Path), metavar="[DECKS]...")
@click.option("--direct", is_flag=True, help="Import at once, without Anki's import window.")
@click.option("-n", "--dry-run", is_flag=True, help="Import nothing, only say what would happen.")
@click.option("--anki", "address", metavar="URL", help="Where AnkiConnect answers (default: http://127.0.0.1:8765).")
@click.option("--key", envvar="ANKICONNECT_KEY", metavar="KEY", help="AnkiConnect's apiKey; or in ANKICONNECT_KEY.")
@quiet_option
def push(
    decks: tuple[Path, ...], direct: bool, dry_run: bool, address: str | None, key: str | None, quiet: bool
) -> int:
    """Import DECKS into the Anki that runs here, through its add-on AnkiConnect (2055492159).

    DECKS are .apkg files and folders of them; without any, the folder of the decks. Those that bring nothing new are
    passed over. Anki shows its import window for each of the others; with --direct they are imported at once, and Anki
    will offer to import learning progress and presets in its window from then on.
    """
    from flashgen.anki import ADDRESS, Anki
    from flashgen.config import load_config
    from flashgen.push import loads

    anki = Anki(address or ADDRESS, key or "")
    found = loads(packages(decks or (load_config().output,)), anki)
    wanted = [load for load in found if load.is_wanted]
    if not direct and not dry_run and len(wanted) > WINDOWS:
        hint = "name fewer of them, or import all at once with --direct"
        raise AnkiError(f"{count(wanted, 'deck')} with something new, and Anki opens a window for each", hint=hint)
    for load in found:
        say(_line(load), quiet=quiet)
    if dry_run or not wanted:
        return 0
    if direct:
        return _import(wanted, anki, quiet)
    for load in wanted:
        anki.show_import(load.path)
    say(f"\n{count(wanted, 'import window')} open in Anki: press Import there", quiet=quiet)
    return 0


def _import(wanted: Sequence[Load], anki: Anki, quiet: bool) -> int:
    """Imports, and looks whether everything arrived: AnkiConnect itself does not tell."""
    from flashgen.push import loads

    for load in wanted:
        anki.import_package(load.path)
    left = loads([load.path for load in wanted], anki)
    lost = [load for load in left if load.new]
    say(f"\n{count(len(wanted) - len(lost), 'deck')} imported", quiet=quiet)
    if own := sum(load.changed for load in left):
        say(f"{count(own, 'card')} left as changed in Anki", quiet=quiet)
    for load in lost:
        say(f"{shown(load.path)}: error: Anki did not take {count(load.new, 'card')}")
    return int(bool(lost))


def _line(load: Load) -> str:
    parts = [("new", load.new), ("changed", load.changed), ("as in Anki", load.same)]
    said = ", ".join(f"{number:,} {word}" for word, number in parts if number)
    return f"  {shown(load.path)}  {said or 'no cards'}"
