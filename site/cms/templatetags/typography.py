"""`{% typography %}…{% endtypography %}`: the spaces that French sets before its punctuation."""

import re

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


class TypographyNode(Node):
    def __init__(self, nodelist: NodeList) -> None:
        self.nodelist = nodelist

    def render(self, context: Context) -> SafeString:
        html = self.nodelist.render(context)
        language = context.get("preview_language") or get_language() or ""
        return mark_safe(french(html)) if str(language).startswith("fr") else html


@register.tag
def typography(parser: Parser, _token: Token) -> TypographyNode:
    """Wraps what is shown to people, so that editors need not type no-break spaces."""
    nodelist = parser.parse(("endtypography",))
    parser.delete_first_token()
    return TypographyNode(nodelist)
