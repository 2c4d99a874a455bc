"""Sentences in, clauses and noun phrases out: who does what to whom.

```
parse(text)                           # Clause(subject, auxiliaries, verb, parts, ...): spans of characters
find(text, Wanted("object"))          # {"subject": (Value, ...), "aux": ..., "verb": ..., "object": ...} for each
```
"""

from flashgen.clauses.parse import Clause, parse, speech
from flashgen.clauses.parts import Part
from flashgen.clauses.phrases import FORMS, form_of_text, phrases
from flashgen.clauses.slots import PARTS, SLOTS, Wanted, find, inverted
from flashgen.clauses.tokens import Words, is_no_noun, read_words
from flashgen.clauses.verbs import has_verb

__all__ = [
    "FORMS",
    "PARTS",
    "SLOTS",
    "Clause",
    "Part",
    "Wanted",
    "Words",
    "find",
    "form_of_text",
    "has_verb",
    "inverted",
    "is_no_noun",
    "parse",
    "phrases",
    "read_words",
    "speech",
]
