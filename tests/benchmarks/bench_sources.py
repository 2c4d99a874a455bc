"""What reading costs: a store of posts against the floor of parsing the same JSON and HTML, and the memory it takes.

The floor is json.loads and beautifulsoup4 on lxml, with the text of every element read once.
"""

from __future__ import annotations

import json
import tempfile
import time
import tracemalloc
from collections.abc import Callable
from pathlib import Path

from bs4 import BeautifulSoup

from flashgen.model import Article
from flashgen.sources import read_sources

SAMPLES = Path(__file__).parent.parent / "articles"
POSTS = 300


def store(folder: Path) -> list[Path]:
    """The sample posts again and again, as many files as a student has after a season."""
    samples = [json.loads(path.read_bytes()) for path in sorted(SAMPLES.glob("*.json"))]
    paths = []
    for number in range(POSTS):
        path = folder / f"{number}.json"
        path.write_text(json.dumps(samples[number % len(samples)] | {"id": number + 1}))
        paths.append(path)
    return paths


def floor(paths: list[Path]) -> None:
    for path in paths:
        tree = BeautifulSoup(json.loads(path.read_bytes())["content"]["rendered"], "lxml")
        for element in tree.find_all(True):
            element.get_text()


def seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def peak(count: int, folder: Path) -> int:
    """Bytes at the highest, reading `count` posts of one long list without keeping them."""
    samples = [json.loads(path.read_bytes()) for path in sorted(SAMPLES.glob("*.json"))]
    path = folder / "list.json"
    path.write_text(json.dumps([samples[number % len(samples)] for number in range(count)]))
    tracemalloc.start()
    assert sum(isinstance(found, Article) for found in read_sources([str(path)])) == count
    _, highest = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return highest


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        paths = store(folder)
        list(read_sources([str(paths[0])]))  # imports and reading.yaml
        ours = min(seconds(lambda: list(read_sources([str(folder)]))) for _ in range(3))
        base = min(seconds(lambda: floor(paths)) for _ in range(3))
        print(f"{POSTS} posts: {ours / POSTS * 1000:.2f} ms each, {ours / base:.2f} x parsing and reading")
        small, large = peak(1000, folder), peak(4000, folder)
        print(f"memory of a list of 4,000 posts: {large / 1e6:.1f} MB, {large / small:.2f} x that of 1,000")


if __name__ == "__main__":
    main()
