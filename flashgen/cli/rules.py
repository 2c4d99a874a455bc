"""`flashgen rules …`: what rules are in force, their tests, a draft for a sentence, how they do on articles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, Unpack

import click

from flashgen.cli.options import (
    exit_code,
    problem_line,
    read_line,
    rule_options,
    say,
    say_problems,
    source_options,
)
from flashgen.cli.usage import Group, wrong
from flashgen.cli.work import Chosen, load, start
from flashgen.errors import ConfigError
from flashgen.text import count

if TYPE_CHECKING:
    from flashgen.model import Drop
    from flashgen.rulecases import Case
    from flashgen.rules import ExpectedCard, Rule, RuleSet

_COLOURS = {"ok": "green", "todo": "yellow"}


@click.group(cls=Group)
def rules() -> None:
    """List, show, test and draft rules."""


@rules.command("list")
@rule_options
def list_(rule_folders: tuple[str, ...]) -> None:
    """The rules in force, their places, and disabled ones."""
    loaded = load(rule_folders)
    width = max((len(rule.name) for rule in (*loaded.rules, *loaded.disabled)), default=0)
    for rule in loaded.rules:
        click.echo(f"{rule.name:<{width}}  {rule.about or rule.wanted}  ({rule.shown}:{rule.line})")
    for rule in loaded.disabled:
        click.echo(click.style(f"{rule.name:<{width}}  disabled  ({rule.shown}:{rule.line})", dim=True))
    say(f"{count(loaded.rules, 'rule')} in force, {len(loaded.disabled)} disabled")


@rules.command()
@rule_options
def slots(rule_folders: tuple[str, ...]) -> None:
    """The slot types that patterns may use, with an example of each."""
    types = load(rule_folders).lexicon.types
    width = max((len(name) for name in types), default=0)
    for name, kind in sorted(types.items()):
        example = f"   {kind.examples[0]}" if kind.examples else ""
        click.echo(f"{{{name}}}{' ' * (width - len(name))}  {kind.about}{click.style(example, dim=True)}")


@rules.command()
@click.argument("name")
@rule_options
def show(name: str, rule_folders: tuple[str, ...]) -> int:
    """A rule as its pack says it."""
    loaded = load(rule_folders)
    rule = find(loaded, name)
    say(f"{rule.shown}:{rule.line}")
    for line in source_lines(rule):
        click.echo(line)
    return 0


def find(loaded: RuleSet, name: str) -> Rule:
    """The rule of a name. Raises ConfigError with a guess."""
    rule = loaded.get(name)
    if rule is None:
        names = [rule.name for rule in loaded.rules]
        known = [*names, *(rule.id for rule in loaded.rules)]
        raise wrong(f'no rule is called "{name}"', name, known, "flashgen rules list shows them all")
    return rule


def source_lines(rule: Rule) -> Iterator[str]:
    """The lines of a rule in its file, from its hyphen to the next one."""
    lines = rule.path.read_text("utf-8-sig").splitlines()[rule.line - 1 :]
    indent = len(lines[0]) - len(lines[0].lstrip())
    yield lines[0]
    for line in lines[1:]:
        if line.strip() and len(line) - len(line.lstrip()) <= indent:
            return
        yield line


@rules.command()
@click.option("-k", "only", default="", metavar="NAME", help="Only rules whose name holds NAME.")
@click.option("--strict", is_flag=True, help="Warnings fail too, also those about built-in rules.")
@rule_options
def test(only: str, strict: bool, rule_folders: tuple[str, ...]) -> int:
    """Run the examples in the rules; exit code 1 when one fails."""
    from flashgen.rulecases import run_cases
    from flashgen.rules import builtin_folder, lint, slot_mistakes

    loaded = load(rule_folders)
    cases = list(run_cases(loaded, only))
    for case in cases:
        for line in case_lines(case):
            click.echo(line)
    slips = [] if only else slot_mistakes(loaded.lexicon)
    for slip in slips:
        click.echo(click.style("slot type ", fg="red") + slip)
    warnings = [
        problem
        for rule in loaded.rules
        if only in rule.name and (strict or rule.path.parent != builtin_folder())
        for problem in lint(rule)
    ]
    for problem in warnings:
        say(problem_line(problem))
    if not cases and only:
        hint = "flashgen rules list shows them all"
        raise ConfigError(f'no rule with examples has "{only}" in its name', hint=hint)
    say(_summary(cases, len(slips), len(warnings)))
    return int(any(case.failed for case in cases) or bool(slips) or (strict and bool(warnings)))


def case_lines(case: Case) -> Iterator[str]:
    """What was expected and what came, for one example that did not give exactly its cards."""
    if case.verdict == "ok":
        return
    verdict = click.style(case.verdict, fg=_COLOURS.get(case.verdict, "red"), bold=True)
    yield f"{verdict} {case.rule.name}  ({case.rule.shown}:{case.example.line})"
    yield f"    {case.example.text}"
    if case.verdict == "closed":
        yield f'    this example passes now: take "todo: {case.example.todo}" out'
        return
    if case.example.todo:
        yield f"    todo: {case.example.todo}"
        return
    yield from (f"    - expected  {stated(card)}" for card in case.missing)
    yield from (f"    + came      {stated(card)}" for card in case.noisy)
    yield from (f"    dropped: {drop_line(drop)}" for drop in case.drops)
    if case.missing and not case.noisy and not case.drops:
        yield f'    see why: flashgen explain {case.rule.name} "{case.example.text}"'


def stated(card: ExpectedCard) -> str:
    """A card on one line."""
    return card.cloze or f"{card.question} / {card.answer}"


def drop_line(drop: Drop) -> str:
    """A dropped card with its reason, on one line."""
    return f"{drop.reason}" + (f" ({drop.question} / {drop.answer})" if drop.question else "")


def _summary(cases: list[Case], slips: int, warnings: int) -> str:
    verdicts = Counter(case.verdict for case in cases)
    rules_run = len({case.rule.name for case in cases})
    bad = ", ".join(f"{number} {verdict}" for verdict, number in sorted(verdicts.items()) if verdict != "ok")
    parts = [
        f"{count(cases, 'example')} of {count(rules_run, 'rule')}: {verdicts['ok']} ok" + (f", {bad}" if bad else "")
    ]
    if slips:
        parts.append(f"{count(slips, 'slot type example')} wrong")
    if warnings:
        parts.append(count(warnings, "warning"))
    return "; ".join(parts)


@rules.command()
@click.argument("sentence")
@click.option("--id", "rule_id", metavar="NAME", default="", help="The rule's id; made from the sentence by default.")
@rule_options
def new(sentence: str, rule_id: str, rule_folders: tuple[str, ...]) -> None:
    """Draft a rule from a sentence, with the cards that it gives."""
    from flashgen.drafts import draft_rule

    click.echo(draft_rule(sentence, load(rule_folders), rule_id), nl=False)
    say("Put this into a pack, my-rules/mine.yaml, and run: flashgen rules test --rules my-rules")


@rules.command()
@click.argument("sources", nargs=-1)
@source_options
def stats(**chosen: Unpack[Chosen]) -> int:
    """How each rule does on articles: matches, cards, what was dropped.

    SOURCES are files, folders, addresses, or - for standard input; without any, the articles folder is read.
    """
    from flashgen.pipeline import Report, each

    work = start(chosen)
    tally = Tally()
    report = Report()
    for asked in each(work.articles(), work.rules, work.limits, report):
        tally.add(asked)
        report.cards.extend(asked.cards)
    for line in tally.lines(work.rules):
        click.echo(line)
    say_problems(report.problems)
    say(read_line(report))
    return exit_code(report.problems)


class Tally:
    """Counts by rule: fired (matches), kept (cards), lost (another match or card was better), gated (unfit cards)."""

    _LOST = ("another card asks for it", "the same question as another card")

    def __init__(self) -> None:
        self.fired: Counter[str] = Counter()
        self.cards: Counter[str] = Counter()
        self.lost: Counter[str] = Counter()
        self.gated: Counter[str] = Counter()

    def add(self, asked: object) -> None:
        """Counts one article's `pipeline.Asked`."""
        from flashgen.pipeline import Asked

        assert isinstance(asked, Asked)
        self.fired.update(fact.rule for fact in asked.facts)
        self.cards.update(card.rule for card in asked.cards)
        for drop in asked.drops:
            lost = drop.reason in self._LOST or drop.reason.startswith(("more than", "the rule's"))
            (self.lost if lost else self.gated)[drop.rule] += 1

    def lines(self, loaded: RuleSet) -> Iterator[str]:
        """A table, the rules with most cards first; silent rules last."""
        width = max((len(rule.name) for rule in loaded.rules), default=4)
        yield f"{'rule':<{width}}  {'fired':>6} {'kept':>6} {'lost':>6} {'gated':>6}"
        for rule in sorted(loaded.rules, key=lambda rule: (-self.cards[rule.name], -self.fired[rule.name], rule.order)):
            numbers = [counter[rule.name] for counter in (self.fired, self.cards, self.lost, self.gated)]
            yield f"{rule.name:<{width}}  " + " ".join(f"{number:>6}" for number in numbers)


@rules.command()
def schema() -> None:
    """The JSON Schema of packs, for completion in editors."""
    import json

    from flashgen.rules import pack_schema

    click.echo(json.dumps(pack_schema(), indent=2, ensure_ascii=False))
