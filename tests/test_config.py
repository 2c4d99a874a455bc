from __future__ import annotations

from datetime import UTC, date
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from flashgen.config import Config, Site, Sizes, find_config, load_config
from flashgen.errors import ConfigError

WHOLE = """
deck: UPSC::Daily News
per: month
week: Sunday
timezone: Asia/Kolkata
output: out/decks
articles: posts
rules: [my-rules, ../shared]
disable:
  - agreements/signed-in
  - 'quantities/*'
sites:
  - https://one.example
  - url: two.example/ca
    name: two
    categories: [Current Affairs, polity]
    tags: G20
    since: 2026-01-05
limits:
  max_per_article: 12
  posts: 2,000
  file: 128 MB
  article: 500 kB
"""


def config(text: str, folder: Path) -> Config:
    path = folder / "flashgen.yaml"
    path.write_text(text)
    return load_config(path)


def mistakes(text: str, folder: Path) -> list[tuple[str, str, str]]:
    with pytest.raises(ConfigError) as caught:
        config(text, folder)
    return [
        (problem.where.partition("flashgen.yaml:")[2], problem.message.split("\n")[0], problem.hint)
        for problem in caught.value.problems
    ]


def test_every_key_is_read(tmp_path: Path) -> None:
    assert config(WHOLE, tmp_path) == Config(
        path=tmp_path / "flashgen.yaml",
        sites=(
            Site("https://one.example"),
            Site("two.example/ca", "two", ("Current Affairs", "polity"), ("G20",), date(2026, 1, 5)),
        ),
        deck="UPSC::Daily News",
        per="month",
        week="sunday",
        timezone=ZoneInfo("Asia/Kolkata"),
        rules=(tmp_path / "my-rules", tmp_path / "../shared"),
        disable=("agreements/signed-in", "quantities/*"),
        output=tmp_path / "out/decks",
        articles=tmp_path / "posts",
        max_per_article=12,
        posts=2000,
        sizes=Sizes(128_000_000, 500_000),
    )


@pytest.mark.parametrize("text", ["", "# nothing yet\n"])
def test_an_empty_file_gives_the_defaults_beside_it(text: str, tmp_path: Path) -> None:
    path = tmp_path / "flashgen.yaml"
    assert config(text, tmp_path) == Config(path=path, output=tmp_path / "decks", articles=tmp_path / "articles")


def test_without_a_file_the_defaults_hold(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("flashgen.config.FILE", "no-such-file.yaml")
    assert load_config() == Config()
    assert (Config().output, Config().timezone) == (Path("decks"), UTC)


def test_it_is_found_from_any_folder_below(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    below = tmp_path / "a" / "b"
    below.mkdir(parents=True)
    (tmp_path / "flashgen.yaml").write_text("deck: Mine")
    monkeypatch.chdir(below)
    assert find_config() == tmp_path / "flashgen.yaml"
    assert load_config().deck == "Mine"


@pytest.mark.parametrize(
    ("text", "mistake"),
    [
        ("dekc: X", ("1:1", 'a project has no key "dekc"', 'did you mean "deck"?')),
        (
            "colour: red",
            (
                "1:1",
                'a project has no key "colour"',
                "its keys are sites, deck, per, week, timezone, rules, disable, output, articles, limits",
            ),
        ),
        ("deck: A\ndeck: B", ("2:1", '"deck" stands twice here; the first is on line 1', "keep one of the two")),
        ("deck: [A]", ("1:7", "expected a text, found a list", "")),
        ("deck: ''", ("1:8", "expected a text, found nothing", "")),
        ("per: weak", ("1:6", '"weak" is none of week, month, day, article, all', 'did you mean "week"?')),
        (
            "week: Mon",
            (
                "1:7",
                '"mon" is none of monday, tuesday, wednesday, thursday, friday, saturday, sunday',
                'did you mean "monday"?',
            ),
        ),
        ("timezone: Asia/Calcuta", ("1:11", '"Asia/Calcuta" is no time zone', 'did you mean "Asia/Calcutta"?')),
        ("timezone: IST", ("1:11", '"IST" is no time zone', "write it as Asia/Kolkata")),
        ("timezone: ../../etc/passwd", ("1:11", '"../../etc/passwd" is no time zone', "write it as Asia/Kolkata")),
        ("- deck", ("1:1", "expected keys of a project, found a list", None)),
        ("sites: [{name: x}]", ("1:9", "a site without an address", "add `url: https://…`")),
        ("sites: ['two words']", ("1:10", '"two words" is no address of the web', "write it as https://site.example")),
        ("sites: ['file:///etc']", ("1:10", '"file:///etc" is no address of the web', None)),
        ("sites: [{url: a.example, name: ../x}]", ("1:32", '"../x" cannot name a folder', None)),
        ("sites: [{url: a.example, since: monday}]", ("1:33", '"monday" is no day', "write it as 2026-02-09")),
        ("limits: {posts: many}", ("1:17", '"many" is no whole number', "")),
        ("limits: {file: 64 apples}", ("1:16", '"64 apples" is no size', "write it as 64 MB")),
        ("limits: {file: 0}", ("1:16", '"0" is no size', "write it as 64 MB")),
        ("limits: 5", ("1:9", "expected keys of limits, found a text", None)),
        ("deck: {a: b", ("1:1", None, None)),
    ],
)
def test_a_mistake_is_shown_with_its_place(
    text: str, mistake: tuple[str, str | None, str | None], tmp_path: Path
) -> None:
    [(place, message, hint)] = mistakes(text, tmp_path)
    where, wanted, advice = mistake
    assert place == where
    assert wanted in (None, message)
    assert advice in (None, hint)


def test_all_mistakes_come_at_once_with_their_lines(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ConfigError) as caught:
        config("dekc: X\nper: weak\n", tmp_path)
    assert caught.value.message == "2 mistakes in flashgen.yaml"
    assert [(problem.where, problem.message) for problem in caught.value.problems] == [
        ("flashgen.yaml:1:1", 'a project has no key "dekc"\n    dekc: X\n    ^'),
        ("flashgen.yaml:2:6", '"weak" is none of week, month, day, article, all\n    per: weak\n         ^'),
    ]


def test_what_is_not_utf_8_is_said(tmp_path: Path) -> None:
    (tmp_path / "flashgen.yaml").write_bytes(b"deck: Z\xfcrich")
    with pytest.raises(ConfigError) as caught:
        load_config(tmp_path / "flashgen.yaml")
    assert [problem.message for problem in caught.value.problems] == ["this file is not UTF-8 text"]
