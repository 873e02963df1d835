"""Tags: `chrome`, `kept`, `language_choices` and `text_with_contents`."""

from typing import Any

from django import template
from django.conf import settings
from django.template import Context, Node, NodeList
from django.template.base import Parser, Token
from django.utils.safestring import SafeString, mark_safe
from wagtail.models import Page
from wagtail.rich_text import RichText, expand_db_html

from cms.chrome import Chrome, chrome_for
from cms.freshness.memory import remembered
from cms.headings import Heading, with_anchors
from cms.seo.addresses import current_language, home_path
from cms.seo.versions import live_translations
from cms.templatetags.typography import placed, set_once

register = template.Library()


@register.simple_tag(takes_context=True)
def chrome(context: Context) -> Chrome:
    """What stands around the page, in the language of the request."""
    language = context.get("preview_language") or current_language()
    return chrome_for(context.get("request"), language, context.get("preview_parts"))


class KeptNode(Node):
    """A part of the chrome, made once for all pages on which the same of its links are marked."""

    def __init__(self, part: str, nodelist: NodeList) -> None:
        self.part = part
        self.nodelist = nodelist

    def render(self, context: Context) -> SafeString:
        request, shown = context.get("request"), context.get("chrome")
        preview = context.get("preview_parts") or context.get("preview_language")
        if request is None or not isinstance(shown, Chrome) or preview:
            return self.nodelist.render(context)
        language = current_language()

        def make() -> SafeString:
            chrome_for(request, language)  # asked for here, so that the part goes when it changes
            return self.nodelist.render(context)

        key = ("cms.chrome", self.part, language, shown.marks(self.part, request.path))
        return placed(remembered(key, set_once(make)))


@register.tag
def kept(parser: Parser, token: Token) -> KeptNode:
    """`{% kept menu %}…{% endkept %}`: depends on `chrome` and `request.path` and on nothing else."""
    _name, part = token.split_contents()
    nodelist = parser.parse(("endkept",))
    parser.delete_first_token()
    return KeptNode(part, nodelist)


@register.simple_tag(takes_context=True)
def language_choices(context: Context, page: Page | str | None) -> list[dict[str, Any]]:
    """For each other language: code, name in itself, href of the same page, or of the home page.

    `translated` is False when the page has no live translation; the switch then says so. A page with
    addresses of its own below it (`same_addresses_below`) is switched to the same one of them.
    """
    current = current_language()
    found = live_translations(page) if isinstance(page, Page) else {}
    below = _below(context, page) if getattr(page, "same_addresses_below", False) else ""
    return [
        {
            "code": code,
            "name": {"fr": "Français", "en": "English"}[code],
            "href": f"{found[code].url}{below}" if code in found else home_path(code),
            "translated": code in found,
        }
        for code, _name in settings.LANGUAGES
        if code != current
    ]


def _below(context: Context, page: Any) -> str:
    """What follows the page's own path in the address that was asked for."""
    path, own = getattr(context.get("request"), "path", ""), page.url or ""
    below = path.removeprefix(own) if own and path.startswith(own) else ""
    return f"{below}{context.get('asked_again', '')}" if below else ""


@register.simple_tag
def text_with_contents(source: RichText | str) -> dict[str, SafeString | list[Heading]]:
    """The HTML of a rich text with anchors on its headings, and those headings."""
    raw = source.source if isinstance(source, RichText) else source
    html, headings = with_anchors(expand_db_html(raw))
    return {"html": mark_safe(html), "headings": headings}
