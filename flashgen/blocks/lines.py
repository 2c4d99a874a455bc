"""A bs4 tree in, Lines out: one walk, without recursion, over everything a reader sees."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from bs4 import Tag
from bs4.element import NavigableString

from flashgen import text as words
from flashgen.model import Kind

_BOLD = frozenset({"strong", "b"})
_HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
_KINDS: dict[str, Kind] = {
    **dict.fromkeys(_HEADINGS, "heading"),
    "li": "item",
    "dd": "item",
    "dt": "paragraph",
    "blockquote": "quote",
}
_LISTS = frozenset({"ul", "ol", "dir", "menu"})
_INLINE = frozenset(
    {
        "a",
        "abbr",
        "acronym",
        "bdi",
        "bdo",
        "big",
        "cite",
        "code",
        "data",
        "del",
        "dfn",
        "em",
        "font",
        "i",
        "ins",
        "kbd",
        "label",
        "mark",
        "q",
        "ruby",
        "rb",
        "s",
        "samp",
        "small",
        "span",
        "strike",
        "sub",
        "sup",
        "time",
        "tt",
        "u",
        "var",
        "wbr",
        "html",
        "body",
        "center",
    }
)
_SKIPPED = frozenset(
    {
        "script",
        "style",
        "noscript",
        "template",
        "iframe",
        "svg",
        "math",
        "object",
        "embed",
        "audio",
        "video",
        "canvas",
        "map",
        "picture",
        "img",
        "figcaption",
        "nav",
        "footer",
        "aside",
        "header",
        "form",
        "button",
        "select",
        "option",
        "input",
        "textarea",
        "pre",
        "xml",
        "head",
        "title",
        "link",
        "meta",
        "rp",
        "rt",
    }
)
_GAP = re.compile(r" (?=[,.;:?!)\]](?:\s|$))|(?<=[(\[]) ")
_GAPS = (" ,", " .", " ;", " :", " ?", " !", " )", " ]", "( ", "[ ")
_SPAN_LIMIT = 200  # a hostile rowspan may say a million


@dataclass(slots=True)
class Line:
    """One line of visible text, or a table (then `rows`)."""

    text: str
    kind: Kind = "paragraph"
    level: int = 0
    """A heading's rank 1-6; an item's depth of nesting, 1 the outermost."""
    bold: str = ""
    """The leading bold part of the text."""
    owner: int = 0
    """The same for lines of one list item or one paragraph, as <br> divides them."""
    rows: list[list[Cell]] = field(default_factory=list)


@dataclass(slots=True)
class Cell:
    """One table cell: its lines, whether it is a <th>, and how many rows it spans."""

    lines: list[Line] = field(default_factory=list)
    header: bool = False
    rowspan: int = 1
    colspan: int = 1

    @property
    def text(self) -> str:
        return " ".join(line.text for line in self.lines)


def read_lines(root: Tag, skipped: frozenset[str], *, loose: bool) -> list[Line]:
    """The lines of a tree. `skipped`: classes of elements to leave out; `loose`: empty lines divide paragraphs."""
    return _Walk(skipped, loose).run(root)


class _Walk:
    def __init__(self, skipped: frozenset[str], loose: bool) -> None:
        self.skipped = skipped
        self.loose = loose
        self.lines: list[Line] = []
        self.parts: list[str] = []
        self.weights: list[bool] = []
        self.bold = self.depth = self.owners = self.owner = 0
        self.kind: Kind = "paragraph"
        self.level = 0
        self.cells: list[tuple[list[Line], int]] = []
        self.tables: list[list[list[Cell]]] = []

    def run(self, root: Tag) -> list[Line]:
        stack: list[tuple[Iterator[Any], str, Any]] = [(iter(root.contents), "", None)]
        parts, weights = self.parts, self.weights
        while stack:
            children, name, saved = stack[-1]
            for child in children:
                if type(child) is NavigableString:
                    if self.loose and "\n\n" in child:
                        self.paragraphs(child)
                    else:
                        parts.append(child)
                        weights.append(self.bold > 0)
                elif isinstance(child, Tag) and not self.is_skipped(child):
                    stack.append((iter(child.contents), child.name, self.enter(child)))
                    break
            else:
                stack.pop()
                self.leave(name, saved)
        self.flush()
        return self.lines

    def is_skipped(self, tag: Tag) -> bool:
        if tag.name in _SKIPPED or ":" in tag.name:
            return True
        attrs = tag.attrs
        if not attrs:
            return False
        classes = attrs.get("class")
        return "hidden" in attrs or (bool(classes) and not self.skipped.isdisjoint(map(str, classes or ())))

    def paragraphs(self, text: str) -> None:
        """Classic text without tags: an empty line ends a paragraph."""
        first, *others = text.replace("\r", "").split("\n\n")
        self.add(first)
        for other in others:
            self.flush()
            self.new_owner()
            self.add(other)

    def add(self, text: str) -> None:
        self.parts.append(text)
        self.weights.append(self.bold > 0)

    def new_owner(self) -> None:
        self.owners += 1
        self.owner = self.owners

    def enter(self, tag: Tag) -> Any:
        name = tag.name
        if name in _BOLD:
            self.bold += 1
            return None
        if name in _INLINE:
            return None
        if name == "br":
            self.flush()
            return None
        return self.enter_block(tag, name)

    def enter_block(self, tag: Tag, name: str) -> Any:
        self.flush()
        saved = (self.kind, self.level, self.depth, self.owner, self.bold)
        if name in _LISTS:
            self.depth += 1
        elif name in ("table", "tr", "td", "th"):
            self.enter_table(tag, name)
        elif kind := _KINDS.get(name):
            self.kind = kind
            self.level = _HEADINGS.get(name, max(self.depth, 1))
            self.bold = 1 if name == "dt" else self.bold
        if self.kind != "item" or name in ("li", "dd"):
            self.new_owner()
        return saved

    def enter_table(self, tag: Tag, name: str) -> None:
        if name == "table":
            self.tables.append([])
        elif name == "tr" and self.tables:
            self.tables[-1].append([])
        elif self.tables:
            self.enter_cell(tag)

    def enter_cell(self, tag: Tag) -> None:
        if not self.tables[-1]:
            self.tables[-1].append([])
        cell = Cell(header=tag.name == "th", rowspan=_span(tag, "rowspan"), colspan=_span(tag, "colspan"))
        self.tables[-1][-1].append(cell)
        self.cells.append((self.lines, len(self.tables)))
        self.lines = cell.lines
        self.kind, self.level, self.depth = "paragraph", 0, 0

    def leave(self, name: str, saved: Any) -> None:
        if saved is None:
            self.bold -= name in _BOLD
            return
        self.flush()
        self.kind, self.level, self.depth, self.owner, self.bold = saved
        if name in ("td", "th") and self.cells and self.cells[-1][1] == len(self.tables):
            self.lines = self.cells.pop()[0]
        elif name == "table" and self.tables:
            self.leave_table()

    def leave_table(self) -> None:
        rows = [row for row in self.tables.pop() if any(cell.lines for cell in row)]
        if not rows:
            return
        if max(len(row) for row in rows) == 1 or any(_is_layout(cell) for row in rows for cell in row):
            self.lines.extend(line for row in rows for cell in row for line in cell.lines)
        else:
            self.lines.append(Line("", "cell", rows=rows))

    def flush(self) -> None:
        if not self.parts:
            return
        raw = "".join(self.parts)
        text = "" if raw.isspace() else _tidy(raw)
        if text:
            bold = text if all(self.weights) else _tidy("".join(self.bold_parts()))
            self.lines.append(Line(text, self.kind, self.level, bold, self.owner))
        self.parts.clear()
        self.weights.clear()

    def bold_parts(self) -> Iterator[str]:
        for part, heavy in zip(self.parts, self.weights, strict=True):
            if not heavy and not part.isspace():
                return
            yield part


def _tidy(raw: str) -> str:
    """Clean text; white space between tags leaves no blank before a comma or inside a bracket."""
    text = words.clean(raw)
    if not any(gap in text for gap in _GAPS):
        return text
    return _GAP.sub("", text)


def _span(tag: Tag, name: str) -> int:
    value = str(tag.attrs.get(name, "1"))
    return min(int(value), _SPAN_LIMIT) if value.isdecimal() and len(value) < 9 and int(value) > 0 else 1


def _is_layout(cell: Cell) -> bool:
    """A cell that holds headings, lists, tables or long text arranges a page; it is no value."""
    return any(line.kind in ("heading", "cell") for line in cell.lines) or len(cell.lines) > 12
