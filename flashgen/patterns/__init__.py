"""The notation of patterns: source text in, a matcher over google-re2 out. The only door to re2."""

from flashgen.patterns.compiler import Compiler
from flashgen.patterns.engine import compile_regex, user_regex
from flashgen.patterns.folding import fold_for_matching
from flashgen.patterns.furthest import Furthest, furthest
from flashgen.patterns.lexicon import Lexicon, SlotType
from flashgen.patterns.matcher import Pattern, PatternMatch, SlotUse, compile_pattern
from flashgen.patterns.mistakes import InNamedError, UnknownNameError
from flashgen.patterns.needs import selective
from flashgen.patterns.notation import NotationError, parse_pattern
from flashgen.patterns.sieve import Filter

__all__ = [
    "Compiler",
    "Filter",
    "Furthest",
    "InNamedError",
    "Lexicon",
    "NotationError",
    "Pattern",
    "PatternMatch",
    "SlotType",
    "SlotUse",
    "UnknownNameError",
    "compile_pattern",
    "compile_regex",
    "fold_for_matching",
    "furthest",
    "parse_pattern",
    "selective",
    "user_regex",
]
