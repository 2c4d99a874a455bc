"""Cards in, one HTML page out that shows them as Anki will: both sides, by day and by night, on a desk and on a phone.

The page needs nothing but itself: no script, no file, no network. The switches are check boxes that style sheets see.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from flashgen.model import Card, Source
from flashgen.notes import Note, day_text, flaw_of, latest, mention_of, note_of
from flashgen.notetypes import NOTE_TYPES, look
from flashgen.text import clean, count

_BLOCK = re.compile(r"\{\{([#^])([^}]+)\}\}(.*?)\{\{/\2\}\}", re.DOTALL)
_FIELD = re.compile(r"\{\{(cloze:)?([^}]+)\}\}")
_HIDDEN = re.compile(r"\{\{c\d+::(.*?)(?:::(.*?))?\}\}", re.DOTALL)

_HEAD = """\
<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>{title}</title>
<style>
{style}
</style>
<body>
<input type="checkbox" id="ask"><input type="checkbox" id="night"><input type="checkbox" id="phone">
<header>
<h1>{title}</h1>
<nav><label for="ask">Questions only</label> <label for="night">Night</label> <label for="phone">Phone</label></nav>
</header>
<main>
"""


def preview_page(cards: Iterable[Card], deck: str) -> Iterator[str]:
    """The page, piece by piece: the cards in their order under their articles, but for those Anki could not show."""
    shown = [card for card in cards if not flaw_of(card)]
    groups = [(article, list(group)) for article, group in groupby(shown, key=lambda card: card.article)]
    title = f"{deck}: {count(shown, 'card')} from {count(groups, 'article')}"
    yield _HEAD.format(title=_safe(title), style=_style())
    yield from _contents(groups)
    for number, (article, group) in enumerate(groups, 1):
        yield _heading(number, article)
        for card in group:
            yield _sheet(card)
        yield "</section>\n"
    yield "</main>\n</body>\n</html>\n"


def sides(note: Note) -> tuple[str, str]:
    """The HTML of the front and of the back of a note's only card, as Anki fills its templates."""
    kind = NOTE_TYPES[note.kind]
    fields = dict(zip(kind.fields, note.fields, strict=True))
    front = _filled(look(kind.front), fields, asked=True)
    return front, _filled(look(kind.back), {**fields, "FrontSide": front}, asked=False)


def _filled(template: str, fields: Mapping[str, str], *, asked: bool) -> str:
    def block(found: re.Match[str]) -> str:
        wanted = bool(fields[found[2]].strip()) == (found[1] == "#")
        return _BLOCK.sub(block, found[3]) if wanted else ""

    def field(found: re.Match[str]) -> str:
        return _HIDDEN.sub(gap, fields[found[2]]) if found[1] else fields[found[2]]

    def gap(found: re.Match[str]) -> str:
        words = f"[{found[2] or '...'}]" if asked else found[1]
        return f'<span class="cloze">{words}</span>'

    return _FIELD.sub(field, _BLOCK.sub(block, template))


def _sheet(card: Card) -> str:
    """A card, and below it what names it in edits.yaml and in the packs."""
    front, back = sides(note_of(card, latest(map(mention_of, card.also))))
    # Anki shows one card at a time; here many stand on one page, where an id is to be unique.
    back = back.replace('<hr id="answer">', '<hr class="answer">')
    subjects = "".join(f" <span>{_safe(subject)}</span>" for subject in card.tags)
    return (
        f'<article class="sheet" tabindex="0" id="{_safe(card.guid)}">\n'
        f'<div class="card front">\n{front}\n</div>\n<div class="card back">\n{back}\n</div>\n'
        f'<p class="about"><code>{_safe(card.rule)}</code> <code>{_safe(card.guid)}</code>{subjects}</p>\n</article>\n'
    )


def _contents(groups: Sequence[tuple[Source, list[Card]]]) -> Iterator[str]:
    yield f"<details>\n<summary>{count(groups, 'article')}</summary>\n<ol>\n"
    for number, (article, group) in enumerate(groups, 1):
        yield f'<li><a href="#article-{number}">{_title(article)}</a> {count(group, "card")}</li>\n'
    yield "</ol>\n</details>\n"


def _heading(number: int, article: Source) -> str:
    return f'<section id="article-{number}">\n<h2>{_title(article)}</h2>\n<p>{day_text(article.published)}</p>\n'


def _title(article: Source) -> str:
    return _safe(article.title) or _safe(article.url) or "without a title"


def _style() -> str:
    """The looks of the page and of the cards; what classes and the window are in Anki, the switches are here."""
    cards = look("card.css").replace("#answer", ".answer").replace("@media (max-width", "@container (max-width")
    return look("preview.css") + "\n" + cards.replace(".nightMode .card", "#night:checked ~ main .card")


def _safe(text: str) -> str:
    return html.escape(clean(text))
