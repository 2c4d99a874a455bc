"""`flashgen fetch`: new posts of WordPress sites into the articles folder."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from flashgen.cli.options import (
    Whole,
    exit_code,
    json_option,
    say,
    say_problems,
    since_option,
    talk_options,
    until_option,
    week_option,
)
from flashgen.errors import ConfigError
from flashgen.text import count

if TYPE_CHECKING:
    from flashgen.config import Config, Site
    from flashgen.sources.sync import Fetched, Wanted


@click.command()
@click.argument("sites", nargs=-1, metavar="[SITE]...")
@click.option(
    "-o", "--output", metavar="DIR", type=click.Path(path_type=Path), help="Folder of the posts (default: articles)."
)
@click.option(
    "--category", "categories", multiple=True, metavar="NAME", help="Only posts of this category; repeatable."
)
@click.option("--tag", "tags", multiple=True, metavar="NAME", help="Only posts with this tag; repeatable.")
@since_option
@until_option
@week_option
@click.option("--most", type=Whole(1), metavar="N", help="How many posts the first run goes back (default: 1000).")
@json_option
@talk_options
def fetch(
    sites: tuple[str, ...],
    output: Path | None,
    categories: tuple[str, ...],
    tags: tuple[str, ...],
    since: date | None,
    until: date | None,
    week: str,
    most: int | None,
    as_json: bool,
    quiet: bool,
    verbose: bool,
) -> int:
    """Bring new posts of WordPress sites into articles/, each once; what was changed since is brought again.

    SITE is an address (https://site.example, or any page of it) or the name of a site in flashgen.yaml. Without one,
    all sites of flashgen.yaml are asked. Run it again whenever you like: it asks for what is new.
    """
    from flashgen.config import load_config
    from flashgen.sources.bring import bring_site

    config = load_config()
    since, until = _days(week, since, until, config)
    folder = output or config.articles
    results = []
    for site in _chosen(sites, config):
        wanted = _wanted(site, categories, tags, since, until, most or config.posts)
        fetched = bring_site(site, folder, wanted, sizes=config.sizes, progress=_progress(site.url, quiet))
        say(_summary(fetched), quiet=quiet or as_json)
        results.append(fetched)
    if as_json:
        click.echo(json.dumps([asdict(fetched) for fetched in results], ensure_ascii=False, indent=2))
    problems = [problem for fetched in results for problem in fetched.problems]
    say_problems(problems, quiet=quiet, everything=verbose)
    return exit_code(problems)


def _chosen(names: tuple[str, ...], config: Config) -> list[Site]:
    from flashgen.sources.bring import find_site

    if not names and not config.sites:
        hint = "give its address, as https://site.example, or list it under `sites:` in flashgen.yaml"
        raise ConfigError("no SITE to fetch from", hint=hint)
    return [find_site(name, config.sites) for name in names] or list(config.sites)


def _days(week: str, since: date | None, until: date | None, config: Config) -> tuple[date | None, date | None]:
    if not week:
        return since, until
    if since or until:
        raise ConfigError("--week does not go with --since or --until", hint="leave one of them out")
    from flashgen.decks import days_of

    return days_of(week, config.week) or (None, None)


def _wanted(
    site: Site, categories: tuple[str, ...], tags: tuple[str, ...], since: date | None, until: date | None, most: int
) -> Wanted:
    from flashgen.sources.sync import Wanted

    return Wanted(categories or site.categories, tags or site.tags, since or site.since, until, most)


def _progress(name: str, quiet: bool) -> Callable[[int, int], None]:
    """A line that counts, on a terminal, once the work takes over a second."""
    began = time.monotonic()

    def show(done: int, expected: int) -> None:
        if time.monotonic() - began > 1:
            end = "\r" if done < expected else f"\r{' ' * 78}\r"
            click.echo(f"\r{name}: {done:,} of {expected:,} posts {end}", err=True, nl=False)

    return show if sys.stderr.isatty() and not quiet else lambda _done, _expected: None


def _summary(fetched: Fetched) -> str:
    parts = [(fetched.new, "new"), (fetched.changed, "changed"), (fetched.deleted, "deleted there and kept here")]
    parts.append((fetched.locked, "password-protected"))
    said = ", ".join(f"{number:,} {word}" for number, word in parts if number) or "nothing new"
    more = "; it has older posts: ask for them with --since or --most" if fetched.more else ""
    return f"{fetched.site}: {said} ({count(fetched.requests, 'request')}){more}"
