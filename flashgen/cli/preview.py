"""`flashgen preview`: one HTML page with the cards as Anki will show them."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Unpack

import click

from flashgen.cli.options import (
    exit_code,
    read_line,
    say,
    say_problems,
    source_options,
    talk_options,
)
from flashgen.cli.work import Chosen, start
from flashgen.errors import ConfigError
from flashgen.text import count


@click.command()
@click.argument("sources", nargs=-1)
@source_options
@click.option(
    "-o", "--output", metavar="FILE", default="preview.html", help="The page (default: preview.html; -: print)."
)
@click.option("--open", "opened", is_flag=True, help="Open the page in the browser.")
@talk_options
def preview(output: str, opened: bool, quiet: bool, verbose: bool, **chosen: Unpack[Chosen]) -> int:
    """Show the cards of SOURCES as Anki will, on one HTML page that needs nothing but itself.

    SOURCES are files, folders, addresses, or - for standard input; without any, the articles folder is read. What
    edits.yaml beside the decks says is done.
    """
    from flashgen.edits import FILE, apply_edits, read_edits
    from flashgen.preview import preview_page

    work = start(chosen, quiet=quiet)
    edits = read_edits(work.config.output / FILE)
    report = work.run()
    cards, misfits = apply_edits(report.cards, edits)
    problems = [*report.problems, *misfits]
    _write(output, preview_page(cards, work.series.name))
    say_problems(problems, quiet=quiet, everything=verbose)
    say(read_line(report), quiet=quiet)
    if output != "-":
        say(f"  {output}  shows {count(cards, 'card')}", quiet=quiet)
        if opened:
            click.launch(output)
    return exit_code(problems)


def _write(output: str, pieces: Iterable[str]) -> None:
    """The whole page or none."""
    try:
        if Path(output).is_dir():
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        with click.open_file(output, "w", "utf-8", atomic=output != "-") as page:
            page.writelines(pieces)
    except OSError as error:
        if output == "-":  # the reader went away
            raise
        why = (error.strerror or str(error)).lower()
        raise ConfigError(f"cannot be written: {why}", output, "name another file with -o") from None
