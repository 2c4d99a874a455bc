"""YAML text in, nodes that know their line and column out: the only door to PyYAML.

Three surprises of YAML end here. Scalars stay text (`no`, `3:30`, `012` and `2010-01-02` mean what they look like), a
key that stands twice in one mapping is an error (PyYAML silently keeps the last), and PyYAML's two parsers, which
disagree on `{question: When did it start?, answer: x}`, accept and reject the same files here.
"""

from __future__ import annotations

import re
from pathlib import Path

import yaml

from flashgen.model import Level, Problem

_FASTEST: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # libyaml is seven times as fast
_QUESTION_IN_FLOW = re.compile(r"[{\[,][^'\"\n]*\?\s*[,}\]]")


class _Loader(_FASTEST):  # type: ignore[misc]
    """Composes nodes and leaves it open what a plain scalar means: here all of them are text."""

    def resolve(self, kind: object, value: object, implicit: object) -> str:
        return ""


class Node:
    """One piece of a YAML file: a text, a list of nodes, or a mapping; `line` and `column` count from 1."""

    __slots__ = ("column", "items", "line", "pairs", "style", "text")

    def __init__(self, line: int, column: int) -> None:
        self.line = line
        self.column = column
        self.text: str | None = None
        self.items: list[Node] | None = None
        self.pairs: dict[str, tuple[Node, Node]] | None = None
        self.style = ""
        """How a text is written: "" plain, "'" or '"' quoted, "|" or ">" block."""

    @property
    def kind(self) -> str:
        """What it is, in words for a message: "a text", "a list" or "a mapping"."""
        return "a list" if self.items is not None else "a mapping" if self.pairs is not None else "a text"

    def get(self, key: str) -> Node | None:
        """The value under a key of a mapping; None when the key is absent or this is no mapping."""
        pair = (self.pairs or {}).get(key)
        return pair[1] if pair else None

    def plain(self) -> object:
        """Bare str, list and dict, without positions."""
        if self.pairs is not None:
            return {name: value.plain() for name, (_, value) in self.pairs.items()}
        if self.items is not None:
            return [item.plain() for item in self.items]
        return self.text or ""


class YamlFile:
    """One file: its name as messages show it, its lines, its root node (None when there is none), its problems."""

    def __init__(self, name: str, text: str) -> None:
        self.name = name
        self.lines = text.splitlines()
        self.problems: list[Problem] = []
        self.root: Node | None = None

    def problem(self, line: int, column: int, message: str, hint: str = "", level: Level = "error") -> Problem:
        """A finding at a place, with the line itself and a caret under the column."""
        shown = self.lines[line - 1] if 0 < line <= len(self.lines) else ""
        text = f"{message}\n{_caret(shown, column)}" if shown.strip() else message
        return Problem(f"{self.name}:{line}:{column}", level, text, hint)

    def error(self, node: Node, message: str, hint: str = "", offset: int = 0) -> None:
        """Notes an error at a node; `offset` counts characters into a one-line text."""
        line, column = self.place(node, offset)
        self.problems.append(self.problem(line, column, message, hint))

    def place(self, node: Node, offset: int = 0) -> tuple[int, int]:
        """Line and column of a character of a node's text (of the node itself when the text is folded over lines)."""
        line = self.lines[node.line - 1] if node.line <= len(self.lines) else ""
        if node.text is None or node.style in ("|", ">"):
            return node.line, node.column
        start = node.column + (1 if node.style else 0)
        source = line[start - 1 :]
        if node.style == "'":
            offset += node.text[:offset].count("'")
        elif node.style == '"':
            offset += sum(2 if c in '"\\' else 1 for c in node.text[:offset]) - offset
        return node.line, start + offset if offset <= len(source) else node.column


def _caret(line: str, column: int, width: int = 100) -> str:
    """The line and a caret under the column, cut to a window around it when the line is long."""
    line = line.replace("\t", " ")
    first = max(0, min(column - 1 - width // 2, len(line) - width))
    shown = line[first : first + width]
    dots = "…" if first else ""
    return f"    {dots}{shown.rstrip()}\n    {' ' * (column - 1 - first + len(dots))}^"


def read_yaml(path: Path, name: str = "") -> YamlFile:
    """A file on disk; not UTF-8 and not readable are problems of the result, never exceptions."""
    shown = name or str(path)
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        file = YamlFile(shown, "")
        file.problems.append(Problem(shown, "error", f"cannot be read: {(error.strerror or str(error)).lower()}"))
        return file
    except UnicodeDecodeError as error:
        file = YamlFile(shown, "")
        line = error.object[: error.start].count(b"\n") + 1
        hint = "save the file as UTF-8"
        file.problems.append(Problem(f"{shown}:{line}:1", "error", "this file is not UTF-8 text", hint))
        return file
    return parse_yaml(text, shown)


def parse_yaml(text: str, name: str) -> YamlFile:
    """YAML text in, its nodes and problems out."""
    file = YamlFile(name, text)
    try:
        composed = yaml.compose(text, Loader=_Loader)
    except yaml.YAMLError as error:
        file.problems.append(_syntax_problem(file, error))
        return file
    if composed is not None:
        file.root = _convert(file, composed, 0, {})
    return file


def _convert(file: YamlFile, raw: yaml.Node, depth: int, seen: dict[int, Node]) -> Node:
    if id(raw) in seen:  # an alias: the same node again
        return seen[id(raw)]
    mark = raw.start_mark
    node = seen[id(raw)] = Node(mark.line + 1, mark.column + 1)
    if isinstance(raw, yaml.ScalarNode):
        node.text = raw.value
        node.style = raw.style or ""
        if "?" in raw.value and not node.style:
            _check_question(file, node, raw)
    elif isinstance(raw, yaml.SequenceNode):
        node.items = [_convert(file, item, depth + 1, seen) for item in raw.value]
    else:
        node.pairs = {}
        for key, value in raw.value:
            _add_pair(file, node, _convert(file, key, depth + 1, seen), _convert(file, value, depth + 1, seen))
    return node


def _add_pair(file: YamlFile, node: Node, key: Node, value: Node) -> None:
    pairs = node.pairs if node.pairs is not None else {}
    if key.text is None:
        file.error(
            key,
            f"{key.kind} cannot be a key",
            "quote the text: '{year}' needs quotes because YAML reads { as a mapping",
        )
    elif key.text in pairs:
        first = pairs[key.text][0]
        file.error(key, f'"{key.text}" stands twice here; the first is on line {first.line}', "keep one of the two")
    else:
        pairs[key.text] = (key, value)


def _check_question(file: YamlFile, node: Node, raw: yaml.ScalarNode) -> None:
    """Libyaml takes a plain text ending in `?` inside `{…}`, PyYAML's own parser does not: neither may here."""
    line = file.lines[raw.end_mark.line] if raw.end_mark.line < len(file.lines) else ""
    following = line[raw.end_mark.column :].lstrip()[:1]
    if raw.value.endswith("?") and following in (",", "}", "]") and _QUESTION_IN_FLOW.search(line):
        _quote_this(file, node.line, node.column)


def _quote_this(file: YamlFile, line: int, column: int) -> None:
    message = "a text with a question mark inside {…} needs quotes"
    file.problems.append(file.problem(line, column, message, "write question: 'When did it start?'"))


def _syntax_problem(file: YamlFile, error: yaml.YAMLError) -> Problem:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    said = str(getattr(error, "problem", "") or error).strip().lower()
    if mark is None:
        return Problem(file.name, "error", f"this is not YAML: {said}", "remove control characters")
    line, column = min(mark.line, max(len(file.lines) - 1, 0)), mark.column
    message, hint = _in_plain_words(file.lines[line] if file.lines else "", said)
    return file.problem(line + 1, column + 1, message, hint)


def _in_plain_words(line: str, said: str) -> tuple[str, str]:
    """What is wrong and what to do, for the slips that people make."""
    if "\t" in line[: len(line) - len(line.lstrip())]:
        return "a tab indents this line", "use spaces: YAML does not allow tabs before the text"
    if re.search(r"(?:^|[:-])\s*\{[^{}]*\}\s*[^\s,#\]}]", line):
        return "a text that begins with { needs quotes", "put the whole text in quotes: '{who:name} was built'"
    if _QUESTION_IN_FLOW.search(line):
        return "a text with a question mark inside {…} needs quotes", "write question: 'When did it start?'"
    if "mapping values are not allowed" in said:
        return "a colon inside a text without quotes", "put the whole text in quotes: 'Exports: {amount}'"
    if "cannot start any token" in said:
        return "a text cannot begin with this character unless it is quoted", "put the whole text in quotes"
    if "block end" in said or "flow" in said or "block mapping" in said or "',' or" in said:
        return (
            f"this is not YAML: {said}",
            "put a text that begins with { or [ or a quote, or holds ': ', in quotes as a whole",
        )
    return f"this is not YAML: {said}", "indent the keys of one rule alike, and quote texts with { [ : #"
