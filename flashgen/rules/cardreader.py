"""One node of a rule's `cards:` in, a CardTemplate and problems out."""

from __future__ import annotations

from flashgen.model import Form
from flashgen.rules.checks import check_keys, flag_of, template_error, text_of, texts_of
from flashgen.rules.model import CardTemplate
from flashgen.templates import Template, TemplateError, parse_template
from flashgen.yamlio import Node, YamlFile

CARD_KEYS = ("question", "answer", "cloze", "blank", "ask", "over", "reverse", "each", "if", "fact", "volatile", "tags")
_FORMS: tuple[Form, ...] = ("question", "cloze", "blank")


def read_card(file: YamlFile, node: Node, each: str = "", volatile: bool = False) -> CardTemplate | None:
    """A card template; `each` and `volatile` are what the rule says for all its cards."""
    if not check_keys(file, node, CARD_KEYS, "a card"):
        return None
    form = _form(file, node)
    if form is None:
        return None
    hidden = node.get(form) if form != "question" else None
    return CardTemplate(
        form=form,
        question=_template(file, node.get("question"), "question"),
        answer=_template(file, node.get("answer"), "answer"),
        hide=text_of(file, hidden, form).strip("{} "),
        ask=text_of(file, node.get("ask"), "ask"),
        over=tuple(text.strip("{} ") for text, _ in texts_of(file, node.get("over"), "a slot")),
        reverse=flag_of(file, node.get("reverse"), "reverse"),
        each=text_of(file, node.get("each"), "each").strip("{} ") or each,
        condition=text_of(file, node.get("if"), "if").strip("{} "),
        fact=text_of(file, node.get("fact"), "fact"),
        volatile=flag_of(file, node.get("volatile"), "volatile") or volatile,
        tags=tuple(text for text, _ in texts_of(file, node.get("tags"), "a tag")),
        line=node.line,
    )


def _form(file: YamlFile, node: Node) -> Form | None:
    forms = [form for form in _FORMS if node.get(form)]
    if len(forms) != 1:
        said = " and ".join(f'"{form}"' for form in forms) or "none of them"
        file.error(
            node, f"a card has one of question, cloze and blank; this has {said}", "write question: '…' and answer: '…'"
        )
        return None
    if (forms[0] == "question") != (node.get("answer") is not None):
        message = (
            "a question without an answer" if forms[0] == "question" else f"a {forms[0]} takes its answer from its slot"
        )
        file.error(node, message, "add answer: '{slot}'" if forms[0] == "question" else 'take the "answer" out')
        return None
    return forms[0]


def _template(file: YamlFile, node: Node | None, what: str) -> Template | None:
    if node is None:
        return None
    try:
        return parse_template(text_of(file, node, what))
    except TemplateError as error:
        template_error(file, node, error)
        return None
