"""`flashgen init`: a project to start from, which gives a deck at once."""

from __future__ import annotations

from pathlib import Path

import click

from flashgen.cli.options import quiet_option, say

STARTER = Path(__file__).parent.parent / "starter"


@click.command()
@click.argument("folder", metavar="[DIR]", default=".", type=click.Path(path_type=Path))
@quiet_option
def init(folder: Path, quiet: bool) -> int:
    """Start a project in DIR: flashgen.yaml, rules/ with a first rule, articles/ with a sample.

    What is there already stays as it is.
    """
    from flashgen.errors import ConfigError

    try:
        for file in sorted(path for path in STARTER.rglob("*") if path.is_file()):
            say(_copy(file, folder / file.relative_to(STARTER)), quiet=quiet)
    except OSError as error:
        why = (error.strerror or str(error)).lower()
        raise ConfigError(f"cannot be written: {why}", str(error.filename or folder), "name another folder") from None
    go = "" if folder == Path() else f"cd {folder} && "
    say(
        f"\nTry it: {go}flashgen build\nThen name your sites in flashgen.yaml: flashgen fetch",
        quiet=quiet,
    )
    return 0


def _copy(file: Path, target: Path) -> str:
    if target.exists():
        return f"  kept     {target}"
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(file.read_bytes())
    return f"  written  {target}"
