"""Reach and noise of the built-in rules over the sample articles do not get worse unseen.

tests/quality.yaml holds the facts that a strict student would put on cards. tests/quality-floors.yaml holds what was
reached; `pytest --update` raises its figures, only `--update=lower` lowers them.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import Any, cast

import pytest
from samples import HERE, asked, names
from scoring import Wanted, reaching, score

from flashgen.model import Card
from flashgen.yamlio import read_yaml

FLOORS = HERE / "quality-floors.yaml"
MOST_CARDS = 45
"""An article may give so many on average: nobody learns more in a day."""
HEAD = """\
# What the built-in rules reach of tests/quality.yaml: recall overall and by kind, and the share of cards that reach a
# fact. `pytest tests/test_quality.py --update` raises these floors, `--update=lower` sets them to what is reached now.
"""


@lru_cache(1)
def wanted() -> dict[str, list[Wanted]]:
    root = read_yaml(HERE / "quality.yaml").root
    assert root is not None
    articles = cast("dict[str, dict[str, list[dict[str, Any]]]]", root.plain())["articles"]
    return {name: [_wanted(fact) for fact in facts] for name, facts in articles.items()}


def _wanted(fact: dict[str, Any]) -> Wanted:
    groups = tuple(tuple(group.split("|")) for group in fact["about"])
    return Wanted(fact["kind"], fact["question"], (fact["answer"], *fact["also"]), groups)


def floors() -> dict[str, float]:
    root = read_yaml(FLOORS).root
    stored = cast("dict[str, str]", root.plain()) if root else {}
    return {name: float(figure) for name, figure in stored.items()}


def raised(now: dict[str, float], before: dict[str, float], *, lower: bool) -> dict[str, float]:
    """The floors from now on."""
    return {name: figure if lower else max(figure, before.get(name, 0)) for name, figure in now.items()}


def test_every_sample_article_has_its_facts() -> None:
    assert sorted(wanted()) == names()


def test_reach_and_noise_are_no_worse_than_before(request: pytest.FixtureRequest) -> None:
    reached = score([(asked(name).cards, facts) for name, facts in wanted().items()])
    now = reached.figures()
    update = request.config.getoption("update")
    if update:
        held = raised(now, floors(), lower=update == "lower")
        FLOORS.write_text(HEAD + "".join(f"{name}: {figure}\n" for name, figure in held.items()), "utf-8")
    before = floors()
    assert sorted(before) == sorted(now)
    assert {name: (now[name], floor) for name, floor in before.items() if now[name] < floor} == {}
    assert reached.cards / reached.articles <= MOST_CARDS


def test_floors_are_raised_and_never_lowered_unasked() -> None:
    before = {"recall": 0.5, "recall date": 0.9}
    now = {"recall": 0.6, "recall date": 0.8, "recall law": 0.1}
    assert raised(now, before, lower=False) == {"recall": 0.6, "recall date": 0.9, "recall law": 0.1}
    assert raised(now, before, lower=True) == now


FACT = Wanted("date", "When was the pact signed?", ("19 September 1960", "1960"), (("pact", "treaty"), ("sign",)))
QUESTION = "When was the Indus Waters Treaty signed?"


def card(question: str, answer: str, topic: str = "") -> Card:
    return replace(asked(names()[0]).cards[0], question=question, answer=answer, topic=topic)


@pytest.mark.parametrize(
    ("question", "answer", "topic"),
    [
        (QUESTION, "19 September 1960", ""),
        (QUESTION, "1960", ""),
        (QUESTION, "on 19 September, 1960", ""),
        ("In which year was it signed?", "1960", "Indus Waters Treaty"),
        (QUESTION, "the year 1960 in Karachi, Pakistan", ""),
    ],
)
def test_a_card_that_reaches_a_fact(question: str, answer: str, topic: str) -> None:
    assert reaching([card(question, answer, topic)], FACT) is not None


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        (QUESTION, "1961"),
        (QUESTION, "after nine years of talks and eight drafts, in the summer of 1960"),
        ("When did the Indus Waters Treaty fail?", "1960"),
        ("In which year was it signed?", "1960"),
        ("When was the treaty of 1960 signed?", "1960"),
    ],
)
def test_a_card_that_does_not_reach_it(question: str, answer: str) -> None:
    assert reaching([card(question, answer)], FACT) is None


@pytest.mark.parametrize(
    ("answer", "same"),
    [
        ("Ravi, Beas and Sutlej", True),
        ("Sutlej; Ravi; Beas; Chenab", True),
        ("Beas", False),
        ("rivers", False),
    ],
)
def test_a_list_is_reached_by_most_of_its_items(answer: str, same: bool) -> None:
    fact = Wanted("list", "Which rivers?", ("Ravi; Beas; Sutlej",), (("river",),))
    assert (reaching([card("Which rivers went to India?", answer)], fact) is not None) == same
