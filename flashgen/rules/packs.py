"""Folders of packs in, the set of rules in force out: built-in packs first, then the user's; all mistakes at once."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from fnmatch import fnmatchcase
from pathlib import Path

from flashgen.builtin import folder as builtin_folder
from flashgen.clauses import Wanted
from flashgen.errors import RuleError
from flashgen.model import Problem
from flashgen.patterns import Compiler, Filter, InNamedError, Lexicon, PatternMatch, SlotType
from flashgen.reading import Reading, builtin_reading, load_reading
from flashgen.rules.checks import check_keys, did_you_mean, notation_error, text_of, texts_of
from flashgen.rules.model import Rule
from flashgen.rules.reader import Pack, read_rule
from flashgen.rules.types import check_types, read_types
from flashgen.yamlio import Node, parse_yaml, read_yaml

PACK_KEYS = ("about", "language", "slots", "patterns", "rules", "disable")
NOT_PACKS = frozenset({"reading"})
MOST_LABELS = 2_000
"""So many labels are remembered: an article has some twenty."""
CHILDREN = "0children"
SHARED = "slots"
"""The pack whose named patterns every pack may use."""


class RuleSet:
    """The rules in force, in order, with what they share."""

    def __init__(
        self,
        rules: Sequence[Rule],
        lexicon: Lexicon | None = None,
        problems: Sequence[Problem] = (),
        disabled: Sequence[Rule] = (),
        reading: Reading | None = None,
    ) -> None:
        self.rules = tuple(rules)
        self.lexicon = lexicon or Lexicon()
        self.problems = tuple(problems)
        """Warnings that did not stop the load."""
        self.disabled = tuple(disabled)
        self.reading = reading or builtin_reading()
        """How articles are read for these rules: reading.yaml and what the user's folders add to it."""
        self.languages = frozenset(rule.language for rule in self.rules)
        self._owners = [(rule, index) for rule in self.rules for index in range(len(rule.patterns))]
        marks = [_marks(number, rule) for number, rule in enumerate(self.rules)]
        self._filter = Filter(
            [(*marks[number], *pattern.needs) for number, rule in enumerate(self.rules) for pattern in rule.patterns]
        )
        self._all_marks = self._filter.fulfilled(mark for clauses in marks for clause in clauses for mark in clause)
        self._with_children = self._filter.fulfilled([CHILDREN])
        self._clausal = tuple((rule, rule.clause) for rule in self.rules if rule.clause)
        self._marks: dict[tuple[str, ...], int] = {}

    def __len__(self) -> int:
        return len(self.rules)

    def candidates(self, folded: bytes, marks: int | None = None) -> list[tuple[Rule, list[int]]]:
        """The rules that may match `fold_for_matching(text)`, in order, each with the indexes of its patterns that may.

        What is not among them cannot match. `marks` say where the text stands, see `marks`; without them it may stand
        anywhere.
        """
        found: list[tuple[Rule, list[int]]] = []
        for number in self._filter.candidates(folded, self._all_marks if marks is None else marks):
            rule, index = self._owners[number]
            if found and found[-1][0] is rule:
                found[-1][1].append(index)
            else:
                found.append((rule, [index]))
        return found

    def matches(self, folded: bytes, marks: int | None = None) -> list[tuple[Rule, list[tuple[int, PatternMatch]]]]:
        """The rules that match, in order, each with its matches and the index of the pattern that found each."""
        found: list[tuple[Rule, list[tuple[int, PatternMatch]]]] = []
        for number in self._filter.candidates(folded, self._all_marks if marks is None else marks):
            rule, index = self._owners[number]
            for match in rule.patterns[index].finditer(folded):
                if not found or found[-1][0] is not rule:
                    found.append((rule, []))
                found[-1][1].append((index, match))
        return found

    def marks(self, labels: tuple[str, ...], *, children: bool) -> int:
        """What the place of a sentence admits: rules about its labels, rules about sub-bullets when it has some."""
        if labels not in self._marks:
            if len(self._marks) > MOST_LABELS:
                self._marks.clear()
            admitted = (number for number, rule in enumerate(self.rules) if rule.labelled and _admits(rule, labels))
            self._marks[labels] = self._filter.fulfilled(map(_label_mark, admitted))
        return self._marks[labels] | self._with_children if children else self._marks[labels]

    def clausal(self, labels: tuple[str, ...]) -> list[tuple[Rule, Wanted]]:
        """The rules that read clauses instead of patterns under these labels, with what they want."""
        return [(rule, wanted) for rule, wanted in self._clausal if not rule.labelled or _admits(rule, labels)]

    def get(self, name: str) -> Rule | None:
        """The rule of that full name, or the only one of that id."""
        exact = [rule for rule in self.rules if rule.name == name]
        same_id = [rule for rule in self.rules if rule.id == name]
        return exact[0] if exact else same_id[0] if len(same_id) == 1 else None

    def only(self, rule: Rule) -> RuleSet:
        """This rule alone in force, as its examples are run."""
        return RuleSet([rule], self.lexicon, reading=self.reading)


def _marks(number: int, rule: Rule) -> list[frozenset[str]]:
    """The clauses that a rule's `where: label` and `list: children` add to what its patterns need."""
    marks = [frozenset({_label_mark(number)})] if rule.labelled else []
    return [*marks, frozenset({CHILDREN})] if rule.children else marks


def _label_mark(number: int) -> str:
    return f"0label{number}"


def _admits(rule: Rule, labels: tuple[str, ...]) -> bool:
    return all(condition.holds(labels) for condition in rule.where if condition.key == "label")


@contextmanager
def _uncollected() -> Iterator[None]:
    """Loading makes many small objects that all stay: looking for garbage among them costs a third of the time."""
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()


@_uncollected()
def load_rules(folders: Sequence[Path] = (), *, builtin: bool = True, disable: Sequence[str] = ()) -> RuleSet:
    """The rules in force. `disable`: names or globs. Raises RuleError with every mistake of every pack."""
    paths = [path for folder in ([builtin_folder()] if builtin else []) for path in pack_files(folder)]
    problems: list[Problem] = []
    for folder in folders:
        found = pack_files(folder) if folder.is_dir() else [folder] if folder.is_file() else []
        if not found:
            message = "no rule packs here" if folder.exists() else "no such file or folder"
            problems.append(Problem(str(folder), "error", message, "a pack is a file such as my-rules.yaml"))
        paths += found
    reading = load_reading([folder for folder in folders if folder.is_dir()])
    return _assemble([_open(path) for path in paths], problems, list(disable), reading)


@_uncollected()
def load_text(text: str, path: Path, base: RuleSet) -> RuleSet:
    """The rules of one pack's text alone, with the slot types of rules that are loaded already. Raises RuleError."""
    pack = _checked(Pack(path.stem, path, parse_yaml(text, str(path))))
    return _assemble([pack], [], [], base.reading, base.lexicon)


def pack_files(folder: Path) -> list[Path]:
    """The packs of a folder by name; the shared slot types come first."""
    files = [
        path for path in sorted(folder.iterdir()) if path.suffix in (".yaml", ".yml") and path.stem not in NOT_PACKS
    ]
    return sorted(files, key=lambda path: path.stem != SHARED)


def _open(path: Path) -> Pack:
    return _checked(Pack(path.stem, path, read_yaml(path, _shown(path))))


def _checked(pack: Pack) -> Pack:
    file = pack.file
    if file.root is None:
        if not file.problems:
            file.problems.append(Problem(file.name, "error", "this pack is empty", "write rules: and under it - id: …"))
    elif check_keys(file, file.root, PACK_KEYS, "a pack"):
        pack.language = text_of(file, file.root.get("language"), "language") or "en"
    return pack


def _shown(path: Path) -> str:
    try:
        return str(path.relative_to(Path.cwd()))
    except ValueError:
        return str(path)


def _assemble(
    packs: list[Pack], problems: list[Problem], disable: list[str], reading: Reading, base: Lexicon | None = None
) -> RuleSet:
    lexicon = _lexicon(packs, base or Lexicon())
    chosen: dict[str, Rule] = {}
    first = 0
    patterns: list[tuple[str, Pack, Node]] = []
    for pack in packs:
        for rule in _rules_of(pack, first):
            first = rule.order + 1
            chosen[rule.name] = rule
        root = pack.file.root
        patterns += [
            (text, pack, node) for text, node in texts_of(pack.file, root.get("disable") if root else None, "a name")
        ]
    sound = not any(pack.file.problems for pack in packs)  # a rule that is missing may be one that has a mistake
    off = _disabled(list(chosen.values()), disable, patterns, sound)
    problems += [problem for pack in packs for problem in sorted(pack.file.problems, key=_position)]
    if any(problem.level == "error" for problem in problems):
        raise RuleError(problems)
    on = [rule for rule in chosen.values() if rule.name not in off]
    disabled = [rule for rule in chosen.values() if rule.name in off]
    return RuleSet(on, lexicon, problems, disabled, reading)


def _position(problem: Problem) -> tuple[int, ...]:
    """Line and column of a problem, for the order in which a reader meets them."""
    return tuple(int(part) for part in problem.where.rsplit(":", 2)[1:] if part.isdecimal())


def _lexicon(packs: list[Pack], base: Lexicon) -> Lexicon:
    """What names mean: a pack's own slot types and patterns, else those of the packs named `slots`.

    A slot type of another pack can be used too, but never replaces one: only a `slots` pack of the user does that.
    """
    types: dict[str, SlotType] = dict(base.types)
    shared: dict[str, str] = dict(base.patterns)
    own: list[dict[str, SlotType]] = []
    lent: set[str] = set()
    for pack in packs:
        root = pack.file.root
        own.append(read_types(pack.file, root.get("slots") if root else None, pack.path.parent))
        types = types | own[-1] if pack.name == SHARED else own[-1] | types
        if pack.name == SHARED:
            shared |= _named(pack)
            lent |= own[-1].keys()
    core = Compiler(Lexicon(types, shared), lends=lent)
    for pack, mine in zip(packs, own, strict=True):
        named = _named(pack)
        same = types | mine == types and shared | named == named | shared  # it gives no shared name another meaning
        pack.compiler = Compiler(Lexicon(types | mine, shared | named), core if same else None)
        root = pack.file.root
        check_types(pack.file, root.get("slots") if root else None, mine, pack.compiler)
        _check_named(pack)
    return Lexicon(types, shared)


def _named(pack: Pack) -> dict[str, str]:
    node = pack.file.root.get("patterns") if pack.file.root else None
    return {name: value.text or "" for name, (_, value) in ((node.pairs if node else None) or {}).items()}


def _check_named(pack: Pack) -> None:
    node = pack.file.root.get("patterns") if pack.file.root else None
    if node is None:
        return
    if node.pairs is None:
        pack.file.error(
            node,
            f"patterns must be a mapping, this is {node.kind}",
            "write patterns: and under it signed: (signed|inked)",
        )
        return
    for name, (_, value) in node.pairs.items():
        try:
            if text_of(pack.file, value, "a pattern"):
                pack.compiler.tree(f"<{name}>")
        except InNamedError as error:
            if error.name == name:
                notation_error(pack.file, value, error.inner)


def _rules_of(pack: Pack, first: int) -> list[Rule]:
    node = pack.file.root.get("rules") if pack.file.root else None
    if node is None:
        return []
    if node.items is None:
        pack.file.error(node, f"rules must be a list, this is {node.kind}", "begin each rule with a hyphen: - id: …")
        return []
    seen: dict[str, int] = {}
    rules = [read_rule(pack, item, seen, first + number) for number, item in enumerate(node.items)]
    return [rule for rule in rules if rule is not None]


def _disabled(rules: list[Rule], names: list[str], in_packs: list[tuple[str, Pack, Node]], sound: bool) -> set[str]:
    off: set[str] = set()
    known = [rule.name for rule in rules]
    for text, pack, node in in_packs:
        hit = {name for name in known if fnmatchcase(name, text)}
        if not hit and sound:
            pack.file.error(
                node,
                f'no rule is called "{text}"',
                did_you_mean(text, known, "write pack/rule, or a glob: quantities/*"),
            )
        off |= hit
    for text in names:
        off |= {name for name in known if fnmatchcase(name, text)}
    return off
