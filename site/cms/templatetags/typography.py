"""`{% typography %}…{% endtypography %}`: the spaces that French sets before its punctuation.

HTML that is kept is set once, when it is made (`set_once`), and is not looked through again: it stands
as a mark of two letters and a number in what is (`placed`).
"""

import re
import secrets
from collections.abc import Callable
from contextvars import ContextVar

from django import template
from django.template import Context, Node, NodeList
from django.template.base import Parser, Token
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

register = template.Library()

# Tags, and what must stay as it was written: code, what a visitor typed, preformatted text.
_KEPT = re.compile(r"(<(script|style|pre|code|textarea)\b.*?</\2\s*>|<[^>]*>)", re.DOTALL | re.I)
# Lexique des règles typographiques en usage à l'Imprimerie nationale. A no-break space everywhere,
# as our fonts have no narrow one (U+202F).
_RULES = [
    (re.compile("[ \u202f]+(?=[;:!?»%€])"), "\u00a0"),
    (re.compile("«[ \u202f]+"), "«\u00a0"),
    (re.compile("(?<=\\d)[ \u202f](?=\\d{3}(?!\\d))"), "\u00a0"),
    (re.compile("(?<=n°)[ \u202f]+(?=\\d)"), "\u00a0"),
    (re.compile("\u202f"), "\u00a0"),
]
# What one of the rules begins with: most pieces of a page have nothing of it.
_ANY = re.compile("\u202f| (?=[;:!?»%€\\d])|« ")
# The kept parts of what is being set; none outside, and none while a part is made that will be kept.
_parts: ContextVar[list[str] | None] = ContextVar("typography", default=None)
# Nobody can write a mark of this process, in letters of private use.
_MARK = f"\ue000{secrets.token_hex(8)}-"
_MARKS = re.compile(f"{_MARK}(\\d+)\ue001")


def french(html: str) -> str:
    """`html` with no-break spaces where French wants them; tags and attributes are left alone."""
    pieces = _KEPT.split(html)
    # split() gives text, whole match, name of the kept element, text, …
    del pieces[2::3]
    for place in range(0, len(pieces), 2):
        if _ANY.search(pieces[place]):
            for rule, replacement in _RULES:
                pieces[place] = rule.sub(replacement, pieces[place])
    return "".join(pieces)


def _is_french(language: object) -> bool:
    return str(language or "").startswith("fr")


def set_once(make: Callable[[], str]) -> Callable[[], SafeString]:
    """`make`, whose HTML is to be kept: whole, and set in the language of the moment."""

    def made() -> SafeString:
        before = _parts.set(None)
        try:
            html = make()
        finally:
            _parts.reset(before)
        return mark_safe(french(html) if _is_french(get_language()) else html)

    return made


@register.simple_tag
def placed(html: str) -> SafeString:
    """HTML from `set_once`, where it stands in the page."""
    parts = _parts.get()
    if parts is None:
        return mark_safe(html)
    parts.append(html)
    return mark_safe(f"{_MARK}{len(parts) - 1}\ue001")


class TypographyNode(Node):
    def __init__(self, nodelist: NodeList) -> None:
        self.nodelist = nodelist

    def render(self, context: Context) -> SafeString:
        if not _is_french(context.get("preview_language") or get_language()):
            return self.nodelist.render(context)
        parts: list[str] = []
        before = _parts.set(parts)
        try:
            html = french(self.nodelist.render(context))
        finally:
            _parts.reset(before)
        return mark_safe(_MARKS.sub(lambda mark: parts[int(mark[1])], html) if parts else html)


@register.tag
def typography(parser: Parser, _token: Token) -> TypographyNode:
    """Wraps what is shown to people, so that editors need not type no-break spaces."""
    nodelist = parser.parse(("endtypography",))
    parser.delete_first_token()
    return TypographyNode(nodelist)
