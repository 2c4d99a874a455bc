"""Options of the tests."""

from __future__ import annotations

import pytest
from hypothesis import settings

# The same examples at every run, so that a change is judged by itself; `--hypothesis-profile=default` looks further.
settings.register_profile("same", derandomize=True)
settings.load_profile("same")


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--update` rewrites what tests compare with, so that the diff is the review."""
    parser.addoption(
        "--update",
        nargs="?",
        const="raise",
        default="",
        choices=["raise", "lower"],
        help="rewrite tests/articles/*.cards.txt and raise the floors of tests/quality-floors.yaml; "
        "--update=lower lowers floors as well",
    )
