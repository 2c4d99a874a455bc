"""`flashgen verify`: decks in, findings out."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from flashgen.cli.options import json_option, packages, quiet_option

if TYPE_CHECKING:
    from flashgen.verify import Verified


@click.command()
@click.argument("decks", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="DECK...")
@click.option(
    "--previous",
    type=click.Path(exists=True, path_type=Path),
    metavar="OLD",
    help="The version that students have: a deck, or a folder with decks of the same names.",
)
@json_option
@quiet_option
def verify(decks: tuple[Path, ...], previous: Path | None, as_json: bool, quiet: bool) -> int:
    """Check decks: will Anki take them, update what changed, and leave alone what did not?

    Reads .apkg files of anybody's, or all of those in a folder. Exit code 1 when a deck should not go to students.
    """
    from flashgen.verify import verify as verify_one

    verified = [verify_one(path, _before(path, previous)) for path in packages(decks)]
    for one in verified:
        if as_json:
            click.echo(json.dumps(_told(one), ensure_ascii=False))
        elif not (quiet and one.fine):
            click.echo(_words(one))
    return 0 if all(one.fine for one in verified) else 1


def _before(path: Path, previous: Path | None) -> Path | None:
    if previous is None or not previous.is_dir():
        return previous
    return previous / path.name if (previous / path.name).exists() else None


def _told(one: Verified) -> dict[str, object]:
    problems = [{"level": p.level, "message": p.message, "hint": p.hint} for p in one.problems]
    return {"deck": str(one.path), "notes": one.notes, "decks": one.decks, "fine": one.fine, "problems": problems}


def _words(one: Verified) -> str:
    cards = f"{one.notes} note{'s' * (one.notes != 1)}"
    head = f"{one.path}: {cards}, {'fine' if one.fine else 'not fine'}"
    return "\n".join(
        [head, *(f"  {problem.level}: {problem.message}{_hint(problem.hint)}" for problem in one.problems)]
    )


def _hint(hint: str) -> str:
    return f"\n    hint: {hint}" if hint else ""
