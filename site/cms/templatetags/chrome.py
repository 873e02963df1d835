"""`{% chrome as chrome %}`, `{% translations page as … %}` and `{% contents html as … %}`."""

from typing import Any

from django import template
from django.conf import settings
from django.template import Context
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from wagtail.models import Page
from wagtail.rich_text import RichText, expand_db_html

from cms.chrome import Chrome, build_chrome
from cms.headings import Heading, with_anchors

register = template.Library()


@register.simple_tag(takes_context=True)
def chrome(context: Context) -> Chrome:
    """What stands around the page, in the language of the request."""
    language = context.get("preview_language") or get_language() or settings.LANGUAGE_CODE
    return build_chrome(language, context.get("preview_parts"))


@register.simple_tag
def language_choices(page: Page | None) -> list[dict[str, Any]]:
    """For each other language: code, name in itself, href of the same page, or of the home page.

    `translated` is False when the page has no live translation; the switch then says so.
    """
    current = get_language() or settings.LANGUAGE_CODE
    found = {}
    if page is not None and page.pk:
        found = {
            translation.locale.language_code: translation
            for translation in page.get_translations().live().select_related("locale")
        }
    choices = []
    for code in (code for code, _name in settings.LANGUAGES if code != current):
        translation = found.get(code)
        home = "/" if code == settings.LANGUAGE_CODE else f"/{code}/"
        choices.append(
            {
                "code": code,
                "name": {"fr": "Français", "en": "English"}[code],
                "href": translation.url if translation else home,
                "translated": translation is not None,
            }
        )
    return choices


@register.simple_tag
def text_with_contents(source: RichText | str) -> dict[str, SafeString | list[Heading]]:
    """The HTML of a rich text with anchors on its headings, and those headings."""
    raw = source.source if isinstance(source, RichText) else source
    html, headings = with_anchors(expand_db_html(raw))
    return {"html": mark_safe(html), "headings": headings}
