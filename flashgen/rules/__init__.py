"""Rule packs in, checked and compiled rules out: `load_rules(folders) -> RuleSet`.

rules = load_rules([Path("my-rules")])
folded = fold_for_matching(sentence.text)  # flashgen.patterns
for rule, hits in rules.matches(folded):   # one pass over the words says which patterns are tried; rules in order
    for index, match in hits:              # rule.patterns[index] found PatternMatch(start, end, slots, literals)
        ...
"""

from flashgen.builtin import folder as builtin_folder
from flashgen.rules.lints import lint
from flashgen.rules.model import CardTemplate, Condition, Example, ExpectedCard, Rule
from flashgen.rules.packs import RuleSet, load_rules, load_text
from flashgen.rules.schema import pack_schema
from flashgen.rules.types import slot_mistakes

__all__ = [
    "CardTemplate",
    "Condition",
    "Example",
    "ExpectedCard",
    "Rule",
    "RuleSet",
    "builtin_folder",
    "lint",
    "load_rules",
    "load_text",
    "pack_schema",
    "slot_mistakes",
]
