"""What an article costs, stage by stage, as ratios to parsing the same HTML with BeautifulSoup(html, "lxml").

usage: python tests/benchmarks/bench_article.py [FOLDER...] [--rounds N] [--rules N]

FOLDER holds WordPress posts as JSON files; without any: tests/articles, and ../shared/data/articles where it exists.
The floor is what anyone pays who reads the posts: json.loads of each file and BeautifulSoup of each article. All times
are CPU seconds of this process, all stages take turns in each round, and the best round of each counts. `--rules N`
lists the N rules that cost most.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from bs4 import BeautifulSoup

from flashgen.blocks import read_page
from flashgen.cards import make_cards
from flashgen.matching import match_sentences
from flashgen.model import Problem
from flashgen.patterns import fold_for_matching
from flashgen.pipeline import run
from flashgen.publish import publish
from flashgen.rules import RuleSet, load_rules
from flashgen.sentences import language_of, split_sentences
from flashgen.sources import read_sources

ROOT = Path(__file__).parent.parent
FOLDERS = [ROOT / "articles", ROOT.parent.parent / "shared" / "data" / "articles"]
AIMS = {"whole job": 2.0, "rules (matching and cards)": 1.0}
"""The whole job as a ratio to the floor, the rules as a ratio to parsing."""


class Bench:
    """The stages of the job, each a function without arguments over the results of the stage before."""

    def __init__(self, files: list[Path]) -> None:
        self.rules = load_rules()
        self.files = [str(file) for file in files]
        self.texts = [file.read_text("utf-8") for file in files]
        self.pages = [html for text in self.texts for html in _pages(json.loads(text))]
        items = read_sources(self.files, self.rules.reading)
        self.articles = [item for item in items if not isinstance(item, Problem)]
        self.sentences = [split_sentences(article, self.rules.reading) for article in self.articles]
        pairs = list(zip(self.articles, self.sentences, strict=True))
        self.matched = [(article, match_sentences(article, found, self.rules)[0]) for article, found in pairs]
        self.cards = run(self.articles, self.rules).cards

    def stages(self) -> dict[str, Callable[[], None]]:
        """What is timed, by name."""
        return {
            "json": lambda: _each(json.loads, self.texts),
            "parse": lambda: _each(lambda html: BeautifulSoup(html, "lxml"), self.pages),
            "pages": lambda: _each(lambda html: read_page(html, self.rules.reading), self.pages),
            "sources": lambda: _each(lambda _: None, read_sources(self.files, self.rules.reading)),
            "language": lambda: _each(lambda article: language_of(article, self.rules.reading), self.articles),
            "sentences": lambda: _each(lambda article: split_sentences(article, self.rules.reading), self.articles),
            "filter": self.filter,
            "matching": self.matching,
            "cards": lambda: _each(lambda pair: make_cards(*pair, self.rules), self.matched),
            "package": self.package,
            "whole": self.whole,
        }

    def filter(self) -> None:
        for found in self.sentences:
            _each(lambda sentence: self.rules.candidates(fold_for_matching(sentence.text)), found)

    def matching(self) -> None:
        for article, found in zip(self.articles, self.sentences, strict=True):
            match_sentences(article, found, self.rules)

    def package(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            publish(self.cards, Path(folder), now=1_780_000_000)

    def whole(self) -> None:
        report = run(read_sources(self.files, self.rules.reading), self.rules)
        with tempfile.TemporaryDirectory() as folder:
            publish(report.cards, Path(folder), now=1_780_000_000)


def _pages(posts: Any) -> Iterator[str]:
    for post in posts if isinstance(posts, list) else [posts]:
        yield post["content"]["rendered"]


def _each(work: Callable[[Any], object], things: Any) -> None:
    """One after another; nothing is kept, as in a run."""
    for thing in things:
        work(thing)


def best(stages: dict[str, Callable[[], None]], rounds: int) -> dict[str, float]:
    """CPU seconds of the best round of each."""
    times: dict[str, float] = {}
    for _ in range(rounds):
        for name, stage in stages.items():
            start = time.process_time()
            stage()
            times[name] = min(times.get(name, 1e9), time.process_time() - start)
    return times


def show(bench: Bench, times: dict[str, float]) -> None:
    """The ratios."""
    parse, floor = times["parse"], times["json"] + times["parse"]
    count = len(bench.articles)
    sentences = sum(map(len, bench.sentences))
    print(f"{count} articles, {sentences} sentences, {len(bench.cards)} cards, {len(bench.rules)} rules")
    print(f"floor: json {times['json'] / count * 1e3:.2f} ms + parse {parse / count * 1e3:.2f} ms an article")
    rows = {
        "read JSON, dates, titles": times["sources"] - times["pages"],
        "parse": parse,
        "blocks": times["pages"] - parse,
        "language": times["language"],
        "sentences": times["sentences"],
        "matching": times["matching"],
        "  of it the filter": times["filter"],
        "cards": times["cards"],
        "package": times["package"],
    }
    for name, seconds in rows.items():
        print(f"{name:28s} {seconds / parse:5.2f} x parse  {seconds / count * 1e3:6.2f} ms an article")
    rules = (times["matching"] + times["cards"]) / parse
    for name, ratio, what in (
        ("rules (matching and cards)", rules, "parse"),
        ("whole job", times["whole"] / floor, "floor"),
    ):
        print(f"{name:28s} {ratio:5.2f} x {what}  (aim: {AIMS[name]:.1f})")


def dearest(rules: RuleSet, bench: Bench, count: int) -> None:
    """The rules that cost most, with how often they were tried and how often they matched."""
    cost: Counter[str] = Counter()
    tried: Counter[str] = Counter()
    hits: Counter[str] = Counter()
    for sentence in (sentence for found in bench.sentences for sentence in found):
        folded = fold_for_matching(sentence.text)
        label = (sentence.block.label,) if sentence.block.label else sentence.block.path[-1:]
        marks = rules.marks(label, children=bool(sentence.block.children))
        for rule, indexes in rules.candidates(folded, marks):
            start = time.perf_counter()
            hits[rule.name] += sum(1 for index in indexes for _ in rule.patterns[index].finditer(folded))
            cost[rule.name] += time.perf_counter() - start
            tried[rule.name] += 1
    total = sum(cost.values())
    print(f"\n{'rule':36s} share  us each   tried    hits")
    for name, seconds in cost.most_common(count):
        each = seconds / tried[name] * 1e6
        print(f"{name:36s} {seconds / total:5.0%} {each:8.0f} {tried[name]:7d} {hits[name]:7d}")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("folders", type=Path, nargs="*", default=FOLDERS)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--rules", type=int, default=0)
    given = parser.parse_args()
    for folder in given.folders:
        if files := sorted(folder.glob("*.json")):
            print(f"\n{folder}")
            bench = Bench(files)
            show(bench, best(bench.stages(), given.rounds))
            if given.rules:
                dearest(bench.rules, bench, given.rules)


if __name__ == "__main__":
    main()
