"""A site as flashgen.yaml names it in, its new posts into the articles folder, and what came of it out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from flashgen.config import Site, Sizes
from flashgen.model import Problem
from flashgen.sources.api import Api, find_api, name_of, with_scheme
from flashgen.sources.document import UnreadableError
from flashgen.sources.fetch import Manners, Web
from flashgen.sources.store import Store, load_roots, save_roots
from flashgen.sources.sync import Fetched, Sync, Wanted

Progress = Callable[[int, int], None]


def bring_site(
    site: Site,
    folder: Path,
    wanted: Wanted,
    *,
    sizes: Sizes | None = None,
    progress: Progress = lambda _done, _all: None,
    web: Web | None = None,
) -> Fetched:
    """One run over one site; whatever is wrong with it is a Problem of the result.

    The root of its API is looked for once and then remembered; when nothing answers there any more, it is looked for
    again. `progress` is told how many posts came and how many are expected.
    """
    address = with_scheme(site.url)
    known = load_roots(folder)
    with web or Web(replace(Manners(), size=(sizes or Sizes()).file)) as net:
        try:
            root = known.get(address) or find_api(net, address).root
        except UnreadableError as error:
            return Fetched(site.name or address, problems=[Problem(address, "error", error.message, error.hint)])
        store = Store(folder / (site.name or name_of(root)))
        fetched = Sync(Api(net, root, address), store, wanted, progress).run()
        fetched.requests = net.requests
    failed = any(problem.level == "error" for problem in fetched.problems)
    roots = {name: value for name, value in known.items() if name != address} | ({} if failed else {address: root})
    if roots != known:
        save_roots(folder, roots)
    return fetched


def find_site(name: str, sites: tuple[Site, ...]) -> Site:
    """The configured site that a word on the command line means by name or address, else a new one."""
    meant = [site for site in sites if name == site.name or _bare(name) == _bare(site.url)]
    return meant[0] if meant else Site(name)


def _bare(address: str) -> str:
    return with_scheme(address).partition("://")[2].removeprefix("www.").rstrip("/")
