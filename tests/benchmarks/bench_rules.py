"""1,000 rules: time a sentence, against 100 rules and a plain loop; loading, against YAML and RE2 alone. Prints ratios.

    python tests/benchmarks/bench_rules.py [SENTENCES]

The rules are seven shapes of real ones around two rare words each; the sentences are fresh. All times are the best of
several, in CPU seconds.
"""

from __future__ import annotations

import random
import re
import sys
import time
from collections.abc import Callable
from pathlib import Path

import re2
import yaml

from flashgen.patterns import fold_for_matching
from flashgen.patterns.engine import compile_regex, options
from flashgen.rules import RuleSet, load_rules, load_text

SHAPES = [
    "'{{x:name}} [(was|were)] {a} {b} in {{year}}'",
    "'{{x:country}} and {{y:country}} {a} [full] {b} relations in {{year}}'",
    "'The {a} {b} (of|for) {{x:phrase}} costs {{money}}'",
    "'{{x:org}} {a} ... {b} {{percent}}'",
    "'{{who:person}} is the {a} {b} of {{x:org}}'",
    "'({a}|{b}) {{x:thing}} [, operational since {{year}}]'",
    "'{{n:number}} {a} {b} [(in|of) {{x:place}}]'",
]
RULE = """  - id: rule-{i}
    about: Facts about {a} and {b}
    match: {match}
    cards:
      - {{question: 'What about {{x}} and {a}?', answer: '{{x}}'}}
    examples:
      - text: Nothing of the kind {i}.
        cards: []
"""
FILLERS = (
    "the of and in to a was for on with as by from at is that it India Canada Ministry 1947 2010 40% crore".split()
)


def vocabulary(count: int) -> list[str]:
    chooser = random.Random(1)
    letters = "abcdefghijklmnoprstuvw"
    return ["".join(chooser.choices(letters, k=chooser.randint(5, 10))) for _ in range(count)]


def pack(count: int, words: list[str]) -> str:
    """YAML of so many rules; each has two rare words of its own."""
    chooser = random.Random(2)
    rules = []
    for i in range(count):
        a, b = chooser.sample(words, 2)
        rules.append(RULE.format(i=i, a=a, b=b, match=SHAPES[i % len(SHAPES)].format(a=a, b=b)))
    return "about: A benchmark\nrules:\n" + "".join(rules)


def sentences(count: int, words: list[str]) -> list[bytes]:
    """Fresh text: a third of the words common, the rest by a Zipf-like draw over the vocabulary."""
    chooser = random.Random(3)

    def word() -> str:
        if chooser.random() < 0.4:
            return chooser.choice(FILLERS)
        return words[min(len(words) - 1, int(chooser.paretovariate(0.5)))]

    return [fold_for_matching(" ".join(word() for _ in range(18)) + ".") for _ in range(count)]


def best(job: Callable[[], object], times: int = 3) -> float:
    found = []
    for _ in range(times):
        start = time.process_time()
        job()
        found.append(time.process_time() - start)
    return min(found)


def scan(rules: RuleSet, texts: list[bytes]) -> int:
    """Candidates and their matches, as matching does it."""
    hits = 0
    for text in texts:
        for rule, indexes in rules.candidates(text):
            for index in indexes:
                hits += sum(1 for _ in rule.patterns[index].finditer(text))
    return hits


def loop(regexes: list[re.Pattern[bytes]], texts: list[bytes]) -> int:
    return sum(1 for text in texts for regex in regexes if regex.search(text))


def compile_all(sources: list[bytes]) -> None:
    re2.purge()
    for source in sources:
        re2.compile(source, options())


def load_all(text: str, base: RuleSet) -> None:
    """Loading with every pattern compiled, which a run does only for patterns that are tried."""
    re2.purge()
    compile_regex.cache_clear()
    for rule in load_text(text, Path("bench.yaml"), base).rules:
        for pattern in rule.patterns:
            _ = pattern._compiled


def time_matching(count: int, words: list[str], base: RuleSet) -> RuleSet:
    """Prints the time a sentence with 100 and with 1,000 rules, and of a plain loop; the 1,000 rules come back."""
    few, many = (load_text(pack(n, words[1000:]), Path("bench.yaml"), base) for n in (100, 1000))
    texts = sentences(count, words)
    print(f"{count} sentences, {scan(many, texts)} matches with 1,000 rules, {scan(few, texts)} with 100")
    per_few, per_many = (best(lambda rules=rules: scan(rules, texts)) / count * 1e6 for rules in (few, many))
    growth = per_many / per_few
    print(f"a sentence: {per_few:.1f} us with 100 rules, {per_many:.1f} us with 1,000: x{growth:.2f} (aim: 1.6)")
    regexes = [re.compile(source, re.IGNORECASE) for source in sources_of(many)]
    per_loop = best(lambda: loop(regexes, texts[:40]), 1) / 40 * 1e6
    print(f"a plain re loop over the 1,000: {per_loop:.0f} us, x{per_loop / per_many:.0f} of ours (aim: 100)")
    return many


def sources_of(rules: RuleSet) -> list[bytes]:
    return [pattern.regex.encode("ascii") for rule in rules.rules for pattern in rule.patterns]


def time_loading(words: list[str], many: RuleSet, base: RuleSet) -> None:
    """Prints what loading 1,000 rules takes beside its floor: libyaml and RE2."""
    text, sources = pack(1000, words[1000:]), sources_of(many)
    jobs = (
        lambda: yaml.compose(text, Loader=yaml.CSafeLoader),
        lambda: compile_all(sources),
        lambda: load_all(text, base),
        lambda: load_text(text, Path("bench.yaml"), base),
    )
    rounds = [[best(job, 1) for job in jobs] for _ in range(7)]  # interleaved: the machine may be busy
    parse, compiling, loading, lazy = (min(times) for times in zip(*rounds, strict=True))
    floor = parse + compiling
    print(f"YAML parse {parse * 1e3:.0f} ms + RE2's compile time {compiling * 1e3:.0f} ms = {floor * 1e3:.0f} ms")
    print(f"loading 1,000 rules, all patterns compiled: {loading * 1e3:.0f} ms, x{loading / floor:.2f} (aim: 1.5)")
    print(f"as a run does it, patterns compiled when first tried: {lazy * 1e3:.0f} ms, x{lazy / floor:.2f}")


def main(count: int) -> None:
    words = vocabulary(6000)
    base = load_rules()
    many = time_matching(count, words, base)
    time_loading(words, many, base)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5000)
