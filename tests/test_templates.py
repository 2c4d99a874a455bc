"""Templates: filters, grammatical number, articles."""

from __future__ import annotations

import pytest

from flashgen.templates import TemplateError, parse_template, render

VALUES = {
    "year": ("1996",), "years": ("1996", "2003"), "a": ("Indus Waters Treaty",), "mous": ("MoUs",), "who": ("India",),
    "poet": ("a blind poet of Goa and Mysore",), "dance": ("a dance of Goa",), "dams": ("the two poets",),
    "critic": ("the film critic Mr. Arun Rao",), "bees": ("BeeS",),
    "law": ("Indications of Goods (Protection) Act",), "nurse": ("an Indian economist, nurse",),
    "verb": ("set up",), "place": ("the United States",), "none": (), "list": ("a, b", "c"),
}  # fmt: skip


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("{year}", "1996"),
        ("{years}", "1996 and 2003"),
        ("{years|year/years} {year|year/years}", "years year"),
        ("{a|was/were} {mous|was/were}", "was were"),
        ("{a|the|cap} {who|the} {mous|the}", "The Indus Waters Treaty India MoUs"),
        ("{list|list}", "a, b; c"),
        ("{who|possessive} {place|possessive}", "India's the United States'"),
        ("{law|does/do} {mous|does/do} {bees|does/do}", "does do does"),
        ("{poet|who} {dance|who|cap} {dams|who} {nurse|who} {critic|who}", "who What what who who"),
        ("did {who} {verb|base} it?", "did India set up it?"),
        ("in{year|wrap: (%)}?", "in (1996)?"),
        ("in{none|wrap: (%)}?", "in?"),
        ("{none|or: it} {who|lower}", "it india"),
        ("{years|count}", "2"),
        (r"\{x\} {title}", "{x} A Title"),
    ],
)
def test_a_template_renders(source: str, text: str) -> None:
    assert render(parse_template(source), VALUES, {"title": "A Title"}) == text


@pytest.mark.parametrize(
    ("source", "message", "offset"),
    [
        ("a {year", "this { is never closed", 2),
        ("a } b", "this } is never opened", 2),
        ("{year|teh}", 'no filter is called "teh"', 6),
        ("{1}", '"{1}" names no slot', 0),
        ("{a|wrap}", 'the filter "wrap" needs a text after a colon', 3),
        ("{a|the: x}", 'the filter "the" takes no text after a colon', 3),
    ],
)
def test_a_mistake_is_found_at_its_character(source: str, message: str, offset: int) -> None:
    with pytest.raises(TemplateError) as raised:
        parse_template(source)
    assert (raised.value.message, raised.value.offset) == (message, offset)
