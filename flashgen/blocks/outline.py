"""Lines in, Blocks out: headings, labels, nested items and table cells in their places."""

from __future__ import annotations

import re
from collections import deque
from dataclasses import dataclass, field

from flashgen.blocks.labels import is_heading_like, is_label, split_label
from flashgen.blocks.lines import Cell, Line
from flashgen.model import Block, Kind
from flashgen.reading import Reading

_DEPTH_LIMIT = 12  # deeper items become items of this depth, so that readers of blocks may recurse
_COLSPAN_LIMIT = 50
_SOFT = re.compile(r"[\w,;–-]$")


@dataclass(slots=True)
class _Node:
    text: str
    kind: Kind
    path: tuple[str, ...]
    label: str = ""
    bold: bool = False
    owner: int = 0
    children: list[_Node] = field(default_factory=list)
    row: str = ""

    def freeze(self) -> Block:
        children = tuple(child.freeze() for child in self.children)
        return Block(self.text, self.kind, self.path, self.label, children, self.row)


def outline(lines: list[Line], reading: Reading) -> tuple[Block, ...]:
    """The blocks of the lines in reading order, nested items as children, each with the path that leads to it."""
    return _Outline(reading).run(_joined(lines))


def _joined(lines: list[Line]) -> list[Line]:
    """A <br> in the middle of a sentence is no end of it: the next line goes on in lower case."""
    joined: list[Line] = []
    for line in lines:
        last = joined[-1] if joined else None
        if last and last.owner == line.owner and last.kind == line.kind and _goes_on(last.text, line.text):
            joined[-1] = Line(f"{last.text} {line.text}", last.kind, last.level, last.bold, last.owner)
        else:
            joined.append(line)
    return joined


def _goes_on(text: str, following: str) -> bool:
    return following[:1].islower() and _SOFT.search(text) is not None


class _Outline:
    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.top: list[_Node] = []
        self.headings: list[tuple[int, str]] = []
        self.items: list[tuple[int, _Node]] = []
        self.lead: _Node | None = None  # a paragraph ending in a colon, which owns the list after it

    def run(self, lines: list[Line]) -> tuple[Block, ...]:
        for place, line in enumerate(lines):
            following = lines[place + 1] if place + 1 < len(lines) else None
            if line.rows:
                self.table(line.rows)
            elif line.kind == "item":
                self.item(line)
            elif line.kind == "heading":
                self.heading(line.text, line.level)
            elif line.kind == "paragraph" and (rank := is_heading_like(line, following, self.reading)):
                self.heading(line.text, rank)
            else:
                self.paragraph(line)
        return tuple(node.freeze() for node in self.top)

    def path(self) -> tuple[str, ...]:
        return tuple(text for _, text in self.headings)

    def heading(self, text: str, level: int) -> None:
        text = text.rstrip(" :-–—")
        while self.headings and self.headings[-1][0] >= level:
            self.headings.pop()
        if text:
            self.top.append(_Node(text, "heading", self.path()))
            self.headings.append((level, text))
        self.items.clear()
        self.lead = None

    def paragraph(self, line: Line) -> None:
        label, text = split_label(line, self.reading)
        if (last := self.continued(line)) is not None:
            last.text = line.text
            self.lead = last if line.text.endswith(":") else None
            return
        node = _Node(text, line.kind, self.path(), label, line.bold == line.text, line.owner)
        self.top.append(node)
        self.items.clear()
        self.lead = node if not text or text.endswith((":", ":-")) else None

    def continued(self, line: Line) -> _Node | None:
        """The bare label right above, of the same paragraph or item: "**Launch:**<br>2016"."""
        last = self.items[-1][1] if self.items else (self.top[-1] if self.top else None)
        same = last is not None and last.owner == line.owner and not last.text and last.label and not last.children
        return last if same else None

    def item(self, line: Line) -> None:
        depth = min(line.level, _DEPTH_LIMIT)
        if (last := self.continued(line)) is not None:
            last.text = line.text
            return
        while self.items and self.items[-1][0] >= depth:
            self.items.pop()
        parent = self.items[-1][1] if self.items else self.lead
        label, text = split_label(line, self.reading)
        if parent is None:
            node = _Node(text, "item", self.path(), label, line.bold == line.text, line.owner)
            self.top.append(node)
        else:
            self.name(parent)
            path = (*parent.path, parent.label) if parent.label else parent.path
            node = _Node(text, "item", path, label, line.bold == line.text, line.owner)
            parent.children.append(node)
        self.items.append((depth, node))

    def name(self, parent: _Node) -> None:
        """A short title without colon above a list is a label as well."""
        name = parent.text.rstrip(" :-;")
        if name and not (parent.label or parent.children) and is_label(name, parent.bold, self.reading):
            parent.label, parent.text = name, ""

    def table(self, rows: list[list[Cell]]) -> None:
        self.items.clear()
        self.lead = None
        grid = _grid(rows)
        header = _header(rows, grid)
        for row in grid[1:] if header else grid:
            if len(row) == 2 and not header:
                self.top.append(_Node(row[1], "cell", self.path(), row[0].rstrip(" :")))
                continue
            named = _with_kind(header[0], row[0]) if header else row[0]
            first = header is not None and named == row[0] and _is_number(header[0], row[0])
            name = row[1] if first and len(row) > 2 else named
            for place in range(2 if first else 1, len(row)):
                column = header[place] if header and place < len(header) else ""
                if row[place]:
                    path = (*self.path(), name, column) if column else (*self.path(), name)
                    self.top.append(_Node(row[place], "cell", path, row=name if column else ""))


def _grid(rows: list[list[Cell]]) -> list[list[str]]:
    """The text of each row's cells, those that span rows and columns repeated."""
    grid: list[list[str]] = []
    above: dict[int, tuple[int, str]] = {}  # column -> rows still to fill, text
    for row in rows:
        texts: list[str] = []
        below: dict[int, tuple[int, str]] = {}
        cells = deque((cell.rowspan, cell.text) for cell in row for _ in range(min(cell.colspan, _COLSPAN_LIMIT)))
        while cells or len(texts) in above:
            rows_left, text = above.pop(len(texts)) if len(texts) in above else cells.popleft()
            if rows_left > 1:
                below[len(texts)] = (rows_left - 1, text)
            texts.append(text)
        above = below
        grid.append(texts)
    return grid


def _header(rows: list[list[Cell]], grid: list[list[str]]) -> list[str] | None:
    """The first row, when it names columns: <th> cells, bold above plain, or words above numbers."""
    if len(grid) < 2 or len(grid[0]) < 2:
        return None
    named = all(cell.header for cell in rows[0])
    bold = all(line.bold == line.text for cell in rows[0] for line in cell.lines)
    plain = not all(line.bold == line.text for cell in rows[1] for line in cell.lines)
    words = not any(char.isdigit() for text in grid[0][1:] for char in text)
    numbers = all(row[-1][:1].isdigit() or row[-1][:1] in "₹$€£~<>-−" for row in grid[1:] if row and row[-1])
    return grid[0] if named or (bold and plain) or (words and numbers and len(grid) > 2) else None


_ORDINAL = re.compile(r"(?:[A-Z][a-z]+(?:y-))?(?:First|Second|Third|[A-Z]?[a-z]+th|\d+(?:st|nd|rd|th))", re.IGNORECASE)
_NUMBERED = re.compile(
    r"(Article|Section|Schedule|Part|Phase|Chapter|Rule|Stage|Goal|Tier|Amendment|Entry|Clause|Level|Grade)s?"
    r"(?: (?:No\.?|Number))?"
)
_MARK = re.compile(r"(?:\d{1,3}|[IVX]{1,5})(?:-?[A-Z]{1,2})?(?:\(\w{1,3}\))*")


def _with_kind(column: str, name: str) -> str:
    """What a row is called: "44" under "Article" is Article 44, "First" under "Plan" the First Plan; others stay."""
    numbered = _NUMBERED.fullmatch(column)
    if numbered and _MARK.fullmatch(name):
        return f"{numbered[1]} {name}"
    return f"{name} {column}" if column.isalpha() and _ORDINAL.fullmatch(name) else name


def _is_number(name: str, value: str) -> bool:
    """A column of running numbers ("S. No.") names nothing; years do."""
    number = value.rstrip(".)")
    return number.isdecimal() and len(number) < 4 and len(name) < 8
