"""Card in, note out: plain text becomes the fields and tags that Anki keeps, safe whatever an article says.

Everything is escaped, also what only Anki gives a meaning: cloze braces, `[sound:…]`, `[latex]`, MathJax's backslashes.
"""

from __future__ import annotations

import hashlib
import html
import json
import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import lru_cache
from urllib.parse import urlsplit

from flashgen.model import Article, Card, Source
from flashgen.notetypes import NOTE_TYPES
from flashgen.text import clean

RETIRED = "flashgen::retired"
"""The tag of a card whose fact is gone from its source."""

# A backslash inside an element of its own never opens a formula: MathJax does not look across elements.
_TEXT = str.maketrans(
    {
        "&": "&amp;",
        "<": "&lt;",
        ">": "&gt;",
        "{": "&#123;",
        "}": "&#125;",
        "[": "&#91;",
        "\\": "<span>&#92;</span>",
    }
)
_HREF = str.maketrans(
    {
        "&": "&amp;",
        "<": "%3C",
        ">": "%3E",
        '"': "%22",
        "'": "%27",
        "{": "%7B",
        "}": "%7D",
        "[": "%5B",
        "\\": "%5C",
    }
)
_MEANT = re.compile(r"[&<>{}\[\\]")
"""What `_TEXT` replaces: most texts have none of it, and a look is five times as fast as translating."""
_CLOZE = re.compile(r"\{\{c1::(.+?)\}\}", re.DOTALL)
_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_BREAK = re.compile(r"[\s\x00-\x1f]")
_TAG_BREAK = re.compile(r"[\s\u3000\"]+")
_MENTION = re.compile(r'<li data-article="([^"]*)">(?:<a href="([^"]*)">)?(.*?)(?:</a>)?<span class="fg-date">')
_ELEMENT = re.compile(r"<[^>]*>")
_BREAKS = re.compile(r"<(?:/li|br|/p|/div)>")

SOFT_FIELDS = frozenset({"Also", "Article"})
SOFT_TAGS = ("flashgen::week::", "flashgen::rule::")
_MENTIONS = 5
# Not calendar.month_name, which speaks the language of the machine.
_MONTHS = ["", "January", "February", "March", "April", "May", "June"]
_MONTHS += ["July", "August", "September", "October", "November", "December"]


@dataclass(frozen=True, slots=True)
class Note:
    """A note as it stands in a package: HTML fields in the order of its note type, slugged tags."""

    guid: str
    kind: str
    fields: tuple[str, ...]
    tags: tuple[str, ...]
    deck: str = ""
    id: int = 0
    """Milliseconds since 1970; Anki shows it as the day of adding. New cards come in the order of their ids."""
    mod: int = 0
    """Seconds since 1970 at which the content last changed."""

    def field(self, name: str) -> str:
        """The HTML of a field, "" where the note type has no such field."""
        names = NOTE_TYPES[self.kind].fields
        return self.fields[names.index(name)] if name in names else ""


@dataclass(frozen=True, slots=True, order=True)
class Mention:
    """Another article that states a card's fact."""

    date: str
    article: str
    title: str
    url: str


def article_key(article: Article | Source) -> str:
    """What an article is called in the ledger: "example.org/66293", whatever happens to its title or address."""
    return _article_key(article.url, article.id)


def names_of(article: Article | Source) -> tuple[str, ...]:
    """All that an article goes by: its key, and its address, which outlives a change of the kind of source."""
    at = address(article.url)
    return (article_key(article), at) if at else (article_key(article),)


@lru_cache(4096)
def address(url: str) -> str:
    """Where an article stands, however its address is written: "example.org/2026/dams", "" without one."""
    parts = urlsplit(safe_url(url))
    host = parts.netloc.lower().removeprefix("www.")
    return host + parts.path.rstrip("/") + (f"?{parts.query}" if parts.query else "")


@lru_cache(4096)
def _article_key(url: str, id_: str) -> str:
    return f"{urlsplit(url).netloc.lower()}/{id_}".translate(_HREF).replace(" ", "%20")


def mention_of(source: Source) -> Mention:
    """A source as it is remembered beside a card."""
    return Mention(f"{source.published:%Y-%m-%d}", article_key(source), clean(source.title), safe_url(source.url))


def note_of(card: Card, mentions: Iterable[Mention] = ()) -> Note:
    """The note of a card, without deck, id and date. `mentions` are the other articles that state the fact."""
    kind = "cloze" if card.form == "cloze" else "question"
    asked = [_cloze(card)] if kind == "cloze" else [_text(card.question), _text(card.answer)]
    title, href, day, key = _source(card.article)
    topic, proof, as_of, also = _text(card.topic), _proof(card), _text(card.as_of), _also(mentions)
    fields = (*asked, topic, proof, title, href, day, as_of, also, key, "en")
    spare = len(NOTE_TYPES[kind].fields) - len(fields)
    return Note(card.guid, kind, fields + ("",) * spare, tags_of(card))


@lru_cache(256)  # many cards in a row come from one article
def _source(article: Source) -> tuple[str, str, str, str]:
    """The fields of an article: title, address, date, and what it is called in the ledger after its date."""
    title = _text(article.title) or _text(urlsplit(article.url).netloc)
    href, day = safe_url(article.url).translate(_HREF), day_text(article.published)
    return title, href, day, f"{article.published:%Y-%m-%d} {article_key(article)}"


def digest(note: Note) -> str:
    """A hash of what a student would notice: equal digests need no update.

    Later sources and the tags of week and rule travel along with a note but are no reason to overwrite what students
    wrote into it.
    """
    names = NOTE_TYPES[note.kind].fields
    fields = {name: value for name, value in zip(names, note.fields, strict=True) if value and name not in SOFT_FIELDS}
    tags = sorted(tag for tag in note.tags if not tag.startswith(SOFT_TAGS))
    return hashlib.sha256(_json([note.kind, fields, tags]).encode()).hexdigest()[:24]


def article_of(note: Note) -> tuple[str, str]:
    """The date ("2026-02-09") and the key of the article that proves a note."""
    day, _, key = note.field("Article").partition(" ")
    return day, key


def url_of(note: Note) -> str:
    """The address of the article that proves a note."""
    return html.unescape(note.field("URL"))


def mentions_of(note: Note) -> tuple[Mention, ...]:
    """The other articles that a note names."""
    found = []
    for article, url, title in _MENTION.findall(note.field("Also")):
        day, _, key = article.partition(" ")
        found.append(Mention(day, key, html.unescape(title), html.unescape(url)))
    return tuple(found)


def latest(mentions: Iterable[Mention], but: Collection[str] = ()) -> tuple[Mention, ...]:
    """The last five mentions, oldest first, one an article, without the article that goes by the names `but`."""
    by_address = {address(mention.url) or mention.article: mention for mention in sorted(mentions)}
    others = [one for at, one in by_address.items() if at not in but and one.article not in but]
    return tuple(sorted(others))[-_MENTIONS:]


def with_mentions(note: Note, mentions: Iterable[Mention]) -> Note:
    """The note, naming these other articles."""
    at = NOTE_TYPES[note.kind].fields.index("Also")
    return replace(note, fields=(*note.fields[:at], _also(mentions), *note.fields[at + 1 :]))


def plain(field: str) -> str:
    """The text of an HTML field, for people to read."""
    if "<" in field or "&" in field:
        field = html.unescape(_ELEMENT.sub("", _BREAKS.sub(" ", field)))
    return clean(field)


def question_of(note: Note) -> str:
    """What a note asks, as text; a cloze with its gap."""
    first = note.fields[0] if note.fields else ""
    return plain(_CLOZE.sub(_shown_gap, first) if note.kind == "cloze" else first)


def _shown_gap(gap: re.Match[str]) -> str:
    return f"[{gap[1].partition('::')[2] or '…'}]"


def answer_of(note: Note) -> str:
    """What a note wants to hear, as text."""
    if note.kind == "cloze":
        return "; ".join(dict.fromkeys(plain(hidden.partition("::")[0]) for hidden in _CLOZE.findall(note.fields[0])))
    return plain(note.field("Answer"))


def day_text(day: date | datetime) -> str:
    """ "9 February 2026", the same on every machine."""
    return f"{day.day} {_MONTHS[day.month]} {day.year}"


def flaw_of(card: Card) -> str:
    """Why Anki could not show this card, "" when it can."""
    if not card.guid or _BREAK.search(card.guid):
        return "has no usable guid"
    if not clean(card.question):
        return "has no question"
    if not clean(card.answer):
        return "has no answer"
    if card.form == "cloze" and (not _CLOZE.search(card.cloze) or re.search(r"\{\{c(?!1::)\d+::", card.cloze)):
        return "has no gap of the form {{c1::…}}, or more than one number"
    return ""


@lru_cache(4096)
def safe_url(url: str) -> str:
    """A web address, "" for anything else (`javascript:`, `data:`, a path)."""
    address = clean(url).replace(" ", "%20")
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    return address if parts.scheme.lower() in ("http", "https") and parts.netloc else ""


@lru_cache(4096)
def tag(text: str) -> str:
    """A tag that Anki keeps whole: "GS2/ International Relations" -> "GS2::International_Relations"."""
    parts = (_TAG_BREAK.sub("_", clean(part)).strip("_:") for part in re.split(r"/|::", text))
    return "::".join(part for part in parts if part)[:100].rstrip("_:")


def tags_of(card: Card) -> tuple[str, ...]:
    """The tags of a card as Anki shows them, sorted: its week, its rule, its subjects."""
    return _tags(card.week, card.rule, card.tags)


@lru_cache(1024)
def _tags(week: str, rule: str, subjects: tuple[str, ...]) -> tuple[str, ...]:
    own = (f"flashgen::week::{week}" if week else "", f"flashgen::rule::{rule}" if rule else "")
    tags = {made.casefold(): made for made in map(tag, (*own, *subjects)) if made}
    # Anki takes these two for its own and drops them at import.
    return tuple(sorted(made for key, made in tags.items() if key not in ("marked", "leech")))


def _text(raw: str) -> str:
    text = clean(raw)
    return text.translate(_TEXT) if _MEANT.search(text) else text


def _proof(card: Card) -> str:
    whole = card.sentence
    start, end = card.mark or (0, 0)
    if not 0 <= start < end <= len(whole):
        return _text(whole)
    pieces = [_piece(part) for part in (whole[:start], whole[start:end], whole[end:])]
    marked = pieces[1].strip()
    pieces[1] = pieces[1].replace(marked, f"<mark>{marked}</mark>") if marked else pieces[1]
    return _joined(pieces)


def _cloze(card: Card) -> str:
    gap = re.compile(re.escape("{{c1::" + card.answer) + r"(?:::([^{}]*))?\}\}")
    if gap.search(card.cloze):  # the answer may hold braces and colons of its own
        pieces = gap.split(card.cloze)
        gaps = [_hidden(card.answer, hint or "") for hint in pieces[1::2]]
        texts = [_piece(piece) for piece in pieces[::2]]
        return _joined([text + hidden for text, hidden in zip(texts, [*gaps, ""], strict=True)])
    out, at = [], 0
    for match in _CLOZE.finditer(card.cloze):
        answer, colons, hint = match[1].partition("::")
        out += [_piece(card.cloze[at : match.start()]), _hidden(answer, hint if colons else "")]
        at = match.end()
    return _joined([*out, _piece(card.cloze[at:])])


def _hidden(answer: str, hint: str = "") -> str:
    words = _text(answer).replace("::", "&#58;&#58;")
    return "{{c1::" + words + (f"::{_text(hint)}" if hint else "") + "}}"


def _piece(piece: str) -> str:
    """Part of a text, with the space that parts it from its neighbours."""
    text = _text(piece)
    left = " " if piece[:1].isspace() else ""
    right = " " if text and piece[-1:].isspace() else ""
    return f"{left}{text}{right}"


def _joined(pieces: Iterable[str]) -> str:
    text = "".join(pieces)
    return (re.sub(" {2,}", " ", text) if "  " in text else text).strip()


def _also(mentions: Iterable[Mention]) -> str:
    items = "".join(
        f'<li data-article="{m.date} {m.article}">'
        + (f'<a href="{m.url.translate(_HREF)}">{_text(m.title)}</a>' if m.url else _text(m.title))
        + f'<span class="fg-date"> · {day_text(date.fromisoformat(m.date))}</span></li>'
        for m in mentions
    )
    return f"<ul>{items}</ul>" if items else ""
