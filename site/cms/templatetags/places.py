"""Where things are: the home page of a language, the one page of a kind, the entry that leads here."""

from django import template
from django.apps import apps
from django.conf import settings
from django.utils.translation import get_language
from wagtail.models import Page

from cms.chrome import Link
from cms.freshness.memory import remembered

register = template.Library()


@register.simple_tag
def home_address() -> str:
    """The address of the home page in the current language."""
    code = get_language() or settings.LANGUAGE_CODE
    return "/" if code == settings.LANGUAGE_CODE else f"/{code}/"


@register.simple_tag
def place(kind: str) -> Page | None:
    """The live page of a type that exists once per language, or None.

    `kind` is the name of the page type without "Page", for example "search" or "sitemap". Named
    rather than imported, since page types live in a package above this one.
    """
    model = apps.get_model("pages", f"{kind}page")
    code = get_language() or settings.LANGUAGE_CODE

    def look() -> Page | None:
        found: Page | None = model.objects.live().filter(locale__language_code=code).first()
        return found

    return remembered(("cms.place", kind, code), look)


@register.filter
def leads(path: str | None, entry: Link) -> bool:
    """Whether `entry` of the menu is the page at `path`, or one above it."""
    return bool(path) and entry.leads_to(path or "")
