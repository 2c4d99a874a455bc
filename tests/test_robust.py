"""Hostile and odd input goes through the whole pipeline: quick, without a crash, and the other articles still come."""

from __future__ import annotations

import json
import time
import tracemalloc
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from samples import OTHERS, builtin, others, read

from flashgen.model import Article, Card, Problem
from flashgen.notes import note_of
from flashgen.pipeline import Report, each, run
from flashgen.sources import read_sources

FACT = "<p>The Coral Bay Treaty was signed in 1994.</p>"
CARD = ("In which year was the Coral Bay Treaty signed?", "1994")
QUICK = 10.0
"""Seconds on a slow and busy machine; what is not linear in its input takes minutes."""


def post(content: object, title: object = "Odd things", number: int = 1) -> dict[str, Any]:
    return {
        "id": number,
        "date": "2026-02-09T10:00:00",
        "date_gmt": "2026-02-09T04:30:00",
        "link": f"https://example.org/{number}",
        "title": {"rendered": title},
        "content": {"rendered": content},
    }


def report(folder: Path, *posts: object) -> Report:
    path = folder / "posts.json"
    path.write_text(json.dumps(posts), "utf-8")
    start = time.process_time()
    found = run(read_sources([str(path)], builtin().reading), builtin())
    assert time.process_time() - start < QUICK
    return found


def said(cards: list[Card]) -> list[tuple[str, str]]:
    return [(card.question, card.answer) for card in cards]


def asks_the_fact(found: Report, number: str = "2") -> bool:
    return CARD in said([card for card in found.cards if card.article.id == number])


BOMBS = {
    "nested divs": "<div>" * 100_000 + "x" + "</div>" * 100_000,
    "nested spans": "<span>" * 100_000 + "The pact was signed in 1994.",
    "nested lists": "<ul><li>a" * 5_000,
    "nested quotes": "<blockquote>" * 30_000 + "It was signed in 1994." + "</blockquote>" * 30_000,
    "nested tables": "<table><tr><td>" * 3_000 + "1994",
    "open brackets": "<" * 200_000,
    "attributes": "<p " + " ".join(f'a{number}="1"' for number in range(20_000)) + ">It was signed in 1994.</p>",
    "huge spans": '<table><tr><td rowspan="99999999" colspan="99999999">A</td><td>1994</td></tr></table>' * 50,
    "entities": "&amp;" * 200_000,
    "bold": "<b>" * 50_000 + "Signed: 1994",
    "breaks": "<br>" * 50_000,
    "comments": "<!--" * 50_000 + "-->",
}


@pytest.mark.parametrize("bomb", BOMBS)
def test_an_html_bomb_costs_no_time_and_the_next_post_is_asked(bomb: str, tmp_path: Path) -> None:
    assert asks_the_fact(report(tmp_path, post(BOMBS[bomb]), post(FACT, number=2)))


ODD_TEXTS = {
    "one long sentence": "<p>" + "the rivers and the hills of the land " * 27_000 + "</p>",
    "one long word": "<p>" + "a" * 1_000_000 + "</p>",
    "long number": "<p>The pact was signed in " + "1" * 300_000 + ".</p>",
    "commas": "<p>Members are " + "India, " * 100_000 + "Nepal.</p>",
    "open quotes": '<p>The "' + 'pact "' * 50_000 + "was signed in 1994.</p>",
    "open parentheses": "<p>The pact " + "(" * 100_000 + "was signed in 1994.</p>",
    "capitals": "<p>" + "Coral Bay " * 50_000 + "was signed in 1994.</p>",
    "full stops": "<p>" + "." * 300_000 + "</p>",
    "full stops apart": "<p>" + "a. B" * 3_000 + "</p>",
    "end marks": "<p>" + "?!) " * 100_000 + "</p>",
    "abbreviations": "<p>" + "No. 5 Dr. Rao Rs. 20 U.S. " * 10_000 + "</p>",
}


@pytest.mark.parametrize("odd", ODD_TEXTS)
def test_an_endless_text_costs_no_time(odd: str, tmp_path: Path) -> None:
    assert asks_the_fact(report(tmp_path, post(ODD_TEXTS[odd]), post(FACT, number=2)))


def test_a_post_of_twenty_thousand_words_is_read_to_its_end(tmp_path: Path) -> None:
    filler = "<p>The hills are steep and the roads are bad, so nobody came by.</p>" * 1_540
    assert asks_the_fact(report(tmp_path, post(filler + FACT)), "1")


EMPTY = {
    "empty content": post(""),
    "spaces": post(" \n\t&nbsp; "),
    "only a picture": post('<img src="a.png"><iframe src="https://example.org/x"></iframe>'),
    "only a script": post("<script>alert(1)</script>"),
    "no content": {"id": 1, "date": "2026-02-09T10:00:00", "title": {"rendered": "A"}},
    "content is null": post(None),
    "content is a number": post(5),
    "no date": {"id": 1, "title": {"rendered": "A"}, "content": {"rendered": FACT}},
    "a list": [1, 2],
    "a text": "post",
    "null": None,
}


@pytest.mark.parametrize("name", EMPTY)
def test_an_empty_post_is_a_problem_with_its_name_and_the_next_is_asked(name: str, tmp_path: Path) -> None:
    found = report(tmp_path, post(FACT, number=2), EMPTY[name])
    assert asks_the_fact(found)
    assert {problem.where.startswith(str(tmp_path / "posts.json")) for problem in found.problems} == {True}


def test_an_empty_title_leaves_the_facts_that_stand_alone(tmp_path: Path) -> None:
    found = report(tmp_path, post(FACT, title=""))
    assert (asks_the_fact(found, "1"), found.problems) == (True, [])


HOSTILE = [
    "<p>The Coral Bay Treaty<script>alert(1)</script> was signed in 1994.</p>",
    "<p onclick='x()'>The Coral Bay Treaty was <img src=x onerror=alert(1)>signed in 1994.</p>",
    "<p>The Coral Bay Treaty was signed in <a href='javascript:alert(1)'>1994</a>.</p>",
    "<p>The Coral\x00 Bay\x1f Treaty\u200b was sig\u00adned in\x07 1994\ufeff.</p>",
    "<p>The Coral Bay Treaty was signed in 1994.<iframe src='https://example.org'>x</iframe></p>",
    "<p style='position:fixed'>The Coral Bay Treaty was signed in 1994.<style>*{display:none}</style></p>",
    "<p>The\u202e Coral Bay Treaty\u202c was signed in 1994.</p>",
]


@pytest.mark.parametrize("html", HOSTILE)
def test_hidden_code_and_characters_are_gone(html: str, tmp_path: Path) -> None:
    assert said(report(tmp_path, post(html)).cards) == said(report(tmp_path, post(FACT)).cards)


def test_code_that_is_shown_as_text_is_escaped_on_the_card(tmp_path: Path) -> None:
    html = "<p>The Coral Bay Treaty was signed in 1994 with &lt;script&gt;alert(1)&lt;/script&gt; in mind.</p>"
    for card in report(tmp_path, post(html, title="&lt;img src=x onerror=alert(1)&gt;")).cards:
        fields = " ".join(map(str, note_of(card).fields))
        assert "<script" not in fields
        assert "<img" not in fields


def test_tables_and_what_follows_them(tmp_path: Path) -> None:
    rows = "".join(f"<tr><td>Bridge {number}</td><td>{1900 + number}</td></tr>" for number in range(20))
    html = f"<table><tr><th>Name</th><th>Opened in</th></tr>{rows}</table><table></table><table><tr></tr></table>"
    assert asks_the_fact(report(tmp_path, post(html + FACT)), "1")


def generated(count: int) -> Iterator[Article | Problem]:
    """Articles, made as they are asked for."""
    (article,) = read(Path(__file__).parent / "articles" / "bimstec.json")
    for number in range(count):
        yield Article(str(number), "", article.title, article.published, blocks=article.blocks[:6])


def peak(count: int) -> int:
    """Bytes at most while so many articles pass through."""
    tracemalloc.start()
    found = Report()
    for asked in each(generated(count), builtin(), None, found):
        assert asked.cards
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert found.articles == count
    return most


def test_memory_does_not_grow_with_the_number_of_articles() -> None:
    peak(2)  # caches fill
    assert peak(40) - peak(10) < 40 * 1_000  # only the list of what was read grows, by some hundred bytes an article


@pytest.mark.skipif(not OTHERS.is_dir(), reason="no ../shared/data beside the checkout")
def test_real_posts_give_cards_nothing_or_a_problem_with_their_name() -> None:
    silent = []
    for path, asked, problems in others():
        assert all(str(path) in problem.where for problem in problems)
        if not problems and not any(one.sentences for one in asked):
            silent.append(path.name)
    assert silent == []
