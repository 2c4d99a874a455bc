"""The sample articles, read and asked once for all tests."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from flashgen.model import Article, Card, Problem
from flashgen.pipeline import Asked, ask
from flashgen.rules import RuleSet, load_rules
from flashgen.sources import read_sources

HERE = Path(__file__).parent
ARTICLES = HERE / "articles"
OTHERS = HERE.parent.parent / "shared" / "data"
"""Real posts of several sites, which lie beside some checkouts: more to try on, never needed."""


@lru_cache(1)
def builtin() -> RuleSet:
    """The built-in rules."""
    return load_rules()


def names() -> list[str]:
    """The sample articles by name, "bimstec"."""
    return sorted(path.stem for path in ARTICLES.glob("*.json"))


@lru_cache
def asked(name: str) -> Asked:
    """One sample article through the pipeline, its cards as a run over it alone would number them."""
    (article,) = read(ARTICLES / f"{name}.json")
    return ask(replace(article, source=f"{name}.json"), builtin())


@lru_cache(1)
def others() -> tuple[tuple[Path, list[Asked], list[Problem]], ...]:
    """What came of each file of OTHERS; none where there are none."""
    found = []
    for path in sorted(path for name in ("articles", "wordpress") for path in (OTHERS / name).glob("*.json")):
        items = list(read_sources([str(path)], builtin().reading))
        asked = [ask(item, builtin()) for item in items if not isinstance(item, Problem)]
        problems = [item for item in items if isinstance(item, Problem)]
        found.append((path, asked, problems + [problem for one in asked for problem in one.problems]))
    return tuple(found)


def read(*paths: Path) -> list[Article]:
    """The articles of files that must all be readable."""
    found: list[Article] = []
    for item in read_sources([str(path) for path in paths], builtin().reading):
        assert not isinstance(item, Problem), item
        found.append(item)
    return found


def lines(cards: Iterable[Card]) -> str:
    """Cards as people read them: `Q:` and `A:` lines."""
    return "\n".join(f"Q: {card.question}\nA: {card.answer}\n" for card in cards)
