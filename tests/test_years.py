"""Any sequence of builds: articles come, go, come late, are corrected, are built in part; ledgers get lost."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st
from making import MONDAY, NOW, card, source

from flashgen.apkg import open_package
from flashgen.decks import Per
from flashgen.model import Card
from flashgen.notes import Note, digest
from flashgen.publish import publish

ARTICLES = [source(str(number), MONDAY + timedelta(days=number * 5)) for number in range(4)]
FACTS = ["a", "b", "c"]

Stated = dict[str, str]
"""What an article says: an answer for each of its facts."""


@dataclass
class World:
    """What the articles say now."""

    stated: list[Stated] = field(default_factory=lambda: [{} for _ in ARTICLES])

    def change(self, says: Iterable[tuple[int, str, str]]) -> None:
        """Facts that articles state from now on, or no more."""
        for article, fact, answer in says:
            self.stated[article].pop(fact, None)
            if answer:
                self.stated[article][fact] = answer


@dataclass(frozen=True)
class Step:
    """One build: which articles say something else before it, which of them it reads, and how."""

    says: tuple[tuple[int, str, str], ...]
    """(article, fact, answer); an empty answer takes the fact out."""
    reads: frozenset[int]
    per: Per
    retire: bool
    loses_ledger: bool


STEPS = st.lists(
    st.builds(
        Step,
        st.lists(st.tuples(st.integers(0, 3), st.sampled_from(FACTS), st.sampled_from(["1", "2", ""])), max_size=4).map(
            tuple
        ),
        st.frozensets(st.integers(0, 3), min_size=1),
        st.sampled_from(["week", "week", "week", "all"]),
        st.booleans(),
        st.booleans(),
    ),
    min_size=1,
    max_size=6,
)


def cards_of(world: World, reads: Iterable[int]) -> list[Card]:
    """One card a fact, of the earliest article, as the pipeline gives them."""
    made: dict[str, Card] = {}
    for number in sorted(reads):
        for fact, answer in world.stated[number].items():
            one = card(fact, ARTICLES[number], answer=answer, week="")
            first = made.setdefault(fact, one)
            if first is not one and first.answer == answer:
                made[fact] = card(fact, first.article, answer=answer, week="", also=(*first.also, ARTICLES[number]))
    return list(made.values())


def held(folder: Path) -> dict[str, dict[str, Note]]:
    """The notes of every file."""
    found = {}
    for path in sorted(folder.glob("*.apkg")):
        with open_package(path) as package:
            found[path.name] = {note.guid: note for note in package.notes()}
    return found


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def one_home(packages: dict[str, dict[str, Note]], weekly: bool) -> dict[str, str]:
    """The deck of each card in one series, which is one deck."""
    homes: dict[str, str] = {}
    for name, notes in packages.items():
        for guid, note in notes.items() if ("-W" in name) == weekly else ():
            assert guid not in homes, f"{guid} lives in two decks"
            homes[guid] = note.deck
    return homes


def check_dates(before: dict[str, dict[str, Note]], after: dict[str, dict[str, Note]], free: set[str]) -> None:
    """A card that is neither changed nor retired is, in each file, as it was there or in the newest file."""
    newest: dict[str, Note] = {}
    for notes in before.values():
        for guid, note in notes.items():
            newest[guid] = max(note, newest.get(guid, note), key=lambda note: note.mod)
    for name, notes in after.items():
        for guid, note in notes.items():
            known = [one for one in (before.get(name, {}).get(guid), newest.get(guid)) if one]
            if known and guid not in free:
                assert (digest(note), note.mod, note.id) in [(digest(old), old.mod, old.id) for old in known]
            for old in known:
                assert note.mod >= before.get(name, {}).get(guid, old).mod
                assert note.mod > old.mod or digest(note) == digest(old) or note.mod < old.mod


def check_homes(before: dict[str, dict[str, Note]], after: dict[str, dict[str, Note]]) -> None:
    """No card lives in two decks of a series, and none moves."""
    for weekly in (True, False):
        homes, earlier = one_home(after, weekly), one_home(before, weekly)
        both = homes.keys() & earlier.keys()
        assert {guid: homes[guid] for guid in both} == {guid: earlier[guid] for guid in both}


@given(STEPS)
@settings(max_examples=30, deadline=None)
def test_no_sequence_of_builds_loses_moves_or_redates_a_card(steps: list[Step]) -> None:
    world, ever, retired = World(), set[str](), set[str]()
    with TemporaryDirectory() as scratch:
        folder = Path(scratch)
        before: dict[str, dict[str, Note]] = {}
        for number, step in enumerate(steps):
            world.change(step.says)
            if step.loses_ledger and not retired:
                (folder / "ledger.jsonl").unlink(missing_ok=True)
            cards, now = cards_of(world, step.reads), NOW + number * 60
            read = [ARTICLES[article] for article in step.reads]
            published = publish(cards, folder, now=now, per=step.per, retire=step.retire, read=read)
            after = held(folder)

            made = {one.guid for one in cards}
            ever |= made
            retired = (retired | {outcome.guid for outcome in published.retired}) - made
            assert ever - retired <= {guid for notes in after.values() for guid in notes}
            check_homes(before, after)
            check_dates(before, after, {outcome.guid for outcome in published.changed} | retired)
            told = (*published.new, *published.changed, *published.unchanged, *published.later)
            assert sorted(outcome.guid for outcome in told) == sorted(made)

            state = files(folder)
            again = publish(cards, folder, now=now + 7, per=step.per, retire=step.retire, read=read)
            assert (again.new, again.changed, files(folder)) == ([], [], state)
            before = after
