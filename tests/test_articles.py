"""The cards of every sample article stand beside it; `pytest --update` rewrites them, and the diff is the review."""

from __future__ import annotations

import pytest
from samples import ARTICLES, asked, lines, names


@pytest.mark.parametrize("name", names())
def test_cards_of_a_sample_article(name: str, request: pytest.FixtureRequest) -> None:
    stored = ARTICLES / f"{name}.cards.txt"
    now = lines(asked(name).cards)
    if request.config.getoption("update"):
        stored.write_text(now, "utf-8")
    assert now == stored.read_text("utf-8")


def test_every_stored_file_has_its_article() -> None:
    assert sorted(path.name.removesuffix(".cards.txt") for path in ARTICLES.glob("*.cards.txt")) == names()


def test_the_samples_are_of_more_than_one_week() -> None:
    weeks = {asked(name).article.published.isocalendar()[:2] for name in names()}
    assert len(names()) >= 8
    assert len(weeks) >= 2
