"""A pack's nodes in, texts and problems out: the questions that every key asks of its value."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

from flashgen.patterns import NotationError, UnknownNameError
from flashgen.templates import TemplateError
from flashgen.yamlio import Node, YamlFile


def did_you_mean(word: str, known: Iterable[str], otherwise: str = "") -> str:
    """'did you mean "match"?', or the other hint when nothing is near."""
    near = difflib.get_close_matches(word, list(known), 1, 0.6)
    return f'did you mean "{near[0]}"?' if near else otherwise


def check_keys(file: YamlFile, node: Node, keys: Iterable[str], of: str) -> bool:
    """Whether a node is a mapping of known keys; what is not becomes errors."""
    known = tuple(keys)
    if node.pairs is None:
        file.error(node, f"{of} must be a mapping, this is {node.kind}", f"its keys are: {', '.join(known)}")
        return False
    strange = [key for key, _ in node.pairs.values() if key.text not in known]
    for key in strange:
        hint = did_you_mean(key.text or "", known, f"the keys of {of} are: {', '.join(known)}")
        file.error(key, f'{of} has no key "{key.text}"', hint)
    return not strange


def text_of(file: YamlFile, node: Node | None, what: str) -> str:
    """The text of a node; "" with an error when it is none."""
    if node is None:
        return ""
    if node.text is None:
        file.error(node, f"{what} must be a text, this is {node.kind}", _quoting(file, node))
        return ""
    return node.text


def _quoting(file: YamlFile, node: Node) -> str:
    line = file.lines[node.line - 1] if 0 < node.line <= len(file.lines) else ""
    rest = line[node.column - 1 :]
    if rest.startswith("{") or rest.startswith("["):
        return f"YAML reads {rest[0]} as the start of {node.kind}: put the whole text in quotes"
    if node.pairs is not None:
        return "YAML reads a colon and a space as a key: put the whole text in quotes"
    return "write it on one line, in quotes"


def texts_of(file: YamlFile, node: Node | None, what: str) -> list[tuple[str, Node]]:
    """One text or a list of them, each with its node."""
    if node is None:
        return []
    if node.items is None:
        text = text_of(file, node, what)
        return [(text, node)] if node.text is not None else []
    return [(text_of(file, item, what), item) for item in node.items if text_of(file, item, what) or item.text == ""]


def flag_of(file: YamlFile, node: Node | None, what: str) -> bool:
    """true or false, as YAML 1.2 writes them."""
    if node is None or node.text in ("true", "false"):
        return node is not None and node.text == "true"
    file.error(node, f"{what} must be true or false", "write true or false, without quotes")
    return False


def number_of(file: YamlFile, node: Node | None, what: str, default: int) -> int:
    """A whole number of digits."""
    if node is None:
        return default
    if node.text is not None and node.text.lstrip("-").isdecimal() and node.text.isascii():
        return int(node.text)
    file.error(node, f"{what} must be a whole number", f"write {default}")
    return default


def notation_error(file: YamlFile, node: Node, error: NotationError) -> None:
    """A mistake in a pattern, at the very character."""
    for one in (error, *error.others):
        hint = did_you_mean(one.name, one.known, one.hint) if isinstance(one, UnknownNameError) else one.hint
        file.error(node, one.message, hint, one.offset)


def template_error(file: YamlFile, node: Node, error: TemplateError) -> None:
    """A mistake in a template, at the very character."""
    file.error(
        node,
        error.message,
        did_you_mean(error.name, error.known, error.hint) if error.name else error.hint,
        error.offset,
    )
