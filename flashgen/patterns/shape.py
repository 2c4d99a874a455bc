"""What the compiler asks of the items of a pattern: may they be missing, and whose is the space before them."""

from __future__ import annotations

from flashgen.patterns.notation import Choice, Comma, Edge, Gap, Item, Option, Sequence, Word
from flashgen.patterns.spelling import SPACE


def nullable(item: Item) -> bool:
    """Whether an item may match nothing."""
    if item.nullable is None:
        item.nullable = _nullable(item)
    return item.nullable


def _nullable(item: Item) -> bool:
    if isinstance(item, Option | Gap | Comma | Edge):
        return True
    if isinstance(item, Choice):
        return any(all(nullable(part) for part in branch.items) and not _ends(branch) for branch in item.branches)
    return False


def _ends(branch: Sequence) -> bool:
    """`$` as one of several alternatives matches nothing, but only at the end of the sentence."""
    return any(isinstance(item, Edge) and item.end for item in branch.items)


def clings(item: Item | None) -> bool:
    """Whether an item belongs to the optional part before it: `state` of `[non-]state`, but not `'s` of `[x]'s`."""
    if item is None or item.space or nullable(item):
        return False
    return not isinstance(item, Word) or item.text[0].isalnum()


def leading_commas(items: list[Item]) -> list[Item]:
    """`[In {year}], the road`: without the year there is no comma either."""
    out: list[Item] = []
    for item in items:
        if isinstance(item, Comma) and out and all(nullable(other) for other in out) and isinstance(out[-1], Option):
            lead = out.pop()
            assert isinstance(lead, Option)
            item = Option(lead.space, lead.at, Sequence([*lead.body.items, item]))
        out.append(item)
    return out


def required_first(items: list[Item]) -> list[Item]:
    """The items with the first, optional one made required."""
    first = items[0]
    if isinstance(first, Option):
        body = Choice(first.space, first.at, [first.body])
        comma = begins_with_comma(first)
        return [Choice(first.space and not comma, first.at, body.branches), *items[1:]]
    return items


def mixed(item: Item) -> bool:
    """A choice of which some alternatives begin with a word, others with a sign or the sentence's end."""
    if not isinstance(item, Choice) or not item.space or nullable(item):
        return False
    if item.mixed is None:
        item.mixed = any(space_before(branch) != SPACE for branch in item.branches)
    return item.mixed


def space_before(branch: Sequence) -> str:
    first = branch.items[0] if branch.items else None
    if isinstance(first, Edge | Comma):
        return ""
    return " *" if isinstance(first, Word) and not first.text[0].isalnum() else SPACE


def begins_with_comma(item: Item) -> bool:
    if isinstance(item, Option):
        return bool(item.body.items) and (
            isinstance(item.body.items[0], Comma) or begins_with_comma(item.body.items[0])
        )
    if isinstance(item, Choice):
        return all(branch.items and isinstance(branch.items[0], Comma) for branch in item.branches)
    return False
