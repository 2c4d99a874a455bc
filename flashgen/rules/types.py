"""The `slots:` and `patterns:` of packs in, a checked lexicon out."""

from __future__ import annotations

import re
from pathlib import Path

from flashgen.patterns import (
    Compiler,
    InNamedError,
    Lexicon,
    NotationError,
    SlotType,
    compile_pattern,
    compile_regex,
    fold_for_matching,
    user_regex,
)
from flashgen.rules.checks import check_keys, notation_error, number_of, text_of, texts_of
from flashgen.yamlio import Node, YamlFile

SLOT_KEYS = (
    "about", "ask", "words", "file", "any", "regex", "free", "max words", "case", "never before", "never after",
    "never inside", "examples", "not",
)  # fmt: skip
_WAYS = ("words", "file", "any", "regex", "free")
_EMBEDDED = re.compile(r"\{[A-Za-z]\w*\}")
_NAME = re.compile(r"[a-z][a-z0-9_]*")


def read_types(file: YamlFile, node: Node | None, folder: Path) -> dict[str, SlotType]:
    """The slot types of one pack, each checked for its form; what they name is checked by `check_types`."""
    types: dict[str, SlotType] = {}
    if node is None or not _is_mapping(file, node, "slots"):
        return types
    for name, (key, value) in (node.pairs or {}).items():
        if not _NAME.fullmatch(name):
            file.error(key, f'"{name}" cannot name a slot type', "use small letters, digits and _: sea_level")
        types[name] = _read_type(file, name, value, folder)
    return types


def _is_mapping(file: YamlFile, node: Node, what: str) -> bool:
    if node.pairs is None:
        file.error(
            node, f"{what} must be a mapping, this is {node.kind}", f"write {what}: and under it, indented, name: …"
        )
    return node.pairs is not None


def _read_type(file: YamlFile, name: str, node: Node, folder: Path) -> SlotType:
    """A text is a pattern, a list is a list of patterns, a mapping says how."""
    if node.pairs is None:
        return SlotType(name, any=tuple(text for text, _ in texts_of(file, node, "a slot type")))
    sound = check_keys(file, node, SLOT_KEYS, "a slot type")
    ways = [way for way in _WAYS if node.get(way)]
    if (not ways and sound) or (len(ways) > 1 and set(ways) != {"words", "file"}):
        said = " and ".join(f'"{way}"' for way in ways) or "none"
        file.error(
            node,
            f'the slot type "{name}" needs one of words, file, any, regex, free; it has {said}',
            "keep one of them" if ways else "write words: [iron, zinc]",
        )
    case = text_of(file, node.get("case"), "case")
    if case not in ("", "sensitive", "any"):
        file.error(node.get("case") or node, f'case cannot be "{case}"', "write case: sensitive, or leave it out")
    free = node.get("free")
    return SlotType(
        name=name,
        about=text_of(file, node.get("about"), "about"),
        ask=text_of(file, node.get("ask"), "ask"),
        words=tuple(text for text, _ in texts_of(file, node.get("words"), "a word"))
        + _lines(file, node.get("file"), folder),
        any=tuple(text for text, _ in texts_of(file, node.get("any"), "a pattern")),
        regex=text_of(file, node.get("regex"), "regex"),
        until=None if free is None else _until(file, free),
        max_words=number_of(file, node.get("max words"), "max words", 0),
        sensitive=case == "sensitive",
        never_before=text_of(file, node.get("never before"), "never before"),
        never_after=text_of(file, node.get("never after"), "never after"),
        never_inside=text_of(file, node.get("never inside"), "never inside"),
        examples=tuple(text for text, _ in texts_of(file, node.get("examples"), "an example")),
        not_examples=tuple(text for text, _ in texts_of(file, node.get("not"), "an example")),
    )


def _until(file: YamlFile, node: Node) -> str:
    check_keys(file, node, ("until",), "free")
    return text_of(file, node.get("until"), "until")


def _lines(file: YamlFile, node: Node | None, folder: Path) -> tuple[str, ...]:
    """The lines of a word file beside the pack; empty lines and lines with # are left out."""
    if node is None:
        return ()
    path = folder / text_of(file, node, "file")
    try:
        lines = path.read_text("utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError):
        file.error(
            node,
            f'the word file "{node.text}" cannot be read',
            f"it is looked for at {path}, as UTF-8, one word a line",
        )
        return ()
    return tuple(line.strip() for line in lines if line.strip() and not line.startswith("#"))


def check_types(file: YamlFile, node: Node | None, types: dict[str, SlotType], compiler: Compiler) -> None:
    """Reports regexes that RE2 does not take, unknown names and types that hold themselves."""
    for name, kind in types.items():
        pair = ((node.pairs if node else None) or {}).get(name)
        if pair is not None:
            before = len(file.problems)
            _check_sources(file, pair[1], kind, compiler)
            says = kind.any or kind.words or kind.regex or kind.until is not None
            if says and len(file.problems) == before:
                _check_whole(file, pair, kind, compiler)


def _check_sources(file: YamlFile, node: Node, kind: SlotType, compiler: Compiler) -> None:
    """Each pattern and regex of a type by itself, so that a mistake is shown at its character."""
    found = node.get("any") or node
    places = found.items if found.items is not None else [found]
    for source, place in zip(kind.any, places, strict=False):
        try:
            compiler.tree(source)
        except InNamedError:
            continue  # shown where it is defined
        except NotationError as error:
            notation_error(file, place, error)
    sources = (
        ("regex", kind.regex), ("never before", kind.never_before), ("never after", kind.never_after),
        ("never inside", kind.never_inside),
    )  # fmt: skip
    for key, source in sources:
        try:
            user_regex(_EMBEDDED.sub("x", source))
        except NotationError as error:
            notation_error(file, node.get(key) or node, error)


def _check_whole(file: YamlFile, pair: tuple[Node, Node], kind: SlotType, compiler: Compiler) -> None:
    key, node = pair
    place = node.get("regex") or key
    try:
        regex = compiler.type_regex(kind)
        compile_regex(regex)
        if compile_regex(f"^(?:{regex})$").search(b"") is not None:
            message = f'the slot type "{kind.name}" takes a value of no characters'
            file.error(place, message, "write + instead of *, or take the ? away")
    except InNamedError as error:
        if error.name == kind.name:
            notation_error(file, place, error.inner)
    except NotationError as error:
        notation_error(file, place, error)


def slot_mistakes(lexicon: Lexicon) -> list[str]:
    """What is wrong with the examples of all slot types."""
    return [said for kind in lexicon.types.values() for said in check_examples(lexicon, kind)]


def check_examples(lexicon: Lexicon, kind: SlotType) -> list[str]:
    """What is wrong with a type's own examples: each `examples` must be a whole value, each `not` must not."""
    pattern = compile_pattern(f"^ {{value:{kind.name}}} $", lexicon)
    wrong = []
    for text in (*kind.examples, *kind.not_examples):
        match = pattern.search(fold_for_matching(text))
        whole = match is not None and match.slots["value"] == ((0, len(text)),)
        if whole != (text in kind.examples):
            wrong.append(f'{kind.name}: "{text}" is {"a" if whole else "no"} value')
    return wrong
